import type { Clock, Timers } from '../../core/ports/environment.ts';

/** How many requests may arrive within any stretch of `perMs`. */
export interface RateLimit {
  readonly count: number;
  readonly perMs: number;
}

/** Leave to send one request. Must be given back when the answer is there or will never come. */
export interface LanePass {
  leave(): void;
}

/** A queue before a rate limit, for one account and one kind of call. */
export interface RateLane {
  /** Resolves when one request may be sent, or with null where the signal aborted first. */
  enter(signal: AbortSignal | undefined): Promise<LanePass | null>;
  /** Holds everyone until then: the other side asked to wait. Never shortens a longer pause. */
  pauseUntil(epochMs: number): void;
}

export interface LaneParts {
  readonly clock: Clock;
  readonly timers: Timers;
}

/** A request that is on its way (`endedAt` null), or was answered at that time. */
interface Passage {
  endedAt: number | null;
}

/**
 * A lane that keeps every limit by our own count, for services that do not tell how much is left. A request counts from its
 * sending until `perMs` after its answer: it arrives somewhere in between, so that whatever the network does to the pace, the
 * other side never sees more than the limit.
 */
export function createRateLane({ clock, timers }: LaneParts, limits: readonly RateLimit[]): RateLane {
  const longestMs = Math.max(...limits.map((limit) => limit.perMs));
  let passages: Passage[] = [];
  let pausedUntil = 0;
  let changed = Promise.withResolvers<void>();

  /** 0: free. Infinity: only an answer frees it. */
  const waitMs = (nowMs: number): number => {
    passages = passages.filter(({ endedAt }) => endedAt === null || endedAt + longestMs > nowMs);
    return limits.reduce((longest, limit) => Math.max(longest, limitWait(passages, limit, nowMs)), Math.max(pausedUntil - nowMs, 0));
  };

  return {
    async enter(signal) {
      while (signal?.aborted !== true) {
        const wait = waitMs(clock.now());
        if (wait > 0) {
          await sleepOr(timers, wait, changed.promise, signal);
          continue;
        }
        const passage: Passage = { endedAt: null };
        passages.push(passage);
        return {
          leave() {
            passage.endedAt ??= clock.now();
            changed.resolve();
            changed = Promise.withResolvers<void>();
          },
        };
      }
      return null;
    },
    pauseUntil(epochMs) {
      pausedUntil = Math.max(pausedUntil, epochMs);
    },
  };
}

/** How long until fewer requests than the limit count. */
function limitWait(passages: readonly Passage[], { count, perMs }: RateLimit, nowMs: number): number {
  const freeAt = passages
    .map(({ endedAt }) => (endedAt === null ? Infinity : endedAt + perMs))
    .filter((epochMs) => epochMs > nowMs)
    .toSorted((a, b) => a - b);
  const over = freeAt.length - count;
  return over < 0 ? 0 : (freeAt[over] ?? nowMs) - nowMs;
}

/** Waits for the time, the event or the signal, whatever comes first; leaves no timer behind. */
async function sleepOr(timers: Timers, ms: number, event: Promise<void>, signal: AbortSignal | undefined): Promise<void> {
  const over = new AbortController();
  const anySignal = signal === undefined ? over.signal : AbortSignal.any([signal, over.signal]);
  const aborted = new Promise<void>((resolve) => {
    anySignal.addEventListener('abort', () => resolve(), { once: true });
  });
  await Promise.race([event, aborted, ...(Number.isFinite(ms) ? [timers.sleep(ms, anySignal)] : [])]);
  over.abort();
}
