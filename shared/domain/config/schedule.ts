/** In the order of the week as calendars of the books print it; ISO 8601 counts them from 1. */
export const WEEKDAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const;
export type Weekday = (typeof WEEKDAYS)[number];

/** When background pulls may run, by the clock on the wall of the company's zone. */
export interface BusinessHours {
  /** The days on which the hours begin, at least one. */
  readonly days: readonly Weekday[];
  /** HH:MM. */
  readonly from: string;
  /** HH:MM, not included. At or before `from` it is of the next day. */
  readonly to: string;
}

/** How a company is pulled in the background. */
export interface Schedule {
  readonly everyMinutes: number;
  /** Null: at any hour. */
  readonly hours: BusinessHours | null;
}

/** Pulls overlap by two hours, so that a shorter interval would bring little but requests; the source allows 40 a minute. */
export const LEAST_INTERVAL_MINUTES = 2;
/** Once a day at least: otherwise "business hours" and "interval" would fight about the next run. */
export const LONGEST_INTERVAL_MINUTES = 24 * 60;
/** Signs the pause of a company that is still being set up: a person ends it with the button "Start". */
export const SET_UP_ACTOR = 'set-up';
/** Well within the source's limits, soon enough for a day's work. */
export const USUAL_INTERVAL_MINUTES = 15;
