import type { CompanyFile } from './company-file.ts';
import { openPracticeDatabaseForReading, type PracticeDatabase } from './database.ts';
import type { Entity } from './entity-names.ts';
import { type JsonObject, minorAt, objectAt, objectsAt, parseOwnObject, textAt } from './json-value.ts';

/** A sales document or payment as a test wants to count it. */
export interface PracticeDocument {
  readonly entity: 'Invoice' | 'SalesReceipt' | 'CreditMemo' | 'Payment';
  readonly id: string;
  readonly docNumber: string | null;
  readonly customerId: string | null;
  readonly customerName: string | null;
  /** YYYY-MM-DD */
  readonly txnDate: string;
  readonly totalMinor: number;
  /** What is still open; of a payment what is not applied. */
  readonly balanceMinor: number;
  readonly taxMinor: number;
  readonly voided: boolean;
  readonly privateNote: string | null;
  /** Only payments have one. */
  readonly paymentRefNum: string | null;
  readonly linkedIds: readonly string[];
}

export interface PracticeCustomer {
  readonly id: string;
  readonly displayName: string;
  readonly email: string | null;
  readonly balanceMinor: number;
  readonly active: boolean;
}

export interface PracticeCounters {
  /** All calls to the company, refused ones too. */
  readonly requests: number;
  /** GET, query and CDC, also as items of a batch. */
  readonly reads: number;
  readonly writes: { readonly create: number; readonly update: number; readonly void: number; readonly delete: number };
  readonly batches: number;
  /** Answers given again for a known request id. */
  readonly replays: number;
  readonly throttled: number;
  readonly refreshes: number;
}

/** The books as a test sees them from outside. */
export interface PracticeBooksView {
  /** By id, deleted ones not. */
  documents(): readonly PracticeDocument[];
  customers(): readonly PracticeCustomer[];
  counters(): PracticeCounters;
  /** The whole object as it is answered; null where there is none. */
  object(entity: Entity, id: string): JsonObject | null;
}

interface Row {
  readonly entity: PracticeDocument['entity'];
  readonly id: string;
  readonly body: string;
  readonly voided: number;
}

export function viewOf(database: PracticeDatabase): PracticeBooksView {
  return {
    documents: () =>
      database
        .prepare<[], Row>(
          `SELECT entity, id, body, voided FROM objects WHERE deleted = 0 AND entity IN ('Invoice', 'SalesReceipt', 'CreditMemo', 'Payment') ORDER BY CAST(id AS INTEGER)`,
        )
        .all()
        .map(documentOf),
    customers: () =>
      database
        .prepare<[], { id: string; body: string }>(
          `SELECT id, body FROM objects WHERE deleted = 0 AND entity = 'Customer' ORDER BY CAST(id AS INTEGER)`,
        )
        .all()
        .map(customerOf),
    counters: () => countersOf(database),
    object: (entity, id) => {
      const row = database
        .prepare<[string, string], { body: string }>('SELECT body FROM objects WHERE deleted = 0 AND entity = ? AND id = ?')
        .get(entity, id);
      return row === undefined ? null : parseOwnObject(row.body);
    },
  };
}

export interface ReadPracticeBooks extends PracticeBooksView {
  close(): void;
}

/** Opens the practice books for reading, in another process than the one that keeps them. */
export function readPracticeBooks(directory: string): ReadPracticeBooks {
  const database = openPracticeDatabaseForReading(directory);
  return {
    ...viewOf(database),
    close: () => {
      database.close();
    },
  };
}

/** The same view of an open company. */
export const inspect = (company: CompanyFile): PracticeBooksView => viewOf(company.database);

function documentOf(row: Row): PracticeDocument {
  const body = parseOwnObject(row.body);
  const customer = objectAt(body, 'CustomerRef');
  const isPayment = row.entity === 'Payment';
  const links = isPayment ? objectsAt(body, 'Line').flatMap((line) => objectsAt(line, 'LinkedTxn')) : objectsAt(body, 'LinkedTxn');
  return {
    entity: row.entity,
    id: row.id,
    docNumber: textAt(body, 'DocNumber'),
    customerId: textAt(customer, 'value'),
    customerName: textAt(customer, 'name'),
    txnDate: textAt(body, 'TxnDate') ?? '',
    totalMinor: minorAt(body, 'TotalAmt', 2) ?? 0,
    balanceMinor: minorAt(body, isPayment ? 'UnappliedAmt' : 'Balance', 2) ?? 0,
    taxMinor: minorAt(objectAt(body, 'TxnTaxDetail'), 'TotalTax', 2) ?? 0,
    voided: row.voided === 1,
    privateNote: textAt(body, 'PrivateNote'),
    paymentRefNum: textAt(body, 'PaymentRefNum'),
    linkedIds: links.flatMap((link) => textAt(link, 'TxnId') ?? []),
  };
}

function customerOf(row: { readonly id: string; readonly body: string }): PracticeCustomer {
  const body = parseOwnObject(row.body);
  return {
    id: row.id,
    displayName: textAt(body, 'DisplayName') ?? '',
    email: textAt(objectAt(body, 'PrimaryEmailAddr'), 'Address'),
    balanceMinor: minorAt(body, 'Balance', 2) ?? 0,
    active: body['Active'] !== false,
  };
}

function countersOf(database: PracticeDatabase): PracticeCounters {
  const rows = database.prepare<[], { name: string; count: number }>('SELECT name, count FROM counters').all();
  const counts = new Map(rows.map((row) => [row.name, row.count]));
  const of = (name: string): number => counts.get(name) ?? 0;
  return {
    requests: of('requests'),
    reads: of('reads'),
    writes: { create: of('writes.create'), update: of('writes.update'), void: of('writes.void'), delete: of('writes.delete') },
    batches: of('batches'),
    replays: of('replays'),
    throttled: of('throttled'),
    refreshes: of('refreshes'),
  };
}
