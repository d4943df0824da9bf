import { afterAll, beforeAll, expect, test } from 'vitest';

import { company, openPanelCompany, type PanelCompany } from './panel-company.ts';

let on: PanelCompany;
beforeAll(async () => {
  on = await openPanelCompany();
}, 60_000);
afterAll(() => on[Symbol.asyncDispose]());

/** An approved order whose buyer is no customer of the books yet. */
async function approvedOfNewBuyer(): Promise<number> {
  for (let tries = 0; tries < 20; tries += 1) {
    const orderId = await on.approved();
    if ((await on.show(orderId)).plan?.customer?.kind === 'new') {
      return orderId;
    }
  }
  throw new Error('All buyers of the practice shop are known');
}

/** The first cause that Replay names for an order, but that something else failed. */
async function causeOf(orderId: number): Promise<string | undefined> {
  const { groups } = await on.open.call('posting.failures', { company });
  return groups.find(({ code, postings }) => code !== 'posting/needs-failed' && postings.some((posting) => posting.orderId === orderId))
    ?.code;
}

async function post(orderId: number): Promise<readonly number[]> {
  const { row } = await on.show(orderId);
  if (row.state === 'ready') {
    await on.open.call('order.approve', { company, orderIds: [orderId] });
  }
  return (await on.post()).posted;
}

/** An active customer in dollars that is not this order's own. */
async function anyCustomer(): Promise<{ readonly id: string; readonly name: string }> {
  const { records } = await on.open.call('reference.search', { company, kind: 'customer', text: '', limit: 50 });
  const found = records.find(({ active }) => active);
  if (found === undefined) {
    throw new Error('The books have no customer');
  }
  return found;
}

test.each([
  ['6240', 'books/name-taken'],
  ['2210', 'books/bad-email'],
])(
  'a customer that QuickBooks refuses (%s) is answered by naming another one: the order leaves Replay and is posted to that one',
  async (code, cause) => {
    const orderId = await approvedOfNewBuyer();
    on.practice.quickbooks.control.plan({ kind: 'refuse', code, when: { entity: 'Customer', operation: 'create' } });
    await on.post();
    expect(await causeOf(orderId)).toBe(cause);
    const customer = await anyCustomer();
    const offered = (await on.show(orderId)).plan?.warnings.find((warning) => warning.code === 'customer/will-be-created');
    expect(offered?.choices.map(({ choice }) => choice)).toEqual(['use-customer']);

    const { status } = await on.open.call('order.resolve', {
      company,
      orderId,
      code: 'customer/will-be-created',
      choose: 'use-customer',
      value: customer.id,
    });

    expect(status).toBe('ready');
    expect(await causeOf(orderId)).toBeUndefined();
    expect(await post(orderId)).toEqual([orderId]);
    expect((await on.show(orderId)).plan?.customer).toMatchObject({ id: customer.id });
  },
);

test('a customer that a colleague makes under the very name is found when the lists are refreshed: nothing of the order stays in Replay', async () => {
  const orderId = await approvedOfNewBuyer();
  const customer = (await on.show(orderId)).plan?.customer;
  on.practice.quickbooks.control.plan({ kind: 'refuse', code: '6240', when: { entity: 'Customer', operation: 'create' } });
  await on.post();
  expect(await causeOf(orderId)).toBe('books/name-taken');

  const email = customer?.kind === 'new' && customer.email !== null ? { PrimaryEmailAddr: { Address: customer.email } } : {};
  const made = on.practice.quickbooks.control.edit('Customer', 'create', { DisplayName: customer?.name ?? '', ...email });
  await on.open.call('reference.refresh', { company });

  expect(await causeOf(orderId)).toBeUndefined();
  expect(await post(orderId)).toEqual([orderId]);
  expect((await on.show(orderId)).plan?.customer).toMatchObject({ kind: 'existing', id: made['Id'] });
});

test('another item in the mapping heals what was refused for the first: the order leaves Replay, waits for approval and is posted', async () => {
  const orderId = await on.approved();
  await on.perform({ action: 'books-refuse', reason: 'item-inactive' });
  await on.post();
  expect(await causeOf(orderId)).toBe('books/record-gone');
  const shown = await on.show(orderId);
  const line = shown.plan?.lines.find(({ role }) => role === 'product');
  const sold = shown.order.items.find(({ orderItemId }) => orderItemId === line?.orderItemId);
  const { records } = await on.open.call('reference.search', { company, kind: 'item', text: '', limit: 100 });
  const other = records.find(({ active, name }) => active && name !== line?.itemName);

  const mapping = { sku: sold?.sku ?? '', item: { id: other?.id ?? '' } };
  await on.open.call('mapping.save', { company, changes: [{ kind: 'product', mapping }] });

  expect([(await on.show(orderId)).row.state, await causeOf(orderId)]).toEqual(['ready', undefined]);
  expect(await post(orderId)).toEqual([orderId]);
});
