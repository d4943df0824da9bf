import type { SourceOrderStatus } from '../../../../shared/domain/orders/order.ts';
import { instantOf } from '../../../../shared/domain/time/instants.ts';
import type { PortFault } from '../../ports/faults.ts';
import type { OrderSource } from '../../ports/order-source.ts';
import type { RunControl } from '../engine.ts';
import type { EngineParts } from '../engine-parts.ts';
import { stoppedFault } from '../port-fault.ts';
import { isOfRecord } from './parked.ts';
import { storeFulfillment, storeOrder, type TouchedOrders } from './store-records.ts';

/** A family is a split or a combine made by hand: more rounds than this means that the links make no sense. */
const MAX_ROUNDS = 5;
/** Families looked at before others have their turn: some milliseconds. */
const FAMILIES_AT_A_TIME = 50;

/** Statuses in which an order waits: a marking as shipped that still stands beside one was taken back, or covers a part of it. */
const WAITING: readonly SourceOrderStatus[] = [
  'awaiting_payment',
  'awaiting_shipment',
  'pending_fulfillment',
  'on_hold',
  'rejected_fulfillment',
];

/**
 * Fetches parents and children that orders name but that the window did not hold, so that a family is planned whole. An
 * order that the source no longer knows leaves its family incomplete, which planning shows. Then asks again for the markings
 * as shipped of orders that wait: no list tells that one was taken back, and an order must not be booked as shipped by it.
 * `looksAtAll`: also at what an earlier run stored and never got to.
 */
export async function fetchMissingRelatives(
  parts: EngineParts,
  source: OrderSource,
  touched: TouchedOrders,
  run: RunControl,
  looksAtAll: boolean,
): Promise<PortFault | null> {
  const asked = new Set<number>();
  for (let round = 0; round < MAX_ROUNDS; round += 1) {
    const { missing, doubtful } = await lookAtFamilies(parts, touched, run, looksAtAll);
    if (run.signal.aborted) {
      return stoppedFault();
    }
    const unasked = missing.filter((orderId) => !asked.has(orderId));
    if (unasked.length === 0) {
      return fetchMarkings(parts, source, touched, run, doubtful);
    }
    for (const orderId of unasked) {
      asked.add(orderId);
      const answer = await source.order(orderId, run.signal);
      if (run.signal.aborted) {
        return stoppedFault();
      }
      if (!answer.ok && !isOfRecord(answer.fault)) {
        return answer.fault;
      }
      if (!answer.ok) {
        parkRelative(parts, touched, orderId, answer.fault);
        continue;
      }
      const order = answer.value;
      if (order !== null) {
        parts.store.transaction(() => storeOrder(parts, touched, order, instantOf(parts.clock.now()), run));
      }
    }
  }
  return null;
}

/** One that cannot be read must not end every pull: its family stays incomplete, which planning shows, until it arrives. */
function parkRelative({ store, clock }: EngineParts, touched: TouchedOrders, orderId: number, { message }: PortFault): void {
  store.orders.park(
    { stream: 'orders', recordId: String(orderId), code: 'source/unreadable-record', message, excerpt: null },
    instantOf(clock.now()),
  );
  touched.parked += 1;
}

async function fetchMarkings(
  parts: EngineParts,
  source: OrderSource,
  touched: TouchedOrders,
  run: RunControl,
  orderIds: readonly number[],
): Promise<PortFault | null> {
  for (const orderId of orderIds) {
    for await (const page of source.fulfillmentsOf(orderId, run.signal)) {
      if (run.signal.aborted) {
        return stoppedFault();
      }
      if (!page.ok) {
        return page.fault;
      }
      const seenAt = instantOf(parts.clock.now());
      parts.store.transaction(() => {
        for (const fulfillment of page.value.records) {
          storeFulfillment(parts, touched, fulfillment, seenAt, run);
        }
      });
    }
  }
  return null;
}

interface FamilyGaps {
  readonly missing: readonly number[];
  /** Orders that wait although they are marked as shipped. */
  readonly doubtful: readonly number[];
}

async function lookAtFamilies(parts: EngineParts, touched: TouchedOrders, run: RunControl, looksAtAll: boolean): Promise<FamilyGaps> {
  const { orders } = parts.store;
  const missing = new Set<number>();
  const doubtful = new Set<number>();
  const roots = looksAtAll ? orders.allFamilyRoots(0, Number.MAX_SAFE_INTEGER) : orders.familyRoots([...touched.ids]);
  for (const [index, root] of roots.entries()) {
    if (index > 0 && index % FAMILIES_AT_A_TIME === 0) {
      await parts.timers.sleep(0);
      if (run.signal.aborted) {
        break;
      }
    }
    const family = orders.family(root);
    for (const orderId of family?.missingOrderIds ?? []) {
      missing.add(orderId);
    }
    for (const { order, fulfillments } of family?.members ?? []) {
      if (WAITING.includes(order.status) && fulfillments.some(({ voided }) => !voided)) {
        doubtful.add(order.orderId);
      }
    }
  }
  return { missing: [...missing], doubtful: [...doubtful] };
}
