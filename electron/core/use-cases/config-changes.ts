import type { ParsedInput } from '../../../shared/contract/client.ts';
import type { Config, ShippingMethodMapping } from '../../../shared/domain/config/config.ts';
import { skuKey } from '../../../shared/domain/orders/text.ts';
import { assertNever } from '../../../shared/domain/result.ts';

export type ConfigChange = ParsedInput<'mapping.save'>['changes'][number];

/** The config after these changes, in their order. Pure: nothing is saved. */
export function changedConfig(config: Config, changes: readonly ConfigChange[]): Config {
  return changes.reduce(withChange, config);
}

function withChange(config: Config, change: ConfigChange): Config {
  switch (change.kind) {
    case 'product':
      return { ...config, products: [...withoutProduct(config, change.mapping.sku), change.mapping] };
    case 'remove-product':
      return { ...config, products: withoutProduct(config, change.sku) };
    case 'shipping-method':
      return { ...config, shippingMethods: [...withoutMethod(config, change.mapping.match), change.mapping] };
    case 'remove-shipping-method':
      return { ...config, shippingMethods: withoutMethod(config, change.match) };
    case 'store':
      return { ...config, stores: { ...config.stores, [String(change.storeId)]: change.policy } };
    case 'policy':
      return { ...config, policy: change.policy };
    default:
      return assertNever(change);
  }
}

/** One mapping for each SKU, compared as planning compares them. */
function withoutProduct(config: Config, sku: string): Config['products'] {
  return config.products.filter((mapping) => skuKey(mapping.sku) !== skuKey(sku));
}

function withoutMethod(config: Config, match: ShippingMethodMapping['match']): Config['shippingMethods'] {
  return config.shippingMethods.filter((mapping) => matchKey(mapping.match) !== matchKey(match));
}

function matchKey({ requestedService, carrierCode, serviceCode, store }: ShippingMethodMapping['match']): string {
  return JSON.stringify(
    [requestedService, carrierCode, serviceCode].map((part) => (part === undefined ? null : skuKey(part))).concat(String(store ?? '')),
  );
}
