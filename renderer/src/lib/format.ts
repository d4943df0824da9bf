import { type Money, minorDigitsOf, moneyText } from '../../../shared/domain/money/money.ts';
import { countText, localeNow } from './locale.ts';
import { texts } from './texts.ts';

/** Intl formats are dear to make, and lists show thousands of amounts: one for each locale and kind is kept. */
function kept<Format>(make: (locale: string, kind: string) => Format): (kind: string) => Format {
  const formats = new Map<string, Format>();
  return (kind) => {
    const locale = localeNow();
    const known = formats.get(`${locale} ${kind}`);
    if (known !== undefined) {
      return known;
    }
    const made = make(locale, kind);
    formats.set(`${locale} ${kind}`, made);
    return made;
  };
}

const moneyFormat = kept((locale, currency) => {
  const digits = minorDigitsOf(currency);
  return new Intl.NumberFormat(locale, { style: 'currency', currency, minimumFractionDigits: digits, maximumFractionDigits: digits });
});

/** "$1,234.50" in the person's format. The exact text is formatted, never a float. */
export function formatMoney(amount: Money): string {
  // Safe: moneyText writes plain decimals only, which is the form that format takes as text.
  return moneyFormat(amount.currency).format(moneyText(amount) as Intl.StringNumericLiteral);
}

/** An amount as ShipStation tells it (decimal text), in the person's format, with all its decimals. */
export function formatDecimal(amount: string, currency: string): string {
  const decimals = amount.split('.')[1]?.length ?? 0;
  const digits = Math.max(minorDigitsOf(currency), decimals);
  const format = new Intl.NumberFormat(localeNow(), {
    style: 'currency',
    currency,
    minimumFractionDigits: minorDigitsOf(currency),
    maximumFractionDigits: digits,
  });
  // Safe: the contract's decimals are plain text without exponent.
  return format.format(amount as Intl.StringNumericLiteral);
}

export const formatCount = countText;

const dateFormat = kept((locale) => new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeZone: 'UTC' }));
const dayFormat = kept((locale) => new Intl.DateTimeFormat(locale, { month: 'short', day: 'numeric', timeZone: 'UTC' }));
const instantFormat = kept((locale, timeZone) => new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short', timeZone }));
const relativeFormat = kept((locale) => new Intl.RelativeTimeFormat(locale, { numeric: 'always', style: 'short' }));

/** "Nov 22, 2026" of a calendar date. */
export const formatDate = (date: string): string => dateFormat('date').format(new Date(`${date}T00:00:00Z`));

/** "Nov 22", for axes. */
export const formatDay = (date: string): string => dayFormat('day').format(new Date(`${date}T00:00:00Z`));

/** "Nov 22, 2026, 5:10 PM" in the zone. */
export function formatInstant(instant: string, timeZone: string): string {
  return instantFormat(timeZone).format(new Date(instant));
}

const RELATIVE_STEPS: readonly (readonly [Intl.RelativeTimeFormatUnit, number])[] = [
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
];

/** "12 minutes ago", "in 3 minutes". */
export function formatRelative(instant: string, nowMs: number): string {
  const seconds = (Date.parse(instant) - nowMs) / 1000;
  const format = relativeFormat('relative');
  for (const [unit, length] of RELATIVE_STEPS) {
    if (Math.abs(seconds) >= length) {
      return format.format(Math.trunc(seconds / length), unit);
    }
  }
  return texts.common.justNow;
}

const secondsFormat = kept((locale) => new Intl.NumberFormat(locale, { maximumFractionDigits: 1 }));
/** Below this, tenths of a second tell runs apart. */
const TENTHS_BELOW_MS = 9_950;

/** "1 h 4 min", "12 s", "0.4 s". */
export function formatDuration(ms: number): string {
  if (ms < TENTHS_BELOW_MS) {
    return `${secondsFormat('seconds').format(ms / 1000)} s`;
  }
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
