import { z } from 'zod';

import type { BusinessDate } from '../../../shared/domain/time/instants.ts';
import type { PlanStore } from '../../core/ports/store/plan-store.ts';
import type { Connection } from './connection.ts';
import { ORDER_STATE_RANKS } from './order-state-ranks.ts';
import { column, dateText } from './rows/values.ts';

/** How many orders are named as examples of a cause. */
const EXAMPLES = 5;

const HELD_UP = `
SELECT f.code, f.subject, l.currency, count(*) AS count, sum(l.total_minor) AS total, sum(l.total_is_told) AS told
FROM order_findings f JOIN order_list l ON l.plan_order_id = f.plan_order_id
WHERE (f.source = 'blocker' AND l.state = ${ORDER_STATE_RANKS.blocked}) OR (f.source = 'attention' AND l.state = ${ORDER_STATE_RANKS.attention})
GROUP BY f.code, f.subject, l.currency`;
const HELD_UP_EXAMPLES = `
SELECT l.order_id AS id FROM order_findings f INDEXED BY order_findings_by_code JOIN order_list l ON l.plan_order_id = f.plan_order_id
WHERE f.code = :code AND f.subject IS :subject AND (
  (f.source = 'blocker' AND l.state = ${ORDER_STATE_RANKS.blocked}) OR (f.source = 'attention' AND l.state = ${ORDER_STATE_RANKS.attention}))
LIMIT :limit`;

const heldRow = z.object({
  code: z.string(),
  subject: z.string().nullable(),
  currency: z.string(),
  count: z.int(),
  total: z.int(),
  told: z.int(),
});
const idColumn = column('id', z.int());
const dayRow = z.object({ date: dateText, ordered: z.int(), shipped: z.int(), invoiced: z.int() });

const ACTIVITY = `
SELECT date, sum(ordered) AS ordered, sum(shipped) AS shipped, sum(invoiced) AS invoiced FROM (
  SELECT ordered_on AS date, count(*) AS ordered, 0 AS shipped, 0 AS invoiced FROM order_list WHERE ordered_on BETWEEN :from AND :to GROUP BY ordered_on
  UNION ALL
  SELECT shipped_on, 0, count(*), 0 FROM order_list WHERE shipped_on BETWEEN :from AND :to GROUP BY shipped_on
  UNION ALL
  SELECT document_date, 0, 0, count(DISTINCT subject || ' ' || generation) FROM postings
  WHERE document_date BETWEEN :from AND :to AND status = 'posted' AND kind IN ('invoice', 'sales-receipt') AND operation IN ('create', 'adopt') GROUP BY document_date
) GROUP BY date ORDER BY date`;

/** Figures of the first screen. */
export class Overview {
  readonly #connection: Connection;

  constructor(connection: Connection) {
    this.#connection = connection;
  }

  /** Most orders first. */
  heldUp(): ReturnType<PlanStore['heldUp']> {
    return this.heldUpGroups().map((group) => ({ ...group, exampleOrderIds: this.heldUpExamples(group.code, group.subject, EXAMPLES) }));
  }

  heldUpGroups(): ReturnType<PlanStore['heldUpGroups']> {
    const groups = Map.groupBy(this.#connection.all(HELD_UP, [], heldRow), ({ code, subject }) => JSON.stringify([code, subject]));
    const held = [...groups.values()].flatMap((rows) => {
      const [first] = rows;
      return first === undefined
        ? []
        : [
            {
              code: first.code,
              subject: first.subject,
              count: rows.reduce((sum, row) => sum + row.count, 0),
              // What nobody tells the total of is held up, but not with 0.00.
              totals: rows.filter(({ told }) => told > 0).map((row) => ({ minor: row.total, currency: row.currency })),
            },
          ];
    });
    return held.toSorted((a, b) => b.count - a.count || a.code.localeCompare(b.code));
  }

  heldUpExamples(code: string, subject: string | null, limit: number): readonly number[] {
    return this.#connection.all(HELD_UP_EXAMPLES, { code, subject, limit }, idColumn);
  }

  /** Days on which anything happened, ascending. */
  activityByDay(from: BusinessDate, to: BusinessDate): ReturnType<PlanStore['activityByDay']> {
    return this.#connection.all(ACTIVITY, { from, to }, dayRow);
  }
}
