import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { afterEach, describe, expect, test } from 'vitest';

import { createFakeClient, failure } from './fake-client.ts';
import { COMPANY, NOW } from './fake-shop.ts';
import { showApp } from './render-app.tsx';

const REVIEW = `/c/${COMPANY}/review`;

afterEach(cleanup);

const grid = (): Promise<HTMLElement> => screen.findByRole('grid', { name: 'Orders' });
const press = (key: string): boolean => fireEvent.keyDown(document.body, { key });
const activeRow = (): string | null => screen.getByRole('grid').getAttribute('aria-activedescendant');

/** Waits for the orders, and makes the first one the active one. Which rows are drawn is for a real browser to say. */
async function startAtFirst(): Promise<string> {
  await grid();
  press('j');
  await waitFor(() => expect(activeRow()).toMatch(/^order-\d+$/));
  return activeRow() ?? '';
}

describe('the review list', () => {
  test('asks for what a person reviews when the address names no states', async () => {
    const { client } = showApp(REVIEW);
    await grid();
    expect(client.callsOf('order.list')[0]?.input).toMatchObject({ filter: { states: ['ready', 'blocked', 'attention'] } });
  });

  test('takes its filters from the address', async () => {
    const { client } = showApp(
      `${REVIEW}?states=posted,failed&store=102&q=Ruiz&from=2026-11-01&to=2026-11-30&code=order%2Fdoes-not-tie&sort=total&dir=asc`,
    );
    await screen.findByText('No orders match');
    expect(client.callsOf('order.list')[0]?.input).toMatchObject({
      filter: {
        states: ['failed', 'posted'],
        storeId: 102,
        search: 'Ruiz',
        from: '2026-11-01',
        to: '2026-11-30',
        code: 'order/does-not-tie',
      },
      sort: 'total',
      descending: false,
    });
  });

  test('writes a filter that is chosen into the address', async () => {
    const { address } = showApp(REVIEW);
    await grid();
    fireEvent.click(await screen.findByRole('checkbox', { name: /^Posted/ }));
    await waitFor(() => expect(address()).toContain('states=attention%2Cposted%2Cblocked%2Cready'));
    fireEvent.change(screen.getByRole('combobox', { name: 'Store' }), { target: { value: '101' } });
    await waitFor(() => expect(address()).toContain('store=101'));
  });

  test('ignores what makes no sense in an address', async () => {
    const { client } = showApp(`${REVIEW}?states=nonsense&store=x&from=2026-02-30&sort=nothing`);
    await grid();
    const input = client.callsOf('order.list')[0]?.input;
    expect(input).toMatchObject({ sort: 'orderedOn' });
    expect(Object.keys(input?.['filter'] ?? {})).toEqual(['states']);
  });

  test('says why it failed, with the next step, and tries again', async () => {
    const client = createFakeClient();
    client.answer('order.list', () => failure('store/disk', 'The disk could not be written or read.'));
    showApp(REVIEW, client);
    const alert = await screen.findByRole('alert');
    expect(within(alert).getByText('The disk could not be written or read.')).toBeTruthy();
    await within(alert).findByText(/Free some space/);
    client.answer('order.list', () => ({ orders: [], next: null }));
    fireEvent.click(within(alert).getByRole('button', { name: 'Try again' }));
    expect(await screen.findByText('Nothing to review')).toBeTruthy();
  });

  test('marks the sorted column and asks the host to sort', async () => {
    const { client } = showApp(REVIEW);
    fireEvent.click(within(await grid()).getByRole('button', { name: 'Total' }));
    await waitFor(() => expect(client.callsOf('order.list').at(-1)?.input).toMatchObject({ sort: 'total', descending: true }));
    const header = within(await grid()).getByRole('columnheader', { name: 'Total' });
    await waitFor(() => expect(header.getAttribute('aria-sort')).toBe('descending'));
  });
});

describe('the keys of the review list', () => {
  test('j and k move, x selects, Enter opens, Escape closes', async () => {
    const { address } = showApp(REVIEW);
    const first = await startAtFirst();
    press('j');
    await waitFor(() => expect(activeRow()).not.toBe(first));
    press('k');
    await waitFor(() => expect(activeRow()).toBe(first));
    press('x');
    expect(await screen.findByRole('toolbar', { name: '1 selected' })).toBeTruthy();
    press('Enter');
    await waitFor(() => expect(address()).toContain(`order=${first.replace('order-', '')}`));
    await screen.findByRole('region', { name: /^Order / });
    press('Escape');
    await waitFor(() => expect(address()).not.toContain('order='));
    expect(document.activeElement).toBe(screen.getByRole('grid'));
  });

  test('Control and a selects all of the filter, of which the list has loaded only a part, with the money that the database counted', async () => {
    const client = createFakeClient({ orders: 900 });
    showApp(REVIEW, client);
    await startAtFirst();
    const counted = client.callsOf('order.list').length;
    fireEvent.keyDown(screen.getByRole('grid'), { key: 'a', ctrlKey: true });
    const bar = await screen.findByRole('toolbar', { name: /^All \d+ orders of this filter selected$/ });
    const total = Number(/\d+/.exec(bar.getAttribute('aria-label') ?? '')?.[0]);
    expect(total).toBeGreaterThan(200);
    expect(within(bar).getByText(/^\$[\d,]+\.\d\d$/)).toBeTruthy();
    expect(client.callsOf('order.list')).toHaveLength(counted);
    expect(screen.getAllByRole('status', { hidden: true }).some(({ textContent }) => textContent === bar.getAttribute('aria-label'))).toBe(
      true,
    );

    press('e');
    const dialog = await screen.findByRole('dialog', { name: `Exclude ${total} orders` });
    fireEvent.change(within(dialog).getByRole('textbox'), { target: { value: 'Booked by hand' } });
    fireEvent.click(within(dialog).getByRole('button', { name: 'Exclude' }));
    await waitFor(() =>
      expect(client.callsOf('order.changeAll')[0]?.input).toMatchObject({
        count: total,
        change: { kind: 'exclude', reason: 'Booked by hand' },
      }),
    );
    expect(client.callsOf('order.exclude')).toEqual([]);
    await waitFor(() => expect(screen.queryByRole('toolbar', { name: /selected$/ })).toBeNull());
    fireEvent.click(await screen.findByRole('button', { name: 'Undo' }));
    await waitFor(() => expect(client.callsOf('order.changeAll')[1]?.input['change']).toMatchObject({ kind: 'include', excludedAt: NOW }));
  });

  test('with all selected, a approves what is ready under the filter, and one that is touched begins a new selection', async () => {
    const client = createFakeClient({ orders: 900 });
    showApp(REVIEW, client);
    await startAtFirst();
    press('x');
    fireEvent.click(await screen.findByRole('button', { name: /^Select all \d+$/ }));
    await screen.findByRole('toolbar', { name: /^All / });
    press('a');
    const dialog = await screen.findByRole('dialog', { name: 'Approve these orders' });
    await within(dialog).findByRole('button', { name: /^Approve [1-9]/ });
    expect(client.callsOf('order.approvalEffect').at(-1)?.input).toMatchObject({ orderIds: null });
    fireEvent.keyDown(dialog, { key: 'Escape' });
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());

    press('x');
    await screen.findByRole('toolbar', { name: '1 selected' });
    press('Escape');
    await waitFor(() => expect(screen.queryByRole('toolbar', { name: /selected$/ })).toBeNull());
  });

  test('Shift and x selects all from the last one that was selected, up and down, and adds to what is selected', async () => {
    showApp(REVIEW);
    await startAtFirst();
    press('X');
    expect(await screen.findByRole('toolbar', { name: '1 selected' })).toBeTruthy();
    for (const expected of ['2 selected', '3 selected']) {
      const before = activeRow();
      press('j');
      await waitFor(() => expect(activeRow()).not.toBe(before));
      press('X');
      expect(await screen.findByRole('toolbar', { name: expected })).toBeTruthy();
    }
    press('Escape');
    await waitFor(() => expect(screen.queryByRole('toolbar', { name: /selected$/ })).toBeNull());
    press('x');
    for (const _step of [1, 2]) {
      const before = activeRow();
      press('k');
      await waitFor(() => expect(activeRow()).not.toBe(before));
    }
    press('X');
    expect(await screen.findByRole('toolbar', { name: '3 selected' })).toBeTruthy();
  });

  test('a approves the active order at once, and the notice undoes it', async () => {
    const { client } = showApp(`${REVIEW}?states=ready`);
    await startAtFirst();
    press('a');
    const undo = await screen.findByRole('button', { name: 'Undo' });
    const [approve] = client.callsOf('order.approve');
    expect(approve?.commandId).toMatch(/^[0-9a-f-]{36}$/);
    fireEvent.click(undo);
    await waitFor(() => expect(client.callsOf('order.unapprove')[0]?.input['orderIds']).toEqual(approve?.input['orderIds']));
  });

  test('slash goes to the search, and letters typed there do nothing else', async () => {
    const { client } = showApp(REVIEW);
    await startAtFirst();
    press('/');
    const search = screen.getByRole('searchbox', { name: 'Search' });
    await waitFor(() => expect(document.activeElement).toBe(search));
    fireEvent.keyDown(search, { key: 'a' });
    expect(client.callsOf('order.approve')).toEqual([]);
  });

  test('the top bar searches while a person types, from any screen, and Escape takes it back', async () => {
    const { address, client } = showApp(`/c/${COMPANY}/overview`);
    await screen.findByRole('heading', { level: 1, name: 'Overview' });
    press('/');
    const box = screen.getByRole('textbox', { name: 'Search orders' });
    expect(document.activeElement).toBe(box);
    fireEvent.change(box, { target: { value: 'R' } });
    fireEvent.change(box, { target: { value: 'Ru' } });
    fireEvent.change(box, { target: { value: 'Ruiz' } });
    await waitFor(() => expect(address()).toContain('q=Ruiz'));
    await waitFor(() => expect(client.callsOf('order.list').at(-1)?.input).toMatchObject({ filter: { search: 'Ruiz' } }));
    const letters = expect.objectContaining({ filter: expect.objectContaining({ search: 'Ru' }) });
    expect(client.callsOf('order.list').map(({ input }) => input)).not.toContainEqual(letters);
    expect(document.activeElement).toBe(box);
    fireEvent.keyDown(box, { key: 'Escape' });
    await waitFor(() => expect(address()).not.toContain('q='));
    expect(box).toHaveProperty('value', '');
  });

  test('e asks for a reason and sends it', async () => {
    const { client } = showApp(`${REVIEW}?states=ready`);
    await startAtFirst();
    press('e');
    const dialog = await screen.findByRole('dialog', { name: 'Exclude this order' });
    const button = within(dialog).getByRole('button', { name: 'Exclude' });
    expect(button.hasAttribute('disabled')).toBe(true);
    fireEvent.change(within(dialog).getByRole('textbox', { name: /Reason/ }), { target: { value: 'Sample' } });
    fireEvent.click(button);
    await waitFor(() => expect(client.callsOf('order.exclude')[0]?.input).toMatchObject({ reason: 'Sample' }));
  });
});

describe('approving and posting', () => {
  test('approving all ready shows the effect by account first', async () => {
    const { client } = showApp(REVIEW);
    await grid();
    fireEvent.click(await screen.findByRole('button', { name: /^Approve all ready \(\d/ }));
    const dialog = await screen.findByRole('dialog', { name: 'Approve these orders' });
    await within(dialog).findByText('Sales of Product Income');
    expect(client.callsOf('order.approveReady')).toEqual([]);
    expect(client.callsOf('order.approvalEffect')[0]?.input).toMatchObject({ orderIds: null });
    fireEvent.click(within(dialog).getByRole('button', { name: /^Approve \d/ }));
    await waitFor(() => expect(client.callsOf('order.approveReady')).toHaveLength(1));
    expect(client.callsOf('order.approveReady')[0]?.input).toMatchObject({ seen: expect.stringMatching(/^\d/) });
    await screen.findByText(/orders approved/);
  });

  test('approving from the order sends the fingerprint that is on the screen', async () => {
    const { client } = showApp(`${REVIEW}?states=ready&order=500100200`);
    const detail = await screen.findByRole('region', { name: 'Order 10457' });
    fireEvent.click(await within(detail).findByRole('button', { name: 'Approve' }));
    await waitFor(() =>
      expect(client.callsOf('order.approve')[0]?.input).toMatchObject({
        orderIds: [500_100_200],
        fingerprints: { 500100200: 'fingerprint-500100200' },
      }),
    );
  });

  test('posting asks once with the totals and then shows what became of each order', async () => {
    const { client } = showApp(REVIEW);
    await grid();
    fireEvent.click(await screen.findByRole('button', { name: /^Post [1-9]/ }));
    const dialog = await screen.findByRole('dialog', { name: 'Post to QuickBooks' });
    await within(dialog).findByText('Shipping Income');
    expect(client.callsOf('posting.post')).toEqual([]);
    fireEvent.click(within(dialog).getByRole('button', { name: /^Post \d/ }));
    const result = await screen.findByRole('dialog', { name: 'Result of posting' });
    await within(result).findByText('Posted: 7');
    expect(within(result).getByText(/the customer is inactive/)).toBeTruthy();
    expect(within(result).getByRole('link', { name: 'Open Replay' })).toBeTruthy();
  });

  test('a choice of a blocker is sent as the answer to that very finding', async () => {
    const { client } = showApp(`${REVIEW}?states=all&q=10445&order=500100212`);
    const button = await screen.findByRole('button', { name: 'Put the difference on a rounding line' });
    fireEvent.click(button);
    await waitFor(() =>
      expect(client.callsOf('order.resolve')[0]?.input).toMatchObject({
        orderId: 500_100_212,
        code: 'order/does-not-tie',
        choose: 'rounding-line',
        value: null,
      }),
    );
  });

  test('an order explains each amount of its document and ties out', async () => {
    showApp(`${REVIEW}?order=500100200`);
    expect(await screen.findAllByRole('button', { name: /quantity × unit price, rounded half up/ })).toHaveLength(2);
    expect(screen.getByText('Ties out to the cent')).toBeTruthy();
  });
});
