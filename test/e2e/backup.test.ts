import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';

import { practiceData } from '../helpers/practice-data.ts';
import { openServedApp } from './served-app.ts';

const PASSPHRASE = 'a passphrase of the firm';

async function seriousFaults(page: Page): Promise<readonly string[]> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`);
}

test('a backup is made, and put back in the place of the company, by the keyboard and in dark colours', async () => {
  using data = await practiceData('approved');
  await using app = await openServedApp(data.path, { colorScheme: 'dark' });
  const { page } = app;
  await app.idle();
  await app.open('Settings');
  await page.getByRole('tab', { name: 'Backup' }).click();
  const make = page.getByRole('button', { name: 'Make a backup' });
  await make.focus();
  await page.keyboard.press('Enter');
  const making = page.getByRole('dialog', { name: 'Make a backup' });
  await making.waitFor();
  await page.keyboard.type(PASSPHRASE);
  await making.getByRole('textbox', { name: 'The same passphrase once more' }).fill(PASSPHRASE);
  expect(await seriousFaults(page)).toEqual([]);
  await page.keyboard.press('Enter');
  await making.waitFor({ state: 'detached' });
  await expect.poll(() => make.evaluate((element) => element === document.activeElement)).toBe(true);

  const restore = page.getByRole('button', { name: /^Restore practice-.*purser-backup/ });
  await restore.focus();
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Restore a backup' });
  await dialog.waitFor();
  await page.keyboard.type('another passphrase');
  await page.keyboard.press('Enter');
  await dialog.getByText('The passphrase does not open this backup.').waitFor();
  await dialog.getByRole('textbox', { name: 'Passphrase' }).fill(PASSPHRASE);
  await page.keyboard.press('Enter');
  await dialog.getByText(/takes its place/).waitFor();
  const confirm = dialog.getByRole('textbox', { name: 'Short name' });
  await expect.poll(() => confirm.evaluate((element) => element === document.activeElement)).toBe(true);
  expect(await seriousFaults(page)).toEqual([]);
  await page.keyboard.type('practice');
  await page.keyboard.press('Enter');
  await dialog.getByText('“Practice” was restored.').waitFor();
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { level: 1, name: 'Overview' }).waitFor();
  await app.idle();
  expect(app.complaints).toEqual([]);
});
