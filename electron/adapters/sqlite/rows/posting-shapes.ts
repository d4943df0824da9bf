import { z } from 'zod';

import { BOOKS_ENTITIES, PLANNED_KINDS } from '../../../../shared/domain/planning/plan.ts';
import {
  type Posting,
  POSTING_OPERATIONS,
  POSTING_STATUSES,
  type PostingBatch,
  type PostingFault,
} from '../../../../shared/domain/posting/posting.ts';
import type { OrderFacts } from '../../../../shared/domain/posting/order-facts.ts';
import { dateText, instantText, jsonObject, moneyValue } from './values.ts';

const text = z.string().nullable();
const instantOrNull = instantText.nullable();

const faultShape: z.ZodType<PostingFault> = z.object({
  code: z.string(),
  message: z.string(),
  booksCode: text,
  booksDetail: text,
  traceId: text,
});

const factsShape: z.ZodType<OrderFacts> = z.object({
  orderId: z.int(),
  sale: z.string(),
  method: z.string(),
  payer: text,
  paid: z.string(),
});

export const postingShape: z.ZodType<Posting> = z.object({
  postingId: z.string(),
  orderId: z.int(),
  subject: z.string(),
  kind: z.enum(PLANNED_KINDS),
  entity: z.enum(BOOKS_ENTITIES),
  operation: z.enum(POSTING_OPERATIONS),
  generation: z.int(),
  attempt: z.int(),
  status: z.enum(POSTING_STATUSES),
  requestId: z.string(),
  fingerprint: z.string(),
  coreFingerprint: z.string(),
  planFingerprint: z.string(),
  body: jsonObject,
  sentBody: text,
  batchId: text,
  needs: z.array(z.string()),
  expectedTotal: moneyValue.nullable(),
  documentId: text,
  documentNumber: text,
  documentDate: dateText.nullable(),
  syncToken: text,
  actualTotal: moneyValue.nullable(),
  customerId: text,
  orderFacts: z.array(factsShape).optional(),
  fault: faultShape.nullable(),
  firstSentAt: instantOrNull,
  lastSentAt: instantOrNull,
  retryAt: instantOrNull,
  createdAt: instantText,
  updatedAt: instantText,
});

export const batchShape: z.ZodType<PostingBatch> = z.object({
  batchId: z.string(),
  requestId: z.string(),
  memberPostingIds: z.array(z.string()),
  bodyText: z.string(),
  status: z.enum(['sending', 'answered', 'uncertain', 'abandoned']),
  sends: z.int(),
  firstSentAt: instantText,
  lastSentAt: instantText,
});
