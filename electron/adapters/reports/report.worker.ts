import { parentPort, workerData } from 'node:worker_threads';

import { reportFile, type ReportJob } from './report-file.ts';

// Safe: only create-report-files.ts starts this worker, with exactly this.
const bytes = await reportFile(workerData as ReportJob);
parentPort?.postMessage(Buffer.from(bytes).toString('base64'));
