import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { afterEach, expect, test } from 'vitest';

import { createFakeClient, type FakeClient } from './fake-client.ts';
import { COMPANY } from './fake-shop.ts';
import { showApp } from './render-app.tsx';

afterEach(cleanup);

const ORDER = 500_100_203;
const OPEN = `/c/${COMPANY}/review?states=all&order=${ORDER}`;

/** A client whose order has changed since Monday: its quantity, and its tags, which matter to no book. */
async function changedOrder(): Promise<FakeClient> {
  const client = createFakeClient();
  const shown = await client.call('order.show', { company: COMPANY, order: ORDER });
  if (!shown.ok) {
    throw new Error(shown.error.message);
  }
  client.answer('order.show', () => ({
    ...shown.value,
    sinceSeen: {
      at: '2026-11-16T15:00:00.000Z',
      changes: [
        { field: 'Mug: quantity', before: '2', after: '3', matters: true },
        { field: 'Customer’s notes', before: null, after: 'Please ring', matters: false },
      ],
    },
  }));
  return client;
}

test('an order that nobody has seen is noted as seen when it is opened, once', async () => {
  const { client } = showApp(OPEN);
  await waitFor(() => expect(client.callsOf('order.seen').map(({ input }) => input)).toEqual([{ company: COMPANY, orderIds: [ORDER] }]));
  expect(screen.queryByRole('region', { name: 'Changed since you looked' })).toBeNull();
});

test('what has changed since stands side by side, until a person has seen it', async () => {
  const { client } = showApp(OPEN, await changedOrder());
  const panel = await screen.findByRole('region', { name: 'Changed since you looked' });
  const rows = within(panel)
    .getAllByRole('row')
    .map(({ textContent }) => textContent);
  expect(rows).toEqual(['In ShipStationWhen you lookedNow', 'Mug: quantity23', 'Customer’s notes—Please ring']);
  expect(client.callsOf('order.seen')).toEqual([]);
  fireEvent.click(within(panel).getByRole('button', { name: 'Seen' }));
  await waitFor(() => expect(client.callsOf('order.seen')[0]?.input).toEqual({ company: COMPANY, orderIds: [ORDER] }));
});

test('the list is narrowed down to what has changed, in the address, and marks such orders', async () => {
  const client = createFakeClient();
  const { address } = showApp(`/c/${COMPANY}/review?states=all`, client);
  fireEvent.click(await screen.findByRole('checkbox', { name: 'Changed since you looked' }));
  await waitFor(() => expect(client.callsOf('order.list').at(-1)?.input).toMatchObject({ filter: { changed: true } }));
  expect(address()).toContain('changed=yes');
  fireEvent.click(screen.getByRole('button', { name: 'Clear filters' }));
  await waitFor(() => expect(address()).not.toContain('changed'));
});
