import { createHmac, type KeyObject } from 'node:crypto';

import { z } from 'zod';

import type { AuditEntry } from '../../core/ports/store/audit-store.ts';
import { instantText } from './rows/values.ts';

/** What the first entry follows. */
export const CHAIN_START = '';

const text = z.string().nullable();

/** An entry as stored; `details` stays the text that was hashed. */
export const auditRow = z.object({
  sequence: z.int(),
  at: instantText,
  actor: z.string(),
  kind: z.string(),
  summary: z.string(),
  details: z.string(),
  order_id: z.int().nullable(),
  posting_id: text,
  document_id: text,
  customer_id: text,
  run_id: text,
  hash: z.string(),
});
export type AuditRow = z.infer<typeof auditRow>;

/** HMAC-SHA-256 over the entry's columns, in this order, and the hash of the entry before. An array of JSON values leaves no two entries with one text. */
export function hashOf(row: Omit<AuditRow, 'hash'>, previousHash: string, auditKey: KeyObject): string {
  const { sequence, at, actor, kind, summary, details, order_id, posting_id, document_id, customer_id, run_id } = row;
  const canonical = JSON.stringify([
    'entry',
    sequence,
    at,
    actor,
    kind,
    summary,
    details,
    order_id,
    posting_id,
    document_id,
    customer_id,
    run_id,
    previousHash,
  ]);
  return createHmac('sha256', auditKey).update(canonical).digest('hex');
}

/** Seals where the chain ends, so that entries cut off at the end are missed. */
export function sealOf(sequence: number, hash: string, auditKey: KeyObject): string {
  return createHmac('sha256', auditKey)
    .update(JSON.stringify(['head', sequence, hash]))
    .digest('hex');
}

export function entryOf(row: AuditRow): AuditEntry {
  const details: unknown = JSON.parse(row.details);
  return {
    sequence: row.sequence,
    at: row.at,
    actor: row.actor,
    kind: row.kind,
    summary: row.summary,
    details,
    orderId: row.order_id,
    postingId: row.posting_id,
    documentId: row.document_id,
    customerId: row.customer_id,
    runId: row.run_id,
    hash: row.hash,
  };
}
