import { type Decimal, fromMinor } from '../money/decimal.ts';

/**
 * A decimal as the JSON number that prints as exactly that decimal; null where no such number exists (more than about 15
 * digits). The API takes numbers, never text.
 */
export function exactNumber(value: Decimal): number | null {
  const number = Number(value);
  return String(number) === value ? number : null;
}

/** Beyond this, not every decimal has a number that prints as itself. */
const MOST_EXACT_MINOR = 1e15;

/** Minor units as a JSON number that prints exactly: 3288 is 32.88. Throws beyond 15 digits, which no order's amount reaches. */
export function minorNumber(minor: number, digits: number): number {
  if (Math.abs(minor) >= MOST_EXACT_MINOR) {
    throw new RangeError(`An amount of ${minor} minor units has no exact JSON number`);
  }
  return Number(fromMinor(minor, digits));
}
