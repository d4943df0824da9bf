import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { CALL_CHANNEL } from '../../shared/contract/channels.ts';
import { type LaunchedApp, launchApp } from '../helpers/launch-app.ts';
import { expectedDocuments, expectPostedOnce } from '../helpers/posted-once.ts';
import { lockHolder, openPracticeData } from '../helpers/practice-data.ts';
import { jsonOf, type PurserError, runPurser } from '../helpers/purser-process.ts';
import { makeTempDirectory, type TempDirectory } from '../helpers/temp-directory.ts';
import { PATIENCE, screenLink } from './served-app.ts';

/** Where Electron keeps what Purser writes, under the folder for everything the app keeps. */
const dataOf = (home: string): string => join(home, 'Purser', 'data');

describe('the built desktop app', () => {
  let home: TempDirectory;
  let app: LaunchedApp;

  beforeAll(async () => {
    home = makeTempDirectory('desktop');
    app = await launchApp({ home: home.path });
    app.page.setDefaultTimeout(PATIENCE.timeout);
  });

  afterAll(async () => {
    await app.close();
    home.remove();
  });

  test('opens its window on the practice company, and review shows its orders', async () => {
    await screenLink(app.page, 'Review').click();
    await app.page.getByRole('heading', { level: 1, name: 'Review' }).waitFor();
    const rows = app.page
      .getByRole('grid', { name: 'Orders' })
      .getByRole('row')
      .filter({ hasText: /Ready|Blocked/ });
    await expect.poll(() => rows.count(), PATIENCE).toBeGreaterThan(10);
  });

  test('posts what is approved in its window, and the books hold it once', async () => {
    const { page } = app;
    const data = openPracticeData(dataOf(home.path));
    await page.getByRole('button', { name: 'Sync now', disabled: false }).waitFor();
    const before = data.inBooks((books) => books.documents());
    const ready = page.getByRole('row').filter({ hasText: 'Ready' }).first();
    await ready.getByRole('checkbox').check();
    await page.getByRole('button', { name: 'Approve', exact: true }).click();
    const effect = page.getByRole('dialog', { name: 'Approve these orders' });
    await effect.getByRole('button', { name: 'Approve 1', exact: true }).click();
    await page.getByRole('button', { name: 'Post 1 approved' }).click();
    const expected = await expectedDocuments(dataOf(home.path));
    expect(expected).toHaveLength(1);
    await page.getByRole('dialog').getByRole('button', { name: 'Post 1', exact: true }).click();
    const done = page.getByRole('dialog', { name: 'Result of posting' });
    await done.getByText('Posted: 1').waitFor();
    await done.getByRole('button', { name: 'Close' }).last().click();

    await expectPostedOnce({ dataDirectory: dataOf(home.path) }, { before, after: data.inBooks((books) => books.documents()), expected });
  });

  test('answers its own page, and refuses the same call from a frame below it', async () => {
    const call = { method: 'company.list', input: {} };
    const own: unknown = await app.page.evaluate((given) => {
      // Runs in the page; the preload put this there.
      const bridge: unknown = Reflect.get(window, 'purser');
      return (bridge as { call(given: object): Promise<unknown> }).call(given);
    }, call);
    expect(own).toMatchObject({ ok: true, value: { companies: [{ slug: 'practice' }] } });

    await app.page.evaluate(() => document.body.append(document.createElement('iframe')));
    const below = app.page.frames().find((frame) => frame !== app.page.mainFrame());
    expect(await below?.evaluate('typeof window.purser')).toBe('undefined');
    // Only the stand-in lets a frame reach the raw channel: in Electron there is none in it.
    const message = JSON.stringify({ kind: 'invoke', channel: CALL_CHANNEL, args: [call] });
    const refusal = { value: { ok: false, error: { code: 'contract/foreign-frame' } } };
    const foreign: unknown = app.isStandIn ? await below?.evaluate(`window.__standinIpc(${message})`) : refusal;
    expect(foreign).toMatchObject(refusal);
    expect(JSON.stringify(foreign)).not.toContain('practice');
    await app.page.evaluate(() => document.querySelector('iframe')?.remove());
  });

  test('reaches neither Node nor the raw channel from its page, and may not do more than its content security policy says', async () => {
    const seen: unknown = await app.page.evaluate('[typeof require, typeof process, typeof module, Object.keys(window.purser).sort()]');
    expect(seen).toEqual(['undefined', 'undefined', 'undefined', ['call', 'subscribe']]);
    const isRun: unknown = await app.page.evaluate(() => {
      const script = document.createElement('script');
      script.textContent = 'window.planted = true';
      document.body.append(script);
      return Reflect.get(window, 'planted') === true;
    });
    expect(isRun).toBe(false);
    const isReached: unknown = await app.page.evaluate(() =>
      fetch('https://intuit.com/').then(
        () => true,
        () => false,
      ),
    );
    expect(isReached).toBe(false);
  });

  test('stays on its page when something leads away from it', async () => {
    const address = app.page.url();
    await app.page.evaluate("location.href = 'https://elsewhere.example/'");
    await app.page.evaluate("location.assign('file:///etc/passwd')").catch(() => undefined);
    // The window still answers, from the same page.
    await screenLink(app.page, 'Overview').click();
    await app.page.getByRole('heading', { level: 1, name: 'Overview' }).waitFor();
    expect(new URL(app.page.url()).origin).toBe(new URL(address).origin);
    const asked = { what: 'navigation.refused', url: 'https://elsewhere.example/' };
    await expect.poll(() => (app.isStandIn ? app.osLog() : [asked]), PATIENCE).toContainEqual(asked);
  });

  test('opens no second window, and gives only links of the two services to the browser', async () => {
    const opened = () => app.osLog().filter(({ what }) => what === 'window.open');
    const addresses = ['https://elsewhere.example/', 'http://intuit.com/', 'https://user@intuit.com/', 'https://developer.intuit.com/app'];
    for (const [index, address] of addresses.entries()) {
      await app.page.evaluate((url) => void window.open(url), address);
      await expect.poll(() => (app.isStandIn ? opened().length : index + 1), PATIENCE).toBe(index + 1);
      await expect.poll(() => app.page.context().pages().length, PATIENCE).toBe(1);
    }
    expect(opened().filter(({ action }) => action !== 'deny')).toEqual([]);
    const link = { what: 'shell.openExternal', url: 'https://developer.intuit.com/app' };
    // The handler hands the link on after it has answered the page.
    const handedOn = () => (app.isStandIn ? app.osLog().filter(({ what }) => what === 'shell.openExternal') : [link]);
    await expect.poll(handedOn, PATIENCE).toEqual([link]);
  });

  test('is started with the computer when a person says so, and no more when they change their mind', async () => {
    const { page } = app;
    await screenLink(page, 'Settings').click();
    await page.getByRole('tab', { name: 'This computer' }).click();
    const login = page.getByRole('switch', { name: /^Start Purser when I sign in/ });
    const entry = join(home.path, 'autostart', 'purser.desktop');
    const asked = (): unknown => app.osLog().findLast(({ what }) => what === 'app.setLoginItemSettings')?.['openAtLogin'];
    const isOn = (): unknown => (process.platform === 'linux' ? existsSync(entry) : asked());
    await login.click();
    await expect.poll(isOn, PATIENCE).toBe(true);
    await expect.poll(() => login.isChecked(), PATIENCE).toBe(true);
    await login.click();
    await expect.poll(isOn, PATIENCE).toBe(false);
  });

  test('holds the data directory alone: a command beside it ends with 4 and names the desktop app', async () => {
    const run = await runPurser(dataOf(home.path), ['post']);
    expect(run.code).toBe(4);
    expect(jsonOf<PurserError>(run).error).toMatchObject({
      code: 'data-directory/locked',
      message: expect.stringContaining('the desktop app'),
    });
  });

  test('complained of nothing but what the tests provoked', () => {
    const complaints = app
      .osLog()
      .filter(({ what }) => ['preload-error', 'pageerror', 'insecure-webPreferences', 'dialog.showErrorBox'].includes(what));
    expect(complaints).toEqual([]);
  });

  test('quits with code 0 while its page still asks, lets go of the data directory, and leaves databases that are closed', async () => {
    expect(lockHolder(dataOf(home.path))).toMatchObject({ host: 'desktop' });
    // A page asks on until its window is gone: nothing may be opened again behind the closing.
    await app.page.evaluate(
      "setInterval(() => window.purser.call({ method: 'overview.show', input: { company: 'practice' } }), 1) && null",
    );
    expect(await app.close(), app.output()).toBe(0);
    expect(lockHolder(dataOf(home.path))).toBeNull();
    const company = join(dataOf(home.path), 'companies', 'practice');
    expect(existsSync(join(company, 'purser.db'))).toBe(true);
    expect(existsSync(join(company, 'purser.db-wal'))).toBe(false);
    const run = await runPurser(dataOf(home.path), ['audit', 'verify']);
    expect(jsonOf(run)).toMatchObject({ ok: true });
    // No secret, and nothing of a customer, stands in plain text beside the database.
    expect(readFileSync(join(company, 'purser.db')).includes('SQLite format 3')).toBe(false);
  });
});
