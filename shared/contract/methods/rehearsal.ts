import { z } from 'zod';

import { FINDING_CODES } from '../../domain/findings.ts';
import { LEDGER_ROLES } from '../../domain/rehearsal/ledger.ts';
import { command, query } from '../define.ts';
import { dateSchema, inCompany, instantSchema, moneySchema } from '../shapes.ts';
import { syncMethods } from './sync.ts';

const tallySchema = z.object({ count: z.int(), totals: z.array(moneySchema).readonly() });
const causeSchema = tallySchema.extend({
  code: z.enum(FINDING_CODES),
  message: z.string(),
  examples: z.array(z.object({ orderId: z.int(), orderNumber: z.string() })).readonly(),
});
/** `records`: the first of them, most used first; `count` of all. */
const recordsSchema = z.object({ count: z.int(), records: z.array(z.object({ name: z.string(), documents: z.int() })).readonly() });

const inPeriod = inCompany.extend({
  /** Thirty days up to today where they are left out. */
  from: dateSchema.nullable().default(null),
  to: dateSchema.nullable().default(null),
});

const rehearsalSchema = z.object({
  from: dateSchema,
  to: dateSchema,
  /** The company's start: what is dated before it is shown here and never posted by itself. */
  startOn: dateSchema.nullable(),
  /** When orders were last pulled for a rehearsal; null before the first one. */
  rehearsedAt: instantSchema.nullable(),
  orders: z.int(),
  ready: tallySchema,
  documents: z.array(tallySchema.extend({ kind: z.enum(['invoice', 'sales-receipt', 'payment']) })),
  accounts: z.array(
    z.object({ role: z.enum(LEDGER_ROLES), name: z.string().nullable(), debit: moneySchema, credit: moneySchema, entries: z.int() }),
  ),
  newCustomers: recordsSchema,
  newItems: recordsSchema,
  knownCustomers: z.int(),
  warned: z.int(),
  blocked: tallySchema,
  causes: z.array(causeSchema),
  leftOut: z.array(causeSchema),
  beforeStart: tallySchema,
  alreadyPosted: tallySchema,
});

export const rehearsalMethods = {
  /**
   * Pulls what the period needs, plans it as if the company had begun before it, and tells what posting all of it would do.
   * Writes nothing to the books, approves nothing and stores no plan of its own.
   */
  'rehearsal.run': command({
    input: inPeriod,
    output: rehearsalSchema,
    errors: [...syncMethods['sync.run'].errors, 'books/mirror-missing'],
  }),
  /** The same of what is here already, without asking either service. */
  'rehearsal.show': query({ input: inPeriod, output: rehearsalSchema, errors: ['books/mirror-missing'] }),
} as const;
