import { randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { isAbsolute, join } from 'node:path';
import { Worker } from 'node:worker_threads';

import { fail, ok, type Result } from '../../../shared/domain/result.ts';
import { instantOf } from '../../../shared/domain/time/instants.ts';
import type { BackupContents, BackupControl, BackupFiles, StoredBackup } from '../../core/ports/backup-files.ts';
import type { Clock } from '../../core/ports/environment.ts';
import type { PortFault } from '../../core/ports/faults.ts';
import { storageFault } from '../../core/ports/store/store-fault.ts';
import { type BackupJob, RESTORED } from './backup-jobs.ts';

/** What the thread says. */
export type BackupMessage =
  | { readonly kind: 'progress'; readonly done: number; readonly total: number }
  | { readonly kind: 'done'; readonly contents: BackupContents | null }
  | { readonly kind: 'failed'; readonly code: string; readonly message: string };

/** Beside the bundle as `backup.worker.js`; from source as it is written. */
const WORKER = new URL(import.meta.url.endsWith('.ts') ? './backup.worker.ts' : './backup.worker.js', import.meta.url);
const SCRATCH = 'backup-work-';
export const BACKUP_SUFFIX = '.purser-backup';

export interface BackupFilesOptions {
  readonly dataDirectory: string;
  readonly companyFolder: (slug: string) => string;
  readonly clock: Clock;
}

/** Backups in files, each worked on in a thread of its own: the passphrase's key and a large database take seconds. */
export function createBackupFiles({ dataDirectory, companyFolder, clock }: BackupFilesOptions): BackupFiles {
  const folder = join(dataDirectory, 'backups');
  /** Made anew for each job, in the data directory, whose disk has to hold the copy anyway. */
  const withScratch = async <T>(work: (scratch: string) => Promise<T>): Promise<T> => {
    const scratch = join(dataDirectory, `${SCRATCH}${randomUUID()}`);
    mkdirSync(scratch, { recursive: true, mode: 0o700 });
    try {
      return await work(scratch);
    } finally {
      rmSync(scratch, { recursive: true, force: true, maxRetries: 5 });
    }
  };
  return {
    folder,
    tidy: () => removeScratch(dataDirectory),
    list: (elsewhere = folder) => listBackups(elsewhere),
    accepts: (elsewhere) => guarded(() => provePlace(elsewhere), 'Backups can’t be written into this folder'),
    remove: (file) => guarded(() => rmSync(file), 'The older backup could not be taken away'),
    write: (contents, file, passphrase, control) =>
      withScratch(async (scratch) => {
        const job = { kind: 'write', folder: companyFolder(contents.company.slug), contents, file, passphrase, scratch } as const;
        const written = await inThread(job, control);
        if (!written.ok && written.fault.code !== 'backup/file-exists') {
          // Where there is no folder to look into there is no part of a file either.
          guarded(() => rmSync(`${file}.part`, { force: true }), '');
        }
        return written.ok ? ok(storedAt(file)) : written;
      }),
    isFreshlyRestored: (slug) => existsSync(join(companyFolder(slug), RESTORED)),
    forgetRestored: (slug) => rmSync(join(companyFolder(slug), RESTORED), { force: true }),
    read: async (file, passphrase) => contentsOf(await inThread({ kind: 'read', file, passphrase }, null)),
    restore: (file, passphrase, slug, control) =>
      withScratch(async (scratch) => {
        const stamp = instantOf(clock.now()).replaceAll(/[:.]/g, '-');
        return contentsOf(await inThread({ kind: 'restore', folder: companyFolder(slug), file, passphrase, scratch, stamp }, control));
      }),
  };
}

function contentsOf(answer: Result<BackupContents | null, PortFault>): Result<BackupContents, PortFault> {
  if (!answer.ok) {
    return answer;
  }
  if (answer.value === null) {
    throw new Error('The thread said nothing of what is in the backup');
  }
  return ok(answer.value);
}

function inThread(job: BackupJob, control: BackupControl | null): Promise<Result<BackupContents | null, PortFault>> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(WORKER, { workerData: job });
    const stop = (): void => void worker.terminate();
    const settle = (result: Result<BackupContents | null, PortFault>): void => {
      control?.signal.removeEventListener('abort', stop);
      resolve(result);
    };
    worker.on('message', (message: BackupMessage) => {
      if (message.kind === 'progress') {
        control?.progress(message.done, message.total);
      } else {
        settle(message.kind === 'done' ? ok(message.contents) : fail(storageFault(message.code, message.message)));
      }
    });
    worker.once('error', reject);
    // What was said before the end counts; a promise settles once.
    worker.once('exit', () =>
      settle(
        control?.signal.aborted === true
          ? fail(storageFault('run/stopped', 'The run was stopped; nothing was left behind.'))
          : fail(storageFault('store/disk', 'The thread that works on the backup ended early.')),
      ),
    );
    control?.signal.addEventListener('abort', stop, { once: true });
    if (control?.signal.aborted === true) {
      stop();
    }
  });
}

function guarded(work: () => void, sentence: string): Result<null, PortFault> {
  try {
    work();
    return ok(null);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
    return fail(storageFault('store/disk', `${sentence} (${code}).`));
  }
}

/** The only proof that a folder can be written into is to do it. */
function provePlace(folder: string): void {
  if (!isAbsolute(folder)) {
    throw Object.assign(new Error('Not a whole path'), { code: 'not a whole path' });
  }
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const proof = join(folder, `${SCRATCH}${randomUUID()}`);
  writeFileSync(proof, '', { mode: 0o600 });
  rmSync(proof);
}

function removeScratch(dataDirectory: string): void {
  for (const name of readdirSync(dataDirectory).filter((each) => each.startsWith(SCRATCH))) {
    rmSync(join(dataDirectory, name), { recursive: true, force: true });
  }
}

function listBackups(folder: string): readonly StoredBackup[] {
  try {
    return readdirSync(folder)
      .filter((name) => name.endsWith(BACKUP_SUFFIX))
      .map((name) => storedAt(join(folder, name)))
      .toSorted((a, b) => b.writtenAt.localeCompare(a.writtenAt));
  } catch {
    // No folder yet, or none that may be read: there is nothing to choose from.
    return [];
  }
}

function storedAt(file: string): StoredBackup {
  const { size, mtimeMs } = statSync(file);
  return { file, bytes: size, writtenAt: instantOf(Math.floor(mtimeMs)) };
}
