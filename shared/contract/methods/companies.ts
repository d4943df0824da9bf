import { z } from 'zod';

import { command, query } from '../define.ts';
import { countsSchema, inCompany, instantSchema, slugSchema } from '../shapes.ts';

const companySchema = z.object({ slug: slugSchema, name: z.string(), practice: z.boolean(), createdAt: instantSchema });

export const companyMethods = {
  /** What the host is, so that the screens can say where data rests and how secrets are kept. */
  'app.status': query({
    input: z.object({}),
    output: z.object({
      version: z.string(),
      host: z.enum(['desktop', 'headless']),
      dataDirectory: z.string(),
      secretProtection: z.string(),
      now: instantSchema,
    }),
    errors: [],
  }),
  /** All companies with what each needs from a person. */
  'company.list': query({
    input: z.object({}),
    output: z.object({
      companies: z.array(
        companySchema.extend({
          attention: z.enum(['none', 'setup', 'reconnect', 'work']),
          toReview: z.int(),
          failed: z.int(),
          /** Of the books, two letters; null until they are known. Numbers and dates are written as that country does. */
          country: z.string().nullable().default(null),
        }),
      ),
    }),
    errors: [],
  }),
  /** Makes a company; a practice company is connected, configured and refreshed at once. */
  'company.add': command({
    input: z.object({
      name: z.string().trim().min(1).max(100),
      practice: z.boolean().default(false),
      /** For a set-up that takes its time: nothing is pulled in the background before `schedule.resume`. */
      startsLater: z.boolean().default(false),
    }),
    output: z.object({ company: companySchema }),
    errors: ['company/name-taken'],
  }),
  /** Takes the relay's mailbox and ShipStation's subscriptions back first, where they can be reached. */
  'company.remove': command({
    input: inCompany.extend({ confirm: slugSchema }),
    output: z.object({
      company: companySchema,
      /** What became of the relay's part: false is still there. Null: the company was paired with none, or nobody could look. */
      relay: z.object({ address: z.string(), mailboxGone: z.boolean(), subscriptionsGone: z.boolean() }).nullable(),
    }),
    errors: ['company/not-confirmed'],
  }),
  'doctor.run': query({
    input: z.object({ company: slugSchema.nullable().default(null) }),
    output: z.object({
      checks: z.array(z.object({ number: z.int(), name: z.string(), ok: z.boolean(), found: z.string(), advice: z.string().nullable() })),
    }),
    errors: [],
  }),
  /** Numbers for the overview: what matters today, where work is held up, and the last 60 days. */
  'overview.show': query({
    input: inCompany,
    output: z.object({
      states: z.array(z.object({ state: z.string(), count: z.int(), totals: z.array(z.object({ minor: z.int(), currency: z.string() })) })),
      postedThisWeek: z.int(),
      heldUp: z.array(
        z.object({
          code: z.string(),
          subject: z.string().nullable(),
          count: z.int(),
          totals: z.array(z.object({ minor: z.int(), currency: z.string() })),
          exampleOrderIds: z.array(z.int()),
        }),
      ),
      days: z.array(z.object({ date: z.string(), ordered: z.int(), shipped: z.int(), invoiced: z.int() })),
      stores: z.array(z.object({ storeId: z.int(), storeName: z.string(), refreshedAt: instantSchema.nullable(), included: z.boolean() })),
      lastSync: z
        .object({ startedAt: instantSchema, endedAt: instantSchema.nullable(), status: z.string(), counts: countsSchema })
        .nullable(),
      parked: z.int(),
      /** Up to when everything was compared with the source; null before the first completeness check. */
      completeAsOf: instantSchema.nullable(),
      /** False while a company is being set up: then nothing is pulled in the background. */
      isStarted: z.boolean(),
      /** When the last rehearsal ended well; null before the first. */
      rehearsedAt: instantSchema.nullable(),
    }),
    errors: [],
  }),
} as const;
