import { ZERO } from '../../../../shared/domain/money/decimal.ts';
import type { PracticeCustomer, PracticeFulfillment, PracticeItem, PracticeShipment, PracticeShipmentItem } from '../records.ts';
import { amountOf, amountOrNull, type RenderedObject } from './json-text.ts';
import { renderAddress, WAREHOUSE_ID, weightOf } from './order.ts';
import { ticksOrNull, ticksText } from './pacific-text.ts';

/**
 * A label as V1 shows it.
 *
 * @param lines the order's lines for includeShipmentItems=true; null for the default, where V1 answers shipmentItems: null
 */
export function renderShipment(shipment: PracticeShipment, lines: readonly PracticeItem[] | null): RenderedObject {
  return {
    shipmentId: shipment.shipmentId,
    orderId: shipment.orderId,
    orderKey: shipment.orderKey,
    userId: '3c16cdda-0000-4000-8000-0ea71f0f6954',
    customerEmail: shipment.email,
    orderNumber: shipment.orderNumber,
    createDate: ticksText(shipment.createdAt),
    shipDate: shipment.shippedOn,
    shipmentCost: amountOf(shipment.shipmentCost),
    insuranceCost: amountOf(shipment.insuranceCost),
    trackingNumber: shipment.trackingNumber,
    isReturnLabel: shipment.isReturn,
    batchNumber: shipment.batchId === null ? null : String(shipment.batchId),
    carrierCode: shipment.carrierCode,
    serviceCode: shipment.serviceCode,
    packageCode: 'package',
    confirmation: 'delivery',
    warehouseId: WAREHOUSE_ID,
    voided: shipment.voidedAt !== null,
    voidDate: ticksOrNull(shipment.voidedAt),
    marketplaceNotified: shipment.voidedAt === null && !shipment.isReturn,
    notifyErrorMessage: null,
    shipTo: renderAddress(shipment.shipTo),
    weight: weightOf(shipment.items.reduce((pieces, item) => pieces + item.quantity, 0)),
    dimensions: null,
    insuranceOptions: { provider: null, insureShipment: false, insuredValue: amountOf(ZERO) },
    advancedOptions: { billToParty: null, billToAccount: null, billToPostalCode: null, billToCountryCode: null, storeId: shipment.storeId },
    shipmentItems: lines === null ? null : shipment.items.map((item) => renderShipmentItem(item, lines)),
    labelData: null,
    formData: null,
  };
}

function renderShipmentItem(item: PracticeShipmentItem, lines: readonly PracticeItem[]): RenderedObject {
  const line = lines.find(({ orderItemId }) => orderItemId === item.orderItemId);
  return {
    orderItemId: item.orderItemId,
    lineItemKey: line?.lineItemKey ?? null,
    sku: line?.sku ?? null,
    name: line?.name ?? '',
    imageUrl: null,
    weight: weightOf(1),
    quantity: item.quantity,
    unitPrice: amountOrNull(line?.unitPrice ?? null),
    warehouseLocation: null,
    options: (line?.options ?? []).map(({ name, value }) => ({ name, value })),
    productId: line?.productId ?? null,
    fulfillmentSku: null,
  };
}

/** An order marked as shipped, as V1 shows it: without lines, and with a ship date that is a full time. */
export function renderFulfillment(fulfillment: PracticeFulfillment): RenderedObject {
  return {
    fulfillmentId: fulfillment.fulfillmentId,
    orderId: fulfillment.orderId,
    orderNumber: fulfillment.orderNumber,
    userId: '2ce23917-0000-4000-8000-20fde97783ea',
    customerEmail: fulfillment.email,
    trackingNumber: fulfillment.trackingNumber,
    createDate: ticksText(fulfillment.createdAt),
    shipDate: ticksText(fulfillment.shippedAt),
    voidDate: ticksOrNull(fulfillment.voidedAt),
    deliveryDate: null,
    carrierCode: fulfillment.carrierName,
    sellerFillProviderId: null,
    sellerFillProviderName: null,
    fulfillmentProviderCode: null,
    fulfillmentServiceCode: null,
    fulfillmentFee: amountOf(ZERO),
    voidRequested: false,
    voided: fulfillment.voidedAt !== null,
    marketplaceNotified: true,
    notifyErrorMessage: null,
    shipTo: renderAddress(fulfillment.shipTo),
  };
}

/** A customer as V1 shows it, with the one user name by which the channel knows them. */
export function renderCustomer(customer: PracticeCustomer): RenderedObject {
  const { address } = customer;
  return {
    customerId: customer.customerId,
    createDate: ticksText(customer.createdAt),
    modifyDate: ticksText(customer.modifiedAt),
    name: address.name,
    company: address.company ?? '',
    street1: address.street1,
    street2: address.street2 ?? '',
    city: address.city,
    state: address.state,
    postalCode: address.postalCode,
    countryCode: address.country,
    phone: address.phone ?? '',
    email: customer.email,
    addressVerified: 'Verified',
    marketplaceUsernames: [
      {
        customerUserId: customer.customerId,
        customerId: customer.customerId,
        createDate: ticksText(customer.createdAt),
        modifyDate: ticksText(customer.modifiedAt),
        marketplaceId: customer.marketplaceId,
        marketplace: customer.marketplaceName,
        username: customer.username,
      },
    ],
    tags: '',
  };
}
