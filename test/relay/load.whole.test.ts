import { describe, expect, test } from 'vitest';

import type { LoadReport } from './load-run.ts';
import { loadCopies, loadEmbedded, loadThroughNatsRestart } from './load-run.ts';

/** `node scripts/bench.ts relay` does the same for a minute and looks at the answer times; a busy test machine says nothing about those. */
const PLAN = { perSecond: 1_000, seconds: 5 };
const LIMIT_MS = 120_000;

function expectNothingLost(report: LoadReport): void {
  expect(report).toMatchObject({ sent: 5_000, missing: 0, twice: 0, outOfOrder: 0 });
  // It was killed for real: deliveries failed and were sent again, and the reader had to come back.
  expect(report.again).toBeGreaterThan(0);
  expect(report.connections).toBeGreaterThan(1);
}

describe('a thousand events a second', () => {
  test(
    'lose nothing and double nothing when the relay is killed in the middle and started again',
    async () => {
      expectNothingLost(await loadEmbedded(PLAN));
    },
    LIMIT_MS,
  );

  test(
    'lose nothing and double nothing when one of two copies on NATS is killed in the middle',
    async () => {
      expectNothingLost(await loadCopies(PLAN));
    },
    LIMIT_MS,
  );

  test(
    'lose nothing when NATS itself is killed in the middle and comes back',
    async () => {
      // Its memory of what it has seen goes with it where that was acknowledged: a retry may then come twice, which the app sees.
      const report = await loadThroughNatsRestart(PLAN);
      expect(report).toMatchObject({ sent: 5_000, missing: 0, outOfOrder: 0 });
      expect(report.again).toBeGreaterThan(0);
    },
    LIMIT_MS,
  );
});
