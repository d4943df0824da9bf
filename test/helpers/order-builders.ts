import { type Decimal, decimal } from '../../shared/domain/money/decimal.ts';
import type { Address, Fulfillment, Order, OrderItem, OrderWithShipping, Shipment } from '../../shared/domain/orders/order.ts';
import { type BusinessDate, type Instant, parseBusinessDate } from '../../shared/domain/time/instants.ts';

/** A calendar date of a test; throws where it is none. */
export function on(text: string): BusinessDate {
  const date = parseBusinessDate(text);
  if (date === null) {
    throw new Error(`${text} is no date`);
  }
  return date;
}

export function at(text: string): Instant {
  // Safe: toISOString gives the form of an Instant, and throws for what is no time.
  return new Date(text).toISOString() as Instant;
}

const NOWHERE: Address = {
  name: null,
  company: null,
  street1: null,
  street2: null,
  street3: null,
  city: null,
  state: null,
  postalCode: null,
  country: null,
  phone: null,
};

export const address = (part: Partial<Address> = {}): Address => ({ ...NOWHERE, ...part });

export type ItemPart = Partial<Omit<OrderItem, 'unitPrice' | 'taxAmount'>> & {
  readonly unitPrice?: string | null;
  readonly taxAmount?: string | null;
};

export function orderItem({ unitPrice = '14.00', taxAmount = null, ...part }: ItemPart = {}): OrderItem {
  const text = (value: string | null): Decimal | null => (value === null ? null : decimal(value));
  return {
    orderItemId: 812345601,
    lineItemKey: null,
    sku: 'MUG-1',
    name: 'Stoneware Mug',
    options: [],
    quantity: 1,
    shippingAmount: null,
    productId: null,
    adjustment: false,
    ...part,
    unitPrice: text(unitPrice),
    taxAmount: text(taxAmount),
  };
}

type Amounts = 'orderTotal' | 'amountPaid' | 'taxAmount' | 'shippingAmount';
export type OrderPart = Partial<Omit<Order, Amounts | 'items'>> & { readonly [amount in Amounts]?: string } & {
  readonly items?: readonly ItemPart[];
};

/** A shipped order of two mugs with shipping, 34.00, paid in full; `part` changes what a test is about. */
export function order({
  items = [{ quantity: 2 }],
  orderTotal = '34.00',
  amountPaid,
  taxAmount = '0',
  shippingAmount = '6.00',
  ...part
}: OrderPart = {}): Order {
  return {
    orderId: 500100200,
    orderNumber: '10457',
    orderKey: '5551234567890',
    storeId: 300101,
    status: 'shipped',
    sourceStatus: part.status ?? 'shipped',
    orderedAt: at('2026-03-07T21:15:02-08:00'),
    paidAt: at('2026-03-07T21:15:02-08:00'),
    createdAt: at('2026-03-07T21:20:11-08:00'),
    modifiedAt: at('2026-03-08T09:02:33-07:00'),
    shippedOn: on('2026-03-08'),
    username: '7712345',
    email: 'ana.ruiz@example.com',
    billTo: address({ name: 'Ana Ruiz' }),
    shipTo: address({ name: 'Ana Ruiz', street1: '4 Elm St', city: 'Boise', state: 'ID', postalCode: '83702-1111', country: 'US' }),
    paymentMethod: 'shopify_payments',
    requestedService: 'Standard',
    carrierCode: 'stamps_com',
    serviceCode: 'usps_ground_advantage',
    externallyFulfilled: false,
    parentId: null,
    mergedIds: [],
    mergedOrSplit: false,
    tagIds: [],
    currency: null,
    untold: [],
    customerNotes: null,
    internalNotes: null,
    ...part,
    items: items.map((item, index) => orderItem({ orderItemId: (part.orderId ?? 500100200) * 10 + index, ...item })),
    orderTotal: decimal(orderTotal),
    amountPaid: decimal(amountPaid ?? orderTotal),
    taxAmount: decimal(taxAmount),
    shippingAmount: decimal(shippingAmount),
  };
}

export function shipment(
  part: Partial<Omit<Shipment, 'shipmentCost' | 'insuranceCost'>> & {
    readonly shipmentCost?: string;
    readonly insuranceCost?: string;
  } = {},
): Shipment {
  const { shipmentCost = '5.41', insuranceCost = '0', ...rest } = part;
  return {
    shipmentId: 700200300,
    orderId: 500100200,
    orderNumber: '10457',
    storeId: 300101,
    createdAt: at('2026-03-08T09:02:30-07:00'),
    shippedOn: on('2026-03-08'),
    trackingNumber: '9400111',
    carrierCode: 'stamps_com',
    serviceCode: 'usps_ground_advantage',
    isReturn: false,
    voided: false,
    voidedAt: null,
    items: null,
    ...rest,
    shipmentCost: decimal(shipmentCost),
    insuranceCost: decimal(insuranceCost),
  };
}

export function fulfillment(part: Partial<Fulfillment> = {}): Fulfillment {
  return {
    fulfillmentId: 900300400,
    orderId: 500100200,
    orderNumber: '10457',
    createdAt: at('2026-03-09T10:00:00-07:00'),
    shippedOn: on('2026-03-09'),
    trackingNumber: '1Z999',
    carrierCode: 'UPS',
    voided: false,
    ...part,
  };
}

/** The same order as a source tells it that knows no dates, no total, no payer and no links: what it can't tell, it lists. */
export function untoldOrder(part: OrderPart = {}): Order {
  return {
    ...order(part),
    orderedAt: null,
    paidAt: null,
    billTo: NOWHERE,
    username: null,
    paymentMethod: null,
    parentId: null,
    mergedIds: [],
    mergedOrSplit: false,
    orderTotal: null,
    currency: 'USD',
    untold: [
      'order-date',
      'payment-date',
      'bill-to',
      'order-total',
      'discount-marker',
      'family-links',
      'username',
      'payment-method',
      'fulfilled-elsewhere',
      ...(part.status === 'awaiting_shipment' ? (['status'] as const) : []),
    ],
    ...(part.currency === undefined ? {} : { currency: part.currency }),
    ...(part.untold === undefined ? {} : { untold: part.untold }),
  };
}

export const member = (one: Order, shipments: readonly Shipment[] = [], fulfillments: readonly Fulfillment[] = []): OrderWithShipping => ({
  order: one,
  shipments,
  fulfillments,
});
