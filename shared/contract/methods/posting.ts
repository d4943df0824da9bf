import { z } from 'zod';

import { command, query } from '../define.ts';
import { REPORT_LANGUAGES } from '../report-texts.ts';
import {
  cursorSchema,
  dateSchema,
  inCompany,
  instantSchema,
  moneySchema,
  orderIdSchema,
  orderStateSchema,
  refusedSchema,
} from '../shapes.ts';
import { postingSchema, timelineEntrySchema } from './orders.ts';

/** Order ids by what became of them. A failure of one never holds up the others. */
const postResultSchema = z.object({
  posted: z.array(z.int()),
  updated: z.array(z.int()),
  uncertain: z.array(z.int()),
  failed: z.array(refusedSchema),
});

const postErrors = [
  'order/nothing-approved',
  'books/not-connected',
  'books/reconnect',
  'books/permission',
  'books/wrong-environment',
  'books/subscription',
  'books/wrong-company',
  'books/unreachable',
  'books/throttled',
  'books/bad-answer',
] as const;

const undoNoteSchema = z.object({ code: z.string(), message: z.string(), details: z.record(z.string(), z.unknown()) });

export const postingMethods = {
  /** Everything approved, and ship data that is due. */
  'posting.post': command({
    input: inCompany.extend({ limit: z.int().min(1).max(100_000).nullable().default(null) }),
    output: postResultSchema,
    errors: postErrors,
  }),
  /** Failed and uncertain ones: these orders, all, or all of one cause. What succeeded is never sent again. */
  'posting.replay': command({
    input: inCompany.extend({
      orderIds: z.array(orderIdSchema).max(5_000).nullable().default(null),
      code: z.string().max(80).nullable().default(null),
    }),
    output: postResultSchema,
    errors: postErrors,
  }),
  'posting.failures': query({
    input: inCompany,
    output: z.object({
      groups: z.array(
        z.object({
          code: z.string(),
          message: z.string(),
          remedy: z.string(),
          /** A screen that mends it, where there is one: "mapping", "connections", "review", "settings". */
          remedyScreen: z.string().nullable(),
          count: z.int(),
          postings: z.array(postingSchema.extend({ orderNumber: z.string(), state: orderStateSchema })),
        }),
      ),
    }),
    errors: [],
  }),
  /**
   * Reads an order's documents in QuickBooks now (two to four requests) and says what stands in the way of taking them back. A
   * document of an earlier month is better taken back by a credit memo: voiding changes figures that were reported.
   */
  'posting.undoPreview': query({
    input: inCompany.extend({ orderId: orderIdSchema }),
    output: z.object({
      /** The order that keys the documents. */
      orderId: z.int(),
      orderNumber: z.string(),
      documents: z.array(
        z.object({
          kind: z.enum(['invoice', 'sales-receipt', 'payment']),
          documentNumber: z.string().nullable(),
          date: dateSchema,
          total: moneySchema,
          open: moneySchema.nullable(),
        }),
      ),
      void: z.object({ obstacles: z.array(undoNoteSchema), notes: z.array(undoNoteSchema) }),
      creditMemo: z.object({
        obstacles: z.array(undoNoteSchema),
        notes: z.array(undoNoteSchema),
        documentNumber: z.string().nullable(),
        date: dateSchema,
        total: moneySchema.nullable(),
      }),
      recommended: z.enum(['void', 'credit-memo']).nullable(),
    }),
    errors: [...postErrors, 'order/unknown', 'posting/unknown', 'posting/in-flight', 'posting/credited'],
  }),
  /** A credit memo dated today for each of these orders; their documents stay as they were reported. */
  'posting.credit': command({
    input: inCompany.extend({ orderIds: z.array(orderIdSchema).min(1).max(500), confirm: z.literal(true) }),
    output: z.object({ credited: z.array(z.int()), refused: z.array(refusedSchema) }),
    errors: ['books/not-connected', 'books/reconnect', 'books/unreachable'],
  }),
  'posting.void': command({
    input: inCompany.extend({ orderIds: z.array(orderIdSchema).min(1).max(500), confirm: z.literal(true) }),
    output: z.object({ voided: z.array(z.int()), refused: z.array(refusedSchema) }),
    errors: ['books/not-connected', 'books/reconnect', 'books/unreachable'],
  }),
} as const;

const stepSchema = z.object({ count: z.int(), totals: z.array(moneySchema) });
const reconcileTotalsSchema = z.object({ ordered: stepSchema, shipped: stepSchema, invoiced: stepSchema, paid: stepSchema });

export const proofMethods = {
  'reconcile.run': query({
    input: inCompany.extend({ from: dateSchema, to: dateSchema }),
    output: z.object({
      totals: reconcileTotalsSchema,
      stores: z.array(reconcileTotalsSchema.extend({ storeId: z.int(), storeName: z.string().nullable() })),
      differences: z.array(
        z.object({
          kind: z.string(),
          orderId: z.int(),
          orderNumber: z.string(),
          storeId: z.int(),
          expected: moneySchema.nullable(),
          actual: moneySchema.nullable(),
          message: z.string(),
        }),
      ),
      /** The same steps day by day; days without any are left out. */
      days: z.array(reconcileTotalsSchema.extend({ date: dateSchema })),
      /** Orders of the period that count by their day of arrival, and such that count without money, because ShipStation does not tell. */
      untold: z.object({ orderDates: z.int(), orderTotals: z.int() }),
    }),
    errors: [],
  }),
  /** The same figures as a file, in words of the person's language; `content` is base64. */
  'reconcile.export': query({
    input: inCompany.extend({
      from: dateSchema,
      to: dateSchema,
      format: z.enum(['csv', 'xlsx', 'pdf']),
      language: z.enum(REPORT_LANGUAGES).default('en'),
    }),
    output: z.object({ name: z.string(), mediaType: z.string(), content: z.string(), differences: z.int() }),
    errors: [],
  }),
  'audit.list': query({
    input: inCompany.extend({
      filter: z
        .object({
          orderId: z.int().optional(),
          kind: z.string().max(60).optional(),
          actor: z.string().max(100).optional(),
          documentId: z.string().max(40).optional(),
          /** Number or id. */
          order: z.string().max(100).optional(),
          /** Number, or id in QuickBooks. */
          document: z.string().max(40).optional(),
          /** Part of the name of a customer or buyer. */
          customer: z.string().max(200).optional(),
          runId: z.string().max(60).optional(),
          from: instantSchema.optional(),
          to: instantSchema.optional(),
          search: z.string().max(200).optional(),
        })
        .default({}),
      limit: z.int().min(1).max(500).default(100),
      cursor: cursorSchema.nullable().default(null),
    }),
    output: z.object({
      entries: z.array(timelineEntrySchema.extend({ orderId: z.int().nullable(), documentId: z.string().nullable(), hash: z.string() })),
      next: cursorSchema.nullable(),
    }),
    errors: [],
  }),
  /** The kinds of entries that there are. */
  'audit.kinds': query({
    input: inCompany,
    output: z.object({ kinds: z.array(z.object({ kind: z.string(), count: z.int() })) }),
    errors: [],
  }),
  'audit.verify': query({
    input: inCompany,
    output: z.object({ ok: z.boolean(), entries: z.int(), firstBroken: z.int().nullable() }),
    errors: [],
  }),
} as const;
