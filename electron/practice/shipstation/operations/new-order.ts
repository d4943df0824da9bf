import { addDecimals, type Decimal, decimal, fromMinor, multiplyDecimals, toMinor, ZERO } from '../../../../shared/domain/money/decimal.ts';
import type { BusinessDate, Instant } from '../../../../shared/domain/time/instants.ts';
import type { PracticeAddress } from '../records.ts';

/** A line as a channel hands it over. Amounts are exact decimal text. */
export interface NewLine {
  readonly sku: string | null;
  readonly name: string;
  readonly quantity: number;
  /** Null where the channel sends no price. */
  readonly unitPrice: string | null;
  /** Per unit. */
  readonly taxAmount?: string | null;
  /** Per unit. */
  readonly shippingAmount?: string | null;
  readonly adjustment?: boolean;
  readonly lineItemKey?: string | null;
  readonly options?: readonly { readonly name: string; readonly value: string }[];
  readonly productId?: number | null;
}

/** An order as a channel hands it over. What is left out is as for a plain, paid order that waits for its parcel. */
export interface NewOrder {
  /** Given by the seed; else the next free one. */
  readonly orderId?: number;
  readonly storeId: number;
  readonly orderNumber: string;
  readonly orderKey?: string;
  readonly orderedAt: Instant;
  /** Left out: paid when ordered. */
  readonly paidAt?: Instant | null;
  /** Any of V1's statuses, or a word that no document names; "awaiting_shipment" where it is left out. */
  readonly status?: string;
  readonly email?: string | null;
  readonly username?: string | null;
  readonly billTo: PracticeAddress;
  readonly shipTo: PracticeAddress;
  readonly lines: readonly NewLine[];
  readonly taxAmount?: string;
  readonly shippingAmount?: string;
  /** Left out: lines + tax + shipping (api facts, section 3.6). */
  readonly orderTotal?: string;
  /** Left out: the order total. */
  readonly amountPaid?: string;
  readonly requestedService?: string | null;
  readonly paymentMethod?: string | null;
  readonly customerNotes?: string | null;
  readonly internalNotes?: string | null;
  readonly giftMessage?: string | null;
  readonly tagIds?: readonly number[];
  /** Who ships instead of the shop, e.g. "Amazon"; such orders arrive as shipped. */
  readonly externallyFulfilledBy?: string | null;
  readonly shippedOn?: BusinessDate | null;
}

/** `Σ quantity × unitPrice + tax + shipping`, exact until the one rounding to cents at the end, as channels do it. */
export function arithmeticTotal(order: Pick<NewOrder, 'lines' | 'taxAmount' | 'shippingAmount'>): Decimal {
  const lines = order.lines.reduce((sum, line) => addDecimals(sum, multiplyDecimals(decimal(line.unitPrice ?? '0'), line.quantity)), ZERO);
  const total = addDecimals(lines, addDecimals(decimal(order.taxAmount ?? '0'), decimal(order.shippingAmount ?? '0')));
  return fromMinor(toMinor(total, 2), 2);
}
