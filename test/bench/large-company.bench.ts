import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';

import { createCompanyStores } from '../../electron/adapters/sqlite/company-stores.ts';
import { openDataDirectory } from '../../electron/adapters/sqlite/data-directory.ts';
import { ORDER_SORTS, type OrderFilter, type PlanStore } from '../../electron/core/ports/store/plan-store.ts';
import { BUILT_CLI } from '../helpers/purser-process.ts';
import { makeTempDirectory } from '../helpers/temp-directory.ts';
import { connectOverHttp } from '../hosts/http-client.ts';
import { ANCHOR_ON, unwrap } from './bench-company.ts';
import type { BenchRow } from './bench-row.ts';
import { type LargeCompany, makeLargeCompany } from './large-company.ts';
import { cpuSecondsOf } from './loop-probe.ts';

const PAGE_ROWS = 100;
const TRIES = 3;
/** Of all sorts with and without filters. */
const ROUNDS = 10;

const FILTERS: Readonly<Record<string, OrderFilter>> = {
  'no filter': {},
  'what is ready': { states: ['ready'] },
  'a rare state': { states: ['uncertain', 'failed'] },
  'posted in one store': { states: ['posted'], storeId: 300_103 },
  'a finding': { code: 'customer/will-be-created' },
  'a blocker': { code: 'mapping/product-missing' },
  'up to a date': { to: ANCHOR_ON },
  'a word of one order': { search: '10458-57' },
  'a word of none': { search: 'zebra' },
  'a common name': { search: 'alma' },
  'two words': { search: 'greta lund' },
  'all at once': { states: ['posted', 'ready'], storeId: 300_101, to: ANCHOR_ON, search: 'holm' },
};

/** What a company of 100,000 orders costs: its lists, its first page, and the memory of the host that serves it. */
export async function bench(): Promise<readonly BenchRow[]> {
  using directory = makeTempDirectory('bench-large');
  const large = await makeLargeCompany(directory.path);
  const lists = measureLists(directory.path, large);
  return [...lists, ...(await measureHost(directory.path, large.company.slug))];
}

function measureLists(path: string, { company, keys }: LargeCompany): readonly BenchRow[] {
  const directory = unwrap(openDataDirectory(path));
  const stores = createCompanyStores({ directory, lock: null, clock: { now: () => Date.now() } });
  const openedAt = performance.now();
  const store = unwrap(stores.open(company, keys));
  const first = store.plans.page({ filter: {}, sort: 'orderedOn', descending: true, limit: PAGE_ROWS, cursor: null });
  const firstMs = performance.now() - openedAt;
  const orders = store.orders.count();
  const pages = Object.entries(FILTERS).flatMap(([name, filter]) =>
    ORDER_SORTS.flatMap((sort) =>
      [true, false].map((descending) => ({ name: `${name} by ${sort}`, ms: slowestPageMs(store.plans, filter, sort, descending) })),
    ),
  );
  const counts = Object.entries(FILTERS).map(([name, filter]) => ({ name, ms: fastestMs(() => void store.plans.countsByState(filter)) }));
  const slowest = slowestOf(pages);
  const slowestCount = slowestOf(counts);
  store.close();
  return [
    {
      what: `Slowest of ${pages.length} kinds of page of ${orders} orders (${slowest.name})`,
      figure: slowest.ms,
      unit: 'ms',
      budget: 30,
      better: 'less',
    },
    { what: `Slowest count of them by state (${slowestCount.name})`, figure: slowestCount.ms, unit: 'ms', budget: 50, better: 'less' },
    {
      what: `Opening the database and reading the first page, ${first.rows.length} rows`,
      figure: firstMs,
      unit: 'ms',
      budget: 1_000,
      better: 'less',
    },
  ];
}

/** The slower of the first page and the one after it. */
function slowestPageMs(plans: PlanStore, filter: OrderFilter, sort: (typeof ORDER_SORTS)[number], descending: boolean): number {
  const request = { filter, sort, descending, limit: PAGE_ROWS };
  const { next } = plans.page({ ...request, cursor: null });
  return Math.max(...[null, ...(next === null ? [] : [next])].map((cursor) => fastestMs(() => void plans.page({ ...request, cursor }))));
}

/** The best of some tries, in processor time: what the work takes when nobody else uses the machine. All of it is in memory after the first. */
function fastestMs(work: () => void): number {
  return Math.min(...Array.from({ length: TRIES }, () => cpuSecondsOf(work) * 1_000));
}

function slowestOf(cases: readonly { readonly name: string; readonly ms: number }[]): { readonly name: string; readonly ms: number } {
  return cases.reduce((slowest, next) => (next.ms > slowest.ms ? next : slowest), { name: '', ms: 0 });
}

/** The built headless host in a process of its own, as somebody works with it: overview, lists, words. Memory as Linux counts it. */
async function measureHost(path: string, slug: string): Promise<readonly BenchRow[]> {
  const startedAt = performance.now();
  const host = spawn(process.execPath, [BUILT_CLI, '--data-dir', path, '--json', 'serve'], { stdio: ['ignore', 'pipe', 'inherit'] });
  try {
    const { client, close } = await connectOverHttp(await addressOf(host));
    const ask = async (method: 'overview.show' | 'order.list', input: Readonly<Record<string, unknown>>): Promise<void> => {
      const answer = await client.call(method, { company: slug, ...input });
      if (!answer.ok) {
        throw new Error(`${method}: ${answer.error.message}`);
      }
    };
    await ask('overview.show', {});
    await ask('order.list', {});
    const firstMs = performance.now() - startedAt;
    for (let round = 0; round < ROUNDS; round += 1) {
      for (const sort of ORDER_SORTS) {
        await ask('order.list', { sort, descending: round % 2 === 0 });
        await ask('order.list', { sort, filter: { states: ['posted'], storeId: 300_101 } });
        await ask('order.list', { sort, filter: { search: 'alma' } });
      }
      await ask('overview.show', {});
    }
    close();
    return [
      ...memoryRows(host.pid ?? 0),
      {
        what: 'From starting the host to the overview and the first page over HTTP',
        figure: firstMs,
        unit: 'ms',
        budget: 1_000,
        better: 'less',
      },
    ];
  } finally {
    host.kill('SIGTERM');
    await new Promise((resolve) => {
      host.once('exit', resolve);
    });
  }
}

/** The one-time address, in the first line that the host writes. */
async function addressOf(host: ChildProcessByStdio<null, Readable, null>): Promise<string> {
  for await (const line of createInterface(host.stdout)) {
    // Safe: what is no address is refused by the caller's URL.
    return String((JSON.parse(line) as { readonly url?: unknown }).url);
  }
  throw new Error('The host ended before it served');
}

function memoryRows(pid: number): readonly BenchRow[] {
  if (process.platform !== 'linux') {
    return [];
  }
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  const megabytes = (name: string): number => Number(new RegExp(`${name}:\\s+(\\d+) kB`).exec(status)?.[1]) / 1024;
  return [
    {
      what: 'Resident memory of the host with 100,000 orders, after much work with its lists',
      figure: megabytes('VmRSS'),
      unit: 'MB',
      budget: 300,
      better: 'less',
    },
    { what: '… the most it ever held', figure: megabytes('VmHWM'), unit: 'MB', budget: 300, better: 'less' },
  ];
}
