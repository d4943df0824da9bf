import type { RunKind, RunStatus } from '../../../../shared/domain/runs.ts';
import type { Instant } from '../../../../shared/domain/time/instants.ts';

/** One execution of pull, post or refresh. */
export interface Run {
  readonly runId: string;
  readonly kind: RunKind;
  readonly status: RunStatus;
  readonly startedAt: Instant;
  readonly endedAt: Instant | null;
  readonly actor: string;
  readonly counts: Readonly<Record<string, number>>;
  readonly fault: { readonly code: string; readonly message: string } | null;
}

/** What a list of runs is narrowed down to. */
export interface RunFilter {
  readonly kind?: RunKind | undefined;
  readonly status?: RunStatus | undefined;
}

export interface RunStore {
  start(run: Run): void;
  finish(run: Run): void;
  /** Runs still marked running at start-up were cut off. Returns how many. */
  interruptRunning(at: Instant): number;
  latest(kind: RunKind): Run | null;
  /** The newest that came to its end. */
  latestDone(kind: RunKind): Run | null;
  /** How many documents were posted by runs that began since then. */
  postedSince(since: Instant): number;
  /** Newest first. */
  page(limit: number, cursor: string | null, filter?: RunFilter): { readonly runs: readonly Run[]; readonly next: string | null };
  /** A repeated command id gets the first answer; kept for a day. */
  answerOf(commandId: string): { readonly method: string; readonly answer: string } | null;
  saveAnswer(commandId: string, method: string, answer: string, at: Instant): void;
}
