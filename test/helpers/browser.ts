import type { BrowserContext } from 'playwright-core';
import { chromium } from 'playwright-core';

import { findBrowser } from '../../scripts/find-browser.mjs';
import { makeTempDirectory } from './temp-directory.ts';

/** No sandbox, because containers run as root; no graphics card, no traffic of the browser's own. */
export const BROWSER_FLAGS = [
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
] as const;

/** A browser with a fresh profile, which goes away with it. */
export interface TestBrowser extends AsyncDisposable {
  readonly context: BrowserContext;
  close(): Promise<void>;
}

/** The executable that tests drive; fails with advice where there is none. */
export async function browserExecutable(): Promise<string> {
  const found = await findBrowser();
  if (found === null) {
    throw new Error('No browser of the Chromium family was found: run "npm run browser", or set PURSER_CHROMIUM.');
  }
  return found;
}

export interface BrowserOptions {
  readonly viewport?: { readonly width: number; readonly height: number };
  readonly colorScheme?: 'light' | 'dark';
  readonly reducedMotion?: 'reduce' | 'no-preference';
  /** What the person's computer speaks. */
  readonly locale?: string;
}

export async function launchBrowser(options: BrowserOptions = {}): Promise<TestBrowser> {
  const profile = makeTempDirectory('browser');
  const context = await chromium.launchPersistentContext(profile.path, {
    executablePath: await browserExecutable(),
    headless: true,
    chromiumSandbox: false,
    args: [...BROWSER_FLAGS],
    viewport: options.viewport ?? { width: 1280, height: 800 },
    colorScheme: options.colorScheme ?? 'light',
    reducedMotion: options.reducedMotion ?? 'reduce',
    locale: options.locale ?? 'en-US',
    acceptDownloads: true,
  });
  const close = async (): Promise<void> => {
    await context.close();
    profile.remove();
  };
  return { context, close, [Symbol.asyncDispose]: close };
}
