import { instantOf } from '../../../../shared/domain/time/instants.ts';
import type { PortFault } from '../../ports/faults.ts';
import type { OrderSource } from '../../ports/order-source.ts';
import type { RunControl } from '../engine.ts';
import type { EngineParts } from '../engine-parts.ts';
import { stoppedFault } from '../port-fault.ts';
import { storeOrder, type TouchedOrders } from './store-records.ts';

/** A family is a split or a combine made by hand: more rounds than this means that the links make no sense. */
const MAX_ROUNDS = 5;
/** Families looked at before others have their turn: some milliseconds. */
const FAMILIES_AT_A_TIME = 50;

/**
 * Fetches parents and children that orders name but that the window did not hold, so that a family is planned whole. An
 * order that the source no longer knows leaves its family incomplete, which planning shows. `looksAtAll`: also at what an
 * earlier run stored and never got to.
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
    const missing = (await missingRelatives(parts, touched, run, looksAtAll)).filter((orderId) => !asked.has(orderId));
    if (run.signal.aborted) {
      return stoppedFault();
    }
    if (missing.length === 0) {
      return null;
    }
    for (const orderId of missing) {
      asked.add(orderId);
      const answer = await source.order(orderId, run.signal);
      if (run.signal.aborted) {
        return stoppedFault();
      }
      if (!answer.ok) {
        return answer.fault;
      }
      const order = answer.value;
      if (order !== null) {
        parts.store.transaction(() => storeOrder(parts, touched, order, instantOf(parts.clock.now()), run));
      }
    }
  }
  return null;
}

async function missingRelatives(parts: EngineParts, touched: TouchedOrders, run: RunControl, looksAtAll: boolean): Promise<number[]> {
  const { orders } = parts.store;
  const missing = new Set<number>();
  const roots = looksAtAll ? orders.allFamilyRoots(0, Number.MAX_SAFE_INTEGER) : orders.familyRoots([...touched.ids]);
  for (const [index, root] of roots.entries()) {
    if (index > 0 && index % FAMILIES_AT_A_TIME === 0) {
      await parts.timers.sleep(0);
      if (run.signal.aborted) {
        break;
      }
    }
    for (const orderId of orders.family(root)?.missingOrderIds ?? []) {
      missing.add(orderId);
    }
  }
  return [...missing];
}
