import type { CreditMemo } from '../../../../shared/domain/posting/credit-memo.ts';
import type { Posting } from '../../../../shared/domain/posting/posting.ts';
import { requestIdOf } from '../../../../shared/domain/posting/request-id.ts';
import { fail, ok, type Result } from '../../../../shared/domain/result.ts';
import { businessDateIn } from '../../../../shared/domain/time/zones.ts';
import type { PortFault } from '../../ports/faults.ts';
import type { CreditOutcome, OrderFailure, RunControl } from '../engine.ts';
import type { EngineParts } from '../engine-parts.ts';
import { creditOf } from '../planning/posted-facts.ts';
import { describe, note } from './outcomes.ts';
import { failureOf } from './post.ts';
import { moveTo, nowOf, ownFault, subjectOf, UNSENT } from './rows.ts';
import { runOutbox } from './run-outbox.ts';
import { settleUncertain } from './settle.ts';
import { readForUndo, type ReadForUndo } from './undo-preview.ts';

/**
 * Takes documents back without changing the month that they were reported in: a credit memo of the same lines, dated today,
 * each written down before it is sent and posted exactly once. The document and its payment stay as they are.
 */
export async function creditDocuments(
  parts: EngineParts,
  orderIds: readonly number[],
  run: RunControl,
): Promise<Result<CreditOutcome, PortFault>> {
  const opened = await parts.books();
  if (!opened.ok) {
    return opened;
  }
  // A credit memo whose answer was lost is settled before anybody asks whether there is one.
  const unsettled = await settleUncertain(parts, opened.value, run);
  if (unsettled !== null) {
    return fail(unsettled);
  }
  const refused: OrderFailure[] = [];
  const accepted: number[] = [];
  for (const orderId of orderIds) {
    if (run.signal.aborted) {
      break;
    }
    const read = await readForUndo(parts, orderId, run);
    if (!read.ok && read.fault.class !== 'rejected') {
      return accepted.length === 0 ? read : ok({ credited: [], refused: [...refused, ...unfinished(parts, accepted, read.fault)] });
    }
    const refusal = read.ok ? writeDown(parts, orderId, read.value, run) : refusalOf(orderId, read.fault);
    if (refusal === null) {
      accepted.push(orderId);
    } else {
      refused.push(refusal);
    }
  }
  const fault = await runOutbox(parts, opened.value, run, (sent) => run.progress('Writing credit memos', sent, accepted.length));
  const credited = accepted.filter((orderId) => isCredited(parts, orderId));
  const left = accepted.filter((orderId) => !credited.includes(orderId));
  return fault !== null && credited.length === 0 && refused.length === 0
    ? fail(fault)
    : ok({ credited, refused: [...refused, ...unfinished(parts, left, fault)] });
}

const refusalOf = (orderId: number, { code, message }: { readonly code: string; readonly message: string }): OrderFailure => ({
  orderId,
  code,
  message,
  fault: null,
});

/** Returns why not, or null. */
function writeDown(
  parts: EngineParts,
  orderId: number,
  { preview, document, creditMemo }: ReadForUndo,
  run: RunControl,
): OrderFailure | null {
  const obstacle = preview.creditMemo.obstacles[0];
  if (obstacle !== undefined || creditMemo === null) {
    return refusalOf(orderId, obstacle ?? { code: 'books/gone', message: `Order ${orderId} has no document in QuickBooks.` });
  }
  parts.store.transaction(() => {
    const subject = subjectOf('credit', document.subject);
    const earlier = parts.store.outbox.ofOrder(orderId).filter((posting) => posting.subject === subject);
    for (const former of earlier.filter(({ status }) => status === 'failed')) {
      moveTo(parts, former, 'superseded');
    }
    const posting = creditPosting(parts, document, creditMemo, preview.creditMemo.total, earlier.length + 1);
    parts.store.outbox.insert(posting);
    note(parts, posting, run, 'credit-memo-prepared', `${describe(posting)} written down for sending.`, {
      requestId: posting.requestId,
      body: posting.body,
    });
    parts.store.plans.refreshState([orderId]);
  });
  return null;
}

function creditPosting(
  parts: EngineParts,
  document: Posting,
  { number, body, fingerprint }: CreditMemo,
  total: Posting['expectedTotal'],
  attempt: number,
): Posting {
  const at = nowOf(parts);
  const today = businessDateIn(at, parts.store.config.current().policy.timeZone);
  return {
    ...document,
    ...UNSENT,
    postingId: parts.ids.uuid(),
    subject: subjectOf('credit', document.subject),
    kind: 'credit-memo',
    entity: 'CreditMemo',
    operation: 'create',
    attempt,
    status: 'approved',
    requestId: requestIdOf({
      company: parts.company.slug,
      rootOrderId: document.orderId,
      kind: 'credit-memo',
      operation: 'create',
      generation: document.generation,
      attempt,
      fingerprint,
    }),
    fingerprint,
    coreFingerprint: fingerprint,
    body,
    needs: [],
    expectedTotal: total,
    documentId: null,
    documentNumber: number,
    documentDate: today,
    syncToken: null,
    orderFacts: undefined,
    createdAt: at,
    updatedAt: at,
  };
}

function isCredited(parts: EngineParts, orderId: number): boolean {
  return parts.store.outbox
    .ofOrder(orderId)
    .some((posting) =>
      posting.kind === 'invoice' || posting.kind === 'sales-receipt' ? creditOf(parts, posting)?.status === 'posted' : false,
    );
}

function unfinished(parts: EngineParts, orderIds: readonly number[], fault: PortFault | null): readonly OrderFailure[] {
  return orderIds.map((orderId) => {
    const open = parts.store.outbox
      .ofOrder(orderId)
      .findLast(({ kind, status }) => kind === 'credit-memo' && (status === 'failed' || status === 'uncertain'));
    if (open !== undefined) {
      return failureOf(open);
    }
    const reason =
      fault === null
        ? ownFault('run/stopped', 'The run ended before the credit memo was sent; post goes on with it.')
        : ownFault(fault.code, fault.message);
    return { orderId, code: reason.code, message: reason.message, fault: reason };
  });
}
