import type { PracticeDocument } from '../../electron/practice/quickbooks/inspection.ts';
import { openPracticeBooks } from '../../electron/practice/quickbooks/start.ts';
import { openShipStation } from '../../electron/practice/shipstation/practice-shipstation.ts';
import type { BenchRow } from './bench-row.ts';
import { type BenchCompany, startBenchCompany, unwrap } from './bench-company.ts';
import { type LoopBlocks, watchLoop } from './loop-probe.ts';

/** `PURSER_BENCH_ORDERS=3000 npm run bench engine` for a quicker look. */
const ORDERS = Number(process.env['PURSER_BENCH_ORDERS'] ?? 10_000);
const MINUTE_MS = 60_000;
/** ShipStation V1: requests a minute and orders a page. QuickBooks: batches a minute and documents in one. */
const SHIPSTATION_PER_MINUTE = 40;
const BATCHES_PER_MINUTE = 40;
const BATCH_SIZE = 30;

/** The whole way of a busy shop's orders: pulled, planned, approved, posted, and one more sync; with the real limits on a virtual clock. */
export async function bench(): Promise<readonly BenchRow[]> {
  await using company = await startBenchCompany(ORDERS);
  unwrap(await company.engine.refreshBooks({ full: true }, company.run()));
  unwrap(await company.engine.refreshSource(company.run()));
  const pulled = await measurePull(company);
  const approved = company.approveReady();
  const posted = await measurePosting(company, approved);
  return [...pulled, ...posted, ...(await measureQuietSync(company))];
}

async function measurePull(company: BenchCompany): Promise<readonly BenchRow[]> {
  const before = requestsOf(company);
  const startedAt = company.clock.now();
  const { took, blocks, value } = await watched(() => company.engine.pull({ full: false, since: null }, company.run()));
  unwrap(value);
  const minutes = (company.clock.now() - startedAt) / MINUTE_MS;
  const requests = requestsOf(company).slice(before.length);
  const ofOrders = requests.filter((target) => target.startsWith('/orders'));
  const orders = `${ORDERS} changed orders`;
  return [
    { what: `ShipStation requests for ${orders}, for the orders`, figure: ofOrders.length, unit: 'requests', budget: 25, better: 'less' },
    {
      what: `ShipStation requests for ${orders}, with labels and fulfillments`,
      figure: requests.length,
      unit: 'requests',
      budget: null,
      better: 'less',
    },
    {
      what: 'Time to pull them, as a multiple of what 40 requests a minute allow',
      figure: minutes / Math.ceil(requests.length / SHIPSTATION_PER_MINUTE),
      unit: '×',
      budget: 1.1,
      better: 'less',
    },
    ...blockRows('pulling and planning them', blocks, took),
  ];
}

async function measurePosting(company: BenchCompany, approved: number): Promise<readonly BenchRow[]> {
  const before = booksOf(company);
  const startedAt = company.clock.now();
  const { took, blocks, value } = await watched(() => company.engine.post({ limit: null }, company.run()));
  const outcome = unwrap(value);
  const minutes = (company.clock.now() - startedAt) / MINUTE_MS;
  const after = booksOf(company);
  const made = after.documents.slice(before.documents.length);
  const customers = after.customers - before.customers;
  const kinds = [
    customers,
    ...(['Invoice', 'SalesReceipt', 'Payment'] as const).map((entity) => made.filter((document) => document.entity === entity).length),
  ];
  const allowed = kinds.reduce((sum, count) => sum + Math.ceil(count / BATCH_SIZE), 0) / BATCHES_PER_MINUTE;
  const requests = after.counters.requests - before.counters.requests;
  return [
    {
      what: 'Approved orders that were posted',
      figure: outcome.posted.length / approved,
      unit: `of ${approved}`,
      budget: 1,
      better: 'more',
    },
    {
      what: 'Their sales documents that are not in the books exactly once, with exactly their planned total',
      figure: wronglyPosted(company, outcome.posted, made),
      unit: 'documents',
      budget: 0,
      better: 'less',
    },
    {
      what: 'Time to post them, as a multiple of what 40 batches of 30 a minute allow',
      figure: minutes / allowed,
      unit: `× ${allowed.toFixed(2)} min`,
      budget: 1.15,
      better: 'less',
    },
    {
      what: 'QuickBooks reads for each posted order',
      figure: (after.counters.reads - before.counters.reads) / outcome.posted.length,
      unit: 'reads',
      budget: 0.05,
      better: 'less',
    },
    {
      what: 'QuickBooks documents and customers written for each request',
      figure: (made.length + customers) / requests,
      unit: `in ${requests} requests`,
      budget: null,
      better: 'more',
    },
    {
      what: 'Requests that QuickBooks throttled',
      figure: after.counters.throttled - before.counters.throttled,
      unit: 'requests',
      budget: 0,
      better: 'less',
    },
    ...blockRows('posting them', blocks, took),
  ];
}

/** What the books' own changes cost right after: change data capture brings back everything that was just posted. */
async function measureQuietSync(company: BenchCompany): Promise<readonly BenchRow[]> {
  const { took, blocks, value } = await watched(async () => {
    const refreshed = await company.engine.refreshBooks({ full: false }, company.run());
    return refreshed.ok ? company.engine.pull({ full: false, since: null }, company.run()) : refreshed;
  });
  unwrap(value);
  return blockRows('the sync after it', blocks, took);
}

function blockRows(when: string, { longestCpuMs, longestMs }: LoopBlocks, took: number): readonly BenchRow[] {
  return [
    { what: `Longest step of the main loop while ${when}, processor time`, figure: longestCpuMs, unit: 'ms', budget: 50, better: 'less' },
    { what: '… by the wall clock, with whatever else the machine does', figure: longestMs, unit: 'ms', budget: null, better: 'less' },
    { what: '… and the whole of it', figure: took, unit: 's', budget: null, better: 'less' },
  ];
}

async function watched<T>(work: () => Promise<T>): Promise<{ readonly value: T; readonly blocks: LoopBlocks; readonly took: number }> {
  const loop = watchLoop();
  const startedAt = performance.now();
  const value = await work();
  return { value, blocks: loop.stop(), took: (performance.now() - startedAt) / 1000 };
}

function requestsOf({ practice }: BenchCompany): readonly string[] {
  const shop = openShipStation(practice);
  const targets = shop.control.requests().map(({ target }) => target);
  shop.close();
  return targets;
}

function booksOf({ practice }: BenchCompany): {
  readonly documents: readonly PracticeDocument[];
  readonly customers: number;
  readonly counters: ReturnType<ReturnType<typeof openPracticeBooks>['counters']>;
} {
  const books = openPracticeBooks(practice);
  const seen = { documents: books.documents(), customers: books.customers().length, counters: books.counters() };
  books.close();
  return seen;
}

function wronglyPosted({ store }: BenchCompany, orderIds: readonly number[], made: readonly PracticeDocument[]): number {
  const byNumber = Map.groupBy(
    made.filter(({ entity }) => entity !== 'Payment'),
    ({ docNumber }) => docNumber,
  );
  const wrong = orderIds.filter((orderId) => {
    const plan = store.plans.planOf(orderId);
    const mine = byNumber.get(plan?.documentNumber ?? null) ?? [];
    return mine.length !== 1 || mine[0]?.totalMinor !== plan?.total?.minor;
  });
  const sales = [...byNumber.values()].reduce((sum, mine) => sum + mine.length, 0);
  return wrong.length + Math.abs(sales - orderIds.length);
}
