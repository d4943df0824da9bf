import type { Decimal } from '../money/decimal.ts';
import type { BusinessDate, Instant } from '../time/instants.ts';
import type { UntoldFigure } from './untold.ts';

/** The statuses that Purser knows; anything else arrives as `unknown` with the source's own word beside it. */
export const ORDER_STATUSES = [
  'awaiting_payment',
  'awaiting_shipment',
  'pending_fulfillment',
  'on_hold',
  'shipped',
  'cancelled',
  'rejected_fulfillment',
  'unknown',
] as const;
export type SourceOrderStatus = (typeof ORDER_STATUSES)[number];

export interface Address {
  readonly name: string | null;
  readonly company: string | null;
  readonly street1: string | null;
  readonly street2: string | null;
  readonly street3: string | null;
  readonly city: string | null;
  readonly state: string | null;
  readonly postalCode: string | null;
  /** ISO 3166 alpha-2, as the source gives it. */
  readonly country: string | null;
  readonly phone: string | null;
}

export const NO_ADDRESS: Address = {
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

export interface OrderItem {
  readonly orderItemId: number;
  readonly lineItemKey: string | null;
  readonly sku: string | null;
  readonly name: string;
  readonly options: readonly { readonly name: string; readonly value: string }[];
  /** Whole pieces; 0 happens (holds, refunds). */
  readonly quantity: number;
  /** Null where the source has none: planned as 0 with a warning. */
  readonly unitPrice: Decimal | null;
  /** Per unit, explains only; the order's own figures decide. */
  readonly taxAmount: Decimal | null;
  readonly shippingAmount: Decimal | null;
  readonly productId: number | null;
  /** The source says that the line is no product (discount, fee). */
  readonly adjustment: boolean;
}

/**
 * An order as last seen. Amounts are exact decimals. A figure that is listed in `untold` is one that the source cannot tell:
 * then it stands at null, empty or 0 here, which means nothing.
 */
export interface Order {
  readonly orderId: number;
  readonly orderNumber: string;
  readonly orderKey: string | null;
  /** 0 where the source names no store. */
  readonly storeId: number;
  readonly status: SourceOrderStatus;
  readonly sourceStatus: string;
  readonly orderedAt: Instant | null;
  readonly paidAt: Instant | null;
  readonly createdAt: Instant;
  readonly modifiedAt: Instant;
  /** The order's own ship date: a calendar date without a zone, unconverted. */
  readonly shippedOn: BusinessDate | null;
  readonly username: string | null;
  readonly email: string | null;
  readonly billTo: Address;
  readonly shipTo: Address;
  readonly items: readonly OrderItem[];
  /** Null where the source does not tell it. */
  readonly orderTotal: Decimal | null;
  readonly amountPaid: Decimal;
  readonly taxAmount: Decimal;
  readonly shippingAmount: Decimal;
  /** ISO 4217, where the source tells it; its amounts are of the store's currency by the company's rules, which this must agree with. */
  readonly currency: string | null;
  readonly paymentMethod: string | null;
  readonly requestedService: string | null;
  readonly carrierCode: string | null;
  readonly serviceCode: string | null;
  readonly externallyFulfilled: boolean;
  readonly parentId: number | null;
  readonly mergedIds: readonly number[];
  readonly mergedOrSplit: boolean;
  readonly tagIds: readonly number[];
  readonly customerNotes: string | null;
  readonly internalNotes: string | null;
  /** In the order of UNTOLD_FIGURES; empty where the source tells everything. */
  readonly untold: readonly UntoldFigure[];
}

/** A label bought in the source. `items` is null where the source did not say, empty where a label covers nothing. */
export interface Shipment {
  readonly shipmentId: number;
  readonly orderId: number | null;
  readonly orderNumber: string | null;
  readonly storeId: number | null;
  readonly createdAt: Instant;
  readonly shippedOn: BusinessDate | null;
  readonly trackingNumber: string | null;
  readonly carrierCode: string | null;
  readonly serviceCode: string | null;
  /** What the merchant paid: an expense, never the customer's shipping charge. */
  readonly shipmentCost: Decimal;
  readonly insuranceCost: Decimal;
  readonly isReturn: boolean;
  readonly voided: boolean;
  readonly voidedAt: Instant | null;
  readonly items: readonly { readonly orderItemId: number; readonly sku: string | null; readonly quantity: number }[] | null;
}

/** An order marked as shipped without a label of the source's own. */
export interface Fulfillment {
  readonly fulfillmentId: number;
  readonly orderId: number | null;
  readonly orderNumber: string | null;
  readonly createdAt: Instant;
  readonly shippedOn: BusinessDate | null;
  readonly trackingNumber: string | null;
  readonly carrierCode: string | null;
  readonly voided: boolean;
}

export interface SourceStore {
  readonly storeId: number;
  readonly storeName: string;
  /** False where the source has no names of stores, and the store is called by its id. */
  readonly nameIsTold: boolean;
  readonly marketplaceName: string | null;
  readonly active: boolean;
  /** When the source last imported from the channel: orders are only as fresh as this. */
  readonly refreshedAt: Instant | null;
}

export interface SourceProduct {
  readonly productId: number;
  readonly sku: string | null;
  readonly name: string;
  readonly active: boolean;
}

/** An order with everything that tells whether and how it shipped. */
export interface OrderWithShipping {
  readonly order: Order;
  /** Since when the source is known not to have it any more; left out for one that it has. */
  readonly goneAt?: Instant;
  readonly shipments: readonly Shipment[];
  readonly fulfillments: readonly Fulfillment[];
}

/** The orders that a split or a combine ties together; most families have one member. Sorted by order id. */
export interface OrderFamily {
  readonly rootOrderId: number;
  readonly members: readonly OrderWithShipping[];
  /** Relatives that are named by a member but were not seen yet. */
  readonly missingOrderIds: readonly number[];
}
