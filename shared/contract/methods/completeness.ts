import { z } from 'zod';

import { command, query } from '../define.ts';
import { dateSchema, inCompany, instantSchema } from '../shapes.ts';

const sweepSchema = z.object({
  startedAt: instantSchema,
  endedAt: instantSchema,
  /** What was listed, by creation; both ends inclusive. */
  from: instantSchema,
  to: instantSchema,
  compared: z.int(),
  missing: z.int(),
  overlooked: z.int(),
  fetched: z.int(),
  shipping: z.int(),
  unreadable: z.int(),
  gone: z.int(),
  unsettled: z.int(),
});

/** One store's orders of one creation day (the company's zone). `stored` leaves out those that are gone from the source. */
const sweepDaySchema = z.object({
  storeId: z.int(),
  store: z.string(),
  day: dateSchema,
  listed: z.int(),
  stored: z.int(),
  missing: z.int(),
});

const parkedSchema = z.object({
  /** Names the record among those kept aside. */
  number: z.int(),
  stream: z.enum(['orders', 'shipments', 'fulfillments']),
  recordId: z.string().nullable(),
  message: z.string(),
  /** Since when. */
  at: instantSchema,
  attempts: z.int(),
  retryAt: instantSchema,
});

const sourceErrors = [
  'source/not-connected',
  'source/wrong-key',
  'source/key-expired',
  'source/key-shape',
  'source/permission',
  'source/unreachable',
  'source/throttled',
  'source/bad-answer',
] as const;

export const completenessMethods = {
  /** The newest completeness check with its counts on both sides, the ones before it, and how far the one under way is. */
  'completeness.show': query({
    input: inCompany,
    output: z.object({
      latest: sweepSchema.extend({ byStoreAndDay: z.array(sweepDaySchema) }).nullable(),
      history: z.array(sweepSchema),
      /** One under way, or one that was cut off and goes on with the next check. */
      underWaySince: instantSchema.nullable(),
      stores: z.array(z.object({ storeId: z.int(), store: z.string(), refreshedAt: instantSchema.nullable(), active: z.boolean() })),
      /** Orders that were deleted in the source. */
      gone: z.array(z.object({ orderId: z.int(), orderNumber: z.string(), goneAt: instantSchema })),
      goneCount: z.int(),
      parked: z.int(),
    }),
    errors: [],
  }),
  /** Lists the last 45 days again by creation date and compares. Gives way to every other run; ends when it is complete. */
  'completeness.sweep': command({
    input: inCompany,
    output: z.object({
      run: z.string(),
      compared: z.int(),
      missing: z.int(),
      overlooked: z.int(),
      fetched: z.int(),
      shipping: z.int(),
      unreadable: z.int(),
      gone: z.int(),
      unsettled: z.int(),
      byStoreAndDay: z.array(sweepDaySchema),
    }),
    errors: sourceErrors,
  }),
  /** Records that could not be read, newest first. */
  'parked.list': query({
    input: inCompany.extend({ limit: z.int().min(1).max(1_000).default(200) }),
    output: z.object({ records: z.array(parkedSchema), count: z.int() }),
    errors: [],
  }),
  /** Tries these again now; all where none are named. */
  'parked.retry': command({
    input: inCompany.extend({ numbers: z.array(z.int().positive()).max(1_000).nullable().default(null) }),
    output: z.object({ tried: z.int(), arrived: z.int(), parked: z.int() }),
    errors: sourceErrors,
  }),
} as const;
