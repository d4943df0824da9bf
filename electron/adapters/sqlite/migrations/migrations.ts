import { FIRST_TABLES } from './0001-first-tables.ts';

/** One step of the database's shape. `sql` runs inside the transaction of all pending steps. */
export interface Migration {
  readonly version: number;
  readonly name: string;
  readonly sql: string;
}

/** Rising without gaps; a released step is never edited. */
export const MIGRATIONS: readonly Migration[] = [{ version: 1, name: 'first-tables', sql: FIRST_TABLES }];
