import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';

import { createFakeClient, failure } from './fake-client.ts';
import { COMPANY } from './fake-shop.ts';
import { showApp } from './render-app.tsx';

async function openPalette(): Promise<HTMLElement> {
  const button = await screen.findByRole('button', { name: 'Commands and orders, Ctrl K' });
  button.focus();
  fireEvent.keyDown(button, { key: 'k', ctrlKey: true });
  return screen.findByRole('dialog', { name: 'Commands and orders' });
}

const fieldOf = (dialog: HTMLElement): HTMLElement =>
  within(dialog).getByRole('combobox', { name: 'Command, order, name, tracking or document' });

test('a command is found by its words, done with Enter, and the focus returns', async () => {
  const { client } = showApp(`/c/${COMPANY}/overview`);
  const dialog = await openPalette();
  await within(dialog).findByRole('option', { name: /^Sync now/ });
  fireEvent.change(fieldOf(dialog), { target: { value: 'now sync' } });
  await waitFor(() => expect(within(dialog).getAllByRole('option')).toHaveLength(1));
  fireEvent.keyDown(fieldOf(dialog), { key: 'Enter', code: 'Enter' });
  await waitFor(() => expect(client.callsOf('sync.run')).toHaveLength(1));
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  expect(document.activeElement?.getAttribute('aria-label')).toBe('Commands and orders, Ctrl K');
});

test('Escape closes it, and the focus returns', async () => {
  showApp(`/c/${COMPANY}/overview`);
  const dialog = await openPalette();
  await within(dialog).findByRole('option', { name: /^Sync now/ });
  fireEvent.keyDown(fieldOf(dialog), { key: 'Escape', code: 'Escape' });
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  expect(document.activeElement?.getAttribute('aria-label')).toBe('Commands and orders, Ctrl K');
});

test('a task of the guide is found by its words', async () => {
  const { address } = showApp(`/c/${COMPANY}/overview`);
  const dialog = await openPalette();
  fireEvent.change(fieldOf(dialog), { target: { value: 'take back guide' } });
  fireEvent.click(await within(dialog).findByRole('option', { name: 'Guide: Take back what was posted' }));
  await waitFor(() => expect(address()).toContain('/help?task=take-back-what-was-posted'));
});

test('an order is found by what is typed, asked of the host once for a typed word, and opens beside the list', async () => {
  const { client, address } = showApp(`/c/${COMPANY}/overview`);
  const dialog = await openPalette();
  for (const value of ['10', '104', '1044', '10443']) {
    fireEvent.change(fieldOf(dialog), { target: { value } });
  }
  fireEvent.click(await within(dialog).findByRole('option', { name: /^10443/ }));
  await waitFor(() => expect(address()).toMatch(/\/review\?states=all&q=10443&order=\d+/));
  const searches = client.callsOf('order.list').filter(({ input }) => input['limit'] === 8);
  expect(searches.map(({ input }) => input['filter'])).toEqual([{ search: '10443' }]);
});

test('nothing found and a failed search are said, and the search can be repeated', async () => {
  const client = createFakeClient({ orders: 5 });
  showApp(`/c/${COMPANY}/overview`, client);
  const dialog = await openPalette();
  fireEvent.change(fieldOf(dialog), { target: { value: 'zebra' } });
  await within(dialog).findByText('No command and no order holds “zebra”.');
  client.answer('order.list', () => failure('store/busy', 'The company file is busy.'));
  fireEvent.change(fieldOf(dialog), { target: { value: 'zebras' } });
  expect((await within(dialog).findByRole('alert')).textContent).toContain('The orders could not be searched.');
  const before = client.callsOf('order.list').length;
  fireEvent.click(within(dialog).getByRole('option', { name: 'Search again' }));
  await waitFor(() => expect(client.callsOf('order.list').length).toBeGreaterThan(before));
});

test('approving all that is ready asks on Review with the effect first', async () => {
  const { client } = showApp(`/c/${COMPANY}/overview`);
  const dialog = await openPalette();
  fireEvent.click(await within(dialog).findByRole('option', { name: /^Approve all ready \(\d+\)/ }));
  const question = await screen.findByRole('dialog', { name: 'Approve these orders' });
  expect(client.callsOf('order.approveReady')).toEqual([]);
  fireEvent.click(within(question).getByRole('button', { name: 'Cancel' }));
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
});

test('g and a letter goes to a screen, without the screen’s own key acting', async () => {
  const { client, address } = showApp(`/c/${COMPANY}/review`);
  await screen.findByRole('heading', { level: 1, name: 'Review' });
  fireEvent.keyDown(document.body, { key: 'g' });
  fireEvent.keyDown(document.body, { key: 'a' });
  await waitFor(() => expect(address()).toContain('/activity'));
  expect(client.callsOf('order.approve')).toEqual([]);
});

test('the question mark shows the keys of the screen and those of every screen', async () => {
  showApp(`/c/${COMPANY}/review`);
  await screen.findByRole('heading', { level: 1, name: 'Review' });
  fireEvent.keyDown(document.body, { key: '?' });
  const sheet = await screen.findByRole('dialog', { name: 'Keys on this screen' });
  expect(within(sheet).getByText('Exclude, with a reason')).toBeTruthy();
  expect(within(sheet).getByText('Go to Replay')).toBeTruthy();
});
