import { decimal, type Decimal } from '../../../../shared/domain/money/decimal.ts';
import { fail, ok, type Result } from '../../../../shared/domain/result.ts';
import type { BusinessDate } from '../../../../shared/domain/time/instants.ts';
import type { PracticeAddress, PracticeOrder } from '../records.ts';
import { instantNow, type Shop } from '../shop.ts';
import { findOrder, markOrderDeleted, saveOrder, setImportBatch } from '../storage/orders.ts';
import { newImportBatch, notify } from '../webhooks/events.ts';
import { newItem } from './import-order.ts';
import { arithmeticTotal, type NewLine } from './new-order.ts';

/** The order, or the failure that says there is none. */
export function requireOrder(shop: Shop, orderId: number): Result<PracticeOrder> {
  const order = findOrder(shop.database, orderId);
  return order === null ? fail({ code: 'practice/unknown-order', message: `The shop has no order ${orderId}` }) : ok(order);
}

/**
 * Stores an order with its modifyDate set to now, and tells the webhooks where its status says something to them: an order
 * that was paid at last counts as one that came in, and a provider may refuse one (api facts, section 4).
 */
export function touch(shop: Shop, order: PracticeOrder): PracticeOrder {
  const before = findOrder(shop.database, order.orderId)?.status ?? order.status;
  const saved = saveOrder(shop.database, { ...order, modifiedAt: instantNow(shop) });
  const { orderId, storeId, status } = saved;
  if (before === 'awaiting_payment' && status !== 'awaiting_payment' && status !== 'cancelled') {
    const importBatch = newImportBatch(shop);
    setImportBatch(shop.database, orderId, importBatch);
    notify(shop, { kind: 'orders-imported', storeId, importBatch });
  }
  if (before !== 'rejected_fulfillment' && status === 'rejected_fulfillment') {
    notify(shop, { kind: 'fulfillment-rejected', storeId, orderId, fulfillmentId: null });
  }
  return saved;
}

/** Stores an order whose modifyDate moves only if a switch says so. */
export function touchIf(shop: Shop, moves: boolean, order: PracticeOrder): PracticeOrder {
  return moves ? touch(shop, order) : saveOrder(shop.database, order);
}

/** What a person or a store refresh may change, shipped orders included (api facts, section 3.7). Amounts are decimal text. */
export interface OrderEdit {
  readonly orderNumber?: string;
  readonly status?: string;
  readonly email?: string | null;
  readonly billTo?: PracticeAddress;
  readonly shipTo?: PracticeAddress;
  /** All lines anew; each gets a new id. */
  readonly lines?: readonly NewLine[];
  readonly taxAmount?: string;
  readonly shippingAmount?: string;
  /** Left out while lines, tax or shipping change: computed anew. */
  readonly orderTotal?: string;
  /** Left out: as it was, as after a refund in the channel. */
  readonly amountPaid?: string;
  readonly requestedService?: string | null;
  readonly customerNotes?: string | null;
  readonly internalNotes?: string | null;
  readonly tagIds?: readonly number[];
}

/** Edits an order in any status. */
export function editOrder(shop: Shop, orderId: number, edit: OrderEdit): Result<PracticeOrder> {
  const found = requireOrder(shop, orderId);
  if (!found.ok) {
    return found;
  }
  const order = found.value;
  const at = instantNow(shop);
  const { lines, taxAmount, shippingAmount, orderTotal, amountPaid, ...plain } = edit;
  const edited: PracticeOrder = {
    ...order,
    ...plain,
    items: lines === undefined ? order.items : lines.map((line) => newItem(shop, line, at)),
    taxAmount: changed(taxAmount, order.taxAmount),
    shippingAmount: changed(shippingAmount, order.shippingAmount),
    amountPaid: changed(amountPaid, order.amountPaid),
  };
  const isMoneyChanged = lines !== undefined || taxAmount !== undefined || shippingAmount !== undefined;
  const computed = isMoneyChanged ? arithmeticTotal({ ...edited, lines: edited.items }) : order.orderTotal;
  return ok(touch(shop, { ...edited, orderTotal: changed(orderTotal, computed) }));
}

function changed(text: string | undefined, before: Decimal): Decimal {
  return text === undefined ? before : decimal(text);
}

/** Puts an order on hold, from awaiting_shipment or awaiting_payment. */
export function holdOrder(shop: Shop, orderId: number, until: BusinessDate): Result<PracticeOrder> {
  return changeStatus(shop, orderId, ['awaiting_shipment', 'awaiting_payment'], { status: 'on_hold', holdUntilOn: until });
}

/** Takes an order off hold; V1 always moves it on to awaiting_shipment. */
export function unholdOrder(shop: Shop, orderId: number): Result<PracticeOrder> {
  return changeStatus(shop, orderId, ['on_hold'], { status: 'awaiting_shipment', holdUntilOn: null });
}

/** Cancels an order that has not shipped. */
export function cancelOrder(shop: Shop, orderId: number): Result<PracticeOrder> {
  const from = ['awaiting_payment', 'awaiting_shipment', 'on_hold', 'pending_fulfillment', 'rejected_fulfillment'];
  return changeStatus(shop, orderId, from, { status: 'cancelled' });
}

/** Hands an order over to a fulfilment provider. */
export function sendToProvider(shop: Shop, orderId: number): Result<PracticeOrder> {
  return changeStatus(shop, orderId, ['awaiting_shipment'], { status: 'pending_fulfillment' });
}

/** The provider refuses the order. */
export function rejectByProvider(shop: Shop, orderId: number): Result<PracticeOrder> {
  return changeStatus(shop, orderId, ['pending_fulfillment'], { status: 'rejected_fulfillment' });
}

/** Puts a tag on an order, or takes it off. */
export function tagOrder(shop: Shop, orderId: number, tagId: number, isOn: boolean): Result<PracticeOrder> {
  const found = requireOrder(shop, orderId);
  if (!found.ok) {
    return found;
  }
  const others = found.value.tagIds.filter((other) => other !== tagId);
  return ok(touch(shop, { ...found.value, tagIds: isOn ? [...others, tagId] : others }));
}

/** Deletes softly: the order answers no request any more, and nothing tells that it is gone. */
export function deleteOrder(shop: Shop, orderId: number): Result<PracticeOrder> {
  const found = requireOrder(shop, orderId);
  if (found.ok) {
    markOrderDeleted(shop.database, orderId);
  }
  return found;
}

function changeStatus(shop: Shop, orderId: number, from: readonly string[], change: Partial<PracticeOrder>): Result<PracticeOrder> {
  const found = requireOrder(shop, orderId);
  if (!found.ok) {
    return found;
  }
  if (!from.includes(found.value.status)) {
    return fail(wrongStatus(found.value, from));
  }
  return ok(touch(shop, { ...found.value, ...change }));
}

/** The failure of an operation that an order's status does not allow. */
export function wrongStatus(order: PracticeOrder, allowed: readonly string[]): { code: string; message: string } {
  return { code: 'practice/wrong-status', message: `Order ${order.orderId} is ${order.status}; this needs ${allowed.join(' or ')}` };
}
