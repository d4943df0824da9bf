import { z } from 'zod';

import { familyFrom } from '../../../shared/domain/orders/family.ts';
import type { Fulfillment, Order, OrderFamily, Shipment, SourceProduct, SourceStore } from '../../../shared/domain/orders/order.ts';
import { buyerLabel } from '../../../shared/domain/orders/buyer.ts';
import type { SourceReference } from '../../../shared/domain/orders/source-reference.ts';
import { emailKey, nameKey } from '../../../shared/domain/orders/text.ts';
import type { BusinessDate, Instant } from '../../../shared/domain/time/instants.ts';
import type { ParkedRecord } from '../../core/ports/order-source.ts';
import type { ParkedSpot } from '../../core/ports/store/completeness-store.ts';
import type { OrderStore, SyncStream, UpsertOutcome } from '../../core/ports/store/order-store.ts';
import type { Connection } from './connection.ts';
import { Families } from './families.ts';
import { arrivalOf, type OrderList } from './order-list.ts';
import { ORDER_STATE_RANKS } from './order-state-ranks.ts';
import { orderShape } from './rows/source-shapes.ts';
import { column, countColumn, dateText, instantText } from './rows/values.ts';
import { ShippingRecords } from './shipping-records.ts';
import { readSingleValue, writeSingleValue } from './single-values.ts';
import { SourceProgress } from './source-progress.ts';

/** modifiedAt rests in a column of its own: it is not part of what makes an order changed. */
const orderRow = z.object({ body: z.string(), modified_at: instantText }).transform((row): Order => {
  const body: unknown = JSON.parse(row.body);
  return orderShape.parse(typeof body === 'object' ? { ...body, modifiedAt: row.modified_at } : body);
});
const memberRow = z.looseObject({ gone_at: instantText.nullable() }).transform(({ gone_at: goneAt, ...row }) => ({
  order: orderRow.parse(row),
  gone: goneAt === null ? {} : { goneAt },
}));
const storedRow = z.object({ body: z.string(), modified_at: instantText });
const rootColumn = column('family_root', z.int());
const emailColumn = column('email_key', z.string());
const dateColumn = column('shipped_on', dateText);

const WRITE_ORDER = `
INSERT INTO orders (order_id, order_number, store_id, status, source_status, buyer, name_key, email_key, ordered_at, order_total, line_count,
  family_root, search_source, modified_at, first_seen_at, changed_at, arrived_at, created_at)
VALUES (:orderId, :orderNumber, :storeId, :status, :sourceStatus, :buyer, :nameKey, :emailKey, :orderedAt, :orderTotal, :lineCount,
  :orderId, '', :modifiedAt, :seenAt, :seenAt, :arrivedAt, :createdAt)
ON CONFLICT (order_id) DO UPDATE SET order_number = excluded.order_number, store_id = excluded.store_id, status = excluded.status,
  source_status = excluded.source_status, buyer = excluded.buyer, name_key = excluded.name_key, email_key = excluded.email_key,
  ordered_at = excluded.ordered_at, order_total = excluded.order_total, line_count = excluded.line_count,
  modified_at = excluded.modified_at, changed_at = excluded.changed_at, arrived_at = excluded.arrived_at,
  created_at = excluded.created_at`;

const OPEN_RANKS = (['uncertain', 'sending', 'failed', 'approved', 'blocked', 'ready', 'waiting'] as const)
  .map((state) => ORDER_STATE_RANKS[state])
  .join(', ');
/** The nearest of a name are enough: a name that hundreds have is bracketed by the customers that were made of it. */
const FIRST_NAMESAKE = `
SELECT o.email_key FROM (
  SELECT order_id, store_id, email_key FROM orders INDEXED BY orders_by_name
  WHERE name_key = :nameKey AND name_key <> '' AND order_id < :orderId ORDER BY order_id DESC LIMIT 50
) o CROSS JOIN order_list l ON l.order_id = o.order_id
WHERE o.email_key <> '' AND l.state IN (${OPEN_RANKS}) AND o.store_id IN (SELECT value FROM json_each(:storeIds))
ORDER BY o.order_id LIMIT 1`;

const PAYMENT_METHODS = `
SELECT json_extract(b.body, '$.paymentMethod') AS payment_method, n.store_id, count(*) AS orders
FROM (SELECT order_id, store_id FROM orders ORDER BY order_id DESC LIMIT :newest) n CROSS JOIN order_bodies b ON b.order_id = n.order_id
GROUP BY 1, 2`;
const paymentMethodRow = z
  .object({ payment_method: z.string().nullable(), store_id: z.int(), orders: z.int() })
  .transform(({ payment_method: paymentMethod, store_id: storeId, orders }) => ({ paymentMethod, storeId, orders }));

const PLANS_DUE = 'plans-due';
const SETTLED_RANKS = [ORDER_STATE_RANKS.posted, ORDER_STATE_RANKS.voided, ORDER_STATE_RANKS.credited, ORDER_STATE_RANKS.terminal].join(
  ', ',
);
/**
 * Walks the families in order and looks at each member's row, and at the documents of those that are posted. The joins are told
 * their order: left to itself SQLite may look through all documents of the books for each order.
 */
const UNSETTLED_ROOTS = `
SELECT DISTINCT o.family_root FROM orders o INDEXED BY orders_by_family CROSS JOIN order_list l ON l.order_id = o.order_id
WHERE o.family_root > :after AND o.family_root <= :through AND (
  l.state NOT IN (${SETTLED_RANKS})
  OR EXISTS (SELECT 1 FROM postings t INDEXED BY postings_by_order CROSS JOIN books_documents d ON d.entity = t.entity AND d.id = t.document_id
    WHERE t.order_id = o.order_id AND t.status = 'posted' AND t.operation IN ('create', 'adopt')
      AND (d.deleted = 1 OR d.total_minor <> t.total_minor OR d.date <> t.document_date OR d.customer_id <> t.customer_id
        OR d.document_number <> t.document_number OR json_extract(d.body, '$.voided'))))
ORDER BY o.family_root`;

export class OrderRepository implements OrderStore {
  readonly #connection: Connection;
  readonly #list: OrderList;
  readonly #families: Families;
  readonly #shipping: ShippingRecords;
  readonly #progress: SourceProgress;

  constructor(connection: Connection, list: OrderList) {
    this.#connection = connection;
    this.#list = list;
    this.#families = new Families(connection, (orderId) => this.order(orderId));
    this.#shipping = new ShippingRecords(connection);
    this.#progress = new SourceProgress(connection);
  }

  upsertOrder(order: Order, seenAt: Instant): UpsertOutcome {
    const { modifiedAt, ...content } = orderShape.parse(order);
    const body = JSON.stringify(content);
    return this.#connection.transaction(() => {
      const stored = this.#connection.get(
        'SELECT body, modified_at FROM orders JOIN order_bodies USING (order_id) WHERE order_id = ?',
        [order.orderId],
        storedRow,
      );
      if (stored?.body === body) {
        if (stored.modified_at !== modifiedAt) {
          this.#connection.run('UPDATE orders SET modified_at = ? WHERE order_id = ?', [modifiedAt, order.orderId]);
        }
        return 'unchanged';
      }
      const buyer = buyerLabel(order);
      this.#connection.run(WRITE_ORDER, {
        orderId: order.orderId,
        orderNumber: order.orderNumber,
        storeId: order.storeId,
        status: order.status,
        sourceStatus: order.sourceStatus,
        buyer,
        nameKey: buyer === null ? '' : nameKey(buyer),
        emailKey: order.email === null ? '' : emailKey(order.email),
        orderedAt: order.orderedAt,
        orderTotal: order.orderTotal ?? '',
        arrivedAt: arrivalOf(order),
        createdAt: order.createdAt,
        lineCount: order.items.length,
        modifiedAt,
        seenAt,
      });
      this.#connection.run(
        'INSERT INTO order_bodies (order_id, body) VALUES (?, ?) ON CONFLICT (order_id) DO UPDATE SET body = excluded.body',
        [order.orderId, body],
      );
      this.#families.relate(order);
      this.#list.refreshSource({ order, ...this.#shipping.ofOrder(order.orderId) });
      return stored === null ? 'created' : 'changed';
    });
  }

  upsertShipment(shipment: Shipment, seenAt: Instant): UpsertOutcome {
    return this.#connection.transaction(() => this.#afterShipping(this.#shipping.upsertShipment(shipment, seenAt)));
  }

  shipment(shipmentId: number): Shipment | null {
    return this.#shipping.shipment(shipmentId);
  }

  fulfillment(fulfillmentId: number): Fulfillment | null {
    return this.#shipping.fulfillment(fulfillmentId);
  }

  upsertFulfillment(fulfillment: Fulfillment, seenAt: Instant): UpsertOutcome {
    return this.#connection.transaction(() => this.#afterShipping(this.#shipping.upsertFulfillment(fulfillment, seenAt)));
  }

  #afterShipping({ outcome, orderIds }: { readonly outcome: UpsertOutcome; readonly orderIds: readonly number[] }): UpsertOutcome {
    for (const orderId of orderIds) {
      const order = this.order(orderId);
      if (order !== null) {
        this.#list.refreshSource({ order, ...this.#shipping.ofOrder(orderId) });
      }
    }
    return outcome;
  }

  order(orderId: number): Order | null {
    return this.#connection.get(
      'SELECT body, modified_at FROM orders JOIN order_bodies USING (order_id) WHERE order_id = ?',
      [orderId],
      orderRow,
    );
  }

  ordersByNumber(orderNumber: string): readonly Order[] {
    return this.#connection.all(
      'SELECT body, modified_at FROM orders JOIN order_bodies USING (order_id) WHERE order_number = ? ORDER BY order_id',
      [orderNumber],
      orderRow,
    );
  }

  family(orderId: number): OrderFamily | null {
    const root = this.#families.rootOf(orderId);
    if (root === null) {
      return null;
    }
    const members = this.#connection.all(
      'SELECT body, modified_at, gone_at FROM orders JOIN order_bodies USING (order_id) WHERE family_root = ? ORDER BY order_id',
      [root],
      memberRow,
    );
    return familyFrom(members.map(({ order, gone }) => ({ order, ...this.#shipping.ofOrder(order.orderId), ...gone })));
  }

  familyRoots(orderIds: readonly number[]): readonly number[] {
    const sql = 'SELECT DISTINCT family_root FROM orders WHERE order_id IN (SELECT value FROM json_each(?)) ORDER BY family_root';
    return this.#connection.all(sql, [JSON.stringify(orderIds)], rootColumn);
  }

  allFamilyRoots(afterRootId: number, limit: number): readonly number[] {
    return this.#connection.all(
      'SELECT DISTINCT family_root FROM orders WHERE family_root > ? ORDER BY family_root LIMIT ?',
      [afterRootId, limit],
      rootColumn,
    );
  }

  unsettledFamilyRoots(afterRootId: number, throughRootId: number): readonly number[] {
    return this.#connection.all(UNSETTLED_ROOTS, { after: afterRootId, through: throughRootId }, rootColumn);
  }

  countByNumber(orderNumber: string): number {
    return this.#connection.get('SELECT count(*) AS count FROM orders WHERE order_number = ?', [orderNumber], countColumn) ?? 0;
  }

  namesOfEmail(key: string): number {
    const sql = "SELECT count(DISTINCT name_key) AS count FROM orders WHERE email_key = ? AND email_key <> '' AND name_key <> ''";
    return this.#connection.get(sql, [key], countColumn) ?? 0;
  }

  emailOfEarlierNamesake(nameKey: string, orderId: number, storeIds: readonly number[]): string | null {
    return this.#connection.get(FIRST_NAMESAKE, { nameKey, orderId, storeIds: JSON.stringify(storeIds) }, emailColumn);
  }

  count(): number {
    return this.#connection.get('SELECT count(*) AS count FROM orders', [], countColumn) ?? 0;
  }

  paymentMethods(newest: number): ReturnType<OrderStore['paymentMethods']> {
    return this.#connection.all(PAYMENT_METHODS, { newest }, paymentMethodRow);
  }

  shippedOnDates(): readonly BusinessDate[] {
    return this.#connection.all("SELECT DISTINCT shipped_on FROM order_list WHERE shipped_on > '' ORDER BY shipped_on", [], dateColumn);
  }

  saveSourceStores(stores: readonly SourceStore[]): void {
    this.#progress.saveSourceStores(stores);
  }

  sourceStores(): readonly SourceStore[] {
    return this.#progress.sourceStores();
  }

  unnamedStoreIds(orderIds: readonly number[]): readonly number[] {
    return this.#progress.unnamedStoreIds(orderIds);
  }

  saveSourceProducts(products: readonly SourceProduct[]): void {
    this.#progress.saveSourceProducts(products);
  }

  sourceProducts(): readonly SourceProduct[] {
    return this.#progress.sourceProducts();
  }

  saveSourceReference(reference: SourceReference): void {
    this.#progress.saveSourceReference(reference);
  }

  sourceReference(): SourceReference {
    return this.#progress.sourceReference();
  }

  watermark(stream: SyncStream): Instant | null {
    return this.#progress.watermark(stream);
  }

  setWatermark(stream: SyncStream, at: Instant): void {
    this.#progress.setWatermark(stream, at);
  }

  reach(stream: SyncStream): Instant | null {
    return this.#progress.reach(stream);
  }

  setReach(stream: SyncStream, at: Instant | null): void {
    this.#progress.setReach(stream, at);
  }

  readSince(): Instant | null {
    return this.#progress.readSince();
  }

  setReadSince(at: Instant): void {
    this.#progress.setReadSince(at);
  }

  plansDue(): boolean {
    return readSingleValue(this.#connection, PLANS_DUE) === 'yes';
  }

  setPlansDue(areDue: boolean): void {
    writeSingleValue(this.#connection, PLANS_DUE, areDue ? 'yes' : 'no');
  }

  park(record: ParkedRecord, at: Instant, spot?: ParkedSpot): void {
    this.#progress.park(record, at, spot);
  }

  unpark(stream: ParkedRecord['stream'], recordId: string): void {
    this.#progress.unpark(stream, recordId);
  }

  parked(): readonly (ParkedRecord & { readonly at: Instant })[] {
    return this.#progress.parked();
  }
}
