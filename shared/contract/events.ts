import { z } from 'zod';

import { slugSchema } from './shapes.ts';

export const CHANGE_TOPICS = ['orders', 'postings', 'mapping', 'connections', 'companies', 'runs', 'audit'] as const;

/** Events say that something changed, never what it is now: the renderer fetches again. */
export const eventSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('changed'), company: slugSchema.nullable(), topics: z.array(z.enum(CHANGE_TOPICS)) }),
  z.object({
    kind: z.literal('progress'),
    company: slugSchema,
    runId: z.string(),
    label: z.string(),
    done: z.int(),
    total: z.int().nullable(),
  }),
  z.object({ kind: z.literal('attention'), company: slugSchema, code: z.string(), message: z.string() }),
]);
export type PurserEvent = z.infer<typeof eventSchema>;
export type ChangeTopic = (typeof CHANGE_TOPICS)[number];
