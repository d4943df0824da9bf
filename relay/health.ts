import { describeError } from './log.ts';
import type { RelayStore } from './store/store.ts';

/** How long a store may take to show that it lives. */
const CHECK_LIMIT_MS = 3_000;
/** How long an answer holds: whoever asks more often gets the same one, and the store is left in peace. */
const HOLDS_MS = 1_000;

export interface Health {
  /** Null while the store can be written; else why not. */
  problem(): Promise<string | null>;
}

/** Looks whether a delivery could be stored right now, at most once a second for all who ask. */
export function createHealth(store: RelayStore, now: () => number, delay: (ms: number) => Promise<void>): Health {
  let looked: { readonly at: number; readonly problem: Promise<string | null> } | null = null;
  const look = async (): Promise<string | null> => {
    const inTime = store.check().then(() => null, describeError);
    return Promise.race([inTime, delay(CHECK_LIMIT_MS).then(() => `no answer within ${CHECK_LIMIT_MS} ms`)]);
  };
  return {
    problem() {
      if (looked === null || now() - looked.at >= HOLDS_MS) {
        looked = { at: now(), problem: look() };
      }
      return looked.problem;
    },
  };
}
