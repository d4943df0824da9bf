import { assertNever, type Result } from '../../../../shared/domain/result.ts';
import type { BusinessDate } from '../../../../shared/domain/time/instants.ts';
import type { Shop } from '../shop.ts';
import {
  cancelOrder,
  deleteOrder,
  editOrder,
  holdOrder,
  type OrderEdit,
  rejectByProvider,
  sendToProvider,
  tagOrder,
  unholdOrder,
} from './change-order.ts';
import { importOrders } from './import-order.ts';
import type { NewOrder } from './new-order.ts';
import { combineOrders, splitOrder, type SplitOptions, uncombineOrders } from './order-family.ts';
import { type RedactionReason, redactOrder } from './redact-order.ts';
import { activateStore, refreshStore, setAutoRefresh } from './refresh-store.ts';
import { buyLabels, type LabelOptions, markShipped, type MarkOptions, voidFulfillment, voidLabel } from './ship-order.ts';

/** Something that happens in the shop, as data: for what happens between two pages, and for a panel that offers it. */
export type ShopOperation =
  | { readonly do: 'import'; readonly orders: readonly NewOrder[] }
  | { readonly do: 'edit'; readonly orderId: number; readonly edit: OrderEdit }
  | { readonly do: 'tag' | 'untag'; readonly orderId: number; readonly tagId: number }
  | { readonly do: 'hold'; readonly orderId: number; readonly until: BusinessDate }
  | { readonly do: 'unhold' | 'cancel' | 'delete' | 'send-to-provider' | 'reject-by-provider'; readonly orderId: number }
  | { readonly do: 'mark-shipped'; readonly orderId: number; readonly mark?: MarkOptions }
  | { readonly do: 'buy-labels'; readonly orderIds: readonly number[]; readonly label?: LabelOptions }
  | { readonly do: 'void-label'; readonly shipmentId: number }
  | { readonly do: 'void-fulfillment'; readonly fulfillmentId: number }
  | { readonly do: 'split'; readonly orderId: number; readonly split: SplitOptions }
  | { readonly do: 'combine'; readonly survivorId: number; readonly absorbedId: number }
  | { readonly do: 'uncombine'; readonly absorbedId: number }
  | { readonly do: 'redact'; readonly orderId: number; readonly reason: RedactionReason }
  | { readonly do: 'refresh-store'; readonly storeId: number }
  | { readonly do: 'auto-refresh' | 'activate-store'; readonly storeId: number; readonly isOn: boolean };

/** Lets an operation happen, inside the caller's transaction. */
export function perform(shop: Shop, operation: ShopOperation): Result<unknown> {
  switch (operation.do) {
    case 'import':
      return importOrders(shop, operation.orders);
    case 'edit':
      return editOrder(shop, operation.orderId, operation.edit);
    case 'tag':
    case 'untag':
      return tagOrder(shop, operation.orderId, operation.tagId, operation.do === 'tag');
    case 'hold':
      return holdOrder(shop, operation.orderId, operation.until);
    case 'unhold':
    case 'cancel':
    case 'delete':
    case 'send-to-provider':
    case 'reject-by-provider':
      return PLAIN[operation.do](shop, operation.orderId);
    case 'mark-shipped':
      return markShipped(shop, operation.orderId, operation.mark);
    case 'buy-labels':
      return buyLabels(shop, operation.orderIds, operation.label);
    case 'void-label':
      return voidLabel(shop, operation.shipmentId);
    case 'void-fulfillment':
      return voidFulfillment(shop, operation.fulfillmentId);
    case 'split':
      return splitOrder(shop, operation.orderId, operation.split);
    case 'combine':
      return combineOrders(shop, operation.survivorId, operation.absorbedId);
    case 'uncombine':
      return uncombineOrders(shop, operation.absorbedId);
    case 'redact':
      return redactOrder(shop, operation.orderId, operation.reason);
    case 'refresh-store':
      return refreshStore(shop, operation.storeId);
    case 'auto-refresh':
      return setAutoRefresh(shop, operation.storeId, operation.isOn);
    case 'activate-store':
      return activateStore(shop, operation.storeId, operation.isOn);
    default:
      return assertNever(operation);
  }
}

/** Operations that need nothing but the order. */
const PLAIN = {
  unhold: unholdOrder,
  cancel: cancelOrder,
  delete: deleteOrder,
  'send-to-provider': sendToProvider,
  'reject-by-provider': rejectByProvider,
} as const;
