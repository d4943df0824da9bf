import { z } from 'zod';

import type { Order, OrderWithShipping } from '../../../shared/domain/orders/order.ts';
import { buyerLabel } from '../../../shared/domain/orders/buyer.ts';
import { shippingStateOf } from '../../../shared/domain/orders/shipping-state.ts';
import { isUntold } from '../../../shared/domain/orders/untold.ts';
import type { Instant } from '../../../shared/domain/time/instants.ts';
import type { Connection } from './connection.ts';
import { writeShippingFigure } from './figures-repository.ts';
import { type ListBasis, listedMinor } from './list-basis.ts';
import { buyerKey, numberKey, searchText } from './list-keys.ts';
import { ORDER_STATE_RANKS } from './order-state-ranks.ts';
import { ReviewMarks } from './review-marks.ts';
import { decimalOrEmpty, instantText } from './rows/values.ts';

const derivedRow = z.object({
  order_id: z.int(),
  ordered_at: instantText.nullable(),
  store_id: z.int(),
  order_total: decimalOrEmpty,
  arrived_at: z.union([z.literal(''), instantText]),
  ordered_on: z.string(),
  total_minor: z.int(),
  currency: z.string(),
});

const WRITE_ROW = `
INSERT INTO order_list (order_id, plan_order_id, state, store_id, ordered_on, shipped_on, number_key, buyer_key, total_minor, currency, code_bits, search,
  total_is_told, date_is_told)
VALUES (:orderId, :orderId, :state, :storeId, :orderedOn, :shippedOn, :numberKey, :buyerKey, :totalMinor, :currency, 0, :search, :totalIsTold, :dateIsTold)
ON CONFLICT (order_id) DO UPDATE SET store_id = excluded.store_id, ordered_on = excluded.ordered_on, shipped_on = excluded.shipped_on,
  number_key = excluded.number_key, buyer_key = excluded.buyer_key, total_minor = excluded.total_minor, currency = excluded.currency, search = excluded.search,
  total_is_told = excluded.total_is_told, date_is_told = excluded.date_is_told`;

/** When an order came into the source, kept where it has no order date to be listed by; '' else. */
export const arrivalOf = (order: Order): Instant | '' => (isUntold(order, 'order-date') ? order.createdAt : '');

function listedOn(basis: ListBasis, orderedAt: Instant | null, arrivedAt: Instant | ''): string {
  const moment = orderedAt ?? arrivedAt;
  return moment === '' ? '' : basis.dateOf(moment);
}

/** Keeps the narrow table that lists are read from in step with what orders are made of. */
export class OrderList {
  readonly #connection: Connection;
  readonly #readBasis: () => ListBasis;
  readonly #marks: ReviewMarks;
  #basis: ListBasis | null = null;

  constructor(connection: Connection, readBasis: () => ListBasis) {
    this.#connection = connection;
    this.#readBasis = readBasis;
    this.#marks = new ReviewMarks(connection);
    connection.onRollback(() => {
      this.#basis = null;
    });
  }

  /** After an order, its labels or fulfillments changed. */
  refreshSource(member: OrderWithShipping): void {
    const { order } = member;
    const { trackingNumber, otherTrackingNumbers, shippedOn } = shippingStateOf(member);
    const basis = this.#currentBasis();
    const currency = basis.currencyOf(order.storeId);
    const source = searchText([order.orderNumber, buyerLabel(order), trackingNumber, ...otherTrackingNumbers]);
    this.#connection.run('UPDATE orders SET search_source = ? WHERE order_id = ?', [source, order.orderId]);
    this.#connection.run(WRITE_ROW, {
      orderId: order.orderId,
      state: ORDER_STATE_RANKS.waiting,
      storeId: order.storeId,
      orderedOn: listedOn(basis, order.orderedAt, arrivalOf(order)),
      shippedOn: shippedOn ?? '',
      numberKey: numberKey(order.orderNumber),
      buyerKey: buyerKey(buyerLabel(order)),
      totalMinor: listedMinor(order.orderTotal, currency),
      currency,
      search: source,
      totalIsTold: order.orderTotal === null ? 0 : 1,
      dateIsTold: isUntold(order, 'order-date') ? 0 : 1,
    });
    writeShippingFigure(this.#connection, member, shippedOn, currency);
    this.#marks.refresh(member);
    this.refreshSearch(order.orderId);
  }

  /** After the plan or the document's number changed: the customer and the number can be searched for as well. */
  refreshSearch(orderId: number): void {
    const planned = this.#connection.get(
      `SELECT p.customer_name, p.document_number, (SELECT document_number FROM postings WHERE order_id = l.plan_order_id AND kind IN ('invoice', 'sales-receipt')
         AND operation IN ('create', 'adopt') AND status = 'posted' ORDER BY sequence DESC LIMIT 1) AS posted_number
       FROM order_list l LEFT JOIN plans p ON p.order_id = l.plan_order_id WHERE l.order_id = ?`,
      [orderId],
      z.object({ customer_name: z.string().nullable(), document_number: z.string().nullable(), posted_number: z.string().nullable() }),
    );
    const words = planned === null ? '' : searchText([planned.customer_name, planned.posted_number ?? planned.document_number]);
    this.#connection.run(
      "UPDATE order_list SET search = (SELECT o.search_source FROM orders o WHERE o.order_id = :orderId) || ' ' || :words WHERE order_id = :orderId",
      { orderId, words },
    );
  }

  /** After the config or the books' company changed: where the zone or a currency did, every row is derived again. */
  refreshBasis(): void {
    const before = this.#basis;
    const basis = this.#readBasis();
    this.#basis = basis;
    if (before?.key === basis.key) {
      return;
    }
    const rows = this.#connection.all(
      'SELECT l.order_id, o.ordered_at, o.arrived_at, l.store_id, o.order_total, l.ordered_on, l.total_minor, l.currency FROM order_list l JOIN orders o ON o.order_id = l.order_id',
      [],
      derivedRow,
    );
    for (const row of rows) {
      const orderedOn = listedOn(basis, row.ordered_at, row.arrived_at);
      const currency = basis.currencyOf(row.store_id);
      const totalMinor = listedMinor(row.order_total, currency);
      if (orderedOn !== row.ordered_on || currency !== row.currency || totalMinor !== row.total_minor) {
        this.#connection.run('UPDATE order_list SET ordered_on = ?, currency = ?, total_minor = ? WHERE order_id = ?', [
          orderedOn,
          currency,
          totalMinor,
          row.order_id,
        ]);
        this.#connection.run('UPDATE shipping_figures SET currency = ? WHERE order_id = ?', [currency, row.order_id]);
      }
    }
  }

  #currentBasis(): ListBasis {
    this.#basis ??= this.#readBasis();
    return this.#basis;
  }
}
