import { describe, expect, it } from 'vitest';

import { defaultConfig, parseConfig, storePolicySchema } from '../../shared/contract/config.ts';
import { changedConfig as changedOrNull, type ConfigChange } from '../../electron/core/use-cases/config-changes.ts';
import { differencesOf } from '../../electron/core/use-cases/config-difference.ts';
import type { Config } from '../../shared/domain/config/config.ts';
import { slugFor } from '../../electron/core/use-cases/company-slug.ts';

function changedConfig(config: Config, changes: readonly ConfigChange[]): Config {
  const changed = changedOrNull(config, changes);
  expect(changed).not.toBeNull();
  return changed ?? config;
}

describe('changes of mappings', () => {
  it('replace the mapping of the same SKU, however it is written', () => {
    const config = parseConfig({
      version: 1,
      products: [
        { sku: ' mug-1', item: { name: 'Old' } },
        { sku: 'VASE', item: { name: 'Vase' } },
      ],
    });

    const changed = changedConfig(config, [{ kind: 'product', mapping: { sku: 'MUG-1 ', item: { id: '7' } } }]);

    expect(changed.products).toEqual([
      { sku: 'VASE', item: { name: 'Vase' } },
      { sku: 'MUG-1 ', item: { id: '7' } },
    ]);
    expect(changedConfig(changed, [{ kind: 'remove-product', sku: 'mug-1' }]).products).toEqual([{ sku: 'VASE', item: { name: 'Vase' } }]);
  });

  it('tell shipping methods apart by every key of their match', () => {
    const method = (match: { requestedService?: string; store?: number }) =>
      ({ kind: 'shipping-method', mapping: { match, item: { name: 'Shipping' } } }) as const;
    const changed = changedConfig(defaultConfig(), [
      method({ requestedService: 'Standard' }),
      method({ requestedService: 'standard ' }),
      method({ requestedService: 'Standard', store: 5 }),
    ]);

    expect(changed.shippingMethods.map(({ match }) => match)).toEqual([
      { requestedService: 'standard ' },
      { requestedService: 'Standard', store: 5 },
    ]);
    expect(
      changedConfig(changed, [{ kind: 'remove-shipping-method', match: { requestedService: 'STANDARD' } }]).shippingMethods,
    ).toHaveLength(1);
  });

  it('leave the config that they were made from as it was', () => {
    const config = defaultConfig();
    changedConfig(config, [{ kind: 'store', storeId: 5, policy: storePolicySchema.parse({}) }]);

    expect(config).toEqual(defaultConfig());
  });
});

describe('differences of two documents', () => {
  it('are named by JSON pointers', () => {
    const before = { policy: { autoPost: false, 'a/b~c': 1 }, products: [{ sku: 'A' }, { sku: 'B' }] };
    const after = { policy: { autoPost: true, 'a/b~c': 2 }, products: [{ sku: 'A' }], stores: {} };

    expect(differencesOf(before, after)).toEqual([
      { path: '/policy/autoPost', before: 'false', after: 'true' },
      { path: '/policy/a~1b~0c', before: '1', after: '2' },
      { path: '/products/1', before: '{"sku":"B"}', after: null },
      { path: '/stores', before: null, after: '{}' },
    ]);
  });

  it('are none between a document and its copy', () => {
    expect(differencesOf(defaultConfig(), structuredClone(defaultConfig()))).toEqual([]);
  });
});

describe('a company’s short name', () => {
  it.each([
    ['Café Åse & Söhne', 'cafe-ase-sohne'],
    ['  Acme, Inc.  ', 'acme-inc'],
    ['株式会社', 'company'],
    ['../../etc', 'etc'],
    ['a'.repeat(200), 'a'.repeat(60)],
  ])('of %j is %j', (name, slug) => {
    expect(slugFor(name, [])).toBe(slug);
  });

  it('is numbered where it is taken', () => {
    expect(slugFor('Acme', ['acme', 'acme-2'])).toBe('acme-3');
  });
});
