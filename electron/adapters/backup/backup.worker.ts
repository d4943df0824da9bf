import { parentPort, workerData } from 'node:worker_threads';

import { BackupFault } from './backup-fault.ts';
import { type BackupJob, type Progress, readBackup, restoreBackup, writeBackup } from './backup-jobs.ts';
import type { BackupMessage } from './create-backup-files.ts';

// Safe: only create-backup-files.ts starts this worker, with exactly this.
const job = workerData as BackupJob;
const tell = (message: BackupMessage): void => parentPort?.postMessage(message);

let told = 0;
/** A hundred messages for a whole backup are enough. */
const progress: Progress = (done, total) => {
  if (done - told >= total / 100 || done >= total) {
    told = done;
    tell({ kind: 'progress', done, total });
  }
};

try {
  switch (job.kind) {
    case 'write':
      await writeBackup(job, progress);
      tell({ kind: 'done', contents: null });
      break;
    case 'read':
      tell({ kind: 'done', contents: await readBackup(job) });
      break;
    case 'restore':
      tell({ kind: 'done', contents: await restoreBackup(job, progress) });
      break;
  }
} catch (error) {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  tell({
    kind: 'failed',
    code: error instanceof BackupFault ? code : 'store/disk',
    message: error instanceof BackupFault ? error.message : `The backup could not be worked on (${code === '' ? 'unknown' : code}).`,
  });
}
