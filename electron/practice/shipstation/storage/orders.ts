import type { PracticeOrder } from '../records.ts';
import type { ShopDatabase } from './database.ts';
import { parseDocument } from './query.ts';

const UPSERT = `
INSERT INTO orders (order_id, order_number, store_id, status, ordered_at, created_at, modified_at, paid_at, customer_text, item_text, tag_text,
  parent_id, document)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
ON CONFLICT (order_id) DO UPDATE SET order_number = excluded.order_number, store_id = excluded.store_id, status = excluded.status,
  ordered_at = excluded.ordered_at, created_at = excluded.created_at, modified_at = excluded.modified_at, paid_at = excluded.paid_at,
  customer_text = excluded.customer_text, item_text = excluded.item_text, tag_text = excluded.tag_text,
  parent_id = excluded.parent_id, document = excluded.document`;

/** Stores an order as it is now. */
export function saveOrder(database: ShopDatabase, order: PracticeOrder): PracticeOrder {
  const names = [order.shipTo.name, order.billTo.name, order.shipTo.company].filter((name) => name !== null);
  const items = order.items.flatMap((item) => [
    item.sku ?? '',
    item.name,
    ...item.options.map((option) => `${option.name} ${option.value}`),
  ]);
  database
    .prepare(UPSERT)
    .run(
      order.orderId,
      order.orderNumber,
      order.storeId,
      order.status,
      order.orderedAt,
      order.createdAt,
      order.modifiedAt,
      order.paidAt,
      names.join('\n').toLowerCase(),
      items.join('\n').toLowerCase(),
      `,${order.tagIds.join(',')},`,
      order.parentId,
      JSON.stringify(order),
    );
  return order;
}

/** The order, or null where there is none or it was deleted. */
export function findOrder(database: ShopDatabase, orderId: number): PracticeOrder | null {
  const row = database
    .prepare<[number], { document: string }>('SELECT document FROM orders WHERE order_id = ? AND is_deleted = 0')
    .get(orderId);
  return row === undefined ? null : parseDocument<PracticeOrder>(row.document);
}

/** Every order that is not deleted, by id. */
export function allOrders(database: ShopDatabase): PracticeOrder[] {
  const rows = database.prepare<[], { document: string }>('SELECT document FROM orders WHERE is_deleted = 0 ORDER BY order_id').all();
  return rows.map(({ document }) => parseDocument<PracticeOrder>(document));
}

/** The order as it was when it was deleted, or null where none was. */
export function findDeletedOrder(database: ShopDatabase, orderId: number): PracticeOrder | null {
  const row = database
    .prepare<[number], { document: string }>('SELECT document FROM orders WHERE order_id = ? AND is_deleted = 1')
    .get(orderId);
  return row === undefined ? null : parseDocument<PracticeOrder>(row.document);
}

/** Parts that were split off an order, and orders that were combined into it. */
export function childrenOf(database: ShopDatabase, orderId: number): PracticeOrder[] {
  const rows = database
    .prepare<[number], { document: string }>('SELECT document FROM orders WHERE parent_id = ? AND is_deleted = 0 ORDER BY order_id')
    .all(orderId);
  return rows.map(({ document }) => parseDocument<PracticeOrder>(document));
}

/** Notes with which import an order came, or moved on from awaiting payment: webhooks point to it. */
export function setImportBatch(database: ShopDatabase, orderId: number, importBatch: string): void {
  database.prepare('UPDATE orders SET import_batch = ? WHERE order_id = ?').run(importBatch, orderId);
}

/** ShipStation deletes softly: the record stays, but no list shows it again. */
export function markOrderDeleted(database: ShopDatabase, orderId: number): void {
  database.prepare('UPDATE orders SET is_deleted = 1 WHERE order_id = ?').run(orderId);
}
