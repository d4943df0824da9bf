import type { LaneParts } from './rate-lane.ts';

/** What an answer says about the window it was counted in. */
export interface WindowStanding {
  readonly limit: number | null;
  readonly remaining: number | null;
  /** Until the next window begins. */
  readonly resetMs: number | null;
}

/** Leave to send one request. Must be given back when the answer is there or will never come. */
export interface WindowPass {
  leave(standing: WindowStanding): void;
}

/** A lane for a service that tells on every answer how much of its fixed window is left. */
export interface WindowLane {
  /** Resolves when one request may be sent, or with null where the signal aborted first. */
  enter(signal: AbortSignal | undefined): Promise<WindowPass | null>;
  /** Holds everyone until then: the other side asked to wait. Never shortens a longer pause. */
  pauseUntil(epochMs: number): void;
}

/** Whole seconds are told, rounded by an unknown rule: one second more is always enough. */
const RESET_MARGIN_MS = 1000;
/** No window of any service is longer; a larger value is an epoch or an error. */
const LONGEST_RESET_MS = 300_000;

/**
 * A lane over fixed windows. What the service says remains is believed over our own count, because other programs may use
 * the same key; requests still on the way are taken off it.
 */
export function createWindowLane({ clock, timers }: LaneParts, assumed: { readonly limit: number; readonly windowMs: number }): WindowLane {
  let limit = assumed.limit;
  let remaining = limit;
  let onTheWay = 0;
  let windowEndsAt: number | null = null;
  let pausedUntil = 0;

  const waitMs = (nowMs: number): number => {
    if (windowEndsAt !== null && nowMs >= windowEndsAt) {
      windowEndsAt = null;
      remaining = Math.max(limit - onTheWay, 0);
    }
    if (pausedUntil > nowMs) {
      return pausedUntil - nowMs;
    }
    if (remaining > 0) {
      return 0;
    }
    return windowEndsAt === null ? RESET_MARGIN_MS : windowEndsAt - nowMs;
  };

  const leave = (standing: WindowStanding): void => {
    onTheWay = Math.max(onTheWay - 1, 0);
    if (standing.limit !== null && standing.limit > 0) {
      limit = standing.limit;
    }
    if (standing.remaining !== null) {
      remaining = Math.max(standing.remaining - onTheWay, 0);
    }
    if (standing.resetMs !== null) {
      windowEndsAt = clock.now() + Math.min(Math.max(standing.resetMs, 0), LONGEST_RESET_MS) + RESET_MARGIN_MS;
    }
  };

  return {
    async enter(signal) {
      while (signal?.aborted !== true) {
        const nowMs = clock.now();
        const wait = waitMs(nowMs);
        if (wait <= 0) {
          remaining -= 1;
          onTheWay += 1;
          windowEndsAt ??= nowMs + assumed.windowMs + RESET_MARGIN_MS;
          return { leave };
        }
        await timers.sleep(wait, signal);
      }
      return null;
    },
    pauseUntil(epochMs) {
      pausedUntil = Math.max(pausedUntil, epochMs);
    },
  };
}
