import { randomBytes } from 'node:crypto';
import { chmodSync, closeSync, mkdirSync, openSync } from 'node:fs';
import { join } from 'node:path';

import Database from 'better-sqlite3';

import { SCHEMA, SCHEMA_VERSION } from './schema.ts';

export type RelayDatabase = Database.Database;

export interface OpenedDatabase {
  readonly database: RelayDatabase;
  readonly namingKey: Uint8Array;
  close(): void;
}

/**
 * Opens `relay.db` in the directory and holds `relay.lock`, so that a second relay on the same directory is refused. The lock is
 * an open transaction in a database of its own: the system frees it even when this process is killed, and `relay.db` stays
 * readable for a backup while the relay runs.
 *
 * @throws where another relay runs on the directory, or the file is of another version
 */
export function openRelayDatabase(directory: string): OpenedDatabase {
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  const lock = takeLock(directory);
  try {
    const database = new Database(ownFile(join(directory, 'relay.db')));
    database.pragma('journal_mode = WAL');
    database.pragma('synchronous = FULL');
    database.pragma('foreign_keys = ON');
    database.transaction(() => createOnce(database)).immediate();
    return {
      database,
      namingKey: readNamingKey(database),
      close: () => {
        database.close();
        lock.close();
      },
    };
  } catch (error) {
    lock.close();
    throw error;
  }
}

/**
 * The file for nobody but the relay's own user, also where the directory was made by somebody else and the umask is wide: what waits in it
 * is sealed, the naming key is not. SQLite gives its -wal and -shm the same rights as the file.
 */
function ownFile(path: string): string {
  closeSync(openSync(path, 'a', 0o600));
  chmodSync(path, 0o600);
  return path;
}

function takeLock(directory: string): RelayDatabase {
  const lock = new Database(ownFile(join(directory, 'relay.lock')), { timeout: 0 });
  try {
    lock.exec('BEGIN EXCLUSIVE');
    return lock;
  } catch (error) {
    lock.close();
    if (error instanceof Database.SqliteError && error.code === 'SQLITE_BUSY') {
      throw new Error(`Another relay runs on ${directory}. One embedded store serves one relay; for several copies set RELAY_NATS_URL.`, {
        cause: error,
      });
    }
    throw error;
  }
}

function createOnce(database: RelayDatabase): void {
  const version = database.pragma('user_version', { simple: true });
  if (version === SCHEMA_VERSION) {
    return;
  }
  if (version !== 0) {
    throw new Error(
      `relay.db is of version ${String(version)}; this relay knows ${SCHEMA_VERSION}. Run the newer relay, or restore a copy.`,
    );
  }
  database.exec(SCHEMA);
  database.prepare('INSERT INTO meta (name, value) VALUES (?, ?)').run('naming-key', randomBytes(32));
  database.pragma(`user_version = ${SCHEMA_VERSION}`);
}

function readNamingKey(database: RelayDatabase): Uint8Array {
  const row = database.prepare<[string], { value: Buffer }>('SELECT value FROM meta WHERE name = ?').get('naming-key');
  if (row === undefined) {
    throw new Error('relay.db has no naming key: it was damaged or changed by hand. Restore a copy.');
  }
  return row.value;
}
