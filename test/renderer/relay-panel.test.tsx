import { createMemoryHistory } from '@tanstack/react-router';
import { cleanup, configure, fireEvent, render, screen, waitFor, within } from '@testing-library/react';
import { afterEach, beforeEach, expect, test } from 'vitest';

import { App } from '../../renderer/src/app/app.tsx';
import { createFakeClient, failure, type FakeClient } from './fake-client.ts';
import { notPairedAnswer, pairedAnswer } from './fake-relay.ts';

beforeEach(() => {
  sessionStorage.clear();
  configure({ asyncUtilTimeout: 20_000 });
});
afterEach(cleanup);

async function openRelay(prepare: (client: FakeClient) => void = () => undefined): Promise<{ client: FakeClient; panel: HTMLElement }> {
  const client = createFakeClient({ orders: 5 });
  prepare(client);
  render(<App client={client} history={createMemoryHistory({ initialEntries: ['/c/harbor/connections'] })} />);
  return { client, panel: await screen.findByRole('region', { name: 'Relay' }) };
}

test('a company without a relay is told what it is for and that nothing depends on it', async () => {
  const { panel } = await openRelay();
  await within(panel).findByText(/Where minutes matter/);
  expect(panel.textContent).toContain('every order arrives with the next pull all the same');
});

test('a pairing code is sent once and stays nowhere, also where it was refused', async () => {
  const { client, panel } = await openRelay((fake) =>
    fake.answer('relay.pair', () => failure('relay/refused', 'The relay does not accept this pairing code.')),
  );
  fireEvent.click(await within(panel).findByRole('button', { name: 'Pair with a relay' }));
  const form = await within(panel).findByRole('form', { name: 'Pair with a relay' });
  fireEvent.input(within(form).getByRole('textbox', { name: /Address of the relay/ }), { target: { value: 'https://relay.example.com' } });
  fireEvent.input(form.querySelector('input[name="code"]') ?? form, { target: { value: 'code-that-is-secret' } });
  fireEvent.submit(form);
  await within(form).findByText(/does not accept this pairing code/);
  expect(client.callsOf('relay.pair').map(({ input }) => input)).toEqual([
    { company: 'harbor', address: 'https://relay.example.com', code: 'code-that-is-secret' },
  ]);
  expect([...document.querySelectorAll('input')].map(({ value }) => value)).not.toContain('code-that-is-secret');
});

test('an empty field is named before anything is sent', async () => {
  const { client, panel } = await openRelay();
  fireEvent.click(await within(panel).findByRole('button', { name: 'Pair with a relay' }));
  fireEvent.submit(await within(panel).findByRole('form', { name: 'Pair with a relay' }));
  await within(panel).findByText('Enter the address of the relay.');
  expect(client.callsOf('relay.pair')).toHaveLength(0);
});

test('missing subscriptions are counted, shown one by one, and repaired with one button', async () => {
  const some = pairedAnswer().subscriptions.map((one, index) => (index < 2 ? one : { ...one, isThere: false, isActive: false }));
  const { client, panel } = await openRelay((fake) => {
    fake.answer('relay.status', () => pairedAnswer({ subscriptions: some }));
    fake.answer('relay.subscribe', () => ({ ...pairedAnswer(), added: [] }));
  });
  await within(panel).findByText(/2 of 4 subscriptions are there/);
  expect(within(panel).getAllByText('missing')).toHaveLength(2);
  fireEvent.click(within(panel).getByRole('button', { name: 'Repair' }));
  await waitFor(() => expect(client.callsOf('relay.subscribe')).toHaveLength(1));
});

test('a lost connection says since when and why, and what was put aside is counted with its reason', async () => {
  const fault = { code: 'relay/unreachable', message: 'The relay could not be reached (the connection was refused).' };
  const { panel } = await openRelay((fake) =>
    fake.answer('relay.status', () => pairedAnswer({ state: 'reconnecting', fault, refused: 3, lastRefusal: 'bad-signature' })),
  );
  await within(panel).findByText('Reconnecting');
  expect(panel.textContent).toContain(fault.message);
  expect(panel.textContent).toContain('3 put aside as not to be trusted (newest: not signed by ShipStation)');
});

test('the inbound address is asked for only when a person wants to see it', async () => {
  const { client, panel } = await openRelay((fake) => {
    fake.answer('relay.status', () => pairedAnswer());
    fake.answer('relay.inboundAddress', () => ({ inboundUrl: 'https://relay.example.com/in/secret-part' }));
  });
  const show = await within(panel).findByRole('button', { name: 'Show' });
  expect(client.callsOf('relay.inboundAddress')).toHaveLength(0);
  fireEvent.click(show);
  await within(panel).findByText('https://relay.example.com/in/secret-part');
  fireEvent.click(within(panel).getByRole('button', { name: 'Hide' }));
  expect(panel.textContent).not.toContain('secret-part');
});

test('unpairing by force is offered only after the orderly way has failed', async () => {
  const { client, panel } = await openRelay((fake) => {
    fake.answer('relay.status', () => pairedAnswer());
    fake.answer('relay.unpair', ({ force }) =>
      force === true ? notPairedAnswer() : failure('relay/unreachable', 'The relay could not be reached.'),
    );
  });
  fireEvent.click(await within(panel).findByRole('button', { name: 'Unpair' }));
  const dialog = await screen.findByRole('dialog', { name: 'Unpair from the relay' });
  expect(within(dialog).queryByRole('checkbox')).toBeNull();
  fireEvent.click(within(dialog).getByRole('button', { name: 'Unpair' }));
  fireEvent.click(await within(dialog).findByRole('checkbox'));
  fireEvent.click(within(dialog).getByRole('button', { name: 'Unpair' }));
  await waitFor(() => expect(client.callsOf('relay.unpair').map(({ input }) => input['force'])).toEqual([false, true]));
});
