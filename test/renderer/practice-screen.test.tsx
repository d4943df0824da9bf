import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { afterEach, describe, expect, test } from 'vitest';

import { createFakeClient, failure, type FakeClient } from './fake-client.ts';
import { NOTHING_DONE, PRACTICE } from './fake-practice.ts';
import { COMPANY } from './fake-shop.ts';
import { showApp } from './render-app.tsx';

afterEach(cleanup);

const PRACTICE_SCREEN = `/c/${COMPANY}/practice`;

function practiceClient(): FakeClient {
  const client = createFakeClient();
  client.answer('practice.actions', () => PRACTICE);
  client.answer('practice.perform', ({ wish }) => ({ ...NOTHING_DONE, action: wish.action }));
  return client;
}

const wishes = (client: FakeClient): unknown[] => client.callsOf('practice.perform').map(({ input }) => input['wish']);

describe('the practice screen', () => {
  test('says that nothing is real, groups what can happen, and shows what is switched on', async () => {
    showApp(PRACTICE_SCREEN, practiceClient());
    expect(await screen.findByText(/Nothing here is real/)).toBeTruthy();
    for (const group of ['In the shop', 'In ShipStation', 'In QuickBooks', 'Back to normal']) {
      expect(screen.getByRole('region', { name: group })).toBeTruthy();
    }
    const troubles = screen.getByRole('region', { name: 'Switched on now' });
    expect(within(troubles).getByText('QuickBooks refuses the next invoice (2 times): an item of it is inactive.')).toBeTruthy();
    expect(within(screen.getByRole('region', { name: 'In QuickBooks' })).getAllByText('Switched on')).toHaveLength(1);
  });

  test('lets something happen with what was chosen, and says what happened and where to look', async () => {
    const client = practiceClient();
    client.answer('practice.perform', ({ wish }) => ({ ...NOTHING_DONE, action: wish.action, reason: 'tax-refused', times: 3 }));
    showApp(PRACTICE_SCREEN, client);
    fireEvent.change(await screen.findByRole('combobox', { name: 'Why' }), { target: { value: 'tax-refused' } });
    fireEvent.change(screen.getByRole('textbox', { name: 'How many invoices' }), { target: { value: '3' } });
    fireEvent.click(screen.getByRole('button', { name: 'Do it: Refuse the next invoice' }));

    const happened = screen.getByRole('region', { name: 'What happened' });
    expect(await within(happened).findByText('QuickBooks will refuse the next 3 invoices: its tax is not accepted.')).toBeTruthy();
    expect(within(happened).getByText(/Approve and post something, then open Replay/)).toBeTruthy();
    expect(within(happened).getByRole('link', { name: 'Go to Replay' }).getAttribute('href')).toContain('/replay');
    expect(wishes(client)).toEqual([{ action: 'books-refuse', reason: 'tax-refused', times: 3 }]);
  });

  test('takes the first order that fits where none is chosen, and offers nothing where none fits', async () => {
    const client = practiceClient();
    client.answer('practice.perform', ({ wish }) => ({
      ...NOTHING_DONE,
      action: wish.action,
      orders: [{ orderId: 500100901, orderNumber: '10901' }],
    }));
    showApp(PRACTICE_SCREEN, client);
    fireEvent.click(await screen.findByRole('button', { name: 'Do it: Ship an order' }));
    const link = await screen.findByRole('link', { name: 'Open order 10901' });
    expect(link.getAttribute('href')).toContain('order=500100901');
    expect(wishes(client)).toEqual([{ action: 'ship-order', order: null }]);
    expect(screen.getByRole('button', { name: 'Do it: A colleague deletes a document' }).hasAttribute('disabled')).toBe(true);
  });

  test('sends the order that was chosen', async () => {
    const client = practiceClient();
    showApp(PRACTICE_SCREEN, client);
    const order = await screen.findByLabelText('Order for: Cancel an order', { selector: 'input' });
    fireEvent.focus(order);
    fireEvent.click(order);
    fireEvent.keyDown(order, { key: 'ArrowDown', code: 'ArrowDown' });
    fireEvent.keyDown(order, { key: 'ArrowDown', code: 'ArrowDown' });
    fireEvent.keyDown(order, { key: 'Enter', code: 'Enter' });
    await waitFor(() => expect(order.getAttribute('value') ?? ('value' in order ? order.value : '')).toBe('10902 · Wei Chen'));
    fireEvent.click(screen.getByRole('button', { name: 'Do it: Cancel an order' }));
    await waitFor(() => expect(wishes(client)).toEqual([{ action: 'cancel-order', order: 500100902 }]));
  });

  test('clears every trouble from where they are shown', async () => {
    const client = practiceClient();
    showApp(PRACTICE_SCREEN, client);
    const troubles = await screen.findByRole('region', { name: 'Switched on now' });
    client.answer('practice.actions', () => ({ ...PRACTICE, troubles: [] }));
    fireEvent.click(within(troubles).getByRole('button', { name: 'Clear every trouble' }));
    expect(await screen.findByText(/No trouble is switched on/)).toBeTruthy();
    expect(wishes(client)).toEqual([{ action: 'back-to-normal' }]);
  });

  test('shows a new key of the practice shop, to be entered on Connections', async () => {
    const client = practiceClient();
    client.answer('practice.perform', ({ wish }) => ({ ...NOTHING_DONE, action: wish.action, key: { apiKey: 'k-2', apiSecret: 's-2' } }));
    showApp(PRACTICE_SCREEN, client);
    fireEvent.click(await screen.findByRole('button', { name: 'Do it: Make a new API key' }));
    expect(await screen.findByText('k-2')).toBeTruthy();
    expect(screen.getByText('s-2')).toBeTruthy();
    expect(screen.getByRole('link', { name: 'Go to Connections' })).toBeTruthy();
  });

  test('says why nothing could be shown or done', async () => {
    const client = practiceClient();
    client.answer('practice.perform', () => failure('practice/not-possible', 'Order 10901 can’t be cancelled any more.'));
    showApp(PRACTICE_SCREEN, client);
    fireEvent.click(await screen.findByRole('button', { name: 'Do it: A new order arrives' }));
    expect(await screen.findByText('Order 10901 can’t be cancelled any more.')).toBeTruthy();
    cleanup();

    const broken = practiceClient();
    broken.answer('practice.actions', () => failure('bug/unexpected', 'Something went wrong inside Purser.'));
    showApp(PRACTICE_SCREEN, broken);
    expect(await screen.findByText('Something went wrong inside Purser.')).toBeTruthy();
  });

  test('is in the navigation of a practice company only, and explains itself elsewhere', async () => {
    showApp(`/c/${COMPANY}/overview`, practiceClient());
    expect(await screen.findByRole('link', { name: 'Practice' })).toBeTruthy();
    cleanup();

    const { client } = showApp('/c/harbor/practice', practiceClient());
    expect(await screen.findByText('Only practice companies have this screen')).toBeTruthy();
    expect(screen.queryByRole('link', { name: 'Practice' })).toBeNull();
    expect(client.callsOf('practice.actions')).toEqual([]);
  });
});
