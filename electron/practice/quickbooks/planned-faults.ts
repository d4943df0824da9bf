import type { CompanyFile } from './company-file.ts';
import type { Entity } from './entity-names.ts';
import type { ThrottleBody } from './envelopes.ts';
import { parseJson } from './json-value.ts';

/** What a fault can be aimed at. Everything given must fit the same request, or the same item of a batch. */
export interface FaultTarget {
  readonly entity?: Entity;
  readonly docNumber?: string;
  /** `token` is the token endpoint; faults without it never touch sign-in. */
  readonly operation?: 'create' | 'update' | 'void' | 'delete' | 'read' | 'query' | 'cdc' | 'token';
  /** Only requests to /batch, or only single ones. */
  readonly call?: 'batch' | 'single';
}

/** What goes wrong. `executes: false` fails before anything is done; the default is after the commit. */
export type Trouble =
  | { readonly kind: 'lose-answer'; readonly executes?: boolean }
  | { readonly kind: 'gateway-timeout'; readonly executes?: boolean }
  | { readonly kind: 'bad-gateway'; readonly executes?: boolean }
  | { readonly kind: 'unavailable'; readonly executes?: boolean }
  /** 500 with code 10000 for the whole call, a batch with all its items. */
  | { readonly kind: 'system-failure'; readonly executes?: boolean }
  /** Half of the answer, as if it were whole; or half of it, and then the connection is cut. */
  | { readonly kind: 'truncated-json' }
  | { readonly kind: 'cut-off' }
  /** Beyond two minutes the gateway cuts the connection, whatever was done. */
  | { readonly kind: 'slow'; readonly delayMs: number }
  | { readonly kind: 'throttle'; readonly body?: ThrottleBody; readonly retryAfterSeconds?: number }
  | { readonly kind: 'unauthorised' }
  /** 403 3100: keys, company and environment do not belong together. */
  | { readonly kind: 'wrong-company' }
  /** 401 130: the company moved to another data centre. */
  | { readonly kind: 'wrong-cluster' }
  | { readonly kind: 'suspended' }
  /** A refusal comes as XML, as a page, or with an empty body. */
  | { readonly kind: 'xml-errors' }
  | { readonly kind: 'html-errors' }
  | { readonly kind: 'empty-errors' }
  /** The document or record is refused; in a batch only the item that fits. Readings only where `operation` names them. */
  | {
      readonly kind: 'refuse';
      readonly code: string;
      readonly message?: string;
      readonly detail?: string;
      readonly element?: string;
      /** 200 carries the fault inside a success. */
      readonly status?: number;
      /** Further errors of the same answer. */
      readonly others?: readonly { readonly code: string; readonly message: string; readonly detail: string }[];
    }
  /** Somebody in QuickBooks saves the record just before the update, void or delete arrives: 5010. */
  | { readonly kind: 'bump' };

export type PlannedFault = Trouble & {
  /** How many requests (or batch items) it meets; 1 where nothing is said. */
  readonly times?: number | 'always';
  readonly when?: FaultTarget;
};

/** A request, or an item of a batch, as faults see it. */
export interface FaultSubject {
  readonly entity: Entity | null;
  readonly docNumber: string | null;
  readonly operation: NonNullable<FaultTarget['operation']>;
  readonly call: 'batch' | 'single';
}

interface FaultRow {
  readonly id: number;
  readonly fault: string;
  readonly left_over: number | null;
}

export function planFault(company: CompanyFile, fault: PlannedFault): void {
  const times = fault.times ?? 1;
  company
    .prepare('INSERT INTO planned_faults (fault, left_over) VALUES (?, ?)')
    .run(JSON.stringify(fault), times === 'always' ? null : times);
}

export function clearFaults(company: CompanyFile): void {
  company.prepare('DELETE FROM planned_faults').run();
}

/** Faults that have not met their last request yet, oldest first. */
export function openFaults(company: CompanyFile): readonly PlannedFault[] {
  return rows(company).map(faultOfRow);
}

/** The oldest open fault of the kind that fits one of the subjects, used up by one. */
export function takeFault<K extends Trouble['kind']>(
  company: CompanyFile,
  kind: K,
  subjects: readonly FaultSubject[],
  fits: (trouble: Extract<Trouble, { kind: K }>) => boolean = () => true,
): Extract<Trouble, { kind: K }> | null {
  for (const row of rows(company)) {
    const fault = faultOfRow(row);
    if (isOfKind(fault, kind) && fits(fault) && subjects.some((subject) => isTarget(fault, subject))) {
      useUp(company, row);
      return fault;
    }
  }
  return null;
}

function isOfKind<K extends Trouble['kind']>(fault: PlannedFault, kind: K): fault is PlannedFault & Extract<Trouble, { kind: K }> {
  return fault.kind === kind;
}

/** Readings are refused only by a fault that names them: "the next document" is none of them. */
const READINGS: readonly FaultSubject['operation'][] = ['read', 'query', 'cdc'];

function isTarget({ kind, when: target }: PlannedFault, subject: FaultSubject): boolean {
  const mustBeNamed = subject.operation === 'token' || (kind === 'refuse' && READINGS.includes(subject.operation));
  if (mustBeNamed && target?.operation !== subject.operation) {
    return false;
  }
  return (
    (target?.entity === undefined || target.entity === subject.entity) &&
    (target?.docNumber === undefined || target.docNumber === subject.docNumber) &&
    (target?.operation === undefined || target.operation === subject.operation) &&
    (target?.call === undefined || target.call === subject.call)
  );
}

function rows(company: CompanyFile): FaultRow[] {
  return company.prepare<[], FaultRow>('SELECT id, fault, left_over FROM planned_faults ORDER BY id').all();
}

function faultOfRow(row: FaultRow): PlannedFault {
  // Safe: only planFault() writes the column, from a PlannedFault.
  return parseJson(row.fault)?.value as unknown as PlannedFault;
}

function useUp(company: CompanyFile, row: FaultRow): void {
  if (row.left_over === null) {
    return;
  }
  if (row.left_over <= 1) {
    company.prepare('DELETE FROM planned_faults WHERE id = ?').run(row.id);
  } else {
    company.prepare('UPDATE planned_faults SET left_over = left_over - 1 WHERE id = ?').run(row.id);
  }
}
