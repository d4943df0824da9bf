// Finds nats-server for the tests of the relay's store for several copies. Used by the tests and by scripts/ensure-nats.mjs.
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

/** Debian puts it into /usr/sbin, which is not on everybody's PATH. */
const PLACES = ['/usr/sbin', '/usr/local/bin', '/opt/homebrew/bin'];

/**
 * @param {string} path
 * @returns {boolean}
 */
function isProgram(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** @returns {string | null} PURSER_NATS_SERVER, or the nats-server that is installed */
export function findNatsServer() {
  const wanted = process.env['PURSER_NATS_SERVER'];
  if (wanted) {
    if (!isProgram(wanted)) {
      throw new Error(`PURSER_NATS_SERVER names ${wanted}, which is no program.`);
    }
    return wanted;
  }
  const name = process.platform === 'win32' ? 'nats-server.exe' : 'nats-server';
  const folders = [...(process.env['PATH'] ?? '').split(delimiter), ...PLACES];
  return folders.map((folder) => join(folder, name)).find((path) => isProgram(path)) ?? null;
}
