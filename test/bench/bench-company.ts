import { createServer } from 'node:net';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';

import { createHttp } from '../../electron/adapters/http/http.ts';
import { createLaneRegistry } from '../../electron/adapters/http/lane-registry.ts';
import { startIntuitAuthorization } from '../../electron/adapters/oauth/authorization.ts';
import { createIntuitTokenEndpoint } from '../../electron/adapters/oauth/token-endpoint.ts';
import { createQuickBooksBooks } from '../../electron/adapters/quickbooks/create-books.ts';
import { createShipStationV1Source } from '../../electron/adapters/shipstation/v1/create-source.ts';
import { createCompanyStores } from '../../electron/adapters/sqlite/company-stores.ts';
import { openDataDirectory } from '../../electron/adapters/sqlite/data-directory.ts';
import { createEngine } from '../../electron/core/engine/create-engine.ts';
import type { Engine, RunControl } from '../../electron/core/engine/engine.ts';
import type { Clock, Timers } from '../../electron/core/ports/environment.ts';
import type { Books } from '../../electron/core/ports/books.ts';
import type { OrderSource } from '../../electron/core/ports/order-source.ts';
import type { BooksTokens } from '../../electron/core/ports/services.ts';
import type { CompanyRecord } from '../../electron/core/ports/store/companies.ts';
import type { CompanyStore } from '../../electron/core/ports/store/company-store.ts';
import type { PracticeAccess, PracticeOptions } from '../../electron/practice/practice.ts';
import { consentAsPracticePerson } from '../../electron/practice/quickbooks/consent.ts';
import { practiceConfig } from '../../electron/practice/seed/practice-config.ts';
import { openShipStation } from '../../electron/practice/shipstation/practice-shipstation.ts';
import { parseConfig } from '../../shared/contract/config.ts';
import { ok, type Result } from '../../shared/domain/result.ts';
import { addDays, type BusinessDate, instantOf, parseBusinessDate } from '../../shared/domain/time/instants.ts';
import { createRecordingLogger } from '../helpers/recording-logger.ts';
import { makeTempDirectory } from '../helpers/temp-directory.ts';
import { createVirtualTime } from '../helpers/virtual-time.ts';
import { busyOrder } from './busy-shop.ts';

/** A company of a busy shop: real clients, a real encrypted database, the engine; the two services in a thread of their own, with their real limits, on the same virtual clock. */
export interface BenchCompany extends AsyncDisposable {
  readonly store: CompanyStore;
  readonly engine: Engine;
  readonly clock: Clock;
  /** For a look at the stand-ins' own records. */
  readonly practice: PracticeOptions;
  run(): RunControl;
  /** Approves every plan that is ready. Returns how many. */
  approveReady(): number;
}

/** Midday in New York on the shop's anchor day. */
const START_MS = Date.UTC(2026, 2, 10, 16);
export const ANCHOR_ON = dateOf('2026-03-10');
/** A busy shop's labels are made one after another, so that pages are sorted as they are in life. */
const BETWEEN_LABELS_MS = 100;

export async function startBenchCompany(orders: number): Promise<BenchCompany> {
  const directory = makeTempDirectory('bench');
  const shared = new BigInt64Array(new SharedArrayBuffer(8));
  const time = createVirtualTime(START_MS);
  const { clock, timers } = shownTo(shared, time.clock, time.timers);
  const practice: PracticeOptions = {
    directory: join(directory.path, 'practice'),
    regime: 'us-automated',
    anchorOn: ANCHOR_ON,
    now: clock.now,
  };
  fillShop(practice, orders);
  const { access, stop } = await startPracticeThread(practice, shared);
  const data = unwrap(openDataDirectory(directory.path));
  const lock = unwrap(data.acquireLock({ pid: process.pid, host: 'headless', since: instantOf(START_MS) }));
  const company: CompanyRecord = { slug: 'practice', name: 'Practice', practice: true, createdAt: instantOf(START_MS) };
  const stores = createCompanyStores({ directory: data, lock, clock });
  const store = unwrap(stores.open(company, { databaseKey: stores.newDatabaseKey(), auditKey: stores.newAuditKey() }));
  store.config.save(parseConfig(practiceConfig('us-automated', ANCHOR_ON)), instantOf(START_MS), 'person');
  const { logger } = createRecordingLogger();
  const http = createHttp({ clock, logger });
  const { source, books } = await connect(access, { http, clock, timers, logger, lanes: createLaneRegistry() });
  const engine = createEngine({
    company,
    store,
    clock,
    timers,
    ids: { uuid: () => crypto.randomUUID() },
    logger,
    source: () => Promise.resolve(ok(source)),
    books: () => Promise.resolve(ok(books)),
    changed: () => undefined,
  });
  let runs = 0;
  return {
    store,
    engine,
    clock,
    practice,
    run: () => {
      runs += 1;
      return { runId: `run-${runs}`, actor: 'person', signal: new AbortController().signal, progress: () => undefined };
    },
    approveReady: () => approveAll(store, clock),
    async [Symbol.asyncDispose]() {
      http.close();
      await stop();
      store.close();
      lock.release();
      directory.remove();
    },
  };
}

/** The clock and timers of the benchmark, with the time in shared memory wherever it may have moved. */
function shownTo(shared: BigInt64Array, clock: Clock, timers: Timers): { readonly clock: Clock; readonly timers: Timers } {
  const show = (): number => {
    const now = clock.now();
    Atomics.store(shared, 0, BigInt(now));
    return now;
  };
  show();
  return {
    clock: { now: show },
    timers: {
      async sleep(ms, signal) {
        await timers.sleep(ms, signal);
        show();
      },
    },
  };
}

/** Orders with their labels, made in the hours before the benchmark begins. */
function fillShop(practice: PracticeOptions, orders: number): void {
  let nowMs = START_MS - (orders + 1) * BETWEEN_LABELS_MS;
  const shop = openShipStation({ ...practice, now: () => nowMs });
  const { control } = shop;
  control.together(() => {
    for (let n = 0; n < orders; n += 1) {
      nowMs += BETWEEN_LABELS_MS;
      const { orderId } = unwrap(control.importOrder(busyOrder(n, orders, ANCHOR_ON)));
      unwrap(control.buyLabel(orderId));
    }
  });
  shop.close();
}

async function startPracticeThread(
  practice: PracticeOptions,
  clock: BigInt64Array,
): Promise<{ readonly access: PracticeAccess; readonly stop: () => Promise<void> }> {
  const { now: _now, ...options } = practice;
  const worker = new Worker(new URL('practice-thread.ts', import.meta.url), { workerData: { ...options, clock } });
  const access = await new Promise<PracticeAccess>((resolve, reject) => {
    worker.once('message', resolve);
    worker.once('error', reject);
  });
  const stop = async (): Promise<void> => {
    const ended = new Promise((resolve) => {
      worker.once('exit', resolve);
    });
    worker.postMessage('stop');
    await ended;
  };
  return { access, stop };
}

type ClientParts = Pick<Parameters<typeof createQuickBooksBooks>[0], 'http' | 'clock' | 'timers' | 'lanes'> & {
  readonly logger: ReturnType<typeof createRecordingLogger>['logger'];
};

/** The ordinary clients, after the ordinary consent. */
async function connect(access: PracticeAccess, parts: ClientParts): Promise<{ readonly source: OrderSource; readonly books: Books }> {
  const credentials = {
    clientId: access.quickbooks.clientId,
    clientSecret: access.quickbooks.clientSecret,
    environment: 'sandbox' as const,
  };
  // The consent has a time limit, and a clock that jumps while everyone waits for a socket would reach it at once.
  const patient = { ...parts, timers: { sleep: untilAborted } };
  const addresses = { authorizeAddress: access.intuitAuthorizeUrl, tokenAddress: access.intuitTokenUrl };
  const flow = unwrap(
    await startIntuitAuthorization({ ...patient, ...addresses, ports: [await freePort()], credentials, redirectUri: null }),
  );
  await consentAsPracticePerson(flow.authorizeUrl);
  let stored: BooksTokens = unwrap(await flow.outcome);
  const tokens = {
    read: () => Promise.resolve(stored),
    write: (newer: BooksTokens) => {
      stored = newer;
      return Promise.resolve();
    },
  };
  const { refresh } = createIntuitTokenEndpoint({ ...parts, credentials, tokenAddress: access.intuitTokenUrl });
  return {
    source: createShipStationV1Source({ ...parts, baseAddress: access.shipstationV1Url, credentials: access.shipstation, random: () => 0 }),
    books: createQuickBooksBooks({ ...parts, apiAddress: access.quickbooksApiUrl, tokens, refresh }),
  };
}

function approveAll(store: CompanyStore, clock: Clock): number {
  const at = instantOf(clock.now());
  const plans = store.plans.readyPlans(1_000_000);
  store.transaction(() => {
    for (const { orderId, fingerprint } of plans) {
      store.plans.approve({ orderId, fingerprint, at, actor: 'person' });
    }
  });
  return plans.length;
}

function untilAborted(_ms: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    signal?.addEventListener('abort', () => resolve(), { once: true });
  });
}

/** A port that is free now: Intuit compares the redirect address with its port, so the listener can't choose one by itself. */
async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve) => {
    probe.listen(0, '127.0.0.1', resolve);
  });
  const address = probe.address();
  await new Promise((resolve) => {
    probe.close(resolve);
  });
  if (address === null || typeof address === 'string') {
    throw new Error('No port');
  }
  return address.port;
}

function dateOf(text: string): BusinessDate {
  const date = parseBusinessDate(text);
  if (date === null) {
    throw new Error(`${text} is no date`);
  }
  return addDays(date, 0);
}

/** The value, or an error that names the fault. */
export function unwrap<T>(result: Result<T, { readonly code: string; readonly message: string }>): T {
  if (!result.ok) {
    throw new Error(`${result.fault.code}: ${result.fault.message}`);
  }
  return result.value;
}
