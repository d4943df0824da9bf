import { assertNever } from '../result.ts';

/** What kind of failure it is; told where it enters, in the adapter. */
export const FAULT_CLASSES = [
  'transient',
  'throttled',
  'uncertain',
  'auth',
  'permission',
  'rejected',
  'mapping',
  'source',
  'storage',
  'bug',
] as const;
export type FaultClass = (typeof FAULT_CLASSES)[number];

export interface RetryQuestion {
  readonly faultClass: FaultClass;
  /** How many times it was tried, 1 or more. */
  readonly attempt: number;
  /** How long the other side asked to wait, in ms; null where it did not say. */
  readonly retryAfterMs: number | null;
  /** Since the first sending of a write, in ms; left out for what is only read. */
  readonly sinceFirstSentMs?: number | null;
  /** 0 to just under 1, from the caller: keeps many clients from coming back at the same moment. */
  readonly jitter: number;
}

/** wait: the same again after `waitMs`. stop: not by itself; the reason says who must act. */
export type RetryAnswer =
  | { readonly kind: 'wait'; readonly waitMs: number; readonly reason: string }
  | { readonly kind: 'stop'; readonly because: 'person' | 'look-first' | 'given-up'; readonly reason: string };

/** Intuit asks for 60 s after a 429 and sends no Retry-After; ShipStation's window is 60 s. */
const THROTTLE_WAIT_MS = 60_000;
/** Longest that a polite request to wait is taken at its word. */
const LONGEST_ASKED_MS = 15 * 60_000;
const FIRST_WAIT_MS = 2_000;
const LONGEST_WAIT_MS = 5 * 60_000;
/** About ten minutes of growing waits. */
const MOST_ATTEMPTS = 8;
/** How long the same request id is trusted to give the same answer; how long Intuit remembers one is not known (accounting rules, section 10). */
export const RESEND_WITHIN_MS = 10 * 60_000;

/** What to do after a failure. Rules in order, a reason beside each. */
export function retryDecision(question: RetryQuestion): RetryAnswer {
  const { faultClass, attempt, sinceFirstSentMs = null } = question;
  switch (faultClass) {
    case 'throttled':
      // Nothing was executed, so that it never counts as given up: the lane pauses, the job does not.
      return { kind: 'wait', waitMs: throttleWait(question), reason: 'the other side asked to wait' };
    case 'auth':
      return { kind: 'stop', because: 'person', reason: 'the credentials no longer work, and only a person can renew them' };
    case 'permission':
      return { kind: 'stop', because: 'person', reason: 'a right or a plan is missing, which another try does not bring' };
    case 'rejected':
      return { kind: 'stop', because: 'person', reason: 'it was read and refused, and would be refused again' };
    case 'mapping':
      return { kind: 'stop', because: 'person', reason: 'a record that it names is gone or inactive; a mapping settles it' };
    case 'bug':
      return { kind: 'stop', because: 'given-up', reason: 'a fault of the program is the same at every try' };
    case 'uncertain':
      if (sinceFirstSentMs !== null && sinceFirstSentMs >= RESEND_WITHIN_MS) {
        return {
          kind: 'stop',
          because: 'look-first',
          reason: 'too long ago for the same request id to be trusted; the books are looked at first',
        };
      }
      return { kind: 'wait', waitMs: growingWait(question), reason: 'the same request id gives the same answer, whatever happened' };
    case 'transient':
    case 'source':
    case 'storage':
      if (attempt >= MOST_ATTEMPTS) {
        return { kind: 'stop', because: 'given-up', reason: `it failed ${attempt} times; the next run tries again` };
      }
      return { kind: 'wait', waitMs: growingWait(question), reason: 'it may work in a moment' };
    default:
      return assertNever(faultClass);
  }
}

function throttleWait({ retryAfterMs, jitter }: RetryQuestion): number {
  const asked = retryAfterMs === null || retryAfterMs < 0 ? THROTTLE_WAIT_MS : Math.min(retryAfterMs, LONGEST_ASKED_MS);
  // A second more than asked, because windows end on whole seconds of another clock.
  return Math.round(asked + 1_000 + jitter * 2_000);
}

function growingWait({ attempt, retryAfterMs, jitter }: RetryQuestion): number {
  const grown = Math.min(FIRST_WAIT_MS * 2 ** Math.min(attempt - 1, 20), LONGEST_WAIT_MS);
  const asked = Math.min(Math.max(retryAfterMs ?? 0, 0), LONGEST_ASKED_MS);
  // Between half and the whole of it, so that clients spread out.
  return Math.round(Math.max(grown * (0.5 + jitter / 2), asked));
}
