import type { Config, RecordName } from '../../../../shared/domain/config/config.ts';
import type { SettingArea, SettingChange } from '../../../../shared/domain/config/setting-changes.ts';
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

/** Why a version was saved. */
export const VERSION_REASONS = ['saved', 'imported', 'csv', 'restored', 'undone'] as const;
export interface VersionNote {
  readonly reason: (typeof VERSION_REASONS)[number];
  /** Which earlier version it says again; null unless restored or undone. */
  readonly restored: number | null;
}

/** How many things of an area a version changed. */
export interface AreaCount {
  readonly area: SettingArea;
  readonly change: SettingChange['change'];
  readonly count: number;
}

export interface ConfigVersion extends VersionNote {
  readonly version: number;
  readonly at: Instant;
  readonly actor: string;
  /** What it changed: how much of everything, and the first few in full. Null: saved before that was kept. */
  readonly changes: { readonly counts: readonly AreaCount[]; readonly first: readonly SettingChange[] } | null;
}

/** Policy and mappings, versioned, and the (not secret) state of the connections. */
export interface ConfigStore {
  /** The default config before the first save. Parsed when read: a config of an older version is upgraded. */
  current(): Config;
  /** Makes a version of its own of it and says which. */
  save(config: Config, at: Instant, actor: string, note?: VersionNote): number;
  /** The one in force; 0 before the first save. */
  newestVersion(): number;
  /** Newest first; with `before` only older ones. */
  versions(limit: number, before?: number): readonly ConfigVersion[];
  /** A version as it was, upgraded where it is of an older shape; version 0 is the default config. Null: there is none. */
  version(version: number): Config | null;
  /** The item that a SKU, as its key, was mapped to the last time; null: never. */
  formerItem(skuKey: string): RecordName | null;
  connection(service: ConnectionState['service']): ConnectionState;
  setConnection(state: ConnectionState): void;
  /** Null: background pulls are not paused. One whose time is over is still told. */
  schedulePause(): SchedulePause | null;
  setSchedulePause(pause: SchedulePause | null): void;
}
