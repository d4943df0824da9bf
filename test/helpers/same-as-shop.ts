import { v2MoneyOf } from '../../electron/practice/shipstation/api/v2/money.ts';
import type { PracticeFulfillment, PracticeOrder, PracticeShipment } from '../../electron/practice/shipstation/records.ts';
import { pacificDateOf, ticksText } from '../../electron/practice/shipstation/rendering/pacific-text.ts';
import { v2StatusOf } from '../../electron/practice/shipstation/rendering/v2/shipment.ts';
import type { ShopDatabase } from '../../electron/practice/shipstation/storage/database.ts';
import type { Fulfillment, Order, Shipment } from '../../shared/domain/orders/order.ts';
import type { UntoldFigure } from '../../shared/domain/orders/untold.ts';
import type { Instant } from '../../shared/domain/time/instants.ts';
import { parsePacific } from '../../shared/domain/time/zones.ts';
import type { SourceApi, SourceEngine } from './source-engine.ts';

/** What must be the same here and there, by the name of the figure; a figure that the interface cannot tell is left out. */
type Essence = Record<string, unknown>;

/** Changes what an order is expected to be, because a fault shows it otherwise. */
export type Seen = (essence: Essence, api: SourceApi) => Essence;

export interface Difference {
  readonly orderId: number;
  readonly there: unknown;
  readonly here: unknown;
}

/**
 * Compares every order, label and fulfillment of the shop with what is stored: none missing, none twice, none different.
 * Deleted orders may stay here, because nothing tells that they are gone.
 */
export function differences({ shop, shopFile, store, api }: SourceEngine, seen: Seen = (essence) => essence): readonly Difference[] {
  return shop.control.orders().flatMap((order): Difference[] => {
    const stored = store.orders.family(order.orderId)?.members.find((member) => member.order.orderId === order.orderId);
    if (stored === undefined) {
      return [{ orderId: order.orderId, there: plain(order.orderNumber), here: null }];
    }
    // V2 names an order's tags without their ids, so that those of before stay.
    const untold = new Set<UntoldFigure>(api === 'v2' ? [...stored.order.untold, 'tags'] : stored.order.untold);
    const isAmazonRedacted = order.shipTo.name === 'REDACTED (Amazon)';
    const there = {
      ...named(isAmazonRedacted, seen(essenceThere(api, shopFile, order, untold), api)),
      labels: shop.control.shipments(order.orderId).map((label) => labelThere(api, label)),
      fulfillments: shop.control.fulfillments(order.orderId).map(fulfillmentThere),
    };
    const here = {
      ...named(isAmazonRedacted, essenceHere(stored.order, untold)),
      labels: byId(stored.shipments, ({ shipmentId }) => shipmentId).map((label) => labelHere(api, label)),
      fulfillments: byId(stored.fulfillments, ({ fulfillmentId }) => fulfillmentId).map(fulfillmentHere),
    };
    return JSON.stringify(there) === JSON.stringify(here) ? [] : [{ orderId: order.orderId, ...onlyDifferent(there, here) }];
  });
}

/** V1 shows wall time, so that the repeated hour of November arrives as its first pass; V2 shows the instant. */
function told(api: SourceApi, at: Instant | null): Instant | null {
  return at === null || api === 'v2' ? at : parsePacific(ticksText(at));
}

/** What both sides have under the same names. */
type Common = Pick<Order, 'orderId' | 'orderNumber' | 'storeId' | 'shippedOn' | 'email' | 'username' | 'orderTotal' | 'parentId'> & {
  readonly billTo: Pick<Order['billTo'], 'name'>;
  readonly shipTo: Pick<Order['shipTo'], 'name'>;
  readonly mergedIds: readonly number[];
  readonly tagIds: readonly number[];
  readonly internalNotes: string | null;
  readonly items: readonly Pick<Order['items'][number], 'orderItemId' | 'sku' | 'quantity' | 'unitPrice' | 'taxAmount' | 'adjustment'>[];
};

/** What each side tells in a way of its own. */
type Own = Pick<Order, 'sourceStatus' | 'orderedAt' | 'paidAt' | 'amountPaid' | 'taxAmount' | 'shippingAmount'> & {
  readonly createdAt: Instant | null;
};

function essenceOf(order: Common, own: Own, untold: ReadonlySet<UntoldFigure>): Essence {
  return {
    orderId: order.orderId,
    orderNumber: plain(order.orderNumber),
    storeId: order.storeId,
    sourceStatus: own.sourceStatus,
    createdAt: own.createdAt,
    shippedOn: order.shippedOn,
    ...without(untold, {
      'order-date': own.orderedAt,
      'payment-date': own.paidAt,
      'bill-to': plain(order.billTo.name),
      email: plain(order.email),
      username: plain(order.username),
      'order-total': order.orderTotal,
      'amount-paid': own.amountPaid,
      tax: own.taxAmount,
      'shipping-charge': own.shippingAmount,
      'family-links': [order.parentId, ...order.mergedIds],
      tags: order.tagIds,
    }),
    shipTo: plain(order.shipTo.name),
    internalNotes: plain(order.internalNotes),
    items: order.items.map((item) => [
      item.orderItemId,
      plain(item.sku),
      item.quantity,
      item.unitPrice,
      item.taxAmount,
      untold.has('discount-marker') ? null : item.adjustment,
    ]),
  };
}

function essenceThere(api: SourceApi, database: ShopDatabase, order: PracticeOrder, untold: ReadonlySet<UntoldFigure>): Essence {
  const { amountPaid, taxAmount, shippingAmount } = api === 'v1' ? order : v2MoneyOf(database, order);
  const own = {
    sourceStatus: api === 'v1' ? order.status : v2StatusOf(order.status),
    createdAt: told(api, order.createdAt),
    orderedAt: told(api, order.orderedAt),
    paidAt: told(api, order.paidAt),
    amountPaid,
    taxAmount,
    shippingAmount,
  };
  return essenceOf(order, own, untold);
}

/** An order on hold shows that beside its word in V2. */
const essenceHere = (order: Order, untold: ReadonlySet<UntoldFigure>): Essence =>
  essenceOf(order, { ...order, sourceStatus: order.sourceStatus.replace(/, hold until .*$/, '') }, untold);

/** The names that a member of the family has; both sides without them where Amazon's rules took them away, because good ones stay. */
const NAMES = ['bill-to', 'email', 'username', 'shipTo'] as const;

function named(isAmazonRedacted: boolean, essence: Essence): Essence {
  return isAmazonRedacted ? { ...essence, ...Object.fromEntries(NAMES.map((name) => [name, null])) } : essence;
}

function without(untold: ReadonlySet<UntoldFigure>, figures: Partial<Record<UntoldFigure, unknown>>): Essence {
  return Object.fromEntries(Object.entries(figures).filter(([figure]) => ![...untold].some((one) => one === figure)));
}

function labelThere(api: SourceApi, label: PracticeShipment): Essence {
  return {
    shipmentId: label.shipmentId,
    createdAt: told(api, label.createdAt),
    shippedOn: label.shippedOn,
    cost: label.shipmentCost,
    insurance: label.insuranceCost,
    tracking: label.trackingNumber,
    isReturn: label.isReturn,
    voidedAt: told(api, label.voidedAt),
    items: api === 'v1' ? label.items.map(({ orderItemId, quantity }) => [orderItemId, quantity]) : null,
  };
}

function labelHere(api: SourceApi, label: Shipment): Essence {
  return {
    shipmentId: label.shipmentId,
    createdAt: label.createdAt,
    shippedOn: label.shippedOn,
    cost: label.shipmentCost,
    insurance: label.insuranceCost,
    tracking: label.trackingNumber,
    isReturn: label.isReturn,
    voidedAt: label.voidedAt,
    items: api === 'v1' ? (label.items ?? []).map(({ orderItemId, quantity }) => [orderItemId, quantity]) : null,
  };
}

function fulfillmentThere(fulfillment: PracticeFulfillment): Essence {
  return {
    fulfillmentId: fulfillment.fulfillmentId,
    shippedOn: pacificDateOf(fulfillment.shippedAt),
    tracking: plain(fulfillment.trackingNumber),
    voided: fulfillment.voidedAt !== null,
  };
}

function fulfillmentHere(fulfillment: Fulfillment): Essence {
  return {
    fulfillmentId: fulfillment.fulfillmentId,
    shippedOn: fulfillment.shippedOn,
    tracking: fulfillment.trackingNumber,
    voided: fulfillment.voided,
  };
}

/** Empty text and none are the same, and spaces around it are nobody's name. */
function plain(text: string | null): string | null {
  const trimmed = text?.trim() ?? '';
  return trimmed === '' ? null : trimmed;
}

function byId<T>(list: readonly T[], idOf: (element: T) => number): T[] {
  return list.toSorted((a, b) => idOf(a) - idOf(b));
}

function onlyDifferent(there: Essence, here: Essence): Pick<Difference, 'there' | 'here'> {
  const names = Object.keys(there).filter((name) => JSON.stringify(there[name]) !== JSON.stringify(here[name]));
  const pick = (essence: Essence): Essence => Object.fromEntries(names.map((name) => [name, essence[name]]));
  return { there: pick(there), here: pick(here) };
}
