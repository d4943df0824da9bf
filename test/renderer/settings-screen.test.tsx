import { createMemoryHistory } from '@tanstack/react-router';
import { cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/react';
import { afterEach, expect, test, vi } from 'vitest';

import { App } from '../../renderer/src/app/app.tsx';
import { createFakeClient, failure, type FakeClient } from './fake-client.ts';

afterEach(cleanup);

function openSettings(tab: string): FakeClient {
  const client = createFakeClient({ orders: 5 });
  render(<App client={client} history={createMemoryHistory({ initialEntries: [`/c/practice/settings?tab=${tab}`] })} />);
  return client;
}

test('a changed sentence is shown with its effect before it is saved, and only then saved', async () => {
  const client = openSettings('policy');
  fireEvent.click(await screen.findByRole('radio', { name: /as soon as it is in ShipStation/ }));
  await screen.findByText('1 sentence changed, not saved yet.');
  fireEvent.click(screen.getByRole('button', { name: 'See the effect and save' }));
  const dialog = await screen.findByRole('dialog', { name: 'Effect of this change' });
  await within(dialog).findByText('9 waiting orders change');
  expect(client.callsOf('mapping.save')).toEqual([]);
  fireEvent.click(within(dialog).getByRole('button', { name: 'Save' }));
  await waitFor(() => expect(client.callsOf('mapping.save')).toHaveLength(1));
  const saved = client.callsOf('mapping.save').map(({ input }) => input['changes'] as { kind: string; policy: Record<string, unknown> }[]);
  const change = saved[0]?.[0];
  expect(change?.kind).toBe('policy');
  expect(change?.policy).toMatchObject({
    postWhen: 'created',
    timeZone: 'America/Los_Angeles',
    shipping: { as: 'item', whenUnmapped: 'default', defaultItem: { name: 'Shipping' } },
  });
});

test('changing a sentence back is no change', async () => {
  openSettings('policy');
  fireEvent.click(await screen.findByRole('radio', { name: /blocks the order until a person has mapped the method/ }));
  await screen.findByText('1 sentence changed, not saved yet.');
  fireEvent.click(screen.getByRole('radio', { name: /goes on the default shipping item/ }));
  expect(await screen.findByText('Nothing is changed.')).toBeTruthy();
});

test('a wrong document number prefix is told at its field and can’t be saved', async () => {
  openSettings('policy');
  fireEvent.change(await screen.findByLabelText('Document numbers begin with'), { target: { value: 'A B' } });
  await screen.findByText(/Letters, digits and/);
  expect(screen.getByRole('button', { name: 'See the effect and save' })).toHaveProperty('disabled', true);
});

test('a changed policy is not lost by going to another tab without being asked', async () => {
  openSettings('policy');
  fireEvent.click(await screen.findByRole('radio', { name: /is posted like any other/ }));
  await screen.findByText('1 sentence changed, not saved yet.');
  fireEvent.click(screen.getByRole('tab', { name: 'About' }));
  const dialog = await screen.findByRole('dialog', { name: 'Leave without saving' });
  fireEvent.click(within(dialog).getByRole('button', { name: 'Stay here' }));
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  expect(screen.getByText('1 sentence changed, not saved yet.')).toBeTruthy();
  fireEvent.click(screen.getByRole('tab', { name: 'About' }));
  fireEvent.click(within(await screen.findByRole('dialog')).getByRole('button', { name: 'Leave' }));
  await screen.findByRole('region', { name: 'This Purser' });
});

test('typing in the top bar’s search leaves a changed policy alone; only Enter leaves it, and asks', async () => {
  openSettings('policy');
  fireEvent.click(await screen.findByRole('radio', { name: /is posted like any other/ }));
  await screen.findByText('1 sentence changed, not saved yet.');
  const box = screen.getByRole('textbox', { name: 'Search orders' });
  vi.useFakeTimers();
  fireEvent.change(box, { target: { value: '10443' } });
  vi.advanceTimersByTime(5_000);
  vi.useRealTimers();
  expect(screen.queryByRole('dialog')).toBeNull();
  expect(screen.getByText('1 sentence changed, not saved yet.')).toBeTruthy();

  fireEvent.submit(box);
  const dialog = await screen.findByRole('dialog', { name: 'Leave without saving' });
  fireEvent.click(within(dialog).getByRole('button', { name: 'Stay here' }));
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  expect(box).toHaveProperty('value', '10443');
  fireEvent.submit(box);
  fireEvent.click(within(await screen.findByRole('dialog')).getByRole('button', { name: 'Leave' }));
  await screen.findByRole('heading', { level: 1, name: 'Review' });
});

async function chooseFile(content: string): Promise<void> {
  await screen.findByRole('region', { name: 'Bring a file in' });
  const input = document.querySelector<HTMLInputElement>('input[type="file"]');
  if (input === null) {
    throw new Error('There is no field for a file');
  }
  fireEvent.change(input, { target: { files: [new File([content], 'config.json', { type: 'application/json' })] } });
}

test('a file is compared first and imported only on request', async () => {
  const client = openSettings('file');
  await chooseFile('{"version":1}');
  await screen.findByText('/policy/postWhen');
  expect(client.callsOf('config.import').map(({ input }) => input['dryRun'])).toEqual([true]);
  fireEvent.click(screen.getByRole('button', { name: 'Import' }));
  await screen.findByText('1 place imported');
  expect(client.callsOf('config.import').map(({ input }) => input['dryRun'])).toEqual([true, false]);
});

test('a file that is not JSON is never sent', async () => {
  const client = openSettings('file');
  await chooseFile('version: 1');
  await screen.findByText(/The file is not JSON/);
  expect(client.callsOf('config.import')).toEqual([]);
});

test('a refused file names each place', async () => {
  const client = openSettings('file');
  client.answer('config.import', () => ({
    ...failure('config/invalid', 'The settings have errors.'),
    details: { issues: [{ path: 'policy.date', message: 'ship, order or payment' }] },
  }));
  await chooseFile('{"version":1}');
  await screen.findByText('policy.date');
  expect(screen.queryByRole('button', { name: 'Import' })).toBeNull();
});

test('the self-check is numbered and says what to do', async () => {
  openSettings('check');
  const table = await screen.findByRole('table', { name: 'Self-check' });
  const rows = within(table).getAllByRole('row').slice(1);
  expect(rows.map((row) => row.textContent?.slice(0, 1))).toEqual(['1', '2', '3']);
  expect(rows[2]?.textContent).toContain('To do: Connect QuickBooks again before then.');
  // Once to see, once for screen readers.
  expect(screen.getAllByText('1 check needs a person.')).toHaveLength(2);
});

test('the lists are read again on request', async () => {
  const client = openSettings('check');
  fireEvent.click(await screen.findByRole('button', { name: 'Read the lists now' }));
  await screen.findByText('40 items, 120 customers');
  expect(client.callsOf('reference.refresh')).toHaveLength(1);
});

test('a company is removed only after its short name was typed, and another one is opened', async () => {
  const client = openSettings('about');
  await screen.findByText('/home/desk/.local/share/purser');
  fireEvent.click(screen.getByRole('button', { name: 'Remove the company' }));
  const dialog = await screen.findByRole('dialog', { name: 'Remove this company' });
  const remove = within(dialog).getByRole('button', { name: 'Remove the company' });
  fireEvent.change(within(dialog).getByLabelText('Short name of the company'), { target: { value: 'practic' } });
  expect(remove).toHaveProperty('disabled', true);
  fireEvent.change(within(dialog).getByLabelText('Short name of the company'), { target: { value: 'practice' } });
  fireEvent.click(remove);
  await screen.findByRole('heading', { name: 'Overview' });
  expect(client.callsOf('company.remove')[0]?.input).toEqual({ company: 'practice', confirm: 'practice' });
  await screen.findByRole('button', { name: /Harbor Hotel Group/ });
});
