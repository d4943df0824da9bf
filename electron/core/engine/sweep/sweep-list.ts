import { epochMsOf, type Instant, instantOf } from '../../../../shared/domain/time/instants.ts';
import type { PortFault } from '../../ports/faults.ts';
import {
  type ParkedSpot,
  type Reading,
  type Sweep,
  type SweepCounts,
  type SweepStep,
  SWEEP_STEPS,
} from '../../ports/store/completeness-store.ts';
import { type KeptPage, readingOf } from '../pull/readings.ts';
import { stoppedFault } from '../port-fault.ts';
import type { SweepTurn } from './sweep.ts';

/** Records stored in one transaction: about twenty milliseconds, so that the loop stays free for the screens. */
const RECORDS_AT_A_TIME = 40;
/** A label may be bought today for a day that comes. */
const SHIPPED_AHEAD_MS = 30 * 86_400_000;

type ListStep = Exclude<SweepStep, 'gone'>;

const READING_OF: Readonly<Record<ListStep, Reading>> = {
  orders: 'orders-created',
  'labels-made': 'labels-made',
  'labels-shipped': 'labels-shipped',
  fulfillments: 'fulfillments',
};

/**
 * Reads one list of the window from where the sweep stands, stores what is new or other, and moves on to the next step. Labels
 * come by creation (a ship date that was edited) and by ship date (one that was entered late); fulfillments because nothing else
 * tells that one was taken back.
 */
export async function sweepList(turn: SweepTurn, step: ListStep): Promise<PortFault | null> {
  const { parts, run, signal } = turn;
  const reading = READING_OF[step];
  const list = readingOf({ ...turn, run: { ...run, signal } }, reading);
  const to = step === 'labels-shipped' ? instantOf(epochMsOf(turn.sweep.to) + SHIPPED_AHEAD_MS) : turn.sweep.to;
  const label = `Completeness: ${list.label.toLowerCase()}`;
  let done = 0;
  run.progress(label, 0, null);
  for await (const answer of list.pages({ from: turn.sweep.reached ?? turn.sweep.from, to }, signal)) {
    if (signal.aborted) {
      return stoppedFault();
    }
    if (!answer.ok) {
      return answer.fault;
    }
    const page = answer.value;
    const spot = { reading, from: turn.sweep.reached ?? turn.sweep.from, to: page.newest ?? to };
    if (!(await keepPage(turn, page, spot))) {
      return stoppedFault();
    }
    done += page.keepers.length;
    run.progress(label, done, Math.max(page.total, done));
  }
  if (signal.aborted) {
    return stoppedFault();
  }
  const next = SWEEP_STEPS[SWEEP_STEPS.indexOf(step) + 1] ?? step;
  turn.sweep = { ...turn.sweep, step: next, reached: null };
  parts.store.transaction(() => {
    parts.store.completeness.readThrough({ reading, from: turn.sweep.from, to }, turn.sweep.startedAt);
    parts.store.completeness.save(turn.sweep);
  });
  return null;
}

/** Stores a page a few records at a time; false where others want to go first: then the page is read again. */
async function keepPage(turn: SweepTurn, page: KeptPage, spot: ParkedSpot): Promise<boolean> {
  const { parts, signal } = turn;
  const { store } = parts;
  const seenAt = instantOf(parts.clock.now());
  for (let start = 0; start < page.keepers.length; start += RECORDS_AT_A_TIME) {
    const end = Math.min(start + RECORDS_AT_A_TIME, page.keepers.length);
    store.transaction(() => {
      turn.sweep = { ...turn.sweep, counts: keepRecords(turn, page, start, end, seenAt) };
      store.completeness.save(turn.sweep);
    });
    await parts.timers.sleep(0);
    if (signal.aborted) {
      return false;
    }
  }
  store.transaction(() => {
    parkOnce(turn, page, spot, seenAt);
    const counts: SweepCounts = { ...turn.sweep.counts, unreadable: turn.sweep.counts.unreadable + page.parked.length };
    const reached: Sweep['reached'] = page.newest ?? turn.sweep.reached;
    turn.sweep = { ...turn.sweep, counts, reached };
    store.completeness.save(turn.sweep);
  });
  return true;
}

function keepRecords({ parts, pulledTo, sweep }: SweepTurn, page: KeptPage, start: number, end: number, seenAt: Instant): SweepCounts {
  const counts = { ...sweep.counts };
  for (const [offset, keep] of page.keepers.slice(start, end).entries()) {
    const outcome = keep(seenAt);
    const order = page.orders[start + offset];
    if (order === undefined) {
      counts.shipping += outcome === 'unchanged' ? 0 : 1;
      continue;
    }
    const wasMissing = outcome === 'created';
    counts.compared += parts.store.completeness.noteListed(order, wasMissing) ? 1 : 0;
    counts.missing += wasMissing ? 1 : 0;
    counts.overlooked += wasMissing && pulledTo !== null && order.modifiedAt < pulledTo ? 1 : 0;
    counts.fetched += outcome === 'unchanged' ? 0 : 1;
  }
  return counts;
}

/**
 * What has no readable id stands aside once: where pulls have put as many aside from their own list, these are the same.
 */
function parkOnce({ parts: { store } }: SweepTurn, page: KeptPage, spot: ParkedSpot, seenAt: Instant): void {
  const nameless = page.parked.filter(({ recordId }) => recordId === null);
  const [stream] = nameless.map((record) => record.stream);
  const known = store.orders.parked().filter((record) => record.recordId === null && record.stream === stream).length;
  for (const parked of [...page.parked.filter(({ recordId }) => recordId !== null), ...nameless.slice(known)]) {
    store.orders.park(parked, seenAt, spot);
  }
}
