import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { idOfNumber, numberOfId, parseUtc, parseUtcDate } from '../../electron/adapters/shipstation/v2/raw-values.ts';
import { instantOf } from '../../shared/domain/time/instants.ts';
import { businessDateIn, PACIFIC, startOfDateIn } from '../../shared/domain/time/zones.ts';

const id = fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER });
const day = fc
  .date({ min: new Date('2015-01-01T00:00:00Z'), max: new Date('2040-12-31T00:00:00Z'), noInvalidDate: true })
  // Safe: a business date of the zone is YYYY-MM-DD.
  .map((date) => businessDateIn(instantOf(date.getTime()), 'UTC'));

describe('ids', () => {
  it('are the same number in both of the source’s interfaces', () => {
    fc.assert(fc.property(id, (number) => numberOfId(idOfNumber(number)) === number && numberOfId(String(number)) === number));
  });

  it('of different numbers never meet, and what is no id is none', () => {
    fc.assert(fc.property(fc.string(), (text) => numberOfId(text) === null || /^\s*(?:se-)?0*[1-9]\d*\s*$/i.test(text)));
    expect(['se-', 'se-0', 'se-1.5', 'sf-1', 'b6ba2537-aef1', 'se-99999999999999999', ''].map(numberOfId)).toEqual(Array(7).fill(null));
  });
});

describe('times', () => {
  it('are UTC with one, two or three decimals, or none', () => {
    const texts = [
      '2026-08-12T19:46:28.8Z',
      '2026-08-12T20:01:37.08Z',
      '2026-08-12T20:01:37.683Z',
      '2026-08-12T20:01:37Z',
      '2026-08-12T20:01:37',
    ];
    expect(texts.map(parseUtc)).toEqual([
      '2026-08-12T19:46:28.800Z',
      '2026-08-12T20:01:37.080Z',
      '2026-08-12T20:01:37.683Z',
      '2026-08-12T20:01:37.000Z',
      '2026-08-12T20:01:37.000Z',
    ]);
    expect(parseUtc('2026-08-12T12:46:28-07:00')).toBe('2026-08-12T19:46:28.000Z');
    expect(['', 'soon', '2026-13-01T00:00:00Z', '12.08.2026'].map(parseUtc)).toEqual([null, null, null, null]);
  });

  it('of any moment are read back to the millisecond', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 4e12 }), (epochMs) => {
        const text = instantOf(epochMs);
        return parseUtc(text) === text && parseUtc(text.replace(/0+Z$/, 'Z').replace('.Z', 'Z')) === text;
      }),
    );
  });

  it('of ship dates never shift a day: midnight UTC and midnight Pacific of a day both mean that day', () => {
    fc.assert(
      fc.property(day, (date) => {
        expect(parseUtcDate(`${date}T00:00:00Z`)).toBe(date);
        expect(parseUtcDate(date)).toBe(date);
        const pacific = startOfDateIn(date, PACIFIC);
        expect(parseUtcDate(pacific)).toBe(date);
        expect(parseUtcDate(pacific.replace('.000Z', 'Z'))).toBe(date);
      }),
    );
  });
});
