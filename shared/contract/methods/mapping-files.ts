import { z } from 'zod';

import { command, query } from '../define.ts';
import { inCompany } from '../shapes.ts';
import { effectSchema, savedSchema } from './mapping.ts';

export const MAPPING_FILE_KINDS = ['products', 'shipping-methods'] as const;

/** Why a row of a file can't be taken over. */
export const BAD_ROW_REASONS = [
  'broken-quotes',
  'no-sku',
  'text-too-long',
  'twice-in-file',
  'no-match',
  'no-store',
  'record-not-found',
  'record-inactive',
  'name-ambiguous',
  'not-sellable',
  'account-not-found',
] as const;

const fileSchema = inCompany.extend({
  what: z.enum(MAPPING_FILE_KINDS),
  /** The file as text. Twenty thousand mappings are about 2 MB. */
  text: z.string().max(12_000_000),
  /** Mappings that the file does not name are taken away. */
  removeOthers: z.boolean().default(false),
  /** Rows that can't be taken over are left out; else one of them keeps all from being taken over. */
  leaveOutBad: z.boolean().default(false),
});

const planSchema = z.object({
  rows: z.int(),
  added: z.int(),
  changed: z.int(),
  unchanged: z.int(),
  removed: z.int(),
  /** Rows without an item: nothing was filled in. */
  empty: z.int(),
  badCount: z.int(),
  /** The first of them, by line. */
  bad: z.array(z.object({ line: z.int(), reason: z.enum(BAD_ROW_REASONS), value: z.string() })),
  /** The first of what changes. */
  sample: z.array(z.object({ subject: z.string(), before: z.string().nullable(), after: z.string().nullable() })),
});

export const mappingFileMethods = {
  /** Mappings as CSV for a spreadsheet, what waits for one with an empty item. */
  'mapping.exportFile': query({
    input: inCompany.extend({ what: z.enum(MAPPING_FILE_KINDS), waiting: z.boolean().default(true) }),
    output: z.object({ fileName: z.string(), text: z.string(), rows: z.int() }),
    errors: [],
  }),
  /** What a file would change, and which of its rows can't be taken over. Changes nothing. */
  'mapping.checkFile': query({
    input: fileSchema,
    output: planSchema.extend({ effect: effectSchema }),
    errors: ['mapping-file/no-columns', 'mapping-file/too-long', 'config/invalid'],
  }),
  /** Takes all of a file over, or nothing. */
  'mapping.importFile': command({
    input: fileSchema.extend({ ifVersion: z.int().optional() }),
    output: planSchema.extend({ effect: savedSchema }),
    errors: ['mapping-file/no-columns', 'mapping-file/too-long', 'mapping-file/bad-rows', 'config/invalid', 'config/changed-since'],
  }),
} as const;
