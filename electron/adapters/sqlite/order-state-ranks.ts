import { z } from 'zod';

import { ORDER_STATES, type OrderState } from '../../../shared/domain/posting/order-state.ts';

/** How states are stored and sorted. Stored numbers: never changed without a migration. */
export const ORDER_STATE_RANKS = {
  uncertain: 0,
  sending: 1,
  failed: 2,
  attention: 3,
  excluded: 4,
  voided: 5,
  terminal: 6,
  posted: 7,
  approved: 8,
  blocked: 9,
  ready: 10,
  waiting: 11,
  credited: 12,
} as const satisfies Record<OrderState, number>;

const BY_RANK = new Map<number, OrderState>(ORDER_STATES.map((state) => [ORDER_STATE_RANKS[state], state]));

/** A stored number back as its state. */
export const stateColumn: z.ZodType<OrderState> = z.int().transform((rank, context) => {
  const state = BY_RANK.get(rank);
  if (state === undefined) {
    context.addIssue('no such state');
    return z.NEVER;
  }
  return state;
});
