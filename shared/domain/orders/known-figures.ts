import { orderRedaction } from './buyer.ts';
import { isDiscount } from './item-role.ts';
import { type Fulfillment, NO_ADDRESS, type Order, type OrderItem, type Shipment, type SourceOrderStatus } from './order.ts';
import { isUntold, type UntoldFigure } from './untold.ts';

/** Statuses that a source with fewer words shows as one; a told "shipped" or "cancelled" is never among them. */
const COLLAPSED: readonly SourceOrderStatus[] = [
  'awaiting_payment',
  'awaiting_shipment',
  'pending_fulfillment',
  'on_hold',
  'rejected_fulfillment',
  'unknown',
];

/**
 * The newer version of an order with what an earlier one knew and the newer one's source cannot tell, so that a company that
 * changes from one of the source's interfaces to the other keeps the same books. What the newer one tells always counts; its
 * `untold` then lists only what nobody has told.
 */
export function keepKnownFigures(before: Order | null, after: Order): Order {
  if (before === null) {
    return after;
  }
  const currency = after.currency ?? before.currency;
  const kept = after.untold.filter((figure) => !isUntold(before, figure) && mayBeKept(figure, before, after));
  if (kept.length === 0) {
    return currency === after.currency ? after : { ...after, currency };
  }
  const allowed = orderRedaction(after) === 'gdpr' ? scrubbed(before) : before;
  const known = kept.reduce<Order>((order, figure) => withFigure(order, allowed, figure), after);
  return {
    ...known,
    currency,
    storeId: after.storeId === 0 ? before.storeId : after.storeId,
    orderKey: after.orderKey ?? before.orderKey,
    untold: after.untold.filter((figure) => !kept.includes(figure)),
  };
}

/** What an edit can change without the newer source telling it is known only as long as nothing has touched the order. */
function mayBeKept(figure: UntoldFigure, before: Order, after: Order): boolean {
  if (figure === 'status') {
    return isSameState(before, after);
  }
  return figure !== 'tags' || after.modifiedAt <= before.modifiedAt;
}

/** A GDPR redaction takes the buyer from us too, whoever told it: where one stood, the source's own mark stands. */
function scrubbed(order: Order): Order {
  const hide = (text: string | null): string | null => (text === null ? null : GDPR_MARK);
  const { name, company } = order.billTo;
  return {
    ...order,
    billTo: { ...NO_ADDRESS, name: hide(name), company: hide(company) },
    username: hide(order.username),
    email: hide(order.email),
  };
}

const GDPR_MARK = 'REDACTED (GDPR)';

/**
 * A state that the newer source has no word for is still the order's where nothing has touched the order since. What was
 * shipped by someone else stays shipped: no label of ours will ever say so.
 */
function isSameState(before: Order, after: Order): boolean {
  if (before.status === 'shipped') {
    return before.externallyFulfilled && isUntold(after, 'fulfilled-elsewhere');
  }
  return COLLAPSED.includes(before.status) && after.modifiedAt <= before.modifiedAt;
}

function withFigure(order: Order, before: Order, figure: UntoldFigure): Order {
  switch (figure) {
    case 'order-date':
      return { ...order, orderedAt: before.orderedAt };
    case 'payment-date':
      return { ...order, paidAt: before.paidAt };
    case 'bill-to':
      return { ...order, billTo: before.billTo };
    case 'order-total':
      return { ...order, orderTotal: before.orderTotal };
    case 'amount-paid':
      return { ...order, amountPaid: before.amountPaid };
    case 'tax':
      return { ...order, taxAmount: before.taxAmount };
    case 'shipping-charge':
      return { ...order, shippingAmount: before.shippingAmount };
    case 'discount-marker':
      return { ...order, items: withMarkers(before.items, order.items) };
    case 'family-links':
      return withFamily(order, before);
    case 'username':
      return { ...order, username: before.username };
    case 'email':
      return { ...order, email: before.email };
    case 'payment-method':
      return { ...order, paymentMethod: before.paymentMethod };
    case 'carrier':
      return { ...order, carrierCode: before.carrierCode };
    case 'tags':
      return { ...order, tagIds: before.tagIds };
    case 'fulfilled-elsewhere':
      return { ...order, externallyFulfilled: before.externallyFulfilled };
    case 'status':
      return { ...order, status: before.status, sourceStatus: before.sourceStatus };
  }
}

/**
 * With its links a part of a split keeps its own money where nothing has touched it since: V2 shows all of a split's money on
 * one part (recorded), whatever part V1 said it was on.
 */
function withFamily(order: Order, before: Order): Order {
  const { parentId, mergedIds, mergedOrSplit, amountPaid, taxAmount, shippingAmount } = before;
  const links = { parentId, mergedIds, mergedOrSplit };
  return mergedOrSplit && order.modifiedAt <= before.modifiedAt
    ? { ...order, ...links, amountPaid, taxAmount, shippingAmount }
    : { ...order, ...links };
}

/**
 * Lines with the marks that an earlier version knew. A discount or fee that the newer source does not list stays where it was:
 * whether it lists them at all is not known, and an order's own total tells where one is really gone.
 */
function withMarkers(before: readonly OrderItem[], after: readonly OrderItem[]): readonly OrderItem[] {
  const earlier = new Map(before.map((item) => [item.orderItemId, item]));
  const marked = after.map((item): OrderItem => {
    const was = earlier.get(item.orderItemId) ?? before.find((other) => isAdded(other) && isSameLine(other, item));
    return was === undefined
      ? item
      : { ...item, lineItemKey: item.lineItemKey ?? was.lineItemKey, adjustment: item.adjustment || was.adjustment };
  });
  const items = [...marked];
  before.forEach((was, index) => {
    if (isAdded(was) && !items.some((item) => item.orderItemId === was.orderItemId || isSameLine(was, item))) {
      items.splice(Math.min(index, items.length), 0, was);
    }
  });
  return items;
}

const isAdded = (item: OrderItem): boolean => item.adjustment || isDiscount(item);

const isSameLine = (a: OrderItem, b: OrderItem): boolean =>
  a.name === b.name && a.sku === b.sku && a.quantity === b.quantity && a.unitPrice === b.unitPrice;

/** A label with what an earlier version of it knew and this one's source does not say: what it covers, whose it is. */
export function keepKnownLabel(before: Shipment | null, after: Shipment): Shipment {
  if (before === null) {
    return after;
  }
  return {
    ...after,
    orderId: after.orderId ?? before.orderId,
    orderNumber: after.orderNumber ?? before.orderNumber,
    storeId: after.storeId ?? before.storeId,
    items: after.items ?? before.items,
    voidedAt: after.voided ? (after.voidedAt ?? before.voidedAt) : after.voidedAt,
  };
}

/** As {@link keepKnownLabel}, of what was marked as shipped. */
export function keepKnownFulfillment(before: Fulfillment | null, after: Fulfillment): Fulfillment {
  return before === null
    ? after
    : { ...after, orderId: after.orderId ?? before.orderId, orderNumber: after.orderNumber ?? before.orderNumber };
}
