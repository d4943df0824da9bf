import { createMemoryHistory } from '@tanstack/react-router';
import { cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/react';
import { afterEach, expect, test } from 'vitest';

import { App } from '../../renderer/src/app/app.tsx';
import { backupAnswers } from './fake-backups.ts';
import { createFakeClient, failure, type FakeClient } from './fake-client.ts';
import { NOW } from './fake-shop.ts';

afterEach(cleanup);

function openTab(prepare: (client: FakeClient) => void = () => undefined): FakeClient {
  const client = createFakeClient({ orders: 5 });
  prepare(client);
  render(<App client={client} history={createMemoryHistory({ initialEntries: ['/c/practice/settings?tab=backup'] })} />);
  return client;
}

const type = (field: HTMLElement, value: string): boolean => fireEvent.change(field, { target: { value } });

test('a backup is made only with the same passphrase given twice, and what is lost with it is said', async () => {
  const client = openTab();
  fireEvent.click(await screen.findByRole('button', { name: 'Make a backup' }));
  const dialog = await screen.findByRole('dialog', { name: 'Make a backup' });
  within(dialog).getByText(/nobody can open the backup/);
  const make = within(dialog).getByRole('button', { name: 'Make a backup' });
  type(within(dialog).getByLabelText('Passphrase'), 'short');
  await within(dialog).findByText('At least 10 characters.');
  type(within(dialog).getByLabelText('Passphrase'), 'a long passphrase');
  type(within(dialog).getByLabelText('The same passphrase once more'), 'a long passphrasf');
  await within(dialog).findByText('The two are not the same.');
  expect(make).toHaveProperty('disabled', true);
  type(within(dialog).getByLabelText('The same passphrase once more'), 'a long passphrase');
  fireEvent.click(make);
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  expect(client.callsOf('backup.make').map(({ input }) => input)).toEqual([
    { company: 'practice', file: null, passphrase: 'a long passphrase' },
  ]);
  expect((await screen.findAllByText('The backup was written.')).length).toBeGreaterThan(0);
});

test('a backup that can’t be written says why, and what was typed stays', async () => {
  openTab((client) => client.answer('backup.make', () => failure('store/disk', 'The disk is full.')));
  fireEvent.click(await screen.findByRole('button', { name: 'Make a backup' }));
  const dialog = await screen.findByRole('dialog', { name: 'Make a backup' });
  type(within(dialog).getByLabelText('Passphrase'), 'a long passphrase');
  type(within(dialog).getByLabelText('The same passphrase once more'), 'a long passphrase');
  fireEvent.click(within(dialog).getByRole('button', { name: 'Make a backup' }));
  expect(await within(dialog).findByText('The disk is full.')).toBeTruthy();
  expect(within(dialog).getByLabelText('Passphrase')).toHaveProperty('value', 'a long passphrase');
});

test('while a backup is written its progress shows, and Stop stops it', async () => {
  const client = openTab(({ answer, hold }) => {
    hold('backup.make');
    answer('run.current', () => ({
      running: { runId: 'r', kind: 'backup', label: 'Writing the backup', done: 12, total: 48 },
      nextSyncAt: null,
    }));
  });
  fireEvent.click(await screen.findByRole('button', { name: 'Make a backup' }));
  const dialog = await screen.findByRole('dialog', { name: 'Make a backup' });
  type(within(dialog).getByLabelText('Passphrase'), 'a long passphrase');
  type(within(dialog).getByLabelText('The same passphrase once more'), 'a long passphrase');
  fireEvent.click(within(dialog).getByRole('button', { name: 'Make a backup' }));
  expect(await within(dialog).findByRole('status')).toHaveProperty('textContent', 'Writing the backup 12 of 48 MB');
  fireEvent.click(within(dialog).getByRole('button', { name: 'Stop' }));
  await waitFor(() => expect(client.callsOf('run.stop')).toHaveLength(1));
});

test('the daily backup is saved with a passphrase the first time, and without one after that', async () => {
  const client = openTab();
  const form = await screen.findByRole('form', { name: 'Every day by itself' });
  fireEvent.click(within(form).getByRole('switch'));
  const save = within(form).getByRole('button', { name: 'Save' });
  expect(save).toHaveProperty('disabled', true);
  type(within(form).getByLabelText('Keep the last'), '400');
  await within(form).findByText('A whole number from 1 to 365.');
  type(within(form).getByLabelText('Keep the last'), '7');
  type(within(form).getByLabelText('Folder'), '/mnt/copies');
  type(within(form).getByLabelText('Passphrase'), 'a long passphrase');
  type(within(form).getByLabelText('The same passphrase once more'), 'a long passphrase');
  fireEvent.click(save);
  await waitFor(() => expect(client.callsOf('backup.savePlan')).toHaveLength(1));
  expect(client.callsOf('backup.savePlan')[0]?.input).toEqual({
    company: 'practice',
    plan: { keep: 7, folder: '/mnt/copies', passphrase: 'a long passphrase' },
  });
});

test('a plan is changed without its passphrase, and ended', async () => {
  const plan = { keep: 7, folder: null };
  const client = openTab(({ answer }) => answer('backup.plan', () => ({ plan, last: backupAnswers['backup.make'](), failed: null })));
  const form = await screen.findByRole('form', { name: 'Every day by itself' });
  type(within(form).getByLabelText('Keep the last'), '30');
  fireEvent.click(within(form).getByRole('button', { name: 'Save' }));
  await waitFor(() => expect(client.callsOf('backup.savePlan')).toHaveLength(1));
  expect(client.callsOf('backup.savePlan')[0]?.input).toEqual({ company: 'practice', plan: { keep: 30, folder: null, passphrase: null } });
  fireEvent.click(within(form).getByRole('switch'));
  fireEvent.click(within(form).getByRole('button', { name: 'Save' }));
  await waitFor(() => expect(client.callsOf('backup.savePlan')).toHaveLength(2));
  expect(client.callsOf('backup.savePlan')[1]?.input).toEqual({ company: 'practice', plan: null });
});

test('a daily backup that failed is told where people look', async () => {
  openTab(({ answer }) =>
    answer('backup.plan', () => ({
      plan: { keep: 7, folder: '/mnt/gone' },
      last: null,
      failed: { at: NOW, code: 'store/disk', message: 'Backups can’t be written into this folder (EACCES).' },
    })),
  );
  await screen.findByText('The last try failed');
  expect(within(screen.getByRole('region', { name: 'Every day by itself' })).getByText(/can’t be written/)).toBeTruthy();
});

test('an older copy of a company that is here takes its place only when its short name is typed', async () => {
  const client = openTab();
  fireEvent.click((await screen.findAllByRole('button', { name: /^Restore practice-2026/ }))[0] ?? document.body);
  const dialog = await screen.findByRole('dialog', { name: 'Restore a backup' });
  type(within(dialog).getByLabelText('Passphrase'), 'a long passphrase');
  fireEvent.click(within(dialog).getByRole('button', { name: 'Open' }));
  await within(dialog).findByText(/takes its place/);
  within(dialog).getByText(/Nothing is posted twice/);
  const restore = within(dialog).getByRole('button', { name: 'Restore' });
  type(within(dialog).getByLabelText('Short name'), 'practise');
  expect(restore).toHaveProperty('disabled', true);
  type(within(dialog).getByLabelText('Short name'), 'practice');
  fireEvent.click(restore);
  await within(dialog).findByText('12 postings are looked up in QuickBooks before anything is sent.');
  expect(client.callsOf('backup.restore').map(({ input }) => input)).toEqual([
    {
      file: '/data/backups/practice-2026-11-20T17-00-00.purser-backup',
      passphrase: 'a long passphrase',
      replace: { company: 'practice', confirm: 'practice' },
    },
  ]);
});

test('a backup of a company that is not here comes under its own name, and says to connect again', async () => {
  const client = openTab(({ answer }) => answer('backup.open', () => ({ ...backupAnswers['backup.open'](), here: null })));
  fireEvent.click(await screen.findByRole('button', { name: 'Restore another file' }));
  const dialog = await screen.findByRole('dialog', { name: 'Restore a backup' });
  type(within(dialog).getByLabelText('File'), '/media/usb/harbor.purser-backup');
  type(within(dialog).getByLabelText('Passphrase'), 'a long passphrase');
  fireEvent.click(within(dialog).getByRole('button', { name: 'Open' }));
  type(await within(dialog).findByLabelText('Name of the company'), 'Harbor again');
  fireEvent.click(within(dialog).getByRole('button', { name: 'Restore' }));
  await within(dialog).findByText(/A backup holds no keys/);
  expect(client.callsOf('backup.restore')[0]?.input).toMatchObject({ file: '/media/usb/harbor.purser-backup', name: 'Harbor again' });
});

test('a wrong passphrase is told, and nothing is restored', async () => {
  const client = openTab(({ answer }) =>
    answer('backup.open', () => failure('backup/wrong-passphrase', 'The passphrase does not open this backup.')),
  );
  fireEvent.click((await screen.findAllByRole('button', { name: /^Restore practice-2026/ }))[0] ?? document.body);
  const dialog = await screen.findByRole('dialog', { name: 'Restore a backup' });
  type(within(dialog).getByLabelText('Passphrase'), 'another one');
  fireEvent.click(within(dialog).getByRole('button', { name: 'Open' }));
  await within(dialog).findByText('The passphrase does not open this backup.');
  expect(client.callsOf('backup.restore')).toEqual([]);
});

test('where there is no backup the list says what to do', async () => {
  openTab(({ answer }) => answer('backup.list', () => ({ folder: '/data/backups', backups: [] })));
  expect(await screen.findByText('There is no backup here yet.')).toBeTruthy();
});
