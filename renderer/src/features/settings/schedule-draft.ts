import { type BusinessHours, type Schedule, WEEKDAYS, type Weekday } from '../../../../shared/domain/config/schedule.ts';
import { localeNow } from '../../lib/locale.ts';
import { texts } from '../../lib/texts.ts';

/** The schedule while a person works on it: the interval is text until it is a number. */
export interface ScheduleDraft {
  readonly everyMinutes: string | number;
  readonly isWithinHours: boolean;
  readonly days: readonly Weekday[];
  readonly from: string;
  readonly to: string;
}

const OFFICE: BusinessHours = { days: WEEKDAYS.slice(0, 5), from: '08:00', to: '18:00' };

export function draftOf({ everyMinutes, hours }: Schedule): ScheduleDraft {
  return { everyMinutes, isWithinHours: hours !== null, ...(hours ?? OFFICE) };
}

export interface ScheduleFaults {
  readonly every: boolean;
  readonly days: boolean;
}

export function scheduleFaults({ everyMinutes, isWithinHours, days }: ScheduleDraft): ScheduleFaults {
  const minutes = Number(everyMinutes);
  return {
    every: everyMinutes === '' || !Number.isInteger(minutes) || minutes < 2 || minutes > 1440,
    days: isWithinHours && days.length === 0,
  };
}

/** Days in the order of the week, as the saved config has them. Only for a draft without faults. */
export function scheduleOf({ everyMinutes, isWithinHours, days, from, to }: ScheduleDraft): {
  everyMinutes: number;
  hours: { days: Weekday[]; from: string; to: string } | null;
} {
  const sorted = WEEKDAYS.filter((day) => days.includes(day));
  return { everyMinutes: Number(everyMinutes), hours: isWithinHours ? { days: sorted, from, to } : null };
}

/** The draft read back as one sentence. */
export function scheduleSentence(draft: ScheduleDraft, timeZone: string): string {
  const { everyMinutes, hours } = scheduleOf(draft);
  const { schedule } = texts;
  const when =
    hours === null ? '' : schedule.hoursText(daysText(hours.days), timeText(hours.from), timeText(hours.to), hours.to <= hours.from);
  return schedule.readBack(everyMinutes, when, timeZone);
}

/** "Monday to Friday", "Monday, Wednesday": three days or more in a row are a range. */
export function daysText(days: readonly Weekday[]): string {
  const ranges: Weekday[][] = [];
  for (const day of WEEKDAYS.filter((known) => days.includes(known))) {
    const last = ranges.at(-1);
    const before = last?.at(-1);
    if (last !== undefined && before !== undefined && WEEKDAYS.indexOf(before) + 1 === WEEKDAYS.indexOf(day)) {
      last.push(day);
    } else {
      ranges.push([day]);
    }
  }
  const { dayNames, dayRange } = texts.schedule;
  return ranges
    .flatMap((range) => {
      const [first, last] = [range[0], range.at(-1)];
      return range.length > 2 && first !== undefined && last !== undefined
        ? [dayRange(dayNames[first], dayNames[last])]
        : range.map((day) => dayNames[day]);
    })
    .join(', ');
}

/** "8:00 AM" of 08:00, in the person's format. */
function timeText(time: string): string {
  return new Intl.DateTimeFormat(localeNow(), { timeStyle: 'short', timeZone: 'UTC' }).format(new Date(`2026-01-01T${time}:00Z`));
}
