import { z } from 'zod';

import { command, query } from '../define.ts';
import { inCompany, instantSchema, slugSchema } from '../shapes.ts';

const storedSchema = z.object({ file: z.string(), bytes: z.int(), writtenAt: instantSchema });
/** By which a company is backed up every day; the passphrase is never told. */
const planShape = {
  /** How many daily backups stay; older ones are taken away when a newer one was written and opened. */
  keep: z.int().min(1).max(365),
  /** Null: the place for backups in the data directory. */
  folder: z.string().trim().min(1).max(4_096).nullable(),
};
const fileSchema = z.string().trim().min(1).max(4_096);
/** Shorter ones are found by trying; the file may lie anywhere for years. */
const newPassphrase = z.string().min(10).max(1_000);
const anyPassphrase = z.string().min(1).max(1_000);
const OPENING = ['backup/wrong-passphrase', 'backup/damaged', 'backup/not-a-backup', 'backup/from-the-future'] as const;

/** Encrypted copies of a company. They hold no key of ShipStation and no consent of QuickBooks. */
export const backupMethods = {
  /** The place for backups, and those that lie there, newest first. */
  'backup.list': query({
    input: z.object({ company: slugSchema.nullable().default(null) }),
    output: z.object({
      folder: z.string(),
      /** With those in the folder of the company's plan, where it has one of its own. `daily`: of that company's plan. */
      backups: z.array(storedSchema.extend({ daily: z.boolean() })),
    }),
    errors: [],
  }),
  /** By what the company is backed up every day. Null: it is not. */
  'backup.plan': query({
    input: inCompany,
    output: z.object({
      plan: z.object(planShape).nullable(),
      /** Of the plan's own backups, the newest. */
      last: storedSchema.nullable(),
      /** How the last try failed, where it did. */
      failed: z.object({ at: instantSchema, code: z.string(), message: z.string() }).nullable(),
    }),
    errors: [],
  }),
  /** `plan` null: no daily backup any more; what was written stays. `passphrase` null: as before. */
  'backup.savePlan': command({
    input: inCompany.extend({ plan: z.object({ ...planShape, passphrase: newPassphrase.nullable() }).nullable() }),
    output: z.object({ plan: z.object(planShape).nullable() }),
    errors: ['backup/no-passphrase'],
  }),
  /** The backup that is being put in place now; `isStoppable` false: its last step is on, or none is. */
  'backup.restoring': query({
    input: z.object({}),
    output: z.object({ restoring: z.object({ done: z.int(), total: z.int(), isStoppable: z.boolean() }).nullable() }),
    errors: [],
  }),
  /** Ends the restoring that is on, where it can still be ended: nothing is changed then. */
  'backup.stopRestore': command({ input: z.object({}), output: z.object({ stopping: z.boolean() }), errors: [] }),
  /** Writes one; `file` null: into the place for backups, named by company and moment. Nothing is overwritten. */
  'backup.make': command({
    input: inCompany.extend({ file: fileSchema.nullable().default(null), passphrase: newPassphrase }),
    output: storedSchema,
    errors: ['backup/file-exists'],
  }),
  /** What a backup is of. `here`: the company of this installation that it is an older copy of, if any. */
  'backup.open': command({
    input: z.object({ file: fileSchema, passphrase: anyPassphrase }),
    output: z.object({
      name: z.string(),
      practice: z.boolean(),
      madeAt: instantSchema,
      version: z.string(),
      here: slugSchema.nullable(),
    }),
    errors: OPENING,
  }),
  /**
   * Puts a backup in place: as a company of its own, or in the place of the company that it is a copy of (`replace` names it, and repeats the
   * name to confirm). What was on its way to QuickBooks then is looked up before anything is sent.
   */
  'backup.restore': command({
    input: z.object({
      file: fileSchema,
      passphrase: anyPassphrase,
      replace: z.object({ company: slugSchema, confirm: slugSchema }).nullable().default(null),
      name: z.string().trim().min(1).max(100).nullable().default(null),
    }),
    output: z.object({
      company: z.object({ slug: slugSchema, name: z.string(), practice: z.boolean(), createdAt: instantSchema }),
      madeAt: instantSchema,
      /** Postings that are looked up in QuickBooks before anything is sent. */
      lookedUp: z.int(),
    }),
    errors: [...OPENING, 'backup/other-company', 'company/not-confirmed'],
  }),
} as const;
