import { describe, expect, it } from 'vitest';

import { familyFrom, groupIntoFamilies } from '../../shared/domain/orders/family.ts';
import type { PostedFacts } from '../../shared/domain/planning/plan-input.ts';
import { planFamily } from '../../shared/domain/planning/plan-family.ts';
import { bodyOf, codesOf, planInput } from '../helpers/domain-builders.ts';
import { member, on, order, type OrderPart } from '../helpers/order-builders.ts';

const part = (orderId: number, changes: OrderPart) => member(order({ orderId, mergedOrSplit: true, ...changes }));
const child = (changes: OrderPart = {}) =>
  part(20, {
    parentId: 10,
    items: [{ quantity: 1, unitPrice: '9.00', sku: 'TOWEL-1' }],
    shippingAmount: '0',
    orderTotal: '9.00',
    ...changes,
  });
const facts = (totalMinor: number): PostedFacts => ({
  kind: 'invoice',
  documentNumber: '10457',
  documentDate: on('2026-03-08'),
  customerId: '58',
  generation: 1,
  voided: false,
  totalMinor,
  payer: null,
  creditedOn: null,
});

describe('a split', () => {
  it('becomes a document for each part where every part has its own money', () => {
    const plans = planFamily(planInput([part(10, {}), child({ status: 'awaiting_shipment', shippedOn: null })]));
    expect(plans.map(({ orderId, outcome, total }) => [orderId, outcome, total?.minor])).toEqual([
      [10, 'ready', 3400],
      [20, 'waiting', undefined],
    ]);
  });

  const moneyOnRoot = (status: 'shipped' | 'awaiting_shipment' | 'cancelled') => [
    part(10, { orderTotal: '43.00', items: [{ quantity: 2 }] }),
    child({ orderTotal: '0', amountPaid: '0', status, shippedOn: status === 'shipped' ? on('2026-03-10') : null }),
  ];

  it('becomes one document keyed by the root where the money sits on one part, when all has shipped', () => {
    const [plan, ...others] = planFamily(planInput(moneyOnRoot('shipped')));
    expect(others).toEqual([]);
    expect(plan).toMatchObject({ orderId: 10, memberIds: [10, 20], outcome: 'ready', total: { minor: 4300 }, documentDate: '2026-03-10' });
    expect(plan?.lines.map(({ orderId, role }) => [orderId, role])).toEqual([
      [10, 'product'],
      [20, 'product'],
      [10, 'shipping'],
    ]);
  });

  it('waits for the part that has not shipped, and blocks where a cancelled part’s money is still in the total', () => {
    expect(planFamily(planInput(moneyOnRoot('awaiting_shipment')))).toMatchObject([
      { orderId: 10, outcome: 'waiting', reason: { code: 'order/family-not-shipped' } },
    ]);
    const [plan] = planFamily(planInput(moneyOnRoot('cancelled')));
    expect(codesOf(plan?.blockers ?? [])).toEqual(['order/does-not-tie']);
  });

  it('stays one document where the whole was posted before it was split', () => {
    const members = [part(10, {}), child()];
    const input = planInput(members, { posted: (orderId) => (orderId === 10 ? facts(4300) : null) });
    expect(planFamily(input)).toMatchObject([{ orderId: 10, memberIds: [10, 20], total: { minor: 4300 } }]);
    const apart = planInput(members, { posted: (orderId) => (orderId === 10 ? facts(3400) : null) });
    expect(planFamily(apart).map(({ orderId }) => orderId)).toEqual([10, 20]);
  });

  it('is never posted as a whole while a part is posted on its own', () => {
    const input = planInput(moneyOnRoot('shipped'), { posted: (orderId) => (orderId === 20 ? facts(900) : null) });
    expect(planFamily(input)).toMatchObject([{ outcome: 'blocked', blockers: [{ code: 'books/looks-posted' }] }]);
  });

  it('is held while a relative was never seen, until a person says to go on without it', () => {
    const [plan] = planFamily(planInput([child()]));
    expect(plan).toMatchObject({ outcome: 'blocked', blockers: [{ code: 'order/family-incomplete', details: { missingOrderIds: [10] } }] });
    const anyway = planFamily(
      planInput([child()], { decisions: [{ orderId: 20, code: 'order/family-incomplete', choice: 'post-anyway', value: null }] }),
    );
    expect(anyway).toMatchObject([{ orderId: 20, outcome: 'ready' }]);
  });
});

describe('a combine', () => {
  const survivor = part(10, { mergedIds: [20], items: [{ quantity: 1, unitPrice: '3.00' }], shippingAmount: '0', orderTotal: '11.00' });
  const absorbed = (changes: OrderPart = {}) =>
    part(20, {
      parentId: 10,
      items: [{ quantity: 1, unitPrice: '8.00' }],
      shippingAmount: '0',
      orderTotal: '0',
      amountPaid: '0',
      ...changes,
    });

  it('becomes one document with each line once and the money of both', () => {
    for (const status of ['shipped', 'awaiting_shipment', 'cancelled'] as const) {
      const [plan, ...others] = planFamily(planInput([survivor, absorbed({ status })]));
      expect(others).toEqual([]);
      expect(plan).toMatchObject({ orderId: 10, outcome: 'ready', total: { minor: 1100 } });
      expect(plan?.lines.map(({ amount }) => amount.minor)).toEqual([300, 800]);
    }
  });

  it('does not count an absorbed order’s items again where the survivor lists them', () => {
    const listsAll = part(10, {
      mergedIds: [20],
      items: [
        { unitPrice: '3.00', orderItemId: 1 },
        { unitPrice: '8.00', orderItemId: 2 },
      ],
      shippingAmount: '0',
      orderTotal: '11.00',
    });
    for (const orderItemId of [2, 99]) {
      const [plan] = planFamily(planInput([listsAll, absorbed({ items: [{ unitPrice: '8.00', orderItemId }] })]));
      expect(plan).toMatchObject({ orderId: 10, outcome: 'ready', total: { minor: 1100 } });
    }
  });
});

describe('families', () => {
  it('have the order without a parent as their root, whichever way the relation is told', () => {
    expect(familyFrom([child(), part(10, {})]).rootOrderId).toBe(10);
    expect(familyFrom([part(5, {}), part(10, { mergedIds: [5] })]).rootOrderId).toBe(10);
    expect(familyFrom([child(), child({ orderId: 30 })])).toMatchObject({ rootOrderId: 20, missingOrderIds: [10] });
    expect(familyFrom([part(10, { parentId: 20 }), child()]).rootOrderId).toBe(10);
  });

  it('are gathered over parents and combines in both directions', () => {
    const lone = part(7, {});
    const families = groupIntoFamilies([child(), lone, part(30, { mergedIds: [10] }), part(10, {})]);
    expect(families.map(({ members }) => members.map((one) => one.order.orderId))).toEqual([[7], [10, 20, 30]]);
  });
});

describe('a family’s payment', () => {
  it('sums what was paid on all members', () => {
    const split = [
      part(10, { orderTotal: '43.00', amountPaid: '34.00', items: [{ quantity: 2 }] }),
      child({ orderTotal: '0', amountPaid: '9.00' }),
    ];
    const [plan] = planFamily(planInput(split));
    expect(plan?.tieOut).toMatchObject({ paidMinor: 4300, differenceMinor: 0 });
    expect(plan === undefined ? null : bodyOf(plan, 'invoice')['DocNumber']).toBe('10457');
  });
});
