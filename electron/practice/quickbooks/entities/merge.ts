import { isObject, type Json, type JsonDraft, type JsonObject, textAt } from '../json-value.ts';

/** Kept by a full update although it leaves them out (recorded for a sales receipt). */
const KEPT_BY_FULL_UPDATE = new Set([
  'DocNumber',
  'TxnDate',
  'DepositToAccountRef',
  'CurrencyRef',
  'CustomerRef',
  'LinkedTxn',
  'Active',
  'Type',
  'DisplayName',
  'Name',
]);

/** Set by the server only: what callers send back of them is ignored. */
const SERVER_OWNED = new Set([
  'Id',
  'SyncToken',
  'MetaData',
  'domain',
  'sparse',
  'status',
  'TotalAmt',
  'Balance',
  'BalanceWithJobs',
  'HomeTotalAmt',
  'HomeBalance',
  'LinkedTxn',
  'FullyQualifiedName',
  'UnappliedAmt',
  'RemainingCredit',
  'CurrentBalance',
  'CurrentBalanceWithSubAccounts',
  'Level',
  'InvoiceLink',
  'DeliveryInfo',
]);

/** What of a sent object counts: no server-owned property, no null. */
export function writable(sent: JsonObject, except: ReadonlySet<string> = new Set()): JsonObject {
  return Object.fromEntries(
    Object.entries(sent).filter(([name, value]) => value !== null && (!SERVER_OWNED.has(name) || except.has(name))),
  );
}

/**
 * The object after an update. Sparse: what is left out stays. Full: what is left out is cleared, but for what the recorded
 * answers show as kept. Empty text and `{}` clear; null says nothing; lists and objects are replaced whole.
 */
export function mergeUpdate(stored: JsonObject, sent: JsonObject): JsonObject {
  const isSparse = sent['sparse'] === true || sent['sparse'] === 'true';
  const merged: JsonDraft = {};
  for (const [name, value] of Object.entries(stored)) {
    if (isSparse || SERVER_OWNED.has(name) || KEPT_BY_FULL_UPDATE.has(name)) {
      merged[name] = value;
    }
  }
  for (const [name, value] of Object.entries(writable(sent))) {
    merged[name] = isCleared(value) ? undefined : value;
  }
  return Object.fromEntries(Object.entries(merged).filter(([, value]) => value !== undefined));
}

function isCleared(value: Json | undefined): boolean {
  return value === '' || (isObject(value) && Object.keys(value).length === 0);
}

/** Cleared texts of a new object are no texts. */
export function withoutCleared(sent: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(sent).filter(([, value]) => !isCleared(value)));
}

/** True where both say the same, apart from what every write changes. */
export function isSameContent(a: JsonObject, b: JsonObject): boolean {
  return contentText(a) === contentText(b);
}

function contentText(object: JsonObject): string {
  const entries = Object.entries(object).filter(
    ([name, value]) => value !== undefined && name !== 'MetaData' && name !== 'SyncToken' && name !== 'sparse' && name !== 'domain',
  );
  return sortedText(Object.fromEntries(entries));
}

function sortedText(value: Json | undefined): string {
  if (Array.isArray(value)) {
    return `[${value.map((entry: Json) => sortedText(entry)).join(',')}]`;
  }
  if (isObject(value)) {
    const names = Object.keys(value)
      .filter((name) => value[name] !== undefined)
      .sort();
    return `{${names.map((name) => `${JSON.stringify(name)}:${sortedText(value[name])}`).join(',')}}`;
  }
  return JSON.stringify(value);
}

/** The current SyncToken as text. */
export const syncTokenOf = (object: JsonObject): string => textAt(object, 'SyncToken') ?? '0';
