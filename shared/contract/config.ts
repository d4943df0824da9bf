import { z } from 'zod';

import { type Config, CUSTOM_FIELD_IDS, CUSTOM_FIELD_SOURCES, DOCUMENT_KINDS, TAX_TREATMENTS } from '../domain/config/config.ts';
import { LEAST_INTERVAL_MINUTES, LONGEST_INTERVAL_MINUTES, USUAL_INTERVAL_MINUTES, WEEKDAYS } from '../domain/config/schedule.ts';
import { type BusinessDate, parseBusinessDate } from '../domain/time/instants.ts';
import { isTimeZone } from '../domain/time/zones.ts';

/** A record of the books by name or by Id: exactly one of the two. */
const recordNameSchema = z.union([
  z.strictObject({ name: z.string().trim().min(1).max(500) }),
  z.strictObject({ id: z.string().regex(/^\d{1,20}$/, 'an Id is a number') }),
]);
const optionalRecord = recordNameSchema.nullable().default(null);

/** A day on the calendar, YYYY-MM-DD. */
export const businessDateSchema = z
  .string()
  .refine((text) => parseBusinessDate(text) !== null, 'a date is written YYYY-MM-DD')
  // Safe: checked in the line above.
  .transform((text) => text as BusinessDate);

const itemsSchema = z.strictObject({
  whenUnmatched: z.enum(['hold', 'fallback', 'create']).default('hold'),
  fallbackItem: optionalRecord,
  createAs: z.enum(['NonInventory', 'Service']).default('NonInventory'),
  incomeAccount: optionalRecord,
});

const shippingSchema = z.strictObject({
  as: z.enum(['item', 'field']).default('item'),
  whenUnmapped: z.enum(['default', 'block']).default('default'),
  defaultItem: optionalRecord,
});

const customFieldsSchema = z
  .array(z.strictObject({ field: z.enum(CUSTOM_FIELD_IDS), from: z.enum(CUSTOM_FIELD_SOURCES) }))
  .max(CUSTOM_FIELD_IDS.length)
  .refine((fields) => new Set(fields.map(({ field }) => field)).size === fields.length, 'each field once')
  .readonly();

export const policySchema = z.strictObject({
  startOn: businessDateSchema.nullable().default(null),
  timeZone: z.string().refine(isTimeZone, 'not an IANA time zone such as America/New_York').default('America/New_York'),
  postWhen: z.enum(['shipped', 'created']).default('shipped'),
  date: z.enum(['ship', 'order', 'payment']).default('ship'),
  autoPost: z.boolean().default(false),
  zeroTotals: z.enum(['skip', 'post']).default('skip'),
  zeroPriceLines: z.enum(['keep', 'leave-out']).default('keep'),
  discounts: z.enum(['line', 'item']).default('line'),
  roundingToleranceMinor: z.int().min(0).max(100).default(0),
  roundingItem: optionalRecord,
  items: itemsSchema.prefault({}),
  shipping: shippingSchema.prefault({}),
  customFields: customFieldsSchema.default([]),
  discountAccount: optionalRecord,
  discountItem: optionalRecord,
  chargeItem: optionalRecord,
  documentNumberPrefix: z
    .string()
    .max(10)
    .regex(/^[A-Za-z0-9._/-]*$/, 'letters, digits and . _ / - only')
    .default(''),
  labelCost: z
    .strictObject({
      post: z
        .boolean()
        .default(false)
        .refine((post) => !post, 'label costs are shown and not posted: leave this false'),
    })
    .prefault({}),
});

export const storePolicySchema = z.strictObject({
  include: z.boolean().default(true),
  document: z.enum(DOCUMENT_KINDS).default('invoice'),
  clearingAccount: optionalRecord,
  customer: z.enum(['per-buyer', 'channel']).default('per-buyer'),
  channelCustomer: optionalRecord,
  tax: z.enum(TAX_TREATMENTS).default('seller'),
  taxCode: optionalRecord,
  zeroTaxCode: optionalRecord,
  taxItem: optionalRecord,
  prices: z.enum(['net', 'tax-inclusive']).default('net'),
  currency: z
    .string()
    .regex(/^[A-Z]{3}$/, 'an ISO 4217 code such as USD')
    .nullable()
    .default(null),
  coupon: z.enum(['hold', 'discount']).default('hold'),
  untold: z
    .strictObject({
      total: z.enum(['ask', 'amount-paid', 'lines']).default('ask'),
      date: z.enum(['ask', 'shipping', 'arrival']).default('ask'),
    })
    .prefault({}),
  class: optionalRecord,
  location: optionalRecord,
  terms: optionalRecord,
  paymentMethod: optionalRecord,
});

const text = z.string().trim().min(1).max(200);
export const shippingMethodSchema = z.strictObject({
  match: z
    .strictObject({
      requestedService: text.optional(),
      carrierCode: text.optional(),
      serviceCode: text.optional(),
      store: z.int().positive().optional(),
    })
    .refine(
      (match) => Object.values(match).some((value) => value !== undefined),
      'at least one of requestedService, carrierCode, serviceCode, store',
    ),
  item: recordNameSchema,
  createWithAccount: recordNameSchema.nullish(),
});

export const paymentMethodSchema = z
  .strictObject({
    match: z.strictObject({ paymentMethod: text, store: z.int().positive().optional() }),
    method: optionalRecord,
    account: optionalRecord,
  })
  .refine(({ method, account }) => method !== null || account !== null, 'at least one of method and account');

export const productMappingSchema = z.strictObject({ sku: z.string().trim().min(1).max(200), item: recordNameSchema });

const wallTime = z.string().regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/, 'a time is written HH:MM, from 00:00 to 23:59');

export const businessHoursSchema = z.strictObject({
  days: z.array(z.enum(WEEKDAYS)).min(1).max(WEEKDAYS.length).default(['monday', 'tuesday', 'wednesday', 'thursday', 'friday']),
  from: wallTime.default('08:00'),
  to: wallTime.default('18:00'),
});

/** How a company is pulled in the background. */
export const scheduleSchema = z.strictObject({
  everyMinutes: z.int().min(LEAST_INTERVAL_MINUTES).max(LONGEST_INTERVAL_MINUTES).default(USUAL_INTERVAL_MINUTES),
  hours: businessHoursSchema.nullable().default(null),
});

/** The document of `config export` and `config import`: every key has a default, unknown keys are errors that name their place. */
export const configSchema = z.strictObject({
  version: z.literal(1),
  policy: policySchema.prefault({}),
  schedule: scheduleSchema.prefault({}),
  stores: z.record(z.string().regex(/^\d{1,12}$/, 'a store is named by its id'), storePolicySchema).default({}),
  shippingMethods: z.array(shippingMethodSchema).max(2_000).default([]),
  paymentMethods: z.array(paymentMethodSchema).max(500).default([]),
  products: z.array(productMappingSchema).max(100_000).default([]),
});

/** Parses a document; throws a ZodError that names each place. The return type proves that schema and domain agree. */
export function parseConfig(source: unknown): Config {
  return configSchema.parse(source);
}

/** The config of a company that has none yet. */
export function defaultConfig(): Config {
  return parseConfig({ version: 1 });
}
