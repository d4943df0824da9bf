// Finds a browser of the Chromium family for the end-to-end tests. Used by the tests and by scripts/ensure-browser.mjs.
import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** Where Chromium, Chrome and Edge are installed, by platform. */
const PLACES = {
  linux: [
    '/usr/bin/chromium',
    '/usr/bin/chromium-browser',
    '/usr/bin/google-chrome-stable',
    '/usr/bin/google-chrome',
    '/usr/bin/microsoft-edge',
    '/opt/google/chrome/chrome',
  ],
  darwin: [
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
  ],
  win32: ['PROGRAMFILES', 'PROGRAMFILES(X86)', 'LOCALAPPDATA'].flatMap((variable) => {
    const folder = process.env[variable];
    return folder === undefined
      ? []
      : [join(folder, 'Google/Chrome/Application/chrome.exe'), join(folder, 'Microsoft/Edge/Application/msedge.exe')];
  }),
};

/** @returns {Promise<string | null>} the Chromium that Playwright keeps, where it was installed */
async function playwrightsOwn() {
  try {
    const { chromium } = await import('playwright-core');
    const path = chromium.executablePath();
    return existsSync(path) ? path : null;
  } catch {
    return null;
  }
}

/**
 * The browser's executable: PURSER_CHROMIUM, an installed one, or Playwright's own; null where there is none.
 * A PURSER_CHROMIUM that does not exist is an error: whoever set it meant that one.
 * @returns {Promise<string | null>}
 */
export async function findBrowser() {
  const wanted = process.env['PURSER_CHROMIUM'];
  if (wanted) {
    if (!existsSync(wanted)) {
      throw new Error(`PURSER_CHROMIUM names ${wanted}, which does not exist.`);
    }
    return wanted;
  }
  const places = process.platform === 'darwin' || process.platform === 'win32' ? PLACES[process.platform] : PLACES.linux;
  return places.find((path) => existsSync(path)) ?? (await playwrightsOwn());
}
