import { addDays, type BusinessDate, epochMsOf, type Instant, instantOf } from '../time/instants.ts';
import { businessDateIn, startOfDateIn } from '../time/zones.ts';

/** How far back a completeness check lists: an order that is older has been shipped, posted and reconciled. */
export const SWEEP_DAYS = 45;
/** Once a day, counted from the end of the last one; an hour early, so that the time of day does not creep. */
const SWEEP_EVERY_MS = 23 * 3_600_000;

/** Whether it is time for a completeness check. `newestEndedAt`: when the newest one that came to its end did; null without one. */
export function isSweepDue(newestEndedAt: Instant | null, now: Instant): boolean {
  // One from the future was stored under a clock that was wrong.
  return newestEndedAt === null || newestEndedAt > now || epochMsOf(now) - epochMsOf(newestEndedAt) >= SWEEP_EVERY_MS;
}

/**
 * What a completeness check lists, by creation: whole days of the company's zone, from 45 days ago (or from where pulling
 * begins, if that is later) up to now. Both ends inclusive.
 */
export function sweepWindow(now: Instant, timeZone: string, pullsFrom: Instant): { readonly from: Instant; readonly to: Instant } {
  const from = startOfDateIn(addDays(businessDateIn(now, timeZone), 1 - SWEEP_DAYS), timeZone);
  return { from: from < pullsFrom ? pullsFrom : from, to: now };
}

/** A calendar day of a zone as instants: `from` inclusive, `to` exclusive. */
export interface DayBounds {
  readonly date: BusinessDate;
  readonly from: Instant;
  readonly to: Instant;
}

/** The days that a window touches, oldest first. A day of a change to or from daylight saving time is as long as it is. */
export function daysOfWindow(window: { readonly from: Instant; readonly to: Instant }, timeZone: string): readonly DayBounds[] {
  const days: DayBounds[] = [];
  const last = businessDateIn(window.to, timeZone);
  for (let date = businessDateIn(window.from, timeZone); date <= last; date = addDays(date, 1)) {
    days.push({ date, from: startOfDateIn(date, timeZone), to: startOfDateIn(addDays(date, 1), timeZone) });
  }
  return days;
}

/** The waits between tries at an unreadable record: soon, because most mend within the hour; then seldom, because each costs requests. */
const PARKED_WAITS_MS = [15 * 60_000, 3_600_000, 4 * 3_600_000, 12 * 3_600_000] as const;
const LONGEST_PARKED_WAIT_MS = 24 * 3_600_000;

/** When an unreadable record is tried again by itself, after so many tries (0: it was just put aside). */
export function parkedRetryAt(attempts: number, now: Instant): Instant {
  return instantOf(epochMsOf(now) + (PARKED_WAITS_MS[attempts] ?? LONGEST_PARKED_WAIT_MS));
}

/** So few stored orders may be missing from a list without a doubt about the list itself. */
const SURELY_FEW = 25;

/**
 * Whether it is believable that so many orders are gone from the source. Where most of what is stored is not listed, the key
 * belongs to another account or the list is broken: then nothing is asked and nothing is marked.
 */
export function isLossBelievable(unlisted: number, stored: number): boolean {
  return unlisted <= SURELY_FEW || unlisted * 2 <= stored;
}
