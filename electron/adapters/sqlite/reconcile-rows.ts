import { z } from 'zod';

import type { Money } from '../../../shared/domain/money/money.ts';
import type { ReconcileRow } from '../../../shared/domain/reconcile/reconcile.ts';
import type { BusinessDate } from '../../../shared/domain/time/instants.ts';
import type { Connection } from './connection.ts';
import { STANDING_POSTING } from './order-rows.ts';
import { stateColumn } from './order-state-ranks.ts';
import { dateOrEmpty, dateText, moneyOrNull } from './rows/values.ts';

const CHOOSE = `
SELECT order_id FROM order_list WHERE ordered_on BETWEEN :from AND :to
UNION SELECT order_id FROM order_list WHERE shipped_on BETWEEN :from AND :to
UNION SELECT l.order_id FROM postings t JOIN order_list l ON l.plan_order_id = t.order_id
  WHERE t.document_date BETWEEN :from AND :to AND t.status = 'posted' AND t.operation IN ('create', 'adopt') AND t.kind IN ('invoice', 'sales-receipt', 'credit-memo')
ORDER BY 1`;

const READ = `
SELECT l.order_id, o.order_number, l.store_id, l.state, l.ordered_on, l.shipped_on, l.total_minor, l.currency, l.total_is_told, l.date_is_told, p.total_minor AS expected_minor, p.currency AS expected_currency,
  l.plan_order_id, (SELECT count(*) FROM order_list m WHERE m.plan_order_id = l.plan_order_id) AS member_count,
  d.document_id, d.document_number, coalesce(b.date, d.document_date) AS document_date,
  b.total_minor AS books_minor, b.currency AS books_currency, b.entity, b.balance_minor,
  d.total_minor AS written_minor, d.currency AS written_currency,
  c.document_date AS credit_on, c.total_minor AS credit_minor, c.currency AS credit_currency
FROM json_each(:orderIds) c
JOIN order_list l ON l.order_id = c.value
JOIN orders o ON o.order_id = l.order_id
LEFT JOIN plans p ON p.order_id = l.plan_order_id
LEFT JOIN postings d ON d.sequence = (${STANDING_POSTING})
LEFT JOIN books_documents b ON b.entity = d.entity AND b.id = d.document_id AND b.deleted = 0
LEFT JOIN postings c ON c.sequence = (SELECT max(m.sequence) FROM postings m
  WHERE m.order_id = l.plan_order_id AND m.kind = 'credit-memo' AND m.status = 'posted' AND m.generation = d.generation)
ORDER BY l.order_id`;

const text = z.string().nullable();
const wholeOrNull = z.int().nullable();
const rowShape = z
  .object({
    order_id: z.int(),
    order_number: z.string(),
    store_id: z.int(),
    state: stateColumn,
    ordered_on: dateOrEmpty,
    shipped_on: dateOrEmpty,
    total_minor: z.int(),
    currency: z.string(),
    total_is_told: z.int(),
    date_is_told: z.int(),
    expected_minor: wholeOrNull,
    expected_currency: text,
    plan_order_id: z.int(),
    member_count: z.int(),
    document_id: text,
    document_number: text,
    document_date: dateText.nullable(),
    books_minor: wholeOrNull,
    books_currency: text,
    entity: text,
    balance_minor: wholeOrNull,
    written_minor: wholeOrNull,
    written_currency: text,
    credit_on: dateText.nullable(),
    credit_minor: wholeOrNull,
    credit_currency: text,
  })
  .transform((row): ReconcileRow => ({
    orderId: row.order_id,
    orderNumber: row.order_number,
    storeId: row.store_id,
    state: row.state,
    orderedOn: row.date_is_told === 1 ? row.ordered_on : null,
    arrivedOn: row.date_is_told === 1 ? null : row.ordered_on,
    shippedOn: row.shipped_on,
    orderTotal: row.total_is_told === 1 ? { minor: row.total_minor, currency: row.currency } : null,
    expected: moneyOrNull(row.expected_minor, row.expected_currency),
    planOrderId: row.plan_order_id,
    memberCount: row.member_count,
    documentId: row.document_id,
    documentNumber: row.document_number,
    documentDate: row.document_date,
    booksTotal: moneyOrNull(row.books_minor, row.books_currency),
    paid: moneyOrNull(paidMinor(row.entity, row.books_minor, row.balance_minor), row.books_currency),
    writtenTotal: moneyOrNull(row.written_minor, row.written_currency),
    credit: creditOf(row.credit_on, moneyOrNull(row.credit_minor, row.credit_currency)),
  }));

const creditOf = (on: BusinessDate | null, total: Money | null): ReconcileRow['credit'] =>
  on === null || total === null ? null : { on, total };

/** A sales receipt is paid by its nature; of an invoice, what is not open any more is paid. */
function paidMinor(entity: string | null, totalMinor: number | null, balanceMinor: number | null): number | null {
  if (totalMinor === null || entity === 'SalesReceipt') {
    return totalMinor;
  }
  return balanceMinor === null ? null : totalMinor - balanceMinor;
}

const chosenRow = z.object({ order_id: z.int() });

/** Every order that was ordered, shipped or invoiced between the two dates (inclusive), ascending. */
export function ordersToReconcile(connection: Connection, from: BusinessDate, to: BusinessDate): readonly number[] {
  return connection.all(CHOOSE, { from, to }, chosenRow).map(({ order_id: orderId }) => orderId);
}

/** These orders with what stands in the books for them, ascending; unknown ids are left out. */
export function reconcileRows(connection: Connection, orderIds: readonly number[]): readonly ReconcileRow[] {
  return connection.all(READ, { orderIds: JSON.stringify(orderIds) }, rowShape);
}
