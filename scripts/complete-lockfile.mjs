// Adds to package-lock.json the optional packages of other platforms that a registry mirror did not answer for when the file was written.
// `npm ci` refuses a lockfile that lacks them ("Missing: @oxlint/binding-darwin-arm64@ from lock file"). Run `npm run lockfile` after each `npm install`;
// `npm run check` looks (--check).
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { ROOT } from './build-stamp.mjs';

/**
 * @typedef {{ version?: string, os?: string[], cpu?: string[], libc?: string[], dev?: boolean, optional?: boolean,
 *   optionalDependencies?: Record<string, string> }} LockedPackage
 */

const PLATFORM =
  /(android|darwin|freebsd|linux|openharmony|win32)-(arm64|arm|x64|ia32|ppc64|riscv64|s390x)(?:-(gnu|musl|msvc|eabi|gnueabihf|musleabihf))?$/;

/**
 * Where Node would find a package from another: the nearest folder that holds it.
 * @param {Record<string, LockedPackage>} packages
 * @param {string} from
 * @param {string} name
 * @returns {boolean}
 */
function isLocked(packages, from, name) {
  for (let folder = from; ; folder = folder.slice(0, Math.max(0, folder.lastIndexOf('/node_modules/')))) {
    if (packages[`${folder === '' ? '' : `${folder}/`}node_modules/${name}`] !== undefined) {
      return true;
    }
    if (folder === '') {
      return false;
    }
  }
}

/**
 * @param {string} name
 * @param {string} version
 * @param {boolean} dev
 * @returns {LockedPackage}
 */
function lockedFor(name, version, dev) {
  const [, os, cpu, abi] = PLATFORM.exec(name) ?? [];
  if (os === undefined || cpu === undefined || !/^\d+\.\d+\.\d+$/.test(version)) {
    throw new Error(`${name}@${version} is not in the lockfile, and its name does not tell its platform.`);
  }
  const libc = os === 'linux' && abi !== undefined ? { libc: [abi.startsWith('musl') ? 'musl' : 'glibc'] } : {};
  return { version, cpu: [cpu], ...(dev ? { dev } : {}), ...libc, optional: true, os: [os] };
}

const file = join(ROOT, 'package-lock.json');
const lock = JSON.parse(readFileSync(file, 'utf8'));
/** @type {Record<string, LockedPackage>} */
const packages = lock.packages;
/** @type {string[]} */
const added = [];
for (const [path, { optionalDependencies = {}, dev = false }] of Object.entries(packages)) {
  for (const [name, version] of Object.entries(optionalDependencies)) {
    if (path !== '' && !isLocked(packages, path, name)) {
      packages[`node_modules/${name}`] = lockedFor(name, version, dev);
      added.push(`${name}@${version}`);
    }
  }
}
if (process.argv.includes('--check')) {
  process.stdout.write(added.length === 0 ? 'the lockfile is complete\n' : `missing from the lockfile: ${added.join(', ')}\n`);
  process.exitCode = added.length === 0 ? 0 : 1;
} else {
  lock.packages = Object.fromEntries(Object.entries(packages).toSorted(([a], [b]) => a.localeCompare(b, 'en')));
  writeFileSync(file, `${JSON.stringify(lock, null, 2)}\n`);
  process.stdout.write(`${added.length} packages of other platforms added\n`);
}
