import { expect, test } from 'vitest';

import { type CaseOutcome, SEED_CASES } from '../../electron/practice/seed/cases.ts';
import type { OrderState } from '../../shared/domain/posting/order-state.ts';
import { startPracticeEngine } from '../helpers/practice-engine.ts';

const STATES_OF: Readonly<Record<CaseOutcome, readonly OrderState[]>> = {
  posts: ['ready'],
  person: ['blocked'],
  waits: ['waiting'],
  never: ['terminal', 'waiting'],
};

test('every case of the accounting rules that the shop holds comes out as the rules say', async () => {
  await using shop = await startPracticeEngine();
  await shop.sync();

  const surprises = SEED_CASES.flatMap((seedCase) =>
    seedCase.orderIds.flatMap((orderId) => {
      const row = shop.store.plans.row(orderId);
      const state = row?.state ?? 'not pulled';
      const isExpected = state === 'not pulled' ? seedCase.expects === 'never' : STATES_OF[seedCase.expects].includes(state);
      const why = row?.blockers[0]?.message ?? row?.reason?.message ?? '';
      return isExpected ? [] : [`${seedCase.name} (${orderId}): expected ${seedCase.expects}, is ${state}. ${why}`];
    }),
  );

  expect(surprises).toEqual([]);
});
