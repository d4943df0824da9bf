import type { PurserEvent } from '../../shared/contract/events.ts';
import { fail, type Result } from '../../shared/domain/result.ts';
import { epochMsOf, type Instant, instantOf } from '../../shared/domain/time/instants.ts';
import type { RunControl } from './engine/engine.ts';
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

/** Lets one run of a company through at a time, journals it, reports its progress and can stop it. Queries need no gate. */
export interface RunGate {
  /** Fault `run/busy` where another one is on. */
  run<T>(request: RunRequest, work: RunWork<T>): Promise<Result<T, PortFault>>;
  /** As `run`, after whatever is on or waits; for work that must not be lost, such as planning after a mapping was saved. */
  runInTurn<T>(request: RunRequest, work: RunWork<T>): Promise<Result<T, PortFault>>;
  /** Nothing is on and nothing waits. */
  isIdle(): boolean;
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

export function createRunGate(parts: RunGateParts): RunGate {
  let active: ActiveRun | null = null;
  let isClosing = false;
  /** Settles when everything let in so far has ended. */
  let tail: Promise<unknown> = Promise.resolve();
  /** How many were let in and have not ended: the one that is on, and those that wait for their turn. */
  let inside = 0;

  function begin(request: RunRequest): ActiveRun {
    const startedAt = instantOf(parts.clock.now());
    const shown: RunningRun = { runId: parts.ids.uuid(), kind: request.kind, label: request.label, done: 0, total: null, startedAt };
    active = { stopper: new AbortController(), shown, shownAt: 0 };
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
    return active;
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
    active = null;
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
      return fail(coreFault('transient', 'run/stopped', 'Purser is closing; the run was not started.'));
    }
    const run = begin(request);
    try {
      const outcome = await work(controlOf(run, request));
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
    const isFree = inside === 0;
    inside += 1;
    const begun = isFree ? execute(request, work) : tail.then(() => execute(request, work));
    const turn = begun.finally(() => {
      inside -= 1;
    });
    // A run that throws is its caller's to see; the next one must still get its turn.
    tail = turn.catch(() => null);
    return turn;
  }

  return {
    run: (request, work) => (inside > 0 ? Promise.resolve(fail(busyFault(active?.shown ?? null))) : letIn(request, work)),
    runInTurn: letIn,
    isIdle: () => inside === 0,
    current: () => active?.shown ?? null,
    stop() {
      active?.stopper.abort();
      return active !== null;
    },
    async close() {
      isClosing = true;
      active?.stopper.abort();
      await tail;
    },
  };
}

function busyFault(running: RunningRun | null): PortFault {
  const what = running === null ? 'Another run waits for its turn' : `"${running.label}" is under way since ${running.startedAt}`;
  const details =
    running === null
      ? {}
      : { runId: running.runId, kind: running.kind, startedAt: running.startedAt, sinceMs: epochMsOf(running.startedAt) };
  return coreFault('transient', 'run/busy', `${what}. Wait until it has ended, or stop it.`, details);
}
