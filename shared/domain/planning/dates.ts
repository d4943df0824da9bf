import type { Instant, BusinessDate } from '../time/instants.ts';
import { isUntold } from '../orders/untold.ts';
import { businessDateIn } from '../time/zones.ts';
import type { ShippingState } from '../orders/shipping-state.ts';
import { finding } from './messages.ts';
import type { Finding } from '../findings.ts';
import { decisionOn, type DocumentScope } from './scope.ts';

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
  const dated = freshDateOf(scope, shipping);
  // Taken back by a credit memo so that an earlier month stays as it was reported: what is posted anew belongs to this one.
  return dated !== null && scope.creditedOn !== null && dated.date < scope.creditedOn
    ? { date: scope.creditedOn, field: 'the day of the credit memo' }
    : dated;
}

function freshDateOf(scope: DocumentScope, shipping: ShippingState): DatedBy | null {
  const byPolicy = dateByPolicy(scope, shipping);
  if (byPolicy !== null) {
    return byPolicy;
  }
  const ordered = orderedOn(scope);
  return ordered === null ? dateByChoice(scope, shipping) : { date: ordered, field: 'orderDate' };
}

/** Where the source cannot tell the date that the policy asks for: the day that a person or the store's rule names. */
function dateByChoice(scope: DocumentScope, shipping: ShippingState): DatedBy | null {
  if (!isUntold(scope.keyOrder, 'order-date')) {
    return null;
  }
  const choice = decisionOn(scope.input, scope.memberIds, 'order/date-unknown')?.choice;
  const { date: rule } = scope.store.untold;
  if (choice === 'date-of-arrival' || (choice === undefined && rule === 'arrival')) {
    return { date: arrivedOn(scope), field: 'createDate' };
  }
  if ((choice === 'date-of-shipping' || (choice === undefined && rule === 'shipping')) && shipping.shippedOn !== null) {
    return { date: shipping.shippedOn, field: 'shipDate' };
  }
  return null;
}

/** The day on which the order came into the source: not the day of the sale. */
const arrivedOn = ({ keyOrder, input }: DocumentScope): BusinessDate => dateIn(keyOrder.createdAt, input.config.policy.timeZone);

const WANTED = { ship: 'ship date', order: 'order date', payment: 'payment date' } as const;

/** Why a document has no date, and what a person may choose. */
export function undated(scope: DocumentScope, shipping: ShippingState): Finding {
  if (!isUntold(scope.keyOrder, 'order-date')) {
    return finding('order/no-date', `${scope.label} has neither a ship date nor an order date to be dated by; correct it in ShipStation`);
  }
  const wanted = WANTED[scope.input.config.policy.date];
  const arrived = arrivedOn(scope);
  const shipped = shipping.shippedOn === null ? '' : `, and it shipped on ${shipping.shippedOn}`;
  const message = `${scope.label} is to be dated by its ${wanted}, which ShipStation's V2 API does not tell; it came into ShipStation on ${arrived}${shipped}; say which day counts, or set a rule for the store in Mapping`;
  const choices = shipping.shippedOn === null ? (['date-of-arrival'] as const) : (['date-of-shipping', 'date-of-arrival'] as const);
  return finding('order/date-unknown', message, { arrivedOn: arrived, shippedOn: shipping.shippedOn }, choices);
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
