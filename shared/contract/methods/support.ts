import { z } from 'zod';

import { command, query } from '../define.ts';
import { instantSchema, slugSchema } from '../shapes.ts';

/** One file for whoever helps: how Purser stands, without anybody's name, key or amount. It is never sent anywhere. */
export const supportMethods = {
  /**
   * Exactly what a bundle holds, file by file. `company` null: all of them. `amounts`: with the sums of money by state. `bundle` names it
   * for {@link supportMethods}'s `support.save`; only the newest one is kept, in memory.
   */
  'support.preview': query({
    input: z.object({ company: slugSchema.nullable().default(null), amounts: z.boolean().default(false) }),
    output: z.object({
      bundle: z.string(),
      /** What the file would be called. */
      name: z.string(),
      madeAt: instantSchema,
      files: z.array(z.object({ name: z.string(), text: z.string() })),
      /** Values that were taken out at the end, because the data or the vault knows them as somebody's. */
      masked: z.int(),
    }),
    errors: [],
  }),
  /** Keeps the bundle as it was shown. `file` null: its bytes are answered (base64, a zip), for the browser to save. Overwrites nothing. */
  'support.save': command({
    input: z.object({ bundle: z.string().max(100), file: z.string().trim().min(1).max(4_096).nullable().default(null) }),
    output: z.object({ file: z.string().nullable(), name: z.string(), bytes: z.int(), content: z.string().nullable() }),
    errors: ['support/preview-gone', 'support/file-exists', 'support/no-place'],
  }),
} as const;
