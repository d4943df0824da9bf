import { readFileSync } from 'node:fs';

import { AxeBuilder } from '@axe-core/playwright';
import Papa from 'papaparse';
import readXlsxFile from 'read-excel-file/node';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { practiceData, type PracticeData } from '../helpers/practice-data.ts';
import { jsonOf, runPurser } from '../helpers/purser-process.ts';
import { openServedApp, type ServedApp } from './served-app.ts';

interface Reconciled {
  readonly totals: Readonly<Record<'ordered' | 'shipped' | 'invoiced' | 'paid', { count: number; totals: { minor: number }[] }>>;
  readonly differences: readonly unknown[];
}

const PERIOD = { from: '2020-01-01', to: '2040-01-01' } as const;
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

describe('reconciling and looking things up', () => {
  let data: PracticeData;
  let app: ServedApp;
  let reconciled: Reconciled;

  beforeAll(async () => {
    data = await practiceData('approved');
    await runPurser(data.path, ['post', '--limit', '30']);
    // It ends with 1: there are differences.
    reconciled = jsonOf<Reconciled>(await runPurser(data.path, ['reconcile', '--from', PERIOD.from, '--to', PERIOD.to]));
    app = await openServedApp(data.path);
    await app.idle();
  });

  afterAll(async () => {
    await app[Symbol.asyncDispose]();
    data.remove();
  });

  async function faults(): Promise<readonly string[]> {
    const { violations } = await new AxeBuilder({ page: app.page }).withTags(RULES).analyze();
    return violations
      .filter(({ impact }) => impact === 'serious' || impact === 'critical')
      .map(({ id, nodes }) => `${id} ${nodes[0]?.html ?? ''}`);
  }

  async function saved(choose: () => Promise<void>): Promise<Buffer> {
    const [download] = await Promise.all([app.page.waitForEvent('download'), choose()]);
    return readFileSync(await download.path());
  }

  test('a month is reconciled by keyboard, and its differences open the order', async () => {
    const { page } = app;
    await app.open('Reconcile');
    await page.getByLabel('From').fill(PERIOD.from);
    await page.getByLabel('To', { exact: true }).fill(PERIOD.to);
    await page.getByRole('heading', { name: new RegExp(`^${reconciled.differences.length} difference`) }).waitFor();
    expect(await faults()).toEqual([]);
    const kind = page.getByRole('group', { name: 'Difference' }).getByRole('button', { name: /^Shipped, not invoiced/ });
    await kind.focus();
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: /^Shipped, not invoiced/, pressed: true }).waitFor();
    expect(page.url()).toContain('kind=shipped-not-invoiced');
    await page
      .getByRole('link', { name: /^Open order/ })
      .first()
      .click();
    await page.getByRole('button', { name: 'Close order' }).waitFor();
    await page.goBack();
    await page.getByRole('heading', { level: 1, name: 'Reconcile' }).waitFor();
  });

  const exported = (format: 'XLSX' | 'PDF' | 'CSV'): Promise<Buffer> =>
    saved(async () => {
      await app.page.getByRole('button', { name: 'Export' }).click();
      await app.page.getByRole('menuitem', { name: new RegExp(format) }).click();
    });
  const cents = (name: keyof Reconciled['totals']): number => reconciled.totals[name].totals[0]?.minor ?? 0;

  test('the workbook that is saved holds the figures that the command line tells', async () => {
    const [totals, , differences] = await readXlsxFile(await exported('XLSX'));
    const sums = totals?.data.at(-1);
    expect([3, 5, 7, 9].map((at) => Math.round(Number(sums?.[at] ?? 0) * 100))).toEqual(
      (['ordered', 'shipped', 'invoiced', 'paid'] as const).map(cents),
    );
    expect(differences?.data.length).toBe(reconciled.differences.length + 1);
  });

  test('so does the CSV', async () => {
    const text = (await exported('CSV')).toString('utf8').slice(1);
    const { data: rows } = Papa.parse<Record<string, string>>(text, { header: true, skipEmptyLines: true });
    expect(rows.filter(({ section }) => section === 'difference').length).toBe(reconciled.differences.length);
    expect(Number(rows.find(({ section, step }) => section === 'total' && step === 'invoiced')?.['amount'])).toBe(cents('invoiced') / 100);
  });

  test('the PDF is saved as one', async () => {
    expect((await exported('PDF')).subarray(0, 5).toString('latin1')).toBe('%PDF-');
  });

  test('activity leads from a run to its entries in the audit', async () => {
    const { page } = app;
    await app.open('Activity');
    expect(await faults()).toEqual([]);
    await page.getByRole('link', { name: 'Entries of the audit: Post' }).first().click();
    await page.getByRole('heading', { level: 1, name: 'Audit' }).waitFor();
    await page.getByText('Of one run').waitFor();
    expect(page.url()).toContain('run=');
    await page
      .getByRole('row', { name: /Posting answered/ })
      .first()
      .waitFor();
    expect(await page.getByRole('row', { name: /Plan approved/ }).count()).toBe(0);
  });

  test('the audit is searched, an entry read in full, the chain verified and a selection saved', async () => {
    const { page } = app;
    await app.open('Audit');
    await page.getByRole('combobox', { name: 'Kind' }).selectOption('plan-approved');
    await page
      .getByRole('row', { name: /Plan approved/ })
      .first()
      .waitFor();
    expect(page.url()).toContain('kind=plan-approved');
    expect(await page.getByRole('row', { name: /Posting/ }).count()).toBe(0);
    const first = page.getByRole('button', { name: /^Open entry/ }).first();
    await first.click();
    await page.getByRole('dialog').getByText('Hash').waitFor();
    expect(await faults()).toEqual([]);
    await page.keyboard.press('Escape');
    await expect.poll(async () => first.evaluate((element) => element === document.activeElement)).toBe(true);
    await page.getByRole('button', { name: 'Verify' }).click();
    await page.getByText(/^Intact:/).waitFor();
    await page.getByRole('button', { name: 'Export' }).click();
    const file = await saved(() => page.getByRole('menuitem', { name: /^JSON lines/ }).click());
    const entries = file
      .toString('utf8')
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as { kind: string });
    expect(entries.length).toBeGreaterThan(20);
    expect(new Set(entries.map(({ kind }) => kind))).toEqual(new Set(['plan-approved']));
  });

  test('a new entry appears by itself', async () => {
    const { page } = app;
    await page.getByRole('button', { name: 'Clear' }).click();
    await page.getByRole('combobox', { name: 'Kind' }).selectOption('');
    const newest = async (): Promise<number> => Number(await page.getByRole('row').nth(1).getByRole('cell').first().textContent());
    await page
      .getByRole('button', { name: /^Open entry/ })
      .first()
      .waitFor();
    const before = await newest();
    await page.getByRole('button', { name: 'Pause background pulls' }).click();
    await page.getByRole('menuitem', { name: 'For an hour' }).click();
    await expect.poll(newest).toBeGreaterThan(before);
    expect(app.complaints).toEqual([]);
  });
});
