import { createMemoryHistory } from '@tanstack/react-router';
import { cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/react';
import { afterEach, expect, test } from 'vitest';

import { App } from '../../renderer/src/app/app.tsx';
import { createFakeClient, failure, type FakeClient } from './fake-client.ts';

afterEach(cleanup);

function openDoors(companies: boolean): FakeClient {
  const client = createFakeClient({ orders: 5, companies });
  render(<App client={client} history={createMemoryHistory({ initialEntries: ['/companies/new'] })} />);
  return client;
}

test('the practice door makes the company, pulls its orders and opens the overview', async () => {
  const client = openDoors(false);
  const door = await screen.findByRole('region', { name: 'Open the practice company' });
  fireEvent.click(within(door).getByRole('button', { name: 'Open the practice company' }));
  await screen.findByRole('heading', { name: 'Overview' });
  expect(client.callsOf('company.add')[0]?.input).toMatchObject({ name: 'Practice company', practice: true });
  expect(client.callsOf('sync.run')[0]?.input).toMatchObject({ company: 'practice' });
});

test('a pull that fails leaves the company there, and is tried again without a second company', async () => {
  const client = openDoors(false);
  client.answer('sync.run', () => failure('source/unreachable', 'ShipStation could not be reached.'));
  const door = await screen.findByRole('region', { name: 'Open the practice company' });
  fireEvent.click(within(door).getByRole('button', { name: 'Open the practice company' }));
  await within(door).findByText('ShipStation could not be reached.');
  expect(within(door).getByRole('link', { name: 'Open it without orders' }).getAttribute('href')).toContain('/c/practice/overview');
  client.answer('sync.run', () => ({
    run: 'r',
    pulled: 1,
    created: 1,
    changed: 0,
    unchanged: 0,
    parked: 0,
    ready: 1,
    blocked: 0,
    posted: 0,
  }));
  fireEvent.click(within(door).getByRole('button', { name: 'Try again' }));
  await screen.findByRole('heading', { name: 'Overview' });
  expect(client.callsOf('company.add')).toHaveLength(1);
});

test('the client’s door asks for a name and goes on with the set-up', async () => {
  const client = openDoors(false);
  const door = await screen.findByRole('region', { name: 'Connect my client' });
  fireEvent.click(within(door).getByRole('button', { name: 'Make the company' }));
  await within(door).findByText('A name is needed.');
  expect(client.callsOf('company.add')).toEqual([]);
  fireEvent.change(within(door).getByRole('textbox'), { target: { value: '  Harbor Hotel ' } });
  fireEvent.click(within(door).getByRole('button', { name: 'Make the company' }));
  await screen.findByRole('heading', { name: 'Set-up' });
  // Nothing runs by itself before the person has rehearsed and said so.
  expect(client.callsOf('company.add')[0]?.input).toMatchObject({ name: 'Harbor Hotel', practice: false, startsLater: true });
});

test('a name that is taken is told at the door', async () => {
  const client = openDoors(true);
  client.answer('company.add', () => failure('company/name-taken', 'There is a company named Harbor already.'));
  const door = await screen.findByRole('region', { name: 'Connect my client' });
  fireEvent.change(within(door).getByRole('textbox'), { target: { value: 'Harbor' } });
  fireEvent.click(within(door).getByRole('button', { name: 'Make the company' }));
  expect(await within(door).findByText('There is a company named Harbor already.')).toBeTruthy();
  expect(screen.queryByRole('heading', { name: 'Connections' })).toBeNull();
});

test('with companies there, the practice company is opened and not made again, and each is one link away', async () => {
  const client = openDoors(true);
  const known = await screen.findByRole('navigation', { name: 'Companies so far' });
  expect(
    within(known)
      .getAllByRole('link')
      .map((link) => link.textContent),
  ).toEqual(['Practice company', 'Harbor Hotel Group']);
  fireEvent.click(screen.getByRole('link', { name: 'Open Practice company' }));
  await screen.findByRole('heading', { name: 'Overview' });
  await waitFor(() => expect(client.callsOf('company.add')).toEqual([]));
});
