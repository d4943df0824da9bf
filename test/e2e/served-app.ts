import type { Locator, Page } from 'playwright-core';
import { expect } from 'vitest';

import { type BrowserOptions, launchBrowser } from '../helpers/browser.ts';
import { BUILT_CLI, type PurserProcess, startPurser } from '../helpers/purser-process.ts';

/** The built headless host with its screens open in a browser. */
export interface ServedApp extends AsyncDisposable {
  readonly page: Page;
  readonly server: PurserProcess;
  /** What the browser complained about: errors of the page, refused or missing files, violations of the content security policy. */
  readonly complaints: readonly string[];
  /** Opens a screen by its link, and waits for its heading. */
  open(screen: ScreenName): Promise<void>;
  /** Waits until no run is on: only then can the next be started. */
  idle(): Promise<void>;
}

export const SCREENS = [
  'Overview',
  'Review',
  'Mapping',
  'Replay',
  'Rehearsal',
  'Reconcile',
  'Completeness',
  'Activity',
  'Audit',
  'Connections',
  'Settings',
  'Guide',
  'Practice',
] as const;
export type ScreenName = (typeof SCREENS)[number];

/** Real clicks and real pulls: generous, because two cores are shared with other tests. */
export const PATIENCE = { timeout: 30_000 } as const;

/** Starts `serve` on this data directory and opens the address that it prints, which works once. */
export async function openServedApp(data: string, browserOptions: BrowserOptions = {}): Promise<ServedApp> {
  const server = startPurser(data, ['serve'], { cli: BUILT_CLI });
  const browser = await launchBrowser({ viewport: { width: 1440, height: 900 }, ...browserOptions });
  const page = browser.context.pages()[0] ?? (await browser.context.newPage());
  page.setDefaultTimeout(PATIENCE.timeout);
  const complaints = collectComplaints(page);
  const { url } = JSON.parse(await server.line()) as { url: string };
  await page.goto(url);
  await page.getByRole('navigation').waitFor();
  const idle = async (): Promise<void> => {
    await page.getByRole('button', { name: 'Sync now', disabled: false }).waitFor();
  };
  return {
    page,
    server,
    complaints,
    async open(screen) {
      await screenLink(page, screen).click();
      await page.getByRole('heading', { level: 1, name: screen }).waitFor();
    },
    idle,
    [Symbol.asyncDispose]: async () => {
      await browser.close();
      expect(await server.stop(), 'the end of serve').toMatchObject({ code: 0 });
    },
  };
}

/** Links carry the count of what is open after their name. */
export function screenLink(page: Page, screen: ScreenName): Locator {
  return page.getByRole('navigation').getByRole('link', { name: new RegExp(`^${screen}`) });
}

function collectComplaints(page: Page): readonly string[] {
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(`error: ${error.message}`));
  page.on('response', (response) => {
    if (response.status() >= 400) {
      complaints.push(`${response.status()}: ${response.url()}`);
    }
  });
  page.on('console', (message) => {
    if (message.type() === 'error' && !message.text().startsWith('Failed to load resource')) {
      complaints.push(`console: ${message.text()}`);
    }
  });
  return complaints;
}
