import { z } from 'zod';

import type { Fulfillment, Shipment } from '../../../shared/domain/orders/order.ts';
import type { Instant } from '../../../shared/domain/time/instants.ts';
import type { UpsertOutcome } from '../../core/ports/store/order-store.ts';
import type { Connection } from './connection.ts';
import { fulfillmentShape, shipmentShape } from './rows/source-shapes.ts';
import { column, jsonColumn } from './rows/values.ts';

const storedRow = z.object({ order_id: z.int().nullable(), body: z.string() });
const shipmentColumn = column('body', jsonColumn(shipmentShape));
const fulfillmentColumn = column('body', jsonColumn(fulfillmentShape));

export interface ShippingChange {
  readonly outcome: UpsertOutcome;
  /** Orders whose shipping may look different now. */
  readonly orderIds: readonly number[];
}

/** Labels and fulfillments. They may arrive before their order: then they wait for it. */
export class ShippingRecords {
  readonly #connection: Connection;

  constructor(connection: Connection) {
    this.#connection = connection;
  }

  upsertShipment(shipment: Shipment, seenAt: Instant): ShippingChange {
    return this.#upsert(
      'shipments',
      'shipment_id',
      shipment.shipmentId,
      shipment.orderId,
      JSON.stringify(shipmentShape.parse(shipment)),
      seenAt,
    );
  }

  upsertFulfillment(fulfillment: Fulfillment, seenAt: Instant): ShippingChange {
    return this.#upsert(
      'fulfillments',
      'fulfillment_id',
      fulfillment.fulfillmentId,
      fulfillment.orderId,
      JSON.stringify(fulfillmentShape.parse(fulfillment)),
      seenAt,
    );
  }

  shipment(shipmentId: number): Shipment | null {
    return this.#connection.get('SELECT body FROM shipments WHERE shipment_id = ?', [shipmentId], shipmentColumn);
  }

  fulfillment(fulfillmentId: number): Fulfillment | null {
    return this.#connection.get('SELECT body FROM fulfillments WHERE fulfillment_id = ?', [fulfillmentId], fulfillmentColumn);
  }

  ofOrder(orderId: number): { readonly shipments: readonly Shipment[]; readonly fulfillments: readonly Fulfillment[] } {
    return {
      shipments: this.#connection.all('SELECT body FROM shipments WHERE order_id = ? ORDER BY shipment_id', [orderId], shipmentColumn),
      fulfillments: this.#connection.all(
        'SELECT body FROM fulfillments WHERE order_id = ? ORDER BY fulfillment_id',
        [orderId],
        fulfillmentColumn,
      ),
    };
  }

  #upsert(
    table: 'shipments' | 'fulfillments',
    key: 'shipment_id' | 'fulfillment_id',
    id: number,
    orderId: number | null,
    body: string,
    seenAt: Instant,
  ): ShippingChange {
    const stored = this.#connection.get(`SELECT order_id, body FROM ${table} WHERE ${key} = ?`, [id], storedRow);
    if (stored?.body === body) {
      return { outcome: 'unchanged', orderIds: [] };
    }
    this.#connection.run(
      `INSERT INTO ${table} (${key}, order_id, changed_at, body) VALUES (?, ?, ?, ?)
       ON CONFLICT (${key}) DO UPDATE SET order_id = excluded.order_id, changed_at = excluded.changed_at, body = excluded.body`,
      [id, orderId, seenAt, body],
    );
    const orderIds = new Set([stored?.order_id ?? null, orderId].filter((each) => each !== null));
    return { outcome: stored === null ? 'created' : 'changed', orderIds: [...orderIds] };
  }
}
