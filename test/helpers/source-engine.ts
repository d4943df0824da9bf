import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import Database from 'better-sqlite3';

import { createHttp } from '../../electron/adapters/http/http.ts';
import { createLaneRegistry } from '../../electron/adapters/http/lane-registry.ts';
import { portFault } from '../../electron/adapters/http/port-fault.ts';
import { createShipStationV1Source } from '../../electron/adapters/shipstation/v1/create-source.ts';
import { createShipStationV2Source } from '../../electron/adapters/shipstation/v2/create-source.ts';
import { createCompanyStores } from '../../electron/adapters/sqlite/company-stores.ts';
import { openDataDirectory } from '../../electron/adapters/sqlite/data-directory.ts';
import { createEngine } from '../../electron/core/engine/create-engine.ts';
import type { Engine, SyncOutcome } from '../../electron/core/engine/engine.ts';
import type { PortFault } from '../../electron/core/ports/faults.ts';
import type { OrderSource } from '../../electron/core/ports/order-source.ts';
import type { CompanyStore } from '../../electron/core/ports/store/company-store.ts';
import { openShipStation, type PracticeShipStation, startShipStation } from '../../electron/practice/shipstation/practice-shipstation.ts';
import { fail, ok, type Result } from '../../shared/domain/result.ts';
import { type BusinessDate, instantOf } from '../../shared/domain/time/instants.ts';
import { ANCHOR_NOON, ANCHOR_ON, dateOf } from './practice-shop.ts';
import { createRecordingLogger } from './recording-logger.ts';
import { makeTempDirectory } from './temp-directory.ts';
import { createVirtualTime, type VirtualTime } from './virtual-time.ts';

/** Which of the source's two interfaces the engine reads through. */
export type SourceApi = 'v1' | 'v2';

/** The practice shop and an engine that pulls from it: an ordinary client, an encrypted database, a virtual clock; no books. */
export interface SourceEngine extends AsyncDisposable {
  readonly api: SourceApi;
  readonly shop: PracticeShipStation;
  /** The shop's own file, to look into. */
  readonly shopFile: Database.Database;
  readonly store: CompanyStore;
  readonly engine: Engine;
  readonly time: VirtualTime;
  readonly logLines: readonly string[];
  /** One pull. `since`: everything from that day again. `progress` hears which stream has come how far. */
  pull(since?: BusinessDate | null, progress?: (stream: string) => void): Promise<Result<SyncOutcome, PortFault>>;
  /** Connects again with the key that is in force now. */
  reconnect(): void;
}

/** Before everything that the practice shop ever had; the company's start date. */
export const BEGINNING = dateOf('2025-01-01');

/** What is added to the fresh shop before it is served; made once for each, because thousands of orders take seconds. */
export interface Prepared {
  /** When it begins, as ISO text; ten seconds pass between one thing and the next, so that not all of it was changed at one moment. */
  readonly from: string;
  add(control: PracticeShipStation['control']): void;
}

/** @param fastMs how far the PC's clock is ahead of the shop's */
export async function startSourceEngine(api: SourceApi, prepare: Prepared | null = null, fastMs = 0): Promise<SourceEngine> {
  const directory = makeTempDirectory('source-engine');
  const startMs = Date.parse(ANCHOR_NOON);
  const time = createVirtualTime(startMs);
  const { logger, lines } = createRecordingLogger();
  writeFileSync(join(directory.path, 'shipstation.db'), preparedShop(prepare));
  const shop = await startShipStation({
    directory: directory.path,
    now: () => time.clock.now() - fastMs,
    anchorOn: ANCHOR_ON,
    regime: 'us-automated',
    delay: (ms, signal) => time.timers.sleep(ms, signal),
  });
  const shopFile = new Database(join(directory.path, 'shipstation.db'), { readonly: true });
  const data = must(openDataDirectory(join(directory.path, 'data')));
  const lock = must(data.acquireLock({ pid: process.pid, host: 'headless', since: instantOf(startMs) }));
  const company = { slug: 'conformance', name: 'Conformance', practice: true, createdAt: instantOf(startMs) };
  const stores = createCompanyStores({ directory: data, lock, clock: time.clock });
  const store = must(stores.open(company, { databaseKey: stores.newDatabaseKey(), auditKey: stores.newAuditKey() }));
  const config = store.config.current();
  store.config.save({ ...config, policy: { ...config.policy, startOn: BEGINNING } }, instantOf(startMs), 'person');
  const http = createHttp({ clock: time.clock, logger });
  const lanes = createLaneRegistry();
  const connect = (): OrderSource =>
    sourceOf(api, { http, clock: time.clock, timers: time.timers, logger, lanes, random: () => 0.5, keyHasWorked: true }, shop);
  let source = connect();
  let runs = 0;
  const engine = createEngine({
    company,
    store,
    clock: time.clock,
    timers: time.timers,
    ids: { uuid: () => crypto.randomUUID() },
    logger,
    source: () => Promise.resolve(ok(source)),
    books: () => Promise.resolve(fail(portFault({ code: 'books/not-connected', class: 'auth', message: 'No books in this test.' }))),
    changed: () => undefined,
  });
  return {
    api,
    shop,
    shopFile,
    store,
    engine,
    time,
    logLines: lines,
    pull(since = null, progress = () => undefined) {
      runs += 1;
      const { signal } = new AbortController();
      return engine.pull({ full: false, since }, { runId: `run-${runs}`, actor: 'person', signal, progress });
    },
    reconnect() {
      source = connect();
    },
    async [Symbol.asyncDispose]() {
      http.close();
      shopFile.close();
      await shop.stop();
      store.close();
      lock.release();
      directory.remove();
    },
  };
}

type SourceParts = Omit<Parameters<typeof createShipStationV1Source>[0], 'baseAddress' | 'credentials'>;

function sourceOf(api: SourceApi, parts: SourceParts, shop: PracticeShipStation): OrderSource {
  if (api === 'v2') {
    return createShipStationV2Source({ ...parts, baseAddress: shop.url, apiKey: shop.control.v2Key() });
  }
  const { apiKey, apiSecret } = shop.control.key();
  return createShipStationV1Source({ ...parts, baseAddress: shop.url, credentials: { apiKey, apiSecret } });
}

const prepared = new Map<Prepared | null, Buffer>();

function preparedShop(prepare: Prepared | null): Buffer {
  const known = prepared.get(prepare);
  if (known !== undefined) {
    return known;
  }
  using directory = makeTempDirectory('prepared-shop');
  let nowMs = Date.parse(prepare?.from ?? ANCHOR_NOON);
  const opened = openShipStation({
    directory: directory.path,
    now: () => (nowMs += 10_000),
    anchorOn: ANCHOR_ON,
    regime: 'us-automated',
  });
  if (prepare !== null) {
    opened.control.together(() => prepare.add(opened.control));
  }
  opened.close();
  const file = readFileSync(join(directory.path, 'shipstation.db'));
  prepared.set(prepare, file);
  return file;
}

function must<T>(result: Result<T, { readonly code: string; readonly message: string }>): T {
  if (!result.ok) {
    throw new Error(`${result.fault.code}: ${result.fault.message}`);
  }
  return result.value;
}
