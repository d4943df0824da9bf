import { appendFileSync, existsSync, mkdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';

import type { LogSink } from './json-logger.ts';

/** A week of ordinary work, and small enough to be sent to someone. */
const MAX_BYTES = 5_000_000;
const FILES_KEPT = 3;

export interface RotatingFileOptions {
  readonly maxBytes?: number;
  /** How many full files are kept beside the current one. */
  readonly filesKept?: number;
}

/** Where a data directory has its log. */
export const logFileIn = (dataDirectory: string): string => join(dataDirectory, 'logs', 'purser.log');

/** Appends to a file; a full one becomes `.1`, the older ones move on, the oldest goes. What can't be written is dropped. */
export function createRotatingFile(file: string, { maxBytes = MAX_BYTES, filesKept = FILES_KEPT }: RotatingFileOptions = {}): LogSink {
  let bytes: number | null = null;
  return {
    write: (line) => {
      try {
        bytes ??= sizeOf(file);
        const length = Buffer.byteLength(line);
        if (bytes > 0 && bytes + length > maxBytes) {
          rotate(file, filesKept);
          bytes = 0;
        }
        appendFileSync(file, line, { mode: 0o600 });
        bytes += length;
      } catch {
        // A full disk must not turn a log line into a failure of the work that it tells of.
        bytes = null;
      }
    },
  };
}

function sizeOf(file: string): number {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  return existsSync(file) ? statSync(file).size : 0;
}

function rotate(file: string, filesKept: number): void {
  rmSync(`${file}.${filesKept}`, { force: true });
  for (let number = filesKept - 1; number >= 1; number -= 1) {
    if (existsSync(`${file}.${number}`)) {
      renameSync(`${file}.${number}`, `${file}.${number + 1}`);
    }
  }
  renameSync(file, `${file}.1`);
}
