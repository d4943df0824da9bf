import { AxeBuilder } from '@axe-core/playwright';
import { expect, test } from 'vitest';

import { practiceData } from '../helpers/practice-data.ts';
import { openServedApp } from './served-app.ts';

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
