import { NO_ADDRESS, type Order, ORDER_STATUSES, type SourceOrderStatus } from '../../../../shared/domain/orders/order.ts';
import type { Instant } from '../../../../shared/domain/time/instants.ts';
import { z } from 'zod';
import { type RawOrder, rawOrder } from './raw-order.ts';
import type { RecordKind } from '../common/read-record.ts';

interface DatedOrder extends RawOrder {
  readonly createdAt: Instant;
  readonly modifiedAt: Instant;
}

/** modifyDate equals createDate until the first change (V1 models); old payloads lack createDate, and orderDate comes next. */
const datedOrder = rawOrder.transform((raw, context): DatedOrder => {
  const createdAt = raw.createDate ?? raw.orderDate ?? raw.modifyDate;
  const modifiedAt = raw.modifyDate ?? createdAt;
  if (createdAt === null || modifiedAt === null) {
    context.addIssue({ code: 'custom', message: 'is missing', path: ['modifyDate'] });
    return z.NEVER;
  }
  return { ...raw, createdAt, modifiedAt };
});

export const ORDER_KIND: RecordKind<DatedOrder, Order> = {
  name: 'Order',
  idField: 'orderId',
  schema: datedOrder,
  translate: toOrder,
  idOf: (order) => order.orderId,
};

function toOrder(raw: DatedOrder): Order {
  return {
    orderId: raw.orderId,
    orderNumber: raw.orderNumber,
    orderKey: raw.orderKey,
    storeId: raw.advancedOptions?.storeId ?? 0,
    status: statusOf(raw.orderStatus),
    sourceStatus: raw.orderStatus,
    orderedAt: raw.orderDate,
    paidAt: raw.paymentDate,
    createdAt: raw.createdAt,
    modifiedAt: raw.modifiedAt,
    shippedOn: raw.shipDate,
    username: raw.customerUsername,
    email: raw.customerEmail,
    billTo: raw.billTo ?? NO_ADDRESS,
    shipTo: raw.shipTo ?? NO_ADDRESS,
    items: raw.items,
    orderTotal: raw.orderTotal,
    amountPaid: raw.amountPaid,
    taxAmount: raw.taxAmount,
    shippingAmount: raw.shippingAmount,
    paymentMethod: raw.paymentMethod,
    requestedService: raw.requestedShippingService,
    carrierCode: raw.carrierCode,
    serviceCode: raw.serviceCode,
    externallyFulfilled: raw.externallyFulfilled,
    parentId: raw.advancedOptions?.parentId ?? null,
    mergedIds: raw.advancedOptions?.mergedIds ?? [],
    mergedOrSplit: raw.advancedOptions?.mergedOrSplit ?? false,
    tagIds: raw.tagIds,
    customerNotes: raw.customerNotes,
    internalNotes: raw.internalNotes,
    // V1 names no currency anywhere; everything else it tells.
    currency: null,
    untold: [],
  };
}

/** Undocumented statuses turn up ("processing"): they arrive as `unknown`, with ShipStation's own word beside it. */
function statusOf(text: string): SourceOrderStatus {
  const word = text.toLowerCase();
  return ORDER_STATUSES.find((status) => status === word) ?? 'unknown';
}
