import {
  addDecimals,
  type Decimal,
  fromMinor,
  multiplyDecimals,
  negateDecimal,
  toMinor,
  ZERO,
} from '../../../../shared/domain/money/decimal.ts';
import { fail, ok, type Result } from '../../../../shared/domain/result.ts';
import type { OrderMoney, PracticeItem, PracticeOrder, PracticeShipmentItem } from '../records.ts';
import { instantNow, type Shop } from '../shop.ts';
import { nextId } from '../storage/database.ts';
import { findOrder, saveOrder } from '../storage/orders.ts';
import { readSwitches } from '../storage/switches.ts';
import { requireOrder, touch, touchIf, wrongStatus } from './change-order.ts';

export interface SplitOptions {
  /** What moves to the new part; a line moved in part is on both, with an id of its own on the new one. */
  readonly move: readonly PracticeShipmentItem[];
  /**
   * `first-part`: all money stays on the part that was there (what captures of live splits show). `by-lines`: the new part
   * takes the price of its lines, so that each part ties out; tax and shipping stay.
   */
  readonly money: 'first-part' | 'by-lines';
  /** Given by the seed; else the next free one. */
  readonly partOrderId?: number;
}

/** Splits an order that awaits shipment. Both parts keep the number; the new one names the other as its parent. */
export function splitOrder(
  shop: Shop,
  orderId: number,
  options: SplitOptions,
): Result<{ readonly rest: PracticeOrder; readonly part: PracticeOrder }> {
  const found = requireOrder(shop, orderId);
  if (!found.ok) {
    return found;
  }
  const order = found.value;
  if (order.status !== 'awaiting_shipment') {
    return fail(wrongStatus(order, ['awaiting_shipment']));
  }
  const pieces = (item: PracticeItem): number => options.move.find(({ orderItemId }) => orderItemId === item.orderItemId)?.quantity ?? 0;
  if (options.move.length === 0 || order.items.some((item) => pieces(item) < 0 || pieces(item) > item.quantity)) {
    return fail({
      code: 'practice/bad-split',
      message: `Order ${orderId} can not be split like this: a part needs pieces that the order has`,
    });
  }
  const moved = movedItems(shop, order, pieces);
  const kept = order.items
    .filter((item) => pieces(item) < item.quantity || item.quantity === 0)
    .map((item) => ({ ...item, quantity: item.quantity - pieces(item) }));
  const share = options.money === 'by-lines' ? priceOf(moved) : ZERO;
  const at = instantNow(shop);
  const partOrderId = options.partOrderId ?? nextId(shop.database, 'order');
  const part = saveOrder(shop.database, {
    ...order,
    orderId: partOrderId,
    orderKey: `${order.orderKey}-${partOrderId}`,
    createdAt: at,
    modifiedAt: at,
    items: moved,
    orderTotal: share,
    amountPaid: share,
    taxAmount: ZERO,
    shippingAmount: ZERO,
    mergedOrSplit: true,
    parentId: orderId,
  });
  const rest = touch(shop, {
    ...order,
    items: kept,
    orderTotal: minus(order.orderTotal, share),
    amountPaid: minus(order.amountPaid, share),
    mergedOrSplit: true,
  });
  return ok({ rest, part });
}

/** What goes into the new part: lines that move whole keep their id, a line that is divided gets a new one. */
function movedItems(shop: Shop, order: PracticeOrder, pieces: (item: PracticeItem) => number): readonly PracticeItem[] {
  return order.items
    .filter((item) => pieces(item) > 0)
    .map((item) => ({
      ...item,
      orderItemId: pieces(item) === item.quantity ? item.orderItemId : nextId(shop.database, 'orderItem'),
      quantity: pieces(item),
    }));
}

export interface CombinedOrders {
  readonly survivor: PracticeOrder;
  readonly absorbed: PracticeOrder;
}

/**
 * Combines two orders that await shipment: the survivor takes the other's money and names it in mergedIds; the absorbed one
 * keeps its lines, has no money left and names the survivor as its parent.
 */
export function combineOrders(shop: Shop, survivorId: number, absorbedId: number): Result<CombinedOrders> {
  const first = requireOrder(shop, survivorId);
  const second = requireOrder(shop, absorbedId);
  if (!first.ok) {
    return first;
  }
  if (!second.ok) {
    return second;
  }
  for (const order of [first.value, second.value]) {
    if (order.status !== 'awaiting_shipment') {
      return fail(wrongStatus(order, ['awaiting_shipment']));
    }
  }
  if (survivorId === absorbedId) {
    return fail({ code: 'practice/bad-combine', message: `Order ${survivorId} can not be combined with itself` });
  }
  return ok(combine(shop, first.value, second.value));
}

function combine(shop: Shop, survivor: PracticeOrder, absorbed: PracticeOrder): CombinedOrders {
  return {
    survivor: touch(shop, {
      ...survivor,
      ...sumOf(survivor, absorbed, 1),
      mergedOrSplit: true,
      mergedIds: [...survivor.mergedIds, absorbed.orderId],
    }),
    absorbed: touch(shop, {
      ...absorbed,
      ...NO_MONEY,
      mergedOrSplit: true,
      parentId: survivor.orderId,
      moneyBeforeCombining: moneyOf(absorbed),
    }),
  };
}

/** Undoes a combining before anything has shipped: each order has its own money again, and neither knows of the other. */
export function uncombineOrders(shop: Shop, absorbedId: number): Result<CombinedOrders> {
  const found = requireOrder(shop, absorbedId);
  if (!found.ok) {
    return found;
  }
  const absorbed = found.value;
  const survivor = absorbed.parentId === null ? null : findOrder(shop.database, absorbed.parentId);
  if (survivor === null || absorbed.moneyBeforeCombining === null) {
    return fail({ code: 'practice/not-combined', message: `Order ${absorbedId} was not combined into another` });
  }
  for (const order of [survivor, absorbed]) {
    if (order.status !== 'awaiting_shipment') {
      return fail(wrongStatus(order, ['awaiting_shipment']));
    }
  }
  const mergedIds = survivor.mergedIds.filter((orderId) => orderId !== absorbedId);
  const money = absorbed.moneyBeforeCombining;
  const moves = readSwitches(shop.database).uncombiningMovesModifyDate;
  return ok({
    survivor: touchIf(shop, moves, { ...survivor, ...sumOf(survivor, money, -1), mergedIds, mergedOrSplit: mergedIds.length > 0 }),
    absorbed: touchIf(shop, moves, { ...absorbed, ...money, mergedOrSplit: false, parentId: null, moneyBeforeCombining: null }),
  });
}

const NO_MONEY: OrderMoney = { orderTotal: ZERO, amountPaid: ZERO, taxAmount: ZERO, shippingAmount: ZERO };

function moneyOf({ orderTotal, amountPaid, taxAmount, shippingAmount }: OrderMoney): OrderMoney {
  return { orderTotal, amountPaid, taxAmount, shippingAmount };
}

function sumOf(own: OrderMoney, other: OrderMoney, sign: 1 | -1): OrderMoney {
  const add = (a: Decimal, b: Decimal): Decimal => addDecimals(a, multiplyDecimals(b, sign));
  return {
    orderTotal: add(own.orderTotal, other.orderTotal),
    amountPaid: add(own.amountPaid, other.amountPaid),
    taxAmount: add(own.taxAmount, other.taxAmount),
    shippingAmount: add(own.shippingAmount, other.shippingAmount),
  };
}

function priceOf(items: readonly PracticeItem[]): Decimal {
  const exact = items.reduce((sum, item) => addDecimals(sum, multiplyDecimals(item.unitPrice ?? ZERO, item.quantity)), ZERO);
  return fromMinor(toMinor(exact, 2), 2);
}

function minus(amount: Decimal, less: Decimal): Decimal {
  return addDecimals(amount, negateDecimal(less));
}
