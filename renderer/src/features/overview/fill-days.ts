import type { MethodOutput } from '../../../../shared/contract/client.ts';
import { addDays, parseBusinessDate } from '../../../../shared/domain/time/instants.ts';

type Days = MethodOutput<'overview.show'>['days'];

const SHOWN_DAYS = 60;

/** Sixty days in a row up to `today`: a day without orders is a day with zeros, or the axis would lie. */
export function fillDays(days: Days, today: string): Days {
  const last = parseBusinessDate([today, ...days.map(({ date }) => date)].toSorted().at(-1) ?? today);
  if (last === null) {
    return days;
  }
  const known = new Map(days.map((day) => [day.date, day]));
  return Array.from({ length: SHOWN_DAYS }, (_, index) => {
    const date = addDays(last, index + 1 - SHOWN_DAYS);
    return known.get(date) ?? { date, ordered: 0, shipped: 0, invoiced: 0 };
  });
}
