import { signOf } from '../money/decimal.ts';
import type { OrderItem } from './order.ts';

/** What an order's item is in the books (accounting rules, section 2). */
export type ItemRole = 'product' | 'discount' | 'charge';

/**
 * A discount: `adjustment` with a negative price, any negative price, or the lineItemKey "discount" in any case with a price
 * that does not add to the total (the marks that channels use; ShipStation has no field for it).
 */
export function isDiscount(item: OrderItem): boolean {
  const sign = item.unitPrice === null ? 0 : signOf(item.unitPrice);
  if (sign < 0) {
    return true;
  }
  return sign === 0 && item.lineItemKey !== null && item.lineItemKey.trim().toLowerCase() === 'discount';
}

export function itemRoleOf(item: OrderItem): ItemRole {
  if (isDiscount(item)) {
    return 'discount';
  }
  const isKeyedDiscount = item.lineItemKey !== null && item.lineItemKey.trim().toLowerCase() === 'discount';
  return item.adjustment || isKeyedDiscount ? 'charge' : 'product';
}
