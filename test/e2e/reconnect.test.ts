import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';

import { launchBrowser, type TestBrowser } from '../helpers/browser.ts';
import { clientData } from '../helpers/client-data.ts';
import { practiceData } from '../helpers/practice-data.ts';
import { BUILT_CLI, purserJson } from '../helpers/purser-process.ts';
import { openServedApp, PATIENCE, screenLink } from './served-app.ts';

const BANNER = 'QuickBooks needs a person';

/** Posts what is approved, and waits until the dialog says what became of it. */
async function post(page: Page): Promise<void> {
  await screenLink(page, 'Review').click();
  await page.getByRole('button', { name: /^Post [1-9]\d* approved$/ }).click();
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /^Post [1-9]\d*$/ })
    .click();
}

/** The host pulls some seconds after it has started; nobody can post meanwhile. */
async function firstPullIsOver(page: Page): Promise<void> {
  await page.getByText(/^Next pull in \d+ min/).waitFor();
}

/** What a person had let go when the connection broke needs no second word: the next run takes it up where it stopped. */
async function postedByItself(page: Page): Promise<void> {
  await screenLink(page, 'Review').click();
  await page.getByRole('button', { name: 'Post 0 approved' }).waitFor();
  await page.getByRole('button', { name: 'Sync now', disabled: false }).waitFor();
}

describe('a connection that was revoked in QuickBooks', () => {
  test('in training: a banner says so, nothing is posted, and after reconnecting posting goes on with every mapping as it was', async () => {
    using data = await practiceData('approved');
    await using app = await openServedApp(data.path);
    const { page } = app;
    await firstPullIsOver(page);
    const config = await purserJson(data.path, ['config', 'export']);
    const before = data.inBooks((books) => books.documents().length);
    const banner = page.getByRole('region', { name: 'Needs a person' }).getByText(BANNER);
    expect(await banner.count()).toBe(0);

    await app.open('Practice');
    await page.getByRole('button', { name: 'Do it: The connection is revoked' }).click();
    await page.getByRole('region', { name: 'What happened' }).getByRole('link', { name: 'Go to Connections' }).waitFor();
    await post(page);
    await page.getByRole('dialog').getByRole('alert').getByText('Connect QuickBooks again; nothing is lost.').waitFor();
    await page.keyboard.press('Escape');
    await banner.waitFor();
    expect(data.inBooks((books) => books.documents().length)).toBe(before);

    await page.getByRole('link', { name: 'Go to Connections' }).first().click();
    const books = page.getByRole('region', { name: 'QuickBooks', exact: true });
    await books.getByText('Needs a person').waitFor();
    await page.getByRole('button', { name: 'Reconnect both' }).click();
    await books.getByText('Connected', { exact: true }).waitFor();
    await banner.waitFor({ state: 'detached' });

    await postedByItself(page);
    expect(data.inBooks((practice) => practice.documents().length)).toBeGreaterThan(before);
    expect(await purserJson(data.path, ['config', 'export'])).toEqual(config);
    expect(app.complaints).toEqual([]);
  });

  test('of a client: the consent on Intuit’s own page mends it, what was approved is posted, and disconnecting withdraws it', async () => {
    await using data = await clientData('approved');
    const { control } = data.practice.quickbooks;
    await using browser = await launchBrowser({ viewport: { width: 1440, height: 900 } });
    await using server = data.start(['serve'], { cli: BUILT_CLI });
    const { url } = JSON.parse(await server.line()) as { url: string };
    const page = browser.context.pages()[0] ?? (await browser.context.newPage());
    page.setDefaultTimeout(PATIENCE.timeout);
    await page.goto(url);
    await firstPullIsOver(page);
    const before = data.practice.quickbooks.documents().length;
    control.revokeConnection();
    await post(page);
    await page.getByRole('dialog').getByRole('alert').getByText('Connect QuickBooks again; nothing is lost.').waitFor();
    await page.keyboard.press('Escape');
    expect(data.practice.quickbooks.documents()).toHaveLength(before);

    await page.getByRole('link', { name: 'Go to Connections' }).first().click();
    const form = page.getByRole('form', { name: 'Consent for QuickBooks' });
    // The keys are known: nobody has to find them again.
    await form.getByRole('radio', { name: /^Those of this company/, checked: true }).waitFor();
    await form.getByRole('button', { name: 'Go to Intuit’s page' }).click();
    const address = await page.getByLabel('Address of Intuit’s page').inputValue();
    await consentIn(browser, address);
    const books = page.getByRole('region', { name: 'QuickBooks', exact: true });
    await books.getByText('Connected', { exact: true }).waitFor();

    await postedByItself(page);
    expect(data.practice.quickbooks.documents().length).toBeGreaterThan(before);

    await screenLink(page, 'Connections').click();
    expect(control.isConnected()).toBe(true);
    await books.getByRole('button', { name: 'Disconnect' }).click();
    await page.getByRole('dialog', { name: 'Disconnect QuickBooks' }).getByRole('button', { name: 'Disconnect' }).click();
    await books.getByText('Not connected').waitFor();
    expect(control.isConnected()).toBe(false);
  });
});

describe('QuickBooks that does not let in', () => {
  test(
    'because it is not paid, or because other books were chosen: says what settles it, and mixes nothing',
    { timeout: 120_000 },
    async () => {
      await using data = await clientData('approved');
      const { control } = data.practice.quickbooks;
      await using browser = await launchBrowser({ viewport: { width: 1280, height: 900 } });
      await using server = data.start(['serve'], { cli: BUILT_CLI });
      const { url } = JSON.parse(await server.line()) as { url: string };
      const page = browser.context.pages()[0] ?? (await browser.context.newPage());
      page.setDefaultTimeout(PATIENCE.timeout);
      await page.goto(url);
      await firstPullIsOver(page);
      const attention = page.getByRole('region', { name: 'Needs a person' });
      const books = page.getByRole('region', { name: 'QuickBooks', exact: true });

      const before = data.practice.quickbooks.documents().length;
      control.suspend(true);
      await post(page);
      await page
        .getByRole('dialog')
        .getByRole('alert')
        .getByText(/Settle it in QuickBooks/)
        .waitFor();
      await page.keyboard.press('Escape');
      await attention.getByText('The QuickBooks subscription is suspended').waitFor();
      await screenLink(page, 'Connections').click();
      await books.getByText('Needs a person').waitFor();
      await seriousFaultsOf(page);
      expect(data.practice.quickbooks.documents()).toHaveLength(before);
      control.suspend(false);
      await books.getByRole('button', { name: 'Check again' }).click();
      await books.getByText('Connected', { exact: true }).waitFor();
      await attention.getByText('The QuickBooks subscription is suspended').waitFor({ state: 'detached' });

      control.connectAnotherCompany('9341450000000999');
      await books.getByRole('button', { name: 'Connect again' }).click();
      await page.getByRole('form', { name: 'Consent for QuickBooks' }).getByRole('button', { name: 'Go to Intuit’s page' }).click();
      await consentIn(browser, await page.getByLabel('Address of Intuit’s page').inputValue());
      await books.getByText('These are other books').waitFor();
      await books.getByText('Connected', { exact: true }).waitFor();
      await seriousFaultsOf(page);
      const made = page.getByRole('form', { name: 'Make a new company for it' });
      await made.getByRole('textbox').fill('Second Shop');
      await made.getByRole('button', { name: 'Make a new company for it' }).click();
      await page.waitForURL(/\/c\/second-shop\/set-up/);
      await page
        .getByRole('button', { name: /QuickBooks/ })
        .first()
        .waitFor();
    },
  );
});

async function seriousFaultsOf(page: Page): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(
      violations.filter(({ impact }) => impact === 'serious' || impact === 'critical').map(({ id }) => `${id} in ${colorScheme}`),
    ).toEqual([]);
  }
}

/** Presses Connect on the consent page, in a tab of its own. */
async function consentIn(browser: TestBrowser, address: string): Promise<void> {
  const intuit = await browser.context.newPage();
  await intuit.goto(address);
  await intuit.getByRole('button', { name: 'Connect' }).click();
  await intuit.close();
}
