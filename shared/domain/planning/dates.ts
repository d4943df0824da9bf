import type { Instant, BusinessDate } from '../time/instants.ts';
import { businessDateIn } from '../time/zones.ts';
import type { ShippingState } from '../orders/shipping-state.ts';
import type { DocumentScope } from './scope.ts';

/** No zone changes its offset within a quarter of an hour, so that a quarter has one date. */
const QUARTER_MS = 15 * 60_000;
/** Enough for every quarter of half a year; then the memory starts anew. */
const MOST_REMEMBERED = 20_000;
const remembered = new Map<string, BusinessDate>();

/** As businessDateIn, remembered: time zone arithmetic is the dearest part of a plan. */
export function dateIn(instant: Instant, timeZone: string): BusinessDate {
  const key = `${Math.floor(Date.parse(instant) / QUARTER_MS)} ${timeZone}`;
  const known = remembered.get(key);
  if (known !== undefined) {
    return known;
  }
  if (remembered.size >= MOST_REMEMBERED) {
    remembered.clear();
  }
  const date = businessDateIn(instant, timeZone);
  remembered.set(key, date);
  return date;
}

/** A document's date and the field and rule that it comes from. */
export interface DatedBy {
  readonly date: BusinessDate;
  readonly field: string;
}

const latestOf = (dates: readonly BusinessDate[]): BusinessDate | null =>
  dates.reduce<BusinessDate | null>((last, date) => (last === null || date > last ? date : last), null);

export function orderedOn(scope: DocumentScope): BusinessDate | null {
  const { keyOrder, input } = scope;
  return keyOrder.orderedAt === null ? null : dateIn(keyOrder.orderedAt, input.config.policy.timeZone);
}

/** The day of the latest payment of the members; null where the source knows none. */
export function paidOn(scope: DocumentScope): BusinessDate | null {
  const { timeZone } = scope.input.config.policy;
  return latestOf(scope.members.flatMap(({ order }) => (order.paidAt === null ? [] : [dateIn(order.paidAt, timeZone)])));
}

/**
 * The date by policy (ship, order or payment); where the order has no such date yet, its order date. Null where it has none
 * of them. A posted document keeps its date.
 */
export function documentDateOf(scope: DocumentScope, shipping: ShippingState): DatedBy | null {
  if (scope.posted !== null) {
    return { date: scope.posted.documentDate, field: 'the posted document' };
  }
  const byPolicy = dateByPolicy(scope, shipping);
  if (byPolicy !== null) {
    return byPolicy;
  }
  const ordered = orderedOn(scope);
  return ordered === null ? null : { date: ordered, field: 'orderDate' };
}

function dateByPolicy(scope: DocumentScope, shipping: ShippingState): DatedBy | null {
  switch (scope.input.config.policy.date) {
    case 'ship':
      return shipping.shippedOn === null ? null : { date: shipping.shippedOn, field: 'shipDate' };
    case 'payment': {
      const date = paidOn(scope);
      return date === null ? null : { date, field: 'paymentDate' };
    }
    case 'order': {
      const date = orderedOn(scope);
      return date === null ? null : { date, field: 'orderDate' };
    }
  }
}
