import { mkdirSync } from 'node:fs';
import { join } from 'node:path';

import Database from 'better-sqlite3';

import { SCHEMA_STEPS } from './schema.ts';

export type ShopDatabase = Database.Database;

/** How long one process waits for another's write; the longest write is the seeding, well under a second. */
const BUSY_TIMEOUT_MS = 10_000;

/**
 * Opens `shipstation.db` in the directory, making both where they are missing. `seed` runs once in the file's life, in the
 * same transaction that makes the tables: a process that dies in between leaves an empty file, never half a shop. The shop of
 * an older Purser is upgraded and keeps everything that happened in it.
 *
 * @throws where the file is of a newer version, or no database
 */
export function openShopDatabase(directory: string, seed: (database: ShopDatabase) => void): ShopDatabase {
  mkdirSync(directory, { recursive: true });
  const database = new Database(join(directory, 'shipstation.db'), { timeout: BUSY_TIMEOUT_MS });
  try {
    database.pragma('journal_mode = WAL');
    database.pragma('synchronous = FULL');
    database.pragma('foreign_keys = ON');
    database.transaction(() => bringUpToDate(database, seed)).immediate();
  } catch (error) {
    database.close();
    throw error;
  }
  return database;
}

function bringUpToDate(database: ShopDatabase, seed: (database: ShopDatabase) => void): void {
  const version = Number(database.pragma('user_version', { simple: true }));
  if (version > SCHEMA_STEPS.length) {
    throw new Error(
      `This practice company was made by a newer Purser: its shop is of version ${version}, this Purser knows ${SCHEMA_STEPS.length}. Update Purser, or delete the practice company and make a new one.`,
    );
  }
  for (const step of SCHEMA_STEPS.slice(version)) {
    database.exec(step);
  }
  database.pragma(`user_version = ${SCHEMA_STEPS.length}`);
  if (version === 0) {
    seed(database);
  }
}

/** A setting of the shop, or null. */
export function readMeta(database: ShopDatabase, key: string): string | null {
  const row = database.prepare<[string], { value: string }>('SELECT value FROM meta WHERE key = ?').get(key);
  return row?.value ?? null;
}

export function writeMeta(database: ShopDatabase, key: string, value: string): void {
  database.prepare('INSERT INTO meta (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value').run(key, value);
}

/** First ids that are given out, near those of real accounts. Orders of the seed bring their own, below this. */
const FIRST_IDS = {
  order: 500_101_000,
  orderItem: 812_345_601,
  shipment: 700_200_300,
  fulfillment: 33_100_400,
  customer: 61_234_567,
  labelBatch: 64_616_278,
  importBatch: 1,
} as const;

/** The next id of a kind; each is given once in the life of the file. */
export function nextId(database: ShopDatabase, kind: keyof typeof FIRST_IDS): number {
  const next = Number(readMeta(database, `next-id:${kind}`) ?? FIRST_IDS[kind]);
  writeMeta(database, `next-id:${kind}`, String(next + 1));
  return next;
}
