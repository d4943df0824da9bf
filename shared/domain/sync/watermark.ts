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
 * What a pull asks for: from the watermark (or where there is none, from `since`) less the overlap, up to the start of the run.
 * A watermark that lies in the future (the clock was wrong once) is read as the start of the run, so that nothing is missed.
 */
export function pullWindow(pull: { readonly watermark: Instant | null; readonly since: Instant; readonly runStartedAt: Instant; readonly overlapMs?: number }): PullWindow {
  const overlapMs = Math.max(pull.overlapMs ?? PULL_OVERLAP_MS, PULL_OVERLAP_MS);
  const start = earlier(pull.watermark ?? pull.since, pull.runStartedAt);
  return { from: instantOf(epochMsOf(start) - overlapMs), to: pull.runStartedAt };
}

/**
 * The watermark after a pull that read its whole window: the end of the window or the source's own clock at that time
 * (the Date header), whichever is earlier, and never before the watermark that was there, unless that lay in the future.
 */
export function nextWatermark(pull: { readonly previous: Instant | null; readonly window: PullWindow; readonly runStartedAt: Instant; readonly serverTime: Instant | null }): Instant {
  const end = earlier(pull.window.to, pull.runStartedAt);
  const reached = pull.serverTime === null ? end : earlier(end, pull.serverTime);
  const isKept = pull.previous !== null && pull.previous > reached && pull.previous <= pull.runStartedAt;
  return isKept && pull.previous !== null ? pull.previous : reached;
}
