import { Temporal } from 'temporal-polyfill';

import { type BusinessDate, type Instant, instantOf } from './instants.ts';

/** ShipStation V1 sends and takes Pacific wall time without an offset, daylight saving included (V1 docs, "Requirements"). */
export const PACIFIC = 'America/Los_Angeles';

const LOCAL = /^(\d{4})-(\d{2})-(\d{2})[T ](\d{2}):(\d{2}):(\d{2})(?:\.(\d{1,9}))?$/;
const OFFSET = /(?:[zZ]|[+-]\d{2}:?\d{2})$/;

/**
 * Reads a V1 time: "2015-06-29T08:46:27.0000000", one to seven decimals, a space for the T, date only (midnight), or with
 * an explicit offset. The hour that happens twice in November is taken as its first pass (`earlier`), the one that never
 * happens in March is moved on by an hour: with the pull's overlap of two hours neither loses an order.
 *
 * @returns null where the text is no time
 */
export function parsePacific(text: string): Instant | null {
  if (OFFSET.test(text) && text.length > 10) {
    const epochMs = Date.parse(text);
    return Number.isNaN(epochMs) ? null : instantOf(epochMs);
  }
  const match = LOCAL.exec(text.length === 10 ? `${text}T00:00:00` : text);
  if (match === null) {
    return null;
  }
  const [year, month, day, hour, minute, second] = match.slice(1, 7).map(Number);
  const millisecond = Number((match[7] ?? '').padEnd(3, '0').slice(0, 3));
  try {
    const wall = Temporal.PlainDateTime.from(
      { year: year ?? 0, month: month ?? 0, day: day ?? 0, hour: hour ?? 0, minute: minute ?? 0, second: second ?? 0, millisecond },
      { overflow: 'reject' },
    );
    return instantOf(wall.toZonedDateTime(PACIFIC, { disambiguation: 'compatible' }).epochMilliseconds);
  } catch {
    return null;
  }
}

/** "2016-11-29 23:59:59": how V1 takes times in a query, Pacific wall time to the second (rounded down). */
export function formatPacific(instant: Instant): string {
  const local = Temporal.Instant.from(instant).toZonedDateTimeISO(PACIFIC).toPlainDateTime();
  return local.toString({ smallestUnit: 'second', roundingMode: 'floor' }).replace('T', ' ');
}

/** The calendar date of an instant in a zone (IANA name). */
export function businessDateIn(instant: Instant, timeZone: string): BusinessDate {
  // Safe: a PlainDate prints as YYYY-MM-DD for the years that orders have.
  return Temporal.Instant.from(instant).toZonedDateTimeISO(timeZone).toPlainDate().toString() as BusinessDate;
}

/** The instant at which a date begins in a zone. */
export function startOfDateIn(date: BusinessDate, timeZone: string): Instant {
  return instantOf(Temporal.PlainDate.from(date).toZonedDateTime(timeZone).epochMilliseconds);
}

export function isTimeZone(name: string): boolean {
  try {
    Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(name);
    return true;
  } catch {
    return false;
  }
}
