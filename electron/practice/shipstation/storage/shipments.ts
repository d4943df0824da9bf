import type { PracticeFulfillment, PracticeShipment } from '../records.ts';
import type { ShopDatabase } from './database.ts';
import { parseDocument } from './query.ts';

const UPSERT_SHIPMENT = `
INSERT INTO shipments (shipment_id, order_id, order_number, store_id, created_at, shipped_on, voided_at, carrier_code, service_code,
  tracking_number, recipient_text, recipient_country, batch_id, document)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
ON CONFLICT (shipment_id) DO UPDATE SET voided_at = excluded.voided_at, recipient_text = excluded.recipient_text,
  recipient_country = excluded.recipient_country, document = excluded.document`;

const UPSERT_FULFILLMENT = `
INSERT INTO fulfillments (fulfillment_id, order_id, order_number, created_at, shipped_at, tracking_number, recipient_text, document)
VALUES (?, ?, ?, ?, ?, ?, ?, ?)
ON CONFLICT (fulfillment_id) DO UPDATE SET recipient_text = excluded.recipient_text, document = excluded.document`;

/** Stores a label as it is now. */
export function saveShipment(database: ShopDatabase, shipment: PracticeShipment): PracticeShipment {
  database
    .prepare(UPSERT_SHIPMENT)
    .run(
      shipment.shipmentId,
      shipment.orderId,
      shipment.orderNumber,
      shipment.storeId,
      shipment.createdAt,
      shipment.shippedOn,
      shipment.voidedAt,
      shipment.carrierCode,
      shipment.serviceCode,
      shipment.trackingNumber,
      (shipment.shipTo.name ?? '').toLowerCase(),
      shipment.shipTo.country ?? '',
      shipment.batchId,
      JSON.stringify(shipment),
    );
  return shipment;
}

export function findShipment(database: ShopDatabase, shipmentId: number): PracticeShipment | null {
  const row = database.prepare<[number], { document: string }>('SELECT document FROM shipments WHERE shipment_id = ?').get(shipmentId);
  return row === undefined ? null : parseDocument<PracticeShipment>(row.document);
}

/** Labels of an order, voided ones and returns included, oldest first. */
export function shipmentsOf(database: ShopDatabase, orderId: number): PracticeShipment[] {
  const rows = database
    .prepare<[number], { document: string }>('SELECT document FROM shipments WHERE order_id = ? ORDER BY shipment_id')
    .all(orderId);
  return rows.map(({ document }) => parseDocument<PracticeShipment>(document));
}

/** Stores a marking as shipped. */
export function saveFulfillment(database: ShopDatabase, fulfillment: PracticeFulfillment): PracticeFulfillment {
  database
    .prepare(UPSERT_FULFILLMENT)
    .run(
      fulfillment.fulfillmentId,
      fulfillment.orderId,
      fulfillment.orderNumber,
      fulfillment.createdAt,
      fulfillment.shippedAt,
      fulfillment.trackingNumber,
      (fulfillment.shipTo.name ?? '').toLowerCase(),
      JSON.stringify(fulfillment),
    );
  return fulfillment;
}

export function findFulfillment(database: ShopDatabase, fulfillmentId: number): PracticeFulfillment | null {
  const row = database
    .prepare<[number], { document: string }>('SELECT document FROM fulfillments WHERE fulfillment_id = ?')
    .get(fulfillmentId);
  return row === undefined ? null : parseDocument<PracticeFulfillment>(row.document);
}

/** Markings of an order as shipped, oldest first. */
export function fulfillmentsOf(database: ShopDatabase, orderId: number): PracticeFulfillment[] {
  const rows = database
    .prepare<[number], { document: string }>('SELECT document FROM fulfillments WHERE order_id = ? ORDER BY fulfillment_id')
    .all(orderId);
  return rows.map(({ document }) => parseDocument<PracticeFulfillment>(document));
}
