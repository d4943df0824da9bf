// `npm start`: builds what is missing and opens Purser, in an Electron window where that can be had, else in the browser.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

import { ROOT } from './build-stamp.mjs';
import { buildWhenStale } from './build-when-stale.mjs';
import { obtainElectron } from './electron-binary.mjs';
import { findNode, NODE_ADVICE } from './node-version.mjs';
import { runCli } from './run-cli.mjs';

/** Electron that ends this soon with an error never showed its window (a missing library, a sandbox that the system forbids). */
const NEVER_OPENED_MS = 5_000;

/** @param {string} line */
const say = (line) => process.stderr.write(`${line}\n`);

/**
 * Runs Electron on the project until its person closes it.
 * @param {string} electron
 * @param {readonly string[]} args
 * @returns {Promise<{ code: number, opened: boolean }>}
 */
function runElectron(electron, args) {
  const startedAt = Date.now();
  let asked = false;
  const child = spawn(electron, [ROOT, ...args], { cwd: ROOT, stdio: 'inherit' });
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) {
    process.on(signal, () => {
      asked = true;
      // Ctrl-C in a terminal has already reached the child; a second request does no harm.
      child.kill(signal);
    });
  }
  return new Promise((resolve) => {
    child.on('error', () => resolve({ code: 1, opened: false }));
    child.on('close', (code) =>
      resolve({ code: code ?? (asked ? 0 : 1), opened: code === 0 || asked || Date.now() - startedAt > NEVER_OPENED_MS }),
    );
  });
}

/**
 * @param {string} node
 * @param {readonly string[]} args
 */
async function open(node, args) {
  const electron = args.includes('--headless') ? { path: null, why: 'you asked for --headless' } : await obtainElectron(node);
  const rest = args.filter((arg) => arg !== '--headless');
  if (electron.path !== null) {
    say('Opening Purser in its own window (Electron).');
    const { code, opened } = await runElectron(electron.path, rest);
    if (opened) {
      process.exitCode = code;
      return;
    }
  }
  const why = electron.path === null ? electron.why : 'it ended before its window opened';
  say(`Opening Purser in the browser instead of an Electron window: ${why}.`);
  await runCli(node, ['serve', '--open', ...rest]);
}

const node = findNode();
if (!existsSync(join(ROOT, 'node_modules', 'vite'))) {
  say('The packages are not installed yet. Run "npm ci" first.');
  process.exitCode = 1;
} else if (node === null) {
  say(NODE_ADVICE);
  process.exitCode = 1;
} else if (buildWhenStale(node)) {
  await open(node, process.argv.slice(2));
} else {
  process.exitCode = 1;
}
