// Makes sure that a browser for the end-to-end tests is there: uses the one it finds, else installs Chromium through apt or Playwright.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

import { ROOT } from './build-stamp.mjs';
import { findBrowser } from './find-browser.mjs';

/**
 * @param {string} command
 * @param {readonly string[]} args
 * @returns {boolean} whether it succeeded; what it says goes to standard error
 */
function run(command, args) {
  process.stderr.write(`> ${command} ${args.join(' ')}\n`);
  const ran = spawnSync(command, args, { stdio: ['ignore', 2, 2], env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } });
  return ran.status === 0;
}

/** @type {readonly { name: string, possible: () => boolean, install: () => boolean }[]} */
const WAYS = [
  {
    name: 'apt-get install chromium',
    possible: () => process.getuid?.() === 0 && existsSync('/usr/bin/apt-get'),
    install: () => run('apt-get', ['update', '-q']) && run('apt-get', ['install', '-y', '-q', '--no-install-recommends', 'chromium']),
  },
  {
    name: 'playwright-core install chromium',
    possible: () => existsSync(join(ROOT, 'node_modules', 'playwright-core')),
    install: () => run(process.execPath, [join(ROOT, 'node_modules', 'playwright-core', 'cli.js'), 'install', 'chromium']),
  },
];

/** @returns {Promise<{ path: string | null, tried: readonly string[] }>} */
async function ensureBrowser() {
  const found = await findBrowser();
  if (found !== null) {
    return { path: found, tried: [] };
  }
  /** @type {string[]} */
  const tried = [];
  for (const way of WAYS.filter((each) => each.possible())) {
    tried.push(way.name);
    const path = way.install() ? await findBrowser() : null;
    if (path !== null) {
      return { path, tried };
    }
  }
  return { path: null, tried };
}

try {
  const { path, tried } = await ensureBrowser();
  if (path === null) {
    const attempts = tried.length === 0 ? 'nothing here could install one' : `tried: ${tried.join('; ')}`;
    throw new Error(
      `No browser of the Chromium family was found (${attempts}). Install Chromium, Chrome or Edge, or set PURSER_CHROMIUM to one.`,
    );
  }
  process.stdout.write(`browser: ${path}\n`);
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
