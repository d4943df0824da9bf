import { describe, expect, it } from 'vitest';

import { daysOfWindow, isLossBelievable, isSweepDue, parkedRetryAt, sweepWindow } from '../../shared/domain/sync/sweep.ts';
import { epochMsOf, instantOf } from '../../shared/domain/time/instants.ts';

const at = (text: string) => instantOf(Date.parse(text));
const HOUR = 3_600_000;

describe('a sweep', () => {
  it('is due once a day, without one before, and after one that a wrong clock dated into the future', () => {
    const now = at('2026-03-10T18:00:00Z');
    expect(isSweepDue(null, now)).toBe(true);
    expect(isSweepDue(at('2026-03-10T06:00:00Z'), now)).toBe(false);
    expect(isSweepDue(at('2026-03-09T19:00:00Z'), now)).toBe(true);
    expect(isSweepDue(at('2026-04-01T00:00:00Z'), now)).toBe(true);
  });

  it('lists forty-five whole days of the company’s zone, but nothing from before pulling begins', () => {
    const now = at('2026-03-10T18:00:00Z');
    const window = sweepWindow(now, 'America/New_York', at('2025-01-01T00:00:00Z'));
    expect(window).toEqual({ from: '2026-01-25T05:00:00.000Z', to: now });
    expect(daysOfWindow(window, 'America/New_York')).toHaveLength(45);
    expect(sweepWindow(now, 'America/New_York', at('2026-03-01T05:00:00Z')).from).toBe('2026-03-01T05:00:00.000Z');
  });

  it('counts days that are 23 and 25 hours long as one day each, without a gap', () => {
    for (const [month, hours] of [
      ['2026-03', 23],
      ['2026-11', 25],
    ] as const) {
      const change = month === '2026-03' ? '2026-03-08' : '2026-11-01';
      const days = daysOfWindow({ from: at(`${month}-01T12:00:00Z`), to: at(`${month}-12T12:00:00Z`) }, 'America/Los_Angeles');
      for (const [index, day] of days.entries()) {
        const length = (epochMsOf(day.to) - epochMsOf(day.from)) / HOUR;
        expect(length).toBe(day.date === change ? hours : 24);
        expect(days[index + 1]?.from ?? day.to).toBe(day.to);
      }
    }
  });

  it('believes that some orders are gone, not that most are', () => {
    expect(isLossBelievable(25, 25)).toBe(true);
    expect(isLossBelievable(40, 100)).toBe(true);
    expect(isLossBelievable(60, 100)).toBe(false);
  });
});

it('a record that cannot be read is tried again soon, then seldom, and at least once a day for ever', () => {
  const now = at('2026-03-10T18:00:00Z');
  const hours = [0, 1, 2, 3, 4, 50].map((attempts) => (epochMsOf(parkedRetryAt(attempts, now)) - epochMsOf(now)) / HOUR);
  expect(hours).toEqual([0.25, 1, 4, 12, 24, 24]);
});
