import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import Database from 'better-sqlite3';
import { z } from 'zod';

import { fail, ok, type Result } from '../../../shared/domain/result.ts';
import { type Instant } from '../../../shared/domain/time/instants.ts';
import type { PortFault } from '../../core/ports/faults.ts';
import { storageFault } from '../../core/ports/store/store-fault.ts';
import { instantText } from './rows/values.ts';
import { faultOfSqlite } from './store-faults.ts';

/** Who holds the data directory, for the message that others get. */
export interface LockHolder {
  readonly pid: number;
  readonly host: 'desktop' | 'headless';
  readonly since: Instant;
}

/** Proof that this process alone writes. */
export interface WriterLock {
  release(): void;
}

const holderShape: z.ZodType<LockHolder> = z.object({ pid: z.int(), host: z.enum(['desktop', 'headless']), since: instantText });

/**
 * Holds an exclusive lock on a database of its own: the operating system frees it when the process ends, so that a crash
 * leaves nothing to clean up. Who holds it is told by a file beside it, which means nothing without the lock.
 */
export function takeWriterLock(directory: string, holder: LockHolder): Result<WriterLock, PortFault> {
  const holderFile = join(directory, 'lock-holder.json');
  let database: Database.Database | null = null;
  try {
    database = new Database(join(directory, 'lock.db'), { timeout: 0 });
    database.exec('BEGIN EXCLUSIVE');
    writeFileSync(holderFile, JSON.stringify(holder), { mode: 0o600 });
    const held = database;
    return ok({
      release: () => {
        rmSync(holderFile, { force: true });
        held.close();
      },
    });
  } catch (error) {
    database?.close();
    if (error instanceof Database.SqliteError && error.code.startsWith('SQLITE_BUSY')) {
      return fail(lockedBy(directory, readHolder(holderFile)));
    }
    const fault = faultOfSqlite(error, { label: `The lock of ${directory}`, readOnly: false });
    return fail(
      fault ??
        storageFault(
          'store/disk',
          `The lock of ${directory} could not be taken: ${error instanceof Error ? error.message : String(error)}`,
        ),
    );
  }
}

function lockedBy(directory: string, holder: LockHolder | null): PortFault {
  const who =
    holder === null
      ? 'Another Purser'
      : `Another Purser (${holder.host === 'desktop' ? 'the desktop app' : 'a command or server'}, process ${holder.pid}, since ${holder.since})`;
  return storageFault('data-directory/locked', `${who} is working with ${directory}. Close it, or wait until it has finished.`, {
    directory,
    ...(holder === null ? {} : { holder }),
  });
}

function readHolder(file: string): LockHolder | null {
  try {
    return holderShape.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    // Missing or half-written by a process that was cut off: the lock itself has already said all that matters.
    return null;
  }
}
