import Papa from 'papaparse';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import readXlsxFile from 'read-excel-file/node';
import { describe, expect, it } from 'vitest';

import { createReportFiles } from '../../electron/adapters/reports/create-report-files.ts';
import { reconcileReport } from '../../electron/core/use-cases/reconcile-report.ts';
import type { MethodOutput } from '../../shared/contract/client.ts';
import { type Money, money, moneyText } from '../../shared/domain/money/money.ts';
import type { BusinessDate } from '../../shared/domain/time/instants.ts';

type Reconciled = MethodOutput<'reconcile.run'>;

const files = createReportFiles();
const step = (count: number, ...totals: Money[]): Reconciled['totals']['paid'] => ({ count, totals });
const usd = (minor: number): Money => money(minor, 'USD');
const eur = (minor: number): Money => money(minor, 'EUR');

const RECONCILED: Reconciled = {
  totals: {
    ordered: step(5, eur(1_999), usd(123_456_789_01)),
    shipped: step(4, usd(123_456_789_00)),
    invoiced: step(3, usd(-1_05)),
    paid: step(0),
  },
  stores: [
    {
      storeId: 101,
      storeName: '=HYPERLINK("http://evil.example","x")',
      ordered: step(4, usd(123_456_789_01)),
      shipped: step(4, usd(123_456_789_00)),
      invoiced: step(3, usd(-1_05)),
      paid: step(0),
    },
    { storeId: 102, storeName: null, ordered: step(1, eur(1_999)), shipped: step(0), invoiced: step(0), paid: step(0) },
  ],
  days: [
    { date: '2026-11-20', ordered: step(2, usd(100_01)), shipped: step(1, usd(7)), invoiced: step(0), paid: step(0) },
    { date: '2026-11-21', ordered: step(3, usd(123_455_789_00)), shipped: step(3, usd(33)), invoiced: step(3, usd(-1_05)), paid: step(0) },
  ],
  untold: { orderDates: 1, orderTotals: 0 },
  differences: [
    {
      kind: 'total-differs',
      orderId: 500_100_204,
      orderNumber: '+1-555',
      storeId: 101,
      expected: usd(52_07),
      actual: usd(50_00),
      message: 'Order Ωмега Łódź עברית differs, “by much”; compare\nboth',
    },
    {
      kind: 'shipped-not-invoiced',
      orderId: 500_100_205,
      orderNumber: '10455',
      storeId: 102,
      expected: eur(19_99),
      actual: null,
      message: '@SUM(A1) has no document',
    },
  ],
};

const reportIn = (language: 'en' | 'es', reconciled = RECONCILED) =>
  reconcileReport(reconciled, {
    company: 'Ridge & Pine Łódź',
    country: 'US',
    period: { from: '2026-11-01' as BusinessDate, to: '2026-11-30' as BusinessDate }, // safe: both are dates
    madeAt: '2026-11-23 (America/New_York)',
    language,
  });

const bytesOf = async (format: 'csv' | 'xlsx' | 'pdf', language: 'en' | 'es' = 'en', reconciled = RECONCILED): Promise<Buffer> =>
  Buffer.from(await files.write(reportIn(language, reconciled), format), 'base64');

const decimal = (amount: Money | undefined): string => (amount === undefined ? '' : moneyText(amount));

describe('a reconciliation as CSV', () => {
  const rows = async (): Promise<Record<string, string>[]> => {
    const text = (await bytesOf('csv')).toString('utf8');
    expect(text.startsWith('\uFEFF')).toBe(true);
    return Papa.parse<Record<string, string>>(text.slice(1), { header: true, skipEmptyLines: true }).data;
  };

  it('holds every figure to the cent, negative ones as numbers', async () => {
    const found = await rows();
    for (const name of ['ordered', 'shipped', 'invoiced', 'paid'] as const) {
      const ofStep = found.filter(({ section, step: of }) => section === 'total' && of === name);
      expect(ofStep.map(({ amount }) => amount)).toEqual(
        RECONCILED.totals[name].totals.length === 0 ? [''] : RECONCILED.totals[name].totals.map(decimal),
      );
      expect(ofStep[0]?.['count']).toBe(String(RECONCILED.totals[name].count));
    }
    expect(
      found.filter(({ section, step: of }) => section === 'day' && of === 'ordered').map(({ date, amount }) => [date, amount]),
    ).toEqual(RECONCILED.days.map(({ date, ordered }) => [date, decimal(ordered.totals[0])]));
    expect(found.filter(({ section }) => section === 'difference').map(({ expected, actual }) => [expected, actual])).toEqual([
      ['52.07', '50.00'],
      ['19.99', ''],
    ]);
  });

  it('takes the sting out of texts that begin like a formula', async () => {
    const found = await rows();
    expect(found.find(({ storeId, section }) => section === 'store' && storeId === '101')?.['store']).toBe(
      `'=HYPERLINK("http://evil.example","x")`,
    );
    expect(found.find(({ orderId }) => orderId === '500100204')?.['orderNumber']).toBe("'+1-555");
    expect(found.find(({ orderId }) => orderId === '500100205')?.['message']).toBe("'@SUM(A1) has no document");
  });
});

describe('a reconciliation as XLSX', () => {
  const sheets = async (language: 'en' | 'es' = 'en') => readXlsxFile(await bytesOf('xlsx', language));

  it('holds real numbers and dates that are the figures to the cent', async () => {
    const [totals, days, differences] = await sheets();
    const sums = totals?.data.slice(-2);
    expect(sums).toEqual([
      ['All stores', 'EUR', 5, 19.99, 4, null, 3, null, 0, null],
      ['All stores', 'USD', null, 123_456_789.01, null, 123_456_789, null, -1.05, null, null],
    ]);
    expect(days?.data.slice(1).map((row) => [row[0], row[3]])).toEqual([
      [new Date('2026-11-20T00:00:00Z'), 100.01],
      [new Date('2026-11-21T00:00:00Z'), 123_455_789],
    ]);
    expect(differences?.data.slice(1).map((row) => row.slice(3, 6))).toEqual([
      [52.07, 50, 'USD'],
      [19.99, null, 'EUR'],
    ]);
  });

  it('holds no formula', async () => {
    const [totals, , differences] = await sheets();
    expect(totals?.data.flat()).toContain(`'=HYPERLINK("http://evil.example","x")`);
    expect(differences?.data[1]?.[1]).toBe("'+1-555");
  });

  it('speaks Spanish where it is asked to', async () => {
    const found = await sheets('es');
    expect(found.map(({ sheet }) => sheet)).toEqual(['Totales por tienda', 'Por día', 'Diferencias']);
    expect(found[2]?.data[1]?.[0]).toBe('El total difiere');
  });
});

describe('a reconciliation as PDF', () => {
  const pagesOf = async (bytes: Buffer): Promise<readonly string[]> => {
    const pdf = await getDocument({ data: new Uint8Array(bytes), useSystemFonts: false }).promise;
    const pages: string[] = [];
    for (let number = 1; number <= pdf.numPages; number += 1) {
      const content = await (await pdf.getPage(number)).getTextContent();
      pages.push(content.items.map((item) => ('str' in item ? item.str : '')).join(' '));
    }
    return pages;
  };

  it('shows every figure to the cent, and every script that its font has', async () => {
    const text = (await pagesOf(await bytesOf('pdf'))).join(' ');
    for (const figure of ['123,456,789.01', '123,456,789.00', '-1.05', '19.99', '52.07', '50.00', '100.01', 'Nov 20, 2026']) {
      expect(text).toContain(figure);
    }
    expect(text).toContain('Ridge & Pine Łódź');
    expect(text).toMatch(/Ωмега Łódź/);
    expect(text).toContain('Page 1 of');
  });

  it('repeats the head of a long table on every page and numbers the pages', async () => {
    const one = RECONCILED.differences[0];
    const many = Array.from({ length: 400 }, (_, index) => ({ ...one, orderNumber: `N${index}` })) as Reconciled['differences']; // safe: one is there
    const pages = await pagesOf(await bytesOf('pdf', 'es', { ...RECONCILED, differences: many }));
    expect(pages.length).toBeGreaterThan(5);
    for (const [index, page] of pages.entries()) {
      expect(page).toContain(`Página ${index + 1} de ${pages.length}`);
    }
    for (const page of pages.slice(2)) {
      expect(page).toContain('Qué difiere');
    }
    expect(pages.join(' ')).toContain('N399');
  });
});
