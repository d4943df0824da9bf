import { z } from 'zod';

import { query } from '../define.ts';
import { dateSchema, inCompany, instantSchema, moneySchema } from '../shapes.ts';

const marginSchema = z.object({
  carrierCode: z.string(),
  /** As ShipStation names them; the code where it names none. */
  carrierName: z.string(),
  serviceCode: z.string(),
  serviceName: z.string(),
  orders: z.int(),
  labels: z.int(),
  charged: moneySchema,
  cost: moneySchema,
});

export const figuresMethods = {
  /**
   * Shipping charges beside label costs, of orders that left in these days (60 up to today where left out), most lost first.
   * `unlabelled`: orders that went without a label of ShipStation, whose cost nobody knows.
   */
  'figures.shipping': query({
    input: inCompany.extend({ from: dateSchema.nullable().default(null), to: dateSchema.nullable().default(null) }),
    output: z.object({ from: dateSchema, to: dateSchema, margins: z.array(marginSchema), unlabelled: z.array(marginSchema) }),
    errors: [],
  }),
  /** How long the newest runs of a kind took, oldest first. */
  'figures.runs': query({
    input: inCompany.extend({
      kind: z.enum(['sync', 'post', 'refresh', 'sweep']).default('sync'),
      limit: z.int().min(1).max(200).default(60),
    }),
    output: z.object({
      runs: z.array(z.object({ runId: z.string(), kind: z.string(), status: z.string(), startedAt: instantSchema, tookMs: z.int() })),
    }),
    errors: [],
  }),
} as const;
