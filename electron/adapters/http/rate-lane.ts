import type { Clock, Timers } from '../../core/ports/environment.ts';

/** How many requests may begin within any stretch of `perMs`. */
export interface RateLimit {
  readonly count: number;
  readonly perMs: number;
}

/** A queue before a rate limit, for one account and one kind of call. Whoever enters may send one request. */
export interface RateLane {
  /** Resolves true when one request may be sent now, false where the signal aborted first. */
  enter(signal: AbortSignal | undefined): Promise<boolean>;
  /** Holds everyone until then: the other side asked to wait. Never shortens a longer pause. */
  pauseUntil(epochMs: number): void;
  /** When the pause ends; 0 where there is none. */
  readonly pausedUntil: number;
}

export interface LaneParts {
  readonly clock: Clock;
  readonly timers: Timers;
}

/**
 * A lane that keeps every limit over every stretch of its length, by our own count. For services that do not tell how much
 * is left.
 */
export function createRateLane({ clock, timers }: LaneParts, limits: readonly RateLimit[]): RateLane {
  const longestMs = Math.max(...limits.map((limit) => limit.perMs));
  let starts: number[] = [];
  let pausedUntil = 0;
  const waitMs = (nowMs: number): number => {
    starts = starts.filter((startMs) => startMs > nowMs - longestMs && startMs <= nowMs);
    return limits.reduce((longest, { count, perMs }) => {
      const oldest = starts.at(-count);
      return oldest === undefined ? longest : Math.max(longest, oldest + perMs - nowMs);
    }, pausedUntil - nowMs);
  };
  return {
    async enter(signal) {
      for (;;) {
        if (signal?.aborted === true) {
          return false;
        }
        const nowMs = clock.now();
        const wait = waitMs(nowMs);
        if (wait <= 0) {
          starts.push(nowMs);
          return true;
        }
        await timers.sleep(wait, signal);
      }
    },
    pauseUntil(epochMs) {
      pausedUntil = Math.max(pausedUntil, epochMs);
    },
    get pausedUntil() {
      return pausedUntil;
    },
  };
}
