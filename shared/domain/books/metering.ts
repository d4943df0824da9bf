import type { Instant } from '../time/instants.ts';
import { businessDateIn, PACIFIC } from '../time/zones.ts';

/**
 * Reads of the books that the vendor's free tier allows in a month for all companies that one set of keys connects; beyond it
 * every read is refused until the month ends (Intuit App Partner Program, "CorePlus calls"). Writes are free and without limit,
 * sandbox companies and error answers are not counted.
 */
export const MONTHLY_READ_LIMIT = 500_000;

/** From this share on a person is told: then there is time to ask for another tier, or to pull less often. */
const NEAR_PER_CENT = 80;

export type ReadLevel = 'fine' | 'near' | 'over';

/** The month that a request counts in, as "2026-06". Intuit's own times are Pacific. */
export function meterMonthOf(at: Instant): string {
  return businessDateIn(at, PACIFIC).slice(0, 7);
}

export function readLevel(reads: number): ReadLevel {
  if (reads >= MONTHLY_READ_LIMIT) {
    return 'over';
  }
  return reads * 100 >= MONTHLY_READ_LIMIT * NEAR_PER_CENT ? 'near' : 'fine';
}
