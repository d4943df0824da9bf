import Big from 'big.js';

import { fail, ok, type Result } from '../result.ts';

declare const decimalBrand: unique symbol;

/** An exact decimal as canonical text ("-20.55", "0.3333", "3"): no exponent, no needless zeros, never "-0". */
export type Decimal = string & { readonly [decimalBrand]: true };

/** Longest number that is read: more digits than QuickBooks' 15.5 or any price has, few enough to stay cheap. */
const MAX_DIGITS = 34;
const PLAIN_NUMBER = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d{1,3})?$/;

/** How text that is no decimal failed to be one. */
export interface DecimalFault {
  readonly code: 'money/not-a-decimal';
  readonly message: string;
}

/**
 * Reads an exact decimal from text, or from a JSON number by its shortest text (which is the source text for up to 15
 * significant digits, so no float arithmetic takes part).
 */
export function parseDecimal(source: string | number): Result<Decimal, DecimalFault> {
  const text = typeof source === 'number' ? String(source) : source.trim();
  if (text.length > MAX_DIGITS + 8 || !PLAIN_NUMBER.test(text)) {
    return fail({ code: 'money/not-a-decimal', message: `"${text.slice(0, 40)}" is not a number` });
  }
  const value = new Big(text);
  if (Math.abs(value.e) > MAX_DIGITS || value.c.length > MAX_DIGITS) {
    return fail({ code: 'money/not-a-decimal', message: `"${text.slice(0, 40)}" has too many digits` });
  }
  return ok(fromBig(value));
}

/** A decimal literal of our own code or tests. Throws where the text is none, because that is a bug. */
export function decimal(source: string | number): Decimal {
  const parsed = parseDecimal(source);
  if (!parsed.ok) {
    throw new Error(parsed.fault.message);
  }
  return parsed.value;
}

export const ZERO: Decimal = decimal('0');

/** -1, 0 or 1. */
export function signOf(value: Decimal): -1 | 0 | 1 {
  if (value === '0') {
    return 0;
  }
  return value.startsWith('-') ? -1 : 1;
}

export function addDecimals(a: Decimal, b: Decimal): Decimal {
  if (a === '0' || b === '0') {
    return a === '0' ? b : a;
  }
  return fromBig(new Big(a).plus(b));
}

export function multiplyDecimals(a: Decimal, b: Decimal | number): Decimal {
  return fromBig(new Big(a).times(b));
}

export function negateDecimal(value: Decimal): Decimal {
  return fromBig(new Big(value).times(-1));
}

/**
 * quantity × unit price in minor units, rounded half up (away from zero at the half), which is how QuickBooks checks a
 * line's Amount (error 6070).
 *
 * @param minorDigits decimals of the currency's minor unit (2 for USD)
 */
export function extendToMinor(quantity: Decimal | number, unitPrice: Decimal, minorDigits: number): number {
  const pieces = Number(quantity);
  const price = exactMinor(unitPrice, minorDigits);
  // Whole pieces at whole cents, which is nearly every line, need integers only.
  if (price !== null && Number.isSafeInteger(pieces) && Number.isSafeInteger(price * pieces)) {
    return price * pieces === 0 ? 0 : price * pieces;
  }
  return bigToMinor(new Big(unitPrice).times(quantity), minorDigits);
}

/** An amount in minor units, rounded half up. {@link isExactMinor} tells whether rounding lost anything. */
export function toMinor(value: Decimal, minorDigits: number): number {
  return exactMinor(value, minorDigits) ?? bigToMinor(new Big(value), minorDigits);
}

/** Digits of an amount whose minor units are surely a safe integer. */
const SURELY_SAFE_DIGITS = 15;

/** Minor units read off the text by moving the point; null where that is not exact, or is too long to be surely safe. */
function exactMinor(value: Decimal, minorDigits: number): number | null {
  const point = value.indexOf('.');
  const decimals = point === -1 ? 0 : value.length - point - 1;
  if (decimals > minorDigits || value.length + minorDigits > SURELY_SAFE_DIGITS) {
    return null;
  }
  const digits = point === -1 ? value : value.slice(0, point) + value.slice(point + 1);
  return Number(digits + '0'.repeat(minorDigits - decimals));
}

/** True where the amount has no more decimals than the currency. */
export function isExactMinor(value: Decimal, minorDigits: number): boolean {
  const point = value.indexOf('.');
  return point === -1 || value.length - point - 1 <= minorDigits;
}

/** Minor units as a decimal: (3288, 2) is "32.88". */
export function fromMinor(minor: number, minorDigits: number): Decimal {
  if (!Number.isSafeInteger(minor)) {
    throw new RangeError(`${minor} is no count of minor units`);
  }
  const digits = String(Math.abs(minor)).padStart(minorDigits + 1, '0');
  const whole = digits.slice(0, digits.length - minorDigits);
  const fraction = digits.slice(digits.length - minorDigits).replace(/0+$/, '');
  // Safe: digits with at most one point, no needless zeros, and no sign on zero.
  return `${minor < 0 ? '-' : ''}${whole}${fraction === '' ? '' : `.${fraction}`}` as Decimal;
}

function bigToMinor(value: Big, minorDigits: number): number {
  const minor = Number(value.times(new Big(10).pow(minorDigits)).round(0, Big.roundHalfUp).toFixed(0));
  if (!Number.isSafeInteger(minor)) {
    throw new RangeError(`Amount ${value.toString()} is beyond what can be kept exactly`);
  }
  return minor === 0 ? 0 : minor;
}

function fromBig(value: Big): Decimal {
  const text = value.toFixed();
  // The cast is safe: toFixed() without a precision gives the canonical plain form; only "-0" needs mending.
  return (text === '-0' ? '0' : text) as Decimal;
}
