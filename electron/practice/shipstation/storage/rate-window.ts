import type { ShopDatabase } from './database.ts';

/** V1: 40 requests a minute for each key (docs.shipstation.com/apis/shipstation-v1/docs/start-here/requirements). */
export const REQUESTS_PER_WINDOW = 40;
const WINDOW_MS = 60_000;

/** Where a key stands in its window after a request was counted. */
export interface RateStanding {
  readonly limit: number;
  readonly remaining: number;
  /** Whole seconds until the next window begins: a delta, never an epoch. */
  readonly resetSeconds: number;
  readonly isExceeded: boolean;
}

/**
 * Counts a request of a key. Windows are fixed: one begins with the first request after the last has run out, and requests
 * beyond the limit neither lengthen it nor count in the next.
 */
export function countRequest(database: ShopDatabase, apiKey: string, nowMs: number): RateStanding {
  database.prepare('DELETE FROM rate_windows WHERE started_ms + ? <= ? OR started_ms > ?').run(WINDOW_MS, nowMs, nowMs);
  const row = database
    .prepare<[string], { started_ms: number; used: number }>('SELECT started_ms, used FROM rate_windows WHERE api_key = ?')
    .get(apiKey);
  const startedMs = row?.started_ms ?? nowMs;
  const used = (row?.used ?? 0) + 1;
  database
    .prepare(
      'INSERT INTO rate_windows (api_key, started_ms, used) VALUES (?, ?, ?) ON CONFLICT (api_key) DO UPDATE SET used = excluded.used',
    )
    .run(apiKey, startedMs, Math.min(used, REQUESTS_PER_WINDOW));
  return {
    limit: REQUESTS_PER_WINDOW,
    remaining: Math.max(0, REQUESTS_PER_WINDOW - used),
    resetSeconds: Math.ceil((startedMs + WINDOW_MS - nowMs) / 1000),
    isExceeded: used > REQUESTS_PER_WINDOW,
  };
}
