import type { Result } from '../../../../shared/domain/result.ts';
import { type JsonObject, textAt } from '../json-value.ts';
import type { Refusal } from '../refusal.ts';

/** The id of a seeded record. A refusal of our own seed is a bug. */
export function seededId(created: Result<JsonObject, Refusal>): string {
  if (!created.ok) {
    throw new Error(`The practice books refuse their own seed: ${created.fault.code} ${created.fault.detail}`);
  }
  const id = textAt(created.value, 'Id');
  if (id === null) {
    throw new Error('A seeded record has no id');
  }
  return id;
}
