import { appendFileSync, readFileSync } from 'node:fs';

import type { BooksMeterStore } from '../../core/ports/store/books-meter-store.ts';

/**
 * The count of requests, together with those that processes made which may only read the database: a self-check beside a running
 * Purser asks the books as well, and the vendor counts that. Each of theirs is a line of a file beside the database, a few a day;
 * lines this short are appended whole.
 *
 * @param isReader this process may not write the database
 */
export function withCountsBeside(stored: BooksMeterStore, file: string, isReader: boolean): BooksMeterStore {
  return {
    add: (month, kind) => (isReader ? appendFileSync(file, `${month} ${kind}\n`, { mode: 0o600 }) : stored.add(month, kind)),
    of(month) {
      const beside = linesOf(file);
      const count = (kind: 'read' | 'write'): number => beside.filter((line) => line === `${month} ${kind}`).length;
      const { reads, writes } = stored.of(month);
      return { month, reads: reads + count('read'), writes: writes + count('write') };
    },
  };
}

function linesOf(file: string): readonly string[] {
  try {
    return readFileSync(file, 'utf8').split('\n');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') {
      return [];
    }
    throw error;
  }
}
