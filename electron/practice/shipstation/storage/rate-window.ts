import type { ShopDatabase } from './database.ts';

/** Both APIs count by the minute. */
const WINDOW_MS = 60_000;

/** Where a key stands in its window after a request was counted. */
export interface RateStanding {
  readonly limit: number;
  readonly remaining: number;
  /** Whole seconds until the next window begins: a delta, never an epoch. */
  readonly resetSeconds: number;
  readonly isExceeded: boolean;
}

export interface CountedRequests {
  /** Who is counted: a V1 key, or V2's account. */
  readonly account: string;
  /** Requests in a window; V1: 40 for each key (docs.shipstation.com/apis/shipstation-v1/docs/start-here/requirements). */
  readonly limit: number;
  readonly count: number;
}

/**
 * Counts requests of an account. Windows are fixed: one begins with the first request after the last has run out, and
 * requests beyond the limit neither lengthen it nor count in the next.
 */
export function countRequests(database: ShopDatabase, { account, limit, count }: CountedRequests, nowMs: number): RateStanding {
  database.prepare('DELETE FROM rate_windows WHERE started_ms + ? <= ? OR started_ms > ?').run(WINDOW_MS, nowMs, nowMs);
  const row = database
    .prepare<[string], { started_ms: number; used: number }>('SELECT started_ms, used FROM rate_windows WHERE api_key = ?')
    .get(account);
  const startedMs = row?.started_ms ?? nowMs;
  const used = (row?.used ?? 0) + count;
  database
    .prepare(
      'INSERT INTO rate_windows (api_key, started_ms, used) VALUES (?, ?, ?) ON CONFLICT (api_key) DO UPDATE SET used = excluded.used',
    )
    .run(account, startedMs, Math.min(used, limit));
  return {
    limit,
    remaining: Math.max(0, limit - used),
    resetSeconds: Math.ceil((startedMs + WINDOW_MS - nowMs) / 1000),
    isExceeded: used > limit,
  };
}
