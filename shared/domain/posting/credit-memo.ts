import { fingerprintsOf } from '../planning/fingerprint.ts';
import { MAX_DOCUMENT_NUMBER } from '../planning/document-number.ts';
import type { Json, JsonObject } from '../planning/plan.ts';
import type { BusinessDate } from '../time/instants.ts';

/** A credit memo as it is sent, with what settles a lost answer. */
export interface CreditMemo {
  readonly number: string;
  readonly body: JsonObject;
  readonly fingerprint: string;
}

export interface CreditedDocument {
  /** "invoice 10457" */
  readonly name: string;
  readonly number: string | null;
  readonly orderId: number;
  readonly orderNumber: string;
  readonly generation: number;
  readonly date: BusinessDate;
  /** As the books hold it now, with its lines. */
  readonly inBooks: JsonObject;
  /** What Purser sent for it, where it still stands so; null for a document that somebody else wrote or changed. */
  readonly sent: JsonObject | null;
}

/**
 * The credit memo that takes a document back: the same customer, lines and tax, dated `on`. It mirrors the document as it
 * stands in the books, so that the same accounts are touched. Null where it has lines that can't be mirrored (bundles).
 */
export function creditMemoOf(document: CreditedDocument, on: BusinessDate): CreditMemo | null {
  const lines = listOf(document.inBooks['Line']).map(mirroredLine);
  if (lines.some((line) => line === null)) {
    return null;
  }
  const number = creditNumberOf(document);
  const kept = Object.fromEntries(KEPT.flatMap((name) => propertyOf(document.inBooks, name)));
  const body: JsonObject = {
    ...kept,
    DocNumber: number,
    TxnDate: on,
    ...refsOf(document.inBooks, ['CustomerRef', 'CurrencyRef', 'ClassRef', 'DepartmentRef']),
    Line: lines.flatMap((line) => (line === null || line === 'left-out' ? [] : [line])),
    ...taxOf(document),
  };
  const { fingerprint } = fingerprintsOf('CreditMemo', body, new Map());
  const note = `Takes back ${document.name} of ${document.date}. Order ${document.orderNumber}, ShipStation order id ${document.orderId}. [purser ${fingerprint}]`;
  return { number, fingerprint, body: { ...body, PrivateNote: note } };
}

/** The document's number with -CM behind it; where that is too long, CM and the order id. */
export function creditNumberOf({ number, orderId, generation }: Pick<CreditedDocument, 'number' | 'orderId' | 'generation'>): string {
  const byNumber = number === null ? null : `${number}-CM`;
  if (byNumber !== null && byNumber.length <= MAX_DOCUMENT_NUMBER) {
    return byNumber;
  }
  return `CM-${orderId}${generation > 1 ? `-${generation}` : ''}`;
}

/** Of the head: who, and how tax and currency are reckoned. */
const KEPT = ['BillAddr', 'BillEmail', 'ExchangeRate', 'GlobalTaxCalculation'] as const;

/** QuickBooks answers an exchange rate of 1 also where there is only one currency, and takes none there. */
function propertyOf(body: JsonObject, name: (typeof KEPT)[number]): readonly (readonly [string, Json])[] {
  const value = body[name];
  return value === undefined || value === null || (name === 'ExchangeRate' && value === 1) ? [] : [[name, value]];
}

/** A line as it is sent: without Ids and what the books reckon themselves. */
function mirroredLine(line: Json): JsonObject | 'left-out' | null {
  const read = inner(line);
  const head = { ...pick(read, ['Description', 'Amount']) };
  const kind = read['DetailType'];
  if (kind === 'SalesItemLineDetail') {
    const detail = inner(read['SalesItemLineDetail']);
    const sold = { ...refsOf(detail, ['ItemRef', 'TaxCodeRef', 'ClassRef']), ...pick(detail, ['Qty', 'UnitPrice']) };
    return { ...head, DetailType: 'SalesItemLineDetail', SalesItemLineDetail: sold };
  }
  if (kind === 'DiscountLineDetail') {
    // The amount as it is, whatever percentage made it.
    const account = refsOf(inner(read['DiscountLineDetail']), ['DiscountAccountRef']);
    return { ...head, DetailType: 'DiscountLineDetail', DiscountLineDetail: { PercentBased: false, ...account } };
  }
  return kind === 'SubTotalLineDetail' || kind === 'DescriptionOnly' ? 'left-out' : null;
}

/** As it was sent, where the document still stands so; else the tax as the books tell it. */
function taxOf({ sent, inBooks }: CreditedDocument): JsonObject {
  if (sent !== null) {
    return pick(sent, ['TxnTaxDetail', 'ShippingTaxIncludedInTotalTax']);
  }
  const detail = inner(inBooks['TxnTaxDetail']);
  const kept = { ...pick(detail, ['TotalTax']), ...refsOf(detail, ['TxnTaxCodeRef']) };
  return Object.keys(kept).length === 0 ? {} : { TxnTaxDetail: kept };
}

function refsOf(body: JsonObject, names: readonly string[]): JsonObject {
  return Object.fromEntries(
    names.flatMap((name) => {
      const value = inner(body[name])['value'];
      return value === undefined ? [] : [[name, { value }] as const];
    }),
  );
}

function pick(body: JsonObject, names: readonly string[]): JsonObject {
  return Object.fromEntries(
    names.flatMap((name) => {
      const value = body[name];
      return value === undefined ? [] : [[name, value] as const];
    }),
  );
}

function listOf(value: Json | undefined): readonly Json[] {
  // Safe: Array.isArray tells lists from objects, but does not narrow readonly ones.
  return Array.isArray(value) ? (value as readonly Json[]) : [];
}

function inner(value: Json | undefined): JsonObject {
  // Safe: an object that is no list is a JsonObject.
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as JsonObject) : {};
}
