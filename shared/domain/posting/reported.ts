import type { BusinessDate } from '../time/instants.ts';

/** Whether a document belongs to a month before today's: its figures were looked at, and perhaps handed in, already. */
export function isOfEarlierMonth(date: BusinessDate | null, today: BusinessDate): boolean {
  return date !== null && date.slice(0, 7) < today.slice(0, 7);
}
