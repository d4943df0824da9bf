import { AxeBuilder } from '@axe-core/playwright';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { practiceData, type PracticeData } from '../helpers/practice-data.ts';
import { openServedApp, type ServedApp } from './served-app.ts';

describe('a person in training', () => {
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

  test('lets QuickBooks refuse the next invoice, reads the cause on Replay, clears the trouble and replays it', async () => {
    const { page } = app;
    await openPractice();
    await page.getByRole('combobox', { name: 'Why' }).selectOption({ label: 'Its tax is not accepted' });
    await page.getByRole('button', { name: 'Do it: Refuse the next invoice' }).click();
    await page.getByRole('region', { name: 'What happened' }).getByText('its tax is not accepted').waitFor();
    await page.getByRole('region', { name: 'Switched on now' }).getByText('QuickBooks refuses the next invoice').waitFor();

    await app.open('Review');
    await page.getByRole('button', { name: /^Post [1-9]\d* approved$/ }).click();
    await page
      .getByRole('dialog')
      .getByRole('button', { name: /^Post [1-9]\d*$/ })
      .click();
    const done = page.getByRole('dialog', { name: 'Result of posting' });
    await done.getByText('Refused: 1').waitFor();
    await done.getByRole('link', { name: 'Open Replay' }).click();
    const cause = page.getByRole('region', { name: /^QuickBooks refused the tax/ });
    await cause.getByText('What to do:').waitFor();

    await openPractice();
    await page.getByText('No trouble is switched on.').waitFor();
    await page.getByRole('button', { name: 'Do it: Clear every trouble' }).click();
    await page.getByRole('region', { name: 'What happened' }).getByText('Every trouble was cleared').waitFor();

    await app.open('Replay');
    await cause
      .getByRole('button', { name: /^Replay order / })
      .first()
      .click();
    await page.getByRole('dialog', { name: 'Result of the replay' }).getByRole('cell', { name: 'Posted', exact: true }).waitFor();
    await page.keyboard.press('Escape');
    await page.getByText('Nothing failed').waitFor();
    expect(app.complaints).toEqual([]);
  });

  test.each(['light', 'dark'] as const)('the screen has no serious fault of accessibility in %s', async (colours) => {
    const { page } = app;
    await page.emulateMedia({ colorScheme: colours });
    await openPractice();
    await page.getByRole('button', { name: 'Do it: Lose the next answer' }).press('Enter');
    await page.getByRole('region', { name: 'Switched on now' }).getByText('The next answer of QuickBooks').first().waitFor();
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)).toEqual([]);
  });

  async function openPractice(): Promise<void> {
    await app.page.getByRole('navigation').getByRole('link', { name: 'Practice', exact: true }).click();
    await app.page.getByRole('heading', { level: 1, name: 'Practice' }).waitFor();
  }
});
