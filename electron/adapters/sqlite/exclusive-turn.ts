import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';

import Database from 'better-sqlite3';

import { fail, type Result } from '../../../shared/domain/result.ts';
import type { Timers } from '../../core/ports/environment.ts';
import type { PortFault } from '../../core/ports/faults.ts';
import { storageFault } from '../../core/ports/store/store-fault.ts';

/** What a turn is taken for, as the sentences about it say it. */
const TASKS = { renewing: 'renewing the QuickBooks connection', vault: 'keeping secrets' } as const;

/** How often a turn that another process has is asked for again. */
const ASK_EVERY_MS = 100;
/** Longer than what is done in a turn takes at most (a request to a sign-in ends after 60 s). */
const MOST_ASKS = 900;

export type ExclusiveTurn = <T>(work: () => Promise<Result<T, PortFault>>) => Promise<Result<T, PortFault>>;

/**
 * One at a time on this machine, whatever process: an exclusive lock on a database of its own, which the operating system frees
 * when a process ends, so that a crash leaves nothing to clean up. Inside one process the caller keeps order.
 */
export function createExclusiveTurn(file: string, timers: Timers, task: keyof typeof TASKS): ExclusiveTurn {
  return async (work) => {
    const taken = await take(file, timers, TASKS[task]);
    if (!taken.ok) {
      return taken;
    }
    try {
      return await work();
    } finally {
      taken.value.close();
    }
  };
}

async function take(file: string, timers: Timers, task: string): Promise<Result<Database.Database, PortFault>> {
  for (let asks = 0; asks < MOST_ASKS; asks += 1) {
    const database = tryOnce(file, task);
    if (database !== null) {
      return database;
    }
    await timers.sleep(ASK_EVERY_MS);
  }
  return fail(storageFault('store/disk', `Another Purser is ${task} and does not come to an end. Close it and try again.`));
}

/** Null: another has it. */
function tryOnce(file: string, task: string): Result<Database.Database, PortFault> | null {
  let database: Database.Database | null = null;
  try {
    mkdirSync(dirname(file), { recursive: true });
    database = new Database(file, { timeout: 0 });
    database.exec('BEGIN EXCLUSIVE');
    return { ok: true, value: database };
  } catch (error) {
    database?.close();
    if (error instanceof Database.SqliteError && error.code.startsWith('SQLITE_BUSY')) {
      return null;
    }
    const reason = error instanceof Error ? error.message : String(error);
    return fail(storageFault('store/disk', `The turn at ${task} could not be taken: ${reason}`));
  }
}
