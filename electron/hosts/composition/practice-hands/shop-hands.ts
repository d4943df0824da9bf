import { addDecimals, type Decimal, decimal } from '../../../../shared/domain/money/decimal.ts';
import type { PracticeAction, PracticeDeed, PracticeTrouble, PracticeWish } from '../../../../shared/domain/practice/actions.ts';
import { assertNever, type Fault, type Result } from '../../../../shared/domain/result.ts';
import { instantOf } from '../../../../shared/domain/time/instants.ts';
import type { FittingOrder } from '../../../core/ports/practice.ts';
import { freshOrders } from '../../../practice/seed/fresh-orders.ts';
import type { NewOrder } from '../../../practice/shipstation/operations/new-order.ts';
import type { PracticeOrder } from '../../../practice/shipstation/records.ts';
import { choose, deed, type HandsParts, notPossible } from './hands-parts.ts';

/** Answers that the bad hour spoils: each makes Purser wait as long as ShipStation asks for, at most a minute. */
const THROTTLED_ANSWERS = 2;

const SHOP_ACTIONS = ['ship-order', 'void-label', 'cancel-order', 'change-amount', 'split-order', 'combine-orders'] as const;
export type ShopAction = (typeof SHOP_ACTIONS)[number];

export const isShopAction = (action: PracticeAction): action is ShopAction => SHOP_ACTIONS.some((known) => known === action);

const CANCELLABLE = ['awaiting_payment', 'awaiting_shipment', 'on_hold', 'pending_fulfillment', 'rejected_fulfillment'];

/** The shop's orders that each action fits, newest first. */
export function fittingInShop({ practice }: HandsParts, action: ShopAction): readonly (FittingOrder & { readonly order: PracticeOrder })[] {
  const { control } = practice.shipstation;
  const isFitting = (order: PracticeOrder): boolean => {
    // An order that was combined into another is shipped with it.
    const isAbsorbed = order.moneyBeforeCombining !== null;
    switch (action) {
      case 'ship-order':
        return order.status === 'awaiting_shipment' && !isAbsorbed;
      case 'void-label':
        return (
          order.status === 'shipped' && control.shipments(order.orderId).some(({ voidedAt, isReturn }) => voidedAt === null && !isReturn)
        );
      case 'cancel-order':
        return CANCELLABLE.includes(order.status) && !isAbsorbed;
      case 'change-amount':
        return ['awaiting_shipment', 'shipped'].includes(order.status) && !order.mergedOrSplit;
      case 'split-order':
        return order.status === 'awaiting_shipment' && !order.mergedOrSplit && piecesOf(order) > 1;
      case 'combine-orders':
        return order.status === 'awaiting_shipment' && !order.mergedOrSplit;
      default:
        return assertNever(action);
    }
  };
  return control.orders().filter(isFitting).toReversed().map(named);
}

const named = (order: PracticeOrder): FittingOrder & { readonly order: PracticeOrder } => ({
  orderId: order.orderId,
  orderNumber: order.orderNumber,
  buyer: order.shipTo.name,
  order,
});

const piecesOf = (order: PracticeOrder): number => order.items.reduce((sum, { quantity }) => sum + quantity, 0);

/** New orders from the channels; `shipped` ones have their label already. */
export function letArrive(parts: HandsParts, count: number, isShipped: boolean): Result<PracticeDeed, Fault> {
  const { control } = parts.practice.shipstation;
  return control.together(() => {
    const imported = control.importOrders(fresh(parts, count));
    if (!imported.ok) {
      return imported;
    }
    const orders = imported.value.map(({ orderId, orderNumber }) => ({ orderId, orderNumber }));
    if (isShipped) {
      const labels = control.buyLabels(orders.map(({ orderId }) => orderId));
      if (!labels.ok) {
        return labels;
      }
    }
    return deed({ orders });
  });
}

function fresh({ practice, clock, regime, today }: HandsParts, count: number): readonly NewOrder[] {
  return freshOrders({ regime, today, now: instantOf(clock.now()), shopCount: practice.shipstation.control.orders().length, count });
}

/** What a person does with one order in ShipStation. */
export function workOn(parts: HandsParts, wish: Extract<PracticeWish, { readonly action: ShopAction }>): Result<PracticeDeed, Fault> {
  const { control } = parts.practice.shipstation;
  const chosen = choose(fittingInShop(parts, wish.action), wish.order, control.orders());
  if (!chosen.ok) {
    return chosen;
  }
  const { order } = chosen.value;
  if (wish.action === 'combine-orders') {
    return combine(parts, order, wish.other);
  }
  const done = control.together(() => workOnOne(parts, wish, order));
  return done.ok ? deed({ orders: [{ orderId: order.orderId, orderNumber: order.orderNumber }] }) : refused(order, done.fault);
}

type OneOrderWish = Extract<PracticeWish, { readonly action: Exclude<ShopAction, 'combine-orders'> }>;

function workOnOne({ practice }: HandsParts, wish: OneOrderWish, order: PracticeOrder): Result<unknown> {
  const { control } = practice.shipstation;
  switch (wish.action) {
    case 'ship-order':
      return control.buyLabel(order.orderId);
    case 'void-label':
      return voidLabels(
        control.shipments(order.orderId).filter(({ voidedAt, isReturn }) => voidedAt === null && !isReturn),
        (id) => control.voidLabel(id),
      );
    case 'cancel-order':
      return control.cancel(order.orderId);
    case 'change-amount':
      return control.editOrder(order.orderId, {
        shippingAmount: plus(order.shippingAmount, wish.amount),
        amountPaid: plus(order.amountPaid, wish.amount),
      });
    case 'split-order':
      return control.split(order.orderId, { move: firstPiece(order), money: 'first-part' });
    default:
      return assertNever(wish);
  }
}

function voidLabels(labels: readonly { readonly shipmentId: number }[], voidOne: (shipmentId: number) => Result<unknown>): Result<unknown> {
  let last: Result<unknown> = notPossible('There is no label to void.');
  for (const { shipmentId } of labels) {
    last = voidOne(shipmentId);
    if (!last.ok) {
      return last;
    }
  }
  return last;
}

const plus = (amount: Decimal, more: string): Decimal => addDecimals(amount, decimal(more));

/** One piece of the first line that has any. */
function firstPiece({ items }: PracticeOrder): readonly { readonly orderItemId: number; readonly quantity: number }[] {
  const item = items.find(({ quantity, adjustment }) => quantity > 0 && !adjustment);
  return item === undefined ? [] : [{ orderItemId: item.orderItemId, quantity: 1 }];
}

function combine(parts: HandsParts, survivor: PracticeOrder, wanted: number | string | null): Result<PracticeDeed, Fault> {
  const { control } = parts.practice.shipstation;
  // Orders of two stores could be of two currencies, and would be of two sets of books' customers.
  const others = fittingInShop(parts, 'combine-orders').filter(
    ({ order }) => order.orderId !== survivor.orderId && order.storeId === survivor.storeId,
  );
  const other = choose(others, wanted, control.orders());
  if (!other.ok) {
    return wanted === null
      ? notPossible(`Order ${survivor.orderNumber} has no other order of its store to be combined with. Let new orders arrive first.`)
      : other;
  }
  const done = control.combine(survivor.orderId, other.value.orderId);
  return done.ok
    ? deed({
        orders: [survivor, other.value].map(({ orderId, orderNumber }) => ({ orderId, orderNumber })),
      })
    : refused(survivor, done.fault);
}

const refused = (order: PracticeOrder, fault: Fault): Result<never, Fault> =>
  notPossible(`ShipStation does not allow this for order ${order.orderNumber}. ${fault.message}.`, {
    order: order.orderId,
    cause: fault.code,
  });

/** A new order whose record makes its whole page fail, for as long as it is not cleared. */
export function spoilRecord(parts: HandsParts): Result<PracticeDeed, Fault> {
  const arrived = letArrive(parts, 1, false);
  if (!arrived.ok) {
    return arrived;
  }
  for (const { orderId } of arrived.value.orders) {
    parts.practice.shipstation.control.addFault({ kind: 'poison-order', orderId });
  }
  return arrived;
}

export function throttle({ practice }: HandsParts): Result<PracticeDeed, Fault> {
  practice.shipstation.control.addFault({ kind: 'throttle' }, { times: THROTTLED_ANSWERS });
  return deed({ times: THROTTLED_ANSWERS });
}

export function endKey({ practice }: HandsParts): Result<PracticeDeed, Fault> {
  practice.shipstation.control.expireKey();
  return deed();
}

export function makeKey({ practice }: HandsParts): Result<PracticeDeed, Fault> {
  const { apiKey, apiSecret } = practice.shipstation.control.rotateKey();
  return deed({ key: { apiKey, apiSecret } });
}

/** Clears every trouble; a key that ran out is replaced, and has to be entered again. */
export function clearShop({ practice }: HandsParts): void {
  const { control } = practice.shipstation;
  control.clearFaults();
  control.clearDrifts();
  if (control.keys().every(({ isExpired }) => isExpired)) {
    control.rotateKey();
  }
}

export function troublesOfShop({ practice }: HandsParts): readonly PracticeTrouble[] {
  const { control } = practice.shipstation;
  const faults = control
    .faults()
    .filter(({ remaining }) => remaining !== 0)
    .map(({ fault, remaining }): PracticeTrouble => {
      const plain = { orderNumber: null, on: null, reason: null, left: remaining };
      if (fault.kind === 'throttle') {
        return { ...plain, trouble: 'source-throttles' };
      }
      return fault.kind === 'poison-order'
        ? { ...plain, trouble: 'record-unreadable', orderNumber: control.order(fault.orderId)?.orderNumber ?? String(fault.orderId) }
        : { ...plain, trouble: 'source-other' };
    });
  const isKeyOver = control.keys().every(({ isExpired }) => isExpired);
  return isKeyOver ? [...faults, { trouble: 'source-key-ended', orderNumber: null, on: null, reason: null, left: null }] : faults;
}
