import { expect, test } from 'vitest';

import { ordersOfCase } from '../../electron/practice/seed/cases.ts';
import type { DecisionChoice, FindingCode } from '../../shared/domain/findings.ts';
import { instantOf } from '../../shared/domain/time/instants.ts';
import { type PracticeEngine, startPracticeEngine, unwrap } from '../helpers/practice-engine.ts';

const HOUR = 3_600_000;

function firstOf(name: string): number {
  const orderId = ordersOfCase(name)[0];
  if (orderId === undefined) {
    throw new Error(`No order of ${name}`);
  }
  return orderId;
}

function approve(shop: PracticeEngine, orderId: number): void {
  const plan = shop.store.plans.planOf(orderId);
  if (plan === null) {
    throw new Error(`Order ${orderId} has no plan`);
  }
  shop.store.plans.approve({ orderId: plan.orderId, fingerprint: plan.fingerprint, at: instantOf(shop.time.clock.now()), actor: 'person' });
}

async function pull(shop: PracticeEngine): Promise<void> {
  shop.time.advance(HOUR);
  unwrap(await shop.engine.pull({ full: false, since: null }, shop.run()));
}

async function posted(shop: PracticeEngine, orderId: number): Promise<void> {
  approve(shop, orderId);
  expect(unwrap(await shop.engine.post({ limit: null }, shop.run())).posted).toEqual([orderId]);
}

async function decide(shop: PracticeEngine, orderId: number, code: FindingCode, choice: DecisionChoice): Promise<void> {
  shop.store.plans.decide({ orderId, code, choice, value: null }, instantOf(shop.time.clock.now()), 'person');
  await shop.engine.replan([orderId], shop.run());
}

function postWhenCreated(shop: PracticeEngine): void {
  const config = shop.store.config.current();
  shop.store.config.save({ ...config, policy: { ...config.policy, postWhen: 'created' } }, instantOf(shop.time.clock.now()), 'person');
}

const invoiceOf = (shop: PracticeEngine, orderId: number): ReturnType<PracticeEngine['practice']['quickbooks']['object']> => {
  const documentId = shop.store.outbox.live(`invoice:${orderId}`)?.documentId;
  return documentId == null ? null : shop.practice.quickbooks.object('Invoice', documentId);
};

const attentionOf = (shop: PracticeEngine, orderId: number): readonly string[] =>
  shop.store.plans.attention(orderId).map(({ code }) => code);

/** A Shopify order that came in on the last day, posted when created, so that it ships later. */
async function postedBeforeShipping(): Promise<{ readonly shop: PracticeEngine; readonly orderId: number }> {
  const shop = await startPracticeEngine();
  postWhenCreated(shop);
  await shop.sync();
  const orderId = ordersOfCase('waiting').find(
    (candidate) => shop.store.plans.planOf(candidate)?.documents.some(({ kind }) => kind === 'invoice') === true,
  );
  if (orderId === undefined) {
    throw new Error('No waiting order becomes an invoice');
  }
  await posted(shop, orderId);
  return { shop, orderId };
}

test('an order that ships after posting gets its ship date, tracking number and method, and nothing else changes', async () => {
  const { shop, orderId } = await postedBeforeShipping();
  await using _ = shop;
  const before = invoiceOf(shop, orderId);
  unwrap(shop.practice.shipstation.control.buyLabel(orderId, { trackingNumber: '9400111899220000000000' }));

  await pull(shop);
  const outcome = unwrap(await shop.engine.post({ limit: null }, shop.run()));

  expect(outcome).toEqual({ posted: [], updated: [orderId], uncertain: [], failed: [] });
  const after = invoiceOf(shop, orderId);
  expect(after).toMatchObject({
    ShipDate: '2026-03-10',
    TrackingNum: '9400111899220000000000',
    TotalAmt: before?.['TotalAmt'],
    Line: before?.['Line'],
  });
  expect(shop.store.plans.row(orderId)?.state).toBe('posted');
  expect(unwrap(await shop.engine.post({ limit: null }, shop.run())).updated).toEqual([]);
});

test('a ship update whose document somebody else saved in between reads the new SyncToken and keeps what they changed', async () => {
  const { shop, orderId } = await postedBeforeShipping();
  await using _ = shop;
  unwrap(shop.practice.shipstation.control.buyLabel(orderId));
  await pull(shop);
  shop.practice.quickbooks.control.plan({ kind: 'bump', when: { entity: 'Invoice', operation: 'update' } });

  const outcome = unwrap(await shop.engine.post({ limit: null }, shop.run()));

  expect(outcome.updated).toEqual([orderId]);
  expect(invoiceOf(shop, orderId)).toHaveProperty('ShipDate', '2026-03-10');
});

test('a label that is voided after posting is shown, and keeping the document settles it', async () => {
  await using shop = await startPracticeEngine();
  await shop.sync();
  const orderId = firstOf('several-labels');
  await posted(shop, orderId);
  for (const { shipmentId } of shop.practice.shipstation.control.shipments(orderId)) {
    unwrap(shop.practice.shipstation.control.voidLabel(shipmentId));
  }

  await pull(shop);

  expect(attentionOf(shop, orderId)).toEqual(['order/unshipped-after-posting']);
  expect(shop.store.plans.row(orderId)?.state).toBe('attention');
  await decide(shop, orderId, 'order/unshipped-after-posting', 'keep');
  expect(shop.store.plans.row(orderId)?.state).toBe('posted');
});

test('an order that is cancelled after posting is shown; voiding takes payment and invoice out of the books', async () => {
  const { shop, orderId } = await postedBeforeShipping();
  await using _ = shop;
  unwrap(shop.practice.shipstation.control.cancel(orderId));
  await pull(shop);
  expect(attentionOf(shop, orderId)).toEqual(['order/cancelled-after-posting']);

  const outcome = unwrap(await shop.engine.voidDocuments([orderId], shop.run()));

  expect(outcome).toEqual({ voided: [orderId], refused: [] });
  const number = shop.store.outbox.live(`invoice:${orderId}`)?.documentNumber;
  const mine = shop.practice.quickbooks
    .documents()
    .filter((document) => document.docNumber === number || document.paymentRefNum === number);
  expect(mine.length).toBeGreaterThan(0);
  expect(mine.every((document) => document.voided && document.totalMinor === 0)).toBe(true);
  await shop.engine.replan([orderId], shop.run());
  expect(shop.store.plans.row(orderId)?.state).toBe('voided');
});

test('money that changes after posting is shown side by side, and an update brings invoice and payment in line', async () => {
  const { shop, orderId } = await postedBeforeShipping();
  await using _ = shop;
  const order = shop.practice.shipstation.control.order(orderId);
  unwrap(
    shop.practice.shipstation.control.editOrder(orderId, {
      shippingAmount: '11.00',
      ...(order === null ? {} : { amountPaid: order.amountPaid }),
    }),
  );
  await pull(shop);
  expect(attentionOf(shop, orderId)).toEqual(['order/changed-after-posting']);
  const wanted = shop.store.plans.planOf(orderId)?.total?.minor;

  const outcome = unwrap(await shop.engine.correct(orderId, shop.run()));
  await shop.engine.replan([orderId], shop.run());

  expect(outcome.failed).toEqual([]);
  expect(outcome.updated).toContain(orderId);
  const invoice = shop.practice.quickbooks
    .documents()
    .find(({ entity, id }) => entity === 'Invoice' && id === shop.store.outbox.live(`invoice:${orderId}`)?.documentId);
  expect(invoice?.totalMinor).toBe(wanted);
  expect(attentionOf(shop, orderId)).toEqual([]);
  expect(shop.store.plans.row(orderId)?.state).toBe('posted');
});

test('a payment that changes alone after posting is shown, an update corrects it, and keeping it settles it until it changes again', async () => {
  const { shop, orderId } = await postedBeforeShipping();
  await using _ = shop;
  const paymentOf = (): number | undefined =>
    shop.practice.quickbooks
      .documents()
      .find(({ entity, id }) => entity === 'Payment' && id === shop.store.outbox.live(`payment:${orderId}`)?.documentId)?.totalMinor;
  const paid = paymentOf() ?? 0;
  expect(paid).toBeGreaterThan(300);
  const pay = async (minor: number): Promise<void> => {
    unwrap(shop.practice.shipstation.control.editOrder(orderId, { amountPaid: (minor / 100).toFixed(2) }));
    await pull(shop);
  };

  await pay(paid - 100);
  expect(attentionOf(shop, orderId)).toEqual(['order/changed-after-posting']);
  expect(unwrap(await shop.engine.correct(orderId, shop.run())).failed).toEqual([]);
  await shop.engine.replan([orderId], shop.run());

  expect(paymentOf()).toBe(paid - 100);
  expect(attentionOf(shop, orderId)).toEqual([]);
  await pay(paid - 200);
  await decide(shop, orderId, 'order/changed-after-posting', 'keep');
  expect(attentionOf(shop, orderId)).toEqual([]);
  expect(paymentOf()).toBe(paid - 100);
  expect(shop.store.plans.row(orderId)?.state).toBe('posted');
});

test('void and post anew makes a second document with -2 behind its number, after approval', async () => {
  const { shop, orderId } = await postedBeforeShipping();
  await using _ = shop;
  const first = shop.store.outbox.live(`invoice:${orderId}`)?.documentNumber;

  unwrap(await shop.engine.voidToPostAnew(orderId, shop.run()));

  expect(shop.store.plans.row(orderId)?.state).toBe('ready');
  await posted(shop, orderId);
  expect(shop.store.outbox.live(`invoice:${orderId}`)).toMatchObject({ generation: 2, documentNumber: `${first}-2` });
  const live = shop.practice.quickbooks
    .documents()
    .filter(({ entity, voided, docNumber }) => entity === 'Invoice' && !voided && docNumber?.startsWith(first ?? '?') === true);
  expect(live.map(({ docNumber }) => docNumber)).toEqual([`${first}-2`]);
});

test('a document that is in the books already is adopted without a write', async () => {
  await using shop = await startPracticeEngine();
  await shop.sync();
  const orderId = firstOf('booked-by-hand-before');
  const blocker = shop.store.plans.planOf(orderId)?.blockers.find(({ code }) => code === 'books/looks-posted');
  const writes = shop.practice.quickbooks.counters().writes;
  const documentId = JSON.stringify(blocker?.details).match(/"(?:id|documentId)":"(\d+)"/)?.[1];
  expect(documentId).toBeDefined();

  unwrap(await shop.engine.adopt(orderId, documentId ?? '', shop.run()));

  expect(shop.store.plans.row(orderId)?.state).toBe('posted');
  expect(shop.practice.quickbooks.counters().writes).toEqual(writes);
});

test('a document deleted in QuickBooks by somebody else is shown after the next refresh', async () => {
  const { shop, orderId } = await postedBeforeShipping();
  await using _ = shop;
  const payment = shop.store.outbox.live(`payment:${orderId}`)?.documentId;
  if (payment != null) {
    shop.practice.quickbooks.control.edit('Payment', 'delete', { Id: payment });
  }
  shop.practice.quickbooks.control.edit('Invoice', 'delete', { Id: shop.store.outbox.live(`invoice:${orderId}`)?.documentId ?? '' });
  shop.time.advance(HOUR);

  unwrap(await shop.engine.refreshBooks({ full: false }, shop.run()));

  expect(attentionOf(shop, orderId)).toContain('books/gone');
});

test('an approval lapses when the plan that was seen is another', async () => {
  await using shop = await startPracticeEngine();
  await shop.sync();
  const orderId = firstOf('free-shipping');
  approve(shop, orderId);
  expect(shop.store.plans.row(orderId)?.state).toBe('approved');
  const config = shop.store.config.current();
  shop.store.config.save(
    { ...config, policy: { ...config.policy, documentNumberPrefix: 'HP-' } },
    instantOf(shop.time.clock.now()),
    'person',
  );

  await shop.engine.replan('all', shop.run());

  expect(shop.store.plans.row(orderId)?.state).toBe('ready');
  expect(shop.store.plans.approval(orderId)).toBeNull();
});

test('what somebody booked by hand since the last refresh is seen before it is booked twice', async () => {
  await using shop = await startPracticeEngine();
  await shop.sync();
  const orderId = firstOf('free-shipping');
  approve(shop, orderId);
  const plan = shop.store.plans.planOf(orderId);
  const body = plan?.documents.find(({ kind }) => kind === 'invoice' || kind === 'sales-receipt')?.body;
  shop.practice.quickbooks.control.edit('Invoice', 'create', {
    DocNumber: plan?.documentNumber ?? '',
    CustomerRef: { value: shop.practice.quickbooks.customers()[0]?.id ?? '' },
    Line: JSON.parse(JSON.stringify(body?.['Line'] ?? [])),
  });
  shop.time.advance(HOUR);

  const outcome = unwrap(await shop.engine.post({ limit: null }, shop.run()));

  expect(outcome.posted).toEqual([]);
  expect(shop.store.plans.planOf(orderId)?.blockers.map(({ code }) => code)).toContain('books/looks-posted');
  const numbered = shop.practice.quickbooks.documents().filter(({ docNumber }) => docNumber === plan?.documentNumber);
  expect(numbered).toHaveLength(1);
});

test('books that were closed after the approval hold the order up, although its documents would be the same', async () => {
  await using shop = await startPracticeEngine();
  await shop.sync();
  const orderId = firstOf('free-shipping');
  approve(shop, orderId);
  shop.practice.quickbooks.control.closeBooksThrough('2099-12-31');
  shop.time.advance(HOUR);
  const writes = shop.practice.quickbooks.counters().writes;

  const outcome = unwrap(await shop.engine.post({ limit: null }, shop.run()));

  expect(outcome).toMatchObject({ posted: [], failed: [] });
  expect(shop.practice.quickbooks.counters().writes).toEqual(writes);
  expect(shop.store.plans.planOf(orderId)?.blockers.map((blocker) => blocker.code)).toContain('books/closed-period');
  expect(shop.store.plans.row(orderId)?.state).toBe('blocked');
  expect(shop.store.plans.approval(orderId)).toBeNull();
});

test('plans that a cut-off run left due are made before anything is posted', async () => {
  await using shop = await startPracticeEngine();
  await shop.sync();
  const orderId = firstOf('free-shipping');
  approve(shop, orderId);
  const config = shop.store.config.current();
  shop.store.config.save(
    { ...config, policy: { ...config.policy, documentNumberPrefix: 'HP-' } },
    instantOf(shop.time.clock.now()),
    'person',
  );
  shop.store.orders.setPlansDue(true);

  const outcome = unwrap(await shop.engine.post({ limit: null }, shop.run()));

  expect(outcome.posted).toEqual([]);
  expect(shop.store.plans.row(orderId)).toMatchObject({ state: 'ready', documentNumber: expect.stringMatching(/^HP-/) });
});
