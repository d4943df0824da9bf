import { PRODUCTS } from '../../../seed/catalogue.ts';
import type { RenderedObject } from '../../rendering/json-text.ts';
import type { PracticeFulfillment, PracticeOrder, PracticeShipment } from '../../records.ts';
import { renderLabel, renderV2Fulfillment } from '../../rendering/v2/label.ts';
import {
  packagesOf,
  renderV2Product,
  renderV2Warehouse,
  servicesOf,
  V2_CARRIERS,
  V2_TAGS,
  V2_USERS,
} from '../../rendering/v2/reference.ts';
import { renderV2Shipment } from '../../rendering/v2/shipment.ts';
import { currencyOf, type Shop } from '../../shop.ts';
import { findDeletedOrder, findOrder } from '../../storage/orders.ts';
import { listDocuments } from '../../storage/query.ts';
import { findFulfillment, findShipment } from '../../storage/shipments.ts';
import { readSwitches, type ShopSwitches } from '../../storage/switches.ts';
import type { Answer } from '../answer.ts';
import { openedAt } from '../reference-routes.ts';
import { v2List, v2Page, type V2Request } from './answers.ts';
import { labelConditions, v2FulfillmentConditions, v2OrderConditions, v2Sorting } from './filters.ts';
import { v2MoneyOf } from './money.ts';
import { readV2Parameters, type V2Parameters } from './parameters.ts';
import { v2Problem } from './problems.ts';
import { answerV2Webhooks } from './webhook-routes.ts';

interface Visit {
  readonly shop: Shop;
  readonly request: V2Request;
  readonly parameters: V2Parameters;
  readonly switches: ShopSwitches;
}

const DEFAULT_PAGE = 25;
/** "page_size ≤ 100" for products, whatever other lists take. */
const LARGEST_PRODUCT_PAGE = 100;

const LISTS: Readonly<Record<string, (visit: Visit) => Answer>> = {
  '/v2/shipments': listShipments,
  '/v2/labels': listLabels,
  '/v2/fulfillments': listFulfillments,
  '/v2/products': listProducts,
  '/v2/carriers': () => v2List('carriers', V2_CARRIERS),
  '/v2/tags': () => v2List('tags', V2_TAGS),
  '/v2/users': () => v2List('users', V2_USERS),
  '/v2/warehouses': ({ shop }) => v2List('warehouses', [renderV2Warehouse(openedAt(shop))]),
};

const RECORDS: readonly { readonly pattern: RegExp; readonly find: (visit: Visit, id: number) => Answer }[] = [
  { pattern: /^\/v2\/shipments\/([^/]{1,100})$/, find: getShipment },
  { pattern: /^\/v2\/labels\/([^/]{1,100})$/, find: getLabel },
  { pattern: /^\/v2\/fulfillments\/([^/]{1,100})$/, find: getFulfillment },
  { pattern: /^\/v2\/products\/([^/]{1,100})$/, find: getProduct },
  { pattern: /^\/v2\/carriers\/([^/]{1,100})$/, find: (_visit, id) => recordOr404(carrierOf(id)) },
  { pattern: /^\/v2\/carriers\/([^/]{1,100})\/services$/, find: (_visit, id) => ofCarrier(id, 'services', servicesOf) },
  { pattern: /^\/v2\/carriers\/([^/]{1,100})\/packages$/, find: (_visit, id) => ofCarrier(id, 'packages', packagesOf) },
];

/** Answers a V2 request from the very records that V1 shows. Writes are refused but for webhooks. */
export function routeV2(shop: Shop, request: V2Request): Answer {
  const { method, path } = request;
  if (path === '/v2/environment/webhooks' || path.startsWith('/v2/environment/webhooks/')) {
    return answerV2Webhooks(shop, request);
  }
  if (method !== 'GET') {
    return v2Problem(405);
  }
  const visit: Visit = { shop, request, parameters: readV2Parameters(request.search), switches: readSwitches(shop.database) };
  const list = Object.hasOwn(LISTS, path) ? LISTS[path] : undefined;
  if (list !== undefined) {
    const answer = list(visit);
    const { problem } = visit.parameters;
    return problem === null ? answer : v2Problem(400, problem.message, problem.field);
  }
  for (const { pattern, find } of RECORDS) {
    const text = pattern.exec(path)?.[1];
    if (text !== undefined) {
      const id = /^se-(\d{1,15})$/.exec(text)?.[1];
      return id === undefined ? v2Problem(400, `Invalid identifier '${text}'.`) : find(visit, Number(id));
    }
  }
  return v2Problem(404);
}

function listShipments(visit: Visit): Answer {
  const { shop, request, parameters, switches } = visit;
  const paging = parameters.page(DEFAULT_PAGE, switches.v2LargestPage);
  const orderBy = v2Sorting(parameters, { created_at: 'created_at', modified_at: 'modified_at' }, 'order_id');
  const conditions = v2OrderConditions(parameters, switches);
  const found = listDocuments<PracticeOrder>(shop.database, 'orders', conditions, { ...paging, orderBy });
  return v2Page(request, 'shipments', found, paging, (order) => shown(visit, order));
}

function listLabels({ shop, request, parameters, switches }: Visit): Answer {
  const paging = parameters.page(DEFAULT_PAGE, switches.v2LargestPage);
  const orderBy = v2Sorting(parameters, { created_at: 'created_at', voided_at: 'voided_at' }, 'shipment_id');
  const conditions = labelConditions(parameters, switches);
  const found = listDocuments<PracticeShipment>(shop.database, 'shipments', conditions, { ...paging, orderBy });
  return v2Page(request, 'labels', found, paging, (label) => renderLabel(label, currencyOf(shop)));
}

function listFulfillments({ shop, request, parameters, switches }: Visit): Answer {
  const paging = parameters.page(DEFAULT_PAGE, switches.v2LargestPage);
  const orderBy = v2Sorting(parameters, { created_at: 'created_at', ship_date: 'shipped_at' }, 'fulfillment_id');
  const conditions = v2FulfillmentConditions(parameters, switches);
  const found = listDocuments<PracticeFulfillment>(shop.database, 'fulfillments', conditions, { ...paging, orderBy });
  return v2Page(request, 'fulfillments', found, paging, (fulfillment) => renderV2Fulfillment(fulfillment, currencyOf(shop)));
}

function listProducts({ shop, request, parameters }: Visit): Answer {
  const paging = parameters.page(DEFAULT_PAGE, LARGEST_PRODUCT_PAGE);
  const sku = parameters.text('sku');
  const found = PRODUCTS.filter((product) => sku === null || product.sku === sku);
  const rows = found.slice((paging.page - 1) * paging.pageSize, paging.page * paging.pageSize);
  return v2Page(request, 'products', { rows, total: found.length }, paging, (product) => renderV2Product(product, openedAt(shop)));
}

function getShipment(visit: Visit, orderId: number): Answer {
  const { database } = visit.shop;
  const deleted = visit.switches.deletedOrders === 'answered' ? findDeletedOrder(database, orderId) : null;
  const order = findOrder(database, orderId) ?? deleted;
  return recordOr404(order === null ? undefined : shown(visit, order));
}

function getLabel({ shop }: Visit, shipmentId: number): Answer {
  const label = findShipment(shop.database, shipmentId);
  return recordOr404(label === null ? undefined : renderLabel(label, currencyOf(shop)));
}

function getFulfillment({ shop }: Visit, fulfillmentId: number): Answer {
  const fulfillment = findFulfillment(shop.database, fulfillmentId);
  return recordOr404(fulfillment === null ? undefined : renderV2Fulfillment(fulfillment, currencyOf(shop)));
}

function getProduct({ shop }: Visit, id: number): Answer {
  const product = PRODUCTS.find(({ productId }) => productId === id);
  return recordOr404(product === undefined ? undefined : renderV2Product(product, openedAt(shop)));
}

function ofCarrier(id: number, collection: string, list: (carrierCode: string) => readonly RenderedObject[]): Answer {
  const carrier = carrierOf(id);
  return carrier === undefined ? v2Problem(404) : v2List(collection, list(carrier.carrier_code));
}

function carrierOf(id: number): (typeof V2_CARRIERS)[number] | undefined {
  return V2_CARRIERS.find((carrier) => carrier.carrier_id === `se-${id}`);
}

function recordOr404(record: RenderedObject | undefined): Answer {
  return record === undefined ? v2Problem(404) : { kind: 'record', record };
}

function shown({ shop, switches }: Visit, order: PracticeOrder): RenderedObject {
  return renderV2Shipment({
    order,
    money: v2MoneyOf(shop.database, order),
    currency: currencyOf(shop),
    showsDiscounts: switches.v2ShowsDiscounts,
  });
}
