import type { Config } from '../../../../shared/domain/config/config.ts';
import type { Instant } from '../../../../shared/domain/time/instants.ts';

export interface ConnectionState {
  readonly service: 'source' | 'books';
  readonly status: 'not-connected' | 'connected' | 'needs-person';
  /** Company name or number of stores, for the screen. */
  readonly label: string | null;
  readonly realmId: string | null;
  readonly environment: 'sandbox' | 'production' | null;
  readonly connectedAt: Instant | null;
  readonly expiresAt: Instant | null;
  readonly lastSuccessAt: Instant | null;
  readonly lastFault: { readonly code: string; readonly message: string; readonly at: Instant } | null;
}

/** Policy and mappings, versioned, and the (not secret) state of the connections. */
export interface ConfigStore {
  /** The default config before the first save. Parsed when read: a config of an older version is upgraded. */
  current(): Config;
  save(config: Config, at: Instant, actor: string): void;
  versions(limit: number): readonly { readonly version: number; readonly at: Instant; readonly actor: string }[];
  connection(service: ConnectionState['service']): ConnectionState;
  setConnection(state: ConnectionState): void;
}
