import { type BusinessDate, epochMsOf, type Instant, instantOf } from '../../../../shared/domain/time/instants.ts';
import { formatPacific } from '../../../../shared/domain/time/zones.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** Pacific wall time less UTC in milliseconds, by the moment that it was asked for: asking the zone is slow. */
const offsets = new Map<number, number>();
const MAX_OFFSETS = 20_000;

function offsetAt(epochMs: number): number {
  let offset = offsets.get(epochMs);
  if (offset === undefined) {
    offset = Date.parse(`${formatPacific(instantOf(epochMs)).replace(' ', 'T')}Z`) - epochMs;
    if (offsets.size >= MAX_OFFSETS) {
      offsets.clear();
    }
    offsets.set(epochMs, offset);
  }
  return offset;
}

/** "2026-03-07T21:20:11.483": the Pacific wall clock of an instant, without an offset. */
function wallClock(instant: Instant): string {
  const epochMs = epochMsOf(instant);
  const day = epochMs - (epochMs % DAY_MS);
  const offset = offsetAt(day);
  // The zone changes twice a year, and then on the hour.
  const exact = offset === offsetAt(day + DAY_MS) ? offset : offsetAt(epochMs - (epochMs % HOUR_MS));
  return new Date(epochMs + exact).toISOString().slice(0, -1);
}

/** Seven decimals, as orders, shipments, fulfillments and customers have: "2026-03-07T21:20:11.4830000". */
export function ticksText(instant: Instant): string {
  return `${wallClock(instant)}0000`;
}

export function ticksOrNull(instant: Instant | null): string | null {
  return instant === null ? null : ticksText(instant);
}

/** One to three decimals, as items, stores and products have: "2015-07-16T14:00:13.9". */
export function shortText(instant: Instant): string {
  return wallClock(instant).replace(/0{1,2}$/, '');
}

/** The Pacific calendar date of an instant. */
export function pacificDateOf(instant: Instant): BusinessDate {
  // Safe: the first ten characters of an ISO date and time are its date.
  return wallClock(instant).slice(0, 10) as BusinessDate;
}
