import type { Result } from '../../../../shared/domain/result.ts';
import type { BusinessDate } from '../../../../shared/domain/time/instants.ts';
import {
  cancelOrder,
  deleteOrder,
  editOrder,
  holdOrder,
  type OrderEdit,
  rejectByProvider,
  sendToProvider,
  tagOrder,
  unholdOrder,
} from '../operations/change-order.ts';
import { importOrder, importOrders } from '../operations/import-order.ts';
import type { NewOrder } from '../operations/new-order.ts';
import { type CombinedOrders, combineOrders, splitOrder, type SplitOptions, uncombineOrders } from '../operations/order-family.ts';
import { redactOrder, type RedactionReason } from '../operations/redact-order.ts';
import { activateStore, refreshStore, setAutoRefresh } from '../operations/refresh-store.ts';
import {
  buyLabel,
  buyLabels,
  type LabelOptions,
  markShipped,
  type MarkOptions,
  voidFulfillment,
  voidLabel,
} from '../operations/ship-order.ts';
import { perform, type ShopOperation } from '../operations/perform.ts';
import type { PracticeFulfillment, PracticeOrder, PracticeShipment } from '../records.ts';
import type { Shop } from '../shop.ts';
import { allOrders, findOrder } from '../storage/orders.ts';
import { fulfillmentsOf, shipmentsOf } from '../storage/shipments.ts';
import { type StandingStore, standingStores } from '../storage/stores.ts';

/** What a person does with orders in ShipStation's own screens, and what channels and providers do to them. */
export interface OrderControl {
  importOrder(order: NewOrder): Result<PracticeOrder>;
  /** Several in one import action: webhooks hear once of each store. */
  importOrders(orders: readonly NewOrder[]): Result<readonly PracticeOrder[]>;
  editOrder(orderId: number, edit: OrderEdit): Result<PracticeOrder>;
  tag(orderId: number, tagId: number): Result<PracticeOrder>;
  untag(orderId: number, tagId: number): Result<PracticeOrder>;
  hold(orderId: number, until: BusinessDate): Result<PracticeOrder>;
  unhold(orderId: number): Result<PracticeOrder>;
  cancel(orderId: number): Result<PracticeOrder>;
  sendToProvider(orderId: number): Result<PracticeOrder>;
  rejectByProvider(orderId: number): Result<PracticeOrder>;
  markShipped(orderId: number, options?: MarkOptions): Result<PracticeFulfillment>;
  voidFulfillment(fulfillmentId: number): Result<PracticeFulfillment>;
  buyLabel(orderId: number, options?: LabelOptions): Result<PracticeShipment>;
  /** One label for each order, bought in one action. */
  buyLabels(orderIds: readonly number[], options?: LabelOptions): Result<readonly PracticeShipment[]>;
  voidLabel(shipmentId: number): Result<PracticeShipment>;
  split(orderId: number, options: SplitOptions): Result<{ readonly rest: PracticeOrder; readonly part: PracticeOrder }>;
  combine(survivorId: number, absorbedId: number): Result<CombinedOrders>;
  uncombine(absorbedId: number): Result<CombinedOrders>;
  redact(orderId: number, reason: RedactionReason): Result<PracticeOrder>;
  softDelete(orderId: number): Result<PracticeOrder>;
  refreshStore(storeId: number): Result<StandingStore>;
  setAutoRefresh(storeId: number, isOn: boolean): Result<StandingStore>;
  activateStore(storeId: number, isActive: boolean): Result<StandingStore>;
  /** Any of these, as data. */
  perform(operation: ShopOperation): Result<unknown>;

  stores(): readonly StandingStore[];
  orders(): readonly PracticeOrder[];
  order(orderId: number): PracticeOrder | null;
  shipments(orderId: number): readonly PracticeShipment[];
  fulfillments(orderId: number): readonly PracticeFulfillment[];
}

/** Runs an operation in a transaction of its own. */
export type Commit = <T>(operation: () => T) => T;

export function createOrderControl(shop: Shop, commit: Commit): OrderControl {
  const { database } = shop;
  return {
    importOrder: (order) => commit(() => importOrder(shop, order)),
    importOrders: (orders) => commit(() => importOrders(shop, orders)),
    editOrder: (orderId, edit) => commit(() => editOrder(shop, orderId, edit)),
    tag: (orderId, tagId) => commit(() => tagOrder(shop, orderId, tagId, true)),
    untag: (orderId, tagId) => commit(() => tagOrder(shop, orderId, tagId, false)),
    hold: (orderId, until) => commit(() => holdOrder(shop, orderId, until)),
    unhold: (orderId) => commit(() => unholdOrder(shop, orderId)),
    cancel: (orderId) => commit(() => cancelOrder(shop, orderId)),
    sendToProvider: (orderId) => commit(() => sendToProvider(shop, orderId)),
    rejectByProvider: (orderId) => commit(() => rejectByProvider(shop, orderId)),
    markShipped: (orderId, options) => commit(() => markShipped(shop, orderId, options)),
    voidFulfillment: (fulfillmentId) => commit(() => voidFulfillment(shop, fulfillmentId)),
    buyLabel: (orderId, options) => commit(() => buyLabel(shop, orderId, options)),
    buyLabels: (orderIds, options) => commit(() => buyLabels(shop, orderIds, options)),
    voidLabel: (shipmentId) => commit(() => voidLabel(shop, shipmentId)),
    split: (orderId, options) => commit(() => splitOrder(shop, orderId, options)),
    combine: (survivorId, absorbedId) => commit(() => combineOrders(shop, survivorId, absorbedId)),
    uncombine: (absorbedId) => commit(() => uncombineOrders(shop, absorbedId)),
    redact: (orderId, reason) => commit(() => redactOrder(shop, orderId, reason)),
    softDelete: (orderId) => commit(() => deleteOrder(shop, orderId)),
    refreshStore: (storeId) => commit(() => refreshStore(shop, storeId)),
    setAutoRefresh: (storeId, isOn) => commit(() => setAutoRefresh(shop, storeId, isOn)),
    activateStore: (storeId, isActive) => commit(() => activateStore(shop, storeId, isActive)),
    perform: (operation) => commit(() => perform(shop, operation)),
    stores: () => standingStores(shop),
    orders: () => allOrders(database),
    order: (orderId) => findOrder(database, orderId),
    shipments: (orderId) => shipmentsOf(database, orderId),
    fulfillments: (orderId) => fulfillmentsOf(database, orderId),
  };
}
