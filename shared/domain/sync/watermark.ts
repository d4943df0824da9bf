import { epochMsOf, type Instant, instantOf } from '../time/instants.ts';

/**
 * Every pull looks back two hours behind its watermark: the hour that happens twice in November is read as its first pass, and
 * the source's own clock and its index may lag behind ours. What is read again and equal is no change.
 */
export const PULL_OVERLAP_MS = 2 * 60 * 60_000;

/** Both ends inclusive. */
export interface PullWindow {
  readonly from: Instant;
  readonly to: Instant;
}

const earlier = (a: Instant, b: Instant): Instant => (a < b ? a : b);

/**
 * What a pull asks for: from the watermark (where there is none, from `firstFrom`) less the overlap, up to the start of the run.
 * `reach`: from where a person asked for everything again, and how far that has come; it lowers the watermark and never raises it,
 * so that a date after it skips nothing.
 * A watermark that lies in the future (the clock was wrong once) is read as the start of the run, so that nothing is missed.
 */
export function pullWindow(pull: {
  readonly watermark: Instant | null;
  readonly firstFrom: Instant;
  readonly runStartedAt: Instant;
  readonly reach?: Instant | null;
}): PullWindow {
  const { watermark, reach = null } = pull;
  const wished = reach === null ? (watermark ?? pull.firstFrom) : earlier(watermark ?? reach, reach);
  const start = earlier(wished, pull.runStartedAt);
  return { from: instantOf(epochMsOf(start) - PULL_OVERLAP_MS), to: pull.runStartedAt };
}

/**
 * The watermark after rows were committed: how far they reach (null: the window was read to its end), never past the start of
 * the run by our clock or the source's own (the Date header), whichever is earlier, and never back. Only a watermark that lies
 * after the start of the run itself, left by a clock that was wrong, is mended.
 */
export function nextWatermark(pull: {
  readonly current: Instant | null;
  readonly reached: Instant | null;
  readonly runStartedAt: Instant;
  readonly serverTime: Instant | null;
}): Instant {
  const limit = pull.serverTime === null ? pull.runStartedAt : earlier(pull.runStartedAt, pull.serverTime);
  const next = pull.reached === null ? limit : earlier(pull.reached, limit);
  const { current } = pull;
  return current !== null && current > next && current <= pull.runStartedAt ? current : next;
}
