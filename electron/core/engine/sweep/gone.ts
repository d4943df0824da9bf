import type { Order } from '../../../../shared/domain/orders/order.ts';
import { fail, ok, type Result } from '../../../../shared/domain/result.ts';
import { isLossBelievable } from '../../../../shared/domain/sync/sweep.ts';
import { instantOf } from '../../../../shared/domain/time/instants.ts';
import type { PortFault } from '../../ports/faults.ts';
import { stoppedFault } from '../port-fault.ts';
import { storeGone, storeOrder } from '../pull/store-records.ts';
import type { SweepTurn } from './sweep.ts';

/** Each costs a request of the forty a minute: five minutes in all. The rest is the next check's. */
const MOST_ASKED = 200;

/**
 * Asks for each order that is stored and was not listed: one that the source no longer has is marked as gone, any other is
 * stored as it is now. Where most of what is stored was not listed, the list is doubted and nothing is marked.
 */
export async function findGone(turn: SweepTurn): Promise<PortFault | null> {
  const { parts } = turn;
  const { unlisted, stored } = parts.store.completeness.unlistedCount(turn.sweep);
  if (!isLossBelievable(unlisted, stored)) {
    parts.logger.log('warning', 'sweep.list-doubted', { company: parts.company.slug, unlisted, stored });
    turn.sweep = { ...turn.sweep, counts: { ...turn.sweep.counts, unsettled: unlisted } };
    return null;
  }
  const orderIds = parts.store.completeness.unlisted(turn.sweep, MOST_ASKED);
  let unsettled = unlisted - orderIds.length;
  for (const [index, orderId] of orderIds.entries()) {
    turn.run.progress('Completeness: orders not listed', index, orderIds.length);
    const answer = await turn.source.order(orderId, turn.signal);
    if (turn.signal.aborted) {
      return stoppedFault();
    }
    if (answer.ok) {
      const isThere = answer.value === null ? ok(false) : await isListed(turn, answer.value);
      if (!isThere.ok) {
        return isThere.fault;
      }
      settle(turn, orderId, answer.value, isThere.value);
    } else if (answer.fault.class === 'source' || answer.fault.httpStatus === 500) {
      unsettled += 1;
    } else {
      return answer.fault;
    }
  }
  turn.sweep = { ...turn.sweep, counts: { ...turn.sweep.counts, unsettled } };
  return null;
}

/**
 * Whether the list of its own moment shows it: it may have been passed over while pages moved. One that is answered by its id
 * and stands in no list was deleted, whatever status it had (api facts, section 11: not known which of both the service does).
 */
async function isListed({ source, signal }: SweepTurn, { orderId, createdAt }: Order): Promise<Result<boolean, PortFault>> {
  let isFound = false;
  for await (const page of source.ordersCreated({ from: createdAt, to: createdAt }, signal)) {
    if (!page.ok) {
      return page;
    }
    isFound ||= page.value.records.some((order) => order.orderId === orderId);
  }
  return signal.aborted ? fail(stoppedFault()) : ok(isFound);
}

function settle(turn: SweepTurn, orderId: number, found: Order | null, isThere: boolean): void {
  const { parts, run, touched } = turn;
  const { store } = parts;
  const at = instantOf(parts.clock.now());
  store.transaction(() => {
    const counts = { ...turn.sweep.counts };
    if (found === null || !isThere) {
      const known = store.orders.order(orderId);
      counts.gone += known !== null && storeGone(parts, touched, known, at, run) ? 1 : 0;
    } else {
      counts.fetched += storeOrder(parts, touched, found, at, run) === 'unchanged' ? 0 : 1;
      const isGone = store.completeness.isGone(orderId);
      counts.compared += !isGone && store.completeness.noteListed(found, false) ? 1 : 0;
      counts.gone += isGone ? 1 : 0;
    }
    turn.sweep = { ...turn.sweep, counts };
    store.completeness.save(turn.sweep);
  });
}
