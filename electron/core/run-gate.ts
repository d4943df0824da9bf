import type { PurserEvent } from '../../shared/contract/events.ts';
import { fail, type Result } from '../../shared/domain/result.ts';
import { epochMsOf, type Instant } from '../../shared/domain/time/instants.ts';
import type { RunKind } from '../../shared/domain/runs.ts';
import { isOwnActor } from './actors.ts';
import type { RunControl, YieldingControl } from './engine/engine.ts';
import { coreFault } from './engine/port-fault.ts';
import type { Clock, Ids, Logger } from './ports/environment.ts';
import type { PortFault } from './ports/faults.ts';
import type { RunStore } from './ports/store/run-store.ts';
import { type ActiveRun, createRunJournal } from './run-journal.ts';
import { createYieldingRun, type YieldingRun } from './yielding-run.ts';

export interface RunRequest {
  readonly kind: RunKind;
  readonly actor: string;
  /** What people read while it runs, e.g. "Pulling orders". */
  readonly label: string;
  /** Whether it gets a row in the journal; planning a handful of orders again does not. */
  readonly isJournaled: boolean;
}

export interface RunningRun {
  readonly runId: string;
  readonly kind: RunKind;
  readonly label: string;
  readonly done: number;
  readonly total: number | null;
  readonly startedAt: Instant;
}

export interface Finished<T> {
  readonly value: T;
  readonly counts: Readonly<Record<string, number>>;
}

export type RunWork<T> = (control: RunControl) => Promise<Result<Finished<T>, PortFault>>;

export type YieldingWork<T> = (control: YieldingControl) => Promise<Result<Finished<T>, PortFault>>;

/**
 * Lets one run of a company through at a time, journals it, reports its progress and can stop it. Queries need no gate. Beside
 * it one run may be under way that gives way: it works only while nothing else does.
 */
export interface RunGate {
  /**
   * What a person asks for waits for its turn: nobody should have to press again because a pull of the schedule, or the end of their
   * own step before, was still on. Fault `run/busy` where people asked for the same kind already (a second press, a second window), and
   * for what Purser begins by itself wherever anything is on. Fault `run/stopped` where it was stopped before its turn came.
   */
  run<T>(request: RunRequest, work: RunWork<T>): Promise<Result<T, PortFault>>;
  /** As `run`, after whatever is on or waits; for work that must not be lost, such as planning after a mapping was saved. */
  runInTurn<T>(request: RunRequest, work: RunWork<T>): Promise<Result<T, PortFault>>;
  /**
   * Long work that nobody waits for: as soon as any other run is asked for it must stand aside, and goes on where it was after
   * that. Fault `run/busy` where one such run is under way already; other runs only make it wait.
   */
  runGivingWay<T>(request: RunRequest, work: YieldingWork<T>): Promise<Result<T, PortFault>>;
  /** Nothing is on and nothing waits. Work that gives way does not count. */
  isIdle(): boolean;
  /** What is on; work that gives way only where nothing else is. */
  current(): RunningRun | null;
  /**
   * Asks what is running to stop after its current step, and sends away what people asked for that still waits: after a Stop nothing
   * begins that nobody presses again. What must not be lost keeps its turn. False where nothing runs.
   */
  stop(): boolean;
  /** Stops what runs, lets nothing new in, and resolves when all has ended. */
  close(): Promise<void>;
}

export interface RunGateParts {
  readonly slug: string;
  readonly runs: RunStore;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly logger: Logger;
  emit(event: PurserEvent): void;
}

export function createRunGate(parts: RunGateParts): RunGate {
  const journal = createRunJournal(parts);
  let active: ActiveRun | null = null;
  let yielding: YieldingRun | null = null;
  let isClosing = false;
  /** Settles when everything let in so far has ended. */
  let tail: Promise<unknown> = Promise.resolve();
  /** Settles when the run that gives way has ended. */
  let asideTail: Promise<unknown> = Promise.resolve();
  /** How many were let in and have not ended: the one that is on, and those that wait for their turn. */
  let inside = 0;
  /** The kinds of those that a person asked for by name; planning after a change is no such thing. */
  const ofPeople = new Set<RunKind>();
  /** What people asked for and waits for its turn. */
  const waiting = new Set<AbortController>();

  async function execute<T>(request: RunRequest, work: RunWork<T>): Promise<Result<T, PortFault>> {
    if (isClosing) {
      return fail(closingFault());
    }
    const run = journal.begin(request);
    active = run;
    return journal.carryOut(run, request, () => work(journal.controlOf(run, request)), leave(run));
  }

  const leave = (run: ActiveRun) => (): void => {
    if (active === run) {
      active = null;
    }
  };

  /** Lets it in after all that is inside. `begin` is called when its turn has come. */
  function letIn<T>(begin: () => Promise<Result<T, PortFault>>): Promise<Result<T, PortFault>> {
    const isFree = inside === 0 && (yielding === null || yielding.isAside);
    inside += 1;
    yielding?.turn.abort();
    const begun = isFree ? begin() : tail.then(() => yielding?.hasStoodAside()).then(begin);
    const turn = begun.finally(() => {
      inside -= 1;
      if (inside === 0) {
        yielding?.resume();
      }
    });
    // A run that throws is its caller's to see; the next one must still get its turn.
    tail = turn.catch(() => null);
    return turn;
  }

  async function run<T>(request: RunRequest, work: RunWork<T>): Promise<Result<T, PortFault>> {
    if (isOwnActor(request.actor)) {
      return inside === 0 ? letIn(() => execute(request, work)) : fail(busyFault(active?.shown ?? null));
    }
    if (ofPeople.has(request.kind)) {
      return fail(busyFault(active?.shown ?? null));
    }
    const place = new AbortController();
    ofPeople.add(request.kind);
    waiting.add(place);
    const turn = letIn(async () => {
      waiting.delete(place);
      return place.signal.aborted ? fail(sentAwayFault()) : execute(request, work);
    });
    return turn.finally(() => ofPeople.delete(request.kind));
  }

  async function runGivingWay<T>(request: RunRequest, work: YieldingWork<T>): Promise<Result<T, PortFault>> {
    if (isClosing || yielding !== null) {
      return fail(isClosing ? closingFault() : busyFault(yielding?.run.shown ?? null));
    }
    const run = journal.begin(request);
    const own = createYieldingRun(run, () => inside > 0);
    yielding = own;
    const control: YieldingControl = {
      ...journal.controlOf(run, request),
      turn: () => AbortSignal.any([run.stopper.signal, own.turn.signal]),
      giveWay: own.giveWay,
    };
    const beginWork = async (): ReturnType<YieldingWork<T>> => {
      await own.giveWay();
      return work(control);
    };
    const outcome = journal.carryOut(run, request, beginWork, leave(run)).finally(() => {
      yielding = null;
      own.end();
    });
    asideTail = outcome.catch(() => null);
    return outcome;
  }

  return {
    run,
    runInTurn: (request, work) => letIn(() => execute(request, work)),
    runGivingWay,
    isIdle: () => inside === 0,
    current: () => (active ?? yielding?.run)?.shown ?? null,
    stop() {
      const running = active ?? yielding?.run ?? null;
      running?.stopper.abort();
      for (const place of waiting) {
        place.abort();
      }
      return running !== null;
    },
    async close() {
      isClosing = true;
      active?.stopper.abort();
      yielding?.run.stopper.abort();
      await tail;
      await asideTail;
    },
  };
}

function closingFault(): PortFault {
  return coreFault('transient', 'run/stopped', 'Purser is closing; the run was not started.');
}

function sentAwayFault(): PortFault {
  return coreFault('transient', 'run/stopped', 'It was stopped before its turn came; nothing was begun.');
}

function busyFault(running: RunningRun | null): PortFault {
  const what = running === null ? 'Another run waits for its turn' : `"${running.label}" is under way since ${running.startedAt}`;
  const details =
    running === null
      ? {}
      : { runId: running.runId, kind: running.kind, startedAt: running.startedAt, sinceMs: epochMsOf(running.startedAt) };
  return coreFault('transient', 'run/busy', `${what}. Wait until it has ended, or stop it.`, details);
}
