import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { MantineProvider } from '@mantine/core';
import { createMemoryHistory } from '@tanstack/react-router';
import { cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/react';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';

import type { MethodOutput } from '../../shared/contract/client.ts';
import { App } from '../../renderer/src/app/app.tsx';
import { RedirectGuide } from '../../renderer/src/features/connections/redirect-guide.tsx';
import { connectionsAnswer, UNUSED_BOOKS } from './fake-answers.ts';
import { createFakeClient, failure, type FakeClient } from './fake-client.ts';

beforeEach(() => sessionStorage.clear());
afterEach(cleanup);

function openConnections(company: string, keys: MethodOutput<'books.knownKeys'>['keys'] = []): FakeClient {
  const client = createFakeClient({ orders: 5 });
  client.answer('books.knownKeys', () => ({ keys }));
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
    client.answer('connection.list', () => ({ source: { ...none, version: null, expiresOn: null }, books: { ...none, ...UNUSED_BOOKS } }));
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
  expect(client.callsOf('source.connect')[0]?.input).toEqual({
    company: 'harbor',
    version: 'v1',
    apiKey: 'key-1',
    apiSecret: 'secret-1',
    expiresOn: null,
  });
  expect([field(form, 'apiKey').value, field(form, 'apiSecret').value]).toEqual(['', '']);
  expectNowhere('secret-1');
});

test('an empty form is not sent', async () => {
  const client = openConnections('harbor');
  const form = await screen.findByRole('form', { name: 'API key of ShipStation' });
  fireEvent.submit(form);
  await within(form).findByText(/The API key and the API secret are missing/);
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

test('production keys are handed the very page that docs holds, byte for byte', async () => {
  const saved: Blob[] = [];
  vi.spyOn(URL, 'createObjectURL').mockImplementation((blob) => {
    if (blob instanceof Blob) {
      saved.push(blob);
    }
    return 'blob:page';
  });
  render(
    <MantineProvider>
      <RedirectGuide environment="production" />
    </MantineProvider>,
  );
  fireEvent.click(screen.getByRole('button', { name: 'Save the page' }));
  const file = readFileSync(join(import.meta.dirname, '../../docs/oauth-bounce/index.html'));
  expect(saved).toHaveLength(1);
  expect(Buffer.from((await saved[0]?.arrayBuffer()) ?? new ArrayBuffer(0)).equals(file)).toBe(true);
});

test('each kind of keys is told which redirect addresses to register', async () => {
  openConnections('harbor');
  const form = await screen.findByRole('form', { name: 'Consent for QuickBooks' });
  expect(within(form).getByRole('button', { name: 'Copy https://developer.intuit.com/v2/OAuth2Playground/RedirectUrl' })).toBeTruthy();
  expect(within(form).getByRole('button', { name: 'Save the page' })).toBeTruthy();
  fireEvent.click(within(form).getByRole('radio', { name: /Sandbox/ }));
  expect(within(form).getAllByRole('button', { name: /^Copy http:\/\/localhost:974[1-5]\/callback$/ })).toHaveLength(5);
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

test('a new company is told how far its set-up has come, and where it goes on', async () => {
  const client = openConnections('harbor');
  client.answer('reference.search', () => ({ records: [] }));
  const setUp = await screen.findByRole('region', { name: 'Set-up' });
  expect(within(setUp).getByText('2 of 9 done')).toBeTruthy();
  expect(within(setUp).getByRole('link', { name: 'Go on with the set-up' }).getAttribute('href')).toContain('/c/harbor/set-up');
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

test('a V2 key is recognised while it is entered, and connects with V2 though V1 is recommended', async () => {
  const client = openConnections('harbor');
  const form = await screen.findByRole('form', { name: 'API key of ShipStation' });
  enter(form, 'apiKey', 'AbCdEfGhIjKlMnOpQrStUvWxYz0123456789+/abcdefg');
  await within(form).findByText(/This is a V2 key. It can connect, but a V1 pair is recommended/);
  fireEvent.click(within(form).getByRole('button', { name: 'Check and connect with V2' }));
  await waitFor(() => expect(client.callsOf('source.connect')).toHaveLength(1));
  expect(client.callsOf('source.connect')[0]?.input).toEqual({
    company: 'harbor',
    version: 'v2',
    apiKey: 'AbCdEfGhIjKlMnOpQrStUvWxYz0123456789+/abcdefg',
    expiresOn: null,
  });
});

test('what is no key is told while it is entered, and is not sent', async () => {
  const client = openConnections('harbor');
  const form = await screen.findByRole('form', { name: 'API key of ShipStation' });
  enter(form, 'apiKey', 'anna@harbor.example');
  await within(form).findByText(/This is an e-mail address/);
  fireEvent.submit(form);
  expect((await within(form).findByRole('alert')).textContent).toContain('e-mail address');
  expect(client.callsOf('source.connect')).toEqual([]);
  expect(field(form, 'apiKey').value).toBe('anna@harbor.example');
});

test('one half of a pair is no mistake while the other is still to come', async () => {
  openConnections('harbor');
  const form = await screen.findByRole('form', { name: 'API key of ShipStation' });
  enter(form, 'apiKey', '0'.repeat(32));
  await within(form).findByText(/the other is still missing/);
  expect(within(form).queryByRole('alert')).toBeNull();
  enter(form, 'apiSecret', 'f'.repeat(32));
  await within(form).findByText(/Looks like a V1 pair/);
});

test('how long the key lasts is asked, and its last day is sent', async () => {
  const client = openConnections('harbor');
  const form = await screen.findByRole('form', { name: 'API key of ShipStation' });
  fireEvent.click(within(form).getByRole('radio', { name: '3 months' }));
  fireEvent.change(within(form).getByLabelText('Made on'), { target: { value: '2001-11-30' } });
  await within(form).findByText(/A key that has ended already/);
  enter(form, 'apiKey', 'key-1');
  enter(form, 'apiSecret', 'secret-1');
  fireEvent.submit(form);
  expect(client.callsOf('source.connect')).toEqual([]);
  const made = new Date(Date.now() - 86_400_000).toISOString().slice(0, 10);
  fireEvent.change(within(form).getByLabelText('Made on'), { target: { value: made } });
  await within(form).findByText(/^It ends on/);
  fireEvent.submit(form);
  await waitFor(() => expect(client.callsOf('source.connect')).toHaveLength(1));
  expect(client.callsOf('source.connect')[0]?.input['expiresOn']).toMatch(/^\d{4}-\d{2}-\d{2}$/);
});

test('a key that ran out asks for a new one in words, without disconnecting first', async () => {
  const client = createFakeClient({ orders: 5 });
  const fault = { code: 'source/key-expired', message: 'ShipStation no longer takes the key.', at: '2026-11-20T10:00:00.000Z' };
  const { source, books } = connectionsAnswer();
  client.answer('connection.list', () => ({ source: { ...source, status: 'needs-person', daysLeft: 0, lastFault: fault }, books }));
  render(<App client={client} history={createMemoryHistory({ initialEntries: ['/c/harbor/connections'] })} />);
  const panel = await screen.findByRole('region', { name: 'ShipStation' });
  expect(within(panel).getByText(/ShipStation no longer takes the key/)).toBeTruthy();
  expect(within(panel).getByText(/pulling goes on by itself from where it stopped/)).toBeTruthy();
  expect(within(panel).getByRole('form', { name: 'API key of ShipStation' })).toBeTruthy();
});

test('what remains of a key is counted down by a sentence of its own at each step', async () => {
  for (const [daysLeft, words] of [
    [25, /ends in 25 days, on .* A new one can be made now/],
    [10, /ends in 10 days, on .* Make a new one/],
    [1, /Only little time is left: the ShipStation key ends in 1 day/],
  ] as const) {
    const client = createFakeClient({ orders: 5 });
    const { source, books } = connectionsAnswer();
    client.answer('connection.list', () => ({ source: { ...source, daysLeft }, books }));
    render(<App client={client} history={createMemoryHistory({ initialEntries: ['/c/harbor/connections'] })} />);
    const banners = await screen.findByRole('region', { name: 'Needs a person' });
    expect(await within(banners).findByText(words)).toBeTruthy();
    cleanup();
  }
});

test('when the key ends can be said later, without entering it again', async () => {
  const client = createFakeClient({ orders: 5 });
  const { source, books } = connectionsAnswer();
  client.answer('connection.list', () => ({ source: { ...source, expiresOn: null, expiresAt: null, daysLeft: null }, books }));
  render(<App client={client} history={createMemoryHistory({ initialEntries: ['/c/harbor/connections'] })} />);
  fireEvent.click(await screen.findByRole('button', { name: 'Say when the key ends' }));
  const dialog = await screen.findByRole('dialog', { name: 'End of the ShipStation key' });
  fireEvent.click(within(dialog).getByRole('radio', { name: '12 months' }));
  await within(dialog).findByText(/^It ends on/);
  fireEvent.click(within(dialog).getByRole('button', { name: 'Save' }));
  await waitFor(() => expect(client.callsOf('source.noteKeyEnd')).toHaveLength(1));
  expect(client.callsOf('source.noteKeyEnd')[0]?.input['expiresOn']).toMatch(/^\d{4}-\d{2}-\d{2}$/);
  expect(client.callsOf('source.connect')).toEqual([]);
});

test('keys that are known need not be entered again, and others can be', async () => {
  const client = openConnections('harbor', [
    { company: 'harbor', name: 'Harbor', environment: 'production', clientIdEnd: 'wxyz', redirect: 'https://firm.example/purser/' },
    { company: 'other', name: 'Other Client', environment: 'production', clientIdEnd: 'abcd', redirect: null },
  ]);
  const form = await screen.findByRole('form', { name: 'Consent for QuickBooks' });
  expect(within(form).queryByRole('textbox', { name: 'Client ID' })).toBeNull();
  fireEvent.click(within(form).getByRole('radio', { name: /Those of Other Client/ }));
  fireEvent.submit(form);
  await within(form).findByText('Production keys need an https address.');
  fireEvent.click(within(form).getByRole('radio', { name: 'Others, entered now' }));
  expect(within(form).getByRole('textbox', { name: 'Client ID' })).toBeTruthy();
  fireEvent.click(within(form).getByRole('radio', { name: /Those of this company/ }));
  fireEvent.submit(form);
  await screen.findByText('Waiting for the consent');
  expect(client.callsOf('books.authorize')).toHaveLength(1);
  expect(client.callsOf('books.authorize')[0]?.input).toMatchObject({ keysOf: 'harbor', redirect: null });
});

test('a consent for other books offers a company of its own for them', async () => {
  const client = openConnections('harbor');
  await startConsent(client);
  client.answer('books.authorization', () => failure('books/wrong-company', 'This is another QuickBooks company than before.'));
  const made = await screen.findByRole('form', { name: 'Make a new company for it' });
  fireEvent.submit(made);
  await within(made).findByText('A name is needed.');
  fireEvent.change(within(made).getByRole('textbox'), { target: { value: 'Second Shop' } });
  fireEvent.submit(made);
  await waitFor(() =>
    expect(client.callsOf('company.add')[0]?.input).toMatchObject({ name: 'Second Shop', practice: false, startsLater: true }),
  );
});

test('a half-filled key form is not thrown away by typing in the top bar’s search, nor by another screen without being asked', async () => {
  openConnections('harbor');
  const form = await screen.findByRole('form', { name: 'API key of ShipStation' });
  enter(form, 'apiKey', 'half of a key');
  const box = screen.getByRole('textbox', { name: 'Search orders' });
  vi.useFakeTimers();
  fireEvent.change(box, { target: { value: '10443' } });
  vi.advanceTimersByTime(5_000);
  vi.useRealTimers();
  expect(screen.queryByRole('dialog')).toBeNull();

  fireEvent.click(screen.getByRole('link', { name: /^Audit/ }));
  const dialog = await screen.findByRole('dialog', { name: 'Leave without saving' });
  fireEvent.click(within(dialog).getByRole('button', { name: 'Stay here' }));
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  expect(field(form, 'apiKey').value).toBe('half of a key');

  // Emptied again, there is nothing to lose.
  enter(form, 'apiKey', '');
  fireEvent.click(screen.getByRole('link', { name: /^Audit/ }));
  await screen.findByRole('heading', { level: 1, name: 'Audit' });
});
