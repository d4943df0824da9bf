import { describe, expect, it } from 'vitest';

import type { PostedFacts } from '../../shared/domain/planning/plan-input.ts';
import { bodyOf, booksDocument, booksReference, codesOf, config, planOf } from '../helpers/domain-builders.ts';
import { at, fulfillment, member, on, order, shipment } from '../helpers/order-builders.ts';

const POSTED: PostedFacts = {
  kind: 'invoice',
  documentNumber: '10457',
  documentDate: on('2026-03-08'),
  customerId: '58',
  generation: 1,
  voided: false,
  totalMinor: 3400,
  payer: null,
  creditedOn: null,
};

describe('which orders are posted', () => {
  it.each([
    ['awaiting_payment', 'order/awaiting-payment'],
    ['on_hold', 'order/on-hold'],
    ['rejected_fulfillment', 'order/rejected-fulfillment'],
    ['unknown', 'order/unknown-status'],
    ['awaiting_shipment', 'order/not-shipped'],
    ['pending_fulfillment', 'order/not-shipped'],
  ] as const)('waits with %s and says why', (status, code) => {
    const plan = planOf(order({ status, shippedOn: null }));
    expect(plan).toMatchObject({ outcome: 'waiting', reason: { code }, documents: [] });
    expect(plan.reason?.message).toContain('Order 10457');
  });

  it('posts a created order where the policy says so, and never a cancelled one', () => {
    const early = config({ policy: { postWhen: 'created' } });
    expect(planOf(order({ status: 'pending_fulfillment', shippedOn: null }), { config: early }).outcome).toBe('ready');
    expect(planOf(order({ status: 'cancelled' }), { config: early })).toMatchObject({
      outcome: 'terminal',
      reason: { code: 'order/cancelled' },
    });
  });

  it('skips what is dated before the start, unless a person says otherwise', () => {
    const early = order({ shippedOn: on('2025-12-31') });
    expect(planOf(early)).toMatchObject({ outcome: 'skipped', reason: { code: 'order/before-start-date' } });
    expect(
      planOf(early, { decisions: [{ orderId: 500100200, code: 'order/before-start-date', choice: 'post-anyway', value: null }] }).outcome,
    ).toBe('ready');
  });

  it('skips a store that is not included and blocks one without rules', () => {
    expect(planOf(order(), { config: config({ store: { include: false } }) })).toMatchObject({
      outcome: 'skipped',
      reason: { code: 'order/store-not-included' },
    });
    expect(codesOf(planOf(order({ storeId: 9 })).blockers)).toEqual(['mapping/store-missing']);
  });
});

describe('shipped', () => {
  const open = {
    status: 'awaiting_shipment',
    shippedOn: null,
    items: [{ quantity: 2 }, { quantity: 1, unitPrice: '6.00', sku: 'TOWEL-1' }],
    orderTotal: '40.00',
  } as const;
  const [mugs, towel] = [5001002000, 5001002001];

  it('means that labels cover every piece, on the day on which the last one left', () => {
    const labels = [
      shipment({
        shipmentId: 1,
        shippedOn: on('2026-03-09'),
        trackingNumber: 'A',
        createdAt: at('2026-03-09T10:00:00Z'),
        items: [{ orderItemId: mugs, sku: null, quantity: 2 }],
      }),
      shipment({
        shipmentId: 2,
        shippedOn: on('2026-03-11'),
        trackingNumber: 'B',
        createdAt: at('2026-03-11T10:00:00Z'),
        items: [{ orderItemId: towel, sku: null, quantity: 1 }],
      }),
    ];
    expect(planOf(member(order(open), labels.slice(0, 1)))).toMatchObject({ outcome: 'waiting', reason: { code: 'order/partly-shipped' } });
    const plan = planOf(member(order(open), labels));
    expect(plan).toMatchObject({
      outcome: 'ready',
      documentDate: '2026-03-11',
      ship: { shippedOn: '2026-03-11', trackingNumber: 'B', otherTrackingNumbers: ['A'] },
    });
    expect(bodyOf(plan, 'invoice')['PrivateNote']).toContain('Tracking: B, A.');
  });

  it('does not count voided labels, returns, or labels without items', () => {
    const all = [
      { orderItemId: mugs, sku: null, quantity: 2 },
      { orderItemId: towel, sku: null, quantity: 1 },
    ];
    const none = [shipment({ shipmentId: 1, voided: true, items: all }), shipment({ shipmentId: 2, isReturn: true, items: all })];
    expect(planOf(member(order(open), none)).reason?.code).toBe('order/not-shipped');
    expect(planOf(member(order(open), [shipment({ items: [] })])).reason?.code).toBe('order/partly-shipped');
  });

  it('means a fulfillment that is not voided', () => {
    expect(planOf(member(order(open), [], [fulfillment({ voided: true })])).outcome).toBe('waiting');
    const plan = planOf(member(order(open), [], [fulfillment()]));
    expect(plan).toMatchObject({ outcome: 'ready', ship: { shippedOn: '2026-03-09', trackingNumber: '1Z999', method: 'UPS' } });
  });
});

describe('dates', () => {
  it('takes the order or payment date as a date of the company’s zone', () => {
    const late = order({ orderedAt: at('2026-03-07T21:15:02-08:00'), paidAt: at('2026-03-10T21:15:02-08:00') });
    const zone = 'America/New_York';
    expect(planOf(late, { config: config({ policy: { date: 'order', timeZone: zone } }) }).documentDate).toBe('2026-03-08');
    expect(planOf(late, { config: config({ policy: { date: 'payment', timeZone: zone } }) }).documentDate).toBe('2026-03-11');
    expect(planOf({ ...late, paidAt: null }, { config: config({ policy: { date: 'payment' } }) }).documentDate).toBe('2026-03-07');
  });

  it('blocks a date in closed books, with the first open day as a choice', () => {
    const books = booksReference({ company: { closedThrough: on('2026-03-08') } });
    const plan = planOf(order(), { books });
    expect(codesOf(plan.blockers)).toEqual(['books/closed-period']);
    expect(plan.blockers[0]?.choices.map(({ choice }) => choice)).toEqual(['first-open-day', 'keep']);
    const decide = (choice: 'first-open-day' | 'keep') =>
      [{ orderId: 500100200, code: 'books/closed-period', choice, value: null }] as const;
    expect(planOf(order(), { books, decisions: decide('first-open-day') })).toMatchObject({ outcome: 'ready', documentDate: '2026-03-09' });
    expect(planOf(order(), { books, decisions: decide('keep') })).toMatchObject({
      outcome: 'skipped',
      reason: { code: 'books/closed-period' },
    });
    expect(
      planOf(order(), { books: booksReference({ company: { closedThrough: on('2026-03-31') } }) }).blockers[0]?.choices.map(
        ({ choice }) => choice,
      ),
    ).toEqual(['keep']);
  });
});

describe('document numbers', () => {
  it('are the prefix and the order number, or the order id where that is too long or not unique', () => {
    const prefixed = config({ policy: { documentNumberPrefix: 'HP-' } });
    expect(planOf(order(), { config: prefixed }).documentNumber).toBe('HP-10457');
    expect(planOf(order({ orderNumber: '112-9999999-8888888-X' }), { config: prefixed }).documentNumber).toBe('HP-500100200');
    expect(planOf(order(), { numberIsUnique: () => false }).documentNumber).toBe('500100200');
    expect(
      codesOf(
        planOf(order(), { config: config({ policy: { documentNumberPrefix: 'FAR-TOO-LONG-PREFIX-' } }), numberIsUnique: () => false })
          .blockers,
      ),
    ).toEqual(['plan/unsupported']);
  });

  it('stay as posted, and get -2, -3 after a void', () => {
    expect(planOf(order(), { posted: () => POSTED, numberIsUnique: () => false }).documentNumber).toBe('10457');
    expect(planOf(order(), { posted: () => ({ ...POSTED, voided: true }) }).documentNumber).toBe('10457-2');
    expect(planOf(order(), { posted: () => ({ ...POSTED, documentNumber: '10457-2', generation: 2, voided: true }) }).documentNumber).toBe(
      '10457-3',
    );
    expect(planOf(order(), { posted: () => ({ ...POSTED, documentNumber: 'A-2', voided: true }) }).documentNumber).toBe('A-2-2');
  });

  it('stop the first posting where the books have the number, or ShipStation’s own', () => {
    for (const documentNumber of ['10457', 'SS-500100200']) {
      const books = booksReference({ documents: [booksDocument({ documentNumber })] });
      const plan = planOf(order(), { books });
      expect(plan.blockers).toMatchObject([
        {
          code: 'books/looks-posted',
          details: { documents: [{ documentId: '900', date: '2026-03-08', totalMinor: 3400, customerName: 'Ana Ruiz' }] },
        },
      ]);
      expect(plan.blockers[0]?.choices.map(({ choice }) => choice)).toEqual(['adopt', 'post-anyway']);
      const anyway = planOf(order(), {
        books,
        decisions: [{ orderId: 500100200, code: 'books/looks-posted', choice: 'post-anyway', value: null }],
      });
      expect(anyway.outcome).toBe('ready');
      expect(codesOf(anyway.warnings)).toEqual(['books/looks-posted']);
    }
  });
});

describe('a document that Purser wrote before it was set up anew', () => {
  it('is told as such, so that it is linked and not posted again', () => {
    const privateNote = JSON.stringify(bodyOf(planOf(order()), 'invoice')['PrivateNote']);
    const plan = planOf(order(), { books: booksReference({ documents: [booksDocument({ privateNote })] }) });
    expect(plan.blockers).toMatchObject([{ code: 'books/looks-posted', details: { documents: [{ writtenByPurser: true }] } }]);
    expect(plan.blockers[0]?.message).toContain('which Purser wrote for this order');
  });
});

describe('a posted document', () => {
  it('keeps date and customer, and meets none of the checks before a first posting', () => {
    const books = booksReference({ company: { closedThrough: on('2026-03-31') }, documents: [booksDocument()] });
    const moved = order({ shippedOn: on('2026-04-02'), email: 'other@example.com', billTo: { ...order().billTo, name: 'Somebody Else' } });
    const plan = planOf(moved, { books, posted: () => POSTED, config: config({ policy: { startOn: on('2027-01-01') } }) });
    expect(plan).toMatchObject({
      outcome: 'ready',
      documentDate: '2026-03-08',
      customer: { kind: 'existing', id: '58', matchedBy: 'posted' },
    });
  });

  it('keeps its kind when the store’s policy changes', () => {
    const plan = planOf(order(), { posted: () => POSTED, config: config({ store: { document: 'sales-receipt' } }) });
    expect(plan.documents.map(({ kind }) => kind)).toEqual(['invoice', 'payment']);
  });

  it('is still planned in full when its label was voided, so that it can be compared', () => {
    const plan = planOf(order({ status: 'awaiting_shipment', shippedOn: null }), { posted: () => POSTED });
    expect(plan).toMatchObject({ outcome: 'waiting', reason: { code: 'order/not-shipped' }, ship: { shippedOn: null } });
    expect(plan.documents).toHaveLength(1);
  });
});
