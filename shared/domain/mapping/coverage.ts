import type { BooksReference } from '../books/reference.ts';
import type { Config } from '../config/config.ts';
import { signOf } from '../money/decimal.ts';
import { itemRoleOf } from '../orders/item-role.ts';
import type { Order } from '../orders/order.ts';
import { productKeyOf, resolveProduct, shippingMappingFor, shippingMethodText, storePolicyOf } from './resolve.ts';

/** One thing of an order that a mapping decides. `key` groups orders that need the same mapping. */
export interface MappingNeed {
  readonly kind: 'product' | 'shipping-method' | 'store' | 'discount' | 'charge' | 'tax';
  readonly key: string;
  /** As a person knows it. */
  readonly label: string;
  /** Whether the mapping, or a rule that stands in for it, is there. */
  readonly isCovered: boolean;
}

/** Everything that mappings decide about an order, each once. */
export function mappingNeedsOf(order: Order, config: Config, books: BooksReference): readonly MappingNeed[] {
  const store = storePolicyOf(config, order.storeId);
  const needs = new Map<string, MappingNeed>();
  const add = (kind: MappingNeed['kind'], key: string, label: string, isCovered: boolean): void => {
    needs.set(`${kind}/${key}`, { kind, key, label, isCovered });
  };
  add('store', String(order.storeId), `Store ${order.storeId}`, store !== null);
  for (const item of order.items) {
    const role = itemRoleOf(item);
    if (item.quantity !== 0 && role === 'product') {
      const match = resolveProduct(item, config, books);
      const isCaught = match.kind === 'unmatched' && config.policy.items.whenUnmatched !== 'hold';
      add('product', productKeyOf(item), item.name === '' ? (item.sku ?? '') : item.name, match.kind === 'matched' || isCaught);
    }
    if (item.quantity !== 0 && role === 'discount') {
      add('discount', 'discount', 'Discounts', config.policy.discounts === 'line' || config.policy.discountItem !== null);
    }
    if (item.quantity !== 0 && role === 'charge') {
      add('charge', 'charge', 'Charges and fees', config.policy.chargeItem !== null);
    }
  }
  if (signOf(order.shippingAmount) > 0) {
    const label = shippingMethodText(order);
    const isField = config.policy.shipping.as === 'field';
    const isDefaulted = config.policy.shipping.whenUnmapped === 'default' && config.policy.shipping.defaultItem !== null;
    add('shipping-method', label.toLowerCase(), label, isField || shippingMappingFor(order, config) !== null || isDefaulted);
  }
  if (store?.tax === 'liability-line' && signOf(order.taxAmount) > 0) {
    add('tax', String(order.storeId), 'Sales tax', store.taxItem !== null);
  }
  return [...needs.values()];
}
