import type { ParsedInput } from '../../../shared/contract/client.ts';
import type { Config, PaymentMethodMapping, ShippingMethodMapping } from '../../../shared/domain/config/config.ts';
import { skuKey } from '../../../shared/domain/orders/text.ts';
import { assertNever } from '../../../shared/domain/result.ts';

export type ConfigChange = ParsedInput<'mapping.save'>['changes'][number];

/** A version that a change goes back to, read before: this file is pure. */
export type VersionReader = (version: number) => Config | null;

/** The config after these changes, in their order. Pure: nothing is saved. Null where a version that is named is not there. */
export function changedConfig(config: Config, changes: readonly ConfigChange[], versionOf: VersionReader = () => null): Config | null {
  let changed: Config = config;
  let products: ReturnType<typeof productsByKey> | null = null;
  for (const change of changes) {
    if (change.kind === 'product' || change.kind === 'remove-product') {
      // Thousands are changed at once: the list is looked through once, not once for each.
      products ??= productsByKey(changed);
      withProduct(products, change);
    } else if (change.kind === 'version') {
      const version = versionOf(change.version);
      if (version === null) {
        return null;
      }
      changed = version;
      products = null;
    } else {
      changed = withChange(changed, change);
    }
  }
  return products === null ? changed : { ...changed, products: [...products.values()] };
}

const productsByKey = ({ products }: Config) => new Map(products.map((mapping) => [skuKey(mapping.sku), mapping]));

/** One mapping for each SKU, compared as planning compares them; a new one stands at the end. */
function withProduct(
  products: ReturnType<typeof productsByKey>,
  change: Extract<ConfigChange, { kind: 'product' | 'remove-product' }>,
): void {
  if (change.kind === 'remove-product') {
    products.delete(skuKey(change.sku));
    return;
  }
  const key = skuKey(change.mapping.sku);
  products.delete(key);
  products.set(key, change.mapping);
}

function withChange(config: Config, change: Exclude<ConfigChange, { kind: 'product' | 'remove-product' | 'version' }>): Config {
  switch (change.kind) {
    case 'shipping-method':
      return { ...config, shippingMethods: [...withoutMethod(config, change.mapping.match), change.mapping] };
    case 'remove-shipping-method':
      return { ...config, shippingMethods: withoutMethod(config, change.match) };
    case 'payment-method':
      return { ...config, paymentMethods: [...withoutPayment(config, change.mapping.match), change.mapping] };
    case 'remove-payment-method':
      return { ...config, paymentMethods: withoutPayment(config, change.match) };
    case 'store':
      return { ...config, stores: { ...config.stores, [String(change.storeId)]: change.policy } };
    case 'policy':
      return { ...config, policy: change.policy };
    default:
      return assertNever(change);
  }
}

function withoutMethod(config: Config, match: ShippingMethodMapping['match']): Config['shippingMethods'] {
  return config.shippingMethods.filter((mapping) => matchKey(mapping.match) !== matchKey(match));
}

function withoutPayment(config: Config, match: PaymentMethodMapping['match']): Config['paymentMethods'] {
  const isOther = (mapping: PaymentMethodMapping): boolean =>
    skuKey(mapping.match.paymentMethod) !== skuKey(match.paymentMethod) || mapping.match.store !== match.store;
  return config.paymentMethods.filter(isOther);
}

/** How matches of methods are compared: without case and outer spaces. */
export function matchKey({ requestedService, carrierCode, serviceCode, store }: ShippingMethodMapping['match']): string {
  return JSON.stringify(
    [requestedService, carrierCode, serviceCode].map((part) => (part === undefined ? null : skuKey(part))).concat(String(store ?? '')),
  );
}
