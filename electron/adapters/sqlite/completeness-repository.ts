import { z } from 'zod';

import type { Order } from '../../../shared/domain/orders/order.ts';
import type { DayBounds } from '../../../shared/domain/sync/sweep.ts';
import type { Instant } from '../../../shared/domain/time/instants.ts';
import {
  type CompletenessStore,
  type KeptAside,
  type ParkedSpot,
  READINGS,
  type Sweep,
  type SweepCounts,
  type SweepDay,
  SWEEP_STEPS,
} from '../../core/ports/store/completeness-store.ts';
import type { Connection } from './connection.ts';
import { column, countColumn, dateText, instantText, jsonColumn } from './rows/values.ts';

/** One a day: about four months, as long as anybody asks when something was last complete. */
const SWEEPS_KEPT = 120;
const NOTHING_YET: SweepCounts = { compared: 0, missing: 0, overlooked: 0, fetched: 0, shipping: 0, unreadable: 0, gone: 0, unsettled: 0 };

const countsShape = z.object({
  compared: z.int(),
  missing: z.int(),
  overlooked: z.int(),
  fetched: z.int(),
  shipping: z.int(),
  unreadable: z.int(),
  gone: z.int(),
  unsettled: z.int(),
});
const sweepRow = z
  .object({
    sequence: z.int(),
    started_at: instantText,
    ended_at: instantText.nullable(),
    from_at: instantText,
    to_at: instantText,
    time_zone: z.string(),
    step: z.enum(SWEEP_STEPS),
    reached: instantText.nullable(),
    counts: jsonColumn(countsShape),
  })
  .transform((row): Sweep => ({
    sequence: row.sequence,
    startedAt: row.started_at,
    endedAt: row.ended_at,
    from: row.from_at,
    to: row.to_at,
    timeZone: row.time_zone,
    step: row.step,
    reached: row.reached,
    counts: row.counts,
    days: [],
  }));
const dayRow = z
  .object({ store_id: z.int(), date: dateText, listed: z.int(), stored: z.int(), missing: z.int() })
  .transform(({ store_id: storeId, ...row }): SweepDay => ({ storeId, ...row }));
const orderIdColumn = column('order_id', z.int());
const unlistedRow = z.object({ unlisted: z.int(), stored: z.int() });
const goneRow = z
  .object({ order_id: z.int(), order_number: z.string(), gone_at: instantText })
  .transform((row) => ({ orderId: row.order_id, orderNumber: row.order_number, goneAt: row.gone_at }));
const spotRow = z.object({ reading: z.enum(READINGS), from_at: instantText, to_at: instantText });
const asideRow = z
  .object({
    sequence: z.int(),
    stream: z.enum(['orders', 'shipments', 'fulfillments']),
    record_id: z.string().nullable(),
    code: z.string(),
    message: z.string(),
    excerpt: z.string().nullable(),
    at: instantText,
    attempts: z.int(),
    retry_at: instantText,
    reading: z.string().nullable(),
    from_at: z.string().nullable(),
    to_at: z.string().nullable(),
  })
  .transform(({ sequence, record_id: recordId, retry_at: retryAt, reading, from_at, to_at, ...row }): KeptAside => {
    const spot = spotRow.safeParse({ reading, from_at, to_at });
    return {
      ...row,
      number: sequence,
      recordId,
      retryAt,
      spot: spot.success ? { reading: spot.data.reading, from: spot.data.from_at, to: spot.data.to_at } : null,
    };
  });

const IN_WINDOW = 'created_at >= :from AND created_at <= :to AND gone_at IS NULL';
const COUNT_DAY = `
INSERT INTO sweep_days (sequence, store_id, date, listed, stored, missing)
SELECT :sequence, store_id, :date, sum(listed), sum(stored), sum(missing) FROM (
  SELECT store_id, count(*) AS listed, 0 AS stored, sum(was_missing) AS missing FROM sweep_orders
    WHERE created_at >= :from AND created_at < :to GROUP BY store_id
  UNION ALL SELECT store_id, 0, count(*), 0 FROM orders WHERE created_at >= :from AND created_at < :to AND created_at >= :windowFrom
    AND created_at <= :windowTo AND gone_at IS NULL GROUP BY store_id
) GROUP BY store_id`;

export class CompletenessRepository implements CompletenessStore {
  readonly #connection: Connection;

  constructor(connection: Connection) {
    this.#connection = connection;
  }

  open(): Sweep | null {
    return this.#connection.get('SELECT * FROM sweeps WHERE ended_at IS NULL ORDER BY sequence DESC LIMIT 1', [], sweepRow);
  }

  begin({ startedAt, from, to, timeZone }: Pick<Sweep, 'startedAt' | 'from' | 'to' | 'timeZone'>): Sweep {
    return this.#connection.transaction(() => {
      this.#connection.run('DELETE FROM sweeps WHERE ended_at IS NULL', []);
      this.#connection.run('DELETE FROM sweep_orders', []);
      this.#connection.run('INSERT INTO sweeps (started_at, from_at, to_at, time_zone, step, counts) VALUES (?, ?, ?, ?, ?, ?)', [
        startedAt,
        from,
        to,
        timeZone,
        SWEEP_STEPS[0],
        JSON.stringify(NOTHING_YET),
      ]);
      const begun = this.open();
      if (begun === null) {
        throw new Error('A sweep that was just begun is not there');
      }
      return begun;
    });
  }

  save({ sequence, step, reached, counts }: Sweep): void {
    this.#connection.run('UPDATE sweeps SET step = ?, reached = ?, counts = ? WHERE sequence = ?', [
      step,
      reached,
      JSON.stringify(counts),
      sequence,
    ]);
  }

  noteListed({ orderId, storeId, createdAt }: Pick<Order, 'orderId' | 'storeId' | 'createdAt'>, wasMissing: boolean): boolean {
    const sql = 'INSERT OR IGNORE INTO sweep_orders (order_id, store_id, created_at, was_missing) VALUES (?, ?, ?, ?)';
    return this.#connection.run(sql, [orderId, storeId, createdAt, wasMissing ? 1 : 0]) > 0;
  }

  unlisted({ from, to }: Sweep, limit: number): readonly number[] {
    const sql = `SELECT order_id FROM orders WHERE ${IN_WINDOW} AND order_id NOT IN (SELECT order_id FROM sweep_orders)
      ORDER BY created_at, order_id LIMIT :limit`;
    return this.#connection.all(sql, { from, to, limit }, orderIdColumn);
  }

  unlistedCount({ from, to }: Sweep): { readonly unlisted: number; readonly stored: number } {
    const sql = `SELECT count(*) AS stored, coalesce(sum(order_id NOT IN (SELECT order_id FROM sweep_orders)), 0) AS unlisted
      FROM orders WHERE ${IN_WINDOW}`;
    return this.#connection.get(sql, { from, to }, unlistedRow) ?? { unlisted: 0, stored: 0 };
  }

  end(sweep: Sweep, days: readonly DayBounds[], at: Instant): Sweep {
    return this.#connection.transaction(() => {
      this.save(sweep);
      for (const { date, from, to } of days) {
        this.#connection.run(COUNT_DAY, { sequence: sweep.sequence, date, from, to, windowFrom: sweep.from, windowTo: sweep.to });
      }
      this.#connection.run('UPDATE sweeps SET ended_at = ? WHERE sequence = ?', [at, sweep.sequence]);
      this.#connection.run('DELETE FROM sweep_orders', []);
      this.#connection.run('DELETE FROM sweeps WHERE sequence <= ?', [sweep.sequence - SWEEPS_KEPT]);
      return this.#withDays({ ...sweep, endedAt: at });
    });
  }

  latest(): Sweep | null {
    const newest = this.history(1)[0];
    return newest === undefined ? null : this.#withDays(newest);
  }

  history(limit: number): readonly Sweep[] {
    return this.#connection.all('SELECT * FROM sweeps WHERE ended_at IS NOT NULL ORDER BY sequence DESC LIMIT ?', [limit], sweepRow);
  }

  #withDays(sweep: Sweep): Sweep {
    const sql = 'SELECT store_id, date, listed, stored, missing FROM sweep_days WHERE sequence = ? ORDER BY store_id, date';
    return { ...sweep, days: this.#connection.all(sql, [sweep.sequence], dayRow) };
  }

  markGone(orderId: number, at: Instant): boolean {
    return this.#connection.run('UPDATE orders SET gone_at = ? WHERE order_id = ? AND gone_at IS NULL', [at, orderId]) > 0;
  }

  markPresent(orderId: number): boolean {
    return this.#connection.run('UPDATE orders SET gone_at = NULL WHERE order_id = ? AND gone_at IS NOT NULL', [orderId]) > 0;
  }

  isGone(orderId: number): boolean {
    const sql = 'SELECT count(*) AS count FROM orders WHERE order_id = ? AND gone_at IS NOT NULL';
    return (this.#connection.get(sql, [orderId], countColumn) ?? 0) > 0;
  }

  gone(limit: number): readonly { readonly orderId: number; readonly orderNumber: string; readonly goneAt: Instant }[] {
    const sql = 'SELECT order_id, order_number, gone_at FROM orders WHERE gone_at IS NOT NULL ORDER BY gone_at DESC, order_id LIMIT ?';
    return this.#connection.all(sql, [limit], goneRow);
  }

  goneCount(): number {
    return this.#connection.get('SELECT count(*) AS count FROM orders WHERE gone_at IS NOT NULL', [], countColumn) ?? 0;
  }

  readThrough({ reading, from, to }: ParkedSpot, since: Instant): void {
    const notMet = 'record_id IS NULL AND reading = :reading AND met_at < :since';
    this.#connection.transaction(() => {
      this.#connection.run(`DELETE FROM parked_records WHERE ${notMet} AND from_at >= :from AND to_at <= :to`, {
        reading,
        from,
        to,
        since,
      });
      // It may have stood in the part that was read, and then reads well now: the next look tells.
      this.#connection.run(`UPDATE parked_records SET retry_at = :since WHERE ${notMet} AND from_at < :to AND to_at > :from`, {
        reading,
        from,
        to,
        since,
      });
    });
  }

  triedAgain(number: number, attempts: number, retryAt: Instant): void {
    this.#connection.run('UPDATE parked_records SET attempts = ?, retry_at = ? WHERE sequence = ?', [attempts, retryAt, number]);
  }

  release(number: number): void {
    this.#connection.run('DELETE FROM parked_records WHERE sequence = ?', [number]);
  }

  forgetExcerpts(orderId: number): number {
    return this.#connection.run(
      "UPDATE parked_records SET excerpt = NULL WHERE excerpt IS NOT NULL AND (record_id = :id AND stream = 'orders' OR instr(excerpt, :named) > 0)",
      { id: String(orderId), named: `"orderId":${orderId},` },
    );
  }

  aside(limit: number): readonly KeptAside[] {
    return this.#connection.all('SELECT * FROM parked_records ORDER BY sequence DESC LIMIT ?', [limit], asideRow);
  }

  asideCount(): number {
    return this.#connection.get('SELECT count(*) AS count FROM parked_records', [], countColumn) ?? 0;
  }
}
