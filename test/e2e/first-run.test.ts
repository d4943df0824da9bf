import { expect, test } from 'vitest';
import type { Page } from 'playwright-core';

import { launchBrowser } from '../helpers/browser.ts';
import { clientData } from '../helpers/client-data.ts';
import { expectedDocuments, expectPostedOnce } from '../helpers/posted-once.ts';
import { BUILT_CLI } from '../helpers/purser-process.ts';
import { PATIENCE, screenLink } from './served-app.ts';

const COMPANY = 'oakridge-goods';

const step = async (page: Page, number: number): Promise<void> => {
  const control = page.getByRole('button', { name: new RegExp(`^${number}\\. `) });
  if ((await control.getAttribute('aria-expanded')) !== 'true') {
    await control.click();
  }
};

/** What the step's own line says of it. */
const isDone = (page: Page, number: number): Promise<void> =>
  page.getByRole('button', { name: new RegExp(`^${number}\\. .*done`, 's') }).waitFor();

/** Sees the effect of a change before it is saved. */
async function saveWithEffect(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'See the effect and save' }).click();
  const effect = page.getByRole('dialog', { name: 'Effect of this change' });
  await effect.getByRole('button', { name: 'Save' }).click();
  await effect.waitFor({ state: 'detached' });
}

test('a client is set up from two keys to the first posting, in a browser, and nothing is posted before a person says so', async () => {
  await using data = await clientData('made');
  const server = data.start(['serve'], { cli: BUILT_CLI });
  const { url } = JSON.parse(await server.line()) as { url: string };
  await using browser = await launchBrowser({ viewport: { width: 1280, height: 900 } });
  const page = await browser.context.newPage();
  page.setDefaultTimeout(PATIENCE.timeout);
  const complaints: string[] = [];
  page.on('pageerror', ({ message }) => complaints.push(message));
  const before = data.practice.quickbooks.documents();
  await page.goto(url);
  await page.getByRole('navigation').waitFor();

  // The client's door.
  await page.goto(`${new URL(page.url()).origin}/#/companies/new`);
  const door = page.getByRole('region', { name: 'Connect my client' });
  await door.getByRole('textbox').fill('Oakridge Goods');
  await door.getByRole('button', { name: 'Make the company' }).click();
  await page.getByRole('heading', { level: 1, name: 'Set-up' }).waitFor();

  // ShipStation's key.
  const key = page.getByRole('form', { name: 'API key of ShipStation' });
  const { apiKey, apiSecret } = data.practice.access.shipstation;
  await key.getByRole('textbox', { name: /^API key/ }).fill(apiKey);
  await key.getByRole('textbox', { name: /^API secret/ }).fill(apiSecret);
  await key.getByRole('button', { name: 'Check and connect' }).click();
  await isDone(page, 1);

  // The firm's own Intuit app, and the consent in a window of its own.
  await step(page, 2);
  const consent = page.getByRole('form', { name: 'Consent for QuickBooks' });
  await consent.getByRole('radio', { name: /Sandbox/ }).check();
  const { clientId, clientSecret } = data.practice.access.quickbooks;
  await consent.getByRole('textbox', { name: /^Client ID/ }).fill(clientId);
  await consent.getByRole('textbox', { name: /^Client secret/ }).fill(clientSecret);
  await consent.getByRole('button', { name: 'Go to Intuit’s page' }).click();
  const opened = page.waitForEvent('popup');
  await page.getByRole('link', { name: 'Open', exact: true }).click();
  const intuit = await opened;
  await intuit.getByRole('button', { name: 'Connect' }).click();
  await intuit.getByText('QuickBooks is connected').waitFor();
  await intuit.close();
  await isDone(page, 2);

  // Left in the middle, gone on with where it was.
  await page.reload();
  await step(page, 3);
  await page.getByRole('button', { name: 'Read the lists now' }).click();
  await isDone(page, 3);

  await step(page, 4);
  await page.getByRole('button', { name: 'Propose for every store' }).click();
  await saveWithEffect(page);
  await isDone(page, 4);

  await step(page, 5);
  await saveWithEffect(page);
  await isDone(page, 5);

  await step(page, 6);
  await page.getByRole('textbox', { name: 'Item for shipping charges' }).fill('Shipping');
  await page.getByRole('option').first().click();
  const effect = page.getByRole('dialog', { name: 'Effect of this change' });
  await effect.getByRole('button', { name: 'Save' }).click();
  await effect.waitFor({ state: 'detached' });
  await isDone(page, 6);

  await step(page, 7);
  await page.getByRole('button', { name: 'Pull now' }).click();
  await isDone(page, 7);

  // The rehearsal says what would land where; then the person starts, and only now something runs by itself.
  await step(page, 9);
  await page.getByRole('link', { name: 'To the rehearsal' }).click();
  await page.getByRole('button', { name: 'Rehearse', exact: true }).click();
  await page.getByRole('heading', { name: 'What would land on each account' }).waitFor();
  expect(data.practice.quickbooks.documents()).toEqual(before);
  await page.getByRole('button', { name: 'Start', exact: true }).click();

  // The first day.
  await screenLink(page, 'Review').click();
  await page.getByRole('button', { name: 'Sync now', disabled: false }).waitFor();
  await page.getByRole('button', { name: /^Approve all ready \([1-9]\d*\)$/ }).click();
  const approve = page.getByRole('dialog', { name: 'Approve these orders' });
  await approve.getByRole('button', { name: /^Approve [1-9]\d*$/ }).click();
  await approve.waitFor({ state: 'detached' });
  const post = page.getByRole('button', { name: /^Post [1-9]\d* approved$/ });
  await post.waitFor();
  const expected = await expectedDocuments(data.path, data.variables, COMPANY);
  expect(expected.length).toBeGreaterThan(10);
  await post.click();
  await page
    .getByRole('dialog', { name: 'Post to QuickBooks' })
    .getByRole('button', { name: /^Post [1-9]\d*$/ })
    .click();
  const done = page.getByRole('dialog', { name: 'Result of posting' });

  await done.getByText(`Posted: ${expected.length}`).waitFor();
  expect(await done.getByText(/^Refused|^Uncertain/).count()).toBe(0);
  await expectPostedOnce(
    { dataDirectory: data.path, variables: data.variables, company: COMPANY },
    { before, after: data.practice.quickbooks.documents(), expected },
  );
  expect(complaints).toEqual([]);
  expect(await server.stop()).toMatchObject({ code: 0 });
});
