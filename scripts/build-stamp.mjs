// Knows whether dist/ is the build of the sources as they are. Plain JavaScript for any Node: `npm start` asks before it knows its Node.
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The project's folder, wherever a command was typed. */
export const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));

const STAMP = join(ROOT, 'dist', 'built-at.json');
const SOURCES = ['electron', 'shared', 'renderer', 'relay', 'vite.config.ts', 'tsconfig.json', 'package.json', 'package-lock.json'];
const OUTPUTS = ['dist/renderer/index.html', 'dist/main/main.js', 'dist/preload/preload.cjs', 'dist/headless/cli.js', 'dist/relay/main.js'];

/**
 * The latest change below a path, in milliseconds. Folders count as well: a removed file leaves its mark only there.
 * @param {string} path
 * @returns {number}
 */
function latestChange(path) {
  const stats = statSync(path, { throwIfNoEntry: false });
  if (stats === undefined) {
    return 0;
  }
  if (!stats.isDirectory()) {
    return stats.mtimeMs;
  }
  return readdirSync(path).reduce((latest, name) => Math.max(latest, latestChange(join(path, name))), stats.mtimeMs);
}

/** @returns {number} when the last whole build began, or 0 */
function lastBuildBeganAt() {
  try {
    const stamp = JSON.parse(readFileSync(STAMP, 'utf8'));
    return typeof stamp.startedAt === 'number' ? stamp.startedAt : 0;
  } catch {
    return 0;
  }
}

/**
 * Records a whole build. It takes the moment the build began, so that a file saved during the build counts as newer.
 * @param {number} startedAt milliseconds since 1970
 */
export function markBuilt(startedAt) {
  mkdirSync(dirname(STAMP), { recursive: true });
  writeFileSync(STAMP, `${JSON.stringify({ startedAt })}\n`);
}

/**
 * Why a build is needed, as a clause for people; null where dist/ is up to date.
 * @returns {string | null}
 */
export function reasonToBuild() {
  const missing = OUTPUTS.find((path) => !existsSync(join(ROOT, path)));
  if (missing !== undefined) {
    return `${missing} is not built yet`;
  }
  const builtAt = lastBuildBeganAt();
  const changed = SOURCES.find((path) => latestChange(join(ROOT, path)) > builtAt);
  return changed === undefined ? null : `${changed} changed since the last build`;
}
