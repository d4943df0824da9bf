import type { PurserEvent } from '../../shared/contract/events.ts';
import { fail, type Result } from '../../shared/domain/result.ts';
import { epochMsOf, type Instant, instantOf } from '../../shared/domain/time/instants.ts';
import type { RunControl, YieldingControl } from './engine/engine.ts';
import { coreFault } from './engine/port-fault.ts';
import type { Clock, Ids, Logger } from './ports/environment.ts';
import type { PortFault } from './ports/faults.ts';
import type { RunKind, RunStore } from './ports/store/run-store.ts';
import { StoreFault } from './ports/store/store-fault.ts';

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
  /** Fault `run/busy` where another one is on. */
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
  /** Asks what is running to stop after its current step. False where nothing runs. */
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

/** Screens can't show more, and every event costs a message between processes. */
const PROGRESS_EVERY_MS = 100;

interface ActiveRun {
  readonly stopper: AbortController;
  shown: RunningRun;
  shownAt: number;
}

/** A run that works only while nothing else does. */
interface YieldingRun {
  readonly run: ActiveRun;
  /** Of the current turn: aborted when other work waits. */
  turn: AbortController;
  isAside: boolean;
  giveWay(): Promise<void>;
  /** Resolves when it holds nothing any more: it stands aside, or has ended. */
  hasStoodAside(): Promise<void>;
  /** Nothing else is on: its next turn begins. */
  resume(): void;
  end(): void;
}

function createYieldingRun(run: ActiveRun, isWanted: () => boolean): YieldingRun {
  let stoodAside = Promise.withResolvers<void>();
  let nextTurn = Promise.withResolvers<void>();
  const self: YieldingRun = {
    run,
    turn: new AbortController(),
    isAside: false,
    async giveWay() {
      if (isWanted()) {
        self.isAside = true;
        stoodAside.resolve();
        await nextTurn.promise;
      }
    },
    hasStoodAside: () => stoodAside.promise,
    resume() {
      if (!self.isAside) {
        // Whoever asked for its turn went without it; it had not noticed yet.
        self.turn = new AbortController();
        return;
      }
      self.isAside = false;
      self.turn = new AbortController();
      stoodAside = Promise.withResolvers();
      nextTurn.resolve();
      nextTurn = Promise.withResolvers();
    },
    end: () => stoodAside.resolve(),
  };
  return self;
}

export function createRunGate(parts: RunGateParts): RunGate {
  let active: ActiveRun | null = null;
  let yielding: YieldingRun | null = null;
  let isClosing = false;
  /** Settles when everything let in so far has ended. */
  let tail: Promise<unknown> = Promise.resolve();
  /** Settles when the run that gives way has ended. */
  let asideTail: Promise<unknown> = Promise.resolve();
  /** How many were let in and have not ended: the one that is on, and those that wait for their turn. */
  let inside = 0;

  function begin(request: RunRequest): ActiveRun {
    const startedAt = instantOf(parts.clock.now());
    const shown: RunningRun = { runId: parts.ids.uuid(), kind: request.kind, label: request.label, done: 0, total: null, startedAt };
    const run = { stopper: new AbortController(), shown, shownAt: 0 };
    if (request.isJournaled) {
      parts.runs.start({
        runId: shown.runId,
        kind: request.kind,
        status: 'running',
        startedAt,
        endedAt: null,
        actor: request.actor,
        counts: {},
        fault: null,
      });
      changed();
    }
    return run;
  }

  function controlOf(run: ActiveRun, request: RunRequest): RunControl {
    return {
      runId: run.shown.runId,
      actor: request.actor,
      signal: run.stopper.signal,
      progress(label, done, total) {
        run.shown = { ...run.shown, label, done, total };
        const now = parts.clock.now();
        if (now - run.shownAt >= PROGRESS_EVERY_MS || done === total) {
          run.shownAt = now;
          parts.emit({ kind: 'progress', company: parts.slug, runId: run.shown.runId, label, done, total });
        }
      },
    };
  }

  function end(run: ActiveRun, request: RunRequest, outcome: Result<Finished<unknown>, PortFault>): void {
    if (active === run) {
      active = null;
    }
    if (!request.isJournaled) {
      return;
    }
    const { runId, kind, startedAt } = run.shown;
    const isStopped = outcome.ok ? run.stopper.signal.aborted : outcome.fault.code === 'run/stopped';
    const failure = isStopped ? 'stopped' : 'failed';
    parts.runs.finish({
      runId,
      kind,
      status: outcome.ok && !isStopped ? 'done' : failure,
      startedAt,
      endedAt: instantOf(parts.clock.now()),
      actor: request.actor,
      counts: outcome.ok ? outcome.value.counts : {},
      fault: outcome.ok ? null : { code: outcome.fault.code, message: outcome.fault.message },
    });
    changed();
  }

  function changed(): void {
    parts.emit({ kind: 'changed', company: parts.slug, topics: ['runs'] });
  }

  async function execute<T>(request: RunRequest, work: RunWork<T>): Promise<Result<T, PortFault>> {
    if (isClosing) {
      return fail(closingFault());
    }
    const run = begin(request);
    active = run;
    return carryOut(run, request, () => work(controlOf(run, request)));
  }

  async function carryOut<T>(run: ActiveRun, request: RunRequest, work: () => ReturnType<RunWork<T>>): Promise<Result<T, PortFault>> {
    try {
      const outcome = await work();
      end(run, request, outcome);
      return outcome.ok ? { ok: true, value: outcome.value.value } : outcome;
    } catch (error) {
      endAfterThrow(run, request, error);
      throw error;
    }
  }

  /** The journal must not say "running" for ever; where the disk gave way it can't be told, and start-up mends it. */
  function endAfterThrow(run: ActiveRun, request: RunRequest, error: unknown): void {
    const fault =
      error instanceof StoreFault
        ? error.fault
        : coreFault('bug', 'bug/unexpected', 'Something went wrong inside Purser; the log has the rest.');
    try {
      end(run, request, fail(fault));
    } catch (second) {
      parts.logger.log('failure', 'run-end-not-stored', { stack: second instanceof Error ? second.stack : String(second) });
    }
  }

  function letIn<T>(request: RunRequest, work: RunWork<T>): Promise<Result<T, PortFault>> {
    const isFree = inside === 0 && (yielding === null || yielding.isAside);
    inside += 1;
    yielding?.turn.abort();
    const begun = isFree ? execute(request, work) : tail.then(() => yielding?.hasStoodAside()).then(() => execute(request, work));
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

  async function runGivingWay<T>(request: RunRequest, work: YieldingWork<T>): Promise<Result<T, PortFault>> {
    if (isClosing || yielding !== null) {
      return fail(isClosing ? closingFault() : busyFault(yielding?.run.shown ?? null));
    }
    const run = begin(request);
    const own = createYieldingRun(run, () => inside > 0);
    yielding = own;
    const control: YieldingControl = {
      ...controlOf(run, request),
      turn: () => AbortSignal.any([run.stopper.signal, own.turn.signal]),
      giveWay: own.giveWay,
    };
    const outcome = carryOut(run, request, async () => {
      await own.giveWay();
      return work(control);
    }).finally(() => {
      yielding = null;
      own.end();
    });
    asideTail = outcome.catch(() => null);
    return outcome;
  }

  return {
    runGivingWay,
    run: (request, work) => (inside > 0 ? Promise.resolve(fail(busyFault(active?.shown ?? null))) : letIn(request, work)),
    runInTurn: letIn,
    isIdle: () => inside === 0,
    current: () => (active ?? yielding?.run)?.shown ?? null,
    stop() {
      const running = active ?? yielding?.run ?? null;
      running?.stopper.abort();
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

function busyFault(running: RunningRun | null): PortFault {
  const what = running === null ? 'Another run waits for its turn' : `"${running.label}" is under way since ${running.startedAt}`;
  const details =
    running === null
      ? {}
      : { runId: running.runId, kind: running.kind, startedAt: running.startedAt, sinceMs: epochMsOf(running.startedAt) };
  return coreFault('transient', 'run/busy', `${what}. Wait until it has ended, or stop it.`, details);
}
