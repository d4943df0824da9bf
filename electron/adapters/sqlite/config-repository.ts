import { z } from 'zod';

import { defaultConfig, parseConfig } from '../../../shared/contract/config.ts';
import type { Config, RecordName } from '../../../shared/domain/config/config.ts';
import { type BusinessDate, type Instant, parseBusinessDate } from '../../../shared/domain/time/instants.ts';
import type { ConfigStore, ConfigVersion, ConnectionState, SchedulePause, VersionNote } from '../../core/ports/store/config-store.ts';
import { ConfigHistory } from './config-history.ts';
import type { Connection } from './connection.ts';
import { column, instantText, jsonColumn } from './rows/values.ts';
import { readSingleValue, writeSingleValue } from './single-values.ts';

const text = z.string().nullable();
const dateText = z.custom<BusinessDate>((value) => typeof value === 'string' && parseBusinessDate(value) !== null);
const connectionShape: z.ZodType<ConnectionState> = z.object({
  service: z.enum(['source', 'books']),
  status: z.enum(['not-connected', 'connected', 'needs-person']),
  label: text,
  realmId: text,
  environment: z.enum(['sandbox', 'production']).nullable(),
  connectedAt: instantText.nullable(),
  expiresAt: instantText.nullable(),
  // Connections that were made before these were known have neither.
  version: z.enum(['v1', 'v2']).nullable().default(null),
  expiresOn: dateText.nullable().default(null),
  lastSuccessAt: instantText.nullable(),
  lastFault: z.object({ code: z.string(), message: z.string(), at: instantText }).nullable(),
});

const pauseShape: z.ZodType<SchedulePause> = z.object({ until: instantText.nullable(), at: instantText, actor: z.string() });
/** Its value is JSON: a pause, or null where there is none. */
const PAUSE = 'schedule-pause';

const connectionColumn = column('body', jsonColumn(connectionShape));
/** Every version of the config is kept; the newest is in force. The parsed one is held until the next save. */
export class ConfigRepository implements ConfigStore {
  readonly #connection: Connection;
  readonly #changed: () => void;
  readonly #history: ConfigHistory;
  #parsed: Config | null = null;

  /** `changed` is called inside the transaction of each save, after it. */
  constructor(connection: Connection, changed: () => void) {
    this.#connection = connection;
    this.#changed = changed;
    this.#history = new ConfigHistory(connection);
    connection.onRollback(() => {
      this.#parsed = null;
    });
  }

  current(): Config {
    this.#parsed ??= this.#history.newest() ?? defaultConfig();
    return this.#parsed;
  }

  save(config: Config, at: Instant, actor: string, note: VersionNote = { reason: 'saved', restored: null }): number {
    const parsed = parseConfig(config);
    return this.#connection.transaction(() => {
      const version = this.#history.add(this.current(), parsed, { at, actor, ...note });
      this.#parsed = parsed;
      this.#changed();
      return version;
    });
  }

  newestVersion(): number {
    return this.#history.newestVersion();
  }

  versions(limit: number, before?: number): readonly ConfigVersion[] {
    return this.#history.page(limit, before);
  }

  version(version: number): Config | null {
    return version === 0 ? defaultConfig() : this.#history.version(version);
  }

  formerItem(skuKey: string): RecordName | null {
    return this.#history.formerItem(skuKey);
  }

  connection(service: ConnectionState['service']): ConnectionState {
    const stored = this.#connection.get('SELECT body FROM connections WHERE service = ?', [service], connectionColumn);
    return (
      stored ?? {
        service,
        status: 'not-connected',
        label: null,
        realmId: null,
        environment: null,
        connectedAt: null,
        expiresAt: null,
        version: null,
        expiresOn: null,
        lastSuccessAt: null,
        lastFault: null,
      }
    );
  }

  setConnection(state: ConnectionState): void {
    const body = JSON.stringify(connectionShape.parse(state));
    this.#connection.run('INSERT INTO connections (service, body) VALUES (?, ?) ON CONFLICT (service) DO UPDATE SET body = excluded.body', [
      state.service,
      body,
    ]);
  }

  schedulePause(): SchedulePause | null {
    const stored = readSingleValue(this.#connection, PAUSE);
    return stored === null ? null : pauseShape.nullable().parse(JSON.parse(stored));
  }

  setSchedulePause(pause: SchedulePause | null): void {
    writeSingleValue(this.#connection, PAUSE, JSON.stringify(pause));
  }
}
