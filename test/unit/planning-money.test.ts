import { describe, expect, it } from 'vitest';

import { planFamily } from '../../shared/domain/planning/plan-family.ts';
import { bodyOf, booksReference, codesOf, config, planInput, planOf } from '../helpers/domain-builders.ts';
import { member, order } from '../helpers/order-builders.ts';

const decided = (
  code: 'order/does-not-tie' | 'order/no-lines' | 'order/balance-left-open' | 'order/not-paid-in-full',
  choice: 'rounding-line' | 'coupon' | 'one-line',
  value: string | null = null,
) => [{ orderId: 500100200, code, choice, value }];

describe('the tie-out', () => {
  it('blocks an order whose lines, shipping and tax are a cent off its total', () => {
    const plan = planOf(order({ orderTotal: '34.01' }));
    expect(plan.outcome).toBe('blocked');
    expect(codesOf(plan.blockers)).toEqual(['order/does-not-tie']);
    expect(plan.blockers[0]?.choices.map(({ choice }) => choice)).toEqual(['rounding-line']);
    expect(plan.tieOut).toMatchObject({ differenceMinor: -1, documentTotalMinor: 3400, orderTotalMinor: 3401 });
  });

  it('puts the difference on a visible line on its own account when a person says so', () => {
    const plan = planOf(order({ orderTotal: '34.01' }), { decisions: decided('order/does-not-tie', 'rounding-line') });
    expect(plan.outcome).toBe('ready');
    expect(plan.total).toEqual({ minor: 3401, currency: 'USD' });
    expect(plan.lines.at(-1)).toMatchObject({
      role: 'rounding',
      itemName: 'Rounding',
      accountName: 'Rounding Differences',
      amount: { minor: 1 },
    });
  });

  it('does so by store rule up to the tolerance and no further', () => {
    const rule = config({ policy: { roundingToleranceMinor: 2 } });
    expect(planOf(order({ orderTotal: '33.98' }), { config: rule }).outcome).toBe('ready');
    expect(codesOf(planOf(order({ orderTotal: '33.97' }), { config: rule }).blockers)).toEqual(['order/does-not-tie']);
  });

  it('offers no rounding line for more than a whole unit, and takes no stale decision for it', () => {
    const plan = planOf(order({ orderTotal: '35.01' }), { decisions: decided('order/does-not-tie', 'rounding-line') });
    expect(plan.outcome).toBe('blocked');
    expect(plan.blockers[0]?.choices).toEqual([]);
  });

  it('says that prices may include tax where the difference is the tax', () => {
    const plan = planOf(order({ taxAmount: '2.00' }));
    expect(plan.blockers[0]?.details).toMatchObject({ differenceMinor: 200, hint: 'tax-inclusive' });
    expect(plan.blockers[0]?.message).toContain('may include it');
  });

  it('rounds each line half up and says that it did', () => {
    const plan = planOf(
      order({
        items: [
          { quantity: 3, unitPrice: '0.3333' },
          { quantity: 1, unitPrice: '0.005' },
        ],
        shippingAmount: '0',
        orderTotal: '1.01',
      }),
    );
    expect(plan.outcome).toBe('ready');
    expect(plan.lines.map(({ amount }) => amount.minor)).toEqual([100, 1]);
    expect(codesOf(plan.warnings)).toContain('order/sub-cent-amount');
  });

  it('takes out the tax of a store whose prices include it, to the cent', () => {
    const plan = planOf(
      order({
        items: [
          { quantity: 2, unitPrice: '10.65', taxAmount: '0.65' },
          { quantity: 1, unitPrice: '5.00', taxAmount: '0', sku: 'TOWEL-1' },
        ],
        taxAmount: '1.30',
        shippingAmount: '6.00',
        orderTotal: '32.30',
      }),
      {
        config: config({ store: { prices: 'tax-inclusive' } }),
      },
    );
    expect(plan.blockers).toEqual([]);
    expect(plan.lines.map(({ amount, quantity, taxCode }) => [amount.minor, quantity, taxCode])).toEqual([
      [2000, null, 'TAX'],
      [500, '1', 'NON'],
      [600, '1', 'NON'],
    ]);
    expect(plan.tieOut).toMatchObject({ taxMinor: 130, documentTotalMinor: 3230, differenceMinor: 0 });
  });
});

describe('what is not an ordinary line', () => {
  it('puts discounts told by price, mark or key on the one discount line', () => {
    const plan = planOf(
      order({
        items: [
          { quantity: 2 },
          { unitPrice: '-1.00', adjustment: true },
          { unitPrice: '-2.00', sku: 'x' },
          { unitPrice: '-0.75', quantity: 2, lineItemKey: 'Discount' },
        ],
        orderTotal: '29.50',
      }),
    );
    expect(plan.outcome).toBe('ready');
    expect(plan.lines.map(({ role }) => role)).toEqual(['product', 'discount', 'discount', 'discount', 'shipping']);
    expect(bodyOf(plan, 'invoice')['Line']).toContainEqual({
      Amount: 4.5,
      DetailType: 'DiscountLineDetail',
      DiscountLineDetail: { PercentBased: false, DiscountAccountRef: { value: '3' } },
    });
  });

  it('books discounts as negative lines on an item where the policy says so', () => {
    const plan = planOf(order({ items: [{ quantity: 2 }, { unitPrice: '-4.00' }], orderTotal: '30.00' }), {
      config: config({ policy: { discounts: 'item' } }),
    });
    expect(plan.lines[1]).toMatchObject({ role: 'discount', itemName: 'Channel Discounts', amount: { minor: -400 } });
    expect(plan.total?.minor).toBe(3000);
  });

  it('blocks a discount line while QuickBooks has discounts switched off', () => {
    const plan = planOf(order({ items: [{ quantity: 2 }, { unitPrice: '-4.00' }], orderTotal: '30.00' }), {
      books: booksReference({ company: { allowDiscount: false } }),
    });
    expect(codesOf(plan.blockers)).toEqual(['books/discounts-off']);
  });

  describe('with shipping in the field of the document', () => {
    const inField = config({ policy: { shipping: { as: 'field', whenUnmapped: 'block', defaultItem: null } } });

    it('puts the charge there, on no item, without quantity and words', () => {
      const plan = planOf(order({ shippingAmount: '6.50', orderTotal: '34.50' }), { config: inField });
      expect(plan.blockers).toEqual([]);
      expect(plan.lines.at(-1)).toMatchObject({
        role: 'shipping',
        itemName: 'Shipping field',
        accountName: 'Default shipping account',
        quantity: null,
        amount: { minor: 650 },
      });
      expect(bodyOf(plan, 'invoice')['Line']).toContainEqual({
        Amount: 6.5,
        DetailType: 'SalesItemLineDetail',
        SalesItemLineDetail: { ItemRef: { value: 'SHIPPING_ITEM_ID' }, TaxCodeRef: { value: 'NON' } },
      });
    });

    it('tells the account that QuickBooks has chosen for it, as for its own discount line', () => {
      const books = booksReference({ company: { defaultAccounts: { shipping: '2', discount: '3' } } });
      const rules = config({ policy: { shipping: { as: 'field', whenUnmapped: 'block', defaultItem: null }, discountAccount: null } });
      const sold = [{ quantity: 2 }, { unitPrice: '-3.00', adjustment: true }];
      const { lines } = planOf(order({ items: sold, orderTotal: '31.00' }), { config: rules, books });
      expect(lines.map(({ role, accountName }) => [role, accountName])).toEqual([
        ['product', 'Sales of Product Income'],
        ['discount', 'Discounts Given'],
        ['shipping', 'Shipping Income'],
      ]);
    });

    it('sums what is charged into the one field that there is', () => {
      const members = [
        member(order({ orderId: 1, shippingAmount: '4.00', orderTotal: '38.00', mergedOrSplit: true })),
        member(order({ orderId: 2, parentId: 1, items: [], shippingAmount: '2.50', orderTotal: '2.50', mergedOrSplit: true })),
      ];
      const shipping = planFamily(planInput(members, { config: inField })).flatMap(({ lines }) =>
        lines.filter(({ role }) => role === 'shipping'),
      );
      expect(shipping.map(({ amount }) => amount.minor)).toEqual([650]);
    });

    it('waits while QuickBooks has shipping switched off, which would drop the line', () => {
      const plan = planOf(order({ shippingAmount: '6.50', orderTotal: '34.50' }), {
        config: inField,
        books: booksReference({ company: { allowShipping: false } }),
      });
      expect(codesOf(plan.blockers)).toEqual(['books/shipping-off']);
    });
  });

  it('books a positive adjustment on the item for charges', () => {
    const plan = planOf(
      order({ items: [{ quantity: 2 }, { unitPrice: '3.50', adjustment: true, name: 'Gift wrap' }], orderTotal: '37.50' }),
    );
    expect(plan.lines[1]).toMatchObject({ role: 'charge', itemName: 'Gift Wrap and Fees', amount: { minor: 350 } });
  });

  it('makes no line of quantity 0 and a line of 0.00 for a missing price, and tells of both', () => {
    const plan = planOf(order({ items: [{ quantity: 2 }, { quantity: 0, name: 'Held' }, { unitPrice: null, name: 'Priceless' }] }));
    expect(plan.lines.map(({ amount }) => amount.minor)).toEqual([2800, 0, 600]);
    expect(codesOf(plan.warnings)).toEqual(['order/quantity-zero-left-out', 'order/price-missing']);
  });

  it('leaves out lines at price 0 where the policy says so', () => {
    const items = [{ quantity: 2 }, { unitPrice: '0', name: 'Sample' }];
    expect(planOf(order({ items })).lines).toHaveLength(3);
    expect(planOf(order({ items }), { config: config({ policy: { zeroPriceLines: 'leave-out' } }) }).lines).toHaveLength(2);
  });

  it('posts an order without items as one line on the item that a person chose', () => {
    const bare = order({ items: [], shippingAmount: '0', orderTotal: '7.00' });
    const blocked = planOf(bare);
    expect(codesOf(blocked.blockers)).toEqual(['order/no-lines']);
    const plan = planOf(bare, { decisions: decided('order/no-lines', 'one-line', '22') });
    expect(plan.lines).toMatchObject([{ role: 'whole-order', itemName: 'Oak Board', amount: { minor: 700 } }]);
    expect(plan.outcome).toBe('ready');
  });

  it('skips 0.00 by policy, and posts it where the policy says so', () => {
    const free = order({ items: [{ unitPrice: '0' }], shippingAmount: '0', orderTotal: '0' });
    expect(planOf(free)).toMatchObject({ outcome: 'skipped', reason: { code: 'order/zero-total' }, documents: [] });
    expect(planOf(free, { config: config({ policy: { zeroTotals: 'post' } }) }).outcome).toBe('ready');
  });

  it('blocks a negative total', () => {
    const plan = planOf(order({ items: [{ quantity: 1 }, { unitPrice: '-30' }], orderTotal: '-10.00', amountPaid: '0' }));
    expect(codesOf(plan.blockers)).toEqual(['order/negative-total']);
    // Nobody paid too much here: there is no document to pay.
    expect(codesOf(plan.warnings)).not.toContain('order/credit-of-customer');
    expect(plan.documents).toEqual([]);
  });

  it('blocks more lines than a taxable invoice takes', () => {
    const items = Array.from({ length: 751 }, () => ({ quantity: 1, unitPrice: '1.00', taxAmount: '0.01' }));
    const plan = planOf(order({ items, taxAmount: '7.51', shippingAmount: '0', orderTotal: '758.51' }));
    expect(codesOf(plan.blockers)).toEqual(['plan/unsupported']);
  });
});

describe('what was paid', () => {
  const withPayment = config({ store: { document: 'invoice-with-payment' } });

  it('leaves a balance open and offers the coupon where less was paid', () => {
    const plan = planOf(order({ amountPaid: '30.00' }), { config: withPayment });
    expect(plan.outcome).toBe('ready');
    expect(codesOf(plan.warnings)).toEqual(['order/balance-left-open']);
    expect(bodyOf(plan, 'payment')['TotalAmt']).toBe(30);
  });

  it('takes what was not paid as a coupon by decision and by store rule', () => {
    const rule = config({ store: { document: 'invoice-with-payment', coupon: 'discount' } });
    for (const part of [{ config: rule }, { config: withPayment, decisions: decided('order/balance-left-open', 'coupon') }]) {
      const plan = planOf(order({ amountPaid: '30.00' }), part);
      expect(plan.total?.minor).toBe(3000);
      expect(plan.tieOut).toMatchObject({ discountMinor: -400, couponMinor: -400, differenceMinor: 0 });
      expect(plan.warnings).toEqual([]);
      expect(bodyOf(plan, 'payment')['TotalAmt']).toBe(30);
    }
  });

  it('makes no coupon where nothing was paid, and none beyond the lines', () => {
    const rule = config({ store: { coupon: 'discount' } });
    expect(planOf(order({ amountPaid: '0' }), { config: rule }).total?.minor).toBe(3400);
    expect(planOf(order({ amountPaid: '5.99' }), { config: rule }).total?.minor).toBe(3400);
  });

  it('records no more than the document’s total and tells of the credit', () => {
    const plan = planOf(order({ amountPaid: '40.00' }), { config: withPayment });
    expect(bodyOf(plan, 'payment')['TotalAmt']).toBe(34);
    expect(codesOf(plan.warnings)).toEqual(['order/credit-of-customer']);
  });

  it('makes no payment of nothing', () => {
    const plan = planOf(order({ amountPaid: '0' }), { config: withPayment });
    expect(plan.documents.map(({ kind }) => kind)).toEqual(['invoice']);
  });

  it('dates the payment no earlier than the document', () => {
    const late = planOf(order({ paidAt: null }), { config: withPayment });
    expect(bodyOf(late, 'payment')['TxnDate']).toBe('2026-03-08');
  });

  it('blocks a sales receipt that is not paid in full, and books one that is', () => {
    const receipts = config({ store: { document: 'sales-receipt' } });
    expect(codesOf(planOf(order({ amountPaid: '33.99' }), { config: receipts }).blockers)).toEqual(['order/not-paid-in-full']);
    const body = bodyOf(planOf(order(), { config: receipts }), 'sales-receipt');
    expect(body).toMatchObject({ DepositToAccountRef: { value: '4' }, PaymentRefNum: '10457' });
    expect(body).not.toHaveProperty('SalesTermRef');
  });

  it('needs a clearing account for what is paid in the channel', () => {
    const plan = planOf(order(), { config: config({ store: { document: 'invoice-with-payment', clearingAccount: null } }) });
    expect(codesOf(plan.blockers)).toEqual(['mapping/clearing-account-missing']);
  });
});
