import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { type BusinessHours, WEEKDAYS } from '../../shared/domain/config/schedule.ts';
import { isWithinHours, nextRun, type NextRunQuestion, networkRetryMs, RUN_FLOOR_MS, skewOf } from '../../shared/domain/sync/next-run.ts';
import { epochMsOf, type Instant, instantOf } from '../../shared/domain/time/instants.ts';

const ZONES = ['America/New_York', 'America/Los_Angeles', 'UTC', 'Australia/Lord_Howe', 'Asia/Kathmandu', 'Europe/London'] as const;
/** Around both changes of the clocks of 2026 in the United States, and an ordinary week. */
const SEASONS = ['2026-03-05T00:00:00.000Z', '2026-10-29T00:00:00.000Z', '2026-06-01T00:00:00.000Z'] as const;
const WEEK_MS = 7 * 86_400_000;

const wallTime = fc
  .tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 }))
  .map(([hour, minute]) => `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`);
const hours: fc.Arbitrary<BusinessHours> = fc.record({ days: fc.subarray([...WEEKDAYS], { minLength: 1 }), from: wallTime, to: wallTime });
const moment = fc
  .tuple(fc.constantFrom(...SEASONS), fc.integer({ min: 0, max: WEEK_MS }))
  .map(([start, ms]) => instantOf(Date.parse(start) + ms));

const question: fc.Arbitrary<NextRunQuestion> = fc
  .record({
    now: moment,
    everyMinutes: fc.oneof(fc.integer({ min: 2, max: 60 }), fc.integer({ min: 2, max: 1_440 })),
    hours: fc.option(hours),
    timeZone: fc.constantFrom(...ZONES),
    sinceLastMs: fc.option(fc.integer({ min: 0, max: 3_600_000 })),
    pauseMs: fc.option(fc.integer({ min: -3_600_000, max: 3 * 86_400_000 })),
    catchUpMs: fc.option(fc.integer({ min: 0, max: 10_000 })),
    skew: fc.double({ min: 0, max: 0.999, noNaN: true }),
  })
  .map(({ now, everyMinutes, hours: open, timeZone, sinceLastMs, pauseMs, catchUpMs, skew }) => {
    const after = (ms: number): Instant => instantOf(epochMsOf(now) + ms);
    return {
      now,
      schedule: { everyMinutes, hours: open },
      timeZone,
      lastStartedAt: sinceLastMs === null ? null : after(-sinceLastMs),
      pause: pauseMs === null ? null : { until: after(pauseMs) },
      catchUp: catchUpMs === null ? null : { reason: 'awake', notBefore: after(catchUpMs) },
      skew,
    };
  });

const atOf = (asked: NextRunQuestion): Instant => {
  const { at } = nextRun(asked);
  if (at === null) {
    throw new Error('No next run');
  }
  return at;
};

describe('the next background run', () => {
  it('is never before now, the floor, the end of a pause, and never outside the hours', () => {
    fc.assert(
      fc.property(question, (asked) => {
        const at = atOf(asked);
        const { now, lastStartedAt, pause, schedule, timeZone } = asked;
        expect(at >= now).toBe(true);
        expect(lastStartedAt === null || epochMsOf(at) - epochMsOf(lastStartedAt) >= RUN_FLOOR_MS).toBe(true);
        expect(pause?.until == null || at >= pause.until).toBe(true);
        expect(schedule.hours === null || isWithinHours(at, schedule.hours, timeZone)).toBe(true);
      }),
      { numRuns: 400 },
    );
  });

  it('does not move away while it is waited for: asked again later, the answer is the same', () => {
    fc.assert(
      fc.property(question, fc.double({ min: 0, max: 1, noNaN: true }), (asked, share) => {
        const at = atOf(asked);
        const later = instantOf(Math.floor(epochMsOf(asked.now) + share * (epochMsOf(at) - epochMsOf(asked.now))));
        expect(atOf({ ...asked, now: later })).toBe(at);
      }),
      { numRuns: 300 },
    );
  });

  it('comes no sooner when it is asked for later', () => {
    fc.assert(
      fc.property(question, fc.integer({ min: 0, max: WEEK_MS }), (asked, ms) => {
        expect(atOf({ ...asked, now: instantOf(epochMsOf(asked.now) + ms) }) >= atOf(asked)).toBe(true);
      }),
      { numRuns: 300 },
    );
  });

  it('does not drift, however long runs take: in a day and a night there are as many as intervals', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 3, max: 240 }),
        fc.double({ min: 0, max: 0.999, noNaN: true }),
        fc.array(fc.double({ min: 0, max: 0.9, noNaN: true }), { minLength: 1, maxLength: 20 }),
        moment,
        (everyMinutes, skew, takes, start) => {
          const everyMs = everyMinutes * 60_000;
          const asked: NextRunQuestion = {
            now: start,
            schedule: { everyMinutes, hours: null },
            timeZone: 'UTC',
            lastStartedAt: null,
            pause: null,
            catchUp: null,
            skew,
          };
          let at = atOf(asked);
          for (const share of takes) {
            const ended = instantOf(Math.floor(epochMsOf(at) + share * everyMs));
            const next = atOf({ ...asked, now: ended, lastStartedAt: at });
            expect(epochMsOf(next) - epochMsOf(at)).toBe(everyMs);
            at = next;
          }
        },
      ),
      { numRuns: 150 },
    );
  });

  it('is at most an interval away within the hours, and one a day at least where they are open every day', () => {
    fc.assert(
      fc.property(question, (asked) => {
        const open: NextRunQuestion = {
          ...asked,
          pause: null,
          catchUp: null,
          lastStartedAt: null,
          schedule: { ...asked.schedule, hours: null },
        };
        expect(epochMsOf(atOf(open)) - epochMsOf(open.now)).toBeLessThanOrEqual(asked.schedule.everyMinutes * 60_000);
      }),
      { numRuns: 200 },
    );
  });
});

const NEW_YORK = { timeZone: 'America/New_York', pause: null, catchUp: null, lastStartedAt: null, skew: 0 } as const;
const OFFICE: BusinessHours = { days: ['monday', 'tuesday', 'wednesday', 'thursday', 'friday'], from: '08:00', to: '18:00' };
const ask = (now: string, changes: Partial<NextRunQuestion> = {}): ReturnType<typeof nextRun> =>
  nextRun({ ...NEW_YORK, now: instantOf(Date.parse(now)), schedule: { everyMinutes: 15, hours: OFFICE }, ...changes });

describe('business hours', () => {
  it.each([
    ['before opening', '2026-06-22T11:00:00Z', 'outside-hours', '2026-06-22T12:00:00.000Z'],
    ['at opening', '2026-06-22T12:00:00Z', 'due', '2026-06-22T12:00:00.000Z'],
    ['in the middle', '2026-06-22T12:01:00Z', 'due', '2026-06-22T12:15:00.000Z'],
    ['after the last run of the day', '2026-06-22T21:50:00Z', 'outside-hours', '2026-06-23T12:00:00.000Z'],
    ['on a Friday evening', '2026-06-26T23:00:00Z', 'outside-hours', '2026-06-29T12:00:00.000Z'],
  ])('%s', (_name, now, kind, at) => {
    expect(ask(now)).toEqual({ kind, at });
  });

  it('open at the same hour by the clock on the wall after the clocks change', () => {
    const weekend: BusinessHours = { days: [...WEEKDAYS], from: '08:00', to: '18:00' };
    const schedule = { everyMinutes: 60, hours: weekend };
    expect(ask('2026-03-08T02:00:00Z', { schedule }).at).toBe('2026-03-08T12:00:00.000Z');
    expect(ask('2026-03-07T02:00:00Z', { schedule }).at).toBe('2026-03-07T13:00:00.000Z');
    expect(ask('2026-11-01T02:00:00Z', { schedule }).at).toBe('2026-11-01T13:00:00.000Z');
  });

  it('that lie in the hour that does not exist have no run on that day, and one on the next', () => {
    const schedule = { everyMinutes: 15, hours: { days: [...WEEKDAYS], from: '02:10', to: '02:50' } };
    expect(ask('2026-03-08T05:00:00Z', { schedule }).at).toBe('2026-03-09T06:10:00.000Z');
  });

  it('go past midnight where they end before they begin, and belong to the day they begin on', () => {
    const schedule = { everyMinutes: 60, hours: { days: ['friday' as const], from: '22:00', to: '04:00' } };
    expect(ask('2026-06-27T05:30:00Z', { schedule })).toEqual({ kind: 'due', at: '2026-06-27T06:00:00.000Z' });
    expect(ask('2026-06-27T07:30:00Z', { schedule })).toEqual({ kind: 'outside-hours', at: '2026-07-04T02:00:00.000Z' });
  });

  it('hold a catch-up run back until they open', () => {
    const catchUp = { reason: 'awake', notBefore: instantOf(Date.parse('2026-06-22T03:00:02Z')) } as const;
    expect(ask('2026-06-22T03:00:00Z', { catchUp })).toEqual({ kind: 'outside-hours', at: '2026-06-22T12:00:00.000Z' });
  });
});

describe('a pause', () => {
  it('without an end holds everything back, a catch-up run too', () => {
    const catchUp = { reason: 'network', notBefore: instantOf(Date.parse('2026-06-22T13:00:00Z')) } as const;
    expect(ask('2026-06-22T13:00:00Z', { pause: { until: null }, catchUp })).toEqual({ kind: 'paused', at: null, until: null });
  });

  it('until a time ends by itself', () => {
    const until = instantOf(Date.parse('2026-06-22T15:10:00Z'));
    expect(ask('2026-06-22T13:00:00Z', { pause: { until } })).toEqual({ kind: 'paused', at: '2026-06-22T15:15:00.000Z', until });
    expect(ask('2026-06-22T15:10:00Z', { pause: { until } })).toEqual({ kind: 'due', at: '2026-06-22T15:15:00.000Z' });
  });
});

describe('small things of the schedule', () => {
  it('a new key waits for no floor, everything else does', () => {
    const now = '2026-06-22T13:00:30Z';
    const lastStartedAt = instantOf(Date.parse('2026-06-22T13:00:00Z'));
    const notBefore = instantOf(Date.parse('2026-06-22T13:00:32Z'));
    expect(ask(now, { lastStartedAt, catchUp: { reason: 'new-key', notBefore } }).at).toBe(notBefore);
    expect(ask(now, { lastStartedAt, catchUp: { reason: 'relay', notBefore } }).at).toBe('2026-06-22T13:02:00.000Z');
  });

  it('a start that lies in the future holds nothing back', () => {
    expect(ask('2026-06-22T13:01:00Z', { lastStartedAt: instantOf(Date.parse('2027-01-01T00:00:00Z')) }).at).toBe(
      '2026-06-22T13:15:00.000Z',
    );
  });

  it('companies have places of their own within the spread', () => {
    const places = ['harbor', 'practice', 'north-co', 'a', 'b'].map(skewOf);
    expect(new Set(places).size).toBe(places.length);
    expect(places.every((place) => place >= 0 && place < 1)).toBe(true);
    const at = ask('2026-06-22T12:01:00Z', { skew: 0.999 }).at;
    expect(at !== null && epochMsOf(at) - Date.parse('2026-06-22T12:15:00Z')).toBeLessThan(180_000);
  });

  it('the network is looked for sooner than the interval, then less and less often', () => {
    expect([1, 2, 3, 4, 20].map((attempt) => networkRetryMs(attempt, 15))).toEqual([15_000, 30_000, 60_000, 120_000, 900_000]);
    expect(networkRetryMs(20, 2)).toBe(120_000);
  });
});
