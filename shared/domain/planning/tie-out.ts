import type { StorePolicy } from '../config/config.ts';
import { extendToMinor, toMinor } from '../money/decimal.ts';
import type { Order, OrderItem, OrderWithShipping } from '../orders/order.ts';

/** An order's item at quantity × unit price, rounded half up, in minor units; 0 where it has no price. */
export function itemAmountMinor({ quantity, unitPrice }: OrderItem, digits: number): number {
  return unitPrice === null ? 0 : extendToMinor(quantity, unitPrice, digits);
}

/** Σ lines + shipping + tax of one order as it stands, in minor units. With tax-inclusive prices the tax is in the lines already. */
export function rawTotalMinor(order: Order, digits: number, isInclusive: boolean): number {
  const lines = order.items.reduce((sum, item) => sum + itemAmountMinor(item, digits), 0);
  return lines + toMinor(order.shippingAmount, digits) + (isInclusive ? 0 : toMinor(order.taxAmount, digits));
}

/** True where an order's own figures add up to its own total, or where nobody tells a total that they could miss. */
export function memberTies(order: Order, digits: number, isInclusive: boolean): boolean {
  return order.orderTotal === null || rawTotalMinor(order, digits, isInclusive) === toMinor(order.orderTotal, digits);
}

/** What a document of this order alone would total, as the channel says; null where it does not say. */
export function totalOf(order: Order, store: StorePolicy | null, digits: number): number | null {
  const remitted = store?.tax === 'marketplace' ? toMinor(order.taxAmount, digits) : 0;
  return order.orderTotal === null ? null : toMinor(order.orderTotal, digits) - remitted;
}

/** What one document of all these orders would total; null where the channel does not say it of each. */
export function totalAsOne(members: readonly OrderWithShipping[], store: StorePolicy | null, digits: number): number | null {
  return members.reduce<number | null>((sum, { order }) => {
    const total = totalOf(order, store, digits);
    return sum === null || total === null ? null : sum + total;
  }, 0);
}

/** True where each line once and money summed adds up over the members, or where nobody tells a total. */
export function familyTiesAsOne(members: readonly OrderWithShipping[], digits: number, isInclusive: boolean): boolean {
  const seen = new Set<number>();
  let difference = 0;
  for (const { order } of members) {
    difference += rawTotalMinor({ ...order, items: order.items.filter(({ orderItemId }) => !seen.has(orderItemId)) }, digits, isInclusive);
    if (order.orderTotal === null) {
      return true;
    }
    difference -= toMinor(order.orderTotal, digits);
    for (const { orderItemId } of order.items) {
      seen.add(orderItemId);
    }
  }
  return difference === 0;
}
