import { z } from 'zod';

import { RUN_KINDS, RUN_STATUSES } from '../../domain/runs.ts';
import { command, query } from '../define.ts';
import { countsSchema, cursorSchema, inCompany, instantSchema } from '../shapes.ts';

const runKindSchema = z.enum(RUN_KINDS);
const runStatusSchema = z.enum(RUN_STATUSES);

/** What has run and runs: pulls, posts, checks. */
export const runMethods = {
  'run.list': query({
    input: inCompany.extend({
      kind: runKindSchema.optional(),
      status: runStatusSchema.optional(),
      limit: z.int().min(1).max(200).default(50),
      cursor: cursorSchema.nullable().default(null),
    }),
    output: z.object({
      runs: z.array(
        z.object({
          runId: z.string(),
          kind: z.string(),
          status: z.string(),
          startedAt: instantSchema,
          endedAt: instantSchema.nullable(),
          actor: z.string(),
          counts: countsSchema,
          fault: z.object({ code: z.string(), message: z.string() }).nullable(),
        }),
      ),
      next: cursorSchema.nullable(),
    }),
    errors: [],
  }),
  /** What is running now, with progress. */
  'run.current': query({
    input: inCompany,
    output: z.object({
      running: z.object({ runId: z.string(), kind: z.string(), label: z.string(), done: z.int(), total: z.int().nullable() }).nullable(),
      nextSyncAt: instantSchema.nullable(),
    }),
    errors: [],
  }),
  'run.stop': command({ input: inCompany, output: z.object({ stopping: z.boolean() }), errors: [] }),
} as const;
