import { keepGoodNames, orderRedaction } from '../../../../shared/domain/orders/buyer.ts';
import { keepKnownFigures, keepKnownFulfillment, keepKnownLabel } from '../../../../shared/domain/orders/known-figures.ts';
import type { Fulfillment, Order, Shipment } from '../../../../shared/domain/orders/order.ts';
import type { Instant } from '../../../../shared/domain/time/instants.ts';
import type { UpsertOutcome } from '../../ports/store/order-store.ts';
import type { RunControl } from '../engine.ts';
import { scrubCopies } from './scrub.ts';
import type { EngineParts } from '../engine-parts.ts';
import { PURSER_ACTOR } from '../engine-parts.ts';

/** What a pull has met so far. `ids`: orders whose plan may be another now. */
export interface TouchedOrders {
  readonly ids: Set<number>;
  pulled: number;
  created: number;
  changed: number;
  unchanged: number;
  parked: number;
}

export function noneTouched(): TouchedOrders {
  return { ids: new Set(), created: 0, changed: 0, unchanged: 0, parked: 0, pulled: 0 };
}

/** What the source calls an order that was deleted there and can still be asked for. */
const DELETED = 'inactive';

/**
 * Keeps an order and says in the audit where it is new or different. A good name stored earlier survives Amazon's redaction,
 * not a GDPR one; a figure that
 * this interface of the source cannot tell stays as another one told it. Called inside the page's transaction.
 */
export function storeOrder(parts: EngineParts, touched: TouchedOrders, arrived: Order, seenAt: Instant, run: RunControl): UpsertOutcome {
  const before = parts.store.orders.order(arrived.orderId);
  const order = keepKnownFigures(before, keepGoodNames(before, arrived));
  const outcome = parts.store.orders.upsertOrder(order, seenAt);
  touched[outcome] += 1;
  parts.store.orders.unpark('orders', String(order.orderId));
  noteWhetherThere(parts, touched, order, seenAt, run);
  if (orderRedaction(order) === 'gdpr') {
    scrubCopies(parts, order.orderId, seenAt, run);
  }
  if (outcome === 'unchanged') {
    return outcome;
  }
  touch(parts, touched, order.orderId);
  parts.store.audit.append({
    at: seenAt,
    actor: PURSER_ACTOR,
    kind: outcome === 'created' ? 'order-pulled' : 'order-changed',
    summary: `Order ${order.orderNumber} ${outcome === 'created' ? 'arrived' : 'changed'} in ShipStation: ${order.sourceStatus}, ${order.orderTotal === null ? 'its total is not told' : `total ${order.orderTotal}`}.`,
    details: {
      status: order.sourceStatus,
      orderTotal: order.orderTotal,
      amountPaid: order.amountPaid,
      modifiedAt: order.modifiedAt,
      untold: order.untold,
    },
    orderId: order.orderId,
    runId: run.runId,
  });
  return outcome;
}

/** An order that was gone is there again, unless it came as a deleted one. */
function noteWhetherThere(parts: EngineParts, touched: TouchedOrders, order: Order, seenAt: Instant, run: RunControl): void {
  if (order.sourceStatus.toLowerCase() === DELETED) {
    storeGone(parts, touched, order, seenAt, run);
  } else if (parts.store.completeness.markPresent(order.orderId)) {
    touch(parts, touched, order.orderId);
    parts.store.audit.append({
      at: seenAt,
      actor: PURSER_ACTOR,
      kind: 'order-came-back',
      summary: `Order ${order.orderNumber} is in ShipStation again.`,
      details: { status: order.sourceStatus },
      orderId: order.orderId,
      runId: run.runId,
    });
  }
}

/** The source does not have it any more: it stays here, is not posted, and a posted one is shown to a person. True where that is new. */
export function storeGone(
  parts: EngineParts,
  touched: TouchedOrders,
  order: Pick<Order, 'orderId' | 'orderNumber'>,
  seenAt: Instant,
  run: RunControl,
): boolean {
  if (!parts.store.completeness.markGone(order.orderId, seenAt)) {
    return false;
  }
  touch(parts, touched, order.orderId);
  parts.store.audit.append({
    at: seenAt,
    actor: PURSER_ACTOR,
    kind: 'order-gone',
    summary: `Order ${order.orderNumber} is not in ShipStation any more: it was deleted there.`,
    details: {},
    orderId: order.orderId,
    runId: run.runId,
  });
  return true;
}

/** The first one marks the plans as due, in the transaction that stores it: a run that is cut off before it plans is made up for. */
function touch(parts: EngineParts, touched: TouchedOrders, orderId: number): void {
  if (touched.ids.size === 0) {
    parts.store.orders.setPlansDue(true);
  }
  touched.ids.add(orderId);
}

export function storeShipment(
  parts: EngineParts,
  touched: TouchedOrders,
  arrived: Shipment,
  seenAt: Instant,
  run: RunControl,
): UpsertOutcome {
  const shipment = keepKnownLabel(parts.store.orders.shipment(arrived.shipmentId), arrived);
  const outcome = parts.store.orders.upsertShipment(shipment, seenAt);
  parts.store.orders.unpark('shipments', String(shipment.shipmentId));
  const label = shipment.isReturn ? 'Return label' : 'Label';
  const what = shipment.voided ? 'was voided' : 'was made';
  noteShipping(
    parts,
    touched,
    outcome,
    shipment.orderId,
    seenAt,
    run,
    'label',
    `${label} ${shipment.trackingNumber ?? shipment.shipmentId} ${what}.`,
    {
      shipmentId: shipment.shipmentId,
      shippedOn: shipment.shippedOn,
      voided: shipment.voided,
      shipmentCost: shipment.shipmentCost,
    },
  );
  return outcome;
}

export function storeFulfillment(
  parts: EngineParts,
  touched: TouchedOrders,
  arrived: Fulfillment,
  seenAt: Instant,
  run: RunControl,
): UpsertOutcome {
  const fulfillment = keepKnownFulfillment(parts.store.orders.fulfillment(arrived.fulfillmentId), arrived);
  const outcome = parts.store.orders.upsertFulfillment(fulfillment, seenAt);
  parts.store.orders.unpark('fulfillments', String(fulfillment.fulfillmentId));
  const what = fulfillment.voided ? 'Marking as shipped was taken back.' : 'Marked as shipped.';
  noteShipping(parts, touched, outcome, fulfillment.orderId, seenAt, run, 'fulfillment', what, {
    fulfillmentId: fulfillment.fulfillmentId,
    shippedOn: fulfillment.shippedOn,
    voided: fulfillment.voided,
  });
  return outcome;
}

function noteShipping(
  parts: EngineParts,
  touched: TouchedOrders,
  outcome: UpsertOutcome,
  orderId: number | null,
  seenAt: Instant,
  run: RunControl,
  kind: 'label' | 'fulfillment',
  summary: string,
  details: unknown,
): void {
  if (outcome === 'unchanged' || orderId === null) {
    return;
  }
  touch(parts, touched, orderId);
  parts.store.audit.append({
    at: seenAt,
    actor: PURSER_ACTOR,
    kind: `${kind}-${outcome === 'created' ? 'pulled' : 'changed'}`,
    summary,
    details,
    orderId,
    runId: run.runId,
  });
}
