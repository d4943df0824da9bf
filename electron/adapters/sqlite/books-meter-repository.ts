import { z } from 'zod';

import type { BooksMeterStore, BooksUsage } from '../../core/ports/store/books-meter-store.ts';
import type { Connection } from './connection.ts';

const usageRow = z.object({ month: z.string(), reads: z.int(), writes: z.int() });

const ADD = `
INSERT INTO books_requests (month, reads, writes) VALUES (:month, :reads, :writes)
ON CONFLICT (month) DO UPDATE SET reads = reads + excluded.reads, writes = writes + excluded.writes`;

/** One row for each month, kept for good: a few hundred bytes a year. */
export class BooksMeterRepository implements BooksMeterStore {
  readonly #connection: Connection;

  constructor(connection: Connection) {
    this.#connection = connection;
  }

  add(month: string, kind: 'read' | 'write'): void {
    this.#connection.run(ADD, { month, reads: kind === 'read' ? 1 : 0, writes: kind === 'write' ? 1 : 0 });
  }

  of(month: string): BooksUsage {
    const found = this.#connection.get('SELECT month, reads, writes FROM books_requests WHERE month = ?', [month], usageRow);
    return found ?? { month, reads: 0, writes: 0 };
  }
}
