import type { SourceWindow } from '../../../core/ports/order-source.ts';
import { epochMsOf, instantOf } from '../../../../shared/domain/time/instants.ts';
import { businessDateIn, formatPacific, PACIFIC } from '../../../../shared/domain/time/zones.ts';
import type { PointerRules } from '../common/pointer.ts';

type Query = Readonly<Record<string, string>>;

/** Largest page of V1 (docs, "List Orders"), and smaller ones to take a bad page apart with. */
export const V1_PAGE_SIZES = [500, 250, 125, 25, 5, 1] as const;

/**
 * A window in Pacific wall time. V1 takes whole seconds, and does not say whether its bounds are inclusive: a second more on
 * each side makes both ends of the port's window part of it.
 */
export function between(field: 'modifyDate' | 'createDate' | 'voidDate', sortBy: string, window: SourceWindow): Query {
  return {
    [`${field}Start`]: formatPacific(instantOf(epochMsOf(window.from) - 1000)),
    [`${field}End`]: formatPacific(instantOf(Math.ceil(epochMsOf(window.to) / 1000) * 1000 + 1000)),
    sortBy,
    sortDir: 'ASC',
  };
}

/** Ship dates are dates without a time: the Pacific days of the window, both whole. */
export function shippedBetween(window: SourceWindow): Query {
  return {
    shipDateStart: businessDateIn(window.from, PACIFIC),
    shipDateEnd: `${businessDateIn(window.to, PACIFIC)} 23:59:59`,
    sortBy: 'ShipDate',
    sortDir: 'ASC',
  };
}

/** What V1's notices point to: an import's orders, a batch's labels, fulfillments. Its servers are called ssapi, ssapi6, ssapi12 and so on. */
export const V1_POINTERS: PointerRules = {
  host: /^ssapi\d{0,4}\.shipstation\.com$/,
  lists: {
    orders: { paths: ['/orders', '/orders/list'], queryNames: ['storeID', 'importBatch', 'batchId', 'orderId'] },
    shipments: {
      paths: ['/shipments', '/shipments/list'],
      queryNames: ['storeID', 'batchId', 'importBatch', 'shipmentId', 'orderId', 'includeShipmentItems'],
    },
    fulfillments: {
      paths: ['/fulfillments', '/fulfillments/list'],
      queryNames: ['storeID', 'batchId', 'importBatch', 'fulfillmentId', 'orderId', 'shipmentId'],
    },
  },
};
