import Big from 'big.js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { decimal, extendToMinor, fromMinor, toMinor } from '../../shared/domain/money/decimal.ts';
import { allocateMinor } from '../../shared/domain/money/money.ts';
import { cleanText, cutText, nameKey } from '../../shared/domain/orders/text.ts';
import { exactNumber } from '../../shared/domain/planning/numbers.ts';
import { nextWatermark, pullWindow } from '../../shared/domain/sync/watermark.ts';
import { type Instant, instantOf } from '../../shared/domain/time/instants.ts';
import { formatPacific, parsePacific } from '../../shared/domain/time/zones.ts';

describe('exact money', () => {
  const amount = fc
    .tuple(fc.integer({ min: -999_999_999, max: 999_999_999 }), fc.integer({ min: 0, max: 6 }))
    .map(([whole, decimals]) => decimal(new Big(whole).div(new Big(10).pow(decimals)).toFixed()));

  it('agrees with decimal arithmetic to the last digit, half up away from zero', () => {
    fc.assert(
      fc.property(amount, fc.integer({ min: -500, max: 500 }), fc.integer({ min: 0, max: 3 }), (value, quantity, digits) => {
        const expected = (big: Big): number => Number(big.times(new Big(10).pow(digits)).round(0, Big.roundHalfUp).toFixed(0)) + 0;
        expect(toMinor(value, digits)).toBe(expected(new Big(value)));
        expect(extendToMinor(quantity, value, digits)).toBe(expected(new Big(value).times(quantity)));
      }),
    );
  });

  it('goes to minor units and back', () => {
    fc.assert(
      fc.property(fc.integer({ min: -1e12, max: 1e12 }), fc.integer({ min: 0, max: 3 }), (minor, digits) => {
        expect(fromMinor(minor, digits)).toBe(decimal(new Big(minor).div(new Big(10).pow(digits)).toFixed()));
        expect(toMinor(fromMinor(minor, digits), digits)).toBe(minor + 0);
        expect(String(exactNumber(fromMinor(minor, digits)))).toBe(fromMinor(minor, digits));
      }),
    );
  });

  it('is shared out without a cent lost, each part within one of its due', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -1e9, max: 1e9 }),
        fc.array(fc.integer({ min: 0, max: 1e6 }), { minLength: 1, maxLength: 12 }),
        (total, weights) => {
          const parts = allocateMinor(total, weights);
          expect(parts.reduce((sum, part) => sum + part, 0)).toBe(total + 0);
          const whole = weights.reduce((sum, weight) => sum + weight, 0);
          for (const [index, part] of parts.entries()) {
            expect(whole === 0 || Math.abs(part - (total * (weights[index] ?? 0)) / whole) < 1.001).toBe(true);
          }
        },
      ),
    );
  });
});

describe('text', () => {
  const anyText = fc.string({ unit: 'grapheme', maxLength: 80 });
  const graphemes = (text: string): string[] =>
    [...new Intl.Segmenter('und', { granularity: 'grapheme' }).segment(text)].map(({ segment }) => segment);

  it('is cut to a beginning of whole characters, stably', () => {
    fc.assert(
      fc.property(anyText, fc.integer({ min: 0, max: 60 }), (text, most) => {
        const cut = cutText(text, most);
        expect(cut.length).toBeLessThanOrEqual(most);
        expect(text.startsWith(cut)).toBe(true);
        expect(cutText(cut, most)).toBe(cut);
        expect(graphemes(text).slice(0, graphemes(cut).length).join('')).toBe(cut);
      }),
    );
  });

  it('is clean after one cleaning, and has one key however it is written', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (text) => {
        const clean = cleanText(text);
        expect(cleanText(clean)).toBe(clean);
        expect(clean).not.toMatch(/[\p{Cc}\u202a-\u202e\u2066-\u2069]/u);
        expect(nameKey(` ${clean.replaceAll(' ', '   ')} `)).toBe(nameKey(clean));
        expect(nameKey(nameKey(text))).toBe(nameKey(text));
      }),
    );
  });
});

describe('time', () => {
  it('in Pacific text comes back as the same second, but for the hour that happens twice', () => {
    fc.assert(
      fc.property(fc.integer({ min: Date.UTC(2014, 0, 1), max: Date.UTC(2035, 0, 1) }), (ms) => {
        const second = instantOf(Math.floor(ms / 1000) * 1000);
        const back = parsePacific(formatPacific(second));
        const apart = back === null ? Number.NaN : Date.parse(second) - Date.parse(back);
        expect([0, 3_600_000]).toContain(apart);
        expect(apart === 0 || /-1[01]-0\dT|-1[01]-10T/.test(second)).toBe(true);
      }),
    );
  });
});

describe('the watermark', () => {
  it('never goes back and never passes the start of a run, whatever rows and clocks say', () => {
    const step = fc.record({
      passMs: fc.integer({ min: 1, max: 86_400_000 }),
      reachedMs: fc.option(fc.integer({ min: -86_400_000, max: 86_400_000 })),
      serverMs: fc.option(fc.integer({ min: -600_000, max: 600_000 })),
    });
    fc.assert(
      fc.property(fc.array(step, { minLength: 1, maxLength: 20 }), (steps) => {
        let now = Date.UTC(2026, 0, 1);
        let current: Instant | null = null;
        for (const { passMs, reachedMs, serverMs } of steps) {
          now += passMs;
          const runStartedAt = instantOf(now);
          const window = pullWindow({ watermark: current, firstFrom: instantOf(now - 86_400_000), runStartedAt });
          expect(current === null || Date.parse(window.from) <= Date.parse(current) - 7_200_000).toBe(true);
          const next: Instant = nextWatermark({
            current,
            reached: reachedMs === null ? null : instantOf(now + reachedMs),
            runStartedAt,
            serverTime: serverMs === null ? null : instantOf(now + serverMs),
          });
          expect(next <= runStartedAt && (current === null || next >= current)).toBe(true);
          current = next;
        }
      }),
    );
  });
});
