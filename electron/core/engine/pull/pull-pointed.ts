import type { Fulfillment, Order, Shipment } from '../../../../shared/domain/orders/order.ts';
import { assertNever, ok, type Result } from '../../../../shared/domain/result.ts';
import { pullWindow } from '../../../../shared/domain/sync/watermark.ts';
import { type Instant, instantOf } from '../../../../shared/domain/time/instants.ts';
import type { PortFault } from '../../ports/faults.ts';
import type { OrderSource, PointedPages, SourcePages, SourcePointer } from '../../ports/order-source.ts';
import { SYNC_STREAMS, type SyncStream } from '../../ports/store/order-store.ts';
import type { PointedOutcome, RunControl } from '../engine.ts';
import type { EngineParts } from '../engine-parts.ts';
import { stoppedFault } from '../port-fault.ts';
import { nameStores } from './pull.ts';
import { fetchMissingRelatives } from './relatives.ts';
import { storeFulfillment, storeOrder, storeShipment, type TouchedOrders } from './store-records.ts';

/** A longer list is no single import or batch of labels: a pull, which pages by date, reads it with fewer requests. */
const MOST_PAGES = 2;
/** Labels name orders that have to be asked for one by one; a pull, four or five requests in all, is cheaper beyond this. */
const MOST_ORDERS_ASKED = 8;
/** Records stored in one transaction: about twenty milliseconds, so that the loop stays free for the screens. */
const RECORDS_AT_A_TIME = 40;

/** From when on each stream's next pull reads. */
type NextFrom = Readonly<Record<SyncStream, Instant>>;

interface Following {
  readonly parts: EngineParts;
  readonly source: OrderSource;
  readonly run: RunControl;
  readonly touched: TouchedOrders;
  readonly from: NextFrom;
  /** Orders seen whole in this run, and those that labels and fulfillments name. */
  readonly seenOrders: Set<number>;
  readonly namedOrders: Set<number>;
  refused: number;
  needsPull: boolean;
}

/**
 * Looks at what notices point to and keeps of it what the next pull would bring as well: records outside its windows are left
 * alone and no watermark moves. So notices make a pull sooner and never another one, whoever sent them. Where following is not
 * the right answer (nothing was ever pulled, a long list, a list that fails, a record that can't be read) `needsPull` says so.
 */
export async function pullPointed(
  parts: EngineParts,
  pointers: readonly SourcePointer[],
  run: RunControl,
): Promise<{ readonly outcome: Result<PointedOutcome, PortFault>; readonly touched: readonly number[] }> {
  const opened = await parts.source();
  if (!opened.ok) {
    return { outcome: opened, touched: [] };
  }
  const touched: TouchedOrders = { ids: new Set(), created: 0, changed: 0, unchanged: 0, parked: 0, pulled: 0 };
  const from = nextFrom(parts);
  if (from === null) {
    return { outcome: ok({ ...countsOf(touched), refused: 0, needsPull: true }), touched: [] };
  }
  const following: Following = {
    parts,
    source: opened.value,
    run,
    touched,
    from,
    seenOrders: new Set(),
    namedOrders: new Set(),
    refused: 0,
    needsPull: false,
  };
  for (const pointer of pointers) {
    if (run.signal.aborted) {
      break;
    }
    await follow(following, pointer);
  }
  await askForNamedOrders(following);
  const relativesFault = await fetchMissingRelatives(parts, opened.value, touched, run, false);
  following.needsPull ||= relativesFault !== null;
  nameStores(parts, [...touched.ids]);
  const outcome: Result<PointedOutcome, PortFault> = run.signal.aborted
    ? { ok: false, fault: stoppedFault() }
    : ok({ ...countsOf(touched), refused: following.refused, needsPull: following.needsPull });
  return { outcome, touched: [...touched.ids] };
}

/** Null before the first pull has read every stream to its end once: then there is nothing that a notice could be ahead of. */
function nextFrom({ store, clock }: EngineParts): NextFrom | null {
  const runStartedAt = instantOf(clock.now());
  const windows: Partial<Record<SyncStream, Instant>> = {};
  for (const stream of SYNC_STREAMS) {
    const watermark = store.orders.watermark(stream);
    if (watermark === null) {
      return null;
    }
    windows[stream] = pullWindow({ watermark, firstFrom: watermark, runStartedAt }).from;
  }
  // Safe: the loop has set every stream or returned.
  return windows as NextFrom;
}

async function follow(following: Following, pointer: SourcePointer): Promise<void> {
  const { source, run } = following;
  const pointed = source.pointed(pointer, run.signal);
  if (pointed.ok) {
    await readPointed(following, pointed.value);
  } else if (pointed.fault.code === 'source/pointer-refused') {
    following.refused += 1;
  } else {
    following.needsPull = true;
  }
}

async function readPointed(following: Following, pointed: PointedPages): Promise<void> {
  const { parts, touched, run, from } = following;
  switch (pointed.resource) {
    case 'orders':
      return keepPages(following, pointed.pages, isInOrders(from), (order: Order, seenAt) => {
        following.seenOrders.add(order.orderId);
        storeOrder(parts, touched, order, seenAt, run);
      });
    case 'shipments':
      return keepPages(following, pointed.pages, isInShipments(from), (shipment: Shipment, seenAt) => {
        nameOrder(following, shipment.orderId);
        storeShipment(parts, touched, shipment, seenAt, run);
      });
    case 'fulfillments':
      return keepPages(following, pointed.pages, isInFulfillments(from), (fulfillment: Fulfillment, seenAt) => {
        nameOrder(following, fulfillment.orderId);
        storeFulfillment(parts, touched, fulfillment, seenAt, run);
      });
    default:
      return assertNever(pointed);
  }
}

const isInOrders =
  (from: NextFrom) =>
  ({ modifiedAt }: Order): boolean =>
    modifiedAt >= from.orders;

const isInShipments =
  (from: NextFrom) =>
  ({ createdAt, voided, voidedAt }: Shipment): boolean =>
    createdAt >= from['shipments-created'] || (voided && voidedAt !== null && voidedAt >= from['shipments-voided']);

const isInFulfillments =
  (from: NextFrom) =>
  ({ createdAt }: Fulfillment): boolean =>
    createdAt >= from.fulfillments;

function nameOrder(following: Following, orderId: number | null): void {
  if (orderId !== null) {
    following.namedOrders.add(orderId);
  }
}

async function keepPages<T>(
  following: Following,
  pages: SourcePages<T>,
  isInNextPull: (record: T) => boolean,
  keep: (record: T, seenAt: Instant) => void,
): Promise<void> {
  const { parts, run, touched } = following;
  for await (const answer of pages) {
    if (run.signal.aborted) {
      return;
    }
    if (!answer.ok || answer.value.pages > MOST_PAGES) {
      following.needsPull = true;
      return;
    }
    // A pull parks it and says so; here it might be a record that no pull would ever meet.
    following.needsPull ||= answer.value.parked.length > 0;
    const records = answer.value.records.filter(isInNextPull);
    const seenAt = instantOf(parts.clock.now());
    for (let start = 0; start < records.length; start += RECORDS_AT_A_TIME) {
      const some = records.slice(start, start + RECORDS_AT_A_TIME);
      parts.store.transaction(() => some.forEach((record) => keep(record, seenAt)));
      touched.pulled += some.length;
      await parts.timers.sleep(0);
    }
    run.progress('Looking at what ShipStation told', touched.pulled, null);
  }
}

/** A label changes the status of its order; the notice names only the label. */
async function askForNamedOrders(following: Following): Promise<void> {
  const { parts, source, run, touched, from, namedOrders, seenOrders } = following;
  const asked = [...namedOrders].filter((orderId) => !seenOrders.has(orderId));
  if (asked.length > MOST_ORDERS_ASKED) {
    following.needsPull = true;
    return;
  }
  for (const orderId of asked) {
    if (run.signal.aborted) {
      return;
    }
    const answer = await source.order(orderId, run.signal);
    if (!answer.ok) {
      following.needsPull = true;
      return;
    }
    const order = answer.value;
    if (order !== null && isInOrders(from)(order)) {
      parts.store.transaction(() => storeOrder(parts, touched, order, instantOf(parts.clock.now()), run));
      touched.pulled += 1;
    }
  }
}

function countsOf({ pulled, created, changed, unchanged, parked }: TouchedOrders): Omit<PointedOutcome, 'refused' | 'needsPull'> {
  return { pulled, created, changed, unchanged, parked };
}
