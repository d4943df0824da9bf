import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { type OpenHost, openHostOf } from '../../electron/hosts/headless/command-context.ts';
import { type HeadlessHost, openHost } from '../../electron/hosts/headless/headless-host.ts';
import type { Practice } from '../../electron/practice/start-practice.ts';
import type { MethodOutput } from '../../shared/contract/client.ts';
import { makeTempDirectory, type TempDirectory } from '../helpers/temp-directory.ts';

type Rehearsed = MethodOutput<'rehearsal.run'>;

const company = 'practice';
let folder: TempDirectory;
let host: HeadlessHost;
let open: OpenHost;
let first: Rehearsed;
let before: ReturnType<Practice['quickbooks']['counters']>;

beforeAll(async () => {
  folder = makeTempDirectory('rehearsal');
  host = await openHost({
    dataDirectory: folder.path,
    mode: 'write',
    version: '0.1.0',
    io: { variables: { PURSER_PASSPHRASE: 'for this test alone' } },
  });
  open = openHostOf(host, undefined);
  await open.call('company.add', { name: 'Practice', practice: true });
  const { shipstation, quickbooks } = await practice();
  // Forty requests a minute are for the limits' own tests: here nobody waits for a window.
  shipstation.control.changeSwitches({ v1RequestsPerMinute: 100_000 });
  before = quickbooks.counters();
  first = await open.call('rehearsal.run', { company });
}, 60_000);
afterAll(async () => {
  await host.close();
  folder.remove();
});

const practice = async (): Promise<Practice> => {
  const [record] = host.companies();
  if (record === undefined) {
    throw new Error('There is no company.');
  }
  return host.practice.running(record);
};
const sumOf = (accounts: Rehearsed['accounts'], side: 'debit' | 'credit', currency: string): number =>
  accounts.reduce((sum, account) => sum + (account[side].currency === currency ? account[side].minor : 0), 0);
const minorOf = ({ totals }: { readonly totals: readonly { readonly minor: number }[] }): number =>
  totals.reduce((sum, { minor }) => sum + minor, 0);

describe('A rehearsal', () => {
  it('takes the last thirty days, with something ready and something blocked', () => {
    const days = (Date.parse(first.to) - Date.parse(first.from)) / 86_400_000;

    expect(days).toBe(29);
    expect(first.ready.count).toBeGreaterThan(0);
    expect(first.blocked.count).toBeGreaterThan(0);
    expect(first.causes.map(minorOf)).toEqual(first.causes.map(minorOf).toSorted((a, b) => b - a));
    expect(first.causes[0]?.examples[0]?.orderNumber).toBeTruthy();
  });

  it('writes nothing to the books and leaves no approval', async () => {
    const { quickbooks } = await practice();

    expect(quickbooks.counters().writes).toEqual(before.writes);
    const { states } = await open.call('order.counts', { company });
    expect(states.filter(({ state }) => ['approved', 'sending', 'posted', 'uncertain'].includes(state))).toEqual([]);
    expect((await open.call('order.approvalEffect', { company, of: 'approved' })).count).toBe(0);
  });

  it('debits what it credits, in each currency', () => {
    for (const currency of new Set(first.accounts.map(({ debit }) => debit.currency))) {
      expect(sumOf(first.accounts, 'debit', currency)).toBe(sumOf(first.accounts, 'credit', currency));
    }
    expect(first.accounts.length).toBeGreaterThan(3);
  });

  it('is done again without a second pull of everything, and tells the same', async () => {
    const { rehearsedAt: _first, ...told } = first;
    const { rehearsedAt: _again, ...again } = await open.call('rehearsal.run', { company });
    const { rehearsedAt, ...shown } = await open.call('rehearsal.show', { company });

    expect(again).toEqual(told);
    expect(shown).toEqual(told);
    expect(rehearsedAt).not.toBeNull();
  });

  it('shows what lies before the start, and says that it will not be posted', async () => {
    const { config } = await open.call('config.export', { company });
    const policy = Object(config['policy']) as Record<string, unknown>; // safe: the document's schema says so
    await open.call('config.import', { company, config: { ...config, policy: { ...policy, startOn: first.to } } });
    const late = await open.call('rehearsal.run', { company });
    await open.call('config.import', { company, config });

    expect(late.ready).toEqual(first.ready);
    expect(late.startOn).toBe(first.to);
    expect(late.beforeStart.count).toBeGreaterThan(0);
    expect(late.beforeStart.count).toBeLessThanOrEqual(late.ready.count);
  });

  it('refuses a period that ends before it begins', async () => {
    await expect(open.call('rehearsal.show', { company, from: '2026-02-02', to: '2026-02-01' })).rejects.toMatchObject({
      code: 'contract/bad-input',
    });
  });

  it('foretells to the cent what posting then writes', async () => {
    const { quickbooks } = await practice();
    const known = new Set(quickbooks.documents().map(({ entity, id }) => `${entity} ${id}`));
    const customers = quickbooks.customers().length;
    // Everything that was ever ordered, so that posting all that is ready posts exactly this.
    await open.call('sync.run', { company, full: true });
    const foretold = await open.call('rehearsal.show', { company, from: '2020-01-01' });
    await open.call('order.approveReady', { company });
    const { posted, failed } = await open.call('posting.post', { company });
    const written = quickbooks.documents().filter(({ entity, id }) => !known.has(`${entity} ${id}`));

    expect(failed).toEqual([]);
    expect(posted).toHaveLength(foretold.ready.count);
    for (const [kind, entity] of [
      ['invoice', 'Invoice'],
      ['payment', 'Payment'],
      ['sales-receipt', 'SalesReceipt'],
    ] as const) {
      const ofKind = written.filter((document) => document.entity === entity);
      const told = foretold.documents.find((document) => document.kind === kind);
      expect([kind, told?.count ?? 0, told === undefined ? 0 : minorOf(told)]).toEqual([
        kind,
        ofKind.length,
        ofKind.reduce((sum, { totalMinor }) => sum + totalMinor, 0),
      ]);
    }
    expect(quickbooks.customers().length - customers).toBe(foretold.newCustomers.count);

    const after = await open.call('rehearsal.show', { company, from: '2020-01-01' });
    expect(after.alreadyPosted.count).toBe(foretold.ready.count);
    expect(after.ready.count).toBe(0);
  }, 60_000);
});
