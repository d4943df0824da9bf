import type { Finding } from '../findings.ts';
import type { Money } from '../money/money.ts';
import type { Decimal } from '../money/decimal.ts';
import type { BusinessDate } from '../time/instants.ts';

/** A JSON value of a document's body. Amounts are JSON numbers made from exact decimals, as the books' API takes them. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };
export type JsonObject = { readonly [key: string]: Json };

/** In place of an Id in a body: a record that posting makes first. `invoice` is the plan's own invoice (in its payment). */
export interface NewRecordRef {
  readonly ref: 'new-customer' | 'invoice' | `new-item:${string}`;
}

/** A credit memo is never part of an order's plan: a person asks for it after posting. */
export const PLANNED_KINDS = ['customer', 'item', 'invoice', 'sales-receipt', 'payment', 'credit-memo'] as const;
export type PlannedKind = (typeof PLANNED_KINDS)[number];

/** The books' entity names, as in the address and the envelope. */
export const BOOKS_ENTITIES = ['Customer', 'Item', 'Invoice', 'SalesReceipt', 'Payment', 'CreditMemo'] as const;
export type BooksEntityName = (typeof BOOKS_ENTITIES)[number];

/** One write, in the order in which a plan's writes are sent. */
export interface PlannedDocument {
  readonly kind: PlannedKind;
  readonly entity: BooksEntityName;
  /** What this write makes, as other bodies of the plan refer to it. */
  readonly makes: NewRecordRef['ref'] | null;
  /** Exactly what is sent, except that Ids of records not yet made are {@link NewRecordRef}s. */
  readonly body: JsonObject;
  /** The total that the books must answer with; null for customers and items. */
  readonly total: Money | null;
  /** Which outbox subject this write is, e.g. "customer:ana ruiz", "invoice:500100200": a subject is written once however many plans name it. */
  readonly subject: string;
  /**
   * Over what will be written, without PrivateNote, Ids and SyncTokens (accounting rules, section 10). References to
   * customers and items count by name, so that a customer whom another order's posting has made meanwhile changes nothing.
   */
  readonly fingerprint: string;
  /** As `fingerprint`, without ship date, tracking and method: tells a change of money, lines or customer from ship data. */
  readonly coreFingerprint: string;
}

/** Where a figure on the screen comes from. */
export interface Explanation {
  /** The order's field, e.g. "items[2].unitPrice". */
  readonly field: string;
  /** The rule in plain words, e.g. "quantity × unit price, rounded half up". */
  readonly rule: string;
}

/** A line of the document in the words of the books, for the side by side. */
export interface PlanLine {
  readonly role: 'product' | 'discount' | 'charge' | 'shipping' | 'tax' | 'rounding' | 'whole-order';
  /** Which orders' item it comes from; null for order-level figures. */
  readonly orderId: number;
  readonly orderItemId: number | null;
  readonly itemName: string | null;
  readonly accountName: string | null;
  readonly description: string;
  readonly quantity: Decimal | null;
  readonly unitPrice: Decimal | null;
  readonly amount: Money;
  /** "TAX", "NON" or the tax code's name. */
  readonly taxCode: string | null;
  readonly explanation: Explanation;
}

/**
 * Σ lines + shipping + tax against what the channel says, all in minor units of one currency. All figures are signed, so
 * that documentTotal = lines + discount + shipping + tax + rounding.
 */
export interface TieOut {
  readonly currency: string;
  readonly linesMinor: number;
  /** Discounts of the order and the coupon; 0 or below. */
  readonly discountMinor: number;
  /** The part of the discount that the coupon rule made of orderTotal − amountPaid; 0 or below. */
  readonly couponMinor: number;
  readonly shippingMinor: number;
  /** Tax that is on the document. */
  readonly taxMinor: number;
  /** Tax that the marketplace remits: not on the document, kept as evidence. */
  readonly marketplaceTaxMinor: number;
  readonly roundingMinor: number;
  /** What the document will total. */
  readonly documentTotalMinor: number;
  /** orderTotal of the member orders; null where the source does not tell it and nobody has said what counts. */
  readonly orderTotalMinor: number | null;
  /** documentTotal + marketplaceTax − coupon − orderTotal: 0 or a blocker. Null without an order total, which blocks too. */
  readonly differenceMinor: number | null;
  readonly paidMinor: number;
}

export type PlannedCustomer =
  | {
      readonly kind: 'existing';
      readonly id: string;
      readonly name: string;
      readonly matchedBy: 'e-mail' | 'name' | 'channel' | 'chosen' | 'posted';
    }
  | { readonly kind: 'new'; readonly name: string; readonly email: string | null };

/** What the shipping part of the document holds (and what "in step" keeps up to date). */
export interface ShipDetails {
  readonly shippedOn: BusinessDate | null;
  readonly trackingNumber: string | null;
  readonly otherTrackingNumbers: readonly string[];
  readonly method: string | null;
}

/**
 * ready: can be approved. blocked: see blockers. waiting: nothing to do until the source moves (reason says what for).
 * skipped: never becomes a document by policy (0.00, before the start). terminal: cancelled before posting.
 */
export const PLAN_OUTCOMES = ['ready', 'blocked', 'waiting', 'skipped', 'terminal'] as const;
export type PlanOutcome = (typeof PLAN_OUTCOMES)[number];

/** The documents that would be posted for an order or a family, with everything a person needs to judge them. */
export interface Plan {
  /** The order that keys the document: the order itself, or the root of a family planned as one. */
  readonly orderId: number;
  readonly memberIds: readonly number[];
  readonly outcome: PlanOutcome;
  /** Why it waits, is skipped or terminal. */
  readonly reason: Finding | null;
  readonly blockers: readonly Finding[];
  readonly warnings: readonly Finding[];
  readonly customer: PlannedCustomer | null;
  readonly documents: readonly PlannedDocument[];
  readonly lines: readonly PlanLine[];
  readonly tieOut: TieOut | null;
  readonly documentNumber: string | null;
  readonly documentDate: BusinessDate | null;
  readonly ship: ShipDetails | null;
  readonly total: Money | null;
  /** Hash of everything that would be written; an approval belongs to it and lapses when it changes. */
  readonly fingerprint: string;
}
