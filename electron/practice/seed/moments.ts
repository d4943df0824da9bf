import { addDays, type BusinessDate, epochMsOf, type Instant, instantOf } from '../../../shared/domain/time/instants.ts';
import { parsePacific } from '../../../shared/domain/time/zones.ts';

/**
 * When something happened: "14 09:30" is half past nine, Pacific time, fourteen days before the anchor; a whole instant is
 * itself. Nothing of the last day (1) happens after 16:00, so that it is over wherever the anchor day has begun.
 */
export type Moment = string;

const RELATIVE = /^(\d{1,2}) (\d{2}:\d{2})$/;

/** The instant of a moment, with seconds that `salt` scatters so that they look lived. */
export function instantOfMoment(moment: Moment, anchorOn: BusinessDate, salt: string): Instant {
  const relative = RELATIVE.exec(moment);
  const instant =
    relative === null
      ? parsePacific(moment)
      : parsePacific(`${addDays(anchorOn, -Number(relative[1]))} ${relative[2]}:${pad(scatter(`${salt} seconds`, 60))}`);
  if (instant === null) {
    throw new Error(`"${moment}" is no moment`);
  }
  return instant;
}

/** Rises with time, the same for every anchor; whole instants come first. */
export function orderOfMoment(moment: Moment): string {
  const relative = RELATIVE.exec(moment);
  return relative === null ? `0 ${moment}` : `1 ${pad(99 - Number(relative[1]))} ${relative[2]}`;
}

/** Channels hand an order over some minutes after it was placed. */
export function importedAfter(orderedAt: Instant, salt: string): Instant {
  return instantOf(epochMsOf(orderedAt) + (4 + scatter(salt, 9)) * 60_000 + scatter(`${salt} ms`, 1000));
}

/** A number from 0 to below `range` that depends on the text alone (FNV-1a). */
export function scatter(text: string, range: number): number {
  let hash = 0x811c9dc5;
  for (const character of text) {
    hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193) >>> 0;
  }
  // Texts that differ in their last character only would otherwise give neighbouring numbers.
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d) >>> 0;
  return ((hash ^ (hash >>> 13)) >>> 0) % range;
}

const pad = (value: number): string => String(value).padStart(2, '0');
