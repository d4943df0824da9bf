import type { Posting } from '../../../../shared/domain/posting/posting.ts';
import { fail, ok, type Result } from '../../../../shared/domain/result.ts';
import type { PortFault } from '../../ports/faults.ts';
import type { OrderFailure, RunControl, VoidOutcome } from '../engine.ts';
import type { EngineParts } from '../engine-parts.ts';
import { creditOf } from '../planning/posted-facts.ts';
import { describe, note } from './outcomes.ts';
import { failureOf } from './post.ts';
import { changeOf, moveTo, ownFault, subjectOf } from './rows.ts';
import { runOutbox } from './run-outbox.ts';
import { settleUncertain } from './settle.ts';
import { readSyncTokens } from './ship-updates.ts';

/** Voids what Purser posted for these orders: the payment first, then the document it pays. Says what stands in the way. */
export async function voidDocuments(
  parts: EngineParts,
  orderIds: readonly number[],
  run: RunControl,
): Promise<Result<VoidOutcome, PortFault>> {
  const opened = await parts.books();
  if (!opened.ok) {
    return opened;
  }
  const refused: OrderFailure[] = [];
  const accepted: number[] = [];
  for (const orderId of orderIds) {
    const obstacle = obstacleTo(parts, orderId);
    if (obstacle !== null) {
      refused.push(obstacle);
      continue;
    }
    parts.store.transaction(() => prepareVoids(parts, orderId, run));
    accepted.push(orderId);
  }
  if (accepted.length === 0) {
    return ok({ voided: [], refused });
  }
  const books = opened.value;
  const fault =
    (await settleUncertain(parts, books, run)) ??
    (await readSyncTokens(parts, books, run)) ??
    (await runOutbox(parts, books, run, (sent) => run.progress('Voiding in QuickBooks', sent, accepted.length)));
  const voided = accepted.filter((orderId) => documentsOf(parts, orderId).every((posting) => posting.status === 'voided'));
  for (const orderId of accepted.filter((candidate) => !voided.includes(candidate))) {
    refused.push(unfinished(parts, orderId, fault));
  }
  return fault !== null && voided.length === 0 ? fail(fault) : ok({ voided, refused });
}

/** The live documents of an order: invoice or sales receipt, and payment. */
export function documentsOf(parts: EngineParts, orderId: number): readonly Posting[] {
  return parts.store.outbox
    .ofOrder(orderId)
    .filter((posting) => posting.status !== 'superseded' && (posting.operation === 'create' || posting.operation === 'adopt'))
    .filter((posting) => posting.kind === 'invoice' || posting.kind === 'sales-receipt' || posting.kind === 'payment');
}

/** Why nothing can be done with an order's documents as Purser knows them: none, on their way, or taken back. Null where something can. */
export function settledObstacleTo(parts: EngineParts, orderId: number): OrderFailure | null {
  const documents = documentsOf(parts, orderId);
  const refusal = (code: string, message: string): OrderFailure => ({ orderId, code, message, fault: null });
  if (documents.every((posting) => posting.status === 'voided')) {
    return refusal('posting/unknown', `Order ${orderId} has no document in QuickBooks that Purser posted.`);
  }
  if (documents.some((posting) => posting.status === 'sending' || posting.status === 'uncertain' || posting.status === 'approved')) {
    return refusal('posting/in-flight', `Order ${orderId} is still being posted: run post first.`);
  }
  const isCrediting = documents.some(({ subject }) => {
    const status = parts.store.outbox.live(subjectOf('credit', subject))?.status;
    return status === 'approved' || status === 'sending' || status === 'uncertain';
  });
  if (isCrediting) {
    return refusal('posting/in-flight', `A credit memo for order ${orderId} is still on its way: run post first.`);
  }
  if (documents.some((posting) => creditOf(parts, posting) !== null)) {
    return refusal('posting/credited', `Order ${orderId} was taken back by a credit memo already.`);
  }
  return null;
}

/** Why an order's documents can't be voided or corrected, or null. */
export function obstacleTo(parts: EngineParts, orderId: number): OrderFailure | null {
  const settled = settledObstacleTo(parts, orderId);
  if (settled !== null) {
    return settled;
  }
  const documents = documentsOf(parts, orderId);
  const refusal = (code: string, message: string): OrderFailure => ({ orderId, code, message, fault: null });
  const closedThrough = parts.store.mirror.company()?.closedThrough ?? null;
  const ownPayments = documents
    .filter((posting) => posting.kind === 'payment')
    .reduce((sum, posting) => sum + (posting.actualTotal?.minor ?? 0), 0);
  for (const posting of documents) {
    const inBooks =
      posting.documentId === null || posting.entity === 'Customer' || posting.entity === 'Item'
        ? null
        : parts.store.mirror.document(posting.entity, posting.documentId);
    if (inBooks === null) {
      continue;
    }
    if (closedThrough !== null && inBooks.date <= closedThrough) {
      return refusal(
        'books/closed-period',
        `${posting.entity} ${posting.documentNumber ?? ''} is dated ${inBooks.date}, and the books are closed through ${closedThrough}.`,
      );
    }
    if (posting.kind === 'invoice' && inBooks.balanceMinor !== null && inBooks.balanceMinor < inBooks.totalMinor - ownPayments) {
      return refusal('books/paid', `Invoice ${posting.documentNumber ?? ''} was paid in QuickBooks: remove that payment there first.`);
    }
  }
  return null;
}

function prepareVoids(parts: EngineParts, orderId: number, run: RunControl): void {
  const documents = documentsOf(parts, orderId).filter((posting) => posting.status === 'posted');
  const payments = documents.filter((posting) => posting.kind === 'payment');
  for (const posting of documents) {
    const needs = posting.kind === 'payment' ? [] : payments.map((payment) => subjectOf('void', payment.subject));
    insertVoid(parts, posting, needs, run);
  }
}

function insertVoid(parts: EngineParts, document: Posting, needs: readonly string[], run: RunControl): void {
  const subject = subjectOf('void', document.subject);
  const former = parts.store.outbox.live(subject);
  if (former !== null) {
    moveTo(parts, former, 'superseded');
  }
  const posting = changeOf(parts, document, 'void', { subject, body: {}, needs, fingerprint: document.fingerprint });
  parts.store.outbox.insert(posting);
  note(parts, posting, run, 'void-prepared', `${describe(posting)} written down for sending.`, { requestId: posting.requestId });
}

function unfinished(parts: EngineParts, orderId: number, fault: PortFault | null): OrderFailure {
  const open = parts.store.outbox
    .ofOrder(orderId)
    .find((posting) => posting.operation === 'void' && (posting.status === 'failed' || posting.status === 'uncertain'));
  if (open !== undefined) {
    return failureOf(open);
  }
  const reason =
    fault === null
      ? ownFault('run/stopped', 'The run ended before it was voided; post goes on with it.')
      : ownFault(fault.code, fault.message);
  return { orderId, code: reason.code, message: reason.message, fault: reason };
}
