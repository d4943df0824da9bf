import type Database from 'better-sqlite3';
import type { z } from 'zod';

import { guarded, type OpenedAs } from './store-faults.ts';

export type SqlValue = string | number | bigint | null;
export type SqlParameters = readonly SqlValue[] | Readonly<Record<string, SqlValue>>;

/**
 * The one way of repositories to the database: statements are prepared once, rows are parsed as they leave, disk troubles
 * become {@link StoreFault}, transactions nest.
 */
export interface Connection {
  /** First row or null. */
  get<T>(sql: string, parameters: SqlParameters, row: z.ZodType<T>): T | null;
  all<T>(sql: string, parameters: SqlParameters, row: z.ZodType<T>): T[];
  /** Returns how many rows were changed. */
  run(sql: string, parameters: SqlParameters): number;
  /** All or nothing; inside another one it joins it (and is undone alone where it throws and the outer one goes on). */
  transaction<T>(work: () => T): T;
  /** Called after any rollback: what was cached from uncommitted rows must go. */
  onRollback(listener: () => void): void;
  close(): void;
}

/** Wraps an open, unlocked database. Closing the connection closes it. */
export function createConnection(database: Database.Database, opened: OpenedAs): Connection {
  const statements = new Map<string, Database.Statement<unknown[]>>();
  const rollbackListeners: (() => void)[] = [];
  const prepared = (sql: string): Database.Statement<unknown[]> => {
    const known = statements.get(sql);
    if (known !== undefined) {
      return known;
    }
    const statement = database.prepare<unknown[]>(sql);
    statements.set(sql, statement);
    return statement;
  };

  return {
    get: (sql, parameters, row) => {
      const found = guarded(opened, () => prepared(sql).get(parameters));
      return found === undefined ? null : row.parse(found);
    },
    all: (sql, parameters, row) => guarded(opened, () => prepared(sql).all(parameters)).map((found) => row.parse(found)),
    run: (sql, parameters) => guarded(opened, () => prepared(sql).run(parameters).changes),
    transaction: (work) => {
      try {
        // Immediate: the write lock is taken at the start, so that a transaction can't fail half-way for want of it.
        return guarded(opened, () => database.transaction(work).immediate());
      } catch (error) {
        for (const listener of rollbackListeners) {
          listener();
        }
        throw error;
      }
    },
    onRollback: (listener) => {
      rollbackListeners.push(listener);
    },
    close: () => {
      statements.clear();
      guarded(opened, () => database.close());
    },
  };
}
