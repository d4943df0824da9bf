import type { Fulfillment, Order, Shipment } from '../../../../shared/domain/orders/order.ts';
import { storeCalledById } from '../../../../shared/domain/orders/source-reference.ts';
import { fail, ok, type Result } from '../../../../shared/domain/result.ts';
import { nextWatermark, pullWindow } from '../../../../shared/domain/sync/watermark.ts';
import { addDays, type BusinessDate, type Instant, instantOf } from '../../../../shared/domain/time/instants.ts';
import { startOfDateIn } from '../../../../shared/domain/time/zones.ts';
import type { PortFault } from '../../ports/faults.ts';
import type { OrderSource, SourcePage, SourcePages, SourceWindow } from '../../ports/order-source.ts';
import type { SyncStream } from '../../ports/store/order-store.ts';
import type { RunControl, SyncOutcome } from '../engine.ts';
import type { EngineParts } from '../engine-parts.ts';
import { stoppedFault } from '../port-fault.ts';
import { fetchMissingRelatives } from './relatives.ts';
import { storeFulfillment, storeOrder, storeShipment, type TouchedOrders } from './store-records.ts';

/** How far back the first pull looks where no start date is set: what ShipStation's own channels import at most. */
const FIRST_PULL_DAYS = 90;
/** A label may be made, and an order edited, shortly before the start date that an order then falls on. */
const BEFORE_START_DAYS = 7;
/** Records stored in one transaction: about twenty milliseconds, so that the loop stays free for the screens. */
const RECORDS_AT_A_TIME = 40;

/** One stream of the source: how it is read, which moment of a record it is sorted by, how a record is kept. */
interface Stream<T> {
  readonly name: SyncStream;
  readonly label: string;
  read(window: SourceWindow): SourcePages<T>;
  sortedBy(record: T): Instant | null;
  keep(record: T, seenAt: Instant): void;
}

/**
 * Reads everything that changed since the watermarks (less their overlap) up to the start of the run. A page's rows are
 * committed a few at a time and the watermark with the last of them, so that a run that is cut off goes on where it was; a
 * watermark never passes the start of the run, by our clock or the source's, whichever is earlier. `wasCutOff`: an earlier run
 * stored what it did not look at any more.
 */
export async function pull(
  parts: EngineParts,
  options: { readonly full: boolean; readonly since: BusinessDate | null },
  run: RunControl,
  wasCutOff: boolean,
): Promise<{ readonly outcome: Result<SyncOutcome, PortFault>; readonly touched: readonly number[] }> {
  const opened = await parts.source();
  if (!opened.ok) {
    return { outcome: opened, touched: [] };
  }
  const source = opened.value;
  const touched: TouchedOrders = { ids: new Set(), created: 0, changed: 0, unchanged: 0, parked: 0, pulled: 0 };
  const startedAt = instantOf(parts.clock.now());
  const firstFrom = firstPullFrom(parts, options, startedAt);
  const context: StreamRun = { parts, source, run, touched, startedAt, firstFrom, again: options.full || options.since !== null };
  const fault =
    (await pullStream(context, orderStream(parts, source, touched, run))) ??
    (await pullStream(context, shipmentStream(parts, source, touched, run, 'created'))) ??
    (await pullStream(context, shipmentStream(parts, source, touched, run, 'voided'))) ??
    (await pullStream(context, fulfillmentStream(parts, source, touched, run))) ??
    (await fetchMissingRelatives(parts, source, touched, run, wasCutOff));
  nameStores(parts, [...touched.ids]);
  const outcome = fault === null ? ok(countsOf(touched)) : fail(fault);
  return { outcome, touched: [...touched.ids] };
}

/** A store that no list has named is called by its id, so that its orders can be mapped and found. */
export function nameStores({ store: { orders } }: EngineParts, orderIds: readonly number[]): void {
  const ids = orders.unnamedStoreIds(orderIds);
  if (ids.length > 0) {
    orders.saveSourceStores(ids.map(storeCalledById));
  }
}

interface StreamRun {
  readonly parts: EngineParts;
  readonly source: OrderSource;
  readonly run: RunControl;
  readonly touched: TouchedOrders;
  readonly startedAt: Instant;
  readonly firstFrom: Instant;
  /** Start from `firstFrom` although there is a watermark. */
  readonly again: boolean;
}

async function pullStream<T>(context: StreamRun, stream: Stream<T>): Promise<PortFault | null> {
  const { parts, run, startedAt } = context;
  const { store } = parts;
  const window = pullWindow({
    watermark: context.again ? null : store.orders.watermark(stream.name),
    firstFrom: context.firstFrom,
    runStartedAt: startedAt,
  });
  let done = 0;
  for await (const answer of stream.read(window)) {
    if (run.signal.aborted) {
      return stoppedFault();
    }
    if (!answer.ok) {
      return answer.fault;
    }
    done += answer.value.records.length;
    const isLast = answer.value.page >= answer.value.pages;
    if (!(await keepPage(context, stream, answer.value, isLast))) {
      return stoppedFault();
    }
    run.progress(stream.label, done, answer.value.total);
  }
  if (run.signal.aborted) {
    return stoppedFault();
  }
  advance(context, stream.name, null);
  return null;
}

/** Stores a page, with turns for others in between. False where a person stopped it: then the watermark did not move. */
async function keepPage<T>(context: StreamRun, stream: Stream<T>, page: SourcePage<T>, isLast: boolean): Promise<boolean> {
  const { parts, run } = context;
  const seenAt = instantOf(parts.clock.now());
  for (let start = 0; start + RECORDS_AT_A_TIME < page.records.length; start += RECORDS_AT_A_TIME) {
    parts.store.transaction(() => keepRecords(context, stream, page.records.slice(start, start + RECORDS_AT_A_TIME), seenAt));
    await parts.timers.sleep(0);
    if (run.signal.aborted) {
      return false;
    }
  }
  const rest = page.records.length === 0 ? 0 : Math.floor((page.records.length - 1) / RECORDS_AT_A_TIME) * RECORDS_AT_A_TIME;
  parts.store.transaction(() => {
    keepRecords(context, stream, page.records.slice(rest), seenAt);
    for (const parked of page.parked) {
      parts.store.orders.park(parked, seenAt);
    }
    context.touched.parked += page.parked.length;
    const newest = newestOf(page.records.flatMap((record) => stream.sortedBy(record) ?? []));
    if (!isLast && newest !== null) {
      advance(context, stream.name, newest);
    }
  });
  return true;
}

function keepRecords<T>(context: StreamRun, stream: Stream<T>, records: readonly T[], seenAt: Instant): void {
  for (const record of records) {
    stream.keep(record, seenAt);
  }
  context.touched.pulled += records.length;
}

function newestOf(instants: readonly Instant[]): Instant | null {
  return instants.reduce<Instant | null>((newest, at) => (newest === null || at > newest ? at : newest), null);
}

/** Moves the watermark forward, never back and never past the start of the run. `reached` null: the stream was read to its end. */
function advance(context: StreamRun, stream: SyncStream, reached: Instant | null): void {
  const { orders } = context.parts.store;
  const next = nextWatermark({
    current: orders.watermark(stream),
    reached,
    runStartedAt: context.startedAt,
    serverTime: context.source.serverTime(),
  });
  orders.setWatermark(stream, next);
}

function orderStream(parts: EngineParts, source: OrderSource, touched: TouchedOrders, run: RunControl): Stream<Order> {
  return {
    name: 'orders',
    label: 'Orders',
    read: (window) => source.ordersModified(window, run.signal),
    sortedBy: (order) => order.modifiedAt,
    keep: (order, seenAt) => storeOrder(parts, touched, order, seenAt, run),
  };
}

function shipmentStream(
  parts: EngineParts,
  source: OrderSource,
  touched: TouchedOrders,
  run: RunControl,
  by: 'created' | 'voided',
): Stream<Shipment> {
  return {
    name: by === 'created' ? 'shipments-created' : 'shipments-voided',
    label: by === 'created' ? 'Labels' : 'Voided labels',
    read: (window) => source.shipments(by, window, run.signal),
    // Voided labels come sorted by creation, so a page says nothing about how far the void dates have been read.
    sortedBy: (shipment) => (by === 'created' ? shipment.createdAt : null),
    keep: (shipment, seenAt) => storeShipment(parts, touched, shipment, seenAt, run),
  };
}

function fulfillmentStream(parts: EngineParts, source: OrderSource, touched: TouchedOrders, run: RunControl): Stream<Fulfillment> {
  return {
    name: 'fulfillments',
    label: 'Fulfillments',
    read: (window) => source.fulfillments(window, run.signal),
    sortedBy: (fulfillment) => fulfillment.createdAt,
    keep: (fulfillment, seenAt) => storeFulfillment(parts, touched, fulfillment, seenAt, run),
  };
}

function firstPullFrom(parts: EngineParts, options: { readonly since: BusinessDate | null }, startedAt: Instant): Instant {
  const { startOn, timeZone } = parts.store.config.current().policy;
  if (options.since !== null) {
    return startOfDateIn(options.since, timeZone);
  }
  // Safe: an Instant begins with its calendar date.
  const today = startedAt.slice(0, 10) as BusinessDate;
  const from = startOn === null ? addDays(today, -FIRST_PULL_DAYS) : addDays(startOn, -BEFORE_START_DAYS);
  return startOfDateIn(from, timeZone);
}

function countsOf(touched: TouchedOrders): SyncOutcome {
  return {
    pulled: touched.pulled,
    created: touched.created,
    changed: touched.changed,
    unchanged: touched.unchanged,
    parked: touched.parked,
  };
}
