import { createHmac, timingSafeEqual } from 'node:crypto';
import { chmodSync, existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';

import Database from 'better-sqlite3';

import { fail, ok, type Result } from '../../../shared/domain/result.ts';
import type { PortFault } from '../../core/ports/faults.ts';
import { storageFault } from '../../core/ports/store/store-fault.ts';
import { migrate } from './migrate.ts';
import type { Migration } from './migrations/migrations.ts';
import { faultOfSqlite, type OpenedAs } from './store-faults.ts';

/** How long a statement waits for a reader's or a backup's lock before it gives up. */
const BUSY_TIMEOUT_MS = 5_000;
/** Pages kept in memory: the list of 100,000 orders with its indexes (about 45 MB) is decrypted once, not on every filter. */
const CACHE_KIB = 65_536;
/** SQLite's own 1000 pages take 25 ms to copy and encrypt, on top of the commit that sets it off: a quarter of it keeps each step short. */
const CHECKPOINT_PAGES = 250;
/** The smallest file that can be a database: one page. */
const PAGE_BYTES = 4_096;
const HEX_KEY = /^[0-9a-f]{64}$/;

export interface OpenDatabaseOptions {
  readonly file: string;
  /** 32 bytes in hex. */
  readonly key: string;
  readonly label: string;
  readonly readOnly: boolean;
  readonly migrations: readonly Migration[];
  /** For the name of the copy that is made before migrating. */
  readonly today: string;
}

/**
 * Opens or makes an encrypted database and brings it to the newest version. Faults: `store/wrong-key`, `store/damaged`,
 * `store/from-the-future`, `store/disk`, `data-directory/locked`.
 */
export function openDatabase(options: OpenDatabaseOptions): Result<Database.Database, PortFault> {
  const { file, label, readOnly } = options;
  if (!HEX_KEY.test(options.key)) {
    throw new Error('A database key is 32 bytes in lower-case hex');
  }
  const bytes = existsSync(file) ? statSync(file).size : 0;
  if (readOnly && bytes === 0) {
    return fail(storageFault('store/damaged', `${label} has no database yet. Start Purser once, so that it can make it.`));
  }
  if (bytes > 0 && bytes < PAGE_BYTES) {
    return fail(storageFault('store/damaged', `${label} is cut off: its file holds ${bytes} bytes only. Restore the newest backup.`));
  }
  const opened: OpenedAs = { label, readOnly };
  let database: Database.Database | null = null;
  try {
    database = new Database(file, { timeout: BUSY_TIMEOUT_MS });
    const unlocked = unlock(database, options, bytes === 0);
    const result = unlocked === null ? migrate(database, options) : fail(unlocked);
    if (!result.ok) {
      database.close();
    }
    return result.ok ? ok(database) : result;
  } catch (error) {
    database?.close();
    const fault = faultOfSqlite(error, opened);
    if (fault === null) {
      throw error;
    }
    return fail(fault);
  }
}

function unlock(database: Database.Database, { file, key, label, readOnly }: OpenDatabaseOptions, isNew: boolean): PortFault | null {
  // AES-256 with an authentication code on every page, in the format of SQLCipher 4; a raw key needs no key derivation.
  database.pragma("cipher = 'sqlcipher'");
  database.pragma(`key = "x'${key}'"`);
  try {
    // The first page that is read shows whether the key is right.
    database.pragma('user_version', { simple: true });
  } catch (error) {
    if (error instanceof Database.SqliteError && error.code === 'SQLITE_NOTADB') {
      return keyMatches(file, key)
        ? storageFault(
            'store/damaged',
            `${label} is damaged: its first page can't be read although the key is right. Restore the newest backup.`,
          )
        : storageFault(
            'store/wrong-key',
            `${label} can't be opened with the key in the vault. It may come from another machine: restore it from a backup with its passphrase.`,
          );
    }
    throw error;
  }
  database.pragma(`cache_size = -${CACHE_KIB}`);
  database.pragma('temp_store = MEMORY');
  database.pragma('foreign_keys = ON');
  if (readOnly) {
    database.pragma('query_only = ON');
    return null;
  }
  database.pragma('journal_mode = WAL');
  database.pragma('synchronous = FULL');
  database.pragma(`wal_autocheckpoint = ${CHECKPOINT_PAGES}`);
  if (isNew || !existsSync(keyCheckFile(file))) {
    chmodSync(file, 0o600);
    writeFileSync(keyCheckFile(file), keyCheck(key), { mode: 0o600 });
  }
  return null;
}

/** Beside the database: tells a wrong key from a damaged first page, which SQLite can't tell apart. It gives nothing of the key away. */
function keyCheckFile(file: string): string {
  return `${file}.key-check`;
}

function keyCheck(key: string): string {
  return createHmac('sha256', Buffer.from(key, 'hex')).update('purser database key').digest('hex');
}

function keyMatches(file: string, key: string): boolean {
  if (!existsSync(keyCheckFile(file))) {
    return false;
  }
  const stored = readFileSync(keyCheckFile(file));
  const expected = Buffer.from(keyCheck(key));
  return stored.length === expected.length && timingSafeEqual(stored, expected);
}
