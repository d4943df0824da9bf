import { storeCalledById } from '../../../../shared/domain/orders/source-reference.ts';
import { fail, ok, type Result } from '../../../../shared/domain/result.ts';
import { nextWatermark, pullWindow } from '../../../../shared/domain/sync/watermark.ts';
import { addDays, type BusinessDate, type Instant, instantOf } from '../../../../shared/domain/time/instants.ts';
import { startOfDateIn } from '../../../../shared/domain/time/zones.ts';
import type { PortFault } from '../../ports/faults.ts';
import type { OrderSource } from '../../ports/order-source.ts';
import type { ParkedSpot, Reading } from '../../ports/store/completeness-store.ts';
import type { SyncStream } from '../../ports/store/order-store.ts';
import type { RunControl, SyncOutcome } from '../engine.ts';
import type { EngineParts } from '../engine-parts.ts';
import { stoppedFault } from '../port-fault.ts';
import { chosenAside, retryAside } from './parked.ts';
import { type KeptPage, readingOf } from './readings.ts';
import { fetchMissingRelatives } from './relatives.ts';
import { noneTouched, type TouchedOrders } from './store-records.ts';

/** How far back the first pull looks where no start date is set: what ShipStation's own channels import at most. */
const FIRST_PULL_DAYS = 90;
/** A label may be made, and an order edited, shortly before the start date that an order then falls on. */
const BEFORE_START_DAYS = 7;
/** Records stored in one transaction: some ten milliseconds, so that the loop stays free for the screens. */
const RECORDS_AT_A_TIME = 25;

/** What a pull reads, in this order, and where each list's place is kept. */
const STREAMS: readonly (readonly [SyncStream, Reading])[] = [
  ['orders', 'orders-modified'],
  ['shipments-created', 'labels-made'],
  ['shipments-voided', 'labels-voided'],
  ['fulfillments', 'fulfillments'],
];

/**
 * Reads everything that changed since the watermarks (less their overlap) up to the start of the run. A page's rows are
 * committed a few at a time and the watermark with the last of them, so that a run that is cut off goes on where it was, and
 * what was asked for again is read by the next one; a
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
  const touched = noneTouched();
  const startedAt = instantOf(parts.clock.now());
  const firstFrom = firstPullFrom(parts, options, startedAt);
  const context: StreamRun = { parts, source, run, touched, startedAt, firstFrom, again: options.full || options.since !== null };
  if (context.again) {
    rememberReach(context);
  }
  const isFirst = STREAMS.every(([stream]) => parts.store.orders.watermark(stream) === null);
  const fault =
    (await pullStreams(context, isFirst)) ??
    (await fetchMissingRelatives(parts, source, touched, run, wasCutOff)) ??
    (await retryDue(context));
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
  /** A person asked for everything from `firstFrom` again, although there is a watermark. */
  readonly again: boolean;
}

/** Everything from `firstFrom` was asked for: until each stream is read to its end that stays so, whoever stops this run. */
function rememberReach({ parts: { store }, firstFrom }: StreamRun): void {
  store.transaction(() => {
    for (const [stream] of STREAMS) {
      const left = store.orders.reach(stream);
      store.orders.setReach(stream, left !== null && left < firstFrom ? left : firstFrom);
    }
  });
}

async function pullStreams(context: StreamRun, isFirst: boolean): Promise<PortFault | null> {
  for (const [stream, reading] of STREAMS) {
    const fault = await pullStream(context, stream, reading);
    if (fault !== null) {
      return fault;
    }
  }
  if (isFirst || context.again) {
    noteReadSince(context);
  }
  return null;
}

/** All streams were read to their end from `firstFrom`, so that nobody needs to ask for that time again. */
function noteReadSince({ parts: { store }, firstFrom }: StreamRun): void {
  const known = store.orders.readSince();
  if (known === null || firstFrom < known) {
    store.orders.setReadSince(firstFrom);
  }
}

/** Records that an earlier pull had to leave aside, a few at a time. */
async function retryDue({ parts, source, touched, run }: StreamRun): Promise<PortFault | null> {
  const retried = await retryAside({ parts, source, touched, run }, chosenAside(parts, 'due'));
  return retried.ok ? null : retried.fault;
}

async function pullStream(context: StreamRun, stream: SyncStream, reading: Reading): Promise<PortFault | null> {
  const { parts, run, startedAt } = context;
  const { store } = parts;
  const window = pullWindow({
    watermark: store.orders.watermark(stream),
    firstFrom: context.firstFrom,
    runStartedAt: startedAt,
    reach: store.orders.reach(stream),
  });
  const list = readingOf(context, reading);
  let done = 0;
  let reached = window.from;
  for await (const answer of list.pages(window, run.signal)) {
    if (run.signal.aborted) {
      return stoppedFault();
    }
    if (!answer.ok) {
      return answer.fault;
    }
    const page = answer.value;
    done += page.keepers.length;
    if (
      !(await keepPage(context, stream, page, {
        reading,
        from: reached,
        to: page.isLast || page.newest === null ? window.to : page.newest,
      }))
    ) {
      return stoppedFault();
    }
    reached = page.newest ?? reached;
    run.progress(list.label, done, page.total);
  }
  if (run.signal.aborted) {
    return stoppedFault();
  }
  store.transaction(() => {
    advance(context, stream, null);
    store.orders.setReach(stream, null);
    store.completeness.readThrough({ reading, from: window.from, to: window.to }, startedAt);
  });
  return null;
}

/** Stores a page, with turns for others in between. False where a person stopped it: then the watermark did not move. */
async function keepPage(context: StreamRun, stream: SyncStream, page: KeptPage, spot: ParkedSpot): Promise<boolean> {
  const { parts, run } = context;
  const { store } = parts;
  const seenAt = instantOf(parts.clock.now());
  for (let start = 0; start + RECORDS_AT_A_TIME < page.keepers.length; start += RECORDS_AT_A_TIME) {
    parts.store.transaction(() => keepRecords(context, page.keepers.slice(start, start + RECORDS_AT_A_TIME), seenAt));
    await parts.timers.sleep(0);
    if (run.signal.aborted) {
      return false;
    }
  }
  const rest = page.keepers.length === 0 ? 0 : Math.floor((page.keepers.length - 1) / RECORDS_AT_A_TIME) * RECORDS_AT_A_TIME;
  parts.store.transaction(() => {
    keepRecords(context, page.keepers.slice(rest), seenAt);
    for (const parked of page.parked) {
      parts.store.orders.park(parked, seenAt, spot);
    }
    context.touched.parked += page.parked.length;
    if (!page.isLast && page.newest !== null) {
      advance(context, stream, page.newest);
      if (store.orders.reach(stream) !== null) {
        store.orders.setReach(stream, page.newest);
      }
    }
  });
  return true;
}

function keepRecords(context: StreamRun, keepers: KeptPage['keepers'], seenAt: Instant): void {
  for (const keep of keepers) {
    keep(seenAt);
  }
  context.touched.pulled += keepers.length;
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

/** Where pulling begins that was never done: at the date asked for, shortly before the company's start, or some months back. */
export function firstPullFrom(parts: EngineParts, options: { readonly since: BusinessDate | null }, startedAt: Instant): Instant {
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
