import { z } from 'zod';

import type { OrderFilter, OrderPageRequest, OrderRow, OrderSort, PlanStore } from '../../core/ports/store/plan-store.ts';
import { ORDER_SORTS } from '../../core/ports/store/plan-store.ts';
import type { Connection } from './connection.ts';
import { cutPage, decodeCursor } from './cursor.ts';
import type { FindingCodes } from './finding-codes.ts';
import { filterSql } from './order-filter.ts';
import { READ_ROWS, rowShape } from './order-rows.ts';
import { stateColumn } from './order-state-ranks.ts';

/** The column and the index of each sort. Ties are broken by order id in the same direction. */
const SORTS = {
  orderedOn: { column: 'ordered_on', index: 'order_list_by_ordered' },
  shippedOn: { column: 'shipped_on', index: 'order_list_by_shipped' },
  orderNumber: { column: 'number_key', index: 'order_list_by_number' },
  total: { column: 'total_minor', index: 'order_list_by_total' },
  buyer: { column: 'buyer_key', index: 'order_list_by_buyer' },
  state: { column: 'state', index: 'order_list_by_state' },
} as const satisfies Record<OrderSort, { readonly column: string; readonly index: string }>;

const MAX_PAGE = 500;
const positionShape = z.tuple([z.enum(ORDER_SORTS), z.boolean(), z.union([z.string(), z.int()]), z.int()]);
const keyRow = z.object({ order_id: z.int(), key: z.union([z.string(), z.int()]) });
const countRow = z.object({ state: stateColumn, currency: z.string(), count: z.int(), total: z.int() });

/** The review list, paged by keyset, filtered and sorted in SQL. */
export class OrderPages {
  readonly #connection: Connection;
  readonly #codes: FindingCodes;

  constructor(connection: Connection, codes: FindingCodes) {
    this.#connection = connection;
    this.#codes = codes;
  }

  page({ filter, sort, descending, limit, cursor }: OrderPageRequest): { readonly rows: readonly OrderRow[]; readonly next: string | null } {
    const { column, index } = SORTS[sort];
    const { conditions, parameters, readsTable } = filterSql(filter, this.#codes);
    const direction = descending ? 'DESC' : 'ASC';
    const size = Math.min(Math.max(limit, 1), MAX_PAGE);
    const after = cursor === null ? null : decodeCursor(cursor, positionShape);
    // A cursor belongs to one sort and direction; after a change of those the list starts again.
    const isOurs = after !== null && after[0] === sort && after[1] === descending;
    const position = isOurs ? [`(l.${column}, l.order_id) ${descending ? '<' : '>'} (:key, :orderId)`] : [];
    const where = [...position, ...conditions];
    const keys = this.#connection.all(
      `SELECT l.order_id, l.${column} AS key FROM order_list l ${readsTable ? 'NOT INDEXED' : `INDEXED BY ${index}`}
       ${where.length === 0 ? '' : `WHERE ${where.join(' AND ')}`} ORDER BY l.${column} ${direction}, l.order_id ${direction} LIMIT :limit`,
      { ...parameters, limit: size + 1, ...(isOurs ? { key: after[2], orderId: after[3] } : {}) },
      keyRow,
    );
    const { kept, next } = cutPage(keys, size, (row) => [sort, descending, row.key, row.order_id]);
    return { rows: this.rows(kept.map((row) => row.order_id)), next };
  }

  /** Whole rows in the order of the ids; unknown ids are left out. */
  rows(orderIds: readonly number[]): readonly OrderRow[] {
    const found = this.#connection.all(READ_ROWS, [JSON.stringify(orderIds)], rowShape);
    const byId = new Map(found.map((row) => [row.orderId, row]));
    return orderIds.map((orderId) => byId.get(orderId)).filter((row) => row !== undefined);
  }

  countsByState(filter: OrderFilter): ReturnType<PlanStore['countsByState']> {
    const { conditions, parameters, readsTable } = filterSql(filter, this.#codes);
    const rows = this.#connection.all(
      `SELECT l.state, l.currency, count(*) AS count, sum(l.total_minor) AS total FROM order_list l ${readsTable ? 'NOT INDEXED' : 'INDEXED BY order_list_counts'}
       ${conditions.length === 0 ? '' : `WHERE ${conditions.join(' AND ')}`} GROUP BY l.state, l.currency ORDER BY l.state, l.currency`,
      parameters,
      countRow,
    );
    const byState = Map.groupBy(rows, ({ state }) => state);
    return [...byState].map(([state, ofState]) => ({
      state,
      count: ofState.reduce((sum, row) => sum + row.count, 0),
      totals: ofState.map((row) => ({ minor: row.total, currency: row.currency })),
    }));
  }
}
