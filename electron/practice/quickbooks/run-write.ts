import { fail, type Result } from '../../../shared/domain/result.ts';
import type { CompanyFile } from './company-file.ts';
import { type JsonObject, textAt } from './json-value.ts';
import { knownRefusal } from './known-refusals.ts';
import { type FaultSubject, takeFault } from './planned-faults.ts';
import type { Refusal } from './refusal.ts';
import { execute, type Write } from './writes.ts';

/** The document number that a write is about: the one it sends, else the one that is stored. */
export function subjectOfWrite(company: CompanyFile, write: Write, call: 'batch' | 'single'): FaultSubject {
  const id = textAt(write.body, 'Id');
  const stored = id === null ? null : company.find(write.entity, id);
  const docNumber = textAt(write.body, 'DocNumber') ?? textAt(stored?.body ?? null, 'DocNumber');
  return { entity: write.entity, docNumber, operation: write.operation, call };
}

/** The refusal that is planned for one of the subjects. */
export function plannedRefusal(company: CompanyFile, subjects: readonly FaultSubject[]): Refusal | null {
  const planned = takeFault(company, 'refuse', subjects);
  if (planned === null) {
    return null;
  }
  const known = knownRefusal(planned.code);
  return {
    ...known,
    status: planned.status ?? known.status,
    message: planned.message ?? known.message,
    detail: planned.detail ?? known.detail,
    ...(planned.element === undefined ? {} : { element: planned.element }),
    ...(planned.others === undefined ? {} : { others: planned.others }),
  };
}

/** Executes a write with the troubles that are planned for it, and counts it. */
export function runWrite(company: CompanyFile, write: Write, call: 'batch' | 'single'): Result<JsonObject, Refusal> {
  const subjects = [subjectOfWrite(company, write, call)];
  const refusal = plannedRefusal(company, subjects);
  if (refusal !== null) {
    return fail(refusal);
  }
  if (write.operation !== 'create' && takeFault(company, 'bump', subjects) !== null) {
    const id = textAt(write.body, 'Id');
    const stored = id === null ? null : company.find(write.entity, id);
    if (stored !== null) {
      company.update(stored, stored.body);
    }
  }
  const done = execute(company, write);
  if (done.ok) {
    company.count(`writes.${write.operation}`);
  }
  return done;
}
