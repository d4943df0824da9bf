import type { Decimal } from '../../../../../shared/domain/money/decimal.ts';
import type { BusinessDate, Instant } from '../../../../../shared/domain/time/instants.ts';
import { PACIFIC, startOfDateIn } from '../../../../../shared/domain/time/zones.ts';
import { amountOf, type RenderedObject } from '../json-text.ts';

/** "se-500100200": how V2 writes the ids that V1 has as numbers (api facts, section 6). */
export const seId = (id: number): string => `se-${id}`;

export const seIdOrNull = (id: number | null): string | null => (id === null ? null : seId(id));

/** "2026-08-12T19:46:28.8Z": real UTC with as many decimals as there are, none for a whole second. */
export function utcText(instant: Instant): string {
  return instant.replace(/\.?0{1,3}Z$/, 'Z');
}

export const utcOrNull = (instant: Instant | null): string | null => (instant === null ? null : utcText(instant));

/** A date of a shipment: midnight UTC of that date, which is no moment of anything. */
export function plainDateText(date: BusinessDate): string {
  return `${date}T00:00:00Z`;
}

/** A date of a label or fulfillment: midnight Pacific, in UTC. Taken for UTC west of London it is the day before. */
export function pacificMidnightText(date: BusinessDate): string {
  return utcText(startOfDateIn(date, PACIFIC));
}

/** {"currency":"usd","amount":32.88} */
export function moneyOf(amount: Decimal, currency: string): RenderedObject {
  return { currency, amount: amountOf(amount) };
}
