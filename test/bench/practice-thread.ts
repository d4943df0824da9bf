// The practice company's two servers in a thread of their own, so that what they do is not counted as Purser's.
import { parentPort, workerData } from 'node:worker_threads';

import type { PracticeOptions } from '../../electron/practice/practice.ts';
import { startPractice } from '../../electron/practice/start-practice.ts';

interface PracticeThreadOptions extends Omit<PracticeOptions, 'now'> {
  /** Milliseconds since 1970, as the benchmark's virtual clock shows them. */
  readonly clock: BigInt64Array;
}

// Safe: bench-company.ts gives exactly this.
const { clock, ...options } = workerData as PracticeThreadOptions;
const practice = await startPractice({ ...options, now: () => Number(Atomics.load(clock, 0)) });
parentPort?.once('message', () => {
  void practice.close().then(() => parentPort?.close());
});
parentPort?.postMessage(practice.access);
