import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';

import type { OpenHost } from '../../electron/hosts/headless/command-context.ts';
import { practiceDeedText } from '../../shared/contract/practice-texts.ts';
import { PRACTICE_ACTIONS } from '../../shared/domain/practice/actions.ts';
import { company, firstOf, openPanelCompany, type PanelCompany } from './panel-company.ts';

let on: PanelCompany;
let open: OpenHost;
let perform: PanelCompany['perform'];
let pull: PanelCompany['pull'];
let show: PanelCompany['show'];
let look: PanelCompany['look'];
let post: PanelCompany['post'];
let troubles: PanelCompany['troubles'];
let approved: PanelCompany['approved'];

beforeAll(async () => {
  on = await openPanelCompany();
  ({ open, perform, pull, show, look, post, troubles, approved } = on);
}, 60_000);
afterAll(() => on[Symbol.asyncDispose]());

afterEach(async () => {
  await perform({ action: 'back-to-normal' });
});

const codesOf = ({ attention }: Awaited<ReturnType<PanelCompany['show']>>): readonly string[] => attention.map(({ code }) => code);

async function refreshAndPull(): Promise<void> {
  await open.call('reference.refresh', { company });
  await pull();
}

/** The failure code of a call that must fail. */
async function refusalOf(call: Promise<unknown>): Promise<string> {
  return call.then(
    () => 'nothing',
    (error: unknown) => String((error as { readonly code?: unknown }).code),
  );
}

/** A shipped order whose invoice stands in the books. */
async function posted(): Promise<number> {
  const orderId = await approved();
  expect((await post()).posted).toContain(orderId);
  return orderId;
}

test('offers every action, and on no order what needs none', async () => {
  const { offers } = await look();
  expect(offers.map(({ action }) => action)).toEqual([...PRACTICE_ACTIONS]);
  expect(offers.find(({ action }) => action === 'order-arrives')?.orders).toBeNull();
  expect(await troubles()).toEqual([]);
});

describe('in the shop and in ShipStation', () => {
  test('a new order waits for its label, and is ready when it has one', async () => {
    const orderId = firstOf(await perform({ action: 'order-arrives' }));
    await pull();
    expect((await show(orderId)).row.state).toBe('waiting');
    await perform({ action: 'ship-order', order: orderId });
    await pull();
    const { row, plan } = await show(orderId);
    expect([row.state, plan?.ship?.trackingNumber]).toEqual(['ready', expect.stringMatching(/^94/)]);
  });

  test('a busy hour brings as many orders as were asked for', async () => {
    const { orders } = await perform({ action: 'orders-arrive', count: 10 });
    const { created } = await pull();
    expect([orders.length, created]).toEqual([10, 10]);
    expect((await show(orders[9]?.orderId ?? 0)).row.state).toBe('waiting');
  });

  test('an order whose labels are voided waits again', async () => {
    const orderId = firstOf(await perform({ action: 'shipped-order-arrives' }));
    await pull();
    expect((await show(orderId)).row.state).toBe('ready');
    await perform({ action: 'void-label', order: orderId });
    await pull();
    expect((await show(orderId)).row.state).toBe('waiting');
  });

  test('a cancelled order is never posted', async () => {
    const orderId = firstOf(await perform({ action: 'order-arrives' }));
    await perform({ action: 'cancel-order', order: orderId });
    await pull();
    expect((await show(orderId)).row.state).toBe('terminal');
  });

  test('a raised shipping charge lets the approval lapse and raises the total by it', async () => {
    const orderId = await approved();
    const before = (await show(orderId)).plan?.total?.minor ?? 0;
    await perform({ action: 'change-amount', order: orderId, amount: '7.25' });
    await pull();
    const { plan, row } = await show(orderId);
    expect([(plan?.total?.minor ?? 0) - before, row.state]).toEqual([725, 'ready']);
  });

  test('what changes after a person has seen an order is told beside what it was, until it is seen again', async () => {
    const orderId = await approved();
    expect((await show(orderId)).sinceSeen).toBeNull();
    expect(await open.call('order.seen', { company, orderIds: [orderId, 4] })).toEqual({ seen: [orderId] });
    await perform({ action: 'change-amount', order: orderId, amount: '7.25' });
    await pull();
    const { sinceSeen, row } = await show(orderId);
    expect(sinceSeen?.changes.map(({ field }) => field)).toEqual(expect.arrayContaining(['Shipping charged', 'Order total']));
    expect(row.changedSinceSeen).toBe(true);
    const { orders } = await open.call('order.list', { company, filter: { changed: true } });
    expect(orders.map((each) => each.orderId)).toEqual([orderId]);
    await open.call('order.seen', { company, orderIds: [orderId] });
    expect((await show(orderId)).sinceSeen?.changes).toEqual([]);
  });

  test('a split order is one family with its new part', async () => {
    const orderId = firstOf(await perform({ action: 'order-arrives' }));
    await perform({ action: 'split-order', order: orderId });
    await pull();
    expect((await show(orderId)).members.length).toBe(2);
  });

  test('combined orders are one family with the money of both', async () => {
    const { orders } = await perform({ action: 'orders-arrive', count: 10 });
    const deed = await perform({ action: 'combine-orders', order: orders[0]?.orderId ?? 0 });
    await pull();
    expect(deed.orders).toHaveLength(2);
    expect((await show(firstOf(deed))).members.map(({ orderId }) => orderId).toSorted((a, b) => a - b)).toEqual(
      deed.orders.map(({ orderId }) => orderId).toSorted((a, b) => a - b),
    );
  });

  test('a record that can’t be read is kept aside until the troubles are cleared', async () => {
    const orderId = firstOf(await perform({ action: 'record-unreadable' }));
    const another = firstOf(await perform({ action: 'order-arrives' }));
    expect((await pull()).parked).toBe(1);
    expect((await show(another)).row.state).toBe('waiting');
    expect(await refusalOf(show(orderId))).toBe('order/unknown');
    expect(await troubles()).toEqual(['record-unreadable']);
    await perform({ action: 'back-to-normal' });
    expect((await pull()).parked).toBe(0);
    expect((await show(orderId)).row.state).toBe('waiting');
    expect(await troubles()).toEqual([]);
  });

  test('a key that runs out stops the pull, and the new one lets it go on once it is entered', async () => {
    await perform({ action: 'source-key-ends' });
    expect(await troubles()).toEqual(['source-key-ended']);
    expect(await refusalOf(pull())).toBe('source/key-expired');
    const { key } = await perform({ action: 'source-key-made' });
    expect(await troubles()).toEqual([]);
    await open.call('source.connect', { company, version: 'v1', apiKey: key?.apiKey ?? '', apiSecret: key?.apiSecret ?? '' });
    expect((await pull()).parked).toBe(0);
  });
});

describe('in QuickBooks', () => {
  test('an answer that is lost ends with one document', async () => {
    const orderId = await approved();
    await perform({ action: 'books-lose-answer' });
    await post();
    await pull();
    await post();
    const { row, postings } = await show(orderId);
    expect([row.state, postings.filter(({ operation, status }) => operation === 'create' && status === 'posted').length]).toEqual([
      'posted',
      postings.length,
    ]);
    expect(
      on.practice.quickbooks.documents().filter(({ docNumber, entity }) => docNumber === row.documentNumber && entity === 'Invoice'),
    ).toHaveLength(1);
  });

  test('an access token that expires is renewed by itself', async () => {
    await perform({ action: 'books-token-ends' });
    expect(await posted()).toBeGreaterThan(0);
  });

  test('a revoked connection needs a person, and going back to normal connects again', async () => {
    const orderId = await approved();
    await perform({ action: 'books-revoke' });
    expect(await troubles()).toEqual(['books-revoked']);
    expect(await refusalOf(post())).toBe('books/reconnect');
    expect((await open.call('connection.list', { company })).books.status).toBe('needs-person');
    await perform({ action: 'back-to-normal' });
    expect(await troubles()).toEqual([]);
    expect((await post()).posted).toEqual([orderId]);
  });

  test('a suspended subscription holds postings back', async () => {
    const orderId = await approved();
    await perform({ action: 'books-suspend' });
    expect(await troubles()).toEqual(['books-suspended']);
    await post().catch(() => undefined);
    expect((await show(orderId)).row.state).not.toBe('posted');
    await perform({ action: 'back-to-normal' });
    await post();
    expect((await show(orderId)).row.state).toBe('posted');
  });

  test('closed books block what is dated before, and open books let it go', async () => {
    const { on } = await perform({ action: 'books-close' });
    expect((await look()).troubles).toEqual([{ trouble: 'books-closed', orderNumber: null, on, reason: null, left: null }]);
    await refreshAndPull();
    const blocked = async (): Promise<number> =>
      (await open.call('order.list', { company, filter: { code: 'books/closed-period', states: ['blocked'] }, limit: 500 })).orders.length;
    const closed = await blocked();
    await perform({ action: 'books-open' });
    await refreshAndPull();
    expect([closed > 50, (await blocked()) < closed, await troubles()]).toEqual([true, true, []]);
  });

  test('a document that a colleague changes or deletes asks for a person; a payment changes nothing', async () => {
    const changed = await posted();
    await perform({ action: 'colleague-changes', order: changed });
    const deleted = await posted();
    await perform({ action: 'colleague-deletes', order: deleted });
    await refreshAndPull();
    const { differences } = await open.call('reconcile.run', { company, from: '2020-01-01', to: '2099-12-31' });
    expect(differences.filter(({ orderId }) => orderId === changed).map(({ kind }) => kind)).toContain('total-differs');
    expect(codesOf(await show(changed))).toEqual(['books/total-differs']);
    expect(codesOf(await show(deleted))).toEqual(['books/gone']);

    const { orders } = await open.call('order.list', { company, filter: { states: ['ready'] }, limit: 500 });
    const wholesale = orders.find(({ documentKind }) => documentKind === 'invoice');
    await open.call('order.approve', { company, orderIds: [wholesale?.planOrderId ?? 0] });
    await post();
    await perform({ action: 'colleague-pays', order: wholesale?.planOrderId ?? 0 });
    await refreshAndPull();
    expect((await show(wholesale?.planOrderId ?? 0)).row.state).toBe('posted');
  });
});

test('an order that does not fit, or that there is none of, is refused with its own code, and nothing happens', async () => {
  const orderId = firstOf(await perform({ action: 'order-arrives' }));
  expect(await refusalOf(perform({ action: 'void-label', order: orderId }))).toBe('practice/not-possible');
  expect(await refusalOf(perform({ action: 'ship-order', order: 'no-such-order' }))).toBe('order/unknown');
});

test('every deed is in the audit, without the key', async () => {
  const { key } = await perform({ action: 'source-key-made' });
  await perform({ action: 'back-to-normal' });
  const { entries } = await open.call('audit.list', { company, limit: 20 });
  expect(entries.map(({ kind }) => kind)).toContain('practice-performed');
  expect(JSON.stringify(entries)).not.toContain(key?.apiSecret ?? never());
});

test('a company that is no practice company has no such panel', async () => {
  const { company: client } = await open.call('company.add', { name: 'Real Client', practice: false });
  expect(await refusalOf(open.call('practice.actions', { company: client.slug }))).toBe('company/not-practice');
  expect(await refusalOf(open.call('practice.perform', { company: client.slug, wish: { action: 'order-arrives' } }))).toBe(
    'company/not-practice',
  );
});

test('each action has a sentence that says what happened and one that says where to look', () => {
  for (const action of PRACTICE_ACTIONS) {
    const { happened, lookFor } = practiceDeedText({
      action,
      orders: [
        { orderId: 1, orderNumber: '10901' },
        { orderId: 2, orderNumber: '10902' },
      ],
      documentNumber: '10901',
      on: '2026-06-30',
      reason: 'own-rule',
      times: 1,
      key: null,
    });
    expect(`${happened} ${lookFor}`, action).toMatch(/^[A-Z0-9].*\. [A-Z].*\.$/);
    expect(`${happened} ${lookFor}`, action).not.toMatch(/undefined|null|\s{2}/);
  }
});

function never(): never {
  throw new Error('There is none');
}
