import type { MethodOutput } from '../../../shared/contract/client.ts';
import { REPORT_TEXTS, type ReportLanguage, type ReportTexts } from '../../../shared/contract/report-texts.ts';
import type { Money } from '../../../shared/domain/money/money.ts';
import type { ReconcilePeriod } from '../../../shared/domain/reconcile/reconcile.ts';
import type { Report, ReportCell, ReportColumn, ReportTable } from '../ports/report-files.ts';

type Reconciled = MethodOutput<'reconcile.run'>;
type Steps = Reconciled['totals'];

const STEPS = ['ordered', 'shipped', 'invoiced', 'paid'] as const;

export interface ReportOf {
  readonly company: string;
  readonly country: string | null;
  readonly period: ReconcilePeriod;
  readonly madeAt: string;
  readonly language: ReportLanguage;
}

/** The figures of a reconciliation as tables: by store, by day, and every difference. Nothing is added up anew. */
export function reconcileReport(reconciled: Reconciled, { company, country, period, madeAt, language }: ReportOf): Report {
  const words = REPORT_TEXTS[language];
  const { untold } = reconciled;
  return {
    title: words.title,
    lines: [
      `${company} · ${words.period(period.from, period.to)}`,
      words.made(madeAt),
      ...(untold.orderDates > 0 ? [words.untoldDates(untold.orderDates)] : []),
      ...(untold.orderTotals > 0 ? [words.untoldTotals(untold.orderTotals)] : []),
    ],
    tables: [storeTable(reconciled, words), dayTable(reconciled, words), differenceTable(reconciled, words)],
    flat: flatTable(reconciled, words),
    locale: country === null ? `${language}-US` : `${language}-${country}`,
    pageLine: words.page('{page}', '{of}'),
  };
}

const text = (title: string, weight: number): ReportColumn => ({ title, kind: 'text', weight });
const money = (title: string, weight: number): ReportColumn => ({ title, kind: 'money', weight });

/** Counts and amounts of the four steps; a row for each currency, the counts in the first of them. */
function stepColumns(words: ReportTexts): readonly ReportColumn[] {
  return [
    text(words.currency, 5),
    ...STEPS.flatMap((step): ReportColumn[] => [
      { title: `${words[step]}: ${words.count.toLowerCase()}`, kind: 'count', weight: 6 },
      money(`${words[step]}: ${words.amount.toLowerCase()}`, 9),
    ]),
  ];
}

function stepRows(first: string, steps: Steps): readonly (readonly ReportCell[])[] {
  const currencies = [...new Set(STEPS.flatMap((step) => steps[step].totals.map(({ currency }) => currency)))].toSorted();
  return (currencies.length === 0 ? [null] : currencies).map((currency, index) => [
    first,
    currency,
    ...STEPS.flatMap((step): ReportCell[] => [
      index === 0 ? steps[step].count : null,
      steps[step].totals.find((total) => total.currency === currency) ?? null,
    ]),
  ]);
}

const nameOf = ({ storeId, storeName }: Reconciled['stores'][number], words: ReportTexts): string => storeName ?? words.storeOf(storeId);

function storeTable({ stores, totals }: Reconciled, words: ReportTexts): ReportTable {
  const sums = stepRows(words.allStores, totals);
  return {
    title: words.totals,
    columns: [text(words.store, 14), ...stepColumns(words)],
    rows: [...stores.flatMap((store) => stepRows(nameOf(store, words), store)), ...sums],
    empty: '',
    sumRows: sums.length,
  };
}

function dayTable({ days }: Reconciled, words: ReportTexts): ReportTable {
  return {
    title: words.byDay,
    columns: [{ title: words.day, kind: 'date', weight: 9 }, ...stepColumns(words)],
    rows: days.flatMap(({ date, ...steps }) => stepRows(date, steps)),
    empty: '—',
    sumRows: 0,
  };
}

function differenceTable(reconciled: Reconciled, words: ReportTexts): ReportTable {
  const names = namesOf(reconciled, words);
  return {
    title: words.differences,
    columns: [
      text(words.kind, 11),
      text(words.order, 10),
      text(words.store, 12),
      money(words.expected, 9),
      money(words.actual, 9),
      text(words.currency, 5),
      text(words.what, 28),
    ],
    rows: reconciled.differences.map((difference) => [
      words.kinds[difference.kind] ?? difference.kind,
      difference.orderNumber,
      names.get(difference.storeId) ?? words.storeOf(difference.storeId),
      difference.expected,
      difference.actual,
      (difference.expected ?? difference.actual)?.currency ?? null,
      words.sentences?.[difference.kind] ?? difference.message,
    ]),
    empty: words.noDifferences,
    sumRows: 0,
  };
}

const namesOf = ({ stores }: Reconciled, words: ReportTexts): ReadonlyMap<number, string> =>
  new Map(stores.map((store) => [store.storeId, nameOf(store, words)]));

/** One line for each figure: what it is of, and the figure. */
function flatTable(reconciled: Reconciled, words: ReportTexts): ReportTable {
  const names = namesOf(reconciled, words);
  const line = (section: string, cells: Partial<Record<FlatColumn, ReportCell>>): readonly ReportCell[] =>
    FLAT_COLUMNS.map((column) => (column === 'section' ? section : (cells[column] ?? null)));
  const stepLines = (section: string, of: Partial<Record<FlatColumn, ReportCell>>, steps: Steps): readonly (readonly ReportCell[])[] =>
    STEPS.flatMap((step) => {
      const { count, totals } = steps[step];
      const amounts: readonly (Money | null)[] = totals.length === 0 ? [null] : totals;
      return amounts.map((amount, index) =>
        line(section, { ...of, step, count: index === 0 ? count : null, amount, currency: amount?.currency ?? null }),
      );
    });
  return {
    title: words.title,
    columns: FLAT_COLUMNS.map((title) => ({ title, kind: FLAT_KINDS[title] ?? 'text', weight: 1 })),
    rows: [
      ...stepLines('total', {}, reconciled.totals),
      ...reconciled.stores.flatMap((store) => stepLines('store', { storeId: store.storeId, store: nameOf(store, words) }, store)),
      ...reconciled.days.flatMap(({ date, ...steps }) => stepLines('day', { date }, steps)),
      ...reconciled.differences.map((difference) =>
        line('difference', {
          kind: difference.kind,
          orderId: difference.orderId,
          orderNumber: difference.orderNumber,
          storeId: difference.storeId,
          store: names.get(difference.storeId) ?? null,
          expected: difference.expected,
          actual: difference.actual,
          currency: (difference.expected ?? difference.actual)?.currency ?? null,
          message: words.sentences?.[difference.kind] ?? difference.message,
        }),
      ),
    ],
    empty: '',
    sumRows: 0,
  };
}

/** Names that programs rely on: the same in every language. */
const FLAT_COLUMNS = [
  'section',
  'date',
  'storeId',
  'store',
  'step',
  'count',
  'amount',
  'currency',
  'kind',
  'orderId',
  'orderNumber',
  'expected',
  'actual',
  'message',
] as const;
type FlatColumn = (typeof FLAT_COLUMNS)[number];

const FLAT_KINDS: Readonly<Partial<Record<FlatColumn, ReportColumn['kind']>>> = {
  date: 'date',
  storeId: 'count',
  count: 'count',
  amount: 'money',
  orderId: 'count',
  expected: 'money',
  actual: 'money',
};
