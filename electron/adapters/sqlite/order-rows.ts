import { z } from 'zod';

import type { OrderRow } from '../../core/ports/store/plan-store.ts';
import { stateColumn } from './order-state-ranks.ts';
import { dateOrEmpty, findingsValue, findingValue, jsonColumn, moneyOrNull } from './rows/values.ts';

/**
 * The invoice or sales receipt that stands in the books (or stood, before it was voided) for the document of row `l`: the
 * posting that made it or adopted it. Voids and updates of it have rows of their own, which carry what they changed to this one.
 */
export const STANDING_POSTING = `
SELECT max(t.sequence) FROM postings t WHERE t.order_id = l.plan_order_id AND t.kind IN ('invoice', 'sales-receipt')
  AND t.operation IN ('create', 'adopt') AND t.status IN ('posted', 'voided')`;

/** Rows of the orders whose ids are in the JSON array. */
export const READ_ROWS = `
SELECT l.order_id, o.order_number, l.store_id, s.store_name, o.buyer, p.customer_name, l.state, o.source_status, l.ordered_on, l.shipped_on,
  l.total_minor, l.currency, l.total_is_told, l.date_is_told, coalesce(d.total_minor, p.total_minor) AS document_minor, coalesce(d.currency, p.currency) AS document_currency,
  coalesce(d.document_number, p.document_number) AS document_number, p.document_kind, o.line_count, p.blockers, p.warnings, p.reason, a.findings, l.plan_order_id, p.fingerprint,
  EXISTS (SELECT 1 FROM review_marks m WHERE m.order_id = l.order_id AND m.is_changed = 1) AS is_changed
FROM order_list l
JOIN orders o ON o.order_id = l.order_id
LEFT JOIN plans p ON p.order_id = l.plan_order_id
LEFT JOIN source_stores s ON s.store_id = l.store_id
LEFT JOIN attentions a ON a.order_id = l.plan_order_id
LEFT JOIN postings d ON d.sequence = (${STANDING_POSTING})
WHERE l.order_id IN (SELECT value FROM json_each(?))`;

const text = z.string().nullable();
const wholeOrNull = z.int().nullable();
const findings = jsonColumn(findingsValue).nullable();

export const rowShape = z
  .object({
    order_id: z.int(),
    order_number: z.string(),
    store_id: z.int(),
    store_name: text,
    buyer: text,
    customer_name: text,
    state: stateColumn,
    source_status: z.string(),
    ordered_on: dateOrEmpty,
    shipped_on: dateOrEmpty,
    total_minor: z.int(),
    currency: z.string(),
    total_is_told: z.int(),
    date_is_told: z.int(),
    document_minor: wholeOrNull,
    document_currency: text,
    document_number: text,
    document_kind: z.enum(['invoice', 'invoice-with-payment', 'sales-receipt']).nullable(),
    line_count: z.int(),
    blockers: findings,
    warnings: findings,
    reason: jsonColumn(findingValue).nullable(),
    findings,
    plan_order_id: z.int(),
    fingerprint: text,
    is_changed: z.int(),
  })
  .transform((row): OrderRow => ({
    orderId: row.order_id,
    orderNumber: row.order_number,
    storeId: row.store_id,
    storeName: row.store_name,
    buyer: row.buyer,
    customerName: row.customer_name,
    state: row.state,
    sourceStatus: row.source_status,
    orderedOn: row.date_is_told === 1 ? row.ordered_on : null,
    arrivedOn: row.date_is_told === 1 ? null : row.ordered_on,
    shippedOn: row.shipped_on,
    total: row.total_is_told === 1 ? { minor: row.total_minor, currency: row.currency } : null,
    documentTotal: moneyOrNull(row.document_minor, row.document_currency),
    documentNumber: row.document_number,
    documentKind: row.document_kind,
    lineCount: row.line_count,
    blockers: row.blockers ?? [],
    warnings: row.warnings ?? [],
    // What a person must look at after posting comes before why the plan waits.
    reason: row.findings?.[0] ?? row.reason,
    planOrderId: row.plan_order_id,
    fingerprint: row.fingerprint,
    changedSinceSeen: row.is_changed === 1,
  }));
