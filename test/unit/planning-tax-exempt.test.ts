import { describe, expect, it } from 'vitest';

import { readReference } from '../../electron/adapters/quickbooks/read-reference.ts';
import type { ReferenceRecord } from '../../shared/domain/books/reference.ts';
import { decimal } from '../../shared/domain/money/decimal.ts';
import type { Plan } from '../../shared/domain/planning/plan.ts';
import { booksReference, codesOf, config, customer, planOf } from '../helpers/domain-builders.ts';
import { order } from '../helpers/order-builders.ts';

const RATES: readonly ReferenceRecord[] = [
  { kind: 'tax-rate', id: '71', name: 'WA State', active: true, syncToken: '0', rate: decimal('6.5') },
  { kind: 'tax-code', id: '81', name: 'WA State', active: true, syncToken: '0', taxable: true, salesRateIds: ['71'] },
];
const coded = config({ store: { taxCode: { name: 'WA State' } } });
const taxed = {
  items: [{ quantity: 2, taxAmount: '0.91' }],
  taxAmount: '1.82',
  shippingAmount: '0',
  orderTotal: '29.82',
} as const;

function planFor(taxable: boolean | null, changes: object = taxed): Plan {
  const ana = customer({ id: '58', name: 'Ana Ruiz', email: 'Ana.Ruiz@Example.com', ...(taxable === null ? {} : { taxable }) });
  return planOf(order(changes), {
    books: booksReference({ company: { taxRegime: 'us-manual' }, records: [...RATES, ana] }),
    config: coded,
  });
}

describe('a customer that is tax exempt in books with manual sales tax', () => {
  it('blocks an order with tax, and says both ways out, because QuickBooks would leave the tax away', () => {
    const plan = planFor(false);
    expect(codesOf(plan.blockers)).toEqual(['customer/tax-exempt']);
    expect(plan.blockers[0]?.message).toMatch(/1\.82.*Ana Ruiz.*tax exempt.*choose another customer/);
  });

  it('does not block an order without tax', () => {
    expect(codesOf(planFor(false, { ...taxed, items: [{ quantity: 2 }], taxAmount: '0', orderTotal: '28.00' }).blockers)).toEqual([]);
  });

  it.each([true, null])('does not block where the customer is taxed, or nothing is told (%s)', (taxable) => {
    expect(codesOf(planFor(taxable).blockers)).toEqual([]);
  });

  it('is read from QuickBooks as it is told, and nothing is made of what is not', () => {
    const raw = { Id: '58', SyncToken: '0', Active: true, DisplayName: 'Ana Ruiz', FullyQualifiedName: 'Ana Ruiz' };
    expect(readReference('customer', { ...raw, Taxable: false })).toMatchObject({ ok: true, value: { taxable: false } });
    expect(readReference('customer', { ...raw, Taxable: true })).toMatchObject({ ok: true, value: { taxable: true } });
    const untold = readReference('customer', raw);
    expect(untold.ok && 'taxable' in untold.value).toBe(false);
  });
});
