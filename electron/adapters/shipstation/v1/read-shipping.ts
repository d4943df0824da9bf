import type { Fulfillment, Shipment, SourceProduct, SourceStore } from '../../../../shared/domain/orders/order.ts';
import {
  type RawFulfillment,
  rawFulfillment,
  type RawProduct,
  rawProduct,
  type RawShipment,
  rawShipment,
  type RawStore,
  rawStore,
} from './raw-shipping.ts';
import type { RecordKind } from '../common/read-record.ts';

export const SHIPMENT_KIND: RecordKind<RawShipment, Shipment> = {
  name: 'Shipment',
  idField: 'shipmentId',
  schema: rawShipment,
  idOf: (shipment) => shipment.shipmentId,
  translate: (raw) => ({
    shipmentId: raw.shipmentId,
    orderId: raw.orderId,
    orderNumber: raw.orderNumber,
    storeId: raw.advancedOptions?.storeId ?? null,
    createdAt: raw.createDate,
    shippedOn: raw.shipDate,
    trackingNumber: raw.trackingNumber,
    carrierCode: raw.carrierCode,
    serviceCode: raw.serviceCode,
    shipmentCost: raw.shipmentCost,
    insuranceCost: raw.insuranceCost,
    isReturn: raw.isReturnLabel,
    // A void date without the flag is a void too: both are written by the same act.
    voided: raw.voided || raw.voidDate !== null,
    voidedAt: raw.voidDate,
    items: raw.shipmentItems,
  }),
};

export const FULFILLMENT_KIND: RecordKind<RawFulfillment, Fulfillment> = {
  name: 'Fulfillment',
  idField: 'fulfillmentId',
  schema: rawFulfillment,
  idOf: (fulfillment) => fulfillment.fulfillmentId,
  translate: (raw) => ({
    fulfillmentId: raw.fulfillmentId,
    orderId: raw.orderId,
    orderNumber: raw.orderNumber,
    createdAt: raw.createDate,
    shippedOn: raw.shipDate,
    trackingNumber: raw.trackingNumber,
    carrierCode: raw.carrierCode,
    voided: raw.voided,
  }),
};

export const STORE_KIND: RecordKind<RawStore, SourceStore> = {
  name: 'Store',
  idField: 'storeId',
  schema: rawStore,
  idOf: (store) => store.storeId,
  translate: (raw) => ({
    storeId: raw.storeId,
    storeName: raw.storeName,
    nameIsTold: true,
    marketplaceName: raw.marketplaceName,
    active: raw.active,
    refreshedAt: raw.refreshDate,
  }),
};

export const PRODUCT_KIND: RecordKind<RawProduct, SourceProduct> = {
  name: 'Product',
  idField: 'productId',
  schema: rawProduct,
  idOf: (product) => product.productId,
  translate: (raw) => raw,
};
