import { z } from 'zod';

import {
  type Address,
  type Fulfillment,
  type Order,
  ORDER_STATUSES,
  type OrderItem,
  type Shipment,
  type SourceProduct,
  type SourceStore,
} from '../../../../shared/domain/orders/order.ts';
import type { SourceReference } from '../../../../shared/domain/orders/source-reference.ts';
import { UNTOLD_FIGURES } from '../../../../shared/domain/orders/untold.ts';
import { dateText, decimalText, instantText } from './values.ts';

const text = z.string().nullable();
const wholeOrNull = z.int().nullable();

const addressShape: z.ZodType<Address> = z.object({
  name: text,
  company: text,
  street1: text,
  street2: text,
  street3: text,
  city: text,
  state: text,
  postalCode: text,
  country: text,
  phone: text,
});

const itemShape: z.ZodType<OrderItem> = z.object({
  orderItemId: z.int(),
  lineItemKey: text,
  sku: text,
  name: z.string(),
  options: z.array(z.object({ name: z.string(), value: z.string() })),
  quantity: z.number(),
  unitPrice: decimalText.nullable(),
  taxAmount: decimalText.nullable(),
  shippingAmount: decimalText.nullable(),
  productId: wholeOrNull,
  adjustment: z.boolean(),
});

/** Parsing also puts the keys in one order, so that equal orders are equal text. */
export const orderShape: z.ZodType<Order> = z.object({
  orderId: z.int(),
  orderNumber: z.string(),
  orderKey: text,
  storeId: z.int(),
  status: z.enum(ORDER_STATUSES),
  sourceStatus: z.string(),
  orderedAt: instantText.nullable(),
  paidAt: instantText.nullable(),
  createdAt: instantText,
  modifiedAt: instantText,
  shippedOn: dateText.nullable(),
  username: text,
  email: text,
  billTo: addressShape,
  shipTo: addressShape,
  items: z.array(itemShape),
  orderTotal: decimalText.nullable(),
  amountPaid: decimalText,
  taxAmount: decimalText,
  shippingAmount: decimalText,
  paymentMethod: text,
  requestedService: text,
  carrierCode: text,
  serviceCode: text,
  externallyFulfilled: z.boolean(),
  parentId: wholeOrNull,
  mergedIds: z.array(z.int()),
  mergedOrSplit: z.boolean(),
  tagIds: z.array(z.int()),
  customerNotes: text,
  internalNotes: text,
  currency: text,
  untold: z.array(z.enum(UNTOLD_FIGURES)),
});

export const shipmentShape: z.ZodType<Shipment> = z.object({
  shipmentId: z.int(),
  orderId: wholeOrNull,
  orderNumber: text,
  storeId: wholeOrNull,
  createdAt: instantText,
  shippedOn: dateText.nullable(),
  trackingNumber: text,
  carrierCode: text,
  serviceCode: text,
  shipmentCost: decimalText,
  insuranceCost: decimalText,
  isReturn: z.boolean(),
  voided: z.boolean(),
  voidedAt: instantText.nullable(),
  items: z.array(z.object({ orderItemId: z.int(), sku: text, quantity: z.number() })).nullable(),
});

export const fulfillmentShape: z.ZodType<Fulfillment> = z.object({
  fulfillmentId: z.int(),
  orderId: wholeOrNull,
  orderNumber: text,
  createdAt: instantText,
  shippedOn: dateText.nullable(),
  trackingNumber: text,
  carrierCode: text,
  voided: z.boolean(),
});

export const sourceStoreShape: z.ZodType<SourceStore> = z.object({
  storeId: z.int(),
  storeName: z.string(),
  nameIsTold: z.boolean(),
  marketplaceName: text,
  active: z.boolean(),
  refreshedAt: instantText.nullable(),
});

export const sourceProductShape: z.ZodType<SourceProduct> = z.object({
  productId: z.int(),
  sku: text,
  name: z.string(),
  active: z.boolean(),
});

export const sourceReferenceShape: z.ZodType<SourceReference> = z.object({
  carriers: z.array(z.object({ carrierCode: z.string(), name: z.string() })),
  services: z.array(z.object({ carrierCode: z.string(), serviceCode: z.string(), name: z.string() })),
  tags: z.array(z.object({ tagId: z.int(), name: z.string() })),
  warehouses: z.array(z.object({ warehouseId: z.int(), name: z.string() })),
});
