/** The failure classes of the core's ports, as far as retrying tells them apart. */
export type RetryClass = 'transient' | 'throttled' | 'uncertain' | 'auth' | 'permission' | 'rejected' | 'mapping' | 'source' | 'storage' | 'bug';

export type RetryDecision = { readonly kind: 'wait'; readonly waitMs: number; readonly reason: string } | { readonly kind: 'stop'; readonly reason: string };

export interface RetryQuestion {
  readonly faultClass: RetryClass;
  /** How often it was tried already: 1 after the first failure. */
  readonly attempt: number;
  /** What the other side asked for; null where it did not say. */
  readonly retryAfterMs: number | null;
  /** 0 to 1, so that many clients do not line up; the caller's, because this function is pure. */
  readonly jitter: number;
}

/** Intuit's documents: after a 429 wait 60 seconds; ShipStation's windows are a minute as well. */
const THROTTLE_WAIT_MS = 60_000;
const MAX_THROTTLED_ATTEMPTS = 6;
const FIRST_WAIT_MS = 1_000;
const LONGEST_WAIT_MS = 60_000;
const MAX_ATTEMPTS = 4;
/** A longer wait than this is no wait but an outage: the run ends and the next one goes on. */
const LONGEST_RETRY_AFTER_MS = 10 * 60_000;

/** Whether and when to try again. The rules are in order; the first that applies decides. */
export function retryDecision(question: RetryQuestion): RetryDecision {
  const { faultClass, attempt, retryAfterMs, jitter } = question;
  switch (faultClass) {
    case 'auth':
    case 'permission':
    case 'rejected':
    case 'mapping':
    case 'bug':
    case 'storage':
      return { kind: 'stop', reason: 'the same request would be answered the same: a person or a mapping must act' };
    case 'throttled': {
      if (attempt >= MAX_THROTTLED_ATTEMPTS) {
        return { kind: 'stop', reason: 'still throttled after several waits: somebody else uses up the limit' };
      }
      const asked = retryAfterMs ?? THROTTLE_WAIT_MS;
      if (asked > LONGEST_RETRY_AFTER_MS) {
        return { kind: 'stop', reason: 'the other side asked for a longer wait than a run should last' };
      }
      return { kind: 'wait', waitMs: asked + Math.round(1_000 * jitter), reason: 'the other side asked to wait' };
    }
    case 'transient':
    case 'uncertain':
    case 'source': {
      if (attempt >= MAX_ATTEMPTS) {
        return { kind: 'stop', reason: 'several tries gave no answer' };
      }
      const doubled = Math.min(FIRST_WAIT_MS * 2 ** (attempt - 1), LONGEST_WAIT_MS);
      return { kind: 'wait', waitMs: Math.round(doubled * (0.5 + jitter / 2)), reason: 'it may pass by itself' };
    }
  }
}
