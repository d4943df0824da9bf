import { AxeBuilder } from '@axe-core/playwright';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { practiceData, type PracticeData } from '../helpers/practice-data.ts';
import { runPurser } from '../helpers/purser-process.ts';
import { openServedApp, PATIENCE, SCREENS, type ServedApp } from './served-app.ts';

/** WCAG 2.2 AA and what the rules below it hold. */
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

describe.each(['light', 'dark'] as const)('every screen in %s colours', (colorScheme) => {
  let data: PracticeData;
  let app: ServedApp;

  beforeAll(async () => {
    data = await practiceData('approved');
    // Something posted, something failed: no screen is only its empty state.
    data.books((control) =>
      control.plan({
        kind: 'refuse',
        code: '6000',
        message: 'A business validation error',
        when: { entity: 'Invoice', operation: 'create' },
      }),
    );
    await runPurser(data.path, ['post', '--limit', '20']);
    app = await openServedApp(data.path, { colorScheme });
    await app.idle();
  });

  afterAll(async () => {
    await app[Symbol.asyncDispose]();
    data.remove();
  });

  async function findings(): Promise<readonly string[]> {
    await app.page.waitForFunction(
      () => document.querySelector('[aria-busy="true"], .mantine-Skeleton-root, .mantine-Loader-root') === null,
    );
    const { violations } = await new AxeBuilder({ page: app.page }).withTags(RULES).analyze();
    return violations
      .filter(({ impact }) => impact === 'serious' || impact === 'critical')
      .map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(' | ')}`);
  }

  test.each(SCREENS)('%s has no serious fault of accessibility', async (screen) => {
    await app.open(screen);
    expect(await findings()).toEqual([]);
  });

  test.each(['Mapping', 'Settings'] as const)('every tab of %s has none', async (screen) => {
    const { page } = app;
    await app.open(screen);
    const found: string[] = [];
    for (const tab of await page.getByRole('tab').all()) {
      await tab.click();
      found.push(...(await findings()));
    }
    expect(found).toEqual([]);
  });

  test('a support bundle that is being read has none', async () => {
    const { page } = app;
    await app.open('Settings');
    await page.getByRole('tab', { name: 'Self-check' }).click();
    await page.getByRole('button', { name: 'Show what it holds' }).click();
    await page.getByRole('button', { name: 'The last runs' }).click();
    await page.getByRole('region', { name: 'The last runs' }).waitFor();
    expect(await findings()).toEqual([]);
  });

  test('Review beside an open order, and its dialogs, have none either', async () => {
    const { page } = app;
    await app.open('Review');
    await page.getByRole('grid', { name: 'Orders' }).getByRole('row').nth(1).click();
    await page.getByRole('button', { name: 'Close order' }).waitFor();
    expect(await findings()).toEqual([]);
    await page.getByRole('button', { name: 'Close order' }).click();
    await page.getByRole('button', { name: /^Post [1-9]\d* approved$/ }).click();
    await page.getByRole('dialog', { name: 'Post to QuickBooks' }).getByRole('table', { name: 'By account' }).waitFor(PATIENCE);
    expect(await findings()).toEqual([]);
    await page.keyboard.press('Escape');
  });

  test('the request and answer of a failed posting, and the choice of a company, have none', async () => {
    const { page } = app;
    await app.open('Replay');
    const opener = page.getByRole('button', { name: /^Request and answer of/ }).first();
    await opener.press('Enter');
    const exchange = page.getByRole('dialog', { name: 'Request and answer' });
    await exchange.waitFor();
    expect(await findings()).toEqual([]);
    await page.keyboard.press('Escape');
    await exchange.waitFor({ state: 'detached' });
    expect(await opener.evaluate((element) => element === document.activeElement)).toBe(true);
    await page.getByRole('button', { name: /^Switch company/ }).press('Enter');
    await page.getByRole('menuitem', { name: 'Add a company' }).waitFor();
    expect(await findings()).toEqual([]);
    await page.keyboard.press('Escape');
  });

  test('nothing was refused or missing on the way', () => {
    expect(app.complaints).toEqual([]);
  });
});
