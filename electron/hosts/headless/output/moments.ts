import { Temporal } from 'temporal-polyfill';

import type { OpenHost } from '../command-context.ts';

/** Writes an instant for a person, as the company's clock shows it; empty where there is none. */
export type MomentText = (instant: string | null) => string;

/** "2026-11-23 04:31" in this zone: people compare it with their own clock and with the books, not with UTC. JSON keeps the instant. */
export const momentIn =
  (timeZone: string): MomentText =>
  (instant) =>
    instant === null
      ? ''
      : Temporal.Instant.from(instant)
          .toZonedDateTimeISO(timeZone)
          .toPlainDateTime()
          .toString({ smallestUnit: 'minute', roundingMode: 'floor' })
          .replace('T', ' ');

/** The zone of the company that a command works in. */
export async function zoneOf({ call }: Pick<OpenHost, 'call'>, company: string): Promise<string> {
  return (await call('schedule.show', { company })).timeZone;
}
