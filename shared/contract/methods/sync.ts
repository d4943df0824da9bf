import { z } from 'zod';

import { command } from '../define.ts';
import { dateSchema, inCompany } from '../shapes.ts';

export const syncMethods = {
  /** One pull, then plans; with auto-post on, posts the clean ones. `full` starts again from the start date. */
  'sync.run': command({
    input: inCompany.extend({ full: z.boolean().default(false), since: dateSchema.nullable().default(null) }),
    output: z.object({
      run: z.string(),
      pulled: z.int(),
      created: z.int(),
      changed: z.int(),
      unchanged: z.int(),
      parked: z.int(),
      ready: z.int(),
      blocked: z.int(),
      posted: z.int(),
    }),
    errors: [
      'source/not-connected',
      'source/wrong-key',
      'source/key-expired',
      'source/permission',
      'source/unreachable',
      'source/throttled',
      'source/bad-answer',
      'books/not-connected',
      'books/reconnect',
      'books/unreachable',
    ],
  }),
} as const;
