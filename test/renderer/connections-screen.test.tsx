import { createMemoryHistory } from '@tanstack/react-router';
import { cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/react';
import { afterEach, beforeEach, expect, test } from 'vitest';

import { App } from '../../renderer/src/app/app.tsx';
import { connectionsAnswer } from './fake-answers.ts';
import { createFakeClient, failure, type FakeClient } from './fake-client.ts';

beforeEach(() => sessionStorage.clear());
afterEach(cleanup);

function openConnections(company: string): FakeClient {
  const client = createFakeClient({ orders: 5 });
  if (company === 'harbor') {
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
    client.answer('connection.list', () => ({ source: { ...none, version: null, expiresOn: null }, books: none }));
  }
  render(<App client={client} history={createMemoryHistory({ initialEntries: [`/c/${company}/connections`] })} />);
  return client;
}

const field = (form: HTMLElement, name: string): HTMLInputElement => {
  const found = form.querySelector<HTMLInputElement>(`input[name="${name}"]`);
  if (found === null) {
    throw new Error(`The form has no field ${name}`);
  }
  return found;
};

const enter = (form: HTMLElement, name: string, value: string): void => void fireEvent.input(field(form, name), { target: { value } });

/** Neither in the page nor in a field of it, nor where the browser keeps things. */
function expectNowhere(secret: string): void {
  expect(document.body.innerHTML).not.toContain(secret);
  expect([...document.querySelectorAll('input')].map(({ value }) => value)).not.toContain(secret);
  const kept = [sessionStorage, localStorage].flatMap((storage) =>
    Array.from({ length: storage.length }, (_, index) => storage.getItem(storage.key(index) ?? '')),
  );
  expect(kept.join(' ')).not.toContain(secret);
}

test('a refused key is explained in the host’s own words, and neither key nor secret stays in the form', async () => {
  const client = openConnections('harbor');
  client.answer('source.connect', () => failure('source/key-shape', 'This is a V2 key: copy the V1 API key and secret.'));
  const form = await screen.findByRole('form', { name: 'API key of ShipStation' });
  enter(form, 'apiKey', 'key-1');
  enter(form, 'apiSecret', 'secret-1');
  fireEvent.submit(form);
  await within(form).findByText(/This is a V2 key/);
  expect(client.callsOf('source.connect')[0]?.input).toEqual({ company: 'harbor', apiKey: 'key-1', apiSecret: 'secret-1' });
  expect([field(form, 'apiKey').value, field(form, 'apiSecret').value]).toEqual(['', '']);
  expectNowhere('secret-1');
});

test('an empty form is not sent', async () => {
  const client = openConnections('harbor');
  const form = await screen.findByRole('form', { name: 'API key of ShipStation' });
  fireEvent.submit(form);
  await within(form).findByText('Both the key and the secret are needed.');
  expect(client.callsOf('source.connect')).toEqual([]);
});

test('production keys need an https redirect address, development keys none', async () => {
  const client = openConnections('harbor');
  const form = await screen.findByRole('form', { name: 'Consent for QuickBooks' });
  enter(form, 'clientId', 'client');
  enter(form, 'clientSecret', 'client-secret-1');
  fireEvent.submit(form);
  await within(form).findByText('Production keys need an https address.');
  expect(client.callsOf('books.authorize')).toEqual([]);
  fireEvent.click(within(form).getByRole('radio', { name: /Sandbox/ }));
  fireEvent.submit(form);
  await screen.findByText('Waiting for the consent');
  expect(client.callsOf('books.authorize')[0]?.input).toMatchObject({
    clientId: 'client',
    clientSecret: 'client-secret-1',
    environment: 'sandbox',
    redirect: null,
  });
  expectNowhere('client-secret-1');
});

async function startConsent(client: FakeClient): Promise<void> {
  const form = await screen.findByRole('form', { name: 'Consent for QuickBooks' });
  fireEvent.click(within(form).getByRole('radio', { name: /Sandbox/ }));
  enter(form, 'clientId', 'client');
  enter(form, 'clientSecret', 'client-secret-1');
  fireEvent.submit(form);
  await screen.findByText('Waiting for the consent');
  await waitFor(() => expect(client.callsOf('books.authorization').length).toBeGreaterThan(0));
}

test('a consent is asked for until it is given, also after the screen was left', async () => {
  const client = openConnections('harbor');
  await startConsent(client);
  cleanup();
  client.answer('books.authorization', () => ({
    pending: false,
    connected: true,
    realmId: '9',
    companyName: 'Harbor Books',
    country: 'US',
    taxRegime: 'us-none',
  }));
  client.answer('connection.list', connectionsAnswer);
  render(<App client={client} history={createMemoryHistory({ initialEntries: ['/c/harbor/connections'] })} />);
  await screen.findByText('Harbor Books, US, no sales tax');
  await waitFor(() => expect(screen.queryByText('Waiting for the consent')).toBeNull());
});

test('the address can be pasted, and a consent can be cancelled', async () => {
  const client = openConnections('harbor');
  await startConsent(client);
  const form = screen.getByRole('form', { name: 'The browser did not come back' });
  enter(form, 'address', 'https://example.com/cb?code=c&state=s&realmId=9');
  fireEvent.submit(form);
  await waitFor(() =>
    expect(client.callsOf('books.completeAuthorization')[0]?.input).toMatchObject({
      flowId: 'flow-1',
      address: 'https://example.com/cb?code=c&state=s&realmId=9',
    }),
  );
  expect(field(form, 'address').value).toBe('');
  fireEvent.click(screen.getByRole('button', { name: 'Cancel the consent' }));
  await screen.findByRole('form', { name: 'Consent for QuickBooks' });
  expect(client.callsOf('books.cancelAuthorization')[0]?.input).toMatchObject({ flowId: 'flow-1' });
});

test('a consent that ended badly says why and can be started again', async () => {
  const client = openConnections('harbor');
  await startConsent(client);
  client.answer('books.authorization', () => failure('oauth/refused', 'The connection was not allowed in QuickBooks.'));
  await screen.findByText('The connection was not allowed in QuickBooks.');
  fireEvent.click(screen.getByRole('button', { name: 'Start again' }));
  expect(await screen.findByRole('form', { name: 'Consent for QuickBooks' })).toBeTruthy();
});

test('disconnecting asks first', async () => {
  const client = openConnections('practice');
  const panel = await screen.findByRole('region', { name: 'QuickBooks' });
  fireEvent.click(within(panel).getByRole('button', { name: 'Disconnect' }));
  const dialog = await screen.findByRole('dialog', { name: 'Disconnect QuickBooks' });
  expect(client.callsOf('books.disconnect')).toEqual([]);
  fireEvent.click(within(dialog).getByRole('button', { name: 'Disconnect' }));
  await waitFor(() => expect(client.callsOf('books.disconnect')).toHaveLength(1));
});

test('a practice company shows no form for keys and is reconnected with one press', async () => {
  const client = openConnections('practice');
  fireEvent.click(await screen.findByRole('button', { name: 'Reconnect both' }));
  await screen.findByText('Both are connected again');
  expect(client.callsOf('practice.reconnect')).toHaveLength(1);
  expect(document.querySelector('input[type="password"]')).toBeNull();
});

test('a new company has its steps with their state', async () => {
  const client = openConnections('harbor');
  client.answer('reference.search', () => ({ records: [] }));
  const setUp = await screen.findByRole('region', { name: 'Set-up' });
  const steps = within(setUp).getAllByRole('listitem');
  expect(steps.map((step) => (step.textContent?.startsWith('done') === true ? 'done' : 'open'))).toEqual([
    'open',
    'open',
    'open',
    'open',
    'done',
    'open',
    'done',
    'open',
  ]);
  expect(within(setUp).getByRole('button', { name: 'Read the lists now' })).toHaveProperty('disabled', true);
  expect(within(setUp).getByRole('link', { name: 'Choose the start date' }).getAttribute('href')).toContain(
    '/c/harbor/settings?tab=policy',
  );
});

test('a list that fails says why and is loaded again on request', async () => {
  const client = createFakeClient({ orders: 1 });
  client.answer('connection.list', () => failure('store/disk', 'The disk could not be read.'));
  render(<App client={client} history={createMemoryHistory({ initialEntries: ['/c/practice/connections'] })} />);
  const alert = await screen.findByText('The disk could not be read.');
  client.answer('connection.list', connectionsAnswer);
  const card = alert.closest<HTMLElement>('[role="alert"]') ?? document.body;
  fireEvent.click(within(card).getByRole('button', { name: 'Try again' }));
  expect(await screen.findByText('Key ending in 7f3a')).toBeTruthy();
});
