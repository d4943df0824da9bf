import type { Instant } from '../../../../shared/domain/time/instants.ts';
import { type Condition, literalPattern } from '../storage/query.ts';
import { pacificDateOf } from '../rendering/pacific-text.ts';
import type { ShopSwitches } from '../storage/switches.ts';
import type { Parameters } from './parameters.ts';

/** Whether records exactly at the ends of a filter are listed. */
export type FilterBounds = Pick<ShopSwitches, 'filterStart' | 'filterEnd'>;

/** The statuses that GET /orders takes as a filter; empty means all. */
const ORDER_STATUSES = [
  'awaiting_payment',
  'awaiting_shipment',
  'pending_fulfillment',
  'shipped',
  'on_hold',
  'cancelled',
  'rejected_fulfillment',
] as const;

/** Filters of GET /orders (api facts, section 3.3). */
export function orderConditions(parameters: Parameters, bounds: FilterBounds): Condition[] {
  return [
    { sql: 'is_deleted = 0', values: [] },
    ...contains('customer_text', parameters.text('customerName')),
    ...contains('item_text', parameters.text('itemKeyword')),
    ...startsWith('order_number', parameters.text('orderNumber')),
    ...equals('status', parameters.oneOf('orderStatus', ORDER_STATUSES)),
    ...equals('store_id', parameters.integer('storeId')),
    ...equals('import_batch', parameters.text('importBatch')),
    ...between('created_at', parameters, 'createDate', bounds),
    ...between('modified_at', parameters, 'modifyDate', bounds),
    ...between('ordered_at', parameters, 'orderDate', bounds),
    ...between('paid_at', parameters, 'paymentDate', bounds),
  ];
}

/** Filters of GET /orders/listbytag. */
export function tagConditions(parameters: Parameters, bounds: FilterBounds): Condition[] {
  const tagId = parameters.integer('tagId');
  return [...orderConditions(parameters, bounds), ...(tagId === null ? [] : [{ sql: 'tag_text LIKE ?', values: [`%,${tagId},%`] }])];
}

/** "OrderDate DESC" and the like as a column; the default is the rising order id. */
export function orderSorting(parameters: Parameters): string {
  const columns = { OrderDate: 'ordered_at', ModifyDate: 'modified_at', CreateDate: 'created_at' } as const;
  const sortBy = parameters.oneOf('sortBy', ['OrderDate', 'ModifyDate', 'CreateDate']);
  return sorting(parameters, sortBy === null ? null : columns[sortBy], 'order_id');
}

/** Filters of GET /shipments (section 3.9). There is none by modification date. */
export function shipmentConditions(parameters: Parameters, bounds: FilterBounds): Condition[] {
  return [
    ...contains('recipient_text', parameters.text('recipientName')),
    ...equals('recipient_country', parameters.text('recipientCountryCode')?.toUpperCase() ?? null),
    ...startsWith('order_number', parameters.text('orderNumber')),
    ...equals('order_id', parameters.integer('orderId')),
    ...equals('store_id', parameters.integer('storeId')),
    ...equals('batch_id', parameters.integer('batchId')),
    ...equals('carrier_code', parameters.text('carrierCode')),
    ...equals('service_code', parameters.text('serviceCode')),
    ...equals('tracking_number', parameters.text('trackingNumber')),
    ...between('created_at', parameters, 'createDate', bounds),
    ...between('voided_at', parameters, 'voidDate', bounds),
    ...betweenDates('shipped_on', parameters, 'shipDate'),
  ];
}

/** Default of GET /shipments: the oldest label first. */
export function shipmentSorting(parameters: Parameters): string {
  const sortBy = parameters.oneOf('sortBy', ['ShipDate', 'CreateDate']);
  return sorting(parameters, sortBy === 'ShipDate' ? 'shipped_on' : 'created_at', 'shipment_id');
}

/** Filters of GET /fulfillments (section 3.10). */
export function fulfillmentConditions(parameters: Parameters, bounds: FilterBounds): Condition[] {
  // Only webhooks' pointers carry it.
  const storeId = parameters.integer('storeId');
  return [
    ...equals('fulfillment_id', parameters.integer('fulfillmentId')),
    ...equals('order_id', parameters.integer('orderId')),
    ...startsWith('order_number', parameters.text('orderNumber')),
    ...equals('tracking_number', parameters.text('trackingNumber')),
    ...contains('recipient_text', parameters.text('recipientName')),
    ...between('created_at', parameters, 'createDate', bounds),
    ...between('shipped_at', parameters, 'shipDate', bounds),
    ...(storeId === null ? [] : [{ sql: 'order_id IN (SELECT order_id FROM orders WHERE store_id = ?)', values: [storeId] }]),
  ];
}

export function fulfillmentSorting(parameters: Parameters): string {
  const sortBy = parameters.oneOf('sortBy', ['ShipDate', 'CreateDate']);
  return sorting(parameters, sortBy === 'ShipDate' ? 'shipped_at' : 'created_at', 'fulfillment_id');
}

/** Filters of GET /customers; there is none by date. Nobody in this shop tags customers. */
export function customerConditions(parameters: Parameters): Condition[] {
  return [
    ...(parameters.integer('tagId') === null ? [] : [{ sql: '0', values: [] }]),
    ...equals('state', parameters.text('stateCode')?.toUpperCase() ?? null),
    ...equals('country', parameters.text('countryCode')?.toUpperCase() ?? null),
    ...equals('marketplace_id', parameters.integer('marketplaceId')),
  ];
}

export function customerSorting(parameters: Parameters): string {
  const columns = { Name: 'name', ModifyDate: 'modified_at', CreateDate: 'created_at' } as const;
  const sortBy = parameters.oneOf('sortBy', ['Name', 'ModifyDate', 'CreateDate']);
  return sorting(parameters, sortBy === null ? null : columns[sortBy], 'customer_id');
}

function sorting(parameters: Parameters, column: string | null, idColumn: string): string {
  const direction = parameters.oneOf('sortDir', ['ASC', 'DESC']) ?? 'ASC';
  return column === null ? `${idColumn} ${direction}` : `${column} ${direction}, ${idColumn} ${direction}`;
}

/** Start is exclusive and end inclusive as V1's documentation words it ("after", "less than or equal"); nobody knows, so it can be changed. */
function between(column: string, parameters: Parameters, name: string, bounds: FilterBounds): Condition[] {
  return range(column, parameters.instant(`${name}Start`), parameters.instant(`${name}End`), bounds);
}

export function range(column: string, start: Instant | null, end: Instant | null, bounds: FilterBounds): Condition[] {
  const [after, before] = [bounds.filterStart === 'inclusive' ? '>=' : '>', bounds.filterEnd === 'inclusive' ? '<=' : '<'];
  return [
    ...(start === null ? [] : [{ sql: `${column} ${after} ?`, values: [start] }]),
    ...(end === null ? [] : [{ sql: `${column} ${before} ?`, values: [end] }]),
  ];
}

/** For calendar dates: both ends are days and both count. */
function betweenDates(column: string, parameters: Parameters, name: string): Condition[] {
  const start = parameters.instant(`${name}Start`);
  const end = parameters.instant(`${name}End`);
  return [
    ...(start === null ? [] : [{ sql: `${column} >= ?`, values: [pacificDateOf(start)] }]),
    ...(end === null ? [] : [{ sql: `${column} <= ?`, values: [pacificDateOf(end)] }]),
  ];
}

export function equals(column: string, value: string | number | null): Condition[] {
  return value === null ? [] : [{ sql: `${column} = ?`, values: [value] }];
}

export function contains(column: string, value: string | null): Condition[] {
  return value === null ? [] : [{ sql: `${column} LIKE ? ESCAPE '\\'`, values: [`%${literalPattern(value.toLowerCase())}%`] }];
}

export function startsWith(column: string, value: string | null): Condition[] {
  return value === null ? [] : [{ sql: `${column} LIKE ? ESCAPE '\\'`, values: [`${literalPattern(value)}%`] }];
}
