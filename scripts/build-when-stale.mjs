// Builds dist/ where it is missing or older than the sources. Everything it prints goes to standard error: standard output is the caller's.
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

import { reasonToBuild, ROOT } from './build-stamp.mjs';

const LOCK = join(ROOT, 'node_modules', '.cache', 'purser-build.lock');
/** A build takes seconds; a lock older than this was left by a process that died and whose number was given again. */
const LOCK_LIFE_MS = 5 * 60_000;

/** @returns {boolean} whether this process may build now */
function takeLock() {
  mkdirSync(dirname(LOCK), { recursive: true });
  try {
    writeFileSync(LOCK, String(process.pid), { flag: 'wx' });
    return true;
  } catch {
    return false;
  }
}

/** Frees a lock whose holder is gone. */
function dropDeadLock() {
  try {
    const isOld = Date.now() - statSync(LOCK).mtimeMs > LOCK_LIFE_MS;
    process.kill(Number(readFileSync(LOCK, 'utf8')), 0);
    if (isOld) {
      rmSync(LOCK, { force: true });
    }
  } catch {
    rmSync(LOCK, { force: true });
  }
}

/** @param {number} ms blocks this process, which has nothing else to do */
function pause(ms) {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms);
}

/**
 * Two commands started at once must not build over each other: the second waits and finds the work done.
 * @param {string} node the Node to build with
 * @returns {boolean} whether dist/ is up to date now
 */
export function buildWhenStale(node) {
  while (reasonToBuild() !== null) {
    if (!takeLock()) {
      dropDeadLock();
      pause(100);
      continue;
    }
    try {
      const reason = reasonToBuild();
      return reason === null || build(node, reason);
    } finally {
      rmSync(LOCK, { force: true });
    }
  }
  return true;
}

/**
 * @param {string} node
 * @param {string} reason
 * @returns {boolean}
 */
function build(node, reason) {
  process.stderr.write(`Building Purser: ${reason}.\n`);
  const vite = join(ROOT, 'node_modules', 'vite', 'bin', 'vite.js');
  const built = spawnSync(node, [vite, 'build', '--app', '--logLevel', 'warn'], { cwd: ROOT, stdio: ['ignore', 2, 2] });
  if (built.status !== 0) {
    process.stderr.write('The build failed; the lines above say why.\n');
  }
  return built.status === 0;
}
