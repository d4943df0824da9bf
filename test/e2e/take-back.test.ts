import { AxeBuilder } from '@axe-core/playwright';
import { expect, test } from 'vitest';

import { practiceData } from '../helpers/practice-data.ts';
import { runPurser } from '../helpers/purser-process.ts';
import { openServedApp, PATIENCE } from './served-app.ts';

test.each(['light', 'dark'] as const)(
  'what was posted is taken back by the keyboard alone, after what stands in the way was read, in %s colours',
  async (colorScheme) => {
    const data = await practiceData('approved');
    try {
      await runPurser(data.path, ['post']);
      await using app = await openServedApp(data.path, { colorScheme });
      const { page } = app;
      const serious = async (): Promise<readonly string[]> =>
        (await new AxeBuilder({ page }).analyze()).violations
          .filter(({ impact }) => impact === 'serious' || impact === 'critical')
          .map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(' | ')}`);
      await app.idle();
      await app.open('Review');
      await page.goto(page.url().replace(/\/review.*$/, '/review?states=posted&q=1045'));
      await page.getByRole('grid', { name: 'Orders' }).getByText('Posted').first().waitFor();
      const takeBack = page.getByRole('button', { name: 'Take back' });
      // The list may be drawn anew by a pull that ends just now: the keys are pressed until an order is open.
      const openNext = async (): Promise<number> => {
        await page.getByRole('main').focus();
        await page.keyboard.press('j');
        await page.keyboard.press('Enter');
        await takeBack.waitFor({ timeout: 2_000 }).catch(() => null);
        return takeBack.count();
      };
      await expect.poll(openNext, PATIENCE).toBe(1);
      await takeBack.focus();
      await page.keyboard.press('Enter');
      const dialog = page.getByRole('dialog', { name: /^Take back what was posted/ });
      await dialog.getByRole('table', { name: 'In QuickBooks now' }).waitFor();
      expect(await dialog.getByRole('button', { name: 'Cancel' }).evaluate((button) => button === document.activeElement)).toBe(true);
      expect(await serious()).toEqual([]);
      await page.keyboard.press('Escape');
      await dialog.waitFor({ state: 'detached' });
      await page.waitForFunction(() => document.activeElement?.textContent === 'Take back');

      await page.keyboard.press('Enter');
      await dialog.getByRole('radio').first().waitFor();
      const memo = dialog.getByRole('radio', { name: /credit memo/ });
      await memo.focus();
      await page.keyboard.press('Space');
      await dialog.getByRole('button', { name: 'Write the credit memo' }).focus();
      await page.keyboard.press('Enter');
      await dialog.waitFor({ state: 'detached' });

      await page.getByRole('button', { name: 'Approve anew' }).waitFor();
      await page.getByText('1 credit memo written').first().waitFor();
      expect(await serious()).toEqual([]);
      expect(app.complaints).toEqual([]);
    } finally {
      data.remove();
    }
  },
);
