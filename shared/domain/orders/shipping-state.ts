import { addDecimals, type Decimal, negateDecimal, ZERO } from '../money/decimal.ts';
import type { BusinessDate } from '../time/instants.ts';
import { businessDateIn, PACIFIC } from '../time/zones.ts';
import { isDiscount } from './item-role.ts';
import type { Fulfillment, OrderWithShipping, Shipment } from './order.ts';
import { cleanText, cutText } from './text.ts';

export type ShippingProgress = 'shipped' | 'partly-shipped' | 'not-shipped';

/** Whether and how an order left, as its own status, its labels and what was marked as shipped tell together. */
export interface ShippingState {
  readonly progress: ShippingProgress;
  /** The day on which the last piece left; null where nothing has left or nobody says when. */
  readonly shippedOn: BusinessDate | null;
  /** Of the newest valid label, else of the newest fulfillment. */
  readonly trackingNumber: string | null;
  readonly otherTrackingNumbers: readonly string[];
  /** Carrier and service in words, at most 31 characters (the books' form shows no more). */
  readonly method: string | null;
}

/** Labels that count: neither voided nor returns. Newest first. */
export function validLabels(shipments: readonly Shipment[]): readonly Shipment[] {
  const valid = shipments.filter(({ voided, isReturn }) => !voided && !isReturn);
  return valid.length < 2 ? valid : valid.toSorted((a, b) => byText(b.createdAt, a.createdAt) || b.shipmentId - a.shipmentId);
}

/** Marked as shipped and not taken back. Newest first. */
export function validFulfillments(fulfillments: readonly Fulfillment[]): readonly Fulfillment[] {
  const valid = fulfillments.filter(({ voided }) => !voided);
  return valid.length < 2 ? valid : valid.toSorted((a, b) => byText(b.createdAt, a.createdAt) || b.fulfillmentId - a.fulfillmentId);
}

export function shippingStateOf(member: OrderWithShipping): ShippingState {
  const labels = validLabels(member.shipments);
  const fulfillments = validFulfillments(member.fulfillments);
  const coveredOn = dayOfFullCover(member, labels);
  const isShipped = member.order.status === 'shipped' || fulfillments.length > 0 || coveredOn !== null;
  if (!isShipped) {
    return {
      progress: labels.length > 0 ? 'partly-shipped' : 'not-shipped',
      shippedOn: null,
      ...trackingOf(labels, fulfillments),
      method: methodOf(member, labels, fulfillments),
    };
  }
  return {
    progress: 'shipped',
    shippedOn: coveredOn ?? latest([...labels, ...fulfillments].map(dayOf)) ?? member.order.shippedOn,
    ...trackingOf(labels, fulfillments),
    method: methodOf(member, labels, fulfillments),
  };
}

/** Several members as one parcel list: everything must have left, the last day counts. */
export function combinedShippingState(states: readonly ShippingState[]): ShippingState {
  const [only] = states;
  if (states.length === 1 && only !== undefined) {
    return only;
  }
  const isShipped = states.length > 0 && states.every(({ progress }) => progress === 'shipped');
  const hasStarted = states.some(({ progress }) => progress !== 'not-shipped');
  const newestFirst = states.toSorted((a, b) => byText(b.shippedOn ?? '', a.shippedOn ?? ''));
  const numbers = distinct(newestFirst.flatMap((state) => [state.trackingNumber, ...state.otherTrackingNumbers]));
  const pending = hasStarted ? 'partly-shipped' : 'not-shipped';
  return {
    progress: isShipped ? 'shipped' : pending,
    shippedOn: isShipped ? latest(states.map(({ shippedOn }) => shippedOn)) : null,
    trackingNumber: numbers[0] ?? null,
    otherTrackingNumbers: numbers.slice(1),
    method: newestFirst.find(({ method }) => method !== null)?.method ?? null,
  };
}

/** What the merchant paid for labels that were not voided: an expense, never the customer's shipping charge. */
export interface LabelCost {
  readonly outbound: Decimal;
  readonly returns: Decimal;
}

export function labelCostOf(shipments: readonly Shipment[]): LabelCost {
  let outbound = ZERO;
  let returns = ZERO;
  for (const { voided, isReturn, shipmentCost, insuranceCost } of shipments) {
    if (!voided) {
      const cost = addDecimals(shipmentCost, insuranceCost);
      outbound = isReturn ? outbound : addDecimals(outbound, cost);
      returns = isReturn ? addDecimals(returns, cost) : returns;
    }
  }
  return { outbound, returns };
}

/** Shipping charged to the customer less what the labels cost; negative where shipping was sold below cost. */
export function shippingMarginOf(member: OrderWithShipping): Decimal {
  return addDecimals(member.order.shippingAmount, negateDecimal(labelCostOf(member.shipments).outbound));
}

/** The day on which the labels, in the order in which they left, cover every piece that ships; null where they do not. */
function dayOfFullCover({ order }: OrderWithShipping, newestFirst: readonly Shipment[]): BusinessDate | null {
  if (newestFirst.length === 0) {
    return null;
  }
  const open = new Map<number, number>();
  for (const item of order.items) {
    if (item.quantity > 0 && !item.adjustment && !isDiscount(item)) {
      open.set(item.orderItemId, (open.get(item.orderItemId) ?? 0) + item.quantity);
    }
  }
  if (open.size === 0) {
    return null;
  }
  const byDay = newestFirst.toSorted((a, b) => byText(dayOf(a), dayOf(b)));
  for (const label of byDay) {
    for (const { orderItemId, quantity } of label.items ?? []) {
      const left = (open.get(orderItemId) ?? 0) - quantity;
      if (left > 0) {
        open.set(orderItemId, left);
      } else {
        open.delete(orderItemId);
      }
    }
    if (open.size === 0) {
      return dayOf(label);
    }
  }
  return null;
}

/** Order of instants and dates, which sort as text. */
function byText(a: string, b: string): number {
  if (a === b) {
    return 0;
  }
  return a < b ? -1 : 1;
}

/** A label without a date left on the day on which it was made, as the source's own clock (Pacific) has it. */
function dayOf({ shippedOn, createdAt }: Pick<Shipment, 'shippedOn' | 'createdAt'>): BusinessDate {
  return shippedOn ?? businessDateIn(createdAt, PACIFIC);
}

function latest(days: readonly (BusinessDate | null)[]): BusinessDate | null {
  return days.reduce((last, day) => (day !== null && (last === null || day > last) ? day : last), null);
}

function trackingOf(
  labels: readonly Shipment[],
  fulfillments: readonly Fulfillment[],
): Pick<ShippingState, 'trackingNumber' | 'otherTrackingNumbers'> {
  const numbers = distinct([...labels, ...fulfillments].map(({ trackingNumber }) => trackingNumber));
  return { trackingNumber: numbers[0] ?? null, otherTrackingNumbers: numbers.slice(1) };
}

function distinct(texts: readonly (string | null)[]): string[] {
  return [...new Set(texts.map((text) => cleanText(text ?? '')).filter((text) => text !== ''))];
}

const MAX_METHOD = 31;
const ACRONYMS = new Set(['usps', 'ups', 'dhl', 'apo', 'us', 'gls', 'dpd', 'tnt', 'ontrac']);

function methodOf({ order }: OrderWithShipping, [label]: readonly Shipment[], [fulfillment]: readonly Fulfillment[]): string | null {
  const code =
    label?.serviceCode ??
    label?.carrierCode ??
    fulfillment?.carrierCode ??
    order.serviceCode ??
    order.carrierCode ??
    order.requestedService;
  const words = cleanText(code ?? '');
  if (words === '') {
    return null;
  }
  return cutText(/^[a-z0-9_]+$/.test(words) ? wordsOfCode(words) : words, MAX_METHOD);
}

/** "usps_ground_advantage" as a person writes it: "USPS Ground Advantage". */
function wordsOfCode(code: string): string {
  const words = code.split('_').filter((word) => word !== '');
  return words.map((word) => (ACRONYMS.has(word) ? word.toUpperCase() : `${word.charAt(0).toUpperCase()}${word.slice(1)}`)).join(' ');
}
