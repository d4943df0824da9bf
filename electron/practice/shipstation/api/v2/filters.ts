import type { Condition } from '../../storage/query.ts';
import { TAGS } from '../../rendering/reference.ts';
import { V2_STATUSES, v1StatusesOf } from '../../rendering/v2/shipment.ts';
import { contains, equals, type FilterBounds, range } from '../filters.ts';
import type { V2Parameters } from './parameters.ts';

/** Filters of GET /v2/shipments (api facts, section 6). With a batch all others are passed over. */
export function v2OrderConditions(parameters: V2Parameters, bounds: FilterBounds): Condition[] {
  const batchId = parameters.seId('batch_id');
  if (batchId !== null) {
    return [NOT_DELETED, { sql: 'order_id IN (SELECT order_id FROM shipments WHERE batch_id = ?)', values: [batchId] }];
  }
  return [
    NOT_DELETED,
    ...statusCondition(parameters),
    ...tagCondition(parameters.text('tag')),
    ...between('created_at', parameters, 'created_at', bounds),
    ...between('modified_at', parameters, 'modified_at', bounds),
    ...between('paid_at', parameters, 'payment_date', bounds),
    ...equals('order_number', parameters.text('shipment_number')),
    ...equals("json_extract(document, '$.orderKey')", parameters.text('external_shipment_id')),
    ...equals('store_id', parameters.seId('store_id')),
    ...equals('import_batch', parameters.text('import_batch_id')),
    ...contains('customer_text', parameters.text('ship_to_name')),
    ...contains('item_text', parameters.text('item_keyword')),
    // No order of this shop came from a sales order.
    ...(parameters.text('sales_order_id') === null ? [] : [NOTHING]),
  ];
}

/** Filters of GET /v2/labels: none by modification. */
export function labelConditions(parameters: V2Parameters, bounds: FilterBounds): Condition[] {
  const status = parameters.oneOf('label_status', ['processing', 'completed', 'error', 'voided']);
  return [
    ...labelStatus(status),
    ...equals('order_id', parameters.seId('shipment_id')),
    ...equals('batch_id', parameters.seId('batch_id')),
    ...equals('tracking_number', parameters.text('tracking_number')),
    ...equals('service_code', parameters.text('service_code')),
    ...between('created_at', parameters, 'created_at', bounds),
  ];
}

/** Filters of GET /v2/fulfillments. */
export function v2FulfillmentConditions(parameters: V2Parameters, bounds: FilterBounds): Condition[] {
  const country = parameters.text('ship_to_country_code')?.toUpperCase() ?? null;
  const isNobody = parameters.text('order_source_id') !== null || parameters.text('batch_id') !== null;
  const provider = parameters.text('fulfillment_provider_code');
  return [
    ...equals('fulfillment_id', parameters.seId('fulfillment_id')),
    ...equals('order_id', parameters.seId('shipment_id')),
    ...equals('order_number', parameters.text('shipment_number')),
    ...equals('tracking_number', parameters.text('tracking_number')),
    ...contains('recipient_text', parameters.text('ship_to_name')),
    ...equals("json_extract(document, '$.shipTo.country')", country),
    ...between('created_at', parameters, 'create_date', bounds),
    ...between('shipped_at', parameters, 'ship_date', bounds),
    ...(isNobody || (provider !== null && provider !== 'external') ? [NOTHING] : []),
  ];
}

/** V2 lists the newest first unless it is asked otherwise. */
export function v2Sorting(parameters: V2Parameters, columns: Readonly<Record<string, string>>, idColumn: string): string {
  const sortBy = parameters.oneOf('sort_by', Object.keys(columns));
  const direction = parameters.oneOf('sort_dir', ['asc', 'desc']) ?? 'desc';
  return `${columns[sortBy ?? 'created_at'] ?? 'created_at'} ${direction}, ${idColumn} ${direction}`;
}

const NOT_DELETED: Condition = { sql: 'is_deleted = 0', values: [] };
const NOTHING: Condition = { sql: '0', values: [] };

function statusCondition(parameters: V2Parameters): Condition[] {
  const shown = parameters.oneOf('shipment_status', V2_STATUSES);
  if (shown === null) {
    return [];
  }
  const told = shown === 'pending' ? V2_STATUSES.flatMap(v1StatusesOf) : v1StatusesOf(shown);
  return [{ sql: `status ${shown === 'pending' ? 'NOT ' : ''}IN (${told.map(() => '?').join(', ')})`, values: told }];
}

function tagCondition(name: string | null): Condition[] {
  if (name === null) {
    return [];
  }
  const tag = TAGS.find((known) => known.name.toLowerCase() === name.toLowerCase());
  return tag === undefined ? [NOTHING] : [{ sql: 'tag_text LIKE ?', values: [`%,${tag.tagId},%`] }];
}

function labelStatus(status: string | null): Condition[] {
  if (status === null) {
    return [];
  }
  if (status === 'voided' || status === 'completed') {
    return [{ sql: `voided_at IS ${status === 'voided' ? 'NOT ' : ''}NULL`, values: [] }];
  }
  return [NOTHING];
}

function between(column: string, parameters: V2Parameters, name: string, bounds: FilterBounds): Condition[] {
  return range(column, parameters.instant(`${name}_start`), parameters.instant(`${name}_end`), bounds);
}
