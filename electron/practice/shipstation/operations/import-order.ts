import { decimal } from '../../../../shared/domain/money/decimal.ts';
import { fail, ok, type Result } from '../../../../shared/domain/result.ts';
import type { Instant } from '../../../../shared/domain/time/instants.ts';
import { type CatalogueStore, STORES } from '../../seed/catalogue.ts';
import type { PracticeItem, PracticeOrder } from '../records.ts';
import { instantNow, type Shop } from '../shop.ts';
import { customerOf } from '../storage/customers.ts';
import { nextId } from '../storage/database.ts';
import { saveOrder, setImportBatch } from '../storage/orders.ts';
import { newImportBatch, notify } from '../webhooks/events.ts';
import { arithmeticTotal, type NewLine, type NewOrder } from './new-order.ts';

/** Imports an order from its channel now: createDate and modifyDate are this moment. */
export function importOrder(shop: Shop, order: NewOrder): Result<PracticeOrder> {
  const imported = importOrders(shop, [order]);
  if (!imported.ok) {
    return imported;
  }
  const [only] = imported.value;
  return only === undefined ? fail({ code: 'practice/nothing-imported', message: 'Nothing was imported' }) : ok(only);
}

/**
 * Imports orders in one action, all or none. Webhooks hear once of each store, by one pointer to everything that came from it,
 * unless nothing of it is paid yet (api facts, section 4).
 */
export function importOrders(shop: Shop, orders: readonly NewOrder[]): Result<readonly PracticeOrder[]> {
  const given = orders.flatMap(({ orderId }) => (orderId === undefined ? [] : [orderId]));
  for (const order of orders) {
    const refusal = refusalOf(shop, order, given);
    if (refusal !== null) {
      return fail(refusal);
    }
  }
  const imported = orders.map((order) => keepOrder(shop, order));
  for (const [storeId, arrived] of Map.groupBy(imported, (order) => order.storeId)) {
    const importBatch = newImportBatch(shop);
    for (const { orderId } of arrived) {
      setImportBatch(shop.database, orderId, importBatch);
    }
    if (arrived.some(({ status }) => status !== 'awaiting_payment')) {
      notify(shop, { kind: 'orders-imported', storeId, importBatch });
    }
  }
  return ok(imported);
}

function refusalOf(shop: Shop, order: NewOrder, given: readonly number[]): { code: string; message: string } | null {
  if (storeOf(order) === undefined) {
    return { code: 'practice/unknown-store', message: `The shop has no store ${order.storeId}` };
  }
  const { orderId } = order;
  const isTaken =
    orderId !== undefined &&
    (shop.database.prepare('SELECT 1 FROM orders WHERE order_id = ?').get(orderId) !== undefined ||
      given.indexOf(orderId) !== given.lastIndexOf(orderId));
  return isTaken ? { code: 'practice/order-exists', message: `The shop has an order ${orderId} already` } : null;
}

function storeOf(order: NewOrder): CatalogueStore | undefined {
  return STORES.find(({ storeId }) => storeId === order.storeId);
}

function keepOrder(shop: Shop, order: NewOrder): PracticeOrder {
  const orderId = order.orderId ?? nextId(shop.database, 'order');
  const at = instantNow(shop);
  const { marketplaceId = 0, marketplaceName = '' } = storeOf(order) ?? {};
  const username = order.username ?? null;
  const customer =
    username === null
      ? null
      : customerOf(shop.database, {
          createdAt: at,
          modifiedAt: at,
          address: order.shipTo,
          email: order.email ?? null,
          marketplaceId,
          marketplaceName,
          username,
        });
  return saveOrder(shop.database, newRecord(shop, order, orderId, customer?.customerId ?? null, marketplaceName, at));
}

function newRecord(shop: Shop, order: NewOrder, orderId: number, customerId: number | null, channel: string, at: Instant): PracticeOrder {
  const orderTotal = order.orderTotal === undefined ? arithmeticTotal(order) : decimal(order.orderTotal);
  return {
    orderId,
    orderNumber: order.orderNumber,
    orderKey: order.orderKey ?? `${order.storeId}-${orderId}`,
    storeId: order.storeId,
    status: order.status ?? 'awaiting_shipment',
    orderedAt: order.orderedAt,
    createdAt: at,
    modifiedAt: at,
    paidAt: order.paidAt === undefined ? order.orderedAt : order.paidAt,
    shippedOn: order.shippedOn ?? null,
    holdUntilOn: null,
    customerId,
    username: order.username ?? null,
    email: order.email ?? null,
    billTo: order.billTo,
    shipTo: order.shipTo,
    items: order.lines.map((line) => newItem(shop, line, at)),
    orderTotal,
    amountPaid: order.amountPaid === undefined ? orderTotal : decimal(order.amountPaid),
    taxAmount: decimal(order.taxAmount ?? '0'),
    shippingAmount: decimal(order.shippingAmount ?? '0'),
    customerNotes: order.customerNotes ?? null,
    internalNotes: order.internalNotes ?? null,
    gift: (order.giftMessage ?? null) !== null,
    giftMessage: order.giftMessage ?? null,
    paymentMethod: order.paymentMethod ?? null,
    requestedService: order.requestedService ?? null,
    carrierCode: null,
    serviceCode: null,
    source: channel.toLowerCase(),
    mergedOrSplit: false,
    mergedIds: [],
    parentId: null,
    moneyBeforeCombining: null,
    tagIds: order.tagIds ?? [],
    externallyFulfilled: (order.externallyFulfilledBy ?? null) !== null,
    externallyFulfilledBy: order.externallyFulfilledBy ?? null,
  };
}

/** Gives a line its id and the time at which it came. */
export function newItem(shop: Shop, line: NewLine, at: Instant): PracticeItem {
  return {
    orderItemId: nextId(shop.database, 'orderItem'),
    lineItemKey: line.lineItemKey ?? null,
    sku: line.sku,
    name: line.name,
    options: line.options ?? [],
    quantity: line.quantity,
    unitPrice: line.unitPrice === null ? null : decimal(line.unitPrice),
    taxAmount: decimalOrNull(line.taxAmount),
    shippingAmount: decimalOrNull(line.shippingAmount),
    productId: line.productId ?? null,
    adjustment: line.adjustment ?? false,
    createdAt: at,
    modifiedAt: at,
  };
}

function decimalOrNull(text: string | null | undefined): ReturnType<typeof decimal> | null {
  return text === null || text === undefined ? null : decimal(text);
}
