import { addDays, type Instant, instantOf } from '../../../../shared/domain/time/instants.ts';
import { PACIFIC, startOfDateIn } from '../../../../shared/domain/time/zones.ts';
import { type CatalogueProduct, PRODUCTS, STORES } from '../../seed/catalogue.ts';
import type { PracticeCustomer, PracticeFulfillment, PracticeOrder, PracticeShipment } from '../records.ts';
import { renderOrder } from '../rendering/order.ts';
import { CARRIERS, renderProduct, renderStore, renderWarehouse, SERVICES, TAGS, USERS } from '../rendering/reference.ts';
import { renderCustomer, renderFulfillment, renderShipment } from '../rendering/shipment.ts';
import type { Shop } from '../shop.ts';
import { findCustomer } from '../storage/customers.ts';
import { findOrder } from '../storage/orders.ts';
import { type Condition, listDocuments } from '../storage/query.ts';
import { type Answer, arrayAnswer, invalidRequest, notFound, pageAnswer, problem } from './answer.ts';
import * as filters from './filters.ts';
import type { Parameters } from './parameters.ts';

type Route = (shop: Shop, parameters: Parameters) => Answer;

const LISTS: Readonly<Record<string, Route>> = {
  '/orders': (shop, parameters) => listOrders(shop, parameters, filters.orderConditions(parameters)),
  '/orders/listbytag': listOrdersByTag,
  '/shipments': listShipments,
  '/fulfillments': listFulfillments,
  '/customers': listCustomers,
  '/products': listProducts,
  '/stores': listStores,
  '/carriers': () => arrayAnswer(CARRIERS),
  '/carriers/listservices': listServices,
  '/accounts/listtags': () => arrayAnswer(TAGS),
  '/users': () => arrayAnswer(USERS),
  '/warehouses': (shop) => arrayAnswer([renderWarehouse(openedAt(shop))]),
};

const RECORDS: readonly { readonly pattern: RegExp; readonly find: (shop: Shop, id: number) => Answer }[] = [
  { pattern: /^\/orders\/(\d{1,15})$/, find: getOrder },
  { pattern: /^\/stores\/(\d{1,15})$/, find: getStore },
  { pattern: /^\/products\/(\d{1,15})$/, find: getProduct },
  { pattern: /^\/customers\/(\d{1,15})$/, find: getCustomer },
];

/** Lower case without a trailing slash, and `/Orders/List` as the alias of `/orders` that it is. */
export function normalisePath(pathname: string): string {
  const path = pathname.toLowerCase().replace(/\/+$/, '');
  return path === '/orders/list' ? '/orders' : path;
}

/** Answers a reading request; writes are refused, because Purser never changes what is in ShipStation. */
export function route(shop: Shop, method: string, path: string, parameters: Parameters): Answer {
  if (method !== 'GET') {
    return problem(
      405,
      `The requested resource does not support http method '${method}'. The practice shop is changed by its own controls only.`,
    );
  }
  const list = Object.hasOwn(LISTS, path) ? LISTS[path] : undefined;
  if (list !== undefined) {
    const answer = list(shop, parameters);
    return Object.keys(parameters.problems).length === 0 ? answer : invalidRequest(parameters.problems);
  }
  for (const { pattern, find } of RECORDS) {
    const id = pattern.exec(path)?.[1];
    if (id !== undefined) {
      return find(shop, Number(id));
    }
  }
  return notFound(`No HTTP resource was found that matches the request URI '${path}'.`);
}

function listOrders({ database }: Shop, parameters: Parameters, conditions: readonly Condition[]): Answer {
  const paging = parameters.page();
  const orderBy = filters.orderSorting(parameters);
  return pageAnswer('orders', listDocuments<PracticeOrder>(database, 'orders', conditions, { ...paging, orderBy }), paging, renderOrder);
}

function listOrdersByTag(shop: Shop, parameters: Parameters): Answer {
  if (parameters.text('orderStatus') === null || parameters.text('tagId') === null) {
    return problem(400, 'orderStatus and tagId are both required.');
  }
  return listOrders(shop, parameters, filters.tagConditions(parameters));
}

function listShipments({ database }: Shop, parameters: Parameters): Answer {
  const paging = parameters.page();
  const isWithItems = parameters.flag('includeShipmentItems');
  const request = { ...paging, orderBy: filters.shipmentSorting(parameters) };
  const found = listDocuments<PracticeShipment>(database, 'shipments', filters.shipmentConditions(parameters), request);
  return pageAnswer('shipments', found, paging, (shipment) =>
    renderShipment(shipment, isWithItems ? (findOrder(database, shipment.orderId)?.items ?? []) : null),
  );
}

function listFulfillments({ database }: Shop, parameters: Parameters): Answer {
  const paging = parameters.page();
  const request = { ...paging, orderBy: filters.fulfillmentSorting(parameters) };
  const found = listDocuments<PracticeFulfillment>(database, 'fulfillments', filters.fulfillmentConditions(parameters), request);
  return pageAnswer('fulfillments', found, paging, renderFulfillment);
}

function listCustomers({ database }: Shop, parameters: Parameters): Answer {
  const paging = parameters.page();
  const request = { ...paging, orderBy: filters.customerSorting(parameters) };
  const found = listDocuments<PracticeCustomer>(database, 'customers', filters.customerConditions(parameters), request);
  return pageAnswer('customers', found, paging, renderCustomer);
}

function listProducts(shop: Shop, parameters: Parameters): Answer {
  const { page, pageSize } = parameters.page();
  const sku = parameters.text('sku')?.toLowerCase() ?? '';
  const name = parameters.text('name')?.toLowerCase() ?? '';
  const found = PRODUCTS.filter((product) => product.sku.toLowerCase().startsWith(sku) && product.name.toLowerCase().includes(name));
  const sorted = found.toSorted(productOrder(parameters));
  const rows = sorted.slice((page - 1) * pageSize, page * pageSize);
  return pageAnswer('products', { rows, total: found.length }, { page, pageSize }, (product) => renderProduct(product, openedAt(shop)));
}

/** Products were all made on one day, so that their dates leave them in the order of their ids. */
function productOrder(parameters: Parameters): (a: CatalogueProduct, b: CatalogueProduct) => number {
  const isBySku = parameters.oneOf('sortBy', ['SKU', 'ModifyDate', 'CreateDate']) === 'SKU';
  const sign = parameters.oneOf('sortDir', ['ASC', 'DESC']) === 'DESC' ? -1 : 1;
  return (a, b) => sign * (isBySku ? a.sku.localeCompare(b.sku, 'en') : a.productId - b.productId);
}

function listStores(shop: Shop, parameters: Parameters): Answer {
  const marketplaceId = parameters.integer('marketplaceId');
  const found = STORES.filter((store) => marketplaceId === null || store.marketplaceId === marketplaceId);
  return arrayAnswer(found.map((store) => renderStore(store, storeDates(shop))));
}

function listServices(_shop: Shop, parameters: Parameters): Answer {
  const carrierCode = parameters.text('carrierCode');
  if (carrierCode === null) {
    return problem(400, 'carrierCode is required.');
  }
  return arrayAnswer(SERVICES.filter((service) => service['carrierCode'] === carrierCode));
}

function getOrder({ database }: Shop, id: number): Answer {
  const order = findOrder(database, id);
  return order === null ? notFound(`Order ${id} not found.`) : { kind: 'record', record: renderOrder(order) };
}

function getStore(shop: Shop, id: number): Answer {
  const store = STORES.find(({ storeId }) => storeId === id);
  return store === undefined ? notFound(`Store ${id} not found.`) : { kind: 'record', record: renderStore(store, storeDates(shop)) };
}

function getProduct(shop: Shop, id: number): Answer {
  const product = PRODUCTS.find(({ productId }) => productId === id);
  return product === undefined ? notFound(`Product ${id} not found.`) : { kind: 'record', record: renderProduct(product, openedAt(shop)) };
}

function getCustomer({ database }: Shop, id: number): Answer {
  const customer = findCustomer(database, id);
  return customer === null ? notFound(`Customer ${id} not found.`) : { kind: 'record', record: renderCustomer(customer) };
}

/** The account is a year and some weeks older than its seeded orders. */
function openedAt({ anchorOn }: Shop): Instant {
  return startOfDateIn(addDays(anchorOn, -400), PACIFIC);
}

/** Channels are asked for orders every quarter of an hour, as ShipStation does where auto-import is on. */
const REFRESH_MS = 15 * 60_000;

function storeDates(shop: Shop): { readonly openedAt: Instant; readonly refreshedAt: Instant } {
  return { openedAt: openedAt(shop), refreshedAt: instantOf(Math.floor(shop.now() / REFRESH_MS) * REFRESH_MS) };
}
