import type { Decimal } from './decimal.ts';

/** Intuit: an amount has at most ten digits before the point. Far beyond it, minor units could not be kept exactly either. */
const MOST_WHOLE_DIGITS = 10;

/** False for an amount that no document of the books can hold. */
export function isBookableAmount(value: Decimal): boolean {
  const point = value.indexOf('.');
  const wholeLength = (point === -1 ? value.length : point) - (value.startsWith('-') ? 1 : 0);
  return wholeLength <= MOST_WHOLE_DIGITS;
}
