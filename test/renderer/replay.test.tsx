import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';

import { remedyCodes, remedyFor } from '../../electron/core/use-cases/remedies.ts';
import type { MethodOutput } from '../../shared/contract/client.ts';
import { createFakeClient, failure, type FakeClient } from './fake-client.ts';
import { failureGroups } from './fake-postings.ts';
import { COMPANY, makeOrder } from './fake-shop.ts';
import { prepareBrowser, showApp } from './render-app.tsx';

beforeEach(prepareBrowser);
afterEach(cleanup);

type Group = MethodOutput<'posting.failures'>['groups'][number];

/** One refused posting of each of these orders. */
const [sample] = failureGroups(Array.from({ length: 30 }, (_, index) => makeOrder(index)));

function groupOf(code: string, count = 1): Group {
  const [posting] = sample?.postings ?? [];
  if (posting === undefined) {
    throw new Error('The shop has no refused posting');
  }
  const { remedy, screen: remedyScreen } = remedyFor(code);
  const postings = Array.from({ length: count }, (_, index) => {
    const { order } = makeOrder(index);
    return { ...posting, postingId: `${code} ${index}`, orderId: order.orderId, orderNumber: order.orderNumber };
  });
  return { code, message: `What happened: ${code}.`, remedy, remedyScreen, count, postings };
}

function clientWith(groups: readonly Group[]): FakeClient {
  const client = createFakeClient();
  client.answer('posting.failures', () => ({ groups: [...groups] }));
  return client;
}

const HEADINGS = ['Mapping', 'Connections', 'Review', 'Settings'];

describe('the remedies of failed postings', () => {
  test('each stands with its cause, and each button leads to a screen that shows what it says', async () => {
    const codes = remedyCodes();
    expect(codes.length).toBeGreaterThan(40);
    const groups = codes.map((code) => groupOf(code));
    showApp(`/c/${COMPANY}/replay`, clientWith(groups));
    await screen.findByText(`${codes.length} failed or uncertain postings`);
    const panels = screen.getAllByRole('region');
    const leads = new Map<string, Group>();
    for (const group of groups) {
      const { code, message, remedy, remedyScreen } = group;
      const panel = panels.find(({ textContent }) => textContent.includes(message)) ?? document.body;
      expect(panel.textContent, code).toContain(remedy);
      expect(within(panel).getByText('Replay this one'), code).toBeTruthy();
      const hrefs = [...panel.querySelectorAll('a')].filter(({ textContent }) => textContent.startsWith('Open ')).map(({ href }) => href);
      expect(hrefs.length, code).toBe(remedyScreen === null ? 0 : 1);
      hrefs.forEach((href) => leads.set(href, group));
    }
    expect(leads.size).toBeGreaterThan(5);
    // Each place that some button leads to is gone to once, by a button.
    const { address, history } = showApp(`/c/${COMPANY}/replay`, clientWith([...leads.values()]));
    for (const [href, { message }] of leads) {
      const panel = await screen.findByRole('region', { name: message });
      const link = within(panel).getByRole('link', { name: /^Open / });
      expect(link instanceof HTMLAnchorElement ? link.href : '').toBe(href);
      fireEvent.click(link);
      await shown(address);
      history.back();
    }
  });

  test('an unknown cause has one too', () => {
    expect(remedyFor('books/never-seen').screen).toBe('review');
    expect(remedyFor('mapping/anything').screen).toBe('mapping');
  });
});

/** Review shows the order of the cause, Mapping the tab, Settings the policy. */
async function shown(address: () => string): Promise<void> {
  await waitFor(() => expect(address()).not.toContain('/replay'));
  const [path = '', search] = address().split('?');
  const name = HEADINGS.find((heading) => path.endsWith(`/${heading.toLowerCase()}`)) ?? 'no such screen';
  await screen.findByRole('heading', { level: 1, name });
  const tab = new URLSearchParams(search).get('tab');
  if (name === 'Review') {
    await screen.findByRole('region', { name: `Order ${makeOrder(0).order.orderNumber}` });
  } else if (tab !== null) {
    await screen.findByRole('tab', { selected: true, name: new RegExp(`^${tab}`, 'i') });
  }
}

describe('a replay', () => {
  const two = [groupOf('books/rule', 2), groupOf('books/stock')];

  test('shows how far it is with a way to stop it, then what became of each order, and says so', async () => {
    const client = clientWith(two);
    const [first, second] = two[0]?.postings ?? [];
    let end = (): void => undefined;
    const isOver = new Promise<void>((resolve) => (end = resolve));
    const { call } = client;
    client.call = async (method, input, options) => {
      if (method === 'posting.replay') {
        await isOver;
      }
      return call(method, input, options);
    };
    client.answer('run.current', () => ({
      running: { runId: 'r1', kind: 'replay', label: 'Replaying', done: 0, total: 3 },
      nextSyncAt: null,
    }));
    client.answer('posting.replay', () => ({
      posted: [first?.orderId ?? 0],
      updated: [],
      uncertain: [],
      failed: [{ orderId: second?.orderId ?? 0, code: 'books/rule', message: 'QuickBooks refused it by a rule of its own.' }],
    }));
    showApp(`/c/${COMPANY}/replay`, client);

    await screen.findByText('3 failed or uncertain postings');
    fireEvent.click(screen.getByRole('button', { name: 'Replay all' }));
    const main = within(screen.getByRole('main'));
    const progress = await main.findByRole('progressbar', { name: 'Replaying 3 postings' });
    client.emit({ kind: 'progress', company: COMPANY, runId: 'r1', label: 'Replaying', done: 1, total: 3 });
    await waitFor(() => expect(progress.getAttribute('aria-valuetext')).toContain('1'));
    fireEvent.click(main.getByRole('button', { name: 'Stop' }));
    await main.findByRole('button', { name: 'Stopping' });
    expect(client.callsOf('run.stop')).toHaveLength(1);
    end();

    const result = await screen.findByRole('dialog', { name: 'Result of the replay' });
    const rows = within(result)
      .getAllByRole('row')
      .slice(1)
      .map((row) => row.textContent);
    expect(rows).toEqual([`${second?.orderNumber}RefusedQuickBooks refused it by a rule of its own.`, `${first?.orderNumber}Posted`]);
    expect(result.textContent).toContain('approved and goes out with the next posting');
    await waitFor(() => expect(spoken()).toContain('1 posted or updated, 1 refused or uncertain'));
    expect(main.queryByRole('progressbar')).toBeNull();
  });

  test('that fails says why and leaves the list as it was', async () => {
    const client = clientWith(two);
    client.answer('posting.replay', () => failure('books/reconnect', 'QuickBooks must be connected again.'));
    showApp(`/c/${COMPANY}/replay`, client);

    await screen.findByText('3 failed or uncertain postings');
    fireEvent.click(screen.getByRole('button', { name: 'Replay all' }));

    await screen.findByText('QuickBooks must be connected again.');
    expect(screen.getByRole('region', { name: 'What happened: books/rule.' })).toBeTruthy();
  });
});

test('what was mended in QuickBooks is read from the screen itself', async () => {
  const client = clientWith([groupOf('books/name-taken')]);
  showApp(`/c/${COMPANY}/replay`, client);
  fireEvent.click(await screen.findByRole('button', { name: 'Refresh lists' }));
  await screen.findByText('Lists refreshed');
  expect(client.callsOf('reference.refresh')).toHaveLength(1);
});

test('what a mapping has mended leaves the list by itself, and that is said', async () => {
  const client = clientWith([groupOf('books/account-type', 3), groupOf('books/stock')]);
  showApp(`/c/${COMPANY}/replay`, client);
  await screen.findByText('4 failed or uncertain postings');

  client.answer('posting.failures', () => ({ groups: [groupOf('books/stock')] }));
  // As the core tells after a mapping was saved and the orders are planned anew.
  client.emit({ kind: 'changed', company: COMPANY, topics: ['orders', 'mapping'] });

  await screen.findByText('1 failed or uncertain posting');
  await waitFor(() => expect(spoken()).toContain('3 postings left Replay: their orders are planned anew.'));
});

const spoken = (): readonly (string | null)[] => screen.getAllByRole('status', { hidden: true }).map(({ textContent }) => textContent);
