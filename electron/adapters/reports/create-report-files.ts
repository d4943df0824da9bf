import { Worker } from 'node:worker_threads';

import type { ReportFiles } from '../../core/ports/report-files.ts';
import { reportFonts } from './fonts.ts';
import type { ReportJob } from './report-file.ts';

/** Beside the bundle as `report.worker.js`; from source as it is written. */
const WORKER = new URL(import.meta.url.endsWith('.ts') ? './report.worker.ts' : './report.worker.js', import.meta.url);

/** Writes each report in a thread of its own, so that a long one holds up nothing. */
export function createReportFiles(): ReportFiles {
  return {
    write: (report, format) =>
      new Promise<string>((resolve, reject) => {
        const job: ReportJob = { report, format, fonts: reportFonts() };
        const worker = new Worker(WORKER, { workerData: job });
        worker.once('message', (content: string) => resolve(content));
        worker.once('error', reject);
        worker.once('exit', (code) => reject(new Error(`The thread that writes reports ended with ${code}.`)));
      }),
  };
}
