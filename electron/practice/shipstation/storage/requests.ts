import type { Instant } from '../../../../shared/domain/time/instants.ts';
import type { ShopDatabase } from './database.ts';

/** A request as the stand-in's own record shows it; without headers, so without keys. */
export interface SeenRequest {
  readonly at: Instant;
  readonly method: string;
  /** Path and query as received, cut where it is overlong. */
  readonly target: string;
  readonly status: number;
}

/** Older ones are dropped: a practice company may poll for years. */
const KEPT_REQUESTS = 5000;
/** Real queries are a few hundred characters long. */
const MAX_TARGET = 2000;

export function recordRequest(database: ShopDatabase, request: SeenRequest): void {
  const { lastInsertRowid } = database
    .prepare('INSERT INTO requests (at, method, target, status) VALUES (?, ?, ?, ?)')
    .run(request.at, request.method, request.target.slice(0, MAX_TARGET), request.status);
  database.prepare('DELETE FROM requests WHERE request_id <= ?').run(Number(lastInsertRowid) - KEPT_REQUESTS);
}

/** The latest requests, oldest first. */
export function seenRequests(database: ShopDatabase): SeenRequest[] {
  return database.prepare<[], SeenRequest>('SELECT at, method, target, status FROM requests ORDER BY request_id').all();
}
