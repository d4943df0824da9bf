import type { LoadResult } from './load-sender.ts';
import { pause, percentile, sendLoad } from './load-sender.ts';
import { startLoadReader } from './load-reader.ts';
import { makeTempDirectory } from '../helpers/temp-directory.ts';
import { startNatsServer } from './nats-server.ts';
import { PAIRING_CODE, pairApp } from './paired-app.ts';
import type { RelayProcess } from './relay-process.ts';
import { startRelayProcess } from './relay-process.ts';

export interface LoadPlan {
  readonly perSecond: number;
  readonly seconds: number;
}

export interface LoadReport {
  readonly sent: number;
  readonly missing: number;
  /** Bodies that arrived under two ids. */
  readonly twice: number;
  readonly outOfOrder: number;
  readonly again: number;
  readonly connections: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  readonly worstMs: number;
  /** From the first delivery to the last one answered. */
  readonly tookMs: number;
}

/** The load comes from one source to one address: the limits for strangers are set out of its way. */
const OPEN_LIMITS = { RELAY_PAIRING_CODE: PAIRING_CODE, RELAY_RATE_PER_SECOND: '100000', RELAY_RATE_BURST: '100000' };
/** How long the last events may take to the reader. */
const ARRIVE_LIMIT_MS = 30_000;

interface Scene {
  /** Where deliveries and readers go now. */
  readonly bases: () => readonly string[];
  /** Half way: what the relay has to live through. */
  disturb(): Promise<void>;
}

/** One relay on the embedded store: killed half way, and started again on the same files. */
export async function loadEmbedded(plan: LoadPlan): Promise<LoadReport> {
  const directory = makeTempDirectory('relay-load');
  const variables = { ...OPEN_LIMITS, RELAY_DATA_DIR: directory.path };
  let relay = await startRelayProcess(variables);
  const { base, port } = relay;
  try {
    return await runLoad(plan, {
      bases: () => [base],
      disturb: async () => {
        await relay.kill();
        relay = await startRelayProcess({ ...variables, RELAY_PORT: String(port) });
      },
    });
  } finally {
    await relay.stop();
    directory.remove();
  }
}

/** Two copies on one NATS: the one that serves the reader is killed half way and stays dead. */
export async function loadCopies(plan: LoadPlan): Promise<LoadReport> {
  await using nats = await startNatsServer();
  const directory = makeTempDirectory('relay-load');
  const variables = { ...OPEN_LIMITS, RELAY_DATA_DIR: directory.path, RELAY_NATS_URL: nats.url };
  const copies: RelayProcess[] = [await startRelayProcess(variables), await startRelayProcess(variables)];
  let bases = copies.map(({ base }) => base);
  try {
    return await runLoad(plan, {
      bases: () => bases,
      disturb: async () => {
        await copies[0]?.kill();
        // The balancer before them notices after a second; until then half of the deliveries run into nothing.
        await pause(1_000);
        bases = bases.slice(1);
      },
    });
  } finally {
    await Promise.all(copies.map((copy) => copy.stop()));
    directory.remove();
  }
}

/** Two copies on one NATS: this time NATS itself is killed half way, and started again on its files. */
export async function loadThroughNatsRestart(plan: LoadPlan): Promise<LoadReport> {
  await using nats = await startNatsServer();
  const directory = makeTempDirectory('relay-load');
  const variables = { ...OPEN_LIMITS, RELAY_DATA_DIR: directory.path, RELAY_NATS_URL: nats.url };
  const copies: RelayProcess[] = [await startRelayProcess(variables), await startRelayProcess(variables)];
  try {
    return await runLoad(plan, { bases: () => copies.map(({ base }) => base), disturb: async () => (await nats.kill())() });
  } finally {
    await Promise.all(copies.map((copy) => copy.stop()));
    directory.remove();
  }
}

async function runLoad({ perSecond, seconds }: LoadPlan, { bases, disturb }: Scene): Promise<LoadReport> {
  const [base = ''] = bases();
  const app = await pairApp(Number(new URL(base).port));
  const reader = startLoadReader(app, bases);
  const addresses = (): readonly string[] => bases().map((each) => `${each}${app.inbound}`);
  const [load] = await Promise.all([sendLoad(addresses, perSecond, seconds), pause((seconds * 1000) / 2).then(disturb)]);
  const deadline = performance.now() + ARRIVE_LIMIT_MS;
  while (reader.arrived.size < load.events.length && performance.now() < deadline) {
    await pause(50);
  }
  await reader.stop();
  return reportOf(load, reader.arrived, reader.outOfOrder(), reader.connections());
}

function reportOf(load: LoadResult, arrived: ReadonlyMap<string, number>, outOfOrder: number, connections: number): LoadReport {
  return {
    sent: load.events.length,
    missing: load.events.filter((body) => !arrived.has(body)).length,
    twice: [...arrived.values()].filter((count) => count > 1).length,
    outOfOrder,
    again: load.again,
    connections,
    p50Ms: percentile(load.answersMs, 0.5),
    p99Ms: percentile(load.answersMs, 0.99),
    worstMs: load.answersMs.at(-1) ?? Number.NaN,
    tookMs: load.tookMs,
  };
}
