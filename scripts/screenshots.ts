// `npm run screenshots`: pictures of the running app for the README and the guide, made from the built host on a fresh practice company.
// docs/screenshots/*.png; each shows a screen that a person can reach, with the practice shop's own orders.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

import { chromium, type Page } from 'playwright-core';

import { practiceFolder } from '../electron/hosts/composition/practice-companies.ts';
import { openPracticeBooks } from '../electron/practice/quickbooks/start.ts';
import { instantOf } from '../shared/domain/time/instants.ts';
import { businessDateIn } from '../shared/domain/time/zones.ts';
import { ROOT } from './build-stamp.mjs';
import { findBrowser } from './find-browser.mjs';

const PICTURES = join(ROOT, 'docs', 'screenshots');
const VIEWPORT = { width: 1440, height: 900 };
/** Pulling and posting the whole shop takes some seconds. */
const PATIENCE_MS = 60_000;

const data = mkdtempSync(join(tmpdir(), 'purser-screenshots-'));
const server = spawn(process.execPath, [join(ROOT, 'dist', 'headless', 'cli.js'), '--data-dir', data, '--json', 'serve'], {
  stdio: ['ignore', 'pipe', 'inherit'],
  // For the client that is begun last: it is asked for no key.
  env: { ...process.env, PURSER_PASSPHRASE: 'a passphrase for pictures' },
});
try {
  await takePictures(await firstUrl());
} finally {
  server.kill('SIGTERM');
  await once(server, 'close');
  rmSync(data, { recursive: true, force: true, maxRetries: 5 });
}

async function firstUrl(): Promise<string> {
  for await (const line of createInterface({ input: server.stdout })) {
    // Safe: the host's one line of JSON (the command line's shape of `serve`).
    return (JSON.parse(line) as { url: string }).url;
  }
  throw new Error('The host ended before it served anything. Is it built? Run "npm run build".');
}

async function takePictures(url: string): Promise<void> {
  mkdirSync(PICTURES, { recursive: true });
  const executablePath = await findBrowser();
  if (executablePath === null) {
    throw new Error('No browser of the Chromium family was found: run "npm run browser", or set PURSER_CHROMIUM.');
  }
  const browser = await chromium.launch({ executablePath, chromiumSandbox: false, args: ['--disable-gpu'] });
  try {
    const context = await browser.newContext({ viewport: VIEWPORT, colorScheme: 'light', reducedMotion: 'reduce' });
    const page = await context.newPage();
    page.setDefaultTimeout(PATIENCE_MS);
    await page.goto(url);
    await walk(page);
  } finally {
    await browser.close();
  }
}

/** The main job as a bookkeeper meets it, with a picture of each screen on the way. */
async function walk(page: Page): Promise<void> {
  await open(page, 'Review');
  await page.getByRole('button', { name: /^Approve all ready \([1-9]/ }).waitFor();
  await page.getByRole('button', { name: 'Sync now', disabled: false }).waitFor();
  await page.getByRole('row').filter({ hasText: 'Ready' }).nth(4).click();
  await page.getByText('Ties out to the cent').first().waitFor();
  await take(page, 'review');
  await page.keyboard.press('Escape');
  await open(page, 'Mapping');
  await take(page, 'mapping');
  await takeRehearsal(page);

  await open(page, 'Review');
  await page.getByRole('button', { name: /^Approve all ready/ }).click();
  const approve = page.getByRole('dialog', { name: 'Approve these orders' });
  await approve.getByRole('table', { name: 'By account' }).waitFor();
  await take(page, 'approve');
  await approve.getByRole('button', { name: /^Approve \d/ }).click();
  await approve.waitFor({ state: 'detached' });

  refuseSome();
  await page.getByRole('button', { name: /^Post [1-9]\d* approved$/ }).click();
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /^Post [1-9]\d*$/ })
    .click();
  const done = page.getByRole('dialog', { name: 'Result of posting' });
  await done.getByText(/^Posted: /).waitFor();
  await done.getByRole('button', { name: 'Close' }).last().click();

  for (const screen of ['Overview', 'Replay', 'Activity', 'Audit', 'Connections', 'Settings', 'Practice', 'Guide'] as const) {
    await open(page, screen);
    await take(page, screen.toLowerCase());
  }
  await takeBackup(page);
  await open(page, 'Completeness');
  await page.getByRole('button', { name: 'Check now' }).first().click();
  await page.getByText(/^Complete as of/).waitFor();
  await take(page, 'completeness');
  await page.keyboard.press('Control+k');
  await page.getByRole('dialog', { name: 'Commands and orders' }).getByRole('option').first().waitFor();
  await take(page, 'palette');
  await page.keyboard.press('Escape');
  await open(page, 'Reconcile');
  await page.getByRole('table').first().waitFor();
  await take(page, 'reconcile');
  await page.getByRole('button', { name: 'Use dark colours' }).click();
  await open(page, 'Overview');
  await take(page, 'overview-dark');
  await page.getByRole('button', { name: 'Use light colours' }).click();
  await takeDoors(page);
}

/** What posting the last weeks would do. */
async function takeRehearsal(page: Page): Promise<void> {
  await open(page, 'Rehearsal');
  await page.getByRole('button', { name: /^Rehearse/ }).click();
  await page.getByRole('heading', { name: 'What would land on each account' }).waitFor();
  await page.getByRole('button', { name: 'Sync now', disabled: false }).waitFor();
  await take(page, 'rehearsal');
}

/** The two doors that a newcomer meets, and what is behind the one of a client. */
async function takeDoors(page: Page): Promise<void> {
  await page.getByRole('button', { name: /^Switch company/ }).click();
  await page.getByRole('menuitem', { name: 'Add a company' }).click();
  await page.getByRole('heading', { level: 1 }).waitFor();
  await take(page, 'first-run');
  const door = page.getByRole('region', { name: 'Connect my client' });
  await door.getByRole('textbox').fill('Oakridge Goods');
  await door.getByRole('button', { name: 'Make the company' }).click();
  await page.getByRole('heading', { level: 1, name: 'Set-up' }).waitFor();
  await take(page, 'set-up');
}

/** A backup in its list. */
async function takeBackup(page: Page): Promise<void> {
  await open(page, 'Settings');
  await page.getByRole('tab', { name: 'Backup' }).click();
  await page.getByRole('button', { name: 'Make a backup' }).click();
  const making = page.getByRole('dialog', { name: 'Make a backup' });
  await making.getByRole('textbox', { name: 'Passphrase', exact: true }).fill('a passphrase of the firm');
  await making.getByRole('textbox', { name: 'The same passphrase once more' }).fill('a passphrase of the firm');
  await page.keyboard.press('Enter');
  await making.waitFor({ state: 'detached' });
  await page.getByRole('button', { name: /^Restore practice-/ }).waitFor();
  await take(page, 'backup');
}

/** Two documents are refused, so that there is something to replay. */
function refuseSome(): void {
  const books = openPracticeBooks({
    directory: practiceFolder(join(data, 'companies', 'practice')),
    regime: 'us-automated',
    now: () => Date.now(),
    anchorOn: businessDateIn(instantOf(Date.now()), 'America/New_York'),
  });
  books.control.plan({
    kind: 'refuse',
    code: '6000',
    message: 'A business validation error has occurred',
    detail: 'The invoice needs an approval in QuickBooks',
    when: { entity: 'Invoice', operation: 'create' },
  });
  books.control.plan({
    kind: 'refuse',
    code: '6210',
    message: 'Account Period Closed',
    detail: 'The account period has closed',
    when: { entity: 'SalesReceipt', operation: 'create' },
  });
  books.close();
}

async function open(page: Page, screen: string): Promise<void> {
  await page
    .getByRole('navigation')
    .getByRole('link', { name: new RegExp(`^${screen}`) })
    .click();
  await page.getByRole('heading', { level: 1, name: screen }).waitFor();
}

/** When everything that the screen asked for has come. Notices of what was done go first. */
async function take(page: Page, name: string): Promise<void> {
  await page.waitForFunction(() => document.querySelector('[aria-busy="true"], .mantine-Skeleton-root, .mantine-Loader-root') === null);
  for (const notice of await page.locator('.mantine-Notification-closeButton').all()) {
    await notice.click();
  }
  await page.waitForFunction(() => document.querySelector('.mantine-Notification-root') === null);
  await page.screenshot({ path: join(PICTURES, `${name}.png`) });
  process.stdout.write(`docs/screenshots/${name}.png\n`);
}
