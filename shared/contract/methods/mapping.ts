import { z } from 'zod';

import { REFERENCE_KINDS } from '../../domain/books/reference.ts';
import { productMappingSchema, shippingMethodSchema, storePolicySchema, policySchema } from '../config.ts';
import { command, query } from '../define.ts';
import { inCompany, moneySchema } from '../shapes.ts';

const recordSchema = z.object({
  kind: z.enum(REFERENCE_KINDS),
  id: z.string(),
  name: z.string(),
  active: z.boolean(),
  note: z.string().nullable(),
});

const suggestionSchema = z.object({ itemId: z.string(), itemName: z.string(), reason: z.string() });

/** One change of policy or mappings; several are saved together. */
const changeSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('product'), mapping: productMappingSchema }),
  z.object({ kind: z.literal('remove-product'), sku: z.string().max(200) }),
  z.object({ kind: z.literal('shipping-method'), mapping: shippingMethodSchema }),
  z.object({ kind: z.literal('remove-shipping-method'), match: shippingMethodSchema.shape.match }),
  z.object({ kind: z.literal('store'), storeId: z.int(), policy: storePolicySchema }),
  z.object({ kind: z.literal('policy'), policy: policySchema }),
]);
const changesSchema = inCompany.extend({ changes: z.array(changeSchema).min(1).max(5_000) });

const effectSchema = z.object({
  /** Waiting or failed orders whose plan changes. */
  changed: z.int(),
  becomesReady: z.int(),
  stillBlocked: z.int(),
  approvalsLapse: z.int(),
  readyTotals: z.array(moneySchema),
});

/** A change in a config document: JSON pointer, and the values as text. */
const configChangeSchema = z.object({ path: z.string(), before: z.string().nullable(), after: z.string().nullable() });

export const mappingMethods = {
  /** What is unmapped, most money held up first, with suggestions and their reasons. */
  'mapping.inbox': query({
    input: inCompany,
    output: z.object({
      products: z.array(
        z.object({
          sku: z.string().nullable(),
          name: z.string(),
          count: z.int(),
          heldUp: z.array(moneySchema),
          suggestions: z.array(suggestionSchema),
          exampleOrderIds: z.array(z.int()),
        }),
      ),
      shippingMethods: z.array(
        z.object({
          requestedService: z.string().nullable(),
          carrierCode: z.string().nullable(),
          serviceCode: z.string().nullable(),
          count: z.int(),
          heldUp: z.array(moneySchema),
          exampleOrderIds: z.array(z.int()),
        }),
      ),
      stores: z.array(z.object({ storeId: z.int(), storeName: z.string(), count: z.int(), heldUp: z.array(moneySchema) })),
    }),
    errors: [],
  }),
  /** All mappings and policies as they are. */
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
      products: z.array(productMappingSchema),
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
  'mapping.preview': query({ input: changesSchema, output: effectSchema, errors: ['config/invalid'] }),
  /** Saves and plans the waiting and failed orders again at once. */
  'mapping.save': command({ input: changesSchema, output: effectSchema, errors: ['config/invalid'] }),
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
