import { createHash } from 'node:crypto';

import { assertNever } from '../../../../shared/domain/result.ts';
import { instantNow, type Shop } from '../shop.ts';
import { nextId } from '../storage/database.ts';
import { addDelivery, listWebhooks, type PracticeWebhook } from '../storage/webhooks.ts';
import { isLoopbackTarget } from './targets.ts';

/** Events of V1 (api facts, section 4). */
export const V1_EVENTS = [
  'ORDER_NOTIFY',
  'ITEM_ORDER_NOTIFY',
  'SHIP_NOTIFY',
  'ITEM_SHIP_NOTIFY',
  'FULFILLMENT_SHIPPED',
  'FULFILLMENT_REJECTED',
] as const;

/** Events of V2 that this shop has; the others that V2 takes never happen here (section 5). */
export const V2_EVENTS = [
  'shipment_created_v2',
  'label_created_v2',
  'fulfillment_shipped_v2',
  'fulfillment_rejected_v2',
  'fulfillment_canceled_v2',
  'fulfillment_created_v2',
  'fulfillment_updated_v2',
  'batch_processed_v2',
  'track_event_v2',
  'batch',
  'carrier_connected',
  'order_source_refresh_complete',
  'rate',
  'report_complete',
  'sales_orders_imported',
  'track',
] as const;

/** What the shop tells its webhooks of. Edits, cancellations, voids and returns are told to nobody (sections 4 and 5). */
export type Happening =
  | { readonly kind: 'orders-imported'; readonly storeId: number; readonly importBatch: string }
  | { readonly kind: 'label-created'; readonly storeId: number; readonly batchId: number }
  | {
      readonly kind: 'fulfillment-shipped' | 'fulfillment-rejected' | 'fulfillment-canceled';
      readonly storeId: number;
      readonly orderId: number;
      /** Null where a provider refused the order before there was one. */
      readonly fulfillmentId: number | null;
    };

/** A new import's id, in the form of a GUID; the same shop gives the same ones in the same order. */
export function newImportBatch(shop: Shop): string {
  const digest = createHash('sha256')
    .update(`practice import ${nextId(shop.database, 'importBatch')}`)
    .digest('hex');
  return [digest.slice(0, 8), digest.slice(8, 12), `4${digest.slice(13, 16)}`, `a${digest.slice(17, 20)}`, digest.slice(20, 32)].join('-');
}

/**
 * Writes down a delivery for every webhook that this concerns, in the transaction of the operation that caused it. Sending
 * is somebody else's work: it can neither fail nor hold up the operation.
 */
export function notify(shop: Shop, happening: Happening): void {
  const pointers = pointersOf(happening);
  for (const webhook of listWebhooks(shop.database)) {
    const pointer = pointers[webhook.event];
    if (pointer !== undefined && (webhook.storeId === null || webhook.storeId === happening.storeId)) {
      writeDown(shop, webhook, pointer);
    }
  }
}

function writeDown(shop: Shop, webhook: PracticeWebhook, pointer: string): void {
  addDelivery(shop.database, webhook, {
    resourceType: webhook.event.toUpperCase(),
    pointer,
    at: instantNow(shop),
    state: isLoopbackTarget(webhook.targetUrl) ? 'waiting' : 'not-sent',
  });
}

/** Where to look, by event. */
function pointersOf(happening: Happening): Readonly<Record<string, string>> {
  switch (happening.kind) {
    case 'orders-imported':
      return importPointers(happening.storeId, happening.importBatch);
    case 'label-created':
      return labelPointers(happening.storeId, happening.batchId);
    case 'fulfillment-shipped':
      return { FULFILLMENT_SHIPPED: v1Fulfillments(happening), fulfillment_shipped_v2: v2Fulfillments(happening) };
    case 'fulfillment-rejected':
      return { FULFILLMENT_REJECTED: v1Fulfillments(happening), fulfillment_rejected_v2: v2Fulfillments(happening) };
    case 'fulfillment-canceled':
      return { fulfillment_canceled_v2: v2Fulfillments(happening) };
    default:
      return assertNever(happening);
  }
}

function importPointers(storeId: number, importBatch: string): Readonly<Record<string, string>> {
  const orders = `/orders?storeID=${storeId}&importBatch=${importBatch}`;
  return {
    ORDER_NOTIFY: orders,
    ITEM_ORDER_NOTIFY: orders,
    shipment_created_v2: `/v2/shipments?import_batch_id=${importBatch}`,
  };
}

function labelPointers(storeId: number, batchId: number): Readonly<Record<string, string>> {
  const shipments = `/shipments?storeID=${storeId}&batchId=${batchId}`;
  return {
    SHIP_NOTIFY: `${shipments}&includeShipmentItems=False`,
    ITEM_SHIP_NOTIFY: `${shipments}&includeShipmentItems=True`,
    label_created_v2: `/v2/labels?batch_id=se-${batchId}`,
  };
}

type AboutFulfillment = Extract<Happening, { readonly fulfillmentId: number | null }>;

function v1Fulfillments({ storeId, orderId, fulfillmentId }: AboutFulfillment): string {
  return `/fulfillments?storeID=${storeId}&orderId=${orderId}${fulfillmentId === null ? '' : `&fulfillmentId=${fulfillmentId}`}`;
}

function v2Fulfillments({ orderId, fulfillmentId }: AboutFulfillment): string {
  return `/v2/fulfillments?${fulfillmentId === null ? '' : `fulfillment_id=se-${fulfillmentId}&`}shipment_id=se-${orderId}`;
}
