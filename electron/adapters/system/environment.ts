import { randomUUID } from 'node:crypto';

import type { Clock, Ids, Timers } from '../../core/ports/environment.ts';

/** The machine's own time. */
export const systemClock: Clock = { now: () => Date.now() };

/** Longer delays than Node's timers take (2^31 ms, about 25 days) are slept in parts. */
const LONGEST_TIMER_MS = 2_147_483_647;

export const systemTimers: Timers = {
  sleep: async (ms, signal) => {
    if (ms <= 0) {
      // Long work sleeps for nothing to let others have their turn: a resolved promise alone would not.
      await new Promise((resolve) => setImmediate(resolve));
    }
    for (let left = ms; left > 0 && signal?.aborted !== true; left -= LONGEST_TIMER_MS) {
      await sleepOnce(Math.min(left, LONGEST_TIMER_MS), signal);
    }
  },
};

export const systemIds: Ids = { uuid: () => randomUUID() };

function sleepOnce(ms: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve) => {
    const end = (): void => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', end);
      resolve();
    };
    const timer = setTimeout(end, ms);
    signal?.addEventListener('abort', end, { once: true });
  });
}
