import { Temporal } from 'temporal-polyfill';

import { type BusinessDate, parseBusinessDate } from '../time/instants.ts';

/** How long a key of ShipStation lasts: chosen when it is made (api facts, section 1). */
export const KEY_LIFETIMES = [3, 6, 12] as const;
export type KeyLifetime = (typeof KEY_LIFETIMES)[number];

/** The day a key ends. The end of a shorter month is taken where the day is not in it: 30 November and 3 months give 28 February. */
export function keyEndsOn(madeOn: BusinessDate, months: KeyLifetime): BusinessDate {
  const end = parseBusinessDate(Temporal.PlainDate.from(madeOn).add({ months }, { overflow: 'constrain' }).toString());
  if (end === null) {
    throw new Error(`${madeOn} and ${months} months give no date`);
  }
  return end;
}

/** Whole days from `today` to `endsOn`; 0 on the last day, never below. */
export function daysUntil(today: BusinessDate, endsOn: BusinessDate): number {
  return Math.max(0, Temporal.PlainDate.from(today).until(Temporal.PlainDate.from(endsOn), { largestUnit: 'day' }).days);
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
