import { type Decimal, decimal, fromMinor } from '../../../../shared/domain/money/decimal.ts';
import { fail, ok, type Result } from '../../../../shared/domain/result.ts';
import { pacificDateOf } from '../rendering/pacific-text.ts';
import type { PracticeFulfillment, PracticeItem, PracticeOrder, PracticeShipment, PracticeShipmentItem } from '../records.ts';
import { instantNow, type Shop } from '../shop.ts';
import { nextId } from '../storage/database.ts';
import { findOrder } from '../storage/orders.ts';
import { findFulfillment, findShipment, fulfillmentsOf, saveFulfillment, saveShipment, shipmentsOf } from '../storage/shipments.ts';
import { readSwitches } from '../storage/switches.ts';
import { notify } from '../webhooks/events.ts';
import { requireOrder, touch, touchIf, wrongStatus } from './change-order.ts';

/** What is said when a label is bought. Left out: everything that has no label yet, by USPS Ground Advantage. */
export interface LabelOptions {
  /** Order item ids with pieces; empty for a label that covers nothing. */
  readonly items?: readonly PracticeShipmentItem[];
  readonly carrierCode?: string;
  readonly serviceCode?: string;
  /** What the merchant pays, exact decimal text. */
  readonly shipmentCost?: string;
  readonly insuranceCost?: string;
  readonly trackingNumber?: string;
  /** A return label never ships the order. */
  readonly isReturn?: boolean;
  /** Of labels that are bought in one action; left out: an action of its own. */
  readonly batchId?: number;
}

const SHIPPABLE = ['awaiting_shipment', 'pending_fulfillment', 'shipped'];

/** Buys a label now. The order is shipped once its valid labels cover every piece; its modifyDate moves in any case. */
export function buyLabel(shop: Shop, orderId: number, options: LabelOptions = {}): Result<PracticeShipment> {
  const found = requireOrder(shop, orderId);
  if (!found.ok) {
    return found;
  }
  const order = found.value;
  if (!SHIPPABLE.includes(order.status)) {
    return fail(wrongStatus(order, SHIPPABLE));
  }
  const items = options.items ?? (options.isReturn === true ? [] : uncoveredItems(shop, order));
  const stranger = items.find(({ orderItemId }) => !order.items.some((item) => item.orderItemId === orderItemId));
  if (stranger !== undefined) {
    return fail({ code: 'practice/unknown-item', message: `Order ${orderId} has no item ${stranger.orderItemId}` });
  }
  const shipment = saveShipment(shop.database, newShipment(shop, order, items, options));
  const isShipped = !shipment.isReturn && (order.status === 'shipped' || uncoveredItems(shop, order).length === 0);
  touch(shop, {
    ...order,
    carrierCode: shipment.isReturn ? order.carrierCode : shipment.carrierCode,
    serviceCode: shipment.isReturn ? order.serviceCode : shipment.serviceCode,
    ...(isShipped ? { status: 'shipped', shippedOn: shipment.shippedOn } : {}),
  });
  if (!shipment.isReturn && options.batchId === undefined) {
    announceLabels(shop, [shipment]);
  }
  return ok(shipment);
}

/** Buys labels for several orders in one action, all or none: webhooks hear once of each store. */
export function buyLabels(shop: Shop, orderIds: readonly number[], options: LabelOptions = {}): Result<readonly PracticeShipment[]> {
  const batchId = nextId(shop.database, 'labelBatch');
  const bought: PracticeShipment[] = [];
  for (const orderId of orderIds) {
    const found = requireOrder(shop, orderId);
    if (found.ok && !SHIPPABLE.includes(found.value.status)) {
      return fail(wrongStatus(found.value, SHIPPABLE));
    }
    if (!found.ok) {
      return found;
    }
  }
  for (const orderId of orderIds) {
    const label = buyLabel(shop, orderId, { ...options, batchId });
    if (!label.ok) {
      return label;
    }
    bought.push(label.value);
  }
  announceLabels(
    shop,
    bought.filter(({ isReturn }) => !isReturn),
  );
  return ok(bought);
}

function announceLabels(shop: Shop, labels: readonly PracticeShipment[]): void {
  for (const [storeId, [first]] of Map.groupBy(labels, (label) => label.storeId)) {
    if (first !== undefined && first.batchId !== null) {
      notify(shop, { kind: 'label-created', storeId, batchId: first.batchId });
    }
  }
}

function newShipment(shop: Shop, order: PracticeOrder, items: readonly PracticeShipmentItem[], options: LabelOptions): PracticeShipment {
  const shipmentId = nextId(shop.database, 'shipment');
  const at = instantNow(shop);
  const pieces = items.reduce((sum, item) => sum + item.quantity, 0);
  return {
    shipmentId,
    orderId: order.orderId,
    orderKey: order.orderKey,
    orderNumber: order.orderNumber,
    storeId: order.storeId,
    email: order.email,
    createdAt: at,
    shippedOn: pacificDateOf(at),
    shipmentCost: options.shipmentCost === undefined ? defaultCost(pieces) : decimal(options.shipmentCost),
    insuranceCost: decimal(options.insuranceCost ?? '0'),
    trackingNumber: options.trackingNumber ?? `9400111899${String(shipmentId).padStart(12, '0')}`,
    isReturn: options.isReturn ?? false,
    voidedAt: null,
    carrierCode: options.carrierCode ?? 'stamps_com',
    serviceCode: options.serviceCode ?? 'usps_ground_advantage',
    shipTo: order.shipTo,
    batchId: options.batchId ?? nextId(shop.database, 'labelBatch'),
    items,
  };
}

/** A believable postage: 4.18 for the first piece and 1.23 for each more. */
function defaultCost(pieces: number): Decimal {
  return fromMinor(418 + 123 * Math.max(0, pieces - 1), 2);
}

/**
 * Voids a label now. The row stays with its void date; an order that is no longer covered goes back to awaiting_shipment,
 * unless it was also marked as shipped by hand.
 */
export function voidLabel(shop: Shop, shipmentId: number): Result<PracticeShipment> {
  const shipment = findShipment(shop.database, shipmentId);
  if (shipment === null) {
    return fail({ code: 'practice/unknown-shipment', message: `The shop has no shipment ${shipmentId}` });
  }
  if (shipment.voidedAt !== null) {
    return fail({ code: 'practice/already-voided', message: `Shipment ${shipmentId} is voided already` });
  }
  const voided = saveShipment(shop.database, { ...shipment, voidedAt: instantNow(shop) });
  const order = findOrder(shop.database, shipment.orderId);
  if (order !== null) {
    const isMarked = fulfillmentsOf(shop.database, order.orderId).some((fulfillment) => fulfillment.voidedAt === null);
    const isUnshipped = order.status === 'shipped' && !shipment.isReturn && !isMarked && uncoveredItems(shop, order).length > 0;
    const moves = isUnshipped || readSwitches(shop.database).voidingMovesModifyDate;
    touchIf(shop, moves, isUnshipped ? { ...order, status: 'awaiting_shipment', shippedOn: null } : order);
  }
  return ok(voided);
}

export interface MarkOptions {
  readonly carrierName?: string | null;
  readonly trackingNumber?: string;
}

const MARKABLE = ['awaiting_shipment', 'pending_fulfillment', 'on_hold', 'awaiting_payment'];

/** Marks an order as shipped without a label: a fulfillment, which /shipments never shows. */
export function markShipped(shop: Shop, orderId: number, options: MarkOptions = {}): Result<PracticeFulfillment> {
  const found = requireOrder(shop, orderId);
  if (!found.ok) {
    return found;
  }
  const order = found.value;
  if (!MARKABLE.includes(order.status)) {
    return fail(wrongStatus(order, MARKABLE));
  }
  const at = instantNow(shop);
  const fulfillment = saveFulfillment(shop.database, {
    fulfillmentId: nextId(shop.database, 'fulfillment'),
    orderId,
    orderNumber: order.orderNumber,
    email: order.email,
    createdAt: at,
    shippedAt: at,
    voidedAt: null,
    trackingNumber: options.trackingNumber ?? '',
    carrierName: options.carrierName ?? null,
    shipTo: order.shipTo,
  });
  touch(shop, { ...order, status: 'shipped', shippedOn: pacificDateOf(at), holdUntilOn: null });
  notify(shop, { kind: 'fulfillment-shipped', storeId: order.storeId, orderId, fulfillmentId: fulfillment.fulfillmentId });
  return ok(fulfillment);
}

/** Takes a marking as shipped back: the row stays with its void date, and an order that no label covers waits again. */
export function voidFulfillment(shop: Shop, fulfillmentId: number): Result<PracticeFulfillment> {
  const fulfillment = findFulfillment(shop.database, fulfillmentId);
  if (fulfillment === null) {
    return fail({ code: 'practice/unknown-fulfillment', message: `The shop has no fulfillment ${fulfillmentId}` });
  }
  if (fulfillment.voidedAt !== null) {
    return fail({ code: 'practice/already-voided', message: `Fulfillment ${fulfillmentId} is voided already` });
  }
  const voided = saveFulfillment(shop.database, { ...fulfillment, voidedAt: instantNow(shop) });
  const order = findOrder(shop.database, fulfillment.orderId);
  if (order !== null) {
    const isMarked = fulfillmentsOf(shop.database, order.orderId).some((other) => other.voidedAt === null);
    const isUnshipped = order.status === 'shipped' && !isMarked && uncoveredItems(shop, order).length > 0;
    touch(shop, isUnshipped ? { ...order, status: 'awaiting_shipment', shippedOn: null } : order);
    notify(shop, { kind: 'fulfillment-canceled', storeId: order.storeId, orderId: order.orderId, fulfillmentId });
  }
  return ok(voided);
}

/** Pieces of real lines that no valid label covers. */
function uncoveredItems(shop: Shop, order: PracticeOrder): PracticeShipmentItem[] {
  const labels = shipmentsOf(shop.database, order.orderId).filter((shipment) => !shipment.isReturn && shipment.voidedAt === null);
  const coveredPieces = (item: PracticeItem): number =>
    labels
      .flatMap((label) => label.items)
      .reduce((sum, { orderItemId, quantity }) => sum + (orderItemId === item.orderItemId ? quantity : 0), 0);
  return order.items
    .filter((item) => !item.adjustment)
    .map((item) => ({ orderItemId: item.orderItemId, quantity: item.quantity - coveredPieces(item) }))
    .filter(({ quantity }) => quantity > 0);
}
