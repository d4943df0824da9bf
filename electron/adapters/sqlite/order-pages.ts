import { z } from 'zod';

import type { OrderFilter, OrderPageRequest, OrderRow, OrderSort, PlanStore } from '../../core/ports/store/plan-store.ts';
import { ORDER_SORTS } from '../../core/ports/store/plan-store.ts';
import type { Connection } from './connection.ts';
import { cutPage, decodeCursor } from './cursor.ts';
import type { FindingCodes } from './finding-codes.ts';
import { type FilterSql, filterSql, whereSql } from './order-filter.ts';
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
/** Rows in which words are looked for before the whole table is: about 2 ms. */
const NEARBY_ROWS = 2_000;
const positionShape = z.tuple([z.enum(ORDER_SORTS), z.boolean(), z.union([z.string(), z.int()]), z.int()]);
const keyRow = z.object({ order_id: z.int(), key: z.union([z.string(), z.int()]) });
const countRow = z.object({ state: stateColumn, currency: z.string(), count: z.int(), total: z.int(), told: z.int() });

/** Where the page before ended. */
interface Position {
  readonly key: string | number;
  readonly orderId: number;
}

/** The review list, paged by keyset, filtered and sorted in SQL. */
export class OrderPages {
  readonly #connection: Connection;
  readonly #codes: FindingCodes;

  constructor(connection: Connection, codes: FindingCodes) {
    this.#connection = connection;
    this.#codes = codes;
  }

  page({ filter, sort, descending, limit, cursor }: OrderPageRequest): {
    readonly rows: readonly OrderRow[];
    readonly next: string | null;
  } {
    const size = Math.min(Math.max(limit, 1), MAX_PAGE);
    const after = cursor === null ? null : decodeCursor(cursor, positionShape);
    // A cursor belongs to one sort and direction; after a change of those the list starts again.
    const position = after !== null && after[0] === sort && after[1] === descending ? { key: after[2], orderId: after[3] } : null;
    const keys = this.#keys(filterSql(filter, this.#codes), sort, descending, position, size + 1);
    const { kept, next } = cutPage(keys, size, (row) => [sort, descending, row.key, row.order_id]);
    return { rows: this.rows(kept.map((row) => row.order_id)), next };
  }

  #keys(
    filter: FilterSql,
    sort: OrderSort,
    descending: boolean,
    position: Position | null,
    limit: number,
  ): readonly z.infer<typeof keyRow>[] {
    const { column, index } = SORTS[sort];
    const direction = descending ? 'DESC' : 'ASC';
    const order = `ORDER BY l.${column} ${direction}, l.order_id ${direction}`;
    const conditions =
      position === null
        ? filter.conditions
        : [`(l.${column}, l.order_id) ${descending ? '<' : '>'} (:key, :orderId)`, ...filter.conditions];
    const parameters = { ...filter.parameters, ...position, limit };
    const walk = `SELECT l.order_id, l.${column} AS key FROM order_list l INDEXED BY ${index} ${whereSql(conditions)} ${order}`;
    if (filter.wordConditions.length === 0) {
      return this.#connection.all(`${walk} LIMIT :limit`, parameters, keyRow);
    }
    // Common words fill a page from the rows that come first; only rare ones are worth a walk through the whole table.
    const nearby = this.#connection.all(
      `SELECT near.order_id, near.key FROM (${walk} LIMIT ${NEARBY_ROWS}) near CROSS JOIN order_words w ON w.order_id = near.order_id
       ${whereSql(filter.wordConditions)} ORDER BY near.key ${direction}, near.order_id ${direction} LIMIT :limit`,
      parameters,
      keyRow,
    );
    if (nearby.length === limit) {
      return nearby;
    }
    const sql = `SELECT l.order_id, l.${column} AS key FROM order_list l NOT INDEXED ${whereSql([...conditions, holdingWords(filter)])} ${order} LIMIT :limit`;
    return this.#connection.all(sql, parameters, keyRow);
  }

  /** Whole rows in the order of the ids; unknown ids are left out. */
  rows(orderIds: readonly number[]): readonly OrderRow[] {
    const found = this.#connection.all(READ_ROWS, [JSON.stringify(orderIds)], rowShape);
    const byId = new Map(found.map((row) => [row.orderId, row]));
    return orderIds.map((orderId) => byId.get(orderId)).filter((row) => row !== undefined);
  }

  countsByState(filter: OrderFilter): ReturnType<PlanStore['countsByState']> {
    const filtered = filterSql(filter, this.#codes);
    const { wordConditions, parameters } = filtered;
    const conditions = wordConditions.length === 0 ? filtered.conditions : [...filtered.conditions, holdingWords(filtered)];
    const rows = this.#connection.all(
      `SELECT l.state, l.currency, count(*) AS count, sum(l.total_minor) AS total, sum(l.total_is_told) AS told FROM order_list l ${wordConditions.length > 0 ? 'NOT INDEXED' : 'INDEXED BY order_list_counts'}
       ${whereSql(conditions)} GROUP BY l.state, l.currency ORDER BY l.state, l.currency`,
      parameters,
      countRow,
    );
    const byState = Map.groupBy(rows, ({ state }) => state);
    return [...byState].map(([state, ofState]) => ({
      state,
      count: ofState.reduce((sum, row) => sum + row.count, 0),
      // Orders whose total nobody tells are counted, and have no sum: not one of 0.00.
      totals: ofState.filter(({ told }) => told > 0).map((row) => ({ minor: row.total, currency: row.currency })),
    }));
  }
}

/** The orders that hold all the words. */
function holdingWords({ wordConditions }: FilterSql): string {
  return `l.order_id IN (SELECT w.order_id FROM order_words w ${whereSql(wordConditions)})`;
}
