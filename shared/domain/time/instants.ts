declare const instantBrand: unique symbol;
declare const businessDateBrand: unique symbol;

/** A moment as ISO text with Z and milliseconds, e.g. "2026-03-08T05:20:11.483Z". Sorts as text. */
export type Instant = string & { readonly [instantBrand]: true };

/** A calendar date of the books, YYYY-MM-DD, without zone. */
export type BusinessDate = string & { readonly [businessDateBrand]: true };

/** The instant of a count of milliseconds since 1970, as clocks give it. */
export function instantOf(epochMs: number): Instant {
  // Safe: toISOString gives exactly the form that Instant promises.
  return new Date(epochMs).toISOString() as Instant;
}

/** Milliseconds since 1970. */
export function epochMsOf(instant: Instant): number {
  return Date.parse(instant);
}

const DATE = /^(\d{4})-(\d{2})-(\d{2})$/;

/** Reads YYYY-MM-DD and refuses what is on no calendar (2026-02-30). */
export function parseBusinessDate(text: string): BusinessDate | null {
  const match = DATE.exec(text);
  if (match === null) {
    return null;
  }
  const [, year, month, day] = match.map(Number);
  const date = new Date(Date.UTC(year ?? 0, (month ?? 0) - 1, day ?? 0));
  // Safe: checked against the pattern and the calendar.
  return date.toISOString().slice(0, 10) === text ? (text as BusinessDate) : null;
}

/** `days` may be negative. */
export function addDays(date: BusinessDate, days: number): BusinessDate {
  const moved = new Date(Date.parse(`${date}T00:00:00Z`) + days * 86_400_000);
  // Safe: toISOString of a midnight gives a calendar date.
  return moved.toISOString().slice(0, 10) as BusinessDate;
}
