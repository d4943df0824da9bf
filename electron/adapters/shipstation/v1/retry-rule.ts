import type { PortFault } from '../../../core/ports/faults.ts';
import type { RetryRule } from '../../http/retried-read.ts';
import { mayBePoisoned } from './paging.ts';

const FIRST_WAIT_MS = 1000;
const LONGEST_WAIT_MS = 60_000;

/**
 * When a read is tried again.
 *
 * @param random 0 to 1, so that clients that failed together do not come back together
 */
export function createReadRetryRule(random: () => number): RetryRule {
  return (fault: PortFault, attempt: number): number | null => {
    // The lane is paused already and holds the next try back; a key that is throttled five times in a row is used up by others.
    if (fault.class === 'throttled') {
      return attempt < 5 ? 0 : null;
    }
    // Keys, rights and refusals do not heal by asking again.
    if (fault.class !== 'transient') {
      return null;
    }
    // A page that may be poisoned gets one more chance, then it is taken apart instead.
    if (mayBePoisoned(fault) && attempt >= 2) {
      return null;
    }
    return attempt < 5 ? Math.min(FIRST_WAIT_MS * 2 ** (attempt - 1), LONGEST_WAIT_MS) * (1 + random() / 4) : null;
  };
}
