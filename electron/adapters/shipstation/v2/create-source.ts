import type { Logger } from '../../../core/ports/environment.ts';
import type { PortFault } from '../../../core/ports/faults.ts';
import type { OrderSource, SourcePage, SourcePages, SourceWindow } from '../../../core/ports/order-source.ts';
import type { Fulfillment, Order, Shipment, SourceStore } from '../../../../shared/domain/orders/order.ts';
import { storeCalledById } from '../../../../shared/domain/orders/source-reference.ts';
import { fail, ok, type Result } from '../../../../shared/domain/result.ts';
import { businessDateIn, PACIFIC } from '../../../../shared/domain/time/zones.ts';
import type { Http } from '../../http/http.ts';
import { portFault } from '../../http/port-fault.ts';
import { createCaller } from '../common/caller.ts';
import { inOrder, onlyWanted } from '../common/page-streams.ts';
import { type FromMoment, type ListRequest, readPages } from '../common/pages.ts';
import { createPaging } from '../common/paging.ts';
import { pointedPages } from '../common/pointer.ts';
import { readOwnRecord } from '../common/read-record.ts';
import { createRequester, type Requester } from '../common/requester.ts';
import { createV2Dialect, type V2DialectParts } from './dialect.ts';
import {
  fulfillmentsBetween,
  labelsBetween,
  madeAhead,
  shipmentsBetween,
  V2_PAGE_SIZES,
  V2_POINTERS,
  V2_PRODUCT_SIZES,
  V2_SURE_PAGE,
  voidableBefore,
} from './lists.ts';
import { idOfNumber } from './raw-values.ts';
import { type CarrierCodes, v2OrderKind } from './read-order.ts';
import { readV2Carriers, readV2Reference, type V2Carrier } from './read-reference.ts';
import { byCreation, LABEL_KIND, V2_FULFILLMENT_KIND, V2_PRODUCT_KIND } from './read-shipping.ts';

export interface ShipStationV2Options extends V2DialectParts {
  readonly http: Http;
  readonly logger: Logger;
  /** True where an earlier session has read with this key: a refusal then means that the key has run out. */
  readonly keyHasWorked?: boolean;
  /** 0 to 1, to spread retries; `Math.random` where it is not given. */
  readonly random?: () => number;
}

type Query = Readonly<Record<string, string>>;
type Signal = AbortSignal | undefined;

/**
 * Orders from ShipStation's V2 API, under the same ids as V1 gives them. What V2 cannot tell of an order is listed in the
 * order's `untold`, and never made up.
 */
export function createShipStationV2Source(options: ShipStationV2Options): OrderSource {
  const caller = createCaller({ ...options, keyHasWorked: options.keyHasWorked ?? false }, createV2Dialect(options));
  const requester = createRequester({ ...options, random: options.random ?? Math.random }, caller);
  const carriers = rememberedCarriers(requester);
  const lists = listsOf(requester, carriers);
  return {
    stores: (signal) => storesOf(lists, signal),
    async reference(signal) {
      const known = await carriers.all(signal);
      return known.ok ? readV2Reference(requester, known.value, signal) : known;
    },
    products: (signal) => lists.products(signal),
    ordersModified: (window, signal) => lists.ordersBetween('modified_at', window, signal),
    ordersCreated: (window, signal) => lists.ordersBetween('created_at', window, signal),
    async order(orderId, signal) {
      const codes = await carriers.codes(signal);
      const answer = codes.ok ? await requester.get(`/v2/shipments/${idOfNumber(orderId)}`, {}, signal) : codes;
      if (!answer.ok) {
        return answer.fault.httpStatus === 404 ? ok(null) : answer;
      }
      // The way back of a return stands among the orders and is none: there is no order of this id.
      const order = readOwnRecord(v2OrderKind(codes.ok ? codes.value : new Map()), answer.value);
      return order.ok ? order : fail(portFault({ code: 'source/bad-answer', class: 'source', message: order.fault.message }));
    },
    shipments: (by, window, signal) => shipmentsBy(lists, by, window, signal),
    fulfillments: (window, signal) => inOrder(lists.fulfillments(null, fulfillmentsBetween(window), signal), byCreation),
    fulfillmentsOf: (orderId, signal) => lists.fulfillments(null, { shipment_id: idOfNumber(orderId) }, signal),
    pointed: (pointer, signal) =>
      pointedPages({ ...lists, shipments: lists.labels }, pointer, { rules: V2_POINTERS, baseAddress: options.baseAddress }, signal),
    serverTime: () => requester.serverTime(),
  };
}

interface Carriers {
  all(signal: Signal): Promise<Result<readonly V2Carrier[], PortFault>>;
  codes(signal: Signal): Promise<Result<CarrierCodes, PortFault>>;
}

/** The account's carriers, read once: orders name theirs by an id that says nothing. An account that may not read them has none. */
function rememberedCarriers(requester: Requester): Carriers {
  let known: readonly V2Carrier[] | null = null;
  const all: Carriers['all'] = async (signal) => {
    if (known === null) {
      const read = await readV2Carriers(requester, signal);
      if (!read.ok && read.fault.class !== 'permission' && read.fault.class !== 'rejected') {
        return read;
      }
      known = read.ok ? read.value : [];
    }
    return ok(known);
  };
  return {
    all,
    async codes(signal) {
      const read = await all(signal);
      return read.ok ? ok(new Map(read.value.map(({ carrier_id: id, carrier_code: code }) => [id, code]))) : read;
    },
  };
}

type Lists = ReturnType<typeof listsOf>;

/** The paged lists; `address` null for the usual one. */
function listsOf(requester: Requester, carriers: Carriers) {
  const paging = createPaging('page_size', V2_PAGE_SIZES, V2_SURE_PAGE);
  const productPaging = createPaging('page_size', V2_PRODUCT_SIZES, V2_SURE_PAGE);
  const list = <Raw, T>(request: ListRequest<Raw, T>, signal: Signal): SourcePages<T> => readPages(requester, request, signal);
  async function* orders(
    address: string | null,
    query: Query,
    signal: Signal,
    more: { readonly fromMoment?: FromMoment<Order> } = {},
  ): AsyncGenerator<Result<SourcePage<Order>, PortFault>> {
    const codes = await carriers.codes(signal);
    if (!codes.ok) {
      yield codes;
      return;
    }
    const kind = v2OrderKind(codes.value);
    yield* list({ path: address ?? '/v2/shipments', collection: 'shipments', query, paging, kind, stream: 'orders', ...more }, signal);
  }
  return {
    orders,
    ordersBetween(field: 'modified_at' | 'created_at', window: SourceWindow, signal: Signal): SourcePages<Order> {
      const fromMoment: FromMoment<Order> = {
        momentOf: ({ modifiedAt, createdAt }) => (field === 'modified_at' ? modifiedAt : createdAt),
        query: (from) => shipmentsBetween(field, { from, to: window.to }),
      };
      return orders(null, shipmentsBetween(field, window), signal, { fromMoment });
    },
    labels: (address: string | null, query: Query, signal: Signal): SourcePages<Shipment> =>
      list({ path: address ?? '/v2/labels', collection: 'labels', query, paging, kind: LABEL_KIND, stream: 'shipments' }, signal),
    fulfillments: (address: string | null, query: Query, signal: Signal): SourcePages<Fulfillment> =>
      list(
        {
          path: address ?? '/v2/fulfillments',
          collection: 'fulfillments',
          query,
          paging,
          kind: V2_FULFILLMENT_KIND,
          stream: 'fulfillments',
        },
        signal,
      ),
    products: (signal: Signal) =>
      list({ path: '/v2/products', collection: 'products', query: {}, paging: productPaging, kind: V2_PRODUCT_KIND, stream: null }, signal),
  };
}

function shipmentsBy(lists: Lists, by: 'created' | 'shipped' | 'voided', window: SourceWindow, signal: Signal): SourcePages<Shipment> {
  switch (by) {
    case 'created':
      return lists.labels(null, labelsBetween(window), signal);
    case 'voided':
      // A void without its moment is always handed on: seen again it changes nothing.
      return onlyWanted(
        lists.labels(null, voidableBefore(window), signal),
        ({ voided, voidedAt }) => voided && (voidedAt === null || (voidedAt >= window.from && voidedAt <= window.to)),
      );
    case 'shipped': {
      const [first, last] = [businessDateIn(window.from, PACIFIC), businessDateIn(window.to, PACIFIC)];
      const labels = onlyWanted(
        lists.labels(null, madeAhead(window), signal),
        ({ shippedOn }) => shippedOn !== null && shippedOn >= first && shippedOn <= last,
      );
      return inOrder(labels, (a, b) => (a.shippedOn ?? '').localeCompare(b.shippedOn ?? '') || byCreation(a, b));
    }
  }
}

/** V2 has no list of stores: those of the account's newest orders, each called by its id. The pull finds the others. */
async function storesOf(lists: Lists, signal: Signal): Promise<Result<readonly SourceStore[], PortFault>> {
  for await (const page of lists.orders(null, { sort_by: 'created_at', sort_dir: 'desc' }, signal)) {
    if (!page.ok) {
      return page;
    }
    const ids = new Set(page.value.records.map(({ storeId }) => storeId).filter((storeId) => storeId > 0));
    return ok([...ids].toSorted((a, b) => a - b).map(storeCalledById));
  }
  return ok([]);
}
