import type { RelayConfig } from './config.ts';
import type { Health } from './health.ts';
import type { SigningKeys } from './jwks.ts';
import type { Log } from './log.ts';
import type { Metrics } from './metrics.ts';
import type { FailureGuard, TokenBuckets } from './rate.ts';
import type { RelayStore } from './store/store.ts';
import type { Streams } from './streams.ts';

/** What every answer may need. One for each relay; nothing in it belongs to a single request. */
export interface RelayContext {
  readonly config: RelayConfig;
  readonly pairingCode: string;
  readonly store: RelayStore;
  readonly keys: SigningKeys;
  readonly health: Health;
  readonly log: Log;
  readonly metrics: Metrics;
  readonly arrivals: TokenBuckets;
  readonly wrongCodes: FailureGuard;
  readonly streams: Streams;
  readonly now: () => number;
  readonly delay: (ms: number) => Promise<void>;
  /** Where apps and ShipStation reach this relay; known once it listens. */
  readonly publicUrl: () => string;
}
