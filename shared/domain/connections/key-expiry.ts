import type { BusinessDate } from '../time/instants.ts';

const DAY_MS = 86_400_000;

/** How long a key of ShipStation lasts: chosen when it is made (api facts, section 1). */
export const KEY_LIFETIMES = [3, 6, 12] as const;
export type KeyLifetime = (typeof KEY_LIFETIMES)[number];

/** The day a key ends. The last of a shorter month is taken where the day is not in it: 30 November and 3 months give 28 February. */
export function keyEndsOn(madeOn: BusinessDate, months: KeyLifetime): BusinessDate {
  const [year = 0, month = 0, day = 0] = madeOn.split('-').map(Number);
  const lastDay = new Date(Date.UTC(year, month - 1 + months + 1, 0)).getUTCDate();
  const ends = new Date(Date.UTC(year, month - 1 + months, Math.min(day, lastDay)));
  // Safe: toISOString of a midnight gives a calendar date.
  return ends.toISOString().slice(0, 10) as BusinessDate;
}

/** Whole days from `today` to `endsOn`; 0 on the last day, never below. */
export function daysUntil(today: BusinessDate, endsOn: BusinessDate): number {
  return Math.max(0, Math.round((Date.parse(`${endsOn}T00:00:00Z`) - Date.parse(`${today}T00:00:00Z`)) / DAY_MS));
}

/** Below these many days a person is told: once a month is left there is time, in the last week it presses. */
export const EXPIRY_STEPS = { soon: 30, near: 14, last: 7 } as const;
export type ExpiryUrgency = 'none' | keyof typeof EXPIRY_STEPS;

/** How pressing it is that a key is replaced. Null: the end is not known. */
export function expiryUrgency(daysLeft: number | null): ExpiryUrgency {
  if (daysLeft === null || daysLeft > EXPIRY_STEPS.soon) {
    return 'none';
  }
  if (daysLeft > EXPIRY_STEPS.near) {
    return 'soon';
  }
  return daysLeft > EXPIRY_STEPS.last ? 'near' : 'last';
}
