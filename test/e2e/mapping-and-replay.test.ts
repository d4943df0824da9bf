import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { lookInto } from '../helpers/posted-once.ts';
import { practiceData, type PracticeData } from '../helpers/practice-data.ts';
import { openServedApp, PATIENCE, type ServedApp } from './served-app.ts';

/** A product that the practice shop sells and that its books don't know, and an item that can stand for it. */
const UNMAPPED = 'Brass Lamp';

describe('a bookkeeper at work', () => {
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

  test('maps an unmapped product, sees what that changes, and the orders that it held up become ready', async () => {
    const { page } = app;
    const heldUp = await blockedFor(data);
    expect(heldUp.length).toBeGreaterThan(0);

    await app.open('Mapping');
    const picker = page.getByRole('textbox', { name: `QuickBooks item for ${UNMAPPED}` });
    await picker.click();
    await picker.fill('Oak');
    await page.getByRole('option').first().click();
    await page.getByRole('button', { name: 'Accept 1 mapping' }).click();
    const effect = page.getByRole('dialog');
    await effect.getByText(/becomes? ready/).waitFor();
    await effect.getByRole('button', { name: 'Save' }).click();
    await effect.waitFor({ state: 'detached' });

    await expect.poll(() => blockedFor(data), PATIENCE).toEqual([]);
    await app.open('Review');
    await page
      .getByRole('textbox', { name: 'Search', exact: true })
      .or(page.getByRole('searchbox', { name: 'Search', exact: true }))
      .first()
      .fill(String(heldUp[0]?.orderNumber));
    await page.keyboard.press('Enter');
    await page
      .getByRole('grid', { name: 'Orders' })
      .getByRole('row')
      .filter({ hasText: String(heldUp[0]?.orderNumber) })
      .filter({ hasText: 'Ready' })
      .waitFor();
  });

  test('sees a refused document in Replay with plain words, replays it when the cause is gone, and the books hold it once', async () => {
    const { page } = app;
    const before = data.inBooks((books) => books.documents().length);
    data.books((control) =>
      control.plan({
        kind: 'refuse',
        code: '6210',
        message: 'Account Period Closed',
        detail: 'The account period has closed',
        when: { entity: 'Invoice', operation: 'create' },
      }),
    );
    await app.open('Review');
    await page.getByRole('button', { name: /^Post [1-9]\d* approved$/ }).click();
    await page
      .getByRole('dialog')
      .getByRole('button', { name: /^Post [1-9]\d*$/ })
      .click();
    const done = page.getByRole('dialog', { name: 'Result of posting' });
    await done.getByText('Refused: 1').waitFor();
    expect(data.inBooks((books) => books.documents().length)).toBeGreaterThan(before);
    await done.getByRole('link', { name: 'Open Replay' }).click();

    await page.getByRole('heading', { level: 1, name: 'Replay' }).waitFor();
    const [failed] = await failedOrders(data);
    const number = failed?.orderNumber ?? '';
    expect(documentsNumbered(data, number)).toBe(0);
    await page
      .getByRole('region', { name: /^The period is closed/ })
      .getByText('What to do:')
      .waitFor();
    await page
      .getByRole('button', { name: `Request and answer of order ${number}` })
      .first()
      .click();
    const exchange = page.getByRole('dialog', { name: 'Request and answer' });
    await exchange.getByText(/Request id/).waitFor();
    expect(await exchange.textContent()).not.toMatch(/Bearer|RT1-|access_token/);
    await page.keyboard.press('Escape');
    await exchange.waitFor({ state: 'detached' });
    await page
      .getByRole('button', { name: `Replay order ${number}` })
      .first()
      .click();
    await page.getByRole('dialog', { name: 'Result of the replay' }).getByRole('cell', { name: 'Posted', exact: true }).waitFor();
    await page.keyboard.press('Escape');
    await page.getByText('Nothing failed').waitFor();

    expect(documentsNumbered(data, number)).toBe(1);
    expect(await failedOrders(data)).toEqual([]);
    expect(app.complaints).toEqual([]);
  });
});

/** Orders that wait for a mapping of the product. */
async function blockedFor(data: PracticeData) {
  return lookInto(data.path, {}, async ({ call, company }) => {
    const { orders } = await call('order.list', { company: company(), filter: { states: ['blocked'] }, limit: 500 });
    return orders.filter(({ blockers }) =>
      blockers.some(({ code, message }) => code === 'mapping/product-missing' && message.includes(UNMAPPED)),
    );
  });
}

async function failedOrders(data: PracticeData) {
  return lookInto(
    data.path,
    {},
    async ({ call, company }) => (await call('order.list', { company: company(), filter: { states: ['failed'] }, limit: 10 })).orders,
  );
}

function documentsNumbered(data: PracticeData, number: string): number {
  return data.inBooks((books) => books.documents().filter(({ docNumber, voided }) => docNumber === number && !voided).length);
}
