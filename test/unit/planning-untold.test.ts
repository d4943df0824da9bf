import { describe, expect, it } from 'vitest';

import type { Decision, DecisionChoice, FindingCode } from '../../shared/domain/findings.ts';
import { UNTOLD_FIGURES } from '../../shared/domain/orders/untold.ts';
import { bodyOf, codesOf, config, planOf } from '../helpers/domain-builders.ts';
import { address, on, order, untoldOrder } from '../helpers/order-builders.ts';

const decided = (code: FindingCode, choice: DecisionChoice): { readonly decisions: readonly Decision[] } => ({
  decisions: [{ orderId: 500100200, code, choice, value: null }],
});
const choicesOf = (plan: ReturnType<typeof planOf>, code: FindingCode): readonly string[] =>
  plan.blockers.find((blocker) => blocker.code === code)?.choices.map(({ choice }) => choice) ?? [];

describe('an order whose source does not tell its total', () => {
  it('is blocked, with both sums that could be it, and makes no up total', () => {
    const plan = planOf(untoldOrder({ amountPaid: '33.00' }));
    expect(plan.outcome).toBe('blocked');
    expect(codesOf(plan.blockers)).toEqual(['order/total-unknown']);
    expect(plan.blockers[0]).toMatchObject({
      message: expect.stringMatching(/make 34\.00 USD, 33\.00 USD was paid/),
      details: { linesTotal: '34', amountPaid: '33' },
    });
    expect(choicesOf(plan, 'order/total-unknown')).toEqual(['amount-paid-as-total', 'lines-as-total']);
    expect(plan.tieOut).toMatchObject({ orderTotalMinor: null, differenceMinor: null, documentTotalMinor: 3400, paidMinor: 3300 });
  });

  it('is ready where a person says that what was paid is the total, and that ties', () => {
    const plan = planOf(untoldOrder(), decided('order/total-unknown', 'amount-paid-as-total'));
    expect(plan).toMatchObject({ outcome: 'ready', tieOut: { orderTotalMinor: 3400, differenceMinor: 0 } });
  });

  it('does not tie where what was paid is not what the lines make', () => {
    const plan = planOf(untoldOrder({ amountPaid: '30.00' }), decided('order/total-unknown', 'amount-paid-as-total'));
    expect(codesOf(plan.blockers)).toEqual(['order/does-not-tie']);
    expect(plan.tieOut).toMatchObject({ orderTotalMinor: 3000, differenceMinor: 400 });
  });

  it('takes the lines where a person or the store’s rule says so, and shows what was paid beside them', () => {
    const paidLess = untoldOrder({ amountPaid: '30.00' });
    expect(planOf(paidLess, decided('order/total-unknown', 'lines-as-total'))).toMatchObject({
      outcome: 'ready',
      tieOut: { orderTotalMinor: 3400, paidMinor: 3000 },
    });
    const rule = config({ store: { untold: { total: 'lines', date: 'ask' } } });
    expect(planOf(paidLess, { config: rule }).outcome).toBe('ready');
    const paid = config({ store: { untold: { total: 'amount-paid', date: 'ask' } } });
    expect(planOf(untoldOrder(), { config: paid }).outcome).toBe('ready');
    expect(codesOf(planOf(paidLess, { config: paid }).blockers)).toEqual(['order/does-not-tie']);
  });

  it('offers only sums of what was told: no tax, no lines; nothing paid, no payment', () => {
    const noTax = untoldOrder({ untold: UNTOLD_FIGURES.filter((figure) => figure !== 'amount-paid') });
    expect(choicesOf(planOf(noTax), 'order/total-unknown')).toEqual(['amount-paid-as-total']);
    expect(choicesOf(planOf(untoldOrder({ amountPaid: '0' })), 'order/total-unknown')).toEqual(['lines-as-total']);
    const nothing = untoldOrder({ untold: UNTOLD_FIGURES });
    expect(choicesOf(planOf(nothing), 'order/total-unknown')).toEqual([]);
    const rule = config({ store: { untold: { total: 'lines', date: 'ask' } } });
    expect(codesOf(planOf(nothing, { config: rule }).blockers)).toEqual(['order/total-unknown']);
  });

  it('is not taken for nothing where its lines make 0.00', () => {
    const free = untoldOrder({ items: [{ unitPrice: '0', quantity: 1 }], amountPaid: '0', shippingAmount: '0' });
    expect(planOf(free)).toMatchObject({ outcome: 'blocked', blockers: [{ code: 'order/total-unknown' }] });
    expect(planOf(free, decided('order/total-unknown', 'lines-as-total'))).toMatchObject({
      outcome: 'skipped',
      reason: { code: 'order/zero-total' },
    });
  });

  it('posts the same document as one that tells it, where its source knows the rest', () => {
    const told = order();
    const untold = { ...told, orderTotal: null, untold: ['order-total' as const] };
    const chosen = planOf(untold, decided('order/total-unknown', 'lines-as-total'));
    expect(chosen.fingerprint).toBe(planOf(told).fingerprint);
  });
});

describe('an order whose source does not tell its date', () => {
  const settled = { untold: { total: 'lines', date: 'ask' } } as const;

  it('is dated by its ship date where the policy says so', () => {
    expect(planOf(untoldOrder(), { config: config({ store: settled }) })).toMatchObject({ outcome: 'ready', documentDate: '2026-03-08' });
  });

  it.each(['order', 'payment'] as const)('is blocked where the policy dates by %s, and dated as a person says', (date) => {
    const rules = config({ policy: { date }, store: settled });
    const plan = planOf(untoldOrder(), { config: rules });
    expect(codesOf(plan.blockers)).toEqual(['order/date-unknown']);
    expect(choicesOf(plan, 'order/date-unknown')).toEqual(['date-of-shipping', 'date-of-arrival']);
    expect(plan.blockers[0]?.details).toEqual({ arrivedOn: '2026-03-07', shippedOn: '2026-03-08' });
    const later = untoldOrder({ shippedOn: on('2026-03-11') });
    expect(planOf(later, { config: rules, ...decided('order/date-unknown', 'date-of-shipping') }).documentDate).toBe('2026-03-11');
    expect(planOf(later, { config: rules, ...decided('order/date-unknown', 'date-of-arrival') }).documentDate).toBe('2026-03-07');
  });

  it('follows the store’s rule, and a person’s word before it', () => {
    const rules = config({ policy: { date: 'order' }, store: { untold: { total: 'lines', date: 'arrival' } } });
    const later = untoldOrder({ shippedOn: on('2026-03-11') });
    expect(planOf(later, { config: rules }).documentDate).toBe('2026-03-07');
    expect(planOf(later, { config: rules, ...decided('order/date-unknown', 'date-of-shipping') }).documentDate).toBe('2026-03-11');
  });

  it('without its way of paying goes by its store, and says so where a mapping could have been meant', () => {
    const mappingOf = (store?: number) => [
      { match: { paymentMethod: 'PayPal', ...(store === undefined ? {} : { store }) }, method: null, account: { name: 'PayPal Clearing' } },
    ];
    const rulesOf = (paymentMethods: ReturnType<typeof mappingOf>, document: 'invoice' | 'invoice-with-payment') =>
      config({ store: { ...settled, document, clearingAccount: { name: 'Shopify Clearing' } }, paymentMethods });
    const warned = planOf(untoldOrder(), { config: rulesOf(mappingOf(), 'invoice-with-payment') });
    expect(bodyOf(warned, 'payment')).toMatchObject({ DepositToAccountRef: { value: '4' } });
    expect(codesOf(warned.warnings)).toContain('order/payment-method-unknown');
    const quiet = [rulesOf([], 'invoice-with-payment'), rulesOf(mappingOf(5), 'invoice-with-payment'), rulesOf(mappingOf(), 'invoice')];
    for (const rules of quiet) {
      expect(codesOf(planOf(untoldOrder(), { config: rules }).warnings)).not.toContain('order/payment-method-unknown');
    }
  });

  it('without its payment date has its payment dated as the document, and says so', () => {
    const paid = config({ store: { ...settled, document: 'invoice-with-payment', clearingAccount: { name: 'Shopify Clearing' } } });
    const plan = planOf(untoldOrder(), { config: paid });
    expect(bodyOf(plan, 'payment')['TxnDate']).toBe('2026-03-08');
    expect(codesOf(plan.warnings)).toContain('order/payment-date-unknown');
  });
});

describe('an order whose source does not tell its payer, currency or state', () => {
  const settled = config({ store: { untold: { total: 'lines', date: 'ask' } } });

  it('is made out to the receiver, with a warning; a channel’s customer needs none', () => {
    const plan = planOf(untoldOrder({ email: null, shipTo: address({ name: 'Rosa Díaz', city: 'Boise' }) }), { config: settled });
    expect(plan.customer).toMatchObject({ kind: 'new', name: 'Rosa Díaz' });
    expect(codesOf(plan.warnings)).toContain('order/bill-to-unknown');
    expect(bodyOf(plan, 'invoice')['BillAddr']).toMatchObject({ Line1: 'Rosa Díaz', City: 'Boise' });
    const channel = config({
      store: { untold: { total: 'lines', date: 'ask' }, customer: 'channel', channelCustomer: { name: 'Amazon Customers' } },
    });
    expect(codesOf(planOf(untoldOrder(), { config: channel }).warnings)).not.toContain('order/bill-to-unknown');
  });

  it('is blocked in another currency than its store is booked in', () => {
    const plan = planOf(untoldOrder({ currency: 'CAD' }), { config: settled });
    expect(plan.blockers).toMatchObject([{ code: 'order/currency-differs', details: { told: 'CAD', currency: 'USD' } }]);
    expect(planOf(untoldOrder({ currency: null }), { config: settled }).outcome).toBe('ready');
  });

  it('that has not shipped waits, where the policy posts when created, until a person says that it is paid', () => {
    const early = config({ policy: { postWhen: 'created' }, store: { untold: { total: 'lines', date: 'arrival' } } });
    const pending = untoldOrder({ status: 'awaiting_shipment', shippedOn: null });
    expect(planOf(pending, { config: early })).toMatchObject({ outcome: 'waiting', reason: { code: 'order/status-unknown' } });
    expect(planOf(pending, { config: early, ...decided('order/status-unknown', 'post-anyway') }).outcome).toBe('ready');
    expect(planOf(pending, { config: settled })).toMatchObject({ outcome: 'waiting', reason: { code: 'order/not-shipped' } });
  });
});
