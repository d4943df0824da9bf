import { z } from 'zod';

import { SETTING_AREAS } from '../../domain/config/setting-changes.ts';
import { query } from '../define.ts';
import { cursorSchema, inCompany, instantSchema } from '../shapes.ts';

const CHANGE_KINDS = ['added', 'removed', 'changed'] as const;

/** One thing that changed, in a shape that the screen makes a sentence of. */
const settingChangeSchema = z.object({
  area: z.enum(SETTING_AREAS),
  /** As a person knows it: the SKU, the store's name, what a method matches. Null for policy and schedule. */
  subject: z.string().nullable(),
  change: z.enum(CHANGE_KINDS),
  field: z.string().nullable(),
  before: z.string().nullable(),
  after: z.string().nullable(),
});

const versionSchema = z.object({
  version: z.int(),
  at: instantSchema,
  actor: z.string(),
  reason: z.enum(['saved', 'imported', 'csv', 'restored', 'undone']),
  /** The version that it says again; null for one that says something new. */
  restored: z.int().nullable(),
  /** Null: saved before this was kept. Comparing it with the one before tells. */
  changes: z
    .object({
      total: z.int(),
      counts: z.array(z.object({ area: z.enum(SETTING_AREAS), change: z.enum(CHANGE_KINDS), count: z.int() })),
      /** The first few. */
      first: z.array(settingChangeSchema),
    })
    .nullable(),
});

export const mappingHistoryMethods = {
  /** Versions of policy and mappings, newest first: who saved them when, and what that changed. */
  'mapping.versions': query({
    input: inCompany.extend({ cursor: cursorSchema.nullable().default(null), limit: z.int().min(1).max(200).default(50) }),
    output: z.object({ versions: z.array(versionSchema), next: z.string().nullable() }),
    errors: [],
  }),
  /** What changes from one version to another; version 0 is how a new company begins. */
  'mapping.compare': query({
    input: inCompany.extend({ from: z.int().min(0), to: z.int().min(0), limit: z.int().min(1).max(1_000).default(200) }),
    output: z.object({ total: z.int(), changes: z.array(settingChangeSchema) }),
    errors: ['config/no-version'],
  }),
} as const;
