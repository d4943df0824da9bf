import { z } from 'zod';

import {
  BOOKS_ENTITIES,
  type NewRecordRef,
  PLAN_OUTCOMES,
  type Plan,
  PLANNED_KINDS,
  type PlannedDocument,
  type PlanLine,
} from '../../../../shared/domain/planning/plan.ts';
import { dateText, decimalText, findingValue, findingsValue, jsonObject, moneyValue } from './values.ts';

const text = z.string().nullable();

/** What a write makes, as other bodies refer to it. */
const referenceShape = z.custom<NewRecordRef['ref']>(
  (value) => typeof value === 'string' && (value === 'new-customer' || value === 'invoice' || value.startsWith('new-item:')),
);

const documentShape: z.ZodType<PlannedDocument> = z.object({
  kind: z.enum(PLANNED_KINDS),
  entity: z.enum(BOOKS_ENTITIES),
  makes: referenceShape.nullable(),
  body: jsonObject,
  total: moneyValue.nullable(),
  subject: z.string(),
  fingerprint: z.string(),
  coreFingerprint: z.string(),
});

const lineShape: z.ZodType<PlanLine> = z.object({
  role: z.enum(['product', 'discount', 'charge', 'shipping', 'tax', 'rounding', 'whole-order']),
  orderId: z.int(),
  orderItemId: z.int().nullable(),
  itemName: text,
  accountName: text,
  description: z.string(),
  quantity: decimalText.nullable(),
  unitPrice: decimalText.nullable(),
  amount: moneyValue,
  taxCode: text,
  explanation: z.object({ field: z.string(), rule: z.string() }),
});

const tieOutShape = z.object({
  currency: z.string(),
  linesMinor: z.int(),
  discountMinor: z.int(),
  couponMinor: z.int(),
  shippingMinor: z.int(),
  taxMinor: z.int(),
  marketplaceTaxMinor: z.int(),
  roundingMinor: z.int(),
  documentTotalMinor: z.int(),
  orderTotalMinor: z.int().nullable(),
  differenceMinor: z.int().nullable(),
  paidMinor: z.int(),
});

const customerShape = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('existing'),
    id: z.string(),
    name: z.string(),
    matchedBy: z.enum(['e-mail', 'name', 'channel', 'chosen', 'posted']),
  }),
  z.object({ kind: z.literal('new'), name: z.string(), email: text }),
]);

export const planShape: z.ZodType<Plan> = z.object({
  orderId: z.int(),
  memberIds: z.array(z.int()),
  outcome: z.enum(PLAN_OUTCOMES),
  reason: findingValue.nullable(),
  blockers: findingsValue,
  warnings: findingsValue,
  customer: customerShape.nullable(),
  documents: z.array(documentShape),
  lines: z.array(lineShape),
  tieOut: tieOutShape.nullable(),
  documentNumber: text,
  documentDate: dateText.nullable(),
  ship: z
    .object({ shippedOn: dateText.nullable(), trackingNumber: text, otherTrackingNumbers: z.array(z.string()), method: text })
    .nullable(),
  total: moneyValue.nullable(),
  fingerprint: z.string(),
});
