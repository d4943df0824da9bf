import { z } from 'zod';

import { query } from '../define.ts';
import { inCompany } from '../shapes.ts';

export const SUPPORT_SECTIONS = ['purser', 'self-check', 'company', 'rules', 'counts', 'runs', 'log'] as const;

export const supportMethods = {
  /** What somebody who helps needs to know, without anything of anybody's business. `text` is the file: the sections one after the other. */
  'support.bundle': query({
    input: inCompany,
    output: z.object({
      fileName: z.string(),
      sections: z.array(z.object({ name: z.enum(SUPPORT_SECTIONS), text: z.string() })),
      text: z.string(),
    }),
    errors: [],
  }),
} as const;
