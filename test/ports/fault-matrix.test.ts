import { describe, expect, test } from 'vitest';

import { FAULTS, type Fault } from './fault-matrix/faults.ts';
import { WORKS, type Work } from './fault-matrix/works.ts';
import { startPracticeEngine } from '../helpers/practice-engine.ts';

/**
 * Whatever happens to a request, the books end with each document once and right, and Purser knows it. Every fault meets every
 * kind of work; docs/fault-matrix.md is this table for people. One shop for each kind of work: what one fault leaves behind, the
 * next one finds.
 */
describe.concurrent.each(WORKS.map((work) => [work.name, work] as const))('%s', (_name, work: Work) => {
  test('is in the books once and known, whatever happens on the way', { timeout: 240_000 }, async () => {
    await using shop = await startPracticeEngine();
    await work.open(shop);
    for (const fault of FAULTS) {
      await meet(shop, work, fault);
    }
    expect(shop.store.audit.verify().firstBroken).toBeNull();
    expect(shop.store.outbox.counts().uncertain).toBe(0);
  });
});

test('an answer that takes thirty seconds is waited for', { timeout: 120_000 }, async () => {
  await using shop = await startPracticeEngine();
  await shop.sync();
  const orderIds = shop.approveReady();
  shop.practice.quickbooks.control.plan({ kind: 'slow', delayMs: 30_000, when: { call: 'batch' } });

  const outcome = await shop.engine.post({ limit: null }, shop.run());

  expect(outcome).toMatchObject({ ok: true, value: { uncertain: [], failed: [] } });
  expect(outcome.ok && outcome.value.posted.length).toBe(orderIds.length);
  expect(shop.practice.quickbooks.counters().replays).toBe(0);
});

async function meet(shop: Awaited<ReturnType<typeof startPracticeEngine>>, work: Work, fault: Fault): Promise<void> {
  const task = await work.prepare(shop);
  fault.strike(shop.practice.quickbooks.control, work.target);
  await work.run(shop, task);
  // Documents that the work itself makes bad are none of the fault's; where it stops the run they are met after it.
  const left = shop.practice.quickbooks.control.openFaults().filter(({ when }) => when?.docNumber === undefined);
  expect(left, `${fault.name}: the fault met what it was meant for`).toEqual([]);

  await fault.mend(shop);
  await work.finish(shop, task);

  work.hold(shop, task, fault.name);
}
