import { instantOf } from '../../../../shared/domain/time/instants.ts';
import type { PortFault } from '../../ports/faults.ts';
import type { OrderSource } from '../../ports/order-source.ts';
import type { RunControl } from '../engine.ts';
import type { EngineParts } from '../engine-parts.ts';
import { stoppedFault } from '../port-fault.ts';
import { storeOrder, type TouchedOrders } from './store-records.ts';

/** A family is a split or a combine made by hand: more rounds than this means that the links make no sense. */
const MAX_ROUNDS = 5;

/**
 * Fetches parents and children that orders name but that the window did not hold, so that a family is planned whole. An
 * order that the source no longer knows leaves its family incomplete, which planning shows.
 */
export async function fetchMissingRelatives(parts: EngineParts, source: OrderSource, touched: TouchedOrders, run: RunControl): Promise<PortFault | null> {
  const asked = new Set<number>();
  for (let round = 0; round < MAX_ROUNDS; round += 1) {
    const missing = missingRelatives(parts, touched).filter((orderId) => !asked.has(orderId));
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

function missingRelatives(parts: EngineParts, touched: TouchedOrders): number[] {
  const { orders } = parts.store;
  const missing = new Set<number>();
  for (const root of orders.familyRoots([...touched.ids])) {
    for (const orderId of orders.family(root)?.missingOrderIds ?? []) {
      missing.add(orderId);
    }
  }
  return [...missing];
}
