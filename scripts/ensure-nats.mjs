// Makes sure that a nats-server for the relay's tests is there: uses the one it finds, else installs the Debian package.
// It never leaves a server running: the package starts one as a service where systemd runs, and that one is stopped again.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { pathToFileURL } from 'node:url';

import { findNatsServer } from './find-nats.mjs';

const ADVICE =
  'Install it (Debian and Ubuntu: apt-get install nats-server; elsewhere: https://nats.io/download), or set PURSER_NATS_SERVER to its program.';

/**
 * @param {readonly string[]} command
 * @returns {boolean} whether it succeeded; what it says goes to standard error
 */
function run(command) {
  process.stderr.write(`> ${command.join(' ')}\n`);
  const [program = '', ...args] = command;
  return spawnSync(program, args, { stdio: ['ignore', 2, 2], env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } }).status === 0;
}

/** @returns {readonly string[] | null} what to put before a command that needs root; null where nothing helps */
function rootPrefix() {
  if (process.getuid?.() === 0) {
    return [];
  }
  return spawnSync('sudo', ['-n', 'true'], { stdio: 'ignore' }).status === 0 ? ['sudo', '-n'] : null;
}

/** @returns {boolean} */
function install() {
  const root = rootPrefix();
  if (root === null || !existsSync('/usr/bin/apt-get')) {
    return false;
  }
  // Two tests may need it at the same time: the second waits for the first.
  const apt = [...root, 'apt-get', '-o', 'DPkg::Lock::Timeout=120'];
  const packages = ['install', '-y', '-q', '--no-install-recommends', 'nats-server'];
  const isInstalled = run([...apt, ...packages]) || (run([...apt, 'update', '-q']) && run([...apt, ...packages]));
  if (isInstalled && existsSync('/run/systemd/system')) {
    run([...root, 'systemctl', 'disable', '--now', 'nats-server.service']);
  }
  return isInstalled;
}

/**
 * The nats-server's program; installs it where it is missing and that is possible.
 * @returns {string}
 * @throws {Error} that says what to do
 */
export function ensureNatsServer() {
  const found = findNatsServer() ?? (install() ? findNatsServer() : null);
  if (found === null) {
    throw new Error(`There is no nats-server here, and it could not be installed. ${ADVICE}`);
  }
  return found;
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  try {
    process.stdout.write(`nats-server: ${ensureNatsServer()}\n`);
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
  }
}
