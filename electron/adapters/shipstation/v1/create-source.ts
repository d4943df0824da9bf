import type { Clock, Logger, Timers } from '../../../core/ports/environment.ts';
import type { OrderSource, SourcePages, SourceWindow } from '../../../core/ports/order-source.ts';
import type { Order } from '../../../../shared/domain/orders/order.ts';
import { fail, ok } from '../../../../shared/domain/result.ts';
import type { Instant } from '../../../../shared/domain/time/instants.ts';
import type { Http } from '../../http/http.ts';
import type { LaneRegistry } from '../../http/lane-registry.ts';
import { portFault } from '../../http/port-fault.ts';
import { createCaller } from '../common/caller.ts';
import { type FromMoment, type ListRequest, readPages } from '../common/pages.ts';
import { createPaging } from '../common/paging.ts';
import { pointedPages } from '../common/pointer.ts';
import { readElements, readList } from '../common/read-list.ts';
import { readRecord, type RecordKind } from '../common/read-record.ts';
import { createRequester, type Requester } from '../common/requester.ts';
import { createV1Dialect, type DialectParts } from './dialect.ts';
import { between, shippedBetween, V1_PAGE_SIZES, V1_POINTERS } from './lists.ts';
import { ORDER_KIND } from './read-order.ts';
import { readV1Reference } from './read-reference.ts';
import { FULFILLMENT_KIND, PRODUCT_KIND, SHIPMENT_KIND, STORE_KIND } from './read-shipping.ts';

export interface ShipStationV1Options extends DialectParts {
  readonly http: Http;
  readonly clock: Clock;
  readonly timers: Timers;
  readonly logger: Logger;
  /** The host's one registry: everything that uses the same key shares its 40 requests a minute. */
  readonly lanes: LaneRegistry;
  /** From `readBaseAddresses` or `loopbackBaseAddresses`. */
  readonly baseAddress: string;
  /** True where an earlier session has read with this key: a refusal then means that the key has run out. */
  readonly keyHasWorked?: boolean;
  /** 0 to 1, to spread retries; `Math.random` where it is not given. */
  readonly random?: () => number;
}

/** Labels list what they cover only where that is asked for. */
const WITH_ITEMS = { includeShipmentItems: 'true' };

/**
 * Orders from ShipStation's V1 API. Keys of the wrong shape are refused by every call with `source/key-shape`, before
 * anything is sent.
 */
export function createShipStationV1Source(options: ShipStationV1Options): OrderSource {
  const caller = createCaller({ ...options, keyHasWorked: options.keyHasWorked ?? false }, createV1Dialect(options));
  const requester = createRequester({ ...options, random: options.random ?? Math.random }, caller);
  const lists = listsOf(requester);
  return {
    async stores(signal) {
      const answer = await requester.get('/stores', { showInactive: 'true' }, signal);
      const list = answer.ok ? readList(answer.value, 'stores') : answer;
      if (!list.ok) {
        return list;
      }
      const { records, unreadable } = await readElements(STORE_KIND, list.value.elements);
      requester.noteUnreadable(unreadable);
      return ok(records);
    },
    reference: (signal) => readV1Reference(requester, signal),
    products: (signal) => lists.products({ showInactive: 'true', sortBy: 'SKU', sortDir: 'ASC' }, signal),
    ordersModified: (window, signal) => lists.ordersBetween('modifyDate', window, signal),
    ordersCreated: (window, signal) => lists.ordersBetween('createDate', window, signal),
    async order(orderId, signal) {
      const answer = await requester.get(`/orders/${orderId}`, {}, signal);
      if (!answer.ok) {
        return answer.fault.httpStatus === 404 ? ok(null) : answer;
      }
      const order = readRecord(ORDER_KIND, answer.value);
      return order.ok ? order : fail(portFault({ code: 'source/bad-answer', class: 'source', message: order.fault.message }));
    },
    shipments(by, window, signal) {
      switch (by) {
        case 'created':
          return lists.shipments(null, between('createDate', 'CreateDate', window), signal);
        case 'voided':
          return lists.shipments(null, between('voidDate', 'CreateDate', window), signal);
        case 'shipped':
          return lists.shipments(null, shippedBetween(window), signal);
      }
    },
    fulfillments: (window, signal) => lists.fulfillments(null, between('createDate', 'CreateDate', window), signal),
    fulfillmentsOf: (orderId, signal) => lists.fulfillments(null, { orderId: String(orderId) }, signal),
    pointed: (pointer, signal) => pointedPages(lists, pointer, { rules: V1_POINTERS, baseAddress: options.baseAddress }, signal),
    serverTime: () => requester.serverTime(),
  };
}

type Query = Readonly<Record<string, string>>;

/** The paged lists; `address` null for the usual one. */
function listsOf(requester: Requester) {
  const paging = createPaging('pageSize', V1_PAGE_SIZES, V1_PAGE_SIZES[0]);
  const list =
    <Raw, T>(collection: string, kind: RecordKind<Raw, T>, stream: ListRequest<Raw, T>['stream'], always: Query = {}) =>
    (address: string | null, query: Query, signal: AbortSignal | undefined): SourcePages<T> =>
      readPages(requester, { path: address ?? `/${collection}`, collection, query: { ...query, ...always }, paging, kind, stream }, signal);
  const products = list('products', PRODUCT_KIND, null);
  return {
    products: (query: Query, signal: AbortSignal | undefined) => products(null, query, signal),
    orders: list('orders', ORDER_KIND, 'orders'),
    ordersBetween(field: 'modifyDate' | 'createDate', window: SourceWindow, signal: AbortSignal | undefined): SourcePages<Order> {
      const isModified = field === 'modifyDate';
      const queryFrom = (from: Instant): Query => between(field, isModified ? 'ModifyDate' : 'CreateDate', { from, to: window.to });
      const fromMoment: FromMoment<Order> = {
        momentOf: ({ modifiedAt, createdAt }) => (isModified ? modifiedAt : createdAt),
        query: queryFrom,
      };
      const query = queryFrom(window.from);
      return readPages(
        requester,
        { path: '/orders', collection: 'orders', query, paging, kind: ORDER_KIND, stream: 'orders', fromMoment },
        signal,
      );
    },
    shipments: list('shipments', SHIPMENT_KIND, 'shipments', WITH_ITEMS),
    fulfillments: list('fulfillments', FULFILLMENT_KIND, 'fulfillments'),
  };
}
