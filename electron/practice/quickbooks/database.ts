import { mkdirSync } from 'node:fs';
import { join } from 'node:path';

import Database from 'better-sqlite3';

export type PracticeDatabase = Database.Database;
export type Statement<Values extends unknown[] = unknown[], Row = unknown> = Database.Statement<Values, Row>;

const FILE = 'quickbooks.db';

const SCHEMA = `
  CREATE TABLE IF NOT EXISTS facts (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;
  CREATE TABLE IF NOT EXISTS sequences (name TEXT PRIMARY KEY, last INTEGER NOT NULL) STRICT;
  CREATE TABLE IF NOT EXISTS counters (name TEXT PRIMARY KEY, count INTEGER NOT NULL) STRICT;
  CREATE TABLE IF NOT EXISTS objects (
    entity TEXT NOT NULL,
    id TEXT NOT NULL,
    body TEXT NOT NULL,
    name_key TEXT,
    number_key TEXT,
    txn_date TEXT,
    customer_id TEXT,
    active INTEGER NOT NULL,
    voided INTEGER NOT NULL,
    deleted INTEGER NOT NULL,
    created_ms INTEGER NOT NULL,
    updated_ms INTEGER NOT NULL,
    PRIMARY KEY (entity, id)
  ) STRICT;
  CREATE INDEX IF NOT EXISTS objects_by_name ON objects (entity, name_key);
  CREATE INDEX IF NOT EXISTS objects_by_number ON objects (entity, number_key);
  CREATE INDEX IF NOT EXISTS objects_by_change ON objects (entity, updated_ms);
  CREATE INDEX IF NOT EXISTS objects_by_customer ON objects (entity, customer_id);
  CREATE TABLE IF NOT EXISTS request_ids (
    key TEXT PRIMARY KEY, status INTEGER NOT NULL, content_type TEXT NOT NULL, body TEXT NOT NULL,
    request_hash TEXT NOT NULL, stored_ms INTEGER NOT NULL
  ) STRICT;
  CREATE TABLE IF NOT EXISTS planned_faults (id INTEGER PRIMARY KEY, fault TEXT NOT NULL, left_over INTEGER) STRICT;
  CREATE TABLE IF NOT EXISTS grants (
    id INTEGER PRIMARY KEY, code TEXT NOT NULL UNIQUE, redirect_uri TEXT NOT NULL, consented_ms INTEGER NOT NULL,
    exchanged INTEGER NOT NULL DEFAULT 0, revoked INTEGER NOT NULL DEFAULT 0
  ) STRICT;
  CREATE TABLE IF NOT EXISTS refresh_tokens (
    value TEXT PRIMARY KEY, grant_id INTEGER NOT NULL REFERENCES grants (id), issued_ms INTEGER NOT NULL, current INTEGER NOT NULL
  ) STRICT;
  CREATE TABLE IF NOT EXISTS access_tokens (
    value TEXT PRIMARY KEY, grant_id INTEGER NOT NULL REFERENCES grants (id), expires_ms INTEGER NOT NULL
  ) STRICT;
`;

/**
 * Opens the books of the practice company, making folder and file where they are missing. Everything is on the disk before
 * an answer leaves (WAL with synchronous=FULL), so a process that is killed after a commit has lost nothing.
 */
export function openPracticeDatabase(directory: string): PracticeDatabase {
  mkdirSync(directory, { recursive: true });
  const database = new Database(join(directory, FILE));
  database.pragma('journal_mode = WAL');
  database.pragma('synchronous = FULL');
  database.pragma('foreign_keys = ON');
  database.pragma('busy_timeout = 5000');
  // SQLite's lower() knows ASCII only.
  database.function('fold', { deterministic: true }, (text: unknown) =>
    typeof text === 'string' ? text.normalize('NFC').toLowerCase() : null,
  );
  database.exec(SCHEMA);
  return database;
}

/** Opens the same file for reading only, beside a process that writes it. */
export function openPracticeDatabaseForReading(directory: string): PracticeDatabase {
  const database = new Database(join(directory, FILE), { readonly: true, fileMustExist: true });
  database.pragma('busy_timeout = 5000');
  return database;
}
