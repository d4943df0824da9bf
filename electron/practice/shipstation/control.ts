import type { Result } from '../../../shared/domain/result.ts';
import type { BusinessDate } from '../../../shared/domain/time/instants.ts';
import { cancelOrder, deleteOrder, editOrder, holdOrder, type OrderEdit, unholdOrder } from './operations/change-order.ts';
import { importOrder } from './operations/import-order.ts';
import type { NewOrder } from './operations/new-order.ts';
import { type CombinedOrders, combineOrders, splitOrder, type SplitOptions, uncombineOrders } from './operations/order-family.ts';
import { redactOrder, type RedactionReason } from './operations/redact-order.ts';
import { buyLabel, type LabelOptions, markShipped, type MarkOptions, voidLabel } from './operations/ship-order.ts';
import type { PracticeFulfillment, PracticeOrder, PracticeShipment } from './records.ts';
import type { Shop } from './shop.ts';
import { type ActiveFault, addFault, clearFaults, type FaultScope, listFaults, type PracticeFault } from './storage/faults.ts';
import { type ApiKey, currentKey, expireKey, rotateKey } from './storage/keys.ts';
import { allOrders, findOrder } from './storage/orders.ts';
import { fulfillmentsOf, shipmentsOf } from './storage/shipments.ts';
import { type SeenRequest, seenRequests } from './storage/requests.ts';

/**
 * The hands of a person in the shop: what they do in ShipStation's own screens, and what can be made to go wrong. Each
 * operation is one committed transaction at the shop's own time and moves the order's modifyDate; it refuses with a
 * `practice/…` fault what ShipStation would not allow.
 */
export interface ShipStationControl {
  importOrder(order: NewOrder): Result<PracticeOrder>;
  editOrder(orderId: number, edit: OrderEdit): Result<PracticeOrder>;
  hold(orderId: number, until: BusinessDate): Result<PracticeOrder>;
  unhold(orderId: number): Result<PracticeOrder>;
  cancel(orderId: number): Result<PracticeOrder>;
  markShipped(orderId: number, options?: MarkOptions): Result<PracticeFulfillment>;
  buyLabel(orderId: number, options?: LabelOptions): Result<PracticeShipment>;
  voidLabel(shipmentId: number): Result<PracticeShipment>;
  split(orderId: number, options: SplitOptions): Result<{ readonly rest: PracticeOrder; readonly part: PracticeOrder }>;
  combine(survivorId: number, absorbedId: number): Result<CombinedOrders>;
  uncombine(absorbedId: number): Result<CombinedOrders>;
  redact(orderId: number, reason: RedactionReason): Result<PracticeOrder>;
  softDelete(orderId: number): Result<PracticeOrder>;

  /** Runs several operations in one commit: all of them if `work` returns, none if it throws. */
  together<T>(work: () => T): T;

  orders(): readonly PracticeOrder[];
  order(orderId: number): PracticeOrder | null;
  shipments(orderId: number): readonly PracticeShipment[];
  fulfillments(orderId: number): readonly PracticeFulfillment[];

  /** The key pair in force. */
  key(): ApiKey;
  /** A new pair; the old one is refused. */
  rotateKey(): ApiKey;
  /** The pair in force runs out; {@link rotateKey} gives the next. */
  expireKey(): void;

  addFault(fault: PracticeFault, scope?: FaultScope): number;
  faults(): readonly ActiveFault[];
  /** One by its id, or all. */
  clearFaults(faultId?: number): void;

  /** The latest requests that were answered, oldest first. */
  requests(): readonly SeenRequest[];
}

export function createControl(shop: Shop): ShipStationControl {
  const { database } = shop;
  const commit = <T>(operation: () => T): T => database.transaction(operation).immediate();
  return {
    importOrder: (order) => commit(() => importOrder(shop, order)),
    editOrder: (orderId, edit) => commit(() => editOrder(shop, orderId, edit)),
    hold: (orderId, until) => commit(() => holdOrder(shop, orderId, until)),
    unhold: (orderId) => commit(() => unholdOrder(shop, orderId)),
    cancel: (orderId) => commit(() => cancelOrder(shop, orderId)),
    markShipped: (orderId, options) => commit(() => markShipped(shop, orderId, options)),
    buyLabel: (orderId, options) => commit(() => buyLabel(shop, orderId, options)),
    voidLabel: (shipmentId) => commit(() => voidLabel(shop, shipmentId)),
    split: (orderId, options) => commit(() => splitOrder(shop, orderId, options)),
    combine: (survivorId, absorbedId) => commit(() => combineOrders(shop, survivorId, absorbedId)),
    uncombine: (absorbedId) => commit(() => uncombineOrders(shop, absorbedId)),
    redact: (orderId, reason) => commit(() => redactOrder(shop, orderId, reason)),
    softDelete: (orderId) => commit(() => deleteOrder(shop, orderId)),
    together: (work) => commit(work),
    orders: () => allOrders(database),
    order: (orderId) => findOrder(database, orderId),
    shipments: (orderId) => shipmentsOf(database, orderId),
    fulfillments: (orderId) => fulfillmentsOf(database, orderId),
    key: () => currentKey(database),
    rotateKey: () => commit(() => rotateKey(database)),
    expireKey: () => expireKey(database),
    addFault: (fault, scope = {}) => addFault(database, fault, scope),
    faults: () => listFaults(database),
    clearFaults: (faultId) => clearFaults(database, faultId ?? null),
    requests: () => seenRequests(database),
  };
}
