// Finds Electron's binary, or tries to fetch it; electron 42 and newer have no install script and fetch at first use.
import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { ROOT } from './build-stamp.mjs';

const PACKAGE = join(ROOT, 'node_modules', 'electron');
/** Long enough for an answer from GitHub or a cached copy; short enough for a closed network that swallows packets. */
const FIRST_ANSWER_MS = 10_000;
/** The whole download is about 110 MB. */
const DOWNLOAD_MS = 5 * 60_000;

/** @typedef {{ path: string } | { path: null, why: string }} Electron */

/** @returns {string | null} the binary where it is already here */
export function installedElectron() {
  const override = process.env['ELECTRON_OVERRIDE_DIST_PATH'];
  const pathFile = join(PACKAGE, 'path.txt');
  const name = existsSync(pathFile) ? readFileSync(pathFile, 'utf8') : 'electron';
  const path = override === undefined ? join(PACKAGE, 'dist', name) : join(override, name);
  return existsSync(path) ? path : null;
}

/** @returns {string | null} why a window can't open here, whether or not Electron's binary is there */
export function whyNoWindow() {
  if (process.platform !== 'linux') {
    return null;
  }
  if (!process.env['DISPLAY'] && !process.env['WAYLAND_DISPLAY']) {
    return 'there is no screen here (neither DISPLAY nor WAYLAND_DISPLAY is set)';
  }
  return process.getuid?.() === 0 ? 'it does not run as root with its sandbox on' : null;
}

/** @returns {Promise<boolean>} whether the place that Electron comes from answers */
async function isDownloadReachable() {
  const mirror = process.env['ELECTRON_MIRROR'] ?? process.env['npm_config_electron_mirror'] ?? 'https://github.com/electron/electron/';
  try {
    await fetch(mirror, { method: 'HEAD', redirect: 'manual', signal: AbortSignal.timeout(FIRST_ANSWER_MS) });
    return true;
  } catch {
    return false;
  }
}

/**
 * @param {string} node
 * @returns {Promise<string | null>} null when it is there, else why not
 */
async function download(node) {
  const child = spawn(node, [join(PACKAGE, 'install.js')], { stdio: ['ignore', 'ignore', 'pipe'] });
  let said = '';
  child.stderr.on('data', (/** @type {Buffer} */ chunk) => {
    said += chunk.toString();
  });
  const stop = () => child.kill();
  process.once('exit', stop);
  /** @type {Promise<number | null>} */
  const ended = new Promise((resolve) => {
    child.on('error', () => resolve(1));
    child.on('close', resolve);
  });
  let limit = setTimeout(stop, FIRST_ANSWER_MS);
  void isDownloadReachable().then((reachable) => {
    if (reachable && child.exitCode === null) {
      process.stderr.write('Downloading Electron (about 110 MB, once).\n');
      clearTimeout(limit);
      limit = setTimeout(stop, DOWNLOAD_MS);
    }
  });
  const code = await ended;
  clearTimeout(limit);
  process.off('exit', stop);
  if (code === 0) {
    return null;
  }
  const [firstLine = ''] = said.trim().split('\n');
  const detail = firstLine.replace(/^\w*Error: /, '').slice(0, 120);
  return code === null ? 'its download did not answer in time' : `its download failed${detail === '' ? '' : ` (${detail})`}`;
}

/**
 * Electron's binary, fetched where it is not here yet.
 * @param {string} node
 * @returns {Promise<Electron>}
 */
export async function obtainElectron(node) {
  const noWindow = whyNoWindow();
  if (noWindow !== null) {
    return { path: null, why: noWindow };
  }
  const installed = installedElectron();
  if (installed !== null) {
    return { path: installed };
  }
  if (process.env['ELECTRON_SKIP_BINARY_DOWNLOAD']) {
    return { path: null, why: 'its binary is not here and ELECTRON_SKIP_BINARY_DOWNLOAD forbids its download' };
  }
  const why = await download(node);
  const fetched = installedElectron();
  return fetched === null ? { path: null, why: why ?? 'its download left no binary' } : { path: fetched };
}
