import type { ShopOperation } from '../operations/perform.ts';
import type { ShopDatabase } from './database.ts';

/** What happens in the shop between two pages of a list: the trap that page numbers over a moving list are. */
export interface PageDrift {
  /** The list, e.g. "/orders" or "/v2/shipments". */
  readonly path: string;
  /** Right after this page was answered, counted from 1. */
  readonly afterPage: number;
  readonly operations: readonly ShopOperation[];
  /** How often; once where it is left out. */
  readonly times?: number;
}

interface DriftRow {
  readonly drift_id: number;
  readonly operations: string;
}

export function addDrift(database: ShopDatabase, { path, afterPage, operations, times = 1 }: PageDrift): void {
  database
    .prepare('INSERT INTO drifts (path, page, operations, remaining) VALUES (?, ?, ?, ?)')
    .run(path.toLowerCase(), afterPage, JSON.stringify(operations), times);
}

/** What is due now that a page was answered; each is counted as used. */
export function takeDrifts(database: ShopDatabase, path: string, page: number): readonly ShopOperation[] {
  const rows = database
    .prepare<[string, number], DriftRow>(
      'SELECT drift_id, operations FROM drifts WHERE path = ? AND page = ? AND remaining > 0 ORDER BY drift_id',
    )
    .all(path, page);
  for (const row of rows) {
    database.prepare('UPDATE drifts SET remaining = remaining - 1 WHERE drift_id = ?').run(row.drift_id);
  }
  // Safe: written by addDrift alone.
  return rows.flatMap((row) => JSON.parse(row.operations) as ShopOperation[]);
}

export function clearDrifts(database: ShopDatabase): void {
  database.prepare('DELETE FROM drifts').run();
}
