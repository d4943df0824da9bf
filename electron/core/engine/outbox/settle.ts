import type { Posting, PostingBatch } from '../../../../shared/domain/posting/posting.ts';
import { epochMsOf } from '../../../../shared/domain/time/instants.ts';
import type { Books } from '../../ports/books.ts';
import type { PortFault } from '../../ports/faults.ts';
import type { RunControl } from '../engine.ts';
import type { EngineParts } from '../engine-parts.ts';
import { journalResend, orderIdsOf, sendJournaled, unsettledMembers } from './batches.ts';
import { type Finding, lookUp } from './look-up.ts';
import { note, type OpenQuestion, recordFailed, recordUncertain, recordWritten } from './outcomes.ts';
import { moveTo, nextAttempt, ownFault } from './rows.ts';

/**
 * How long a resend with the same request id is trusted to be answered with the first answer. How long Intuit remembers a
 * request id is not known; ten minutes is well inside what integrators have seen (accounting rules, section 10).
 */
export const RESEND_WINDOW_MS = 10 * 60_000;
/** Stale SyncTokens are read again and merged at most this often. */
const MAX_STALE_ATTEMPTS = 3;

/**
 * Settles what is uncertain: a young batch is sent again exactly as it was, an old one is settled by looking, document by
 * document. Returns the fault that ended it early, or null.
 */
export async function settleUncertain(parts: EngineParts, books: Books, run: RunControl): Promise<PortFault | null> {
  for (const batch of parts.store.outbox.batchesByStatus(['sending', 'uncertain'])) {
    if (run.signal.aborted) {
      return null;
    }
    const fault = await settleBatch(parts, books, batch, run);
    if (fault !== null) {
      return fault;
    }
  }
  return settleLoose(parts, books, run);
}

async function settleBatch(parts: EngineParts, books: Books, batch: PostingBatch, run: RunControl): Promise<PortFault | null> {
  if (unsettledMembers(parts, batch).length === 0) {
    parts.store.outbox.updateBatch({ ...batch, status: 'answered' });
    return null;
  }
  if (parts.clock.now() - epochMsOf(batch.firstSentAt) < RESEND_WINDOW_MS) {
    const outcome = await sendJournaled(parts, books, journalResend(parts, batch), run);
    if (outcome.kind === 'answered') {
      return answerQuestions(parts, books, outcome.questions, run);
    }
    return outcome.fault;
  }
  for (const posting of unsettledMembers(parts, batch)) {
    const fault = await settleByLooking(parts, books, posting, run);
    if (fault !== null) {
      return fault;
    }
  }
  parts.store.outbox.updateBatch({ ...batch, status: 'abandoned' });
  return null;
}

/** Uncertain postings whose batch is answered or gone: an answer that did not mention them, or a question a crash left open. */
async function settleLoose(parts: EngineParts, books: Books, run: RunControl): Promise<PortFault | null> {
  for (const posting of parts.store.outbox.byStatus(['uncertain'], 1_000)) {
    if (run.signal.aborted) {
      return null;
    }
    const batch = posting.batchId === null ? null : parts.store.outbox.batch(posting.batchId);
    if (batch !== null && (batch.status === 'sending' || batch.status === 'uncertain')) {
      continue;
    }
    const fault = await settleByLooking(parts, books, posting, run);
    if (fault !== null) {
      return fault;
    }
  }
  return null;
}

/** One posting, by a look at the books. Found: linked. Proven absent: a new attempt. In between: stays, with the reason. */
export async function settleByLooking(parts: EngineParts, books: Books, posting: Posting, run: RunControl): Promise<PortFault | null> {
  const looked = await lookUp(parts, books, posting);
  if (!looked.ok) {
    return looked.fault;
  }
  parts.store.transaction(() => {
    storeFinding(parts, posting, looked.value, run);
    parts.store.plans.refreshState([posting.orderId]);
  });
  return null;
}

function storeFinding(parts: EngineParts, posting: Posting, finding: Finding, run: RunControl): void {
  switch (finding.kind) {
    case 'found':
      recordWritten(parts, posting, finding.record, run, 'found');
      return;
    case 'absent':
      tryAgain(parts, posting, run, 'QuickBooks does not have it');
      return;
    case 'undecided':
      recordUncertain(parts, posting, ownFault('posting/undecided', finding.reason), run);
      return;
  }
}

/** A new attempt with a new request id; the old one is superseded. */
export function tryAgain(parts: EngineParts, posting: Posting, run: RunControl, why: string, changes: Partial<Posting> = {}): Posting {
  moveTo(parts, posting, 'superseded');
  const next = nextAttempt(parts, posting, changes);
  parts.store.outbox.insert(next);
  note(parts, next, run, 'posting-prepared', `Attempt ${next.attempt} written down: ${why}.`, {
    requestId: next.requestId,
    before: posting.requestId,
  });
  return next;
}

/** Answers that need a look: a taken number or name may be our own earlier write; a stale SyncToken is read again. */
export async function answerQuestions(
  parts: EngineParts,
  books: Books,
  questions: readonly OpenQuestion[],
  run: RunControl,
): Promise<PortFault | null> {
  for (const question of questions) {
    const fault =
      question.outcome.kind === 'stale' ? await refreshToken(parts, books, question, run) : await answerTaken(parts, books, question, run);
    if (fault !== null) {
      return fault;
    }
  }
  return null;
}

async function answerTaken(parts: EngineParts, books: Books, question: OpenQuestion, run: RunControl): Promise<PortFault | null> {
  const looked = await lookUp(parts, books, question.posting);
  if (!looked.ok) {
    return looked.fault;
  }
  const finding = looked.value;
  parts.store.transaction(() => {
    if (finding.kind === 'found') {
      recordWritten(parts, question.posting, finding.record, run, 'found');
    } else {
      // The books refused it, so nothing was written: this is settled, and a person must choose.
      const { fault } = question.outcome;
      recordFailed(
        parts,
        question.posting,
        finding.kind === 'undecided' ? { ...fault, message: `${fault.message} ${finding.reason}` } : fault,
        run,
      );
    }
    parts.store.plans.refreshState([question.posting.orderId]);
  });
  return null;
}

async function refreshToken(parts: EngineParts, books: Books, question: OpenQuestion, run: RunControl): Promise<PortFault | null> {
  const { posting, outcome } = question;
  if (posting.entity === 'Customer' || posting.entity === 'Item' || posting.documentId === null || posting.attempt >= MAX_STALE_ATTEMPTS) {
    parts.store.transaction(() => {
      recordFailed(parts, posting, outcome.fault, run);
      parts.store.plans.refreshState([posting.orderId]);
    });
    return null;
  }
  const answer = await books.documentsById(posting.entity, [posting.documentId]);
  if (!answer.ok) {
    return answer.fault;
  }
  const current = answer.value[0];
  parts.store.transaction(() => {
    if (current === undefined || current.deleted) {
      recordFailed(
        parts,
        posting,
        ownFault('books/gone', `${posting.entity} ${posting.documentNumber ?? posting.documentId} is gone from QuickBooks.`),
        run,
      );
    } else {
      parts.store.mirror.upsertDocuments([current]);
      tryAgain(parts, posting, run, 'somebody changed the document meanwhile', { syncToken: current.syncToken });
    }
    parts.store.plans.refreshState(orderIdsOf([posting]));
  });
  return null;
}
