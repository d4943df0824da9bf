import { expect, test } from 'vitest';

import { ordersOfCase } from '../../electron/practice/seed/cases.ts';
import type { Config } from '../../shared/domain/config/config.ts';
import type { Finding } from '../../shared/domain/findings.ts';
import type { Json, JsonObject } from '../../electron/practice/quickbooks/json-value.ts';
import { instantOf } from '../../shared/domain/time/instants.ts';
import { type PracticeEngine, startPracticeEngine, unwrap } from '../helpers/practice-engine.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

function saveConfig(shop: PracticeEngine, change: (config: Config) => Config): void {
  shop.store.config.save(change(shop.store.config.current()), instantOf(shop.time.clock.now()), 'person');
}

async function pull(shop: PracticeEngine): Promise<void> {
  shop.time.advance(HOUR);
  unwrap(await shop.engine.pull({ full: false, since: null }, shop.run()));
}

async function refresh(shop: PracticeEngine): Promise<void> {
  shop.time.advance(HOUR);
  unwrap(await shop.engine.refreshBooks({ full: false }, shop.run()));
}

async function posted(shop: PracticeEngine, orderId: number): Promise<void> {
  const plan = shop.store.plans.planOf(orderId);
  shop.store.plans.approve({ orderId, fingerprint: plan?.fingerprint ?? '', at: instantOf(shop.time.clock.now()), actor: 'person' });
  expect(unwrap(await shop.engine.post({ limit: null }, shop.run())).posted).toEqual([orderId]);
}

/** A web shop's order that is posted when created, as an invoice with its payment. */
async function postedShop(
  fits: (orderId: number, shop: PracticeEngine) => boolean = () => true,
): Promise<{ shop: PracticeEngine; orderId: number }> {
  const shop = await startPracticeEngine();
  saveConfig(shop, (config) => ({ ...config, policy: { ...config.policy, postWhen: 'created' } }));
  await shop.sync();
  const orderId = ordersOfCase('waiting').find(
    (candidate) => shop.store.plans.planOf(candidate)?.documents.some(({ kind }) => kind === 'payment') === true && fits(candidate, shop),
  );
  if (orderId === undefined) {
    throw new Error('No waiting order becomes an invoice with a payment');
  }
  await posted(shop, orderId);
  return { shop, orderId };
}

const attentionOf = (shop: PracticeEngine, orderId: number): readonly Finding[] => shop.store.plans.attention(orderId);
const codesOf = (shop: PracticeEngine, orderId: number): readonly string[] => attentionOf(shop, orderId).map(({ code }) => code);
const choicesOf = (finding: Finding | undefined): readonly string[] => finding?.choices.map(({ choice }) => choice) ?? [];
const idOf = (shop: PracticeEngine, subject: string): string => shop.store.outbox.live(subject)?.documentId ?? '';

async function keep(shop: PracticeEngine, orderId: number): Promise<void> {
  for (const { code, details } of attentionOf(shop, orderId)) {
    const value = typeof details['keepMark'] === 'string' ? details['keepMark'] : null;
    shop.store.plans.decide({ orderId, code, choice: 'keep', value }, instantOf(shop.time.clock.now()), 'person');
  }
  await shop.engine.replan([orderId], shop.run());
}

test('an invoice that a colleague gives another total is shown with both figures; writing it again brings back what was posted', async () => {
  const { shop, orderId } = await postedShop();
  await using _ = shop;
  const id = idOf(shop, `invoice:${orderId}`);
  const right = shop.practice.quickbooks.documents().find((document) => document.id === id)?.totalMinor;
  const body = shop.practice.quickbooks.object('Invoice', id);
  shop.practice.quickbooks.control.colleague.edit('Invoice', 'update', { Id: id, Line: withDearerFirstLine(body?.['Line']) });

  await refresh(shop);

  const [finding] = attentionOf(shop, orderId);
  expect(finding).toMatchObject({
    code: 'books/total-differs',
    details: { expected: { minor: right }, actual: { minor: (right ?? 0) + 100 } },
  });
  expect(choicesOf(finding)).toEqual(['update', 'keep', 'void']);
  expect(shop.store.plans.row(orderId)?.state).toBe('attention');
  // The rules have changed since: what was posted is written again, not what they would make of the order today.
  saveConfig(shop, (config) => ({ ...config, policy: { ...config.policy, documentNumberPrefix: 'X-' } }));
  expect(unwrap(await shop.engine.correct(orderId, shop.run())).failed).toEqual([]);
  await shop.engine.replan([orderId], shop.run());
  expect(shop.practice.quickbooks.documents().find((document) => document.id === id)?.totalMinor).toBe(right);
  expect(codesOf(shop, orderId)).toEqual([]);
  expect(shop.store.plans.row(orderId)?.state).toBe('posted');
});

test('a total that QuickBooks answers otherwise than planned raises an alarm with both figures, and is never posted twice for it', async () => {
  await using shop = await startPracticeEngine();
  await shop.sync();
  shop.practice.quickbooks.control.configure({ taxOverride: false });
  const orderId = shop.store.plans
    .readyPlans(500)
    .find(({ documents, tieOut }) => (tieOut?.taxMinor ?? 0) > 0 && documents.some(({ kind }) => kind === 'invoice'))?.orderId;
  if (orderId === undefined) {
    throw new Error('No invoice with tax');
  }
  const planned = shop.store.plans.planOf(orderId)?.total;
  await posted(shop, orderId);

  await shop.engine.replan([orderId], shop.run());

  const actual = shop.practice.quickbooks.documents().find(({ id }) => id === idOf(shop, `invoice:${orderId}`))?.totalMinor;
  expect(actual).not.toBe(planned?.minor);
  expect(attentionOf(shop, orderId)[0]).toMatchObject({
    code: 'books/total-differs',
    details: { expected: planned, actual: { minor: actual } },
  });
  await keep(shop, orderId);
  expect(shop.store.plans.row(orderId)?.state).toBe('posted');
});

test('another customer or date that a colleague gives an invoice is shown; keeping it holds until it changes again', async () => {
  const { shop, orderId } = await postedShop();
  await using _ = shop;
  const id = idOf(shop, `invoice:${orderId}`);
  shop.practice.quickbooks.control.colleague.edit('Invoice', 'update', { Id: id, TxnDate: '2026-03-01' });

  await refresh(shop);

  expect(attentionOf(shop, orderId)[0]).toMatchObject({
    code: 'books/changed',
    details: { changes: [{ field: 'Date', planned: '2026-03-01' }] },
  });
  await keep(shop, orderId);
  expect(codesOf(shop, orderId)).toEqual([]);
  shop.practice.quickbooks.control.colleague.edit('Invoice', 'update', { Id: id, TxnDate: '2026-03-02' });
  await refresh(shop);
  expect(codesOf(shop, orderId)).toEqual(['books/changed']);
});

test('a payment of Purser’s that a colleague deletes is shown on the order', async () => {
  const { shop, orderId } = await postedShop();
  await using _ = shop;
  shop.practice.quickbooks.control.colleague.deletes('Payment', idOf(shop, `payment:${orderId}`));

  await refresh(shop);

  expect(attentionOf(shop, orderId)[0]).toMatchObject({ code: 'books/gone' });
  expect(attentionOf(shop, orderId)[0]?.message).toContain('payment');
});

test('an order that is paid after its invoice was posted asks once, and the payment is recorded on it', async () => {
  const { shop, orderId } = await unpaidShop();
  await using _ = shop;
  expect(shop.store.outbox.live(`payment:${orderId}`)).toBeNull();
  const order = shop.practice.shipstation.control.order(orderId);
  unwrap(shop.practice.shipstation.control.editOrder(orderId, { amountPaid: String(order?.orderTotal) }));

  await pull(shop);

  expect(attentionOf(shop, orderId)[0]).toMatchObject({ code: 'order/paid-after-posting' });
  expect(choicesOf(attentionOf(shop, orderId)[0])).toEqual(['record-payment', 'keep']);
  const outcome = unwrap(await shop.engine.recordPayment(orderId, shop.run()));
  await shop.engine.replan([orderId], shop.run());
  expect(outcome).toMatchObject({ posted: [orderId], failed: [] });
  const invoice = shop.practice.quickbooks.documents().find(({ id }) => id === idOf(shop, `invoice:${orderId}`));
  expect(invoice).toMatchObject({ balanceMinor: 0 });
  expect(codesOf(shop, orderId)).toEqual([]);
  expect(shop.store.plans.row(orderId)?.state).toBe('posted');
});

test('a payment that somebody has entered in QuickBooks already is not asked about', async () => {
  const { shop, orderId } = await unpaidShop();
  await using _ = shop;
  shop.practice.quickbooks.control.colleague.pays(idOf(shop, `invoice:${orderId}`));
  await refresh(shop);
  const order = shop.practice.shipstation.control.order(orderId);
  unwrap(shop.practice.shipstation.control.editOrder(orderId, { amountPaid: String(order?.orderTotal) }));

  await pull(shop);

  expect(codesOf(shop, orderId)).toEqual([]);
});

test('another payer after posting is a change; the payer’s name in other letters is none', async () => {
  const { shop, orderId } = await unpaidShop();
  await using _ = shop;
  const order = shop.practice.shipstation.control.order(orderId);
  if (order === null) {
    throw new Error(`The shop has no order ${orderId}`);
  }
  const name = order.billTo.name ?? '';
  unwrap(shop.practice.shipstation.control.editOrder(orderId, { billTo: { ...order.billTo, name: `  ${name.toUpperCase()} ` } }));
  await pull(shop);
  expect(codesOf(shop, orderId)).toEqual([]);

  unwrap(
    shop.practice.shipstation.control.editOrder(orderId, {
      billTo: { ...order.billTo, name: 'Wanda Otherpayer' },
      email: 'wanda@example.com',
    }),
  );
  await pull(shop);

  const [finding] = attentionOf(shop, orderId);
  expect(finding?.code).toBe('order/changed-after-posting');
  expect(finding?.details['changes']).toContainEqual(expect.objectContaining({ field: 'Customer', planned: 'Wanda Otherpayer' }));
  expect(unwrap(await shop.engine.correct(orderId, shop.run())).failed).toEqual([]);
  await shop.engine.replan([orderId], shop.run());
  expect(shop.practice.quickbooks.documents().find(({ id }) => id === idOf(shop, `invoice:${orderId}`))?.customerName).toBe(
    'Wanda Otherpayer',
  );
  expect(codesOf(shop, orderId)).toEqual([]);
});

test('before a void it is said that Purser’s own payment goes with it, and nothing stands in the way', async () => {
  const { shop, orderId } = await postedShop();
  await using _ = shop;

  const preview = unwrap(await shop.engine.previewUndo(orderId, shop.run()));

  expect(preview.documents.map(({ kind }) => kind)).toEqual(['invoice', 'payment']);
  expect(preview.void.obstacles).toEqual([]);
  expect(preview.void.notes.map(({ code }) => code)).toContain('posting/own-payment');
  expect(preview.recommended).toBe('void');
});

test('before a void it is said by which payment somebody else paid it, what is deposited, and what a colleague changed', async () => {
  const { shop, orderId } = await unpaidShop();
  await using _ = shop;
  const { colleague } = shop.practice.quickbooks.control;
  const paymentId = colleague.pays(idOf(shop, `invoice:${orderId}`));

  const paid = unwrap(await shop.engine.previewUndo(orderId, shop.run()));

  expect(paid.void.obstacles).toEqual([expect.objectContaining({ code: 'books/paid' })]);
  expect(paid.recommended).toBe('credit-memo');
  colleague.deletes('Payment', paymentId);
  colleague.edit('Invoice', 'update', { Id: idOf(shop, `invoice:${orderId}`), TxnDate: '2026-03-01' });
  const changed = unwrap(await shop.engine.previewUndo(orderId, shop.run()));
  expect(changed.void.obstacles).toEqual([]);
  expect(changed.void.notes.map(({ code }) => code)).toContain('books/changed');
});

test('a payment that is part of a bank deposit stands in the way of a void', async () => {
  const { shop, orderId } = await postedShop();
  await using _ = shop;
  shop.practice.quickbooks.control.colleague.deposits(idOf(shop, `payment:${orderId}`));

  const preview = unwrap(await shop.engine.previewUndo(orderId, shop.run()));

  expect(preview.void.obstacles.map(({ code }) => code)).toEqual(['books/deposited']);
});

test('a document of an earlier month is taken back by a credit memo of the same lines, once, and the order says credited', async () => {
  const { shop, orderId } = await postedShop();
  await using _ = shop;
  const id = idOf(shop, `invoice:${orderId}`);
  const invoice = shop.practice.quickbooks.documents().find((document) => document.id === id);
  shop.time.advance(35 * DAY);
  unwrap(shop.practice.shipstation.control.cancel(orderId));
  await pull(shop);
  expect(choicesOf(attentionOf(shop, orderId)[0])).toEqual(['credit-memo', 'void', 'keep']);
  const preview = unwrap(await shop.engine.previewUndo(orderId, shop.run()));
  expect(preview.recommended).toBe('credit-memo');
  expect(preview.void.notes.map(({ code }) => code)).toContain('books/earlier-month');

  const outcome = unwrap(await shop.engine.creditDocuments([orderId], shop.run()));
  await shop.engine.replan([orderId], shop.run());

  expect(outcome).toEqual({ credited: [orderId], refused: [] });
  const memos = shop.practice.quickbooks.documents().filter(({ entity }) => entity === 'CreditMemo');
  expect(memos).toMatchObject([
    {
      docNumber: `${invoice?.docNumber}-CM`,
      totalMinor: invoice?.totalMinor,
      taxMinor: invoice?.taxMinor,
      customerId: invoice?.customerId,
      txnDate: '2026-04-14',
    },
  ]);
  expect(shop.practice.quickbooks.documents().find((document) => document.id === id)).toMatchObject({
    totalMinor: invoice?.totalMinor,
    txnDate: invoice?.txnDate,
  });
  expect(shop.store.plans.row(orderId)?.state).toBe('credited');
  expect(codesOf(shop, orderId)).toEqual([]);
  expect(shop.store.plans.reconcileRows([orderId])).toMatchObject([
    {
      documentDate: invoice?.txnDate,
      booksTotal: { minor: invoice?.totalMinor },
      credit: { on: '2026-04-14', total: { minor: invoice?.totalMinor } },
    },
  ]);
  // Again, and as a void: refused, nothing is written twice.
  expect(unwrap(await shop.engine.creditDocuments([orderId], shop.run())).refused).toMatchObject([{ code: 'posting/credited' }]);
  expect(unwrap(await shop.engine.voidDocuments([orderId], shop.run())).refused).toMatchObject([{ code: 'posting/credited' }]);
  expect(shop.practice.quickbooks.documents().filter(({ entity }) => entity === 'CreditMemo')).toHaveLength(1);
});

test('what is posted anew after a credit memo has -2 behind its number and is dated no earlier than the credit memo', async () => {
  const { shop, orderId } = await postedShop();
  await using _ = shop;
  const number = shop.store.outbox.live(`invoice:${orderId}`)?.documentNumber;
  shop.time.advance(35 * DAY);
  unwrap(await shop.engine.creditDocuments([orderId], shop.run()));
  await shop.engine.replan([orderId], shop.run());
  expect(shop.store.plans.planOf(orderId)).toMatchObject({ outcome: 'ready', documentNumber: `${number}-2`, documentDate: '2026-04-14' });

  shop.engine.supersedeVoided(orderId);
  await posted(shop, orderId);

  expect(shop.store.plans.row(orderId)).toMatchObject({ state: 'posted', documentNumber: `${number}-2` });
});

test('a credit memo that somebody deletes in QuickBooks takes nothing back any more', async () => {
  const { shop, orderId } = await postedShop();
  await using _ = shop;
  unwrap(await shop.engine.creditDocuments([orderId], shop.run()));
  await shop.engine.replan([orderId], shop.run());
  shop.practice.quickbooks.control.colleague.deletes('CreditMemo', idOf(shop, `credit:invoice:${orderId}`));

  await refresh(shop);

  expect(shop.store.plans.row(orderId)?.state).toBe('posted');
  expect(unwrap(await shop.engine.creditDocuments([orderId], shop.run())).credited).toEqual([orderId]);
});

test('closed books stand in the way of a void and not of a credit memo', async () => {
  const { shop, orderId } = await postedShop();
  await using _ = shop;
  shop.time.advance(35 * DAY);
  shop.practice.quickbooks.control.closeBooksThrough('2026-03-31');

  const preview = unwrap(await shop.engine.previewUndo(orderId, shop.run()));

  expect(preview.void.obstacles.map(({ code }) => code)).toContain('books/closed-period');
  expect(preview.creditMemo.obstacles).toEqual([]);
  expect(preview.recommended).toBe('credit-memo');
  expect(unwrap(await shop.engine.creditDocuments([orderId], shop.run())).credited).toEqual([orderId]);
});

test('an approval is taken back even where its documents were written down by a run that could not send them', async () => {
  await using shop = await startPracticeEngine();
  await shop.sync();
  const [orderId = 0, ...others] = shop.approveReady();
  for (const other of others) {
    shop.store.plans.unapprove(other);
  }
  shop.practice.quickbooks.control.plan({ kind: 'suspended', when: { call: 'batch' } });
  await shop.engine.post({ limit: null }, shop.run());
  expect(shop.store.outbox.live(`invoice:${orderId}`) ?? shop.store.outbox.live(`sales-receipt:${orderId}`)).toMatchObject({
    status: 'approved',
  });

  shop.store.transaction(() => {
    shop.store.plans.unapprove(orderId);
    shop.engine.withdrawUnsent(orderId);
  });

  expect(shop.store.plans.row(orderId)?.state).toBe('ready');
  const before = shop.practice.quickbooks.documents().length;
  expect(unwrap(await shop.engine.post({ limit: null }, shop.run())).posted).toEqual([]);
  expect(shop.practice.quickbooks.documents().length).toBe(before);
});

/** A first line that costs one dollar more: a change of the total that keeps everything else. */
function withDearerFirstLine(lines: Json | undefined): readonly Json[] {
  // Safe: lines of a document are objects.
  const all = (Array.isArray(lines) ? lines : []) as readonly JsonObject[];
  return all.map((line, index) => {
    if (index > 0) {
      return line;
    }
    // Safe: the first line of a posted invoice sells an item.
    const { ItemRef = null, TaxCodeRef = null } = line['SalesItemLineDetail'] as JsonObject;
    return { ...line, Amount: Number((Number(line['Amount']) + 1).toFixed(2)), SalesItemLineDetail: { ItemRef, TaxCodeRef } };
  });
}

/** An order that nothing was paid for when it was posted. */
async function unpaidShop(): Promise<{ shop: PracticeEngine; orderId: number }> {
  const shop = await startPracticeEngine();
  saveConfig(shop, (config) => ({ ...config, policy: { ...config.policy, postWhen: 'created' } }));
  await shop.sync();
  const orderId = ordersOfCase('waiting').find(
    (candidate) => shop.store.plans.planOf(candidate)?.documents.some(({ kind }) => kind === 'payment') === true,
  );
  if (orderId === undefined) {
    throw new Error('No waiting order becomes an invoice with a payment');
  }
  unwrap(shop.practice.shipstation.control.editOrder(orderId, { amountPaid: '0.00' }));
  await pull(shop);
  await posted(shop, orderId);
  return { shop, orderId };
}
