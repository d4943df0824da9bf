import { requestIdOf } from '../../../../shared/domain/posting/request-id.ts';
import type { Plan, PlannedDocument } from '../../../../shared/domain/planning/plan.ts';
import type { Posting, PostingFault, PostingStatus } from '../../../../shared/domain/posting/posting.ts';
import { type Instant, instantOf } from '../../../../shared/domain/time/instants.ts';
import type { EngineParts } from '../engine-parts.ts';
import { factsOfPlan } from '../planning/posted-facts.ts';
import { referencesOf, withSubjects } from './references.ts';

/** The subject of a document's ship update, void, correction or credit memo: an operation of its own beside the document. */
export const subjectOf = (operation: 'ship' | 'void' | 'correct' | 'credit', subject: string): string => `${operation}:${subject}`;

export function nowOf(parts: EngineParts): Instant {
  return instantOf(parts.clock.now());
}

/** Of a row that is written down and was never sent. */
export const UNSENT = {
  sentBody: null,
  batchId: null,
  actualTotal: null,
  fault: null,
  firstSentAt: null,
  lastSentAt: null,
  retryAt: null,
} as const satisfies Partial<Posting>;

/** A plan's document as a row of the outbox, with the request id that every send of it will carry. */
export function postingFor(
  parts: EngineParts,
  plan: Plan,
  document: PlannedDocument,
  turn: { readonly generation: number; readonly attempt: number; readonly operation?: 'create' | 'adopt' },
): Posting {
  const at = nowOf(parts);
  const operation = turn.operation ?? 'create';
  const body = withSubjects(plan, document.body);
  return {
    postingId: parts.ids.uuid(),
    orderId: plan.orderId,
    subject: document.subject,
    kind: document.kind,
    entity: document.entity,
    operation,
    generation: turn.generation,
    attempt: turn.attempt,
    status: 'approved',
    requestId: requestIdOf({
      company: parts.company.slug,
      rootOrderId: plan.orderId,
      kind: document.kind,
      operation,
      generation: turn.generation,
      attempt: turn.attempt,
      fingerprint: document.fingerprint,
    }),
    fingerprint: document.fingerprint,
    coreFingerprint: document.coreFingerprint,
    planFingerprint: plan.fingerprint,
    ...UNSENT,
    body,
    needs: referencesOf(body),
    ...factsFor(parts, plan, document),
    expectedTotal: document.total,
    documentId: null,
    documentNumber: plan.documentNumber,
    documentDate: plan.documentDate,
    syncToken: null,
    customerId: null,
    createdAt: at,
    updatedAt: at,
  };
}

/** Of the sales document alone: its payment and what is made for it follow it. */
function factsFor(parts: EngineParts, plan: Plan, { kind }: PlannedDocument): Pick<Posting, 'orderFacts'> {
  return kind === 'invoice' || kind === 'sales-receipt' ? { orderFacts: factsOfPlan(parts, plan) } : {};
}

/** The same posting once more, as a new attempt with a request id of its own. The old one stays for the record. */
export function nextAttempt(parts: EngineParts, old: Posting, changes: Partial<Posting> = {}): Posting {
  const at = nowOf(parts);
  const attempt = old.attempt + 1;
  const fingerprint = changes.fingerprint ?? old.fingerprint;
  return {
    ...old,
    ...changes,
    postingId: parts.ids.uuid(),
    attempt,
    status: 'approved',
    requestId: requestIdOf({
      company: parts.company.slug,
      rootOrderId: old.orderId,
      kind: old.kind,
      operation: old.operation,
      generation: old.generation,
      attempt,
      fingerprint,
    }),
    sentBody: null,
    batchId: null,
    documentId: old.operation === 'create' ? null : old.documentId,
    actualTotal: null,
    fault: null,
    firstSentAt: null,
    lastSentAt: null,
    retryAt: null,
    createdAt: at,
    updatedAt: at,
  };
}

/** An operation on a document that is in the books, as a row of its own beside the document's: its first attempt, or the next. */
export function changeOf(
  parts: EngineParts,
  document: Posting,
  operation: 'update' | 'void',
  change: Pick<Posting, 'subject' | 'body' | 'needs' | 'fingerprint'> & Partial<Posting>,
): Posting {
  const at = nowOf(parts);
  const attempt = 1 + parts.store.outbox.ofOrder(document.orderId).filter((posting) => posting.subject === change.subject).length;
  return {
    ...document,
    expectedTotal: null,
    ...change,
    postingId: parts.ids.uuid(),
    operation,
    attempt,
    status: 'approved',
    requestId: requestIdOf({
      company: parts.company.slug,
      rootOrderId: document.orderId,
      kind: document.kind,
      operation,
      generation: document.generation,
      attempt,
      fingerprint: change.fingerprint,
    }),
    sentBody: null,
    batchId: null,
    // Read again right before it is sent.
    syncToken: null,
    actualTotal: null,
    fault: null,
    firstSentAt: null,
    lastSentAt: null,
    retryAt: null,
    createdAt: at,
    updatedAt: at,
  };
}

/** Moves a posting to a status; the caller is in a transaction. */
export function moveTo(parts: EngineParts, posting: Posting, status: PostingStatus, changes: Partial<Posting> = {}): Posting {
  const moved: Posting = { ...posting, ...changes, status, updatedAt: nowOf(parts) };
  parts.store.outbox.update(moved);
  return moved;
}

/** A fault of our own making, without the books' words. */
export function ownFault(code: string, message: string): PostingFault {
  return { code, message, booksCode: null, booksDetail: null, traceId: null };
}
