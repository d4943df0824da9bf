// Loaded before the command line: ends the process with SIGKILL right before its n-th lasting step (PURSER_TEST_DIE_AT=n), or counts
// the steps (0) and tells them on standard error at the end.
import { writeSync } from 'node:fs';

import { beforeEachLastingStep } from './lasting-steps.ts';

const dieAt = Number(process.env['PURSER_TEST_DIE_AT'] ?? '0');
let steps = 0;

beforeEachLastingStep(() => {
  steps += 1;
  if (steps === dieAt) {
    process.kill(process.pid, 'SIGKILL');
  }
});

process.on('exit', () => writeSync(2, `lasting steps: ${steps}\n`));
