import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { lookInto } from '../helpers/posted-once.ts';
import { practiceData, type PracticeData } from '../helpers/practice-data.ts';
import { openServedApp, PATIENCE, type ServedApp } from './served-app.ts';

/** A product that the practice shop sells and its books don't know under this SKU. */
const UNMAPPED = 'Brass Lamp';

describe('mappings in files, by the keyboard, and through their history', () => {
  let data: PracticeData;
  let app: ServedApp;

  beforeAll(async () => {
    data = await practiceData('approved');
    app = await openServedApp(data.path);
    await app.idle();
  });

  afterAll(async () => {
    await app[Symbol.asyncDispose]();
    data.remove();
  });

  test('a file goes out, is filled in, shows its bad rows and its effect, and heals what waited', async () => {
    const { page } = app;
    await app.open('Mapping');
    const download = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Export CSV' }).click();
    const exported = readFileSync(await (await download).path(), 'utf8');
    const line = exported.split('\r\n').find((row) => row.includes(UNMAPPED)) ?? '';
    expect(line).not.toBe('');
    const filled = line.replace(`${UNMAPPED},,`, `${UNMAPPED},${UNMAPPED},`);

    await page.getByRole('button', { name: 'Import CSV' }).click();
    const dialog = page.getByRole('dialog', { name: 'Products from a file' });
    const choose = (text: string) =>
      dialog.locator('input[type=file]').setInputFiles({ name: 'products.csv', mimeType: 'text/csv', buffer: Buffer.from(text, 'utf8') });
    await choose(exported.replace(line, `${filled}\r\nNEW-1,New,No such item,,`));
    await dialog.getByRole('row', { name: /QuickBooks has no such item/ }).waitFor();
    await dialog.getByText('1 becomes ready').waitFor();
    const take = dialog.getByRole('button', { name: /^Take over/ });
    expect(await take.isDisabled()).toBe(true);
    await dialog.getByRole('checkbox', { name: 'Leave out 1 row that can’t be taken over' }).check();
    await take.click();
    await dialog.waitFor({ state: 'detached' });
    await expect.poll(() => waitsForLamp(data), PATIENCE).toBe(false);
  });

  test('the history says what the file changed, compares, goes back after showing the effect, and takes that back', async () => {
    const { page } = app;
    await page.getByRole('tab', { name: 'History' }).click();
    await page.getByText(`lamp-br goes to ${UNMAPPED}`).first().waitFor();
    await page.getByRole('button', { name: 'Go back to version 1', exact: true }).click();
    const effect = page.getByRole('dialog', { name: 'Effect of this change' });
    await effect.getByText(`lamp-br no longer goes to ${UNMAPPED}`).waitFor();
    await effect.getByText('1 is not ready any more').waitFor();
    await effect.getByRole('button', { name: 'Save' }).click();
    await effect.waitFor({ state: 'detached' });
    await expect.poll(() => waitsForLamp(data), PATIENCE).toBe(true);
    // The notice of the file is still there: what it would take back has been changed since.
    await page.getByRole('button', { name: 'Undo' }).last().click();
    await expect.poll(() => waitsForLamp(data), PATIENCE).toBe(false);
    await page.getByText('Undone, as in version 2').waitFor();
  });

  test('an inbox is worked through without a mouse', async () => {
    const { page } = app;
    await page.getByRole('tab', { name: /^Products/ }).click();
    const board = page.getByRole('checkbox', { name: 'Accept the mapping of Oak Serving Board' });
    await board.waitFor();
    await page.getByRole('heading', { level: 1, name: 'Mapping' }).click();
    for (const key of ['j', 'j', 'x']) {
      await page.keyboard.press(key);
    }
    expect(await board.isChecked()).toBe(true);
    await page.keyboard.press('a');
    const effect = page.getByRole('dialog', { name: 'Effect of this change' });
    await effect.getByText('1 waiting order changes').waitFor();
    await page.keyboard.press('Enter');
    await effect.waitFor({ state: 'detached' });
    await board.waitFor({ state: 'detached' });
    expect(app.complaints).toEqual([]);
  });
});

async function waitsForLamp(data: PracticeData): Promise<boolean> {
  return lookInto(data.path, {}, async ({ call, company }) => {
    const { orders } = await call('order.list', { company: company(), filter: { states: ['blocked'] }, limit: 500 });
    return orders.some(({ blockers }) =>
      blockers.some(({ code, message }) => code === 'mapping/product-missing' && message.includes(UNMAPPED)),
    );
  });
}
