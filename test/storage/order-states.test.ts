import { expect, test } from 'vitest';

import type { CompanyStore } from '../../electron/core/ports/store/company-store.ts';
import { ORDER_STATES, type OrderState } from '../../shared/domain/posting/order-state.ts';
import { openStore } from './fixtures.ts';
import { anInvoice, anOrder, aPlan, aPosting, at, day, finding, now } from './records.ts';

/** Makes one fact hold for order 1, whatever else holds. */
const FACTS: Readonly<Record<OrderState, (store: CompanyStore) => void>> = {
  uncertain: ({ outbox }) => outbox.insert(aPosting(1, { subject: 'payment:1', kind: 'payment', entity: 'Payment', status: 'uncertain' })),
  sending: ({ outbox }) => outbox.insert(aPosting(1, { subject: 'customer:ana', kind: 'customer', entity: 'Customer', status: 'sending' })),
  failed: ({ outbox }) => outbox.insert(aPosting(1, { operation: 'update', status: 'failed' })),
  attention: ({ plans }) => plans.setAttention(1, [finding('order/changed-after-posting')]),
  excluded: ({ plans }) => plans.exclude(1, 'a test order', now, 'person'),
  voided: ({ outbox }) => outbox.insert(aPosting(1, { generation: 2, status: 'voided' })),
  credited: ({ outbox }) =>
    outbox.insert(
      aPosting(1, {
        subject: 'credit:invoice:1',
        kind: 'credit-memo',
        entity: 'CreditMemo',
        requestId: 'crm-1',
        generation: 1,
        status: 'posted',
      }),
    ),
  terminal: ({ plans }) => plans.savePlan(aPlan(1, { outcome: 'terminal', reason: finding('order/cancelled') }), now),
  posted: ({ outbox }) => outbox.insert(aPosting(1, { generation: 1, status: 'posted' })),
  approved: ({ outbox }) => outbox.insert(aPosting(1, { subject: 'item:mug', kind: 'item', entity: 'Item', status: 'approved' })),
  blocked: ({ plans }) => plans.savePlan(aPlan(1, { outcome: 'blocked', blockers: [finding('order/no-lines')] }), now),
  ready: ({ plans }) => plans.savePlan(aPlan(1), now),
  waiting: ({ orders }) => orders.upsertOrder(anOrder(1), now),
};

/** Facts that can't hold beside an earlier one, because a plan has one outcome. */
const PLAN_STATES: readonly OrderState[] = ['terminal', 'blocked', 'ready'];

test('of several facts the first of the list is shown, however many of the later ones hold too', () => {
  for (const [index, state] of ORDER_STATES.entries()) {
    const { store } = openStore();
    store.orders.upsertOrder(anOrder(1), now);
    const later = ORDER_STATES.slice(index).filter(
      (each, _, rest) => !PLAN_STATES.includes(each) || each === rest.find((other) => PLAN_STATES.includes(other)),
    );
    for (const fact of later.toReversed()) {
      FACTS[fact](store);
    }
    expect(store.plans.row(1)?.state).toBe(state);
  }
});

test.each(['blocked', 'waiting'] as const)(
  'an approval does not count while the plan is %s, although its documents are the same',
  (outcome) => {
    const { orders, plans } = openStore().store;
    orders.upsertOrder(anOrder(1), now);
    plans.savePlan(aPlan(1), now);
    plans.approve({ orderId: 1, fingerprint: 'plan-1', at: now, actor: 'person' });
    const held = outcome === 'blocked' ? { blockers: [finding('books/closed-period')] } : { reason: finding('order/on-hold') };
    plans.savePlan(aPlan(1, { outcome, ...held }), now);
    expect(plans.row(1)?.state).toBe(outcome);
    expect(plans.approvedPlans(10)).toEqual([]);
  },
);

test('an approval counts only while its fingerprint is the one of the plan', () => {
  const { orders, plans } = openStore().store;
  orders.upsertOrder(anOrder(1), now);
  plans.savePlan(aPlan(1), now);
  expect(plans.readyPlans(10).map(({ orderId }) => orderId)).toEqual([1]);
  plans.approve({ orderId: 1, fingerprint: 'plan-1', at: now, actor: 'person' });
  expect(plans.row(1)?.state).toBe('approved');
  expect([plans.readyPlans(10).length, plans.approvedPlans(10).length]).toEqual([0, 1]);
  plans.savePlan(aPlan(1, { fingerprint: 'another' }), now);
  expect(plans.row(1)?.state).toBe('ready');
  expect([plans.readyPlans(10).length, plans.approvedPlans(10).length]).toEqual([1, 0]);
  expect(plans.approval(1)).toMatchObject({ fingerprint: 'plan-1' });
  plans.unapprove(1);
  expect(plans.approval(1)).toBeNull();
});

test('a skipped plan is terminal, but not where its document stands in the books', () => {
  const { orders, plans, outbox } = openStore().store;
  orders.upsertOrder(anOrder(1), now);
  plans.savePlan(aPlan(1, { outcome: 'skipped', reason: finding('order/zero-total') }), now);
  expect(plans.row(1)).toMatchObject({ state: 'terminal', reason: { code: 'order/zero-total' } });
  outbox.insert(aPosting(1, { status: 'posted' }));
  expect(plans.row(1)?.state).toBe('posted');
});

test('a failed attempt is forgotten when a newer one was posted, and a voided document when it was posted anew', () => {
  const { orders, plans, outbox } = openStore().store;
  orders.upsertOrder(anOrder(1), now);
  plans.savePlan(aPlan(1), now);
  outbox.insert(aPosting(1, { status: 'failed' }));
  expect(plans.row(1)?.state).toBe('failed');
  outbox.insert(aPosting(1, { attempt: 2, status: 'posted' }));
  expect(plans.row(1)?.state).toBe('posted');
  outbox.insert(aPosting(1, { operation: 'void', status: 'posted' }));
  expect(plans.row(1)?.state).toBe('voided');
  outbox.insert(aPosting(1, { generation: 2, status: 'approved' }));
  expect(plans.row(1)?.state).toBe('approved');
  outbox.update(aPosting(1, { generation: 2, status: 'posted' }));
  expect(plans.row(1)?.state).toBe('posted');
});

test('orders that are planned as one share the state, and each stands for itself again when they are planned apart', () => {
  const { orders, plans } = openStore().store;
  for (const orderId of [1, 2, 3]) {
    orders.upsertOrder(anOrder(orderId, { parentId: orderId === 1 ? null : 1 }), now);
  }
  plans.savePlan(aPlan(2), now);
  plans.savePlan(aPlan(1, { memberIds: [1, 2, 3] }), now);
  plans.removePlansExcept([1, 2, 3], [1]);
  expect(plans.planOf(3)?.orderId).toBe(1);
  plans.approve({ orderId: 3, fingerprint: 'plan-1', at: now, actor: 'person' });
  expect([1, 2, 3].map((orderId) => [plans.row(orderId)?.state, plans.row(orderId)?.planOrderId])).toEqual([
    ['approved', 1],
    ['approved', 1],
    ['approved', 1],
  ]);
  expect(plans.approvedPlans(10)).toHaveLength(1);
  expect(plans.approval(2)?.orderId).toBe(1);
  plans.savePlan(aPlan(1, { memberIds: [1] }), now);
  plans.savePlan(aPlan(2), now);
  plans.removePlansExcept([1, 2, 3], [1, 2]);
  expect([1, 2, 3].map((orderId) => plans.row(orderId)?.state)).toEqual(['approved', 'ready', 'waiting']);
  expect(plans.planOf(3)).toBeNull();
});

test('an excluded member keeps its document back until it is included again, by whichever member', () => {
  const { orders, plans } = openStore().store;
  orders.upsertOrder(anOrder(1), now);
  orders.upsertOrder(anOrder(2, { parentId: 1 }), now);
  plans.savePlan(aPlan(1, { memberIds: [1, 2] }), now);
  plans.exclude(2, 'a gift', now, 'person Kim');
  expect(plans.row(1)?.state).toBe('excluded');
  expect(plans.exclusion(1)).toEqual({ reason: 'a gift', at: now, actor: 'person Kim' });
  expect(plans.readyPlans(10)).toEqual([]);
  plans.include(1);
  expect(plans.exclusion(2)).toBeNull();
  expect(plans.row(2)?.state).toBe('ready');
});

test('a document of a former member keeps a plan of the whole family from being ready', () => {
  const { orders, plans, outbox } = openStore().store;
  orders.upsertOrder(anOrder(1), now);
  orders.upsertOrder(anOrder(2, { parentId: 1 }), now);
  plans.savePlan(aPlan(2), now);
  outbox.insert(aPosting(2, { status: 'posted' }));
  plans.savePlan(aPlan(1, { memberIds: [1, 2] }), now);
  plans.removePlansExcept([1, 2], [1]);
  expect(plans.row(1)?.state).toBe('posted');
  plans.approve({ orderId: 1, fingerprint: 'plan-1', at: now, actor: 'person' });
  expect(plans.approvedPlans(10)).toEqual([]);
});

test('a plan that is saved again unchanged says so', () => {
  const { orders, plans } = openStore().store;
  orders.upsertOrder(anOrder(1), now);
  expect(plans.savePlan(aPlan(1), now)).toBe(true);
  expect(plans.savePlan(aPlan(1), now)).toBe(false);
  expect(plans.savePlan(aPlan(1, { warnings: [finding('customer/shared-email')] }), now)).toBe(true);
  expect(plans.planOf(1)).toEqual(aPlan(1, { warnings: [finding('customer/shared-email')] }));
});

test('ready plans come oldest order first, and only as many as were asked for', () => {
  const { orders, plans } = openStore().store;
  for (const orderId of [3, 1, 2]) {
    orders.upsertOrder(anOrder(orderId, { orderedAt: at(`2026-03-0${4 - orderId}T18:00:00.000Z`) }), now);
    plans.savePlan(aPlan(orderId), now);
  }
  expect(plans.readyPlans(2).map(({ orderId }) => orderId)).toEqual([3, 2]);
});

test('the newest decision for a code counts', () => {
  const { plans } = openStore().store;
  plans.decide({ orderId: 1, code: 'order/does-not-tie', choice: 'rounding-line', value: null }, now, 'person');
  plans.decide({ orderId: 1, code: 'order/does-not-tie', choice: 'coupon', value: null }, now, 'person');
  plans.decide({ orderId: 2, code: 'books/looks-posted', choice: 'adopt', value: '145' }, now, 'person');
  expect(plans.decisionsOf([1, 2, 3])).toEqual([
    { orderId: 1, code: 'order/does-not-tie', choice: 'coupon', value: null },
    { orderId: 2, code: 'books/looks-posted', choice: 'adopt', value: '145' },
  ]);
});

test('what holds work up is counted by cause and by what would settle it', () => {
  const { orders, plans } = openStore().store;
  for (const orderId of [1, 2, 3]) {
    orders.upsertOrder(anOrder(orderId), now);
    const sku = orderId === 3 ? 'CUP-1' : 'MUG-1';
    const missing = finding('mapping/product-missing', { sku });
    plans.savePlan(aPlan(orderId, { outcome: 'blocked', blockers: [missing, missing, finding('order/price-missing')] }), now);
  }
  plans.exclude(2, 'later', now, 'person');
  const usd = (minor: number) => [{ minor, currency: 'USD' }];
  expect(plans.heldUp()).toEqual([
    { code: 'order/price-missing', subject: null, count: 2, totals: usd(2800), exampleOrderIds: [1, 3] },
    { code: 'mapping/product-missing', subject: 'CUP-1', count: 1, totals: usd(1400), exampleOrderIds: [3] },
    { code: 'mapping/product-missing', subject: 'MUG-1', count: 1, totals: usd(1400), exampleOrderIds: [1] },
  ]);
  plans.setAttention(3, [finding('order/cancelled-after-posting')]);
  expect(plans.row(3)).toMatchObject({ state: 'attention', reason: { code: 'order/cancelled-after-posting' } });
  expect(plans.heldUp().map(({ code }) => code)).toContain('order/cancelled-after-posting');
  plans.setAttention(3, []);
  expect(plans.attention(3)).toEqual([]);
  expect(plans.row(3)?.state).toBe('blocked');
});

test('days of work are counted from orders, labels and documents', () => {
  const { orders, plans, outbox } = openStore().store;
  orders.upsertOrder(anOrder(1), now);
  outbox.insert(aPosting(1, { status: 'posted', documentDate: day('2026-03-09') }));
  outbox.insert(aPosting(1, { operation: 'update', status: 'posted', documentDate: day('2026-03-09') }));
  expect(plans.activityByDay(day('2026-03-01'), day('2026-03-31'))).toEqual([
    { date: '2026-03-07', ordered: 1, shipped: 0, invoiced: 0 },
    { date: '2026-03-08', ordered: 0, shipped: 1, invoiced: 0 },
    { date: '2026-03-09', ordered: 0, shipped: 0, invoiced: 1 },
  ]);
});

test('reconcile rows hold what the books say, not what was sent', () => {
  const { orders, plans, outbox, mirror } = openStore().store;
  orders.upsertOrder(anOrder(1), now);
  plans.savePlan(aPlan(1, { documents: [anInvoice(1)] }), now);
  outbox.insert(aPosting(1, { status: 'posted', documentId: '145', documentNumber: 'SHOP-1', documentDate: day('2026-04-01') }));
  const between = (from: string, to: string) => plans.reconcileRows(plans.ordersToReconcile(day(from), day(to)));
  const march = () => between('2026-03-01', '2026-03-31');
  const april = () => between('2026-04-01', '2026-04-30');
  expect(march()[0]).toMatchObject({
    orderId: 1,
    state: 'posted',
    documentId: '145',
    expected: { minor: 1400 },
    booksTotal: null,
    paid: null,
  });
  mirror.upsertDocuments([
    {
      entity: 'Invoice',
      id: '145',
      syncToken: '0',
      documentNumber: 'SHOP-1',
      customerId: '7',
      date: day('2026-04-01'),
      totalMinor: 1500,
      balanceMinor: 400,
      currency: 'USD',
      privateNote: null,
      deleted: false,
      voided: false,
      updatedAt: now,
      linkedDocumentIds: [],
    },
  ]);
  expect(april()).toEqual(march());
  expect(april()[0]).toMatchObject({
    booksTotal: { minor: 1500, currency: 'USD' },
    paid: { minor: 1100, currency: 'USD' },
    documentDate: '2026-04-01',
    memberCount: 1,
  });
  mirror.markDocumentDeleted('Invoice', '145');
  expect(april()[0]).toMatchObject({ documentId: '145', booksTotal: null });
  expect(between('2026-05-01', '2026-05-31')).toEqual([]);
});
