import { mkdirSync } from 'node:fs';
import { join } from 'node:path';

import Database from 'better-sqlite3';

import { SCHEMA_STEPS } from './schema.ts';

export type PracticeDatabase = Database.Database;
export type Statement<Values extends unknown[] = unknown[], Row = unknown> = Database.Statement<Values, Row>;

const FILE = 'quickbooks.db';

/**
 * Opens the books of the practice company, making folder and file where they are missing. Everything is on the disk before
 * an answer leaves (WAL with synchronous=FULL), so a process that is killed after a commit has lost nothing. The books of an
 * older Purser are upgraded and keep everything that was booked in them.
 *
 * @throws where the file is of a newer version, or no database
 */
export function openPracticeDatabase(directory: string): PracticeDatabase {
  mkdirSync(directory, { recursive: true });
  const database = new Database(join(directory, FILE));
  try {
    database.pragma('journal_mode = WAL');
    database.pragma('synchronous = FULL');
    database.pragma('foreign_keys = ON');
    database.pragma('busy_timeout = 5000');
    // SQLite's lower() knows ASCII only.
    database.function('fold', { deterministic: true }, (text: unknown) =>
      typeof text === 'string' ? text.normalize('NFC').toLowerCase() : null,
    );
    database.transaction(() => bringUpToDate(database)).immediate();
  } catch (error) {
    database.close();
    throw error;
  }
  return database;
}

function bringUpToDate(database: PracticeDatabase): void {
  const version = Number(database.pragma('user_version', { simple: true }));
  if (version > SCHEMA_STEPS.length) {
    throw new Error(
      `This practice company was made by a newer Purser: its books are of version ${version}, this Purser knows ${SCHEMA_STEPS.length}. Update Purser, or delete the practice company and make a new one.`,
    );
  }
  for (const step of SCHEMA_STEPS.slice(version)) {
    database.exec(step);
  }
  database.pragma(`user_version = ${SCHEMA_STEPS.length}`);
}

/** Opens the same file for reading only, beside a process that writes it. */
export function openPracticeDatabaseForReading(directory: string): PracticeDatabase {
  const database = new Database(join(directory, FILE), { readonly: true, fileMustExist: true });
  database.pragma('busy_timeout = 5000');
  return database;
}
