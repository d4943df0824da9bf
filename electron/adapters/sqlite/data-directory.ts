import { accessSync, constants, mkdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

import { fail, ok, type Result } from '../../../shared/domain/result.ts';
import type { PortFault } from '../../core/ports/faults.ts';
import { storageFault } from '../../core/ports/store/store-fault.ts';
import { type LockHolder, takeWriterLock, type WriterLock } from './writer-lock.ts';

/** Where everything of one installation rests. */
export interface DataDirectory {
  readonly path: string;
  /** Held until released or until the process ends, however it ends. Fault `data-directory/locked` names who holds it (exit 4). */
  acquireLock(holder: LockHolder): Result<WriterLock, PortFault>;
  /** The folder of a company; not made by asking. */
  companyFolder(slug: string): string;
}

const SLUG = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;

/** Opens the data directory, making it (for this user alone) where it is missing. Faults: `data-directory/not-writable`, `store/disk`. */
export function openDataDirectory(path: string): Result<DataDirectory, PortFault> {
  try {
    mkdirSync(join(path, 'companies'), { recursive: true, mode: 0o700 });
    if (!statSync(path).isDirectory()) {
      return fail(notWritable(path, 'it is not a folder'));
    }
    accessSync(path, constants.R_OK | constants.W_OK | constants.X_OK);
  } catch (error) {
    return fail(faultOf(path, error));
  }
  return ok({
    path,
    acquireLock: (holder) => takeWriterLock(path, holder),
    companyFolder: (slug) => {
      if (!SLUG.test(slug)) {
        throw new Error(`"${slug}" is no company's slug`);
      }
      return join(path, 'companies', slug);
    },
  });
}

function faultOf(path: string, error: unknown): PortFault {
  const code = error instanceof Error && 'code' in error ? error.code : null;
  if (code === 'ENOSPC' || code === 'EDQUOT') {
    return storageFault('store/disk', `The disk of ${path} is full. Free some space and try again.`);
  }
  if (code === 'EEXIST' || code === 'ENOTDIR') {
    return notWritable(path, 'it is not a folder');
  }
  if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS') {
    return notWritable(path, 'it may not be written');
  }
  return notWritable(path, error instanceof Error ? error.message : String(error));
}

function notWritable(path: string, reason: string): PortFault {
  return storageFault(
    'data-directory/not-writable',
    `Purser can't keep its data in ${path}: ${reason}. Choose another folder with --data-dir or PURSER_DATA_DIR.`,
    { path },
  );
}
