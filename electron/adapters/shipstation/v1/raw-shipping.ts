import { z } from 'zod';

import {
  dateOrNull,
  decimalOrZero,
  flag,
  flagUnlessSaid,
  idOrNull,
  idOrZero,
  idRequired,
  instantOrNull,
  instantRequired,
  integerRequired,
  listOrNullOf,
  textOrEmpty,
  textOrNull,
} from '../common/raw-fields.ts';

const rawShipmentItem = z.object({ orderItemId: idOrZero(), sku: textOrNull(), quantity: integerRequired() });

/** A label bought in ShipStation. `shipmentItems` is null where it was not asked for, [] where the label covers nothing. */
export const rawShipment = z.object({
  shipmentId: idRequired(),
  orderId: idOrNull(),
  orderNumber: textOrNull(),
  createDate: instantRequired(),
  shipDate: dateOrNull(),
  trackingNumber: textOrNull(),
  carrierCode: textOrNull(),
  serviceCode: textOrNull(),
  shipmentCost: decimalOrZero(),
  insuranceCost: decimalOrZero(),
  isReturnLabel: flag(),
  voided: flag(),
  voidDate: instantOrNull(),
  advancedOptions: z.object({ storeId: idOrNull() }).nullish(),
  shipmentItems: listOrNullOf(rawShipmentItem),
});
export type RawShipment = z.output<typeof rawShipment>;

/** An order marked as shipped in the UI or through the API. It has no items. */
export const rawFulfillment = z.object({
  fulfillmentId: idRequired(),
  orderId: idOrNull(),
  orderNumber: textOrNull(),
  createDate: instantRequired(),
  shipDate: dateOrNull(),
  trackingNumber: textOrNull(),
  carrierCode: textOrNull(),
  voided: flag(),
});
export type RawFulfillment = z.output<typeof rawFulfillment>;

export const rawStore = z.object({
  storeId: idRequired(),
  storeName: textOrEmpty(),
  marketplaceName: textOrNull(),
  active: flagUnlessSaid(),
  refreshDate: instantOrNull(),
});
export type RawStore = z.output<typeof rawStore>;

export const rawProduct = z.object({ productId: idRequired(), sku: textOrNull(), name: textOrEmpty(), active: flagUnlessSaid() });
export type RawProduct = z.output<typeof rawProduct>;
