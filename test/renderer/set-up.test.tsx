import { createMemoryHistory } from '@tanstack/react-router';
import { cleanup, fireEvent, render, screen, within } from '@testing-library/react';
import { afterEach, expect, test } from 'vitest';

import { App } from '../../renderer/src/app/app.tsx';
import { UNUSED_BOOKS } from './fake-answers.ts';
import { createFakeClient, type FakeClient } from './fake-client.ts';

afterEach(cleanup);

/** A client's company without keys. */
function newClient(): FakeClient {
  const client = createFakeClient({ orders: 3 });
  const none = {
    status: 'not-connected' as const,
    label: null,
    environment: null,
    realmId: null,
    connectedAt: null,
    lastSuccessAt: null,
    expiresAt: null,
    daysLeft: null,
    lastFault: null,
  };
  client.answer('connection.list', () => ({ source: { ...none, version: null, expiresOn: null }, books: { ...none, ...UNUSED_BOOKS } }));
  return client;
}

function openSetUp(address = '/c/harbor/set-up'): FakeClient {
  const client = newClient();
  render(<App client={client} history={createMemoryHistory({ initialEntries: [address] })} />);
  return client;
}

const stepStates = async (): Promise<readonly string[]> =>
  (await screen.findAllByRole('button', { name: /^\d\. / })).map((step) => /(done|open|later)/.exec(step.textContent ?? '')?.[1] ?? '');

test('a new company’s set-up says of each step whether it is done, open or to come, and opens the first open one', async () => {
  openSetUp();
  expect(await stepStates()).toEqual(['open', 'open', 'done', 'open', 'open', 'done', 'done', 'open', 'later']);
  expect(await screen.findByRole('form', { name: 'API key of ShipStation' })).toBeTruthy();
});

test('a step is opened by its address, so that a set-up is gone on with where it was left', async () => {
  openSetUp('/c/harbor/set-up?step=startDate');
  expect(await screen.findByLabelText(/First day/)).toBeTruthy();
});

test('stores are proposed by their channel, looked at, and saved together', async () => {
  const client = openSetUp('/c/harbor/set-up?step=stores');
  client.answer('reference.search', () => ({
    records: [{ kind: 'account', id: '40', name: 'Amazon Clearing', active: true, note: null }],
  }));
  fireEvent.click(await screen.findByRole('button', { name: 'Propose for every store' }));
  fireEvent.click(screen.getByRole('button', { name: 'See the effect and save' }));
  const dialog = await screen.findByRole('dialog', {}, { timeout: 5_000 });
  fireEvent.click(await within(dialog).findByRole('button', { name: 'Save' }, { timeout: 5_000 }));
  await screen.findByRole('table', { name: 'Stores, documents and tax' });
  expect(client.callsOf('mapping.preview').length).toBeGreaterThan(0);
});

test('a company that is not started can’t be started before both services are connected', async () => {
  const client = newClient();
  const shown = await client.call('overview.show', { company: 'harbor' });
  if (!shown.ok) {
    throw new Error(shown.error.message);
  }
  client.answer('overview.show', () => ({ ...shown.value, isStarted: false }));
  render(<App client={client} history={createMemoryHistory({ initialEntries: ['/c/harbor/set-up'] })} />);
  expect(await screen.findByRole('button', { name: 'Start' })).toHaveProperty('disabled', true);
  expect(screen.getByText('Both services must be connected first.')).toBeTruthy();
});
