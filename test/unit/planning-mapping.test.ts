import { describe, expect, it } from 'vitest';

import { mappingNeedsOf } from '../../shared/domain/mapping/coverage.ts';
import { resolveItem, shippingMappingFor } from '../../shared/domain/mapping/resolve.ts';
import { indexItems, suggestItems } from '../../shared/domain/mapping/suggest.ts';
import { decimal } from '../../shared/domain/money/decimal.ts';
import { bodyOf, booksReference, codesOf, config, item, planOf } from '../helpers/domain-builders.ts';
import { order } from '../helpers/order-builders.ts';

const vase = order({ items: [{ quantity: 2, sku: 'VASE-BL', name: 'Blue Vase' }] });

describe('products', () => {
  it('are found by mapping before SKU, without case and outer spaces', () => {
    expect(planOf(order({ items: [{ quantity: 2, sku: ' mug-1 ' }] })).lines[0]?.itemName).toBe('Mug');
    const mapped = config({ products: [{ sku: 'Mug-1 ', item: { name: 'Oak Board' } }] });
    expect(planOf(order(), { config: mapped }).lines[0]?.itemName).toBe('Oak Board');
  });

  it('are never guessed by name', () => {
    const books = booksReference({ records: [item({ id: '44', name: 'Blue Vase' })] });
    expect(planOf(vase, { books }).blockers).toMatchObject([
      { code: 'mapping/product-missing', details: { sku: 'vase-bl', name: 'Blue Vase' } },
    ]);
    expect(
      suggestItems(
        { sku: 'VASE-BL', name: 'Blue Vase' },
        indexItems([
          item({ id: '44', name: 'Decor:Blue vase' }),
          item({ id: '45', name: 'Blue Vases' }),
          item({ id: '46', name: 'Mug', sku: 'vase-bl' }),
        ]),
      ),
    ).toMatchObject([
      { itemId: '46', reason: 'same-sku' },
      { itemId: '44', reason: 'same-name' },
      { itemId: '45', reason: 'similar-name' },
    ]);
  });

  it('without a SKU are mapped by their name', () => {
    const loose = order({ items: [{ quantity: 2, sku: '', name: 'Custom Engraving' }] });
    expect(planOf(loose).blockers[0]?.details).toMatchObject({ sku: 'custom engraving' });
    expect(planOf(loose, { config: config({ products: [{ sku: 'Custom Engraving', item: { id: '22' } }] }) }).outcome).toBe('ready');
  });

  it('are told apart when missing, inactive, ambiguous or not sellable', () => {
    const books = booksReference({
      records: [
        item({ id: '44', name: 'Old', active: false }),
        item({ id: '45', name: 'Twin', sku: 'TWIN' }),
        item({ id: '46', name: 'Other', sku: 'twin' }),
        item({ id: '47', name: 'Things', itemType: 'Category' }),
      ],
    });
    const by = (name: string) =>
      codesOf(planOf(order(), { books, config: config({ products: [{ sku: 'MUG-1', item: { name } }] }) }).blockers);
    expect(by('Old')).toEqual(['mapping/record-inactive']);
    expect(by('Nowhere')).toEqual(['mapping/record-not-found']);
    expect(by('Things')).toEqual(['mapping/record-not-found']);
    expect(codesOf(planOf(order({ items: [{ quantity: 2, sku: 'twin' }] }), { books }).blockers)).toEqual(['mapping/name-ambiguous']);
    expect(resolveItem(books, { id: '45' })).toMatchObject({ ok: true, value: { name: 'Twin' } });
  });

  it('are booked on the fallback or made, where the policy says so', () => {
    const items = {
      whenUnmatched: 'fallback',
      fallbackItem: { name: 'Oak Board' },
      createAs: 'NonInventory',
      incomeAccount: null,
    } as const;
    expect(planOf(vase, { config: config({ policy: { items } }) }).lines[0]?.itemName).toBe('Oak Board');
    const create = config({ policy: { items: { ...items, whenUnmatched: 'create', incomeAccount: { name: 'Sales of Product Income' } } } });
    const plan = planOf(vase, { config: create });
    expect(plan.outcome).toBe('ready');
    expect(plan.documents.map(({ subject }) => subject)).toEqual(['item:blue vase', 'invoice:500100200']);
    expect(bodyOf(plan, 'item')).toEqual({
      Name: 'Blue Vase',
      Sku: 'VASE-BL',
      Type: 'NonInventory',
      IncomeAccountRef: { value: '1' },
      Taxable: true,
    });
    expect(JSON.stringify(bodyOf(plan, 'invoice'))).toContain('{"ItemRef":{"value":{"ref":"new-item:blue vase"}}');
    const made = planOf(vase, {
      config: create,
      books: booksReference({ records: [item({ id: '44', name: 'Blue Vase', sku: 'VASE-BL' })] }),
    });
    expect(made.fingerprint).toBe(plan.fingerprint);
    expect(
      codesOf(planOf(vase, { config: create, books: booksReference({ records: [item({ id: '44', name: 'blue vase' })] }) }).blockers),
    ).toEqual(['mapping/product-missing']);
  });
});

describe('shipping methods', () => {
  const methods = config({
    shippingMethods: [
      { match: { requestedService: 'standard ' }, item: { name: 'Shipping - Standard' } },
      { match: { requestedService: 'Standard', store: 300101 }, item: { name: 'Shipping - Shopify' } },
      { match: { carrierCode: 'ups' }, item: { name: 'Shipping - UPS' } },
    ],
  });

  it('go by the mapping with the most keys that match', () => {
    const found = (part: Parameters<typeof order>[0]) => shippingMappingFor(order(part), methods)?.item;
    expect(found({})).toEqual({ name: 'Shipping - Shopify' });
    expect(found({ storeId: 1 })).toEqual({ name: 'Shipping - Standard' });
    expect(found({ storeId: 1, requestedService: 'X', carrierCode: 'UPS' })).toEqual({ name: 'Shipping - UPS' });
    expect(found({ storeId: 1, requestedService: null, carrierCode: null })).toBeUndefined();
  });

  it('use the default item, or block, where nothing matches', () => {
    const odd = order({ requestedService: 'Local courier' });
    expect(planOf(odd).lines[1]).toMatchObject({ itemName: 'Shipping - Other', accountName: 'Shipping Income' });
    const strict = config({ policy: { shipping: { as: 'item', whenUnmapped: 'block', defaultItem: null } } });
    expect(planOf(odd, { config: strict }).blockers).toMatchObject([
      { code: 'mapping/shipping-missing', details: { method: 'Local courier' } },
    ]);
    expect(planOf(order({ requestedService: 'Local courier', shippingAmount: '0', orderTotal: '28.00' }), { config: strict }).outcome).toBe(
      'ready',
    );
  });

  it('have their item made on the account that the mapping names', () => {
    const create = config({
      shippingMethods: [
        { match: { requestedService: 'Standard' }, item: { name: 'Shipping - Express' }, createWithAccount: { name: 'Shipping Income' } },
      ],
    });
    const plan = planOf(order(), { config: create });
    expect(plan.outcome).toBe('ready');
    expect(bodyOf(plan, 'item')).toEqual({ Name: 'Shipping - Express', Type: 'Service', IncomeAccountRef: { value: '2' }, Taxable: false });
    expect(plan.lines[1]).toMatchObject({ itemName: 'Shipping - Express', accountName: 'Shipping Income' });
  });
});

describe('coverage', () => {
  it('lists what mappings decide, each once, and what is missing', () => {
    const needs = mappingNeedsOf(
      order({ items: [{ sku: 'MUG-1' }, { sku: 'mug-1' }, { sku: 'VASE-BL', name: 'Blue Vase' }, { unitPrice: '-1' }] }),
      config(),
      booksReference(),
    );
    expect(needs.map(({ kind, key, isCovered }) => [kind, key, isCovered])).toEqual([
      ['store', '300101', true],
      ['product', 'mug-1', true],
      ['product', 'vase-bl', false],
      ['discount', 'discount', true],
      ['shipping-method', 'standard', true],
    ]);
  });
});

describe('currencies, classes and terms', () => {
  it('need several currencies and a rate for another one than the company’s', () => {
    const cad = config({ store: { currency: 'CAD' } });
    expect(codesOf(planOf(order(), { config: cad }).blockers)).toContain('books/currency-off');
    const several = { multiCurrency: true };
    const buyer = order({ email: 'new@example.com', billTo: { ...order().billTo, name: 'New Buyer' } });
    expect(codesOf(planOf(buyer, { config: cad, books: booksReference({ company: several }) }).blockers)).toEqual(['books/rate-missing']);
    const plan = planOf(buyer, { config: cad, books: booksReference({ company: several, exchangeRate: decimal('0.73') }) });
    expect(plan.outcome).toBe('ready');
    expect(bodyOf(plan, 'invoice')).toMatchObject({ CurrencyRef: { value: 'CAD' }, ExchangeRate: 0.73 });
    expect(bodyOf(plan, 'customer')).toMatchObject({ CurrencyRef: { value: 'CAD' } });
  });

  it('send class, location and terms where the company tracks them', () => {
    const plain = (kind: 'class' | 'location' | 'term', id: string, name: string) =>
      kind === 'term'
        ? ({ kind, id, name, active: true, syncToken: '0', dueDays: 30 } as const)
        : ({ kind, id, name, active: true, syncToken: '0' } as const);
    const records = [plain('class', '301', 'Retail'), plain('location', '302', 'Seattle'), plain('term', '303', 'Net 30')];
    const store = { class: { name: 'Retail' }, location: { name: 'Seattle' }, terms: { name: 'Net 30' } };
    const header = planOf(order(), {
      config: config({ store }),
      books: booksReference({ records, company: { trackClasses: 'document', trackLocations: true } }),
    });
    expect(bodyOf(header, 'invoice')).toMatchObject({
      ClassRef: { value: '301' },
      DepartmentRef: { value: '302' },
      SalesTermRef: { value: '303' },
    });
    const lines = planOf(order(), { config: config({ store }), books: booksReference({ records, company: { trackClasses: 'line' } }) });
    expect(bodyOf(lines, 'invoice')).not.toHaveProperty('ClassRef');
    expect(JSON.stringify(bodyOf(lines, 'invoice')['Line'])).toContain('"ClassRef":{"value":"301"}');
    // Tracked neither by document nor at all: QuickBooks would drop them without a word.
    expect(codesOf(lines.warnings)).toContain('books/tracking-off');
    expect(codesOf(header.warnings)).not.toContain('books/tracking-off');
    const off = planOf(order(), { config: config({ store }), books: booksReference({ records }) });
    expect(off.outcome).toBe('ready');
    expect(off.warnings.filter(({ code }) => code === 'books/tracking-off').map(({ details }) => details['what'])).toEqual([
      'class',
      'location',
    ]);
    expect(bodyOf(off, 'invoice')).not.toHaveProperty('ClassRef');
  });

  it('fill the company’s own fields by policy, cut to what they hold, and tell which is switched off', () => {
    const policy = {
      customFields: [
        { field: '1', from: 'order-number' },
        { field: '2', from: 'requested-service' },
        { field: '3', from: 'username' },
      ],
    } as const;
    const plan = planOf(order({ requestedService: 'An exceedingly long name of a service 🚚', username: null }), {
      config: config({ policy }),
      books: booksReference({
        company: {
          customFields: [
            { id: '2', name: 'Service' },
            { id: '3', name: 'Buyer' },
          ],
        },
      }),
    });
    expect(bodyOf(plan, 'invoice')['CustomField']).toEqual([
      { DefinitionId: '2', Name: 'Service', Type: 'StringType', StringValue: 'An exceedingly long name of a s' },
    ]);
    expect(plan.warnings.filter(({ code }) => code === 'books/custom-field-off').map(({ details }) => details['field'])).toEqual(['1']);
    expect(bodyOf(planOf(order()), 'invoice')).not.toHaveProperty('CustomField');
  });
});
