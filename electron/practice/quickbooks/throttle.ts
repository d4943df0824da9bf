/** Intuit's limits for one company and app (api/quickbooks §3.1): requests a minute and a second, batches a minute. */
const LIMITS = { perMinute: 500, perSecond: 10, batchesPerMinute: 40 } as const;
const MINUTE_MS = 60_000;
const SECOND_MS = 1000;

export interface Throttle {
  /** Counts the request in, or says that it is one too many. A refused request does not count. */
  admits(isBatch: boolean): boolean;
}

/** Sliding windows on the given clock. */
export function createThrottle(now: () => number): Throttle {
  let requests: number[] = [];
  let batches: number[] = [];
  return {
    admits(isBatch) {
      const at = now();
      requests = requests.filter((time) => time > at - MINUTE_MS);
      batches = batches.filter((time) => time > at - MINUTE_MS);
      const lastSecond = requests.filter((time) => time > at - SECOND_MS).length;
      if (requests.length >= LIMITS.perMinute || lastSecond >= LIMITS.perSecond || (isBatch && batches.length >= LIMITS.batchesPerMinute)) {
        return false;
      }
      requests.push(at);
      if (isBatch) {
        batches.push(at);
      }
      return true;
    },
  };
}
