import type { SourceWindow } from '../../../core/ports/order-source.ts';
import { epochMsOf, instantOf } from '../../../../shared/domain/time/instants.ts';
import type { PointerRules } from '../common/pointer.ts';

type Query = Readonly<Record<string, string>>;

/** V2 does not say how large a page may be: V1's largest is tried, and 100, which its products list is known to take, comes next. */
export const V2_PAGE_SIZES = [500, 100, 50, 25, 5, 1] as const;
export const V2_SURE_PAGE = 100;
/** "page_size ≤ 100" (docs, "List Products"). */
export const V2_PRODUCT_SIZES = [100, 50, 25, 5, 1] as const;

/**
 * Windows in UTC. Whether V2's bounds are inclusive and to which fraction it compares is not told: a second more on each side
 * makes both ends of the port's window part of it.
 */
function bounds(field: string, window: SourceWindow): Query {
  return {
    [`${field}_start`]: instantOf(epochMsOf(window.from) - 1000),
    [`${field}_end`]: instantOf(epochMsOf(window.to) + 1000),
  };
}

export const shipmentsBetween = (field: 'modified_at' | 'created_at', window: SourceWindow): Query => ({
  ...bounds(field, window),
  sort_by: field,
  sort_dir: 'asc',
});

export const labelsBetween = (window: SourceWindow): Query => ({ ...bounds('created_at', window), sort_by: 'created_at', sort_dir: 'asc' });

/** How this list may be sorted is not told; it is put in order after reading. */
export const fulfillmentsBetween = (window: SourceWindow): Query => bounds('create_date', window);

const DAY_MS = 86_400_000;
/** Carriers take a label back within 14 to 90 days; twice that is past every one of them. */
const VOIDABLE_DAYS = 180;
/** A label may be made that long before its parcel leaves. */
const MADE_AHEAD_DAYS = 60;

const widened = ({ from, to }: SourceWindow, days: number): SourceWindow => ({ from: instantOf(epochMsOf(from) - days * DAY_MS), to });

/** There is no filter by the moment of a void: voided labels of so long a time that none still voidable was made before it. */
export const voidableBefore = (window: SourceWindow): Query => ({
  ...labelsBetween(widened(window, VOIDABLE_DAYS)),
  label_status: 'voided',
});

/** There is no filter by ship date: labels that were made in the window or well before it. */
export const madeAhead = (window: SourceWindow): Query => labelsBetween(widened(window, MADE_AHEAD_DAYS));

/** What V2's notices point to. One host, named in full. */
export const V2_POINTERS: PointerRules = {
  host: /^api\.shipstation\.com$/,
  lists: {
    orders: { paths: ['/v2/shipments'], queryNames: ['import_batch_id', 'batch_id', 'store_id', 'shipment_id', 'shipment_number'] },
    shipments: { paths: ['/v2/labels'], queryNames: ['batch_id', 'label_id', 'shipment_id', 'tracking_number', 'store_id'] },
    fulfillments: {
      paths: ['/v2/fulfillments'],
      queryNames: ['fulfillment_id', 'shipment_id', 'batch_id', 'import_batch_id', 'order_source_id', 'store_id'],
    },
  },
};
