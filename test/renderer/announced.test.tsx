import { cleanup, fireEvent, screen, waitFor } from '@testing-library/react';
import { afterEach, beforeEach, expect, test } from 'vitest';

import { createFakeClient, failure } from './fake-client.ts';
import { COMPANY } from './fake-shop.ts';
import { prepareBrowser, showApp } from './render-app.tsx';

beforeEach(prepareBrowser);
afterEach(cleanup);

/** What a screen reader is told without moving the focus: the live region, what has the role of a status, and notices. */
const told = (): string =>
  [...screen.queryAllByRole('status', { hidden: true }), ...screen.queryAllByRole('alert', { hidden: true })]
    .map(({ textContent }) => textContent)
    .join(' | ');

async function press(name: string | RegExp): Promise<void> {
  const button = await screen.findByRole('button', { name });
  await waitFor(() => expect(button).toHaveProperty('disabled', false));
  fireEvent.click(button);
}

/** A long action by its button, on its screen, and what is said when it has ended. */
const ACTIONS: readonly (readonly [name: string, path: string, button: string | RegExp, says: RegExp])[] = [
  ['a pull', 'overview', 'Sync now', /Pull finished.*2 new, 1 changed/],
  ['a replay', 'replay', 'Replay all', /posted or updated, 0 refused or uncertain/],
  ['a check of completeness', 'completeness', 'Check now', /Completeness checked/],
  ['another try of unreadable records', 'completeness', 'Try all again now', /Tried again/i],
  ['reading the lists again', 'mapping', 'Refresh lists', /Lists refreshed/],
  ['verifying the audit', 'audit', 'Verify', /4,213/],
];

test.each(ACTIONS)('%s is announced when it has ended', async (_, path, button, says) => {
  showApp(`/c/${COMPANY}/${path}`);
  await press(button);
  await waitFor(() => expect(told()).toMatch(says));
});

test('how many differences a period has is announced when it is shown, and when another one is', async () => {
  showApp(`/c/${COMPANY}/reconcile?from=2026-10-01&to=2026-10-31`);
  await waitFor(() => expect(told()).toMatch(/\d+ differences?/));
});

test('a command that fails is announced with its cause', async () => {
  const client = createFakeClient();
  showApp(`/c/${COMPANY}/review`, client);
  await screen.findByRole('grid', { name: 'Orders' });
  fireEvent.keyDown(document.body, { key: 'j' });
  await waitFor(() => expect(screen.getByRole('grid').getAttribute('aria-activedescendant')).toMatch(/^order-/));
  client.answer('order.approve', () => failure('books/unreachable', 'QuickBooks could not be reached.'));
  fireEvent.keyDown(document.body, { key: 'a' });
  await waitFor(() => expect(told()).toContain('QuickBooks could not be reached.'));
});

test('a list of the books that cannot be searched says why and what to do, where a record is chosen', async () => {
  const client = createFakeClient();
  client.answer('reference.search', () => failure('books/reconnect', 'QuickBooks no longer accepts the connection.'));
  showApp(`/c/${COMPANY}/mapping`, client);
  const [field] = await screen.findAllByRole('textbox', { name: /^QuickBooks item for / });
  fireEvent.click(field ?? document.body);
  await waitFor(() => {
    expect(told()).toContain('QuickBooks no longer accepts the connection.');
    expect(told()).toContain('Connect QuickBooks again; nothing is lost.');
  });
});
