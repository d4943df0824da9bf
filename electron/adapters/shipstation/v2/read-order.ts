import { z } from 'zod';

import { type Decimal, ZERO } from '../../../../shared/domain/money/decimal.ts';
import {
  type Address,
  NO_ADDRESS,
  type Order,
  ORDER_STATUSES,
  type OrderItem,
  type SourceOrderStatus,
} from '../../../../shared/domain/orders/order.ts';
import { UNTOLD_FIGURES, type UntoldFigure } from '../../../../shared/domain/orders/untold.ts';
import { decimalOrNull, flag, integerRequired, listOf, textOrEmpty, textOrNull } from '../common/raw-fields.ts';
import type { RecordKind } from '../common/read-record.ts';
import {
  idOfNumber,
  moneyOrNull,
  numberOfId,
  plainIdText,
  type RawMoney,
  rawV2Address,
  seIdOrNull,
  seIdRequired,
  utcDateOrNull,
  utcRequired,
} from './raw-values.ts';

const rawV2Item = z.object({
  item_id: textOrNull(),
  external_order_item_id: textOrNull(),
  sku: textOrNull(),
  name: textOrEmpty(),
  options: listOf(z.object({ name: textOrEmpty(), value: textOrEmpty() })),
  quantity: integerRequired(),
  unit_price: decimalOrNull(),
  tax_amount: decimalOrNull(),
  shipping_amount: decimalOrNull(),
  product_id: seIdOrNull(),
});

/** What V2 calls a shipment is an order (migration guide). */
const rawV2Order = z.object({
  shipment_id: seIdRequired(),
  shipment_number: textOrNull(),
  external_shipment_id: textOrNull(),
  store_id: seIdOrNull(),
  shipment_status: textOrEmpty(),
  created_at: utcRequired(),
  modified_at: utcRequired(),
  hold_until_date: utcDateOrNull(),
  ship_date: utcDateOrNull(),
  ship_to: rawV2Address,
  is_return: flag(),
  carrier_id: textOrNull(),
  service_code: textOrNull(),
  requested_shipment_service: textOrNull(),
  items: listOf(rawV2Item),
  amount_paid: moneyOrNull(),
  tax_paid: moneyOrNull(),
  shipping_paid: moneyOrNull(),
  tags: listOf(z.object({ tag_id: seIdOrNull() })),
  notes_from_buyer: textOrNull(),
  internal_notes: textOrNull(),
});
type RawV2Order = z.output<typeof rawV2Order>;

/** Of an order's three amounts; they are never in different currencies, and where they are nothing of it can be booked. */
const readableOrder = rawV2Order.superRefine((raw, context) => {
  if (currenciesOf(raw).size > 1) {
    context.addIssue({ code: 'custom', message: 'is in another currency than the other amounts', path: ['amount_paid'] });
  }
});

/** Codes of the account's carriers by their V2 ids: orders name the carrier by its id only. */
export type CarrierCodes = ReadonlyMap<string, string>;

export function v2OrderKind(carriers: CarrierCodes): RecordKind<RawV2Order, Order> {
  return {
    name: 'Order',
    idField: 'shipment_id',
    idText: plainIdText,
    schema: readableOrder,
    idOf: (order) => order.orderId,
    isLeftOut: (raw) => raw.is_return,
    translate: (raw) => toOrder(raw, carriers),
  };
}

/** Figures that no shipment of V2 tells, whatever is in it (fact sheet, section 6). */
const NEVER_TOLD: readonly UntoldFigure[] = [
  'order-date',
  'payment-date',
  'bill-to',
  'order-total',
  'discount-marker',
  'family-links',
  'username',
  'payment-method',
  'fulfilled-elsewhere',
];

function toOrder(raw: RawV2Order, carriers: CarrierCodes): Order {
  const carrierCode = raw.carrier_id === null ? null : (carriers.get(raw.carrier_id) ?? null);
  const state = stateOf(raw);
  return {
    orderId: raw.shipment_id,
    orderNumber: raw.shipment_number ?? idOfNumber(raw.shipment_id),
    orderKey: raw.external_shipment_id,
    storeId: raw.store_id ?? 0,
    status: state.status,
    sourceStatus: raw.hold_until_date === null ? raw.shipment_status : `${raw.shipment_status}, hold until ${raw.hold_until_date}`,
    orderedAt: null,
    paidAt: null,
    createdAt: raw.created_at,
    modifiedAt: raw.modified_at,
    // Of an order that has not left it is the day it is meant to.
    shippedOn: state.status === 'shipped' ? raw.ship_date : null,
    username: null,
    email: raw.ship_to?.email ?? null,
    billTo: NO_ADDRESS,
    shipTo: addressOf(raw.ship_to ?? null),
    items: raw.items.map(toItem),
    orderTotal: null,
    amountPaid: amountOf(raw.amount_paid),
    taxAmount: amountOf(raw.tax_paid),
    shippingAmount: amountOf(raw.shipping_paid),
    currency: [...currenciesOf(raw)][0] ?? null,
    paymentMethod: null,
    requestedService: raw.requested_shipment_service,
    carrierCode,
    serviceCode: raw.service_code,
    externallyFulfilled: false,
    parentId: null,
    mergedIds: [],
    mergedOrSplit: false,
    tagIds: tagIdsOf(raw),
    customerNotes: raw.notes_from_buyer,
    internalNotes: raw.internal_notes,
    untold: untoldOf(raw, state, carrierCode),
  };
}

/** What V2 never tells, and what it leaves empty in this order. */
function untoldOf(raw: RawV2Order, state: State, carrierCode: string | null): readonly UntoldFigure[] {
  const missing: readonly (readonly [figure: UntoldFigure, isMissing: boolean])[] = [
    ['amount-paid', raw.amount_paid === null],
    ['tax', raw.tax_paid === null],
    ['shipping-charge', raw.shipping_paid === null],
    ['email', (raw.ship_to?.email ?? null) === null],
    ['carrier', carrierCode === null],
    ['tags', tagIdsOf(raw).length < raw.tags.length],
    ['status', !state.isTold],
  ];
  const untold = new Set([...NEVER_TOLD, ...missing.filter(([, isMissing]) => isMissing).map(([figure]) => figure)]);
  return UNTOLD_FIGURES.filter((figure) => untold.has(figure));
}

/** Tags are named; only some answers give their ids too. */
const tagIdsOf = ({ tags }: RawV2Order): readonly number[] => tags.flatMap(({ tag_id: tagId }) => tagId ?? []);

const amountOf = (money: RawMoney | null): Decimal => money?.amount ?? ZERO;

/** Of amounts above or below 0: V2 writes "usd" beside the zeros of any order. */
function currenciesOf({ amount_paid: paid, tax_paid: tax, shipping_paid: shipping }: RawV2Order): ReadonlySet<string> {
  const all = [paid, tax, shipping].filter((money) => money !== null);
  const weighty = all.filter(({ amount }) => amount !== ZERO);
  return new Set((weighty.length > 0 ? weighty : all.slice(0, 1)).flatMap(({ currency }) => currency ?? []));
}

interface State {
  readonly status: SourceOrderStatus;
  /** False where V2 has one word for several of V1's statuses: not paid, on hold, refused and waiting are all "pending". */
  readonly isTold: boolean;
}

const STATES: Readonly<Record<string, State>> = {
  pending: { status: 'awaiting_shipment', isTold: false },
  processing: { status: 'awaiting_shipment', isTold: false },
  label_purchased: { status: 'shipped', isTold: true },
  cancelled: { status: 'cancelled', isTold: true },
};

/** A word of V1 is taken at its word; any other arrives as `unknown`, with ShipStation's own word beside it. */
function stateOf({ shipment_status: text }: RawV2Order): State {
  const word = text.toLowerCase();
  const own = Object.hasOwn(STATES, word) ? STATES[word] : undefined;
  return own ?? { status: ORDER_STATUSES.find((status) => status === word) ?? 'unknown', isTold: true };
}

function toItem(raw: z.output<typeof rawV2Item>, index: number): OrderItem {
  return {
    // Below zero where V2 gives none: it must only tell the lines of one order apart.
    orderItemId: (raw.item_id === null ? null : numberOfId(raw.item_id)) ?? -(index + 1),
    lineItemKey: raw.external_order_item_id,
    sku: raw.sku,
    name: raw.name,
    options: raw.options,
    quantity: raw.quantity,
    unitPrice: raw.unit_price,
    taxAmount: raw.tax_amount,
    shippingAmount: raw.shipping_amount,
    productId: raw.product_id,
    adjustment: false,
  };
}

function addressOf(raw: z.output<typeof rawV2Address> | null): Address {
  return {
    name: raw?.name ?? null,
    company: raw?.company_name ?? null,
    street1: raw?.address_line1 ?? null,
    street2: raw?.address_line2 ?? null,
    street3: raw?.address_line3 ?? null,
    city: raw?.city_locality ?? null,
    state: raw?.state_province ?? null,
    postalCode: raw?.postal_code ?? null,
    country: raw?.country_code ?? null,
    phone: raw?.phone ?? null,
  };
}
