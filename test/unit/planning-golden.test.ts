import { describe, expect, it } from 'vitest';

import { PLANNED_EXAMPLES } from '../helpers/planned-examples.ts';

/** Every property and every figure that is sent. A change here is a change of what clients' books get, and is reviewed like code. */
describe('planned documents', () => {
  it.each(Object.entries(PLANNED_EXAMPLES))('of "%s" are as they were', async (name, plan) => {
    const plans = plan();
    expect(plans.map(({ outcome, blockers }) => ({ outcome, blockers }))).toEqual(plans.map(() => ({ outcome: 'ready', blockers: [] })));
    const shown = plans.map(({ orderId, documents, warnings, tieOut, fingerprint }) => ({
      orderId,
      documents,
      warnings: warnings.map(({ message }) => message),
      tieOut,
      fingerprint,
    }));
    await expect(`${JSON.stringify(shown, null, 2)}\n`).toMatchFileSnapshot(`golden/${name}.json`);
  });
});
