import { fromMinor } from './decimal.ts';

/** An amount in the currency's minor unit (cents for USD). `minor` is always a safe integer. */
export interface Money {
  readonly minor: number;
  readonly currency: string;
}

/** ISO 4217 currencies whose minor unit is not a hundredth. Source: ISO 4217 list one. */
const MINOR_DIGITS: Readonly<Record<string, number>> = {
  BHD: 3,
  IQD: 3,
  JOD: 3,
  KWD: 3,
  LYD: 3,
  OMR: 3,
  TND: 3,
  BIF: 0,
  CLP: 0,
  DJF: 0,
  GNF: 0,
  ISK: 0,
  JPY: 0,
  KMF: 0,
  KRW: 0,
  PYG: 0,
  RWF: 0,
  UGX: 0,
  UYI: 0,
  VND: 0,
  VUV: 0,
  XAF: 0,
  XOF: 0,
  XPF: 0,
};

/** Decimals of the currency's minor unit: 2 for USD, 0 for JPY. */
export function minorDigitsOf(currency: string): number {
  return MINOR_DIGITS[currency] ?? 2;
}

export const money = (minor: number, currency: string): Money => ({ minor, currency });

/** "32.88": plain text with the currency's decimals, for exports and messages. */
export function moneyText({ minor, currency }: Money): string {
  const digits = minorDigitsOf(currency);
  const text = fromMinor(Math.abs(minor), digits);
  const [whole = '0', fraction = ''] = text.split('.');
  const sign = minor < 0 ? '-' : '';
  return digits === 0 ? `${sign}${whole}` : `${sign}${whole}.${fraction.padEnd(digits, '0')}`;
}

/** Largest-remainder split of `total` by `weights`: the parts always sum to the total, and ties go to the earlier part. */
export function allocateMinor(total: number, weights: readonly number[]): number[] {
  const whole = weights.reduce((sum, weight) => sum + weight, 0);
  if (whole === 0) {
    return weights.map((_, index) => (index === 0 ? total : 0));
  }
  const exact = weights.map((weight) => (BigInt(total) * BigInt(weight)) / BigInt(whole));
  const parts = exact.map(Number);
  const remainders = weights.map((weight, index) => ({
    index,
    left: Math.abs(Number((BigInt(total) * BigInt(weight)) % BigInt(whole))),
  }));
  remainders.sort((a, b) => b.left - a.left || a.index - b.index);
  let open = total - parts.reduce((sum, part) => sum + part, 0);
  const step = Math.sign(open);
  for (const { index } of remainders) {
    if (open === 0) {
      break;
    }
    parts[index] = (parts[index] ?? 0) + step;
    open -= step;
  }
  return parts;
}
