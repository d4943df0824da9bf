import { meterMonthOf } from '../../shared/domain/books/metering.ts';
import { createServer } from 'node:net';

import { createHttp } from '../../electron/adapters/http/http.ts';
import { createLaneRegistry } from '../../electron/adapters/http/lane-registry.ts';
import { createCompanyStores } from '../../electron/adapters/sqlite/company-stores.ts';
import { openDataDirectory } from '../../electron/adapters/sqlite/data-directory.ts';
import { createEngine } from '../../electron/core/engine/create-engine.ts';
import type { Engine, RunControl } from '../../electron/core/engine/engine.ts';
import type { Books } from '../../electron/core/ports/books.ts';
import type { BooksTokens, TokenKeeper } from '../../electron/core/ports/services.ts';
import type { CompanyRecord } from '../../electron/core/ports/store/companies.ts';
import type { CompanyStore } from '../../electron/core/ports/store/company-store.ts';
import { createPracticeCompanies } from '../../electron/hosts/composition/practice-companies.ts';
import { createServices } from '../../electron/hosts/composition/services.ts';
import type { PracticeRegime } from '../../electron/practice/practice.ts';
import type { Practice } from '../../electron/practice/start-practice.ts';
import { parseConfig } from '../../shared/contract/config.ts';
import { ok, type Result } from '../../shared/domain/result.ts';
import { instantOf } from '../../shared/domain/time/instants.ts';
import { createRecordingLogger } from './recording-logger.ts';
import { makeTempDirectory } from './temp-directory.ts';
import { createVirtualTime, type VirtualTime } from './virtual-time.ts';

/** A practice company with everything real but the clock: stand-ins on loopback, ordinary clients, an encrypted database, the engine. */
export interface PracticeEngine extends AsyncDisposable {
  readonly company: CompanyRecord;
  readonly store: CompanyStore;
  readonly engine: Engine;
  readonly practice: Practice;
  readonly time: VirtualTime;
  readonly logLines: readonly string[];
  run(): RunControl;
  /** The engine as a new process would make it: what was on its way becomes uncertain. */
  restarted(): Engine;
  /** Pulls and plans everything, as the first sync does. */
  sync(): Promise<void>;
  /** Approves every plan that is ready; the key orders. */
  approveReady(): readonly number[];
  /** A second company's data and engine on the same stand-ins: what one knows, the other does not. */
  twin(): Pick<PracticeEngine, 'store' | 'engine'>;
  /** The person consents once more, after Intuit took the consent back. */
  reconnectBooks(): Promise<void>;
}

/** Midday in New York, so that "today" is the same date everywhere that counts. */
const START_MS = Date.UTC(2026, 2, 10, 16);

export async function startPracticeEngine(options: { readonly regime?: PracticeRegime } = {}): Promise<PracticeEngine> {
  const directory = makeTempDirectory('engine');
  const time = createVirtualTime(START_MS);
  const { logger, lines } = createRecordingLogger();
  const data = unwrap(openDataDirectory(directory.path));
  const lock = unwrap(data.acquireLock({ pid: process.pid, host: 'headless', since: instantOf(START_MS) }));
  const company: CompanyRecord = { slug: 'practice', name: 'Practice', practice: true, createdAt: instantOf(START_MS) };
  const stores = createCompanyStores({ directory: data, lock, clock: time.clock });
  const store = unwrap(stores.open(company, { databaseKey: stores.newDatabaseKey(), auditKey: stores.newAuditKey() }));
  const http = createHttp({ clock: time.clock, logger });
  const companies = createPracticeCompanies({
    companyFolder: data.companyFolder,
    clock: time.clock,
    regime: options.regime ?? 'us-automated',
  });
  const servicesParts = {
    http,
    lanes: createLaneRegistry(),
    clock: time.clock,
    timers: time.timers,
    logger,
    practice: companies,
    companyFolder: data.companyFolder,
    variables: {},
    // Another test may take one of them in between: the next is tried.
    callbackPorts: await Promise.all(Array.from({ length: 5 }, freePort)),
  };
  const services = createServices(servicesParts);
  const setUp = await services.practiceSetUp(company);
  store.config.save(parseConfig(setUp.config), instantOf(START_MS), 'person');
  // The consent has a time limit, and a clock that jumps while everyone waits for a socket would reach it at once.
  const patient = createServices({ ...servicesParts, timers: { sleep: untilAborted } });
  const consent = async (): Promise<BooksTokens> => {
    const flow = unwrap(await patient.authorize(company, setUp.books, null));
    await setUp.consent(flow.authorizeUrl);
    return unwrap(await flow.outcome);
  };
  const source = await services.orderSource(company, setUp.source, true);
  const openBooks = async (): Promise<Books> =>
    services.books(company, setUp.books, memoryKeeper(await consent()), (kind) =>
      store.meter.add(meterMonthOf(instantOf(time.clock.now())), kind),
    );
  let books = await openBooks();
  let runs = 0;
  const twins: CompanyStore[] = [];
  const parts = {
    company,
    store,
    clock: time.clock,
    timers: time.timers,
    ids: { uuid: () => crypto.randomUUID() },
    logger,
    source: () => Promise.resolve(ok(source)),
    books: () => Promise.resolve(ok(books)),
    changed: () => undefined,
  };
  const engine = createEngine(parts);
  const run = (): RunControl => {
    runs += 1;
    return { runId: `run-${runs}`, actor: 'person', signal: new AbortController().signal, progress: () => undefined };
  };
  return {
    company,
    store,
    engine,
    practice: await companies.running(company),
    time,
    logLines: lines,
    run,
    restarted: () => {
      const again = createEngine(parts);
      again.recover();
      return again;
    },
    async sync() {
      unwrap(await engine.refreshBooks({ full: true }, run()));
      unwrap(await engine.refreshSource(run()));
      unwrap(await engine.pull({ full: false, since: null }, run()));
    },
    approveReady() {
      const plans = store.plans.readyPlans(1_000);
      store.transaction(() => {
        for (const plan of plans) {
          store.plans.approve({ orderId: plan.orderId, fingerprint: plan.fingerprint, at: instantOf(time.clock.now()), actor: 'person' });
        }
      });
      return plans.map((plan) => plan.orderId);
    },
    twin() {
      const record = { ...company, slug: 'twin', name: 'Twin' };
      const twinStore = unwrap(stores.open(record, { databaseKey: stores.newDatabaseKey(), auditKey: stores.newAuditKey() }));
      twinStore.config.save(parseConfig(setUp.config), instantOf(START_MS), 'person');
      twins.push(twinStore);
      return { store: twinStore, engine: createEngine({ ...parts, company: record, store: twinStore }) };
    },
    async reconnectBooks() {
      books = await openBooks();
    },
    async [Symbol.asyncDispose]() {
      await services.close(company);
      http.close();
      [store, ...twins].forEach((opened) => opened.close());
      lock.release();
      directory.remove();
    },
  };
}

function memoryKeeper(first: BooksTokens): TokenKeeper {
  let stored = first;
  return {
    read: () => Promise.resolve(stored),
    write: (tokens) => {
      stored = tokens;
      return Promise.resolve();
    },
  };
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

/** The value, or an error that names the fault. */
export function unwrap<T>(result: Result<T, { readonly code: string; readonly message: string }>): T {
  if (!result.ok) {
    throw new Error(`${result.fault.code}: ${result.fault.message}`);
  }
  return result.value;
}
