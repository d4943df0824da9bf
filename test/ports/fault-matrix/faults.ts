import type { PracticeQuickBooksControl } from '../../../electron/practice/quickbooks/control.ts';
import type { FaultTarget } from '../../../electron/practice/quickbooks/planned-faults.ts';
import type { PracticeEngine } from '../../helpers/practice-engine.ts';

/** One thing that happens to a request, and what is done about it before the next attempt. */
export interface Fault {
  readonly name: string;
  strike(control: PracticeQuickBooksControl, target: FaultTarget): void;
  mend(shop: PracticeEngine): Promise<void>;
}

/** Purser gets over it by itself, or with the next run. */
const nothing = (): Promise<void> => Promise.resolve();
/** Longer than the books are asked to remember a request: what is uncertain is settled by looking. */
const ELEVEN_MINUTES_MS = 11 * 60_000;
/** Late, and within the client's patience of 130 s; a test of its own waits the whole 30 s. */
const LATE_MS = 250;

const later = (shop: PracticeEngine): Promise<void> => {
  shop.practice.quickbooks.control.clearFaults();
  shop.time.advance(ELEVEN_MINUTES_MS);
  return Promise.resolve();
};

export const FAULTS: readonly Fault[] = [
  {
    name: 'refused before the commit',
    strike: (control, when) => control.plan({ kind: 'refuse', code: '6000', message: 'A business rule', when }),
    mend: nothing,
  },
  { name: 'committed, then the answer lost', strike: (control, when) => control.plan({ kind: 'lose-answer', when }), mend: nothing },
  {
    name: 'lost before it was done',
    strike: (control, when) => control.plan({ kind: 'lose-answer', executes: false, when }),
    mend: nothing,
  },
  {
    name: 'committed, every answer lost, looked for when the request is forgotten',
    // Enough for the resends of a run; the rest is cleared.
    strike: (control, when) => control.plan({ kind: 'lose-answer', times: 2, when }),
    mend: later,
  },
  { name: 'committed, then 504', strike: (control, when) => control.plan({ kind: 'gateway-timeout', when }), mend: nothing },
  {
    name: '502 before it was done',
    strike: (control, when) => control.plan({ kind: 'bad-gateway', executes: false, when }),
    mend: nothing,
  },
  { name: '429 in XML without Retry-After', strike: (control, when) => control.plan({ kind: 'throttle', when }), mend: nothing },
  { name: '401, the token has expired', strike: (control) => control.expireAccessTokens(), mend: nothing },
  { name: '401, the consent was taken back', strike: (control) => control.revokeConnection(), mend: (shop) => shop.reconnectBooks() },
  {
    name: '5010, somebody saved in between',
    strike: (control, when) =>
      control.plan(
        when.operation === 'create' ? { kind: 'refuse', code: '5010', message: 'Stale Object Error', when } : { kind: 'bump', when },
      ),
    mend: nothing,
  },
  { name: 'a truncated answer', strike: (control, when) => control.plan({ kind: 'truncated-json', when }), mend: nothing },
  { name: 'an answer that comes late', strike: (control, when) => control.plan({ kind: 'slow', delayMs: LATE_MS, when }), mend: nothing },
];
