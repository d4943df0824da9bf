import { AxeBuilder } from '@axe-core/playwright';
import type { Locator, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';

import { CALL_PATH } from '../../electron/hosts/headless/serve/server.ts';
import { practiceData, type PracticeData } from '../helpers/practice-data.ts';
import { runPurser } from '../helpers/purser-process.ts';
import { pairedAnswer } from '../renderer/fake-relay.ts';
import { openServedApp, type ScreenName, type ServedApp } from './served-app.ts';

interface Opener {
  readonly screen: ScreenName;
  readonly dialog: RegExp;
  /** Gives the focus to what opens the dialog, by which Enter then opens it. */
  readonly opener: (page: Page) => Promise<Locator>;
}

const button =
  (name: string | RegExp, tab?: string) =>
  async (page: Page): Promise<Locator> => {
    if (tab !== undefined) {
      await page.getByRole('tab', { name: new RegExp(`^${tab}`) }).click();
    }
    return page.getByRole('button', { name }).first();
  };

const OPENERS: readonly Opener[] = [
  { screen: 'Review', dialog: /^Approve these orders/, opener: button(/^Approve all ready \([1-9]/) },
  { screen: 'Review', dialog: /^Post to QuickBooks/, opener: button(/^Post [1-9]\d* approved/) },
  {
    screen: 'Review',
    dialog: /^Exclude/,
    opener: async (page) => {
      await page.getByRole('grid', { name: 'Orders' }).getByRole('row').nth(1).click();
      return page.getByRole('button', { name: 'Exclude', exact: true }).first();
    },
  },
  { screen: 'Replay', dialog: /^Request and answer/, opener: button(/^Request and answer of order/) },
  { screen: 'Mapping', dialog: /^Shipping method/, opener: button('Add a shipping method', 'Shipping methods') },
  { screen: 'Mapping', dialog: /^Way of paying/, opener: button('Add a way of paying', 'Payment') },
  { screen: 'Mapping', dialog: /from a file$/, opener: button('Import CSV') },
  { screen: 'Mapping', dialog: /^Effect of this change/, opener: button(/^Remove the mapping of/, 'Shipping methods') },
  { screen: 'Connections', dialog: /^Unpair/, opener: button(/^Unpair/) },
  { screen: 'Connections', dialog: /^Disconnect ShipStation/, opener: button('Disconnect') },
  { screen: 'Settings', dialog: /^Remove this company/, opener: button(/^Remove the company/, 'About') },
  { screen: 'Overview', dialog: /^Commands and orders/, opener: button(/^Commands and orders/) },
  { screen: 'Overview', dialog: /^Keys on this screen/, opener: button('Keys') },
];

describe.each(['light', 'dark'] as const)('the dialogs in %s colours', (colorScheme) => {
  let data: PracticeData;
  let app: ServedApp;

  beforeAll(async () => {
    data = await practiceData('approved');
    await runPurser(data.path, ['practice', 'do', 'books-refuse', '--times', '2']);
    await runPurser(data.path, ['post', '--limit', '10']);
    await runPurser(data.path, ['practice', 'do', 'shipped-order-arrives']);
    await runPurser(data.path, ['sync']);
    app = await openServedApp(data.path, { colorScheme });
    await seemPaired(app.page);
    await app.idle();
  });

  afterAll(async () => {
    await app[Symbol.asyncDispose]();
    data.remove();
  });

  afterEach(async () => {
    await app.page.keyboard.press('Escape');
    await app.page.getByRole('dialog').waitFor({ state: 'detached' });
  });

  test.each(OPENERS.map((opener) => [opener.dialog.source, opener] as const))(
    '%s: nothing serious for axe, the focus stays inside, Escape gives it back',
    async (_, { screen, dialog: name, opener }) => {
      const { page } = app;
      await app.open(screen);
      const from = await opener(page);
      await from.focus();
      await page.keyboard.press('Enter');
      const dialog = page.getByRole('dialog', { name });
      await dialog.waitFor();
      await page.waitForFunction(
        () => document.querySelector('[role=dialog] .mantine-Loader-root, [role=dialog] [aria-busy="true"]') === null,
      );
      const { violations } = await new AxeBuilder({ page }).analyze();
      const found = violations
        .filter(({ impact }) => impact === 'serious' || impact === 'critical')
        .map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(' | ')}`);
      expect(found).toEqual([]);
      for (let press = 0; press < 12; press += 1) {
        await page.keyboard.press(press % 4 === 3 ? 'Shift+Tab' : 'Tab');
        const outside = await dialog.evaluate((element) =>
          element.contains(document.activeElement) ? null : (document.activeElement?.outerHTML.slice(0, 160) ?? 'nothing'),
        );
        expect(outside).toBeNull();
      }
      await page.keyboard.press('Escape');
      // The first closes a list that is open in the dialog, where there is one.
      await dialog.waitFor({ state: 'detached', timeout: 1_000 }).catch(() => page.keyboard.press('Escape'));
      await dialog.waitFor({ state: 'detached' });
      await expect.poll(() => from.evaluate((element) => element === document.activeElement)).toBe(true);
    },
  );

  test('nothing was refused or missing on the way', () => {
    expect(app.complaints).toEqual([]);
  });
});

/** A relay is a process of its own, which the dialog that ends its pairing does not need: only the answer says that there is one. */
async function seemPaired(page: Page): Promise<void> {
  await page.route(`**${CALL_PATH}`, async (route) => {
    const asked: unknown = route.request().postDataJSON();
    const isStatus = typeof asked === 'object' && asked !== null && 'method' in asked && asked.method === 'relay.status';
    await (isStatus ? route.fulfill({ json: { ok: true, value: pairedAnswer() } }) : route.continue());
  });
}
