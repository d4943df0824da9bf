import { fail, ok, type Result } from '../../../../shared/domain/result.ts';
import { daysOfWindow, sweepWindow } from '../../../../shared/domain/sync/sweep.ts';
import { epochMsOf, type Instant, instantOf } from '../../../../shared/domain/time/instants.ts';
import type { PortFault } from '../../ports/faults.ts';
import type { OrderSource } from '../../ports/order-source.ts';
import { type Sweep, type SweepCounts, SWEEP_STEPS } from '../../ports/store/completeness-store.ts';
import type { SweepOutcome, YieldingControl } from '../engine.ts';
import type { EngineParts } from '../engine-parts.ts';
import { stoppedFault } from '../port-fault.ts';
import { firstPullFrom, nameStores } from '../pull/pull.ts';
import { fetchMissingRelatives } from '../pull/relatives.ts';
import { noneTouched, type TouchedOrders } from '../pull/store-records.ts';
import { findGone } from './gone.ts';
import { sweepList } from './sweep-list.ts';

/** One that was cut off longer ago begins anew: what it met then says little about now. */
const STALE_MS = 12 * 3_600_000;

/** One turn of a sweep: from where it may work until it is done or others want to. */
export interface SweepTurn {
  readonly parts: EngineParts;
  readonly source: OrderSource;
  readonly run: YieldingControl;
  /** Aborts when others want to go first. */
  readonly signal: AbortSignal;
  readonly touched: TouchedOrders;
  /** Up to when pulls had brought everything when the sweep's turn began; null before the first. */
  readonly pulledTo: Instant | null;
  sweep: Sweep;
}

/** Plans what a turn touched. `wasDue`: plans were due before, which a pull makes up for. */
export type PlanTouched = (orderIds: readonly number[], wasDue: boolean) => Promise<void>;

/**
 * Lists the last weeks again by creation, stores what is missing or older, asks for what is stored and not listed, and counts
 * both sides. Its place is committed with its rows: stopped, killed or sent aside, it goes on there.
 */
export async function sweep(parts: EngineParts, run: YieldingControl, plan: PlanTouched): Promise<Result<SweepOutcome, PortFault>> {
  const opened = await parts.source();
  if (!opened.ok) {
    return opened;
  }
  let standing = openOrBegin(parts);
  for (;;) {
    const wasDue = parts.store.orders.plansDue();
    const turn: SweepTurn = {
      parts,
      source: opened.value,
      run,
      signal: run.turn(),
      touched: noneTouched(),
      pulledTo: parts.store.orders.watermark('orders'),
      sweep: standing,
    };
    const fault = await takeTurn(turn);
    standing = turn.sweep;
    nameStores(parts, [...turn.touched.ids]);
    if (turn.touched.ids.size > 0) {
      await plan([...turn.touched.ids], wasDue);
    }
    if (fault === null) {
      return ok(standing.counts);
    }
    if (run.signal.aborted || !turn.signal.aborted) {
      return fail(run.signal.aborted ? stoppedFault() : fault);
    }
    await run.giveWay();
  }
}

function openOrBegin({ store, clock, ...parts }: EngineParts): Sweep {
  const now = instantOf(clock.now());
  const open = store.completeness.open();
  const { timeZone } = store.config.current().policy;
  if (open !== null && open.timeZone === timeZone && Math.abs(clock.now() - epochMsOf(open.startedAt)) < STALE_MS) {
    return open;
  }
  const window = sweepWindow(now, timeZone, firstPullFrom({ store, clock, ...parts }, { since: null }, now));
  return store.completeness.begin({ startedAt: now, ...window, timeZone });
}

/** Does the steps that are left; null when the sweep is at its end. */
async function takeTurn(turn: SweepTurn): Promise<PortFault | null> {
  for (const step of SWEEP_STEPS.slice(SWEEP_STEPS.indexOf(turn.sweep.step))) {
    turn.sweep = { ...turn.sweep, step };
    const fault = step === 'gone' ? await finish(turn) : await sweepList(turn, step);
    if (fault !== null || turn.signal.aborted) {
      return fault ?? stoppedFault();
    }
  }
  return null;
}

async function finish(turn: SweepTurn): Promise<PortFault | null> {
  const { parts, source, run, signal, touched } = turn;
  const relatives = await fetchMissingRelatives(parts, source, touched, { ...run, signal }, false);
  const fault = relatives ?? (await findGone(turn));
  if (fault !== null) {
    return fault;
  }
  const at = instantOf(parts.clock.now());
  const { store } = parts;
  store.transaction(() => {
    turn.sweep = store.completeness.end(turn.sweep, daysOfWindow(turn.sweep, turn.sweep.timeZone), at);
    store.audit.append({
      at,
      actor: run.actor,
      kind: 'completeness-checked',
      summary: summaryOf(turn.sweep.counts),
      details: { from: turn.sweep.from, to: turn.sweep.to, ...turn.sweep.counts },
      runId: run.runId,
    });
  });
  return null;
}

function summaryOf({ compared, missing, gone }: SweepCounts): string {
  const found = missing === 0 ? 'none was missing' : `${missing} ${missing === 1 ? 'was' : 'were'} missing and fetched`;
  return `${compared} orders of ShipStation were compared with what is stored: ${found}${gone === 0 ? '' : `, ${gone} gone from ShipStation`}.`;
}
