import type { Config } from '../../../../shared/domain/config/config.ts';
import type { BusinessDate, Instant } from '../../../../shared/domain/time/instants.ts';

export interface ConnectionState {
  readonly service: 'source' | 'books';
  readonly status: 'not-connected' | 'connected' | 'needs-person';
  /** Company name or number of stores, for the screen. */
  readonly label: string | null;
  readonly realmId: string | null;
  readonly environment: 'sandbox' | 'production' | null;
  readonly connectedAt: Instant | null;
  readonly expiresAt: Instant | null;
  /** Source: which of its APIs the key is for. */
  readonly version: 'v1' | 'v2' | null;
  /** Source: the last day of the key, as the person who connected knew it. */
  readonly expiresOn: BusinessDate | null;
  readonly lastSuccessAt: Instant | null;
  readonly lastFault: { readonly code: string; readonly message: string; readonly at: Instant } | null;
}

/** Background pulls are held back until `until`, or until a person lets them go on. */
export interface SchedulePause {
  readonly until: Instant | null;
  readonly at: Instant;
  readonly actor: string;
}

/** Policy and mappings, versioned, and the (not secret) state of the connections. */
export interface ConfigStore {
  /** The default config before the first save. Parsed when read: a config of an older version is upgraded. */
  current(): Config;
  save(config: Config, at: Instant, actor: string): void;
  versions(limit: number): readonly { readonly version: number; readonly at: Instant; readonly actor: string }[];
  connection(service: ConnectionState['service']): ConnectionState;
  setConnection(state: ConnectionState): void;
  /** Null: background pulls are not paused. One whose time is over is still told. */
  schedulePause(): SchedulePause | null;
  setSchedulePause(pause: SchedulePause | null): void;
}
