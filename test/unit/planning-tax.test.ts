import { describe, expect, it } from 'vitest';

import type { ReferenceRecord } from '../../shared/domain/books/reference.ts';
import { decimal } from '../../shared/domain/money/decimal.ts';
import { bodyOf, booksReference, codesOf, config, planOf } from '../helpers/domain-builders.ts';
import { order } from '../helpers/order-builders.ts';

const taxed = {
  items: [
    { quantity: 2, taxAmount: '0.91' },
    { sku: 'TOWEL-1', unitPrice: '9.00', taxAmount: '0' },
  ],
  taxAmount: '1.82',
  shippingAmount: '6.00',
  orderTotal: '44.82',
} as const;
const codes = (plan: ReturnType<typeof planOf>): readonly (string | null)[] => plan.lines.map(({ taxCode }) => taxCode);

const RATES: readonly ReferenceRecord[] = [
  { kind: 'tax-rate', id: '71', name: 'WA State', active: true, syncToken: '0', rate: decimal('6.5') },
  { kind: 'tax-rate', id: '72', name: 'Zero', active: true, syncToken: '0', rate: decimal('0') },
  { kind: 'tax-code', id: '81', name: 'WA State', active: true, syncToken: '0', taxable: true, salesRateIds: ['71'] },
  { kind: 'tax-code', id: '82', name: 'Zero-rated', active: true, syncToken: '0', taxable: true, salesRateIds: ['72'] },
];

describe('US automated sales tax', () => {
  it('sends the tax that the channel charged, on the lines that it taxed', () => {
    const plan = planOf(order(taxed));
    expect(plan.outcome).toBe('ready');
    expect(codes(plan)).toEqual(['TAX', 'NON', 'NON']);
    expect(bodyOf(plan, 'invoice')).toMatchObject({ TxnTaxDetail: { TotalTax: 1.82 }, ShippingTaxIncludedInTotalTax: true });
  });

  it('marks nothing and sends no tax where none was charged', () => {
    const plan = planOf(order());
    expect(codes(plan)).toEqual(['NON', 'NON']);
    expect(bodyOf(plan, 'invoice')).not.toHaveProperty('TxnTaxDetail');
  });

  it('goes by the mapped items where the channel explains no line', () => {
    const plan = planOf(order({ ...taxed, items: [{ quantity: 2 }, { sku: 'TOWEL-1', unitPrice: '9.00' }] }));
    expect(codes(plan)).toEqual(['TAX', 'NON', 'NON']);
  });

  it('marks shipping too where the items explain less than the whole tax', () => {
    const plan = planOf(order({ ...taxed, taxAmount: '2.21', orderTotal: '45.21' }));
    expect(codes(plan)).toEqual(['TAX', 'NON', 'TAX']);
  });

  it('never sends tax with nothing taxable', () => {
    const plan = planOf(
      order({ items: [{ sku: 'TOWEL-1', unitPrice: '9.00' }], taxAmount: '0.50', shippingAmount: '0', orderTotal: '9.50' }),
    );
    expect(codes(plan)).toEqual(['TAX']);
  });

  it('says that the set-up must be finished first', () => {
    const plan = planOf(order(taxed), { books: booksReference({ company: { taxRegime: 'us-automated-not-set-up' } }) });
    expect(codesOf(plan.blockers)).toEqual(['plan/unsupported']);
  });
});

describe('who collects', () => {
  it('keeps a marketplace’s tax off the document, off what was paid, and in the memo', () => {
    const plan = planOf(order({ ...taxed }), { config: config({ store: { tax: 'marketplace', document: 'invoice-with-payment' } }) });
    expect(plan.outcome).toBe('ready');
    expect(plan.total?.minor).toBe(4300);
    expect(plan.tieOut).toMatchObject({ taxMinor: 0, marketplaceTaxMinor: 182, paidMinor: 4300, differenceMinor: 0 });
    expect(codes(plan)).toEqual(['NON', 'NON', 'NON']);
    expect(bodyOf(plan, 'invoice')['PrivateNote']).toContain('Sales tax of 1.82 USD was collected and is remitted by the marketplace');
    expect(bodyOf(plan, 'payment')['TotalAmt']).toBe(43);
  });

  it('blocks tax in a store that should have none, once', () => {
    for (const taxRegime of ['us-automated', 'us-none', 'us-manual'] as const) {
      const plan = planOf(order(taxed), { config: config({ store: { tax: 'none' } }), books: booksReference({ company: { taxRegime } }) });
      expect(codesOf(plan.blockers)).toEqual(['order/tax-not-expected']);
    }
  });

  it('books the seller’s tax on a liability line where QuickBooks has no sales tax', () => {
    const books = booksReference({ company: { taxRegime: 'us-none' } });
    const plan = planOf(order(taxed), { books, config: config({ store: { tax: 'liability-line' } }) });
    expect(plan.outcome).toBe('ready');
    expect(plan.lines.at(-1)).toMatchObject({ role: 'tax', itemName: 'Sales Tax Collected', amount: { minor: 182 }, taxCode: 'NON' });
    expect(plan.total?.minor).toBe(4482);
  });

  it('proposes the liability line where the seller collects and QuickBooks has no sales tax', () => {
    const plan = planOf(order(taxed), { books: booksReference({ company: { taxRegime: 'us-none' } }) });
    expect(plan.blockers).toMatchObject([{ code: 'mapping/tax-missing', details: { proposal: 'liability-line' } }]);
  });
});

describe('tax from the books’ own rates', () => {
  const manual = booksReference({ company: { taxRegime: 'us-manual' }, records: RATES });
  const abroad = booksReference({ company: { taxRegime: 'global', country: 'CA' }, records: RATES });
  const coded = config({ store: { taxCode: { name: 'WA State' }, zeroTaxCode: { name: 'Zero-rated' } } });

  it('names the code in the header and its tax line, where US tax is manual', () => {
    const plan = planOf(order(taxed), { books: manual, config: coded });
    expect(plan.blockers).toEqual([]);
    expect(codes(plan)).toEqual(['TAX', 'NON', 'NON']);
    expect(bodyOf(plan, 'invoice')['TxnTaxDetail']).toEqual({
      TxnTaxCodeRef: { value: '81' },
      TotalTax: 1.82,
      TaxLine: [
        {
          Amount: 1.82,
          DetailType: 'TaxLineDetail',
          TaxLineDetail: { TaxRateRef: { value: '71' }, PercentBased: true, TaxPercent: 6.5, NetAmountTaxable: 28 },
        },
      ],
    });
  });

  it('gives every line a real code outside the US', () => {
    const plan = planOf(order(taxed), { books: abroad, config: coded });
    expect(plan.blockers).toEqual([]);
    expect(codes(plan)).toEqual(['WA State', 'Zero-rated', 'Zero-rated']);
    expect(bodyOf(plan, 'invoice')).toMatchObject({ GlobalTaxCalculation: 'TaxExcluded', TxnTaxDetail: { TotalTax: 1.82 } });
  });

  it('gives every line the zero-rate code outside the US where no tax is due', () => {
    const plan = planOf(order(), { books: abroad, config: coded });
    expect(codes(plan)).toEqual(['Zero-rated', 'Zero-rated']);
    expect(codesOf(planOf(order(), { books: abroad }).blockers)).toEqual(['mapping/tax-missing']);
  });

  it('blocks before anything is sent where QuickBooks would compute another tax', () => {
    for (const books of [manual, abroad]) {
      const plan = planOf(order({ ...taxed, taxAmount: '1.70', orderTotal: '44.70' }), { books, config: coded });
      expect(codesOf(plan.blockers)).toEqual(['order/does-not-tie']);
      expect(plan.blockers[0]?.message).toContain('computes a tax of 1.82 USD where the channel charged 1.70 USD');
    }
  });

  it('lets a cent of it go to the rounding line by rule', () => {
    const rule = config({ policy: { roundingToleranceMinor: 1 }, store: { taxCode: { name: 'WA State' } } });
    const plan = planOf(order({ ...taxed, taxAmount: '1.83', orderTotal: '44.83' }), { books: manual, config: rule });
    expect(plan.outcome).toBe('ready');
    expect(plan.tieOut).toMatchObject({ taxMinor: 182, roundingMinor: 1, documentTotalMinor: 4483 });
  });

  it('does not guess how a discount line is shared between taxed and untaxed lines', () => {
    const items = [...taxed.items, { unitPrice: '-2.00' }];
    const plan = planOf(order({ ...taxed, items, taxAmount: '1.69', orderTotal: '42.69' }), { books: manual, config: coded });
    expect(codesOf(plan.blockers)).toEqual(['plan/unsupported']);
    const onItem = config({ policy: { discounts: 'item' }, store: { taxCode: { name: 'WA State' } } });
    expect(planOf(order({ ...taxed, items, taxAmount: '1.69', orderTotal: '42.69' }), { books: manual, config: onItem }).blockers).toEqual(
      [],
    );
  });
});
