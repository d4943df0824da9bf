import { Temporal } from 'temporal-polyfill';

import { type BusinessHours, LEAST_INTERVAL_MINUTES, type Schedule, WEEKDAYS } from '../config/schedule.ts';
import { epochMsOf, type Instant, instantOf } from '../time/instants.ts';

const MINUTE_MS = 60_000;
/** From the start of one background run to the start of the next, whatever asks for it; a new key alone may come sooner. */
export const RUN_FLOOR_MS = LEAST_INTERVAL_MINUTES * MINUTE_MS;
/** The whole spread over which companies begin, so that a firm's twenty clients don't all pull in the same second. */
const MOST_SKEW_MS = 3 * MINUTE_MS;
/** Hours begin on each weekday at most once, so that a week and a day shows every beginning. */
const DAYS_LOOKED_AT = 9;

/** Why one run is wanted before the interval is over. Several at once are one run. */
export const CATCH_UP_REASONS = ['started', 'interval', 'awake', 'network', 'relay', 'new-key', 'resumed', 'busy'] as const;
export type CatchUpReason = (typeof CATCH_UP_REASONS)[number];

export interface CatchUp {
  readonly reason: CatchUpReason;
  /** Not before it: what comes at once with others (waking up and the network) is one run. */
  readonly notBefore: Instant;
}

export interface NextRunQuestion {
  readonly now: Instant;
  readonly schedule: Schedule;
  /** IANA name of the company's zone. */
  readonly timeZone: string;
  /** When the newest background run began; null before the first. */
  readonly lastStartedAt: Instant | null;
  readonly pause: { readonly until: Instant | null } | null;
  readonly catchUp: CatchUp | null;
  /** The company's own, 0 to just under 1. */
  readonly skew: number;
}

/** `paused`, `outside-hours`: why it is not sooner. `at` null: not by itself. */
export type NextRun =
  | { readonly kind: 'due'; readonly at: Instant }
  | { readonly kind: 'outside-hours'; readonly at: Instant }
  | { readonly kind: 'paused'; readonly at: Instant | null; readonly until: Instant | null };

/**
 * When a company's next background run begins. Runs lie on a grid: from the opening of the business hours (without hours, from
 * 1970) every interval, so that a run that takes long or a clock that wakes late shifts nothing. Never before the floor after
 * the last start, never outside the hours, never within a pause. Business hours go by the clock on the wall: an hour that does
 * not exist in spring has no run, the one that exists twice in autumn has runs in both.
 */
export function nextRun(question: NextRunQuestion): NextRun {
  const { now, schedule, timeZone, pause, catchUp } = question;
  const nowMs = epochMsOf(now);
  if (pause !== null && pause.until === null) {
    return { kind: 'paused', at: null, until: null };
  }
  const resumesMs = pause?.until == null ? nowMs : Math.max(nowMs, epochMsOf(pause.until));
  const gridMs = nextOnGrid(question, Math.max(resumesMs, floorMs(question, null)));
  const soonMs = catchUp === null ? gridMs : catchUpMs(question, catchUp, resumesMs);
  const at = instantOf(Math.min(gridMs, soonMs));
  if (pause?.until != null && resumesMs > nowMs) {
    return { kind: 'paused', at, until: pause.until };
  }
  const isOpen = schedule.hours === null || isWithinHours(now, schedule.hours, timeZone);
  return isOpen && !opensBetween(question, now, at) ? { kind: 'due', at } : { kind: 'outside-hours', at };
}

/** Whether the hours are closed for a while between the two. */
function opensBetween({ schedule, timeZone }: NextRunQuestion, now: Instant, at: Instant): boolean {
  if (schedule.hours === null) {
    return false;
  }
  return windowsFrom(schedule.hours, timeZone, epochMsOf(now)).some(
    ({ openMs, closeMs }) => openMs <= epochMsOf(now) && epochMsOf(now) < closeMs && closeMs <= epochMsOf(at),
  );
}

function floorMs({ lastStartedAt, now }: NextRunQuestion, reason: CatchUpReason | null): number {
  // A start that lies in the future was written by a clock that was wrong; it must not hold anything back.
  return lastStartedAt === null || lastStartedAt > now || reason === 'new-key' ? 0 : epochMsOf(lastStartedAt) + RUN_FLOOR_MS;
}

/** Outside the hours it waits for their opening. */
function catchUpMs(question: NextRunQuestion, { reason, notBefore }: CatchUp, resumesMs: number): number {
  const { schedule, timeZone } = question;
  const earliest = Math.max(resumesMs, epochMsOf(notBefore), floorMs(question, reason));
  if (schedule.hours === null || isWithinHours(instantOf(earliest), schedule.hours, timeZone)) {
    return earliest;
  }
  return nextOnGrid(question, earliest);
}

/** The first point of the grid that is not before `earliestMs`. */
function nextOnGrid({ schedule, timeZone, skew }: NextRunQuestion, earliestMs: number): number {
  const everyMs = Math.max(schedule.everyMinutes, LEAST_INTERVAL_MINUTES) * MINUTE_MS;
  const skewMs = Math.floor(Math.min(everyMs / 5, MOST_SKEW_MS) * skew);
  const { hours } = schedule;
  if (hours === null) {
    return onGrid(skewMs, everyMs, earliestMs);
  }
  for (const { openMs, closeMs } of windowsFrom(hours, timeZone, earliestMs)) {
    // In a window shorter than the skew there must be a run as well.
    const firstMs = openMs + Math.min(skewMs, Math.floor((closeMs - openMs) / 2));
    for (let at = onGrid(firstMs, everyMs, Math.max(firstMs, earliestMs)); at < closeMs; at += everyMs) {
      if (isWithinHours(instantOf(at), hours, timeZone)) {
        return at;
      }
    }
  }
  throw new Error(`Business hours on ${hours.days.join(', ')} from ${hours.from} to ${hours.to} never open`);
}

const onGrid = (firstMs: number, everyMs: number, earliestMs: number): number =>
  firstMs + Math.ceil((earliestMs - firstMs) / everyMs) * everyMs;

interface Window {
  readonly openMs: number;
  readonly closeMs: number;
}

/** The windows that are open at `fromMs` or open after it, in their order. */
function windowsFrom({ days, from, to }: BusinessHours, timeZone: string, fromMs: number): Window[] {
  const firstDay = Temporal.Instant.fromEpochMilliseconds(fromMs).toZonedDateTimeISO(timeZone).toPlainDate().subtract({ days: 1 });
  const wallMs = (date: Temporal.PlainDate, time: string): number =>
    date.toZonedDateTime({ timeZone, plainTime: Temporal.PlainTime.from(time) }).epochMilliseconds;
  return Array.from({ length: DAYS_LOOKED_AT + 1 }, (_, index) => firstDay.add({ days: index }))
    .filter((date) => days.some((day) => WEEKDAYS.indexOf(day) + 1 === date.dayOfWeek))
    .map((date) => ({ openMs: wallMs(date, from), closeMs: wallMs(to <= from ? date.add({ days: 1 }) : date, to) }))
    .filter(({ openMs, closeMs }) => closeMs > openMs && closeMs > fromMs);
}

/** Whether the clock on the wall of the zone shows business hours. */
export function isWithinHours(instant: Instant, { days, from, to }: BusinessHours, timeZone: string): boolean {
  const wall = Temporal.Instant.from(instant).toZonedDateTimeISO(timeZone);
  const time = wall.toPlainTime().toString({ smallestUnit: 'minute', roundingMode: 'floor' });
  const isOn = (dayOfWeek: number): boolean => days.some((day) => WEEKDAYS.indexOf(day) + 1 === dayOfWeek);
  if (from < to) {
    return isOn(wall.dayOfWeek) && from <= time && time < to;
  }
  // Hours that go past midnight belong to the day on which they begin.
  return (isOn(wall.dayOfWeek) && from <= time) || (isOn(wall.dayOfWeek === 1 ? 7 : wall.dayOfWeek - 1) && time < to);
}

/** A company's own place in the spread, always the same: FNV-1a over its slug, 0 to just under 1. */
export function skewOf(slug: string): number {
  let hash = 0x811c9dc5;
  for (const character of slug) {
    hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193) >>> 0;
  }
  return hash / 0x1_0000_0000;
}

/** After this many ms without an answer it is looked at again; the interval's own run comes all the same. */
export function networkRetryMs(attempt: number, everyMinutes: number): number {
  return Math.min(15_000 * 2 ** Math.min(Math.max(attempt - 1, 0), 10), everyMinutes * MINUTE_MS);
}
