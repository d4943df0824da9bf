import { setImmediate as nextTurn } from 'node:timers/promises';

import type { PortFault } from '../../../core/ports/faults.ts';
import { fail, ok, type Result } from '../../../../shared/domain/result.ts';
import { isRecord } from '../../http/json-text.ts';
import { portFault } from '../../http/port-fault.ts';
import { readOwnRecord, type RecordKind, type Unreadable } from './read-record.ts';

/** A list as it came: {"orders": [...], "total": 12, "page": 1, "pages": 1}, or a bare array. */
export interface RawList {
  readonly elements: readonly unknown[];
  /** Of all pages; null where the answer does not say. */
  readonly total: number | null;
  /** As the service counts them; null where the answer does not say. */
  readonly pages: number | null;
}

/** Finds the list in an answer. */
export function readList(answer: unknown, collection: string): Result<RawList, PortFault> {
  if (Array.isArray(answer)) {
    return ok({ elements: answer, total: answer.length, pages: 1 });
  }
  const list = isRecord(answer) ? answer[collection] : undefined;
  if (!isRecord(answer) || (list !== null && !Array.isArray(list))) {
    return fail(
      portFault({
        code: 'source/bad-answer',
        class: 'source',
        message: `ShipStation's answer has no list of ${collection}. If this stays, ShipStation has changed its answers: look for an update of Purser.`,
      }),
    );
  }
  const elements: readonly unknown[] = list ?? [];
  return ok({ elements, total: countOf(answer['total']), pages: countOf(answer['pages']) });
}

export interface ReadRecords<T> {
  readonly records: readonly T[];
  readonly unreadable: readonly Unreadable[];
}

/** Time zone arithmetic makes a page of 500 orders take tens of milliseconds: other work gets its turn in between. */
const RECORDS_PER_TURN = 25;

/** Reads every element; what cannot be read stands apart, what is no record of ours is passed over, and the rest go on. */
export async function readElements<Raw, T>(kind: RecordKind<Raw, T>, elements: readonly unknown[]): Promise<ReadRecords<T>> {
  const records: T[] = [];
  const unreadable: Unreadable[] = [];
  for (const [index, element] of elements.entries()) {
    if (index > 0 && index % RECORDS_PER_TURN === 0) {
      await nextTurn();
    }
    const outcome = readOwnRecord(kind, element);
    if (!outcome.ok) {
      unreadable.push(outcome.fault);
    } else if (outcome.value !== null) {
      records.push(outcome.value);
    }
  }
  return { records, unreadable };
}

function countOf(value: unknown): number | null {
  const count = typeof value === 'string' && /^\d+$/.test(value) ? Number(value) : value;
  return typeof count === 'number' && Number.isSafeInteger(count) && count >= 0 ? count : null;
}
