// Runs what was built for Node: the command line of the headless host, and the relay.
import { spawnSync } from 'node:child_process';
import { realpathSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

import { ROOT } from './build-stamp.mjs';

const CLI = join(ROOT, 'dist', 'headless', 'cli.js');
/** The exit code of a bug: a command that was killed or could not be started. */
const BUG = 70;

/**
 * The command line of the headless host.
 * @param {string} node the Node to run with
 * @param {readonly string[]} args
 */
export async function runCli(node, args) {
  await runEntry(node, CLI, args);
}

/**
 * In this process where its Node fits: signals, standard input and the exit code are then the command's own, and nothing stands between.
 * @param {string} node the Node to run with
 * @param {string} entry the built file
 * @param {readonly string[]} args
 */
export async function runEntry(node, entry, args) {
  if (realpathSync(node) === realpathSync(process.execPath)) {
    process.argv = [process.execPath, entry, ...args];
    await import(pathToFileURL(entry).href);
    return;
  }
  // Ctrl-C reaches the command as well, as part of the same group; this process only waits for how it ends.
  process.on('SIGINT', () => {});
  const ran = spawnSync(node, [entry, ...args], { stdio: 'inherit' });
  process.exitCode = ran.status ?? BUG;
}
