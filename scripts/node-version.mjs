// Finds a Node that can run Purser. Plain JavaScript for any Node.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

import { ROOT } from './build-stamp.mjs';

/** The oldest Node that better-sqlite3, vite and electron-store run on; older ones crash without a word. */
const OLDEST = [22, 13];

/**
 * @param {string} version such as "24.21.0"
 * @returns {boolean}
 */
function isNewEnough(version) {
  const [major = 0, minor = 0] = version.replace(/^v/, '').split('.').map(Number);
  const [oldestMajor = 0, oldestMinor = 0] = OLDEST;
  return major > oldestMajor || (major === oldestMajor && minor >= oldestMinor);
}

/**
 * The Node to run Purser with: this one, or the one npm installed beside the packages; null where neither is new enough.
 * @returns {string | null}
 */
export function findNode() {
  const bundled = join(ROOT, 'node_modules', '.bin', 'node');
  if (existsSync(bundled)) {
    const asked = spawnSync(bundled, ['--version'], { encoding: 'utf8' });
    if (asked.status === 0 && isNewEnough(asked.stdout.trim())) {
      return bundled;
    }
  }
  return isNewEnough(process.versions.node) ? process.execPath : null;
}

export const NODE_ADVICE = `Purser needs Node ${OLDEST.join('.')} or newer; this is Node ${process.versions.node}. Run "npm ci" first (on Linux it brings a fitting Node along), or install Node 24 from https://nodejs.org.`;
