import { type Money, money, moneyText } from '../money/money.ts';
import type { OrderState } from '../posting/order-state.ts';
import type { BusinessDate } from '../time/instants.ts';

/** One order as reconcile sees it: the source's facts beside the books'. */
export interface ReconcileRow {
  readonly orderId: number;
  readonly orderNumber: string;
  readonly storeId: number;
  readonly state: OrderState;
  readonly orderedOn: BusinessDate | null;
  /** The day it came into the source, where the source cannot tell the order date. */
  readonly arrivedOn: BusinessDate | null;
  readonly shippedOn: BusinessDate | null;
  /** Null where the source does not tell it. */
  readonly orderTotal: Money | null;
  /** What the plan says the document must total; null without one. */
  readonly expected: Money | null;
  /** The order that keys the document. */
  readonly planOrderId: number;
  readonly memberCount: number;
  readonly documentId: string | null;
  readonly documentNumber: string | null;
  readonly documentDate: BusinessDate | null;
  /** From the mirror of the books, not from what Purser sent; null where the mirror does not have it (any more). */
  readonly booksTotal: Money | null;
  /** What the books answered when Purser wrote it (or linked it): tells a colleague's change from one of the order. Null without a document. */
  readonly writtenTotal: Money | null;
  /** Null where nothing is expected to be paid. */
  readonly paid: Money | null;
  /** The credit memo that took the document back, by its own date; null where there is none. */
  readonly credit: { readonly on: BusinessDate; readonly total: Money } | null;
}

/** Both days inclusive. */
export interface ReconcilePeriod {
  readonly from: BusinessDate;
  readonly to: BusinessDate;
}

export interface StepTotal {
  readonly count: number;
  /** One for each currency, by code. */
  readonly money: readonly Money[];
}

/** What the steps had to do without, so that nobody takes them for more than they are. */
export interface UntoldCounts {
  /** Orders that count as ordered on the day they came into the source, because nobody tells their order date. */
  readonly orderDates: number;
  /** Orders that count without money, because nobody tells their total. */
  readonly orderTotals: number;
}

export interface StepTotals {
  readonly ordered: StepTotal;
  readonly shipped: StepTotal;
  readonly invoiced: StepTotal;
  readonly paid: StepTotal;
}

export const DIFFERENCE_KINDS = [
  'shipped-not-invoiced',
  'invoiced-not-shipped',
  'wrong-period',
  'total-differs',
  'changed-after-posting',
  'gone-from-books',
  'not-paid',
] as const;
export type DifferenceKind = (typeof DIFFERENCE_KINDS)[number];

export interface ReconcileDifference {
  readonly kind: DifferenceKind;
  readonly orderId: number;
  readonly orderNumber: string;
  readonly storeId: number;
  /** A date or an amount, as text. */
  readonly expected: string | null;
  readonly actual: string | null;
  readonly message: string;
}

export interface Reconciliation {
  readonly period: ReconcilePeriod;
  readonly total: StepTotals;
  readonly byStore: readonly ({ readonly storeId: number } & StepTotals)[];
  readonly differences: readonly ReconcileDifference[];
  readonly untold: UntoldCounts;
}

/** By which of an order's dates its document is dated (policy.date). The payment date is not known here, so it is not checked. */
export type DateBasis = 'ship' | 'order' | 'payment';

/**
 * Ordered, shipped, invoiced and paid in a period, and every difference between them. Rows may reach beyond the period on either
 * side; each step counts what falls into it by its own date. A document of several orders is counted once.
 */
export function reconcile(rows: readonly ReconcileRow[], period: ReconcilePeriod, basis: DateBasis = 'ship'): Reconciliation {
  const leads = leadRows(rows);
  const stores = [...new Set(rows.map(({ storeId }) => storeId))].toSorted((a, b) => a - b);
  return {
    period,
    total: stepTotals(rows, leads, period),
    byStore: stores.map((storeId) => ({
      storeId,
      ...stepTotals(
        rows.filter((row) => row.storeId === storeId),
        leads,
        period,
      ),
    })),
    differences: rows.flatMap((row) => differencesOf(row, leads.has(row), period, basis)),
    untold: untoldIn(rows, period),
  };
}

/** By which day an order counts as ordered. */
export const countedOn = ({ orderedOn, arrivedOn }: ReconcileRow): BusinessDate | null => orderedOn ?? arrivedOn;

function untoldIn(rows: readonly ReconcileRow[], period: ReconcilePeriod): UntoldCounts {
  const ordered = rows.filter((row) => isIn(countedOn(row), period));
  return {
    orderDates: ordered.filter(({ orderedOn }) => orderedOn === null).length,
    orderTotals: rows.filter((row) => row.orderTotal === null && (isIn(countedOn(row), period) || isIn(row.shippedOn, period))).length,
  };
}

/** The row that stands for each document: its key order's, or the first of those that are here. */
export function leadRows(rows: readonly ReconcileRow[]): ReadonlySet<ReconcileRow> {
  const leads = new Map<string, ReconcileRow>();
  for (const row of rows) {
    const key = row.documentId === null ? `order ${row.orderId}` : `document ${row.planOrderId} ${row.documentId}`;
    if (!leads.has(key) || row.orderId === row.planOrderId) {
      leads.set(key, row);
    }
  }
  return new Set(leads.values());
}

const isIn = (date: BusinessDate | null, { from, to }: ReconcilePeriod): boolean => date !== null && date >= from && date <= to;

function stepTotals(rows: readonly ReconcileRow[], leads: ReadonlySet<ReconcileRow>, period: ReconcilePeriod): StepTotals {
  const documents = rows.filter((row) => leads.has(row) && isIn(row.documentDate, period));
  const credits = rows.filter((row) => leads.has(row) && isIn(row.credit?.on ?? null, period));
  const amounts = (found: readonly ReconcileRow[], amountOf: (row: ReconcileRow) => Money | null): StepTotal =>
    totalOf(found.flatMap((row) => amountOf(row) ?? []));
  const orders = (found: readonly ReconcileRow[]): StepTotal => ({
    ...amounts(found, ({ orderTotal }) => orderTotal),
    count: found.length,
  });
  return {
    ordered: orders(rows.filter((row) => isIn(countedOn(row), period))),
    shipped: orders(rows.filter(({ shippedOn }) => isIn(shippedOn, period))),
    invoiced: invoicedOf(documents, credits),
    paid: amounts(documents, ({ paid }) => (paid !== null && paid.minor > 0 ? paid : null)),
  };
}

/** What was invoiced less what credit memos of the same time took back; counted are the documents. */
function invoicedOf(documents: readonly ReconcileRow[], credits: readonly ReconcileRow[]): StepTotal {
  const invoiced = documents.flatMap(({ booksTotal }) => booksTotal ?? []);
  const takenBack = credits.flatMap(({ credit }) => (credit === null ? [] : [negative(credit.total)]));
  return { ...totalOf([...invoiced, ...takenBack]), count: invoiced.length };
}

export const negative = ({ minor, currency }: Money): Money => money(minor === 0 ? 0 : -minor, currency);

/** A sum for each currency, and how many there were. */
export function totalOf(amounts: readonly Money[]): StepTotal {
  const sums = new Map<string, number>();
  for (const { minor, currency } of amounts) {
    sums.set(currency, (sums.get(currency) ?? 0) + minor);
  }
  const sorted = [...sums].toSorted(([a], [b]) => (a < b ? -1 : 1));
  return { count: amounts.length, money: sorted.map(([currency, minor]) => money(minor, currency)) };
}

const text = (amount: Money): string => `${moneyText(amount)} ${amount.currency}`;

function differencesOf(row: ReconcileRow, isLead: boolean, period: ReconcilePeriod, basis: DateBasis): readonly ReconcileDifference[] {
  const made = (kind: DifferenceKind, expected: string | null, actual: string | null, message: string): ReconcileDifference => {
    const { orderId, orderNumber, storeId } = row;
    return { kind, orderId, orderNumber, storeId, expected, actual, message: `Order ${orderNumber} ${message}` };
  };
  if (row.documentId === null) {
    return notInvoiced(row, period, made);
  }
  const dates = [row.documentDate, basisDate(row, basis), row.credit?.on ?? null];
  if (!isLead || !dates.some((date) => isIn(date, period))) {
    return [];
  }
  const number = row.documentNumber ?? row.documentId;
  if (row.credit !== null) {
    return takenBack(row, row.credit, number, made);
  }
  if (row.booksTotal === null) {
    return [
      made(
        'gone-from-books',
        row.expected === null ? null : text(row.expected),
        null,
        `was posted as ${number}, which is no longer in QuickBooks; post it anew or restore it there`,
      ),
    ];
  }
  const found: ReconcileDifference[] = [];
  if (row.shippedOn === null && isIn(row.documentDate, period)) {
    found.push(
      made(
        'invoiced-not-shipped',
        null,
        text(row.booksTotal),
        `is invoiced as ${number} but has not shipped; check whether its label was voided`,
      ),
    );
  }
  const due = basisDate(row, basis);
  if (due !== null && isIn(due, period) !== isIn(row.documentDate, period)) {
    found.push(
      made(
        'wrong-period',
        due,
        row.documentDate,
        `belongs to ${due} and is dated ${row.documentDate ?? 'not at all'} in QuickBooks; date it in the right period or explain it`,
      ),
    );
  }
  found.push(...amountDifferences(row, row.booksTotal, number, made));
  return found;
}

/** Taken back by a credit memo: right where it did not ship, and a question where it did and nothing was posted anew. */
function takenBack(
  row: ReconcileRow,
  credit: NonNullable<ReconcileRow['credit']>,
  number: string,
  made: Maker,
): readonly ReconcileDifference[] {
  if (row.shippedOn === null) {
    return [];
  }
  const why = `shipped on ${row.shippedOn}, and ${number} was taken back by a credit memo of ${credit.on}; approve it anew if it was sold`;
  return [made('changed-after-posting', row.expected === null ? null : text(row.expected), text(money(0, credit.total.currency)), why)];
}

type Maker = (kind: DifferenceKind, expected: string | null, actual: string | null, message: string) => ReconcileDifference;

function basisDate(row: ReconcileRow, basis: DateBasis): BusinessDate | null {
  if (basis === 'payment') {
    return null;
  }
  return basis === 'ship' ? row.shippedOn : row.orderedOn;
}

/** Shipped in the period, worth something, and no document: whatever the reason, a person can open it. */
function notInvoiced(row: ReconcileRow, period: ReconcilePeriod, made: Maker): readonly ReconcileDifference[] {
  const worth = row.expected ?? row.orderTotal;
  if (!isIn(row.shippedOn, period) || worth?.minor === 0) {
    return [];
  }
  return [
    made(
      'shipped-not-invoiced',
      worth === null ? null : text(worth),
      null,
      `shipped on ${row.shippedOn ?? ''} and has no document in QuickBooks; ${NEXT_STEP[row.state]}`,
    ),
  ];
}

const NEXT_STEP: Readonly<Record<OrderState, string>> = {
  uncertain: 'its answer never came: settle it in Replay',
  sending: 'it is on its way',
  failed: 'its posting failed: replay it',
  attention: 'it needs a decision',
  excluded: 'it was excluded by a person',
  voided: 'its document was voided',
  credited: 'a credit memo took its document back',
  terminal: 'it was ended without a document: check why',
  posted: 'it counts as posted: refresh QuickBooks',
  approved: 'it is approved: post it',
  blocked: 'it is blocked: settle the blocker',
  ready: 'it is ready: approve and post it',
  waiting: 'it waits: check its reason',
};

function amountDifferences(row: ReconcileRow, booksTotal: Money, number: string, made: Maker): readonly ReconcileDifference[] {
  const found: ReconcileDifference[] = [];
  const { expected, paid } = row;
  const isOther = (total: Money | null): boolean =>
    total !== null && (total.minor !== booksTotal.minor || total.currency !== booksTotal.currency);
  const differs = isOther(expected);
  if (row.state === 'attention' && !(differs && isOther(row.writtenTotal))) {
    found.push(
      made(
        'changed-after-posting',
        expected === null ? null : text(expected),
        text(booksTotal),
        `changed after it was posted as ${number}; choose to update, keep or void the document`,
      ),
    );
  } else if (differs && expected !== null) {
    found.push(
      made(
        'total-differs',
        text(expected),
        text(booksTotal),
        `must total ${text(expected)}, and ${number} totals ${text(booksTotal)} in QuickBooks; compare the two`,
      ),
    );
  }
  if (paid !== null && paid.currency === booksTotal.currency && paid.minor < booksTotal.minor) {
    found.push(
      made(
        'not-paid',
        text(booksTotal),
        text(paid),
        `has ${text(money(booksTotal.minor - paid.minor, paid.currency))} open on ${number}; record the payment or chase it`,
      ),
    );
  }
  return found;
}
