import type { Json, JsonObject, PlannedDocument } from '../planning/plan.ts';

/** What was sent for a document that is posted. */
export interface PostedDocument {
  readonly fingerprint: string;
  readonly coreFingerprint: string;
  /** As planned or as sent. */
  readonly body: JsonObject;
}

/** One row of the side by side. */
export interface DocumentChange {
  /** In the words of the books: "Customer", "Line 2 amount". */
  readonly field: string;
  readonly posted: string | null;
  readonly planned: string | null;
}

export type Comparison =
  | { readonly kind: 'same' }
  /** Only the parcel moved. */
  | { readonly kind: 'ship-only'; readonly changes: readonly DocumentChange[] }
  /** Money, lines, date or customer: a person chooses. */
  | { readonly kind: 'changed'; readonly changes: readonly DocumentChange[] };

/**
 * Compares what is posted with a newer plan of the same document. Equal fingerprints settle it; where they differ the bodies
 * do, by Id, so that a record renamed in QuickBooks, a corrected address or a redaction is no change.
 */
export function comparePosted(posted: PostedDocument, planned: PlannedDocument): Comparison {
  if (posted.fingerprint === planned.fingerprint) {
    return { kind: 'same' };
  }
  const shipChanges = shipChangesOf(posted.body, planned.body);
  if (posted.coreFingerprint !== planned.coreFingerprint) {
    const changes = [...changesIn(posted.body, planned.body, HEAD_FIELDS), ...lineChanges(posted.body, planned.body)];
    if (changes.length > 0) {
      return { kind: 'changed', changes: [...changes, ...shipChanges] };
    }
  }
  return shipChanges.length > 0 ? { kind: 'ship-only', changes: shipChanges } : { kind: 'same' };
}

/** What the parcel's data would be now, beside what the document has. */
export function shipChangesOf(posted: JsonObject, planned: JsonObject): readonly DocumentChange[] {
  return changesIn(posted, planned, SHIP_FIELDS);
}

type Field = readonly [label: string, ...path: readonly string[]];

const SHIP_FIELDS: readonly Field[] = [
  ['Ship date', 'ShipDate'],
  ['Tracking number', 'TrackingNum'],
  ['Ship method', 'ShipMethodRef', 'value'],
];

const HEAD_FIELDS: readonly Field[] = [
  ['Customer', 'CustomerRef', 'value'],
  ['Document number', 'DocNumber'],
  ['Date', 'TxnDate'],
  ['Currency', 'CurrencyRef', 'value'],
  ['Total tax', 'TxnTaxDetail', 'TotalTax'],
  ['Tax code', 'TxnTaxDetail', 'TxnTaxCodeRef', 'value'],
  ['Terms', 'SalesTermRef', 'value'],
  ['Class', 'ClassRef', 'value'],
  ['Location', 'DepartmentRef', 'value'],
  ['Deposit to', 'DepositToAccountRef', 'value'],
  ['Payment amount', 'TotalAmt'],
];

const LINE_FIELDS: readonly Field[] = [
  ['item', 'SalesItemLineDetail', 'ItemRef', 'value'],
  ['description', 'Description'],
  ['quantity', 'SalesItemLineDetail', 'Qty'],
  ['price', 'SalesItemLineDetail', 'UnitPrice'],
  ['amount', 'Amount'],
  ['tax code', 'SalesItemLineDetail', 'TaxCodeRef', 'value'],
];

function valueAt(body: Json | undefined, path: readonly string[]): string | null {
  let value: Json | undefined = body;
  for (const key of path) {
    value = isObject(value) ? value[key] : undefined;
  }
  if (value === undefined || value === null) {
    return null;
  }
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Fields that differ. A reference that is symbolic on either side can't be told from the Id that it becomes, so it says nothing. */
function changesIn(posted: Json | undefined, planned: Json | undefined, fields: readonly Field[], prefix = ''): readonly DocumentChange[] {
  return fields.flatMap(([label, ...path]) => {
    const [before, after] = [valueAt(posted, path), valueAt(planned, path)];
    const isSymbolic = [before, after].some((value) => value?.startsWith('{"ref":'));
    const field = prefix === '' ? label : `${prefix} ${label}`;
    return before === after || isSymbolic ? [] : [{ field, posted: before, planned: after }];
  });
}

function lineChanges(posted: JsonObject, planned: JsonObject): readonly DocumentChange[] {
  const [before, after] = [linesOf(posted), linesOf(planned)];
  const count = Math.max(before.length, after.length);
  return Array.from({ length: count }, (_, index) => index).flatMap((index) => {
    const [was, is] = [before[index], after[index]];
    const prefix = `Line ${index + 1}`;
    if (was === undefined || is === undefined) {
      return [{ field: prefix, posted: was === undefined ? null : lineText(was), planned: is === undefined ? null : lineText(is) }];
    }
    return changesIn(was, is, LINE_FIELDS, prefix);
  });
}

function linesOf(body: JsonObject): readonly Json[] {
  const lines = body['Line'];
  return Array.isArray(lines) ? lines : [];
}

function lineText(line: Json): string {
  return [valueAt(line, ['Description']), valueAt(line, ['Amount'])].filter((text) => text !== null).join(', ');
}
