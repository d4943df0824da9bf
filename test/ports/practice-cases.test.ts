import { expect, it } from 'vitest';

import { type CaseOutcome, SEED_CASES } from '../../electron/practice/seed/cases.ts';
import type { PlanOutcome } from '../../shared/domain/planning/plan.ts';
import { startPracticeEngine } from '../helpers/practice-engine.ts';

const OUTCOMES: Readonly<Record<PlanOutcome, CaseOutcome>> = {
  ready: 'posts',
  blocked: 'person',
  waiting: 'waits',
  skipped: 'never',
  terminal: 'never',
};

it.each(['us-automated', 'us-none'] as const)('every case of the practice shop is planned as it says (%s)', async (regime) => {
  await using practice = await startPracticeEngine({ regime });
  await practice.sync();
  const outcomeOf = (orderId: number): CaseOutcome => {
    const plan = practice.store.plans.planOf(orderId);
    // What was last changed long before the start date is not even pulled.
    return plan === null ? 'never' : OUTCOMES[plan.outcome];
  };
  expect(SEED_CASES.map(({ name, orderIds }) => [name, orderIds.map(outcomeOf)])).toEqual(
    SEED_CASES.map(({ name, expects, orderIds }) => [name, orderIds.map(() => expects)]),
  );
});
