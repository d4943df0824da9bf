import type { PracticeCustomer, PracticeFulfillment, PracticeOrder, PracticeShipment } from '../records.ts';
import { renderOrder } from '../rendering/order.ts';
import { renderCustomer, renderFulfillment, renderShipment } from '../rendering/shipment.ts';
import type { Shop } from '../shop.ts';
import { findCustomer } from '../storage/customers.ts';
import { findDeletedOrder, findOrder } from '../storage/orders.ts';
import { type Condition, listDocuments } from '../storage/query.ts';
import { readSwitches } from '../storage/switches.ts';
import { type Answer, invalidRequest, notFound, pageAnswer, problem } from './answer.ts';
import * as filters from './filters.ts';
import type { Parameters } from './parameters.ts';
import { getProduct, getStore, REFERENCE_LISTS } from './reference-routes.ts';
import { answerWebhooks } from './webhook-routes.ts';

type Route = (shop: Shop, parameters: Parameters) => Answer;

const LISTS: Readonly<Record<string, Route>> = {
  ...REFERENCE_LISTS,
  '/orders': (shop, parameters) => listOrders(shop, parameters, filters.orderConditions(parameters, readSwitches(shop.database))),
  '/orders/listbytag': listOrdersByTag,
  '/shipments': listShipments,
  '/fulfillments': listFulfillments,
  '/customers': listCustomers,
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

export interface V1Request {
  readonly method: string;
  readonly path: string;
  readonly parameters: Parameters;
  readonly body: string;
}

/** Answers a request. Writes are refused but for webhooks: Purser never changes what is in ShipStation. */
export function route(shop: Shop, request: V1Request): Answer {
  const { method, path, parameters } = request;
  if (path === '/webhooks' || path.startsWith('/webhooks/')) {
    return answerWebhooks(shop, request);
  }
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
  return listOrders(shop, parameters, filters.tagConditions(parameters, readSwitches(shop.database)));
}

function listShipments({ database }: Shop, parameters: Parameters): Answer {
  const paging = parameters.page();
  const isWithItems = parameters.flag('includeShipmentItems');
  const request = { ...paging, orderBy: filters.shipmentSorting(parameters) };
  const found = listDocuments<PracticeShipment>(
    database,
    'shipments',
    filters.shipmentConditions(parameters, readSwitches(database)),
    request,
  );
  return pageAnswer('shipments', found, paging, (shipment) =>
    renderShipment(shipment, isWithItems ? (findOrder(database, shipment.orderId)?.items ?? []) : null),
  );
}

function listFulfillments({ database }: Shop, parameters: Parameters): Answer {
  const paging = parameters.page();
  const request = { ...paging, orderBy: filters.fulfillmentSorting(parameters) };
  const found = listDocuments<PracticeFulfillment>(
    database,
    'fulfillments',
    filters.fulfillmentConditions(parameters, readSwitches(database)),
    request,
  );
  return pageAnswer('fulfillments', found, paging, renderFulfillment);
}

function listCustomers({ database }: Shop, parameters: Parameters): Answer {
  const paging = parameters.page();
  const request = { ...paging, orderBy: filters.customerSorting(parameters) };
  const found = listDocuments<PracticeCustomer>(database, 'customers', filters.customerConditions(parameters), request);
  return pageAnswer('customers', found, paging, renderCustomer);
}

function getOrder({ database }: Shop, id: number): Answer {
  const isAnswered = readSwitches(database).deletedOrders === 'answered';
  const order = findOrder(database, id) ?? (isAnswered ? findDeletedOrder(database, id) : null);
  return order === null ? notFound(`Order ${id} not found.`) : { kind: 'record', record: renderOrder(order) };
}

function getCustomer({ database }: Shop, id: number): Answer {
  const customer = findCustomer(database, id);
  return customer === null ? notFound(`Customer ${id} not found.`) : { kind: 'record', record: renderCustomer(customer) };
}
