import { spawn } from 'node:child_process';
import { join } from 'node:path';

import { createCompanyStores } from '../../electron/adapters/sqlite/company-stores.ts';
import { openDataDirectory } from '../../electron/adapters/sqlite/data-directory.ts';
import { ORDER_SORTS, type OrderFilter, type PlanStore } from '../../electron/core/ports/store/plan-store.ts';
import { makeTempDirectory } from '../helpers/temp-directory.ts';
import { ANCHOR_ON, unwrap } from './bench-company.ts';
import type { BenchRow } from './bench-row.ts';
import { type LargeCompany, makeLargeCompany } from './large-company.ts';

const PAGE_ROWS = 100;
const TRIES = 3;

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
    ORDER_SORTS.flatMap((sort) => [true, false].map((descending) => ({ name: `${name} by ${sort}`, ms: slowestPageMs(store.plans, filter, sort, descending) }))),
  );
  const counts = Object.entries(FILTERS).map(([name, filter]) => ({ name, ms: fastestMs(() => void store.plans.countsByState(filter)) }));
  const slowest = slowestOf(pages);
  const slowestCount = slowestOf(counts);
  store.close();
  return [
    { what: `Slowest of ${pages.length} kinds of page of ${orders} orders (${slowest.name})`, figure: slowest.ms, unit: 'ms', budget: 30, better: 'less' },
    { what: `Slowest count of them by state (${slowestCount.name})`, figure: slowestCount.ms, unit: 'ms', budget: 50, better: 'less' },
    { what: `Opening the database and reading the first page, ${first.rows.length} rows`, figure: firstMs, unit: 'ms', budget: 1_000, better: 'less' },
  ];
}

/** The slower of the first page and the one after it. */
function slowestPageMs(plans: PlanStore, filter: OrderFilter, sort: (typeof ORDER_SORTS)[number], descending: boolean): number {
  const request = { filter, sort, descending, limit: PAGE_ROWS };
  const { next } = plans.page({ ...request, cursor: null });
  return Math.max(...[null, ...(next === null ? [] : [next])].map((cursor) => fastestMs(() => void plans.page({ ...request, cursor }))));
}

/** The best of some tries: what the work takes when nobody else uses the machine. */
function fastestMs(work: () => void): number {
  const times = Array.from({ length: TRIES }, () => {
    const startedAt = performance.now();
    work();
    return performance.now() - startedAt;
  });
  return Math.min(...times);
}

function slowestOf(cases: readonly { readonly name: string; readonly ms: number }[]): { readonly name: string; readonly ms: number } {
  return cases.reduce((slowest, next) => (next.ms > slowest.ms ? next : slowest), { name: '', ms: 0 });
}

/** The headless host in a process of its own, as somebody works with it: overview, lists, words, a look at orders. */
async function measureHost(path: string, slug: string): Promise<readonly BenchRow[]> {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'host-process.ts'), path, slug], { stdio: ['ignore', 'pipe', 'inherit'] });
  const chunks: Buffer[] = [];
  child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
  const code = await new Promise<number | null>((resolve) => {
    child.once('close', resolve);
  });
  if (code !== 0) {
    throw new Error(`The host's process ended with ${code}`);
  }
  // Safe: host-process.ts writes exactly this.
  const { residentMb, highestMb, overviewMs } = JSON.parse(Buffer.concat(chunks).toString('utf8')) as Record<'residentMb' | 'highestMb' | 'overviewMs', number>;
  return [
    { what: 'Resident memory of the host with 100,000 orders, after a day’s work with its lists', figure: residentMb, unit: 'MB', budget: 300, better: 'less' },
    { what: '… the most it ever held', figure: highestMb, unit: 'MB', budget: 300, better: 'less' },
    { what: 'From opening the host to the overview and the first page', figure: overviewMs, unit: 'ms', budget: 1_000, better: 'less' },
  ];
}
