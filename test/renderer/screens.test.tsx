import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { afterEach, describe, expect, test } from 'vitest';

import { UNUSED_BOOKS } from './fake-answers.ts';
import { createFakeClient, failure } from './fake-client.ts';
import { COMPANY } from './fake-shop.ts';
import { showApp } from './render-app.tsx';

afterEach(cleanup);

describe('replay', () => {
  const REPLAY = `/c/${COMPANY}/replay`;

  test('replays one order, one cause, or all', async () => {
    const { client } = showApp(REPLAY);
    fireEvent.click(await screen.findByRole('button', { name: 'Replay order 10443' }));
    await waitFor(() => expect(client.callsOf('posting.replay')[0]?.input).toEqual({ company: COMPANY, orderIds: [500_100_214] }));
    const result = await screen.findByRole('dialog', { name: 'Result of the replay' });
    await within(result).findByRole('link', { name: '10443' });
    fireEvent.click(within(result).getByRole('button', { name: 'Close' }));
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    fireEvent.click(screen.getAllByRole('button', { name: /^Replay these/ })[0] ?? document.body);
    await waitFor(() => expect(client.callsOf('posting.replay')[1]?.input).toEqual({ company: COMPANY, code: 'books/account-type' }));
    fireEvent.click(await screen.findByRole('button', { name: 'Replay all' }));
    await waitFor(() => expect(client.callsOf('posting.replay')[2]?.input).toEqual({ company: COMPANY }));
  });

  test('goes to the screen that mends the cause, and shows request and answer', async () => {
    showApp(REPLAY);
    const mend = await screen.findByRole('link', { name: 'Open Mapping' });
    expect(mend.getAttribute('href')).toContain(`/c/${COMPANY}/mapping`);
    fireEvent.click(screen.getByRole('button', { name: 'Request and answer of order 10443' }));
    const dialog = await screen.findByRole('dialog', { name: 'Request and answer' });
    expect(within(dialog).getByRole('region', { name: 'Request' }).textContent).toContain('"DocNumber": "10443"');
    expect(within(dialog).getByText(/QuickBooks code 6430/)).toBeTruthy();
  });

  test('says that nothing failed', async () => {
    const client = createFakeClient();
    client.answer('posting.failures', () => ({ groups: [] }));
    showApp(REPLAY, client);
    expect(await screen.findByText('Nothing failed')).toBeTruthy();
  });
});

describe('mapping', () => {
  test('accepts many suggestions together, after their effect is shown', async () => {
    const { client } = showApp(`/c/${COMPANY}/mapping`);
    await screen.findByText('Soap, set of three');
    for (const key of ['x', 'j', 'X', 'a']) {
      fireEvent.keyDown(document.body, { key });
    }
    const dialog = await screen.findByRole('dialog', { name: 'Effect of this change' });
    await within(dialog).findByText('7 become ready');
    expect(client.callsOf('mapping.save')).toEqual([]);
    fireEvent.click(within(dialog).getByRole('button', { name: 'Save' }));
    await waitFor(() =>
      expect(client.callsOf('mapping.save')[0]?.input).toMatchObject({
        changes: [
          { kind: 'product', mapping: { sku: 'SOAP-3', item: { name: 'Soap set (3)' } } },
          { kind: 'product', mapping: { sku: 'THR-WOOL', item: { name: 'Wool Throw' } } },
        ],
      }),
    );
  });

  test('previews and saves how a store is posted', async () => {
    const { client } = showApp(`/c/${COMPANY}/mapping?tab=stores&store=101`);
    fireEvent.change(await screen.findByRole('combobox', { name: 'Document' }), { target: { value: 'sales-receipt' } });
    fireEvent.click(screen.getByRole('button', { name: 'See the effect' }));
    const dialog = await screen.findByRole('dialog', { name: 'Effect of this change' });
    const save = within(dialog).getByRole('button', { name: 'Save' });
    await waitFor(() => expect(save.hasAttribute('disabled')).toBe(false));
    fireEvent.click(save);
    await waitFor(() =>
      expect(client.callsOf('mapping.save')[0]?.input).toMatchObject({
        changes: [{ kind: 'store', storeId: 101, policy: { document: 'sales-receipt' } }],
      }),
    );
  });
});

describe('the frame', () => {
  test('shows the counts beside the screens and the state of the company', async () => {
    showApp(`/c/${COMPANY}/overview`);
    expect(await screen.findByRole('link', { name: 'Review 60 open' })).toBeTruthy();
    expect(screen.getByRole('link', { name: 'Replay 14 open' })).toBeTruthy();
    expect(await screen.findByText('60 to review, 14 failed')).toBeTruthy();
  });

  test('shows progress as it comes, and stops the run', async () => {
    const { client } = showApp(`/c/${COMPANY}/overview`);
    await screen.findByRole('link', { name: 'Review 60 open' });
    client.emit({ kind: 'progress', company: COMPANY, runId: 'r9', label: 'Pulling orders', done: 40, total: 150 });
    await screen.findByText('Pulling orders 40 of 150');
    expect(screen.getByRole('button', { name: 'Sync now' }).hasAttribute('disabled')).toBe(true);
    fireEvent.click(screen.getByRole('button', { name: 'Stop' }));
    await waitFor(() => expect(client.callsOf('run.stop')).toHaveLength(1));
  });

  test('fetches again what an event names, and only that', async () => {
    const { client } = showApp(`/c/${COMPANY}/overview`);
    await screen.findByRole('link', { name: 'Review 60 open' });
    const before = { connections: client.callsOf('connection.list').length, failures: client.callsOf('overview.show').length };
    client.emit({ kind: 'changed', company: COMPANY, topics: ['orders'] });
    await waitFor(() => expect(client.callsOf('overview.show').length).toBe(before.failures + 1));
    expect(client.callsOf('connection.list').length).toBe(before.connections);
    client.emit({ kind: 'changed', company: 'another', topics: ['orders', 'connections'] });
    client.emit({ kind: 'changed', company: COMPANY, topics: ['connections'] });
    await waitFor(() => expect(client.callsOf('connection.list').length).toBe(before.connections + 1));
  });

  test('says what stops work, with the way to mend it', async () => {
    const client = createFakeClient();
    const lost = {
      label: null,
      realmId: null,
      environment: null,
      connectedAt: null,
      expiresAt: null,
      daysLeft: null,
      lastSuccessAt: null,
      lastFault: null,
    };
    client.answer('connection.list', () => ({
      source: { ...lost, status: 'connected', version: 'v1', expiresOn: null },
      books: { ...lost, ...UNUSED_BOOKS, status: 'needs-person' },
    }));
    showApp(`/c/${COMPANY}/overview`, client);
    expect(await screen.findByText(/nothing is posted until it is connected again/)).toBeTruthy();
    expect(screen.getByRole('link', { name: 'Go to Connections' }).getAttribute('href')).toContain('/connections');
  });

  test('searches over every state from any screen', async () => {
    const { client, address } = showApp(`/c/${COMPANY}/overview`);
    const box = await screen.findByRole('textbox', { name: 'Search orders' });
    fireEvent.change(box, { target: { value: '10443' } });
    fireEvent.submit(box);
    await waitFor(() => expect(address()).toContain('/review?q=10443&states=all'));
    await waitFor(() =>
      expect(client.callsOf('order.list').some(({ input }) => JSON.stringify(input).includes('"search":"10443"'))).toBe(true),
    );
  });

  test('a command that could not reach the host is sent again with the same commandId', async () => {
    const client = createFakeClient();
    client.answer('sync.run', () => failure('host/unreachable', 'Purser does not answer.'));
    showApp(`/c/${COMPANY}/overview`, client);
    fireEvent.click(await screen.findByRole('button', { name: 'Sync now' }));
    await waitFor(() => expect(client.callsOf('sync.run').length).toBeGreaterThan(1), { timeout: 4_000 });
    expect(new Set(client.callsOf('sync.run').map(({ commandId }) => commandId)).size).toBe(1);
  });
});

describe('proof', () => {
  test('reconcile asks for the period of the address and opens a difference', async () => {
    const { client } = showApp(`/c/${COMPANY}/reconcile?from=2026-10-01&to=2026-10-31`);
    const link = await screen.findByRole('link', { name: 'Open order 10453' });
    expect(link.getAttribute('href')).toContain('order=500100204');
    expect(client.callsOf('reconcile.run')[0]?.input).toMatchObject({ from: '2026-10-01', to: '2026-10-31' });
  });

  test('reconcile narrows its differences down by kind and store, and keeps both in the address', async () => {
    showApp(`/c/${COMPANY}/reconcile?from=2026-10-01&to=2026-10-31&store=104`);
    fireEvent.click(await screen.findByRole('button', { name: 'Shipped, not invoiced (1)' }));
    await screen.findByRole('button', { name: 'Shipped, not invoiced (1)', pressed: true });
    expect(screen.getByRole('link', { name: 'Open order 10454' })).toBeTruthy();
    expect(screen.queryByRole('link', { name: 'Open order 10453' })).toBeNull();
  });

  test('the audit verifies its chain and says where it breaks', async () => {
    const client = createFakeClient();
    client.answer('audit.verify', () => ({ ok: false, entries: 90, firstBroken: 41 }));
    showApp(`/c/${COMPANY}/audit`, client);
    fireEvent.click(await screen.findByRole('button', { name: 'Verify' }));
    expect(await screen.findByText(/Broken at entry 41/)).toBeTruthy();
  });

  test('activity names each run’s outcome in words', async () => {
    showApp(`/c/${COMPANY}/activity`);
    expect(await screen.findByText('14 posted · 3 ship data updated · 1 uncertain · 1 refused')).toBeTruthy();
    expect(screen.getByText('ShipStation could not be reached.')).toBeTruthy();
  });
});
