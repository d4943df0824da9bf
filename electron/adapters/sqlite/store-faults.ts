import Database from 'better-sqlite3';

import type { PortFault } from '../../core/ports/faults.ts';
import { storageFault, StoreFault } from '../../core/ports/store/store-fault.ts';

/** What is opened, in words for messages, and whether it may be written. */
export interface OpenedAs {
  readonly label: string;
  readonly readOnly: boolean;
}

/**
 * Sorts what SQLite reports (sqlite.org/rescode.html): disk and file troubles become faults, everything else (a constraint,
 * a wrong statement) is a bug and null here.
 */
export function faultOfSqlite(error: unknown, opened: OpenedAs): PortFault | null {
  if (!(error instanceof Database.SqliteError)) {
    return null;
  }
  const { code } = error;
  const details = { sqlite: code };
  if (code === 'SQLITE_FULL') {
    return storageFault(
      'store/disk',
      `The disk is full: ${opened.label} could not be written. Free some space and try again; nothing was half-written.`,
      details,
    );
  }
  if (code === 'SQLITE_NOTADB' || code.startsWith('SQLITE_CORRUPT') || code === 'SQLITE_IOERR_CORRUPTFS' || code === 'SQLITE_IOERR_DATA') {
    return storageFault('store/damaged', `${opened.label} is damaged. Restore the newest backup (see the restore runbook).`, details);
  }
  if (code.startsWith('SQLITE_IOERR') || code.startsWith('SQLITE_CANTOPEN') || code === 'SQLITE_PERM') {
    return storageFault(
      'store/disk',
      `${opened.label} could not be read or written (${error.message}). Check the disk and its permissions.`,
      details,
    );
  }
  if (code.startsWith('SQLITE_BUSY') || code.startsWith('SQLITE_LOCKED')) {
    return storageFault('data-directory/locked', `${opened.label} is in use by another program. Close it and try again.`, details);
  }
  if (code.startsWith('SQLITE_READONLY')) {
    return opened.readOnly
      ? storageFault(
          'data-directory/locked',
          `${opened.label} was opened for reading only, because another Purser may hold the data directory.`,
          details,
        )
      : storageFault('data-directory/not-writable', `${opened.label} can't be written: the file or its disk is read-only.`, details);
  }
  return null;
}

/** Runs database work; disk and file troubles come out as {@link StoreFault}. */
export function guarded<T>(opened: OpenedAs, work: () => T): T {
  try {
    return work();
  } catch (error) {
    const fault = faultOfSqlite(error, opened);
    throw fault === null ? error : new StoreFault(fault, error);
  }
}
