import type { Clock, Logger, Timers } from '../../../core/ports/environment.ts';
import type { OrderSource, SourceWindow } from '../../../core/ports/order-source.ts';
import type { SourceCredentials } from '../../../core/ports/services.ts';
import { fail, ok } from '../../../../shared/domain/result.ts';
import { epochMsOf, instantOf } from '../../../../shared/domain/time/instants.ts';
import { formatPacific } from '../../../../shared/domain/time/zones.ts';
import type { Http } from '../../http/http.ts';
import type { LaneRegistry } from '../../http/lane-registry.ts';
import { portFault } from '../../http/port-fault.ts';
import { readPages } from './pages.ts';
import { readElements, readList } from './read-list.ts';
import { ORDER_KIND } from './read-order.ts';
import { readRecord } from './read-record.ts';
import { FULFILLMENT_KIND, PRODUCT_KIND, SHIPMENT_KIND, STORE_KIND } from './read-shipping.ts';
import { createRequester } from './requester.ts';

export interface ShipStationV1Options {
  readonly http: Http;
  readonly clock: Clock;
  readonly timers: Timers;
  readonly logger: Logger;
  /** The host's one registry: everything that uses the same key shares its 40 requests a minute. */
  readonly lanes: LaneRegistry;
  /** From `readBaseAddresses` or `loopbackBaseAddresses`. */
  readonly baseAddress: string;
  readonly credentials: SourceCredentials;
  /** True where an earlier session has read with this key: a refusal then means that the key has run out. */
  readonly keyHasWorked?: boolean;
  /** 0 to 1, to spread retries; `Math.random` where it is not given. */
  readonly random?: () => number;
}

/**
 * Orders from ShipStation's V1 API. Keys of the wrong shape are refused by every call with `source/key-shape`, before
 * anything is sent.
 */
export function createShipStationV1Source(options: ShipStationV1Options): OrderSource {
  const requester = createRequester({ ...options, keyHasWorked: options.keyHasWorked ?? false, random: options.random ?? Math.random });
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
    products: (signal) =>
      readPages(
        requester,
        {
          path: '/products',
          collection: 'products',
          query: { showInactive: 'true', sortBy: 'SKU', sortDir: 'ASC' },
          kind: PRODUCT_KIND,
          stream: null,
        },
        signal,
      ),
    ordersModified: (window, signal) =>
      readPages(
        requester,
        { path: '/orders', collection: 'orders', query: between('modifyDate', 'ModifyDate', window), kind: ORDER_KIND, stream: 'orders' },
        signal,
      ),
    ordersCreated: (window, signal) =>
      readPages(
        requester,
        { path: '/orders', collection: 'orders', query: between('createDate', 'CreateDate', window), kind: ORDER_KIND, stream: 'orders' },
        signal,
      ),
    async order(orderId, signal) {
      const answer = await requester.get(`/orders/${orderId}`, {}, signal);
      if (!answer.ok) {
        return answer.fault.httpStatus === 404 ? ok(null) : answer;
      }
      const order = readRecord(ORDER_KIND, answer.value);
      return order.ok ? order : fail(portFault({ code: 'source/bad-answer', class: 'source', message: order.fault.message }));
    },
    shipments: (by, window, signal) =>
      readPages(
        requester,
        {
          path: '/shipments',
          collection: 'shipments',
          query: { ...between(by === 'created' ? 'createDate' : 'voidDate', 'CreateDate', window), includeShipmentItems: 'true' },
          kind: SHIPMENT_KIND,
          stream: 'shipments',
        },
        signal,
      ),
    fulfillments: (window, signal) =>
      readPages(
        requester,
        {
          path: '/fulfillments',
          collection: 'fulfillments',
          query: between('createDate', 'CreateDate', window),
          kind: FULFILLMENT_KIND,
          stream: 'fulfillments',
        },
        signal,
      ),
    serverTime: () => requester.serverTime(),
  };
}

/**
 * A window in Pacific wall time. V1 takes whole seconds, and does not say whether its bounds are inclusive: a second more on
 * each side makes both ends of the port's window part of it.
 */
function between(field: 'modifyDate' | 'createDate' | 'voidDate', sortBy: string, window: SourceWindow): Readonly<Record<string, string>> {
  return {
    [`${field}Start`]: formatPacific(instantOf(epochMsOf(window.from) - 1000)),
    [`${field}End`]: formatPacific(instantOf(Math.ceil(epochMsOf(window.to) / 1000) * 1000 + 1000)),
    sortBy,
    sortDir: 'ASC',
  };
}
