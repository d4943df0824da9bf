import { z } from 'zod';

import { REFERENCE_KINDS, TAX_REGIMES } from '../../domain/books/reference.ts';
import { paymentMethodSchema, productMappingSchema, shippingMethodSchema, storePolicySchema, policySchema } from '../config.ts';
import { command, query } from '../define.ts';
import { FINDING_CODES } from '../../domain/findings.ts';
import { SUGGESTION_REASONS } from '../../domain/mapping/suggest.ts';
import { cursorSchema, inCompany, moneySchema } from '../shapes.ts';

const recordSchema = z.object({
  kind: z.enum(REFERENCE_KINDS),
  id: z.string(),
  name: z.string(),
  active: z.boolean(),
  note: z.string().nullable(),
});

/** `score`: 1 is sure, less is likely. `basis`: what the reason refers to, such as the other SKU. */
const suggestionSchema = z.object({
  itemId: z.string(),
  itemName: z.string(),
  reason: z.enum(SUGGESTION_REASONS),
  basis: z.string().nullable(),
  score: z.number(),
});

const heldUpSchema = { count: z.int(), heldUp: z.array(moneySchema) };

/** One change of policy or mappings; several are saved together. */
const changeSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('product'), mapping: productMappingSchema }),
  z.object({ kind: z.literal('remove-product'), sku: z.string().max(200) }),
  z.object({ kind: z.literal('shipping-method'), mapping: shippingMethodSchema }),
  z.object({ kind: z.literal('remove-shipping-method'), match: shippingMethodSchema.shape.match }),
  z.object({ kind: z.literal('payment-method'), mapping: paymentMethodSchema }),
  z.object({ kind: z.literal('remove-payment-method'), match: paymentMethodSchema.shape.match }),
  z.object({ kind: z.literal('store'), storeId: z.int(), policy: storePolicySchema }),
  z.object({ kind: z.literal('policy'), policy: policySchema }),
  /** Everything as it was in that version; 0 is how a new company begins. */
  z.object({ kind: z.literal('version'), version: z.int().min(0) }),
]);
const changesSchema = inCompany.extend({ changes: z.array(changeSchema).min(1).max(20_000) });

const accountMoveSchema = z.object({ accountName: z.string(), before: moneySchema, after: moneySchema });

/** What a change makes of the orders that wait or failed. */
export const effectSchema = z.object({
  /** Waiting or failed orders whose plan changes. */
  changed: z.int(),
  becomesReady: z.int(),
  stillBlocked: z.int(),
  approvalsLapse: z.int(),
  readyTotals: z.array(moneySchema),
  /** Failed orders among those that change: they can be approved anew. */
  failedHealed: z.int(),
  /** Orders that were ready and are not any more. */
  becomesBlocked: z.int(),
  /** What the orders that change put on each account, before and after; orders that are not ready put nothing anywhere. */
  accounts: z.array(accountMoveSchema),
  /** What is recorded as received for them on each account, before and after; invoices without a payment record nothing. */
  received: z.array(accountMoveSchema),
  /** Records that posting them makes in the books, at most 100. */
  newRecords: z.array(
    z.object({ kind: z.enum(['customer', 'item']), name: z.string(), accountName: z.string().nullable(), documents: z.int() }),
  ),
});
/** The version that a save made, and the one before it, to go back to; the same where nothing changed. */
export const savedSchema = effectSchema.extend({ version: z.int(), versionBefore: z.int() });

/** A change in a config document: JSON pointer, and the values as text. */
const configChangeSchema = z.object({ path: z.string(), before: z.string().nullable(), after: z.string().nullable() });

export const mappingMethods = {
  /**
   * What is unmapped, most money held up first, with suggestions and their reasons. Products come in pages: a shop that is new
   * has thousands of them.
   */
  'mapping.inbox': query({
    input: inCompany.extend({
      /** Of products: part of SKU or name. */
      text: z.string().max(200).default(''),
      cursor: cursorSchema.nullable().default(null),
      /** 0: only the counts. */
      limit: z.int().min(0).max(500).default(100),
    }),
    output: z.object({
      /** All unmapped products, and those that the text is in. */
      productCount: z.int(),
      productsFound: z.int(),
      products: z.array(
        z.object({
          /** What the mapping is made for: the SKU, or the name of a product without one. */
          sku: z.string(),
          name: z.string(),
          ...heldUpSchema,
          suggestions: z.array(suggestionSchema),
          exampleOrderIds: z.array(z.int()),
        }),
      ),
      /** Of the products; null: these are the last. */
      next: z.string().nullable(),
      shippingMethods: z.array(
        z.object({
          requestedService: z.string().nullable(),
          carrierCode: z.string().nullable(),
          serviceCode: z.string().nullable(),
          ...heldUpSchema,
          suggestions: z.array(suggestionSchema),
          exampleOrderIds: z.array(z.int()),
        }),
      ),
      stores: z.array(z.object({ storeId: z.int(), storeName: z.string(), ...heldUpSchema })),
      /** Mappings that are there and can't be used, or lack a part: a record that is gone, a clearing account that nobody named. */
      broken: z.array(z.object({ code: z.enum(FINDING_CODES), message: z.string(), ...heldUpSchema, exampleOrderIds: z.array(z.int()) })),
    }),
    errors: [],
  }),
  /** The best suggestion of every unmapped product that is at least so sure, most money held up first. */
  'mapping.suggested': query({
    input: inCompany.extend({ atLeast: z.number().min(0).max(1) }),
    output: z.object({
      products: z.array(z.object({ sku: z.string(), name: z.string(), suggestion: suggestionSchema })),
    }),
    errors: [],
  }),
  /** The mappings of products in the order of their SKUs, some at a time. */
  'mapping.products': query({
    input: inCompany.extend({
      /** Part of SKU or item. */
      text: z.string().max(200).default(''),
      cursor: cursorSchema.nullable().default(null),
      limit: z.int().min(1).max(500).default(100),
    }),
    output: z.object({ found: z.int(), products: z.array(productMappingSchema), next: z.string().nullable() }),
    errors: [],
  }),
  /** The ways of paying that the newest orders name, most used first, and whether money of theirs is recorded by a mapping. */
  'mapping.paymentMethods': query({
    input: inCompany,
    output: z.object({
      seen: z.array(
        z.object({
          paymentMethod: z.string(),
          orders: z.int(),
          /** Those whose way of paying has no mapping: the store's rules count. */
          unmapped: z.int(),
        }),
      ),
      /** How many of the newest orders were looked at, and how many of them name no way of paying. */
      looked: z.int(),
      untold: z.int(),
    }),
    errors: [],
  }),
  /** All policies and mappings as they are; those of products have a list of their own. */
  'mapping.show': query({
    input: inCompany,
    output: z.object({
      policy: policySchema,
      stores: z.array(
        z.object({
          storeId: z.int(),
          storeName: z.string(),
          marketplaceName: z.string().nullable(),
          configured: z.boolean(),
          policy: storePolicySchema,
        }),
      ),
      shippingMethods: z.array(shippingMethodSchema),
      paymentMethods: z.array(paymentMethodSchema),
      productCount: z.int(),
      /** How the books do sales tax; null before they were read. */
      taxRegime: z.enum(TAX_REGIMES).nullable(),
      /** The version in force, for a save that must not undo somebody else's. */
      version: z.int(),
      /** The account's carriers and their services, for what a shipping method may match. */
      carriers: z.array(
        z.object({
          carrierCode: z.string(),
          name: z.string(),
          services: z.array(z.object({ serviceCode: z.string(), name: z.string() })),
        }),
      ),
    }),
    errors: [],
  }),
  /** Which waiting orders a change would touch, before it is saved. */
  'mapping.preview': query({ input: changesSchema, output: effectSchema, errors: ['config/invalid', 'config/no-version'] }),
  /** Saves and plans the waiting and failed orders again at once. */
  'mapping.save': command({
    input: changesSchema.extend({
      /** Refuses where another version is in force by now. */
      ifVersion: z.int().optional(),
      /** True: takes a save back, for the history's sake. */
      isUndo: z.boolean().default(false),
    }),
    output: savedSchema,
    errors: ['config/invalid', 'config/changed-since', 'config/no-version'],
  }),
  /** For pickers: records of the books whose name or SKU holds the text. */
  'reference.search': query({
    input: inCompany.extend({
      kind: z.enum(REFERENCE_KINDS),
      text: z.string().max(200).default(''),
      limit: z.int().min(1).max(100).default(30),
    }),
    output: z.object({ records: z.array(recordSchema) }),
    errors: [],
  }),
  'config.export': query({ input: inCompany, output: z.object({ config: z.record(z.string(), z.unknown()) }), errors: [] }),
  /** Validates all of it before it changes anything. */
  'config.import': command({
    input: inCompany.extend({ config: z.unknown(), dryRun: z.boolean().default(false) }),
    output: z.object({ changed: z.array(configChangeSchema), saved: z.boolean() }),
    errors: ['config/invalid'],
  }),
  'config.schema': query({ input: z.object({}), output: z.object({ schema: z.record(z.string(), z.unknown()) }), errors: [] }),
} as const;
