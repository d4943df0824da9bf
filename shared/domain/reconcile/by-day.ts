import type { BusinessDate } from '../time/instants.ts';
import type { Money } from '../money/money.ts';
import {
  countedOn,
  leadRows,
  negative,
  type ReconcilePeriod,
  type ReconcileRow,
  type StepTotal,
  type StepTotals,
  totalOf,
} from './reconcile.ts';

export type DaySteps = StepTotals & { readonly date: BusinessDate };

type Step = keyof StepTotals;
interface Sums {
  count: number;
  readonly amounts: Money[];
}

/** The same steps day by day, each by its own date; days on which nothing happened are left out. Sums over the days are the period's. */
export function reconcileByDay(rows: readonly ReconcileRow[], period: ReconcilePeriod): readonly DaySteps[] {
  const leads = leadRows(rows);
  const days = new Map<BusinessDate, Record<Step, Sums>>();
  const add = (date: BusinessDate | null, step: Step, amount: Money | null, count = 1): void => {
    if (date === null || date < period.from || date > period.to) {
      return;
    }
    const day = days.get(date) ?? emptyDay();
    days.set(date, day);
    day[step].count += count;
    if (amount !== null) {
      day[step].amounts.push(amount);
    }
  };
  for (const row of rows) {
    add(countedOn(row), 'ordered', row.orderTotal);
    add(row.shippedOn, 'shipped', row.orderTotal);
    if (leads.has(row) && row.booksTotal !== null) {
      add(row.documentDate, 'invoiced', row.booksTotal);
    }
    if (leads.has(row) && row.credit !== null) {
      add(row.credit.on, 'invoiced', negative(row.credit.total), 0);
    }
    if (leads.has(row) && row.paid !== null && row.paid.minor > 0) {
      add(row.documentDate, 'paid', row.paid);
    }
  }
  return [...days]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([date, { ordered, shipped, invoiced, paid }]) => ({
      date,
      ordered: stepOf(ordered),
      shipped: stepOf(shipped),
      invoiced: stepOf(invoiced),
      paid: stepOf(paid),
    }));
}

const emptySums = (): Sums => ({ count: 0, amounts: [] });
const emptyDay = (): Record<Step, Sums> => ({ ordered: emptySums(), shipped: emptySums(), invoiced: emptySums(), paid: emptySums() });
const stepOf = ({ count, amounts }: Sums): StepTotal => ({ ...totalOf(amounts), count });
