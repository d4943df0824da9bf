import { z } from 'zod';

import {
  dateOrNull,
  decimalOrNull,
  decimalOrZero,
  decimalRequired,
  flag,
  idOrNull,
  idOrZero,
  idRequired,
  instantOrNull,
  integerRequired,
  listOf,
  textOrEmpty,
  textOrNull,
  textRequired,
} from '../common/raw-fields.ts';

/** Address of V1 (models, "Address"). Often only a name. */
const rawAddress = z
  .object({
    name: textOrNull(),
    company: textOrNull(),
    street1: textOrNull(),
    street2: textOrNull(),
    street3: textOrNull(),
    city: textOrNull(),
    state: textOrNull(),
    postalCode: textOrNull(),
    country: textOrNull(),
    phone: textOrNull(),
  })
  .nullish();

const rawItem = z.object({
  orderItemId: idRequired(),
  lineItemKey: textOrNull(),
  sku: textOrNull(),
  name: textOrEmpty(),
  options: listOf(z.object({ name: textOrEmpty(), value: textOrEmpty() })),
  quantity: integerRequired(),
  unitPrice: decimalOrNull(),
  taxAmount: decimalOrNull(),
  shippingAmount: decimalOrNull(),
  productId: idOrNull(),
  adjustment: flag(),
});

const rawAdvanced = z
  .object({ storeId: idOrZero(), parentId: idOrNull(), mergedIds: listOf(idRequired()), mergedOrSplit: flag() })
  .nullish();

/** Order of V1 (models, "Order"), as far as books need it. Times in payloads of 2015 lack createDate. */
export const rawOrder = z.object({
  orderId: idRequired(),
  orderNumber: textRequired(),
  orderKey: textOrNull(),
  orderStatus: textOrEmpty(),
  orderDate: instantOrNull(),
  paymentDate: instantOrNull(),
  createDate: instantOrNull(),
  modifyDate: instantOrNull(),
  shipDate: dateOrNull(),
  customerUsername: textOrNull(),
  customerEmail: textOrNull(),
  billTo: rawAddress,
  shipTo: rawAddress,
  items: listOf(rawItem),
  orderTotal: decimalRequired(),
  amountPaid: decimalOrZero(),
  taxAmount: decimalOrZero(),
  shippingAmount: decimalOrZero(),
  paymentMethod: textOrNull(),
  requestedShippingService: textOrNull(),
  carrierCode: textOrNull(),
  serviceCode: textOrNull(),
  externallyFulfilled: flag(),
  advancedOptions: rawAdvanced,
  tagIds: listOf(idRequired()),
  customerNotes: textOrNull(),
  internalNotes: textOrNull(),
});
export type RawOrder = z.output<typeof rawOrder>;
