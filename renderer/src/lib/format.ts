import { type Money, minorDigitsOf, moneyText } from '../../../shared/domain/money/money.ts';
import { LOCALE } from './locale.ts';
import { texts } from './texts.ts';

const moneyFormats = new Map<string, Intl.NumberFormat>();

function moneyFormat(currency: string): Intl.NumberFormat {
  const known = moneyFormats.get(currency);
  if (known !== undefined) {
    return known;
  }
  const digits = minorDigitsOf(currency);
  const made = new Intl.NumberFormat(LOCALE, { style: 'currency', currency, minimumFractionDigits: digits, maximumFractionDigits: digits });
  moneyFormats.set(currency, made);
  return made;
}

/** "$1,234.50" in the person's format. The exact text is formatted, never a float. */
export function formatMoney(amount: Money): string {
  // Safe: moneyText writes plain decimals only, which is the form that format takes as text.
  return moneyFormat(amount.currency).format(moneyText(amount) as Intl.StringNumericLiteral);
}

/** An amount as ShipStation tells it (decimal text), in the person's format, with all its decimals. */
export function formatDecimal(amount: string, currency: string): string {
  const decimals = amount.split('.')[1]?.length ?? 0;
  const digits = Math.max(minorDigitsOf(currency), decimals);
  const format = new Intl.NumberFormat(LOCALE, {
    style: 'currency',
    currency,
    minimumFractionDigits: minorDigitsOf(currency),
    maximumFractionDigits: digits,
  });
  // Safe: the contract's decimals are plain text without exponent.
  return format.format(amount as Intl.StringNumericLiteral);
}

export const formatCount = (count: number): string => new Intl.NumberFormat(LOCALE).format(count);

const dateFormat = new Intl.DateTimeFormat(LOCALE, { dateStyle: 'medium', timeZone: 'UTC' });
const dayFormat = new Intl.DateTimeFormat(LOCALE, { month: 'short', day: 'numeric', timeZone: 'UTC' });

/** "Nov 22, 2026" of a calendar date. */
export const formatDate = (date: string): string => dateFormat.format(new Date(`${date}T00:00:00Z`));

/** "Nov 22", for axes. */
export const formatDay = (date: string): string => dayFormat.format(new Date(`${date}T00:00:00Z`));

/** "Nov 22, 2026, 5:10 PM" in the zone. */
export function formatInstant(instant: string, timeZone: string): string {
  return new Intl.DateTimeFormat(LOCALE, { dateStyle: 'medium', timeStyle: 'short', timeZone }).format(new Date(instant));
}

const RELATIVE_STEPS: readonly (readonly [Intl.RelativeTimeFormatUnit, number])[] = [
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
];

/** "12 minutes ago", "in 3 minutes". */
export function formatRelative(instant: string, nowMs: number): string {
  const seconds = (Date.parse(instant) - nowMs) / 1000;
  const format = new Intl.RelativeTimeFormat(LOCALE, { numeric: 'always', style: 'short' });
  for (const [unit, length] of RELATIVE_STEPS) {
    if (Math.abs(seconds) >= length) {
      return format.format(Math.trunc(seconds / length), unit);
    }
  }
  return texts.common.justNow;
}

/** "1 h 4 min", "12 s". */
export function formatDuration(ms: number): string {
  const seconds = Math.round(ms / 1000);
  if (seconds < 60) {
    return `${seconds} s`;
  }
  const minutes = Math.floor(seconds / 60);
  return minutes < 60 ? `${minutes} min ${seconds % 60} s` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

/** Today's calendar date in the zone, YYYY-MM-DD. */
export function todayIn(timeZone: string, nowMs: number): string {
  // The Swedish form is the ISO one.
  return new Intl.DateTimeFormat('sv-SE', { timeZone }).format(new Date(nowMs));
}
