import type { PortFault } from '../../core/ports/faults.ts';

const FIRST_WAIT_MS = 1_000;
const LONGEST_WAIT_MS = 5 * 60_000;
/** A relay may ask for a pause, but not put a company off for the day. */
const LONGEST_ASKED_WAIT_MS = 10 * 60_000;
/** Someone must act before it can succeed; asked again now and then because that may happen at the relay alone. */
const REFUSED_WAIT_MS = 10 * 60_000;
/** Two apps with the same pairing would push each other out for ever (relay/PROTOCOL.md, "Reading"). */
const REPLACED_WAIT_MS = 90_000;
/** A connection that lasted so long stood: the next loss begins anew. */
const STOOD_MS = 30_000;

export interface Loss {
  readonly fault: PortFault;
  readonly reason: 'cut' | 'refused' | 'replaced';
  /** How long the connection stood; 0 where it never did. */
  readonly lastedMs: number;
  /** The stream's own `retry`; null where it said none. */
  readonly askedMs: number | null;
}

/** When to connect again: at once-ish after the first loss, twice as late after each further one, never all apps together. */
export interface Comeback {
  /** Milliseconds until the next attempt. */
  waitAfter(loss: Loss): number;
}

/** `random`: 0 up to 1. */
export function createComeback(random: () => number): Comeback {
  let losses = 0;
  return {
    waitAfter({ fault, reason, lastedMs, askedMs }) {
      losses = lastedMs >= STOOD_MS ? 0 : losses;
      const spread = 0.5 + random() / 2;
      const rising = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** Math.min(losses, 20)) * spread;
      losses += 1;
      const asked = Math.min(LONGEST_ASKED_WAIT_MS, Math.max(fault.retryAfterMs ?? 0, losses > 1 ? (askedMs ?? 0) : 0));
      const floor = { cut: 0, refused: REFUSED_WAIT_MS, replaced: REPLACED_WAIT_MS }[reason];
      return Math.round(Math.max(rising, asked, floor + (floor * random()) / 2));
    },
  };
}
