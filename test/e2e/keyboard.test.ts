import { AxeBuilder } from '@axe-core/playwright';
import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { practiceData, type PracticeData } from '../helpers/practice-data.ts';
import { runPurser } from '../helpers/purser-process.ts';
import { openServedApp, type ScreenName, type ServedApp } from './served-app.ts';

test.each(['light', 'dark'] as const)(
  'the palette, the keys and the way between screens need no mouse, in %s colours',
  async (colorScheme) => {
    const data = await practiceData('approved');
    try {
      await using app = await openServedApp(data.path, { colorScheme });
      const { page } = app;
      const serious = async (): Promise<readonly string[]> =>
        (await new AxeBuilder({ page }).analyze()).violations
          .filter(({ impact }) => impact === 'serious' || impact === 'critical')
          .map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(' | ')}`);
      await app.idle();

      await page.keyboard.press('g');
      await page.keyboard.press('r');
      await page.getByRole('heading', { level: 1, name: 'Review' }).waitFor();
      const cells = page.getByRole('grid', { name: 'Orders' }).getByRole('row').nth(1).getByRole('gridcell');
      const number =
        (
          await cells
            .filter({ hasText: /^\s*\S*\d{4,}\S*\s*$/ })
            .first()
            .textContent()
        )?.trim() ?? '';
      expect(number).not.toBe('');

      await page.getByRole('main').focus();
      await page.keyboard.press('j');
      await page.keyboard.press('x');
      await page.getByRole('toolbar', { name: '1 selected' }).waitFor();
      await page.keyboard.press('j');
      await page.keyboard.press('j');
      await page.keyboard.press('Shift+X');
      await page.getByRole('toolbar', { name: '3 selected' }).waitFor();
      await page.keyboard.press('e');
      const reason = page.getByRole('dialog', { name: /^Exclude/ });
      await reason.getByRole('textbox').waitFor();
      expect(await serious()).toEqual([]);
      await page.keyboard.press('Escape');
      await reason.waitFor({ state: 'detached' });
      await page.keyboard.press('Escape');
      await page.getByRole('toolbar', { name: /selected$/ }).waitFor({ state: 'detached' });
      // Who does use a mouse selects a range with Shift too.
      const boxes = page.getByRole('checkbox', { name: /^Select order/ });
      await boxes.nth(0).click();
      await boxes.nth(3).click({ modifiers: ['Shift'] });
      await page.getByRole('toolbar', { name: '4 selected' }).waitFor();

      await page.keyboard.press('g');
      await page.keyboard.press('s');
      await page.getByRole('heading', { level: 1, name: 'Settings' }).waitFor();
      await page.keyboard.press('/');
      await page.keyboard.type(number);
      await page.getByRole('heading', { level: 1, name: 'Review' }).waitFor();
      await page.getByRole('grid', { name: 'Orders' }).getByText(number, { exact: true }).waitFor();
      expect(await page.getByRole('textbox', { name: 'Search orders' }).inputValue()).toBe(number);
      await page.keyboard.press('Escape');
      await page.waitForURL((url) => !url.href.includes(number));
      await page.getByRole('main').focus();
      await page.keyboard.press('Control+k');
      const palette = page.getByRole('dialog', { name: 'Commands and orders' });
      await palette.getByRole('option', { name: /^Sync now/ }).waitFor();
      expect(await serious()).toEqual([]);
      await page.keyboard.type(number);
      await palette.getByRole('option', { name: new RegExp(`^${number}`) }).waitFor();
      await palette.getByText(/commands?, \d+ orders?$/).waitFor();
      expect(await serious()).toEqual([]);
      await page.keyboard.press('Enter');
      await page.getByRole('button', { name: 'Close order' }).waitFor();

      await page.getByRole('main').focus();
      await page.keyboard.press('?');
      await page.getByRole('dialog', { name: 'Keys on this screen' }).getByText('Exclude, with a reason').waitFor();
      expect(await serious()).toEqual([]);
      await page.keyboard.press('Escape');
      await page.getByRole('dialog', { name: 'Keys on this screen' }).waitFor({ state: 'detached' });
      expect(app.complaints).toEqual([]);
    } finally {
      data.remove();
    }
  },
);

/** More controls than any screen has before its lists. */
const MOST_TABS = 120;

/** Presses Tab (in a menu an arrow) until the control has the focus: what Tab does not come to, the keyboard does not reach. */
async function tabTo(page: Page, control: Locator, key: 'Tab' | 'ArrowDown' = 'Tab'): Promise<void> {
  await control.waitFor({ state: 'attached' });
  for (let presses = 0; presses < MOST_TABS; presses += 1) {
    if (await control.evaluate((element) => element === document.activeElement)) {
      return;
    }
    await page.keyboard.press(key);
  }
  throw new Error(`${key} does not come to ${String(control)}`);
}

const isFocused = (control: Locator): Promise<boolean> => control.evaluate((element) => element === document.activeElement);
/** Nothing has the focus: the next Tab would begin at the top of the page. */
const isLost = (page: Page): Promise<boolean> =>
  page.evaluate(() => document.activeElement === null || document.activeElement === document.body);

describe('without a mouse', () => {
  let data: PracticeData;
  let app: ServedApp;

  beforeAll(async () => {
    data = await practiceData('approved');
    await runPurser(data.path, ['practice', 'do', 'books-refuse', '--times', '3']);
    await runPurser(data.path, ['post', '--limit', '10']);
    app = await openServedApp(data.path);
    await app.idle();
  });

  afterAll(async () => {
    await app[Symbol.asyncDispose]();
    data.remove();
  });

  /** Goes to a screen with g and its letter; the focus then is in the screen. */
  async function go(letter: string, name: ScreenName): Promise<Page> {
    const { page } = app;
    await page.getByRole('main').focus();
    await page.keyboard.press('g');
    await page.keyboard.press(letter);
    await page.getByRole('heading', { level: 1, name }).waitFor();
    await page.getByRole('main').focus();
    return page;
  }

  test('Replay: a group and all, each with its result, and the focus comes back', async () => {
    const page = await go('p', 'Replay');
    const group = page.getByRole('button', { name: /^Replay th/ }).first();
    await tabTo(page, group);
    await page.keyboard.press('Enter');
    const result = page.getByRole('dialog', { name: 'Result of the replay' });
    await result.getByRole('table', { name: 'Result of the replay' }).waitFor();
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(violations.filter(({ impact }) => impact === 'serious' || impact === 'critical').map(({ id }) => id)).toEqual([]);
    await page.keyboard.press('Escape');
    await result.waitFor({ state: 'detached' });
    await expect.poll(() => isLost(page)).toBe(false);
  });

  test('Mapping: the tabs by arrows, a mapping changed and saved, every dialog gives the focus back', async () => {
    const page = await go('m', 'Mapping');
    const tabs = page.getByRole('tab');
    await tabTo(page, tabs.first());
    for (let at = 1; at < (await tabs.count()); at += 1) {
      await page.keyboard.press('ArrowRight');
      await expect.poll(() => tabs.nth(at).getAttribute('aria-selected')).toBe('true');
      expect(await isFocused(tabs.nth(at))).toBe(true);
    }
    await page.keyboard.press('ArrowRight');
    await expect.poll(() => tabs.first().getAttribute('aria-selected')).toBe('true');

    await tabTo(page, page.getByRole('textbox', { name: /^QuickBooks item for/ }).first());
    await page.keyboard.type('Oak');
    await page.getByRole('option').first().waitFor();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await tabTo(page, page.getByRole('button', { name: 'Accept 1 mapping' }));
    await page.keyboard.press('Enter');
    const effect = page.getByRole('dialog', { name: 'Effect of this change' });
    const save = effect.getByRole('button', { name: 'Save', disabled: false });
    await tabTo(page, save);
    await page.keyboard.press('Enter');
    await effect.waitFor({ state: 'detached' });
    await expect.poll(() => isLost(page)).toBe(false);

    await tabTo(page, tabs.first());
    await page.keyboard.press('ArrowRight');
    await opensAndComesBack(page, page.getByRole('button', { name: 'Add a shipping method' }));
    await opensAndComesBack(page, page.getByRole('button', { name: /^Edit the mapping of/ }).first());
  });

  async function opensAndComesBack(page: Page, opener: Locator): Promise<void> {
    await tabTo(page, opener);
    await page.keyboard.press('Enter');
    const dialog = page.getByRole('dialog');
    await dialog.waitFor();
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
    await expect.poll(() => isFocused(opener)).toBe(true);
  }

  test('Rehearsal, Reconcile: another period, down to an order and back, a file', async () => {
    let page = await go('e', 'Rehearsal');
    await tabTo(page, page.getByRole('radio', { name: '30 days' }));
    await page.keyboard.press('ArrowRight');
    await page.waitForURL(/days=60/);
    expect(await isLost(page)).toBe(false);

    page = await go('c', 'Reconcile');
    const menu = page.getByRole('button', { name: 'Export' });
    await tabTo(page, menu);
    await page.keyboard.press('Enter');
    await page.getByRole('menuitem', { name: /^PDF/ }).waitFor();
    await tabTo(page, page.getByRole('menuitem', { name: /^CSV/ }), 'ArrowDown');
    const file = page.waitForEvent('download');
    await page.keyboard.press('Enter');
    expect((await file).suggestedFilename()).toMatch(/\.csv$/);
    await expect.poll(() => isFocused(menu)).toBe(true);

    const order = page
      .getByRole('region', { name: /ifferences/ })
      .getByRole('link')
      .first();
    await tabTo(page, order);
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Close order' }).waitFor();
    await page.goBack();
    await page.getByRole('heading', { level: 1, name: 'Reconcile' }).waitFor();
  });

  test('Completeness, Activity, Audit: what they offer is reached and keeps the focus', async () => {
    let page = await go('l', 'Completeness');
    const check = page.getByRole('button', { name: /^Check/ }).first();
    await tabTo(page, check);
    await page.keyboard.press('Enter');
    await page.getByText('Completeness checked').waitFor();
    await expect.poll(() => isFocused(check)).toBe(true);

    page = await go('a', 'Activity');
    await tabTo(page, page.getByRole('main').getByRole('combobox').first());

    page = await go('u', 'Audit');
    const verify = page.getByRole('button', { name: 'Verify' });
    await tabTo(page, verify);
    await page.keyboard.press('Enter');
    await page.getByText(/^Intact:/).waitFor();
    await expect.poll(() => isFocused(verify)).toBe(true);
  });

  test('Connections, Guide, Practice: a dialog and back, a task of the guide, an action of the panel', async () => {
    let page = await go('n', 'Connections');
    await opensAndComesBack(page, page.getByRole('button', { name: 'Disconnect' }).first());

    page = await go('h', 'Guide');
    const task = page.getByRole('main').getByRole('link').first();
    await tabTo(page, task);
    await page.keyboard.press('Enter');
    expect(await isLost(page)).toBe(false);

    page = await go('t', 'Practice');
    await tabTo(page, page.getByRole('main').getByRole('button').first());
  });

  test('Review: Control and a selects all of the filter; they are excluded together and come back', async () => {
    const page = await go('r', 'Review');
    await page.getByRole('grid', { name: 'Orders' }).waitFor();
    await page.keyboard.press('Control+a');
    const bar = page.getByRole('toolbar', { name: /^All [1-9]\d* orders of this filter selected$/ });
    await bar.waitFor();
    const count = Number(/\d+/.exec((await bar.getAttribute('aria-label')) ?? '')?.[0]);
    await page.keyboard.press('e');
    const dialog = page.getByRole('dialog', { name: `Exclude ${count} orders` });
    await dialog.waitFor();
    await page.keyboard.type('Booked by hand');
    await tabTo(page, dialog.getByRole('button', { name: 'Exclude' }));
    await page.keyboard.press('Enter');
    await page.getByText(/orders? excluded$/).waitFor();
    const undo = page.getByRole('button', { name: 'Undo' });
    await tabTo(page, undo);
    await page.keyboard.press('Enter');
    await page.getByText(/orders? included again$/).waitFor();
    await page.getByText(`${count} orders`, { exact: true }).first().waitFor();
    await page.keyboard.press('Control+a');
    await page.getByRole('toolbar', { name: `All ${count} orders of this filter selected` }).waitFor();
    expect(app.complaints).toEqual([]);
  });
});
