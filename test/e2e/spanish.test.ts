import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { texts as en } from '../../renderer/src/lib/texts.ts';
import { es } from '../../renderer/src/lib/texts/es/catalogue.ts';
import { plainTexts } from '../helpers/catalogue-texts.ts';
import { practiceData, type PracticeData } from '../helpers/practice-data.ts';
import { runPurser } from '../helpers/purser-process.ts';
import { openServedApp, type ServedApp } from './served-app.ts';

/** Sentences of the English catalogue that Spanish says in other words. Short ones may be part of a name, such as a store's. */
const spanish = new Set(plainTexts(es).map(({ text }) => text));
const ENGLISH = plainTexts(en)
  .filter(({ path, text }) => text.length >= 8 && text.includes(' ') && !spanish.has(text) && !path.startsWith('practice.actions'))
  .map(({ text }) => text);

const SCREENS = [
  es.frame.overview,
  es.frame.review,
  es.frame.mapping,
  es.frame.replay,
  es.frame.reconcile,
  es.completeness.title,
  es.frame.activity,
  es.frame.audit,
  es.frame.connections,
  es.frame.settings,
  es.help.title,
  es.practice.title,
];

describe('the whole app in Spanish', () => {
  let data: PracticeData;
  let app: ServedApp;

  beforeAll(async () => {
    data = await practiceData('approved');
    await runPurser(data.path, ['post', '--limit', '10']);
    app = await openServedApp(data.path, { locale: 'es-MX' });
  });

  afterAll(async () => {
    await app[Symbol.asyncDispose]();
    data.remove();
  });

  async function openScreen(page: Page, name: string): Promise<void> {
    await page
      .getByRole('navigation')
      .getByRole('link', { name: new RegExp(`^${name}`) })
      .click();
    await page.getByRole('heading', { level: 1 }).waitFor();
    await page.waitForFunction(() => document.querySelector('.mantine-Skeleton-root, .mantine-Loader-root') === null);
  }

  async function englishOn(page: Page): Promise<readonly string[]> {
    // What is seen and what is only read out.
    const said = await page.evaluate(() => {
      const names = ['aria-label', 'title', 'placeholder', 'aria-description'];
      const attributes = [...document.querySelectorAll('*')].flatMap((element) => names.map((name) => element.getAttribute(name) ?? ''));
      return [document.body.innerText, ...attributes].join('\n');
    });
    return ENGLISH.filter((sentence) => said.includes(sentence));
  }

  test('speaks the language of the computer from the first paint on, and says so', async () => {
    await expect.poll(async () => app.page.locator('html').getAttribute('lang')).toBe('es');
    expect(await app.page.getByRole('button', { name: 'Sincronizar ahora' }).count()).toBe(1);
  });

  test.each(SCREENS)('%s holds no sentence of English', async (name) => {
    await openScreen(app.page, name);
    expect(await englishOn(app.page)).toEqual([]);
    // Nothing is cut off: the page itself never scrolls sideways.
    expect(await app.page.evaluate(() => document.documentElement.scrollWidth <= document.documentElement.clientWidth)).toBe(true);
  });

  test('the guide is the Spanish one, and the English one is not loaded', async () => {
    const { page } = app;
    await page.reload();
    await openScreen(page, es.help.title);
    await page.getByRole('article').waitFor();
    const loaded = await page.evaluate(() => performance.getEntriesByType('resource').map(({ name }) => name));
    expect(loaded.filter((name) => /\/guide\.es-[^/]+\.js$/.test(name))).toHaveLength(1);
    expect(loaded.filter((name) => /\/guide-(?!source)[^/]+\.js$/.test(name))).toEqual([]);
  });

  test('an order, its findings and its audit are in Spanish too, and free of serious faults of accessibility', async () => {
    const { page } = app;
    await openScreen(page, es.frame.review);
    await page.getByRole('grid').getByRole('row').nth(1).click();
    await page.getByRole('button', { name: es.review.closeDetail }).waitFor();
    expect(await englishOn(page)).toEqual([]);
    const { violations } = await new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa']).analyze();
    expect(violations.filter(({ impact }) => impact === 'serious' || impact === 'critical').map(({ id }) => id)).toEqual([]);
  });

  test('English can be chosen, and stays chosen', async () => {
    const { page } = app;
    await page.goto(`${new URL(page.url()).origin}/#/companies/new`);
    await page.getByRole('combobox', { name: 'Idioma' }).selectOption('en');
    await page.getByRole('combobox', { name: 'Language' }).waitFor();
    await expect.poll(async () => page.locator('html').getAttribute('lang')).toBe('en');
    await page.reload();
    await page.getByRole('combobox', { name: 'Language' }).waitFor();
    expect(app.complaints).toEqual([]);
  });
});
