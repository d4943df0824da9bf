import { setTimeout as delay } from 'node:timers/promises';

import type { RelayConfig } from './config.ts';
import type { RelayContext } from './context.ts';
import { createHealth } from './health.ts';
import { createSigningKeys } from './jwks.ts';
import type { Log } from './log.ts';
import { createMetrics } from './metrics.ts';
import { keepPairingCode, pairingCodePath } from './pairing-code.ts';
import { createFailureGuard, createTokenBuckets } from './rate.ts';
import { createRelayServer } from './server.ts';
import { openNatsStore } from './store/nats/nats-store.ts';
import { openSqliteStore } from './store/sqlite/sqlite-store.ts';
import type { RelayStore } from './store/store.ts';
import { createStreams } from './streams.ts';

/** Ten wrong codes from one source, and it waits for the end of ten minutes. */
const WRONG_CODES = 10;
const WRONG_CODES_MS = 10 * 60_000;

export interface RunningRelay {
  /** Where it listens: `http://host:port`. */
  readonly address: string;
  /** Ends streams, finishes writes, closes the store. */
  stop(): Promise<void>;
}

/**
 * Opens the store and listens.
 * @throws where the store can't be opened or the address can't be listened on
 */
export async function startRelay(config: RelayConfig, log: Log, now: () => number = Date.now): Promise<RunningRelay> {
  const pairingCode = config.pairingCode ?? readKeptCode(config.dataDirectory, log);
  const store = await openStore(config);
  let publicUrl = config.publicUrl;
  const metrics = createMetrics();
  const wait = (ms: number): Promise<void> => delay(ms);
  const context: RelayContext = {
    config,
    pairingCode,
    store,
    keys: createSigningKeys({ url: config.jwksUrl, now, log, metrics }),
    health: createHealth(store, now, wait),
    log,
    metrics,
    arrivals: createTokenBuckets(config.ratePerSecond, config.rateBurst, now),
    wrongCodes: createFailureGuard(WRONG_CODES, WRONG_CODES_MS, now),
    streams: createStreams(),
    now,
    delay: wait,
    publicUrl: () => publicUrl ?? '',
  };
  const server = createRelayServer(context);
  try {
    const address = await server.listen();
    publicUrl ??= address;
    // Beside the start: without the keys only V2 events have to wait.
    void context.keys.warm();
    log.write('info', 'relay.listening', { address, publicUrl, store: config.natsUrl === null ? 'sqlite' : 'nats' });
    return {
      address,
      async stop() {
        await server.stop();
        await store.close();
        log.write('info', 'relay.stopped');
      },
    };
  } catch (error) {
    await store.close();
    throw error;
  }
}

function openStore({ natsUrl, natsReplicas, dataDirectory, limits }: RelayConfig): Promise<RelayStore> {
  return natsUrl === null
    ? Promise.resolve().then(() => openSqliteStore(dataDirectory, limits))
    : openNatsStore({ url: natsUrl, replicas: natsReplicas }, limits);
}

function readKeptCode(dataDirectory: string, log: Log): string {
  const { code, isNew } = keepPairingCode(dataDirectory);
  log.write('info', isNew ? 'pairing-code.made' : 'pairing-code.read', { path: pairingCodePath(dataDirectory) });
  return code;
}
