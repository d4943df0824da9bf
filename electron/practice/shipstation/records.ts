import type { Decimal } from '../../../shared/domain/money/decimal.ts';
import type { BusinessDate, Instant } from '../../../shared/domain/time/instants.ts';

/** What the stand-in keeps. Times are instants and amounts exact decimals; rendering makes V1's own forms of them. */

export interface PracticeAddress {
  readonly name: string | null;
  readonly company: string | null;
  readonly street1: string | null;
  readonly street2: string | null;
  readonly street3: string | null;
  readonly city: string | null;
  readonly state: string | null;
  readonly postalCode: string | null;
  readonly country: string | null;
  readonly phone: string | null;
  readonly residential: boolean | null;
  readonly addressVerified: string | null;
}

export interface PracticeItem {
  readonly orderItemId: number;
  readonly lineItemKey: string | null;
  readonly sku: string | null;
  readonly name: string;
  readonly options: readonly { readonly name: string; readonly value: string }[];
  readonly quantity: number;
  readonly unitPrice: Decimal | null;
  /** Per unit, as V1 gives it. */
  readonly taxAmount: Decimal | null;
  /** Per unit, as V1 gives it. */
  readonly shippingAmount: Decimal | null;
  readonly productId: number | null;
  readonly adjustment: boolean;
  readonly createdAt: Instant;
  readonly modifiedAt: Instant;
}

export interface PracticeOrder {
  readonly orderId: number;
  readonly orderNumber: string;
  readonly orderKey: string;
  readonly storeId: number;
  /** Any text: stores invent statuses that the documentation does not know. */
  readonly status: string;
  readonly orderedAt: Instant;
  readonly createdAt: Instant;
  readonly modifiedAt: Instant;
  readonly paidAt: Instant | null;
  readonly shippedOn: BusinessDate | null;
  readonly holdUntilOn: BusinessDate | null;
  readonly customerId: number | null;
  readonly username: string | null;
  readonly email: string | null;
  readonly billTo: PracticeAddress;
  readonly shipTo: PracticeAddress;
  readonly items: readonly PracticeItem[];
  readonly orderTotal: Decimal;
  readonly amountPaid: Decimal;
  readonly taxAmount: Decimal;
  readonly shippingAmount: Decimal;
  readonly customerNotes: string | null;
  readonly internalNotes: string | null;
  readonly gift: boolean;
  readonly giftMessage: string | null;
  readonly paymentMethod: string | null;
  readonly requestedService: string | null;
  readonly carrierCode: string | null;
  readonly serviceCode: string | null;
  readonly source: string | null;
  readonly mergedOrSplit: boolean;
  readonly mergedIds: readonly number[];
  readonly parentId: number | null;
  /** What an absorbed order had before it was combined, so that combining can be undone; V1 never shows it. */
  readonly moneyBeforeCombining: OrderMoney | null;
  readonly tagIds: readonly number[];
  readonly externallyFulfilled: boolean;
  readonly externallyFulfilledBy: string | null;
}

/** The order-level amounts that move when orders are combined. */
export type OrderMoney = Pick<PracticeOrder, 'orderTotal' | 'amountPaid' | 'taxAmount' | 'shippingAmount'>;

export interface PracticeShipment {
  readonly shipmentId: number;
  readonly orderId: number;
  readonly orderKey: string;
  readonly orderNumber: string;
  readonly storeId: number;
  readonly email: string | null;
  readonly createdAt: Instant;
  readonly shippedOn: BusinessDate;
  readonly shipmentCost: Decimal;
  readonly insuranceCost: Decimal;
  readonly trackingNumber: string;
  readonly isReturn: boolean;
  readonly voidedAt: Instant | null;
  readonly carrierCode: string;
  readonly serviceCode: string;
  readonly shipTo: PracticeAddress;
  /** Labels that are bought in one action share it; null for one that an older practice shop sold. */
  readonly batchId: number | null;
  /** Empty where the label covers nothing: a return, or one made before the old label was voided. */
  readonly items: readonly PracticeShipmentItem[];
}

export interface PracticeShipmentItem {
  readonly orderItemId: number;
  readonly quantity: number;
}

export interface PracticeFulfillment {
  readonly fulfillmentId: number;
  readonly orderId: number;
  readonly orderNumber: string;
  readonly email: string | null;
  readonly createdAt: Instant;
  readonly shippedAt: Instant;
  readonly voidedAt: Instant | null;
  /** "" is what V1 shows for none. */
  readonly trackingNumber: string;
  /** Display text such as "USPS", not a code. */
  readonly carrierName: string | null;
  readonly shipTo: PracticeAddress;
}

export interface PracticeCustomer {
  readonly customerId: number;
  readonly createdAt: Instant;
  readonly modifiedAt: Instant;
  readonly address: PracticeAddress;
  readonly email: string | null;
  readonly marketplaceId: number;
  readonly marketplaceName: string;
  readonly username: string;
}

export const EMPTY_ADDRESS: PracticeAddress = {
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
  residential: null,
  addressVerified: null,
};
