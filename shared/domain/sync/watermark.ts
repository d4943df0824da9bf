import { epochMsOf, type Instant, instantOf } from '../time/instants.ts';

/**
 * How far behind the watermark a pull starts: longer than the hour that daylight saving takes back, and than records take to
 * appear in the source's index.
 */
export const OVERLAP_MS = 2 * 3_600_000 + 15 * 60_000;

/** The window of a pull: from the watermark less the overlap (or from the first moment) up to the start of the run. */
export function pullWindow(input: { readonly watermark: Instant | null; readonly firstFrom: Instant; readonly runStartedAt: Instant }): {
  readonly from: Instant;
  readonly to: Instant;
} {
  const from = input.watermark === null ? input.firstFrom : instantOf(epochMsOf(input.watermark) - OVERLAP_MS);
  return { from: from < input.runStartedAt ? from : input.runStartedAt, to: input.runStartedAt };
}

/**
 * Where the watermark stands after a page (`reached`: the newest moment in it) or after the whole stream (`reached` null). It
 * never goes back, and never past the start of the run by our clock or the source's, whichever is earlier: what changes
 * during the run must be met again.
 */
export function nextWatermark(input: {
  readonly current: Instant | null;
  readonly reached: Instant | null;
  readonly runStartedAt: Instant;
  readonly serverTime: Instant | null;
}): Instant {
  const limit = input.serverTime !== null && input.serverTime < input.runStartedAt ? input.serverTime : input.runStartedAt;
  const reached = input.reached !== null && input.reached < limit ? input.reached : limit;
  return input.current !== null && input.current > reached ? input.current : reached;
}
