import fc from 'fast-check';
import { expect, it } from 'vitest';

import { type Money, money } from '../../shared/domain/money/money.ts';
import { reconcileByDay } from '../../shared/domain/reconcile/by-day.ts';
import { reconcile, type ReconcileRow, type StepTotal } from '../../shared/domain/reconcile/reconcile.ts';
import type { BusinessDate } from '../../shared/domain/time/instants.ts';

const STEPS = ['ordered', 'shipped', 'invoiced', 'paid'] as const;

// Safe: each is a date of the calendar.
const date = fc.integer({ min: 1, max: 30 }).map((day) => `2026-11-${String(day).padStart(2, '0')}` as BusinessDate);
const amount: fc.Arbitrary<Money> = fc
  .record({ minor: fc.integer({ min: -50_000, max: 900_000 }), currency: fc.constantFrom('USD', 'EUR') })
  .map(({ minor, currency }) => money(minor, currency));
const orNull = <T>(values: fc.Arbitrary<T>): fc.Arbitrary<T | null> => fc.option(values, { nil: null });

const row: fc.Arbitrary<ReconcileRow> = fc.record({
  orderId: fc.integer({ min: 1, max: 40 }),
  orderNumber: fc.constant('10450'),
  storeId: fc.integer({ min: 1, max: 3 }),
  state: fc.constantFrom('posted', 'ready', 'attention', 'blocked'),
  orderedOn: orNull(date),
  arrivedOn: orNull(date),
  shippedOn: orNull(date),
  orderTotal: orNull(amount),
  expected: orNull(amount),
  planOrderId: fc.integer({ min: 1, max: 40 }),
  memberCount: fc.constant(1),
  documentId: orNull(fc.constantFrom('1', '2', '3', '4', '5', '6')),
  documentNumber: orNull(fc.constant('10450')),
  documentDate: orNull(date),
  booksTotal: orNull(amount),
  paid: orNull(amount),
  writtenTotal: orNull(amount),
  credit: orNull(fc.record({ on: date, number: fc.constant('CM1'), total: amount })),
} as never);

const sumOf = (steps: readonly StepTotal[]): { count: number; money: Record<string, number> } => {
  const sums: Record<string, number> = {};
  for (const { minor, currency } of steps.flatMap((step) => step.money)) {
    sums[currency] = (sums[currency] ?? 0) + minor;
  }
  return {
    count: steps.reduce((sum, { count }) => sum + count, 0),
    money: Object.fromEntries(Object.entries(sums).filter(([, sum]) => sum !== 0)),
  };
};

it('the days of a period sum up to the period, each step to the cent', () => {
  fc.assert(
    fc.property(fc.array(row, { maxLength: 60 }), date, date, (rows, one, other) => {
      const period = one <= other ? { from: one, to: other } : { from: other, to: one };
      const { total } = reconcile(rows, period);
      const days = reconcileByDay(rows, period);
      for (const step of STEPS) {
        expect(sumOf(days.map((day) => day[step])), step).toEqual(sumOf([total[step]]));
      }
      expect(days.map((day) => day.date)).toEqual([...new Set(days.map((day) => day.date))].toSorted());
    }),
  );
});
