import { z } from 'zod';

import { diffMembers } from '../../../shared/domain/orders/diff.ts';
import type { OrderWithShipping } from '../../../shared/domain/orders/order.ts';
import type { Instant } from '../../../shared/domain/time/instants.ts';
import type { ReviewMarksStore } from '../../core/ports/store/review-marks-store.ts';
import type { Connection } from './connection.ts';
import { fulfillmentShape, orderShape, shipmentShape } from './rows/source-shapes.ts';
import { instantText, jsonColumn } from './rows/values.ts';

const memberShape: z.ZodType<OrderWithShipping> = z.object({
  order: orderShape,
  shipments: z.array(shipmentShape),
  fulfillments: z.array(fulfillmentShape),
});

const markRow = z.object({ seen_at: instantText, body: jsonColumn(memberShape) });

const WRITE = `
INSERT INTO review_marks (order_id, seen_at, is_changed, body) VALUES (?, ?, 0, ?)
ON CONFLICT (order_id) DO UPDATE SET seen_at = excluded.seen_at, is_changed = 0, body = excluded.body`;

export class ReviewMarks implements ReviewMarksStore {
  readonly #connection: Connection;

  constructor(connection: Connection) {
    this.#connection = connection;
  }

  mark({ order, shipments, fulfillments }: OrderWithShipping, at: Instant): void {
    this.#connection.run(WRITE, [order.orderId, at, JSON.stringify({ order, shipments, fulfillments })]);
  }

  seen(orderId: number): ReturnType<ReviewMarksStore['seen']> {
    const row = this.#connection.get('SELECT seen_at, body FROM review_marks WHERE order_id = ?', [orderId], markRow);
    return row === null ? null : { member: row.body, at: row.seen_at };
  }

  forget(orderId: number): void {
    this.#connection.run('DELETE FROM review_marks WHERE order_id = ?', [orderId]);
  }

  /** After the order or its parcels changed: one that is as it was seen is no longer changed. */
  refresh(member: OrderWithShipping): void {
    const seen = this.seen(member.order.orderId);
    if (seen !== null) {
      const isChanged = diffMembers(seen.member, member).some(({ matters }) => matters);
      this.#connection.run('UPDATE review_marks SET is_changed = ? WHERE order_id = ?', [isChanged ? 1 : 0, member.order.orderId]);
    }
  }
}
