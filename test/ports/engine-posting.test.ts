import { expect, test } from 'vitest';

import { startPracticeEngine, unwrap } from '../helpers/practice-engine.ts';

test('the shop is pulled, planned, approved and posted; every document totals what its plan says, once', async () => {
  await using shop = await startPracticeEngine();
  await shop.sync();
  const counts = shop.store.plans.countsByState({});
  console.log(counts.map((c) => `${c.state} ${c.count}`).join(', '));
  const before = shop.practice.quickbooks.documents().length;
  const approved = shop.approveReady();
  expect(approved.length).toBeGreaterThan(60);

  const outcome = unwrap(await shop.engine.post({ limit: null }, shop.run()));

  console.log(outcome.failed.slice(0, 5), outcome.posted.length, outcome.uncertain.length, shop.practice.quickbooks.counters());
  expect(outcome.failed).toEqual([]);
  expect(outcome.uncertain).toEqual([]);
  expect(outcome.posted.toSorted()).toEqual(approved.toSorted());
  const written = shop.practice.quickbooks.documents().slice(before);
  for (const orderId of approved) {
    const plan = shop.store.plans.planOf(orderId);
    const mine = written.filter((document) => document.entity !== 'Payment' && document.docNumber === plan?.documentNumber);
    expect(mine.map((document) => document.totalMinor)).toEqual([plan?.total?.minor]);
  }
});
