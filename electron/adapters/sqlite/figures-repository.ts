import { z } from 'zod';

import type { OrderWithShipping } from '../../../shared/domain/orders/order.ts';
import { shippingFigureOf } from '../../../shared/domain/orders/shipping-figure.ts';
import { RUN_KINDS, RUN_STATUSES, type RunKind } from '../../../shared/domain/runs.ts';
import { type BusinessDate, epochMsOf } from '../../../shared/domain/time/instants.ts';
import type { FiguresStore, RunTime, ShippingMargin } from '../../core/ports/store/figures-store.ts';
import type { Connection } from './connection.ts';
import { listedMinor } from './list-basis.ts';
import { instantText } from './rows/values.ts';

const WRITE = `
INSERT INTO shipping_figures (order_id, shipped_on, carrier_code, service_code, currency, charged_minor, cost_minor, labels)
VALUES (:orderId, :shippedOn, :carrierCode, :serviceCode, :currency, :chargedMinor, :costMinor, :labels)
ON CONFLICT (order_id) DO UPDATE SET shipped_on = excluded.shipped_on, carrier_code = excluded.carrier_code, service_code = excluded.service_code,
  currency = excluded.currency, charged_minor = excluded.charged_minor, cost_minor = excluded.cost_minor, labels = excluded.labels`;

const MARGINS = `
SELECT carrier_code, service_code, currency, labels > 0 AS is_labelled, count(*) AS orders, sum(labels) AS labels, sum(charged_minor) AS charged, sum(cost_minor) AS cost
FROM shipping_figures WHERE shipped_on BETWEEN :from AND :to GROUP BY carrier_code, service_code, currency, is_labelled
ORDER BY charged - cost, carrier_code, service_code`;

const RUN_TIMES = `
SELECT run_id, kind, status, started_at, ended_at FROM runs WHERE kind = :kind AND ended_at IS NOT NULL ORDER BY sequence DESC LIMIT :limit`;

const marginRow = z.object({
  carrier_code: z.string(),
  service_code: z.string(),
  currency: z.string(),
  is_labelled: z.int(),
  orders: z.int(),
  labels: z.int(),
  charged: z.int(),
  cost: z.int(),
});
const runRow = z
  .object({
    run_id: z.string(),
    kind: z.enum(RUN_KINDS),
    status: z.enum(RUN_STATUSES),
    started_at: instantText,
    ended_at: instantText,
  })
  .transform((row): RunTime => ({
    runId: row.run_id,
    kind: row.kind,
    status: row.status,
    startedAt: row.started_at,
    tookMs: Math.max(0, epochMsOf(row.ended_at) - epochMsOf(row.started_at)),
  }));

/** After an order or its labels changed; one that has not left has no figures. */
export function writeShippingFigure(
  connection: Connection,
  member: OrderWithShipping,
  shippedOn: BusinessDate | null,
  currency: string,
): void {
  const { orderId } = member.order;
  if (shippedOn === null) {
    connection.run('DELETE FROM shipping_figures WHERE order_id = ?', [orderId]);
    return;
  }
  const { carrierCode, serviceCode, charged, cost, labels } = shippingFigureOf(member);
  connection.run(WRITE, {
    orderId,
    shippedOn,
    carrierCode,
    serviceCode,
    currency,
    chargedMinor: listedMinor(charged, currency),
    costMinor: listedMinor(cost, currency),
    labels,
  });
}

export class FiguresRepository implements FiguresStore {
  readonly #connection: Connection;

  constructor(connection: Connection) {
    this.#connection = connection;
  }

  shippingMargins(from: BusinessDate, to: BusinessDate): ReturnType<FiguresStore['shippingMargins']> {
    const rows = this.#connection.all(MARGINS, { from, to }, marginRow);
    const of = (isLabelled: number): readonly ShippingMargin[] => rows.filter((row) => row.is_labelled === isLabelled).map(marginOf);
    return { labelled: of(1), unlabelled: of(0) };
  }

  runTimes(kind: RunKind, limit: number): readonly RunTime[] {
    return this.#connection.all(RUN_TIMES, { kind, limit }, runRow).toReversed();
  }
}

function marginOf(row: z.infer<typeof marginRow>): ShippingMargin {
  return {
    carrierCode: row.carrier_code,
    serviceCode: row.service_code,
    orders: row.orders,
    labels: row.labels,
    charged: { minor: row.charged, currency: row.currency },
    cost: { minor: row.cost, currency: row.currency },
  };
}
