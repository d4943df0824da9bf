import { z } from 'zod';

import { MOST_NEW_ORDERS, PRACTICE_ACTIONS, PRACTICE_PLACES, PRACTICE_REFUSALS, PRACTICE_TROUBLES } from '../../domain/practice/actions.ts';
import { businessDateSchema } from '../config.ts';
import { command, query } from '../define.ts';
import { dateSchema, inCompany, orderIdSchema } from '../shapes.ts';

/** An order id or number; null: the first that fits. */
const chosenOrder = z
  .union([orderIdSchema, z.string().min(1).max(60)])
  .nullable()
  .default(null);

/** What each action needs. Everything has a default, so that the name alone is enough. */
export const practiceWishSchema = z.discriminatedUnion('action', [
  z.object({
    action: z.enum([
      'order-arrives',
      'shipped-order-arrives',
      'record-unreadable',
      'source-throttles',
      'source-key-ends',
      'source-key-made',
      'books-lose-answer',
      'books-token-ends',
      'books-revoke',
      'books-suspend',
      'books-open',
      'back-to-normal',
    ]),
  }),
  z.object({ action: z.literal('orders-arrive'), count: z.int().min(1).max(MOST_NEW_ORDERS).default(10) }),
  z.object({ action: z.enum(['ship-order', 'void-label', 'cancel-order', 'split-order']), order: chosenOrder }),
  z.object({ action: z.enum(['colleague-changes', 'colleague-deletes', 'colleague-pays']), order: chosenOrder }),
  z.object({
    action: z.literal('change-amount'),
    order: chosenOrder,
    /** Added to what the buyer pays for shipping. */
    amount: z
      .string()
      .regex(/^(?!0+(?:\.0+)?$)\d{1,4}(?:\.\d{1,2})?$/)
      .default('5.00'),
  }),
  z.object({ action: z.literal('combine-orders'), order: chosenOrder, other: chosenOrder }),
  z.object({
    action: z.literal('books-refuse'),
    reason: z.enum(PRACTICE_REFUSALS).default('own-rule'),
    times: z.int().min(1).max(30).default(1),
  }),
  z.object({ action: z.literal('books-close'), through: businessDateSchema.nullable().default(null) }),
]);

const orderNameSchema = z.object({ orderId: z.int(), orderNumber: z.string() });

const offerSchema = z.object({
  action: z.enum(PRACTICE_ACTIONS),
  place: z.enum(PRACTICE_PLACES),
  /** Newest first; null where the action is on no order. */
  orders: z
    .array(orderNameSchema.extend({ buyer: z.string().nullable() }))
    .readonly()
    .nullable(),
});

const troubleSchema = z.object({
  trouble: z.enum(PRACTICE_TROUBLES),
  orderNumber: z.string().nullable(),
  on: dateSchema.nullable(),
  reason: z.enum(PRACTICE_REFUSALS).nullable(),
  left: z.int().nullable(),
});

export const practiceMethods = {
  /** Practice companies only: what can be done there, with the orders that fit, and which troubles are switched on. */
  'practice.actions': query({
    input: inCompany,
    output: z.object({ offers: z.array(offerSchema).readonly(), troubles: z.array(troubleSchema).readonly() }),
    errors: ['company/not-practice'],
  }),
  /** Lets something happen outside of Purser. The answer has the facts; `practiceDeedText` makes the sentence. */
  'practice.perform': command({
    input: inCompany.extend({ wish: practiceWishSchema }),
    output: z.object({
      action: z.enum(PRACTICE_ACTIONS),
      orders: z.array(orderNameSchema).readonly(),
      documentNumber: z.string().nullable(),
      on: dateSchema.nullable(),
      reason: z.enum(PRACTICE_REFUSALS).nullable(),
      times: z.int().nullable(),
      /** A key of the practice shop, which opens nothing else. */
      key: z.object({ apiKey: z.string(), apiSecret: z.string() }).nullable(),
    }),
    errors: [
      'company/not-practice',
      'practice/not-possible',
      'order/unknown',
      'oauth/refused',
      'oauth/busy',
      'oauth/no-port',
      'oauth/exchange-failed',
      'books/unreachable',
      'source/wrong-key',
      'source/unreachable',
    ],
  }),
} as const;
