import { batchRequestIdOf } from '../../../../shared/domain/posting/request-id.ts';
import type { Posting, PostingBatch } from '../../../../shared/domain/posting/posting.ts';
import type { BatchOutcome, Books } from '../../ports/books.ts';
import type { PortFault } from '../../ports/faults.ts';
import type { RunControl } from '../engine.ts';
import type { EngineParts } from '../engine-parts.ts';
import { asBatchWrite } from './bind.ts';
import { note, type OpenQuestion, recordOutcome } from './outcomes.ts';
import { moveTo, nowOf, ownFault } from './rows.ts';

/** Intuit takes at most 30 items in a batch. */
export const BATCH_SIZE = 30;

/** A posting with its references bound, ready to go. */
export interface BoundPosting {
  readonly posting: Posting;
  readonly bodyText: string;
  readonly allowDuplicateNumber: boolean;
}

/** What became of one send of a batch. */
export type SendOutcome =
  | { readonly kind: 'answered'; readonly questions: readonly OpenQuestion[] }
  | { readonly kind: 'not-executed'; readonly fault: PortFault }
  | { readonly kind: 'unknown'; readonly fault: PortFault };

/** Journals a batch and its members as sending, in one transaction, before the first byte leaves. */
export function journalBatch(parts: EngineParts, books: Books, members: readonly BoundPosting[], run: RunControl): PostingBatch {
  const at = nowOf(parts);
  const writes = members.map((member, place) => asBatchWrite(member.posting, member.bodyText, place, member.allowDuplicateNumber));
  const batch: PostingBatch = {
    batchId: parts.ids.uuid(),
    requestId: batchRequestIdOf(members.map((member) => member.posting.requestId)),
    memberPostingIds: members.map((member) => member.posting.postingId),
    bodyText: books.batchText(writes),
    status: 'sending',
    sends: 1,
    firstSentAt: at,
    lastSentAt: at,
  };
  parts.store.transaction(() => {
    parts.store.outbox.insertBatch(batch);
    for (const { posting, bodyText } of members) {
      const moved = moveTo(parts, posting, 'sending', {
        sentBody: bodyText,
        batchId: batch.batchId,
        firstSentAt: posting.firstSentAt ?? at,
        lastSentAt: at,
        retryAt: null,
      });
      note(parts, moved, run, 'posting-sent', `Sent to QuickBooks with request id ${batch.requestId}.`, {
        batchRequestId: batch.requestId,
        requestId: moved.requestId,
        body: bodyText,
      });
    }
    parts.store.plans.refreshState(orderIdsOf(members.map((member) => member.posting)));
  });
  return batch;
}

/** Writes down that a batch is about to be sent again, exactly as it was. */
export function journalResend(parts: EngineParts, batch: PostingBatch): PostingBatch {
  const again: PostingBatch = { ...batch, status: 'sending', sends: batch.sends + 1, lastSentAt: nowOf(parts) };
  parts.store.transaction(() => {
    parts.store.outbox.updateBatch(again);
    for (const posting of unsettledMembers(parts, again)) {
      moveTo(parts, posting, 'sending', { lastSentAt: again.lastSentAt });
    }
  });
  return again;
}

/** Sends a journaled batch once and stores what came of it. */
export async function sendJournaled(parts: EngineParts, books: Books, batch: PostingBatch, run: RunControl): Promise<SendOutcome> {
  // No signal: a person who stops a run stops the next batch, not the answer to this one.
  const answer = await books.send(batch.requestId, batch.bodyText);
  // Reading an answer and storing it take a turn each.
  await parts.timers.sleep(0);
  return parts.store.transaction(() => storeAnswer(parts, batch, answer, run));
}

function storeAnswer(parts: EngineParts, batch: PostingBatch, answer: BatchOutcome, run: RunControl): SendOutcome {
  const { outbox, plans } = parts.store;
  const members = unsettledMembers(parts, batch);
  const outcome = storeByKind(parts, batch, members, answer, run);
  plans.refreshState(orderIdsOf(members));
  outbox.updateBatch({ ...batch, status: batchStatusAfter(answer, batch) });
  return outcome;
}

function storeByKind(
  parts: EngineParts,
  batch: PostingBatch,
  members: readonly Posting[],
  answer: BatchOutcome,
  run: RunControl,
): SendOutcome {
  if (answer.kind === 'answered') {
    const questions: OpenQuestion[] = [];
    for (const posting of members) {
      const place = batch.memberPostingIds.indexOf(posting.postingId);
      const outcome = answer.outcomes.get(`i${place}`) ?? {
        kind: 'unknown' as const,
        fault: ownFault('books/answer-incomplete', 'The answer did not mention this document.'),
      };
      const question = recordOutcome(parts, posting, outcome, run);
      if (question !== null) {
        questions.push(question);
      }
    }
    return { kind: 'answered', questions };
  }
  const fault = { ...ownFault(answer.fault.code, answer.fault.message), traceId: answer.fault.traceId };
  if (answer.kind === 'not-executed' && batch.sends === 1) {
    for (const posting of members) {
      moveTo(parts, posting, 'approved', { fault, batchId: null, firstSentAt: null, lastSentAt: null, sentBody: null });
    }
    return answer;
  }
  // An earlier send of the same batch may have been executed, whatever happened to this one.
  for (const posting of members) {
    const moved = moveTo(parts, posting, 'uncertain', { fault });
    note(parts, moved, run, 'posting-uncertain', `Sent, and no answer settled it: ${answer.fault.message}`, { fault });
  }
  return answer;
}

function batchStatusAfter(answer: BatchOutcome, batch: PostingBatch): PostingBatch['status'] {
  if (answer.kind === 'answered') {
    return 'answered';
  }
  return answer.kind === 'not-executed' && batch.sends === 1 ? 'abandoned' : 'uncertain';
}

/** Members that this batch still has to settle: a member that was settled by looking meanwhile is left alone. */
export function unsettledMembers(parts: EngineParts, batch: PostingBatch): readonly Posting[] {
  return batch.memberPostingIds.flatMap((postingId) => {
    const posting = parts.store.outbox.posting(postingId);
    const isOpen =
      posting !== null && posting.batchId === batch.batchId && (posting.status === 'sending' || posting.status === 'uncertain');
    return isOpen ? [posting] : [];
  });
}

export function orderIdsOf(postings: readonly Posting[]): number[] {
  return [...new Set(postings.map((posting) => posting.orderId))];
}
