import { fail, type Result } from '../../shared/domain/result.ts';
import { instantOf } from '../../shared/domain/time/instants.ts';
import type { RunControl } from './engine/engine.ts';
import { coreFault } from './engine/port-fault.ts';
import type { PortFault } from './ports/faults.ts';
import { StoreFault } from './ports/store/store-fault.ts';
import type { Finished, RunGateParts, RunningRun, RunRequest, RunWork } from './run-gate.ts';

/** Screens can't show more, and every event costs a message between processes. */
const PROGRESS_EVERY_MS = 100;

/** A run that has begun and not ended. */
export interface ActiveRun {
  readonly stopper: AbortController;
  shown: RunningRun;
  shownAt: number;
}

/** Writes down how runs begin, get on and end. */
export interface RunJournal {
  begin(request: RunRequest): ActiveRun;
  controlOf(run: ActiveRun, request: RunRequest): RunControl;
  /** Does the work and journals how it ended; `leave` is called when nothing of it is under way any more. */
  carryOut<T>(run: ActiveRun, request: RunRequest, work: () => ReturnType<RunWork<T>>, leave: () => void): Promise<Result<T, PortFault>>;
}

export function createRunJournal(parts: RunGateParts): RunJournal {
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

  function end(run: ActiveRun, request: RunRequest, outcome: Result<Finished<unknown>, PortFault>, leave: () => void): void {
    leave();
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

  async function carryOut<T>(
    run: ActiveRun,
    request: RunRequest,
    work: () => ReturnType<RunWork<T>>,
    leave: () => void,
  ): Promise<Result<T, PortFault>> {
    try {
      const outcome = await work();
      end(run, request, outcome, leave);
      return outcome.ok ? { ok: true, value: outcome.value.value } : outcome;
    } catch (error) {
      endAfterThrow(run, request, error, leave);
      throw error;
    }
  }

  /** The journal must not say "running" for ever; where the disk gave way it can't be told, and start-up mends it. */
  function endAfterThrow(run: ActiveRun, request: RunRequest, error: unknown, leave: () => void): void {
    const fault =
      error instanceof StoreFault
        ? error.fault
        : coreFault('bug', 'bug/unexpected', 'Something went wrong inside Purser; the log has the rest.');
    try {
      end(run, request, fail(fault), leave);
    } catch (second) {
      parts.logger.log('failure', 'run-end-not-stored', { stack: second instanceof Error ? second.stack : String(second) });
    }
  }

  return { begin, controlOf, carryOut };
}
