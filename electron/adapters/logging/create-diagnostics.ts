import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { arch, platform, release } from 'node:os';

import type { Diagnostics } from '../../core/ports/diagnostics.ts';

/** Enough for some thousand lines. */
const TAIL_BYTES = 600_000;

/** Of this computer, and of the log in this file. */
export function createDiagnostics(logFile: string): Diagnostics {
  return {
    system: () => ({
      platform: platform(),
      release: release(),
      arch: arch(),
      node: process.versions.node,
      electron: process.versions['electron'] ?? 'none',
    }),
    logTail: (most) => tailOf(logFile).slice(-most),
  };
}

function tailOf(file: string): readonly string[] {
  let handle: number | null = null;
  try {
    handle = openSync(file, 'r');
    const { size } = fstatSync(handle);
    const length = Math.min(size, TAIL_BYTES);
    const bytes = Buffer.alloc(length);
    const got = readSync(handle, bytes, 0, length, size - length);
    const lines = bytes.subarray(0, got).toString('utf8').split('\n');
    // The first is cut off where the file holds more than was read.
    return lines.slice(length < size ? 1 : 0).filter((line) => line !== '');
  } catch {
    // No log yet, or none that may be read: what is not there can't be sent.
    return [];
  } finally {
    if (handle !== null) {
      closeSync(handle);
    }
  }
}
