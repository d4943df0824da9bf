import type { z } from 'zod';

import type { orderDetailSchema } from '../../../../shared/contract/methods/orders.ts';
import { addDecimals } from '../../../../shared/domain/money/decimal.ts';
import type { Fulfillment, OrderFamily, OrderWithShipping, Shipment } from '../../../../shared/domain/orders/order.ts';
import type { BusinessDate } from '../../../../shared/domain/time/instants.ts';
import type { CompanyStore } from '../../ports/store/company-store.ts';

type OrderDetail = z.output<typeof orderDetailSchema>;

/** Where neither the store nor the books say a currency yet: the practice of every seller in the books' home country. */
const CURRENCY_BEFORE_BOOKS = 'USD';

/** The order as the source tells it, for the left side of the side by side. */
export function orderDetailOf(store: CompanyStore, family: OrderFamily, member: OrderWithShipping): OrderDetail {
  const { order } = member;
  const sourceStore = store.orders.sourceStores().find((known) => known.storeId === order.storeId);
  return {
    orderId: order.orderId,
    orderNumber: order.orderNumber,
    storeId: order.storeId,
    storeName: sourceStore?.storeName ?? null,
    sourceStatus: order.sourceStatus,
    orderedAt: order.orderedAt,
    paidAt: order.paidAt,
    modifiedAt: order.modifiedAt,
    shippedOn: order.shippedOn ?? firstShippedOn(member),
    username: order.username,
    email: order.email,
    billTo: { ...order.billTo },
    shipTo: { ...order.shipTo },
    items: order.items.map(({ orderItemId, sku, name, options, quantity, unitPrice, adjustment }) => ({
      orderItemId,
      sku,
      name,
      options,
      quantity,
      unitPrice,
      adjustment,
    })),
    orderTotal: order.orderTotal,
    amountPaid: order.amountPaid,
    taxAmount: order.taxAmount,
    shippingAmount: order.shippingAmount,
    untold: order.untold,
    tags: tagNames(store, order.tagIds),
    currency:
      order.currency ??
      store.config.current().stores[String(order.storeId)]?.currency ??
      store.mirror.company()?.homeCurrency ??
      CURRENCY_BEFORE_BOOKS,
    paymentMethod: order.paymentMethod,
    requestedService: order.requestedService,
    carrierCode: order.carrierCode,
    serviceCode: order.serviceCode,
    familyIds: family.members.map((relative) => relative.order.orderId),
    shipments: [...member.shipments.map(shipmentView), ...member.fulfillments.map(fulfillmentView)],
  };
}

function tagNames(store: CompanyStore, tagIds: readonly number[]): string[] {
  if (tagIds.length === 0) {
    return [];
  }
  const names = new Map(store.orders.sourceReference().tags.map(({ tagId, name }) => [tagId, name]));
  return tagIds.map((tagId) => names.get(tagId) ?? String(tagId));
}

function firstShippedOn({ shipments, fulfillments }: OrderWithShipping): BusinessDate | null {
  const valid = [...shipments.filter((shipment) => !shipment.isReturn), ...fulfillments].filter((record) => !record.voided);
  return valid.flatMap((record) => record.shippedOn ?? []).toSorted()[0] ?? null;
}

function shipmentView(shipment: Shipment): OrderDetail['shipments'][number] {
  return {
    id: shipment.shipmentId,
    kind: shipment.isReturn ? 'return-label' : 'label',
    shippedOn: shipment.shippedOn,
    trackingNumber: shipment.trackingNumber,
    carrierCode: shipment.carrierCode,
    voided: shipment.voided,
    cost: addDecimals(shipment.shipmentCost, shipment.insuranceCost),
  };
}

function fulfillmentView(fulfillment: Fulfillment): OrderDetail['shipments'][number] {
  return {
    id: fulfillment.fulfillmentId,
    kind: 'marked-shipped',
    shippedOn: fulfillment.shippedOn,
    trackingNumber: fulfillment.trackingNumber,
    carrierCode: fulfillment.carrierCode,
    voided: fulfillment.voided,
    cost: null,
  };
}
