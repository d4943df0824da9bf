import { z } from 'zod';

import type { Fulfillment, Shipment, SourceProduct } from '../../../../shared/domain/orders/order.ts';
import type { Instant } from '../../../../shared/domain/time/instants.ts';
import { flag, flagUnlessSaid, textOrEmpty, textOrNull } from '../common/raw-fields.ts';
import type { RecordKind } from '../common/read-record.ts';
import { moneyOrZero, plainIdText, seIdOrNull, seIdRequired, utcDateOrNull, utcOrNull, utcRequired } from './raw-values.ts';

/** What V2 calls a label is a shipment of V1, with the same number. It says nothing of what it covers. */
const rawLabel = z.object({
  label_id: seIdRequired(),
  status: textOrEmpty(),
  shipment_id: seIdOrNull(),
  created_at: utcRequired(),
  ship_date: utcDateOrNull(),
  tracking_number: textOrNull(),
  carrier_code: textOrNull(),
  service_code: textOrNull(),
  shipment_cost: moneyOrZero(),
  insurance_cost: moneyOrZero(),
  is_return_label: flag(),
  voided: flag(),
  voided_at: utcOrNull(),
});

/** Labels that were never made: nothing left on them and nothing was paid for them. */
const NO_LABEL: readonly string[] = ['error', 'processing'];

export const LABEL_KIND: RecordKind<z.output<typeof rawLabel>, Shipment> = {
  name: 'Label',
  idField: 'label_id',
  idText: plainIdText,
  schema: rawLabel,
  idOf: (shipment) => shipment.shipmentId,
  isLeftOut: ({ status }) => NO_LABEL.includes(status.toLowerCase()),
  translate: (raw) => ({
    shipmentId: raw.label_id,
    orderId: raw.shipment_id,
    orderNumber: null,
    storeId: null,
    createdAt: raw.created_at,
    shippedOn: raw.ship_date,
    trackingNumber: raw.tracking_number,
    carrierCode: raw.carrier_code,
    serviceCode: raw.service_code,
    shipmentCost: raw.shipment_cost.amount,
    insuranceCost: raw.insurance_cost.amount,
    isReturn: raw.is_return_label,
    voided: raw.voided || raw.voided_at !== null || raw.status.toLowerCase() === 'voided',
    voidedAt: raw.voided_at,
    items: null,
  }),
};

const rawV2Fulfillment = z.object({
  fulfillment_id: seIdRequired(),
  shipment_id: seIdOrNull(),
  shipment_number: textOrNull(),
  created_at: utcRequired(),
  ship_date: utcDateOrNull(),
  tracking_number: textOrNull(),
  fulfillment_carrier_friendly_name: textOrNull(),
  voided: flag(),
  voided_at: utcOrNull(),
});

export const V2_FULFILLMENT_KIND: RecordKind<z.output<typeof rawV2Fulfillment>, Fulfillment> = {
  name: 'Fulfillment',
  idField: 'fulfillment_id',
  idText: plainIdText,
  schema: rawV2Fulfillment,
  idOf: (fulfillment) => fulfillment.fulfillmentId,
  translate: (raw) => ({
    fulfillmentId: raw.fulfillment_id,
    orderId: raw.shipment_id,
    orderNumber: raw.shipment_number,
    createdAt: raw.created_at,
    shippedOn: raw.ship_date,
    trackingNumber: raw.tracking_number,
    carrierCode: raw.fulfillment_carrier_friendly_name,
    voided: raw.voided || raw.voided_at !== null,
  }),
};

const rawV2Product = z.object({ product_id: seIdRequired(), sku: textOrNull(), name: textOrEmpty(), active: flagUnlessSaid() });

export const V2_PRODUCT_KIND: RecordKind<z.output<typeof rawV2Product>, SourceProduct> = {
  name: 'Product',
  idField: 'product_id',
  schema: rawV2Product,
  idOf: (product) => product.productId,
  translate: ({ product_id: productId, ...rest }) => ({ productId, ...rest }),
};

/** The order of labels and fulfillments that were read together. */
export const byCreation = (a: { readonly createdAt: Instant }, b: { readonly createdAt: Instant }): number =>
  a.createdAt < b.createdAt ? -1 : Number(a.createdAt > b.createdAt);
