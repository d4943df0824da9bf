import { decimal, ZERO } from '../../../../shared/domain/money/decimal.ts';
import type { PracticeAddress, PracticeItem, PracticeOrder } from '../records.ts';
import { amountOf, amountOrNull, type RenderedObject } from './json-text.ts';
import { shortText, ticksOrNull, ticksText } from './pacific-text.ts';

/** The only warehouse of the shop; orders that others fulfil have none. */
export const WAREHOUSE_ID = 16079;

const OUNCES_PER_PIECE = 12;

/** An order as V1 shows it: every key of the model, and the keys beyond the model that live answers carry. */
export function renderOrder(order: PracticeOrder): RenderedObject {
  return {
    orderId: order.orderId,
    orderNumber: order.orderNumber,
    orderKey: order.orderKey,
    orderDate: ticksText(order.orderedAt),
    createDate: ticksText(order.createdAt),
    modifyDate: ticksText(order.modifiedAt),
    paymentDate: ticksOrNull(order.paidAt),
    shipByDate: null,
    orderStatus: order.status,
    customerId: order.customerId,
    customerUsername: order.username,
    customerEmail: order.email,
    billTo: renderAddress(order.billTo),
    shipTo: renderAddress(order.shipTo),
    items: order.items.map(renderItem),
    orderTotal: amountOf(order.orderTotal),
    amountPaid: amountOf(order.amountPaid),
    taxAmount: amountOf(order.taxAmount),
    shippingAmount: amountOf(order.shippingAmount),
    customerNotes: order.customerNotes,
    internalNotes: order.internalNotes,
    gift: order.gift,
    giftMessage: order.giftMessage,
    paymentMethod: order.paymentMethod,
    requestedShippingService: order.requestedService,
    carrierCode: order.carrierCode,
    serviceCode: order.serviceCode,
    packageCode: 'package',
    confirmation: 'none',
    shipDate: order.shippedOn,
    holdUntilDate: order.holdUntilOn,
    weight: weightOf(order.items.reduce((pieces, item) => pieces + (item.adjustment ? 0 : item.quantity), 0)),
    dimensions: null,
    insuranceOptions: { provider: null, insureShipment: false, insuredValue: amountOf(ZERO) },
    internationalOptions: { contents: null, customsItems: null, nonDelivery: null },
    advancedOptions: renderAdvancedOptions(order),
    tagIds: order.tagIds.length === 0 ? null : order.tagIds,
    userId: null,
    externallyFulfilled: order.externallyFulfilled,
    externallyFulfilledBy: order.externallyFulfilledBy,
    externallyFulfilledById: null,
    externallyFulfilledByName: null,
    labelMessages: null,
  };
}

export function renderAddress(address: PracticeAddress): RenderedObject {
  return {
    name: address.name,
    company: address.company,
    street1: address.street1,
    street2: address.street2,
    street3: address.street3,
    city: address.city,
    state: address.state,
    postalCode: address.postalCode,
    country: address.country,
    phone: address.phone,
    residential: address.residential,
    addressVerified: address.addressVerified,
  };
}

export function weightOf(pieces: number): RenderedObject {
  return { value: amountOf(decimal(pieces * OUNCES_PER_PIECE)), units: 'ounces', WeightUnits: 1 };
}

function renderAdvancedOptions(order: PracticeOrder): RenderedObject {
  return {
    warehouseId: order.externallyFulfilled ? null : WAREHOUSE_ID,
    nonMachinable: false,
    saturdayDelivery: false,
    containsAlcohol: false,
    mergedOrSplit: order.mergedOrSplit,
    mergedIds: order.mergedIds,
    parentId: order.parentId,
    storeId: order.storeId,
    customField1: null,
    customField2: null,
    customField3: null,
    source: order.source,
    billToParty: null,
    billToAccount: null,
    billToPostalCode: null,
    billToCountryCode: null,
    billToMyOtherAccount: null,
  };
}

function renderItem(item: PracticeItem): RenderedObject {
  return {
    orderItemId: item.orderItemId,
    lineItemKey: item.lineItemKey,
    sku: item.sku,
    name: item.name,
    imageUrl: null,
    weight: item.adjustment ? null : weightOf(1),
    quantity: item.quantity,
    unitPrice: amountOrNull(item.unitPrice),
    taxAmount: amountOrNull(item.taxAmount),
    shippingAmount: amountOrNull(item.shippingAmount),
    warehouseLocation: null,
    options: item.options.map(({ name, value }) => ({ name, value })),
    productId: item.productId,
    fulfillmentSku: null,
    adjustment: item.adjustment,
    upc: null,
    createDate: shortText(item.createdAt),
    modifyDate: shortText(item.modifiedAt),
  };
}
