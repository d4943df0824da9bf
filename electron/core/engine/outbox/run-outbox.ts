import type { Posting } from '../../../../shared/domain/posting/posting.ts';
import { retryDecision } from '../../../../shared/domain/sync/retry.ts';
import type { Books } from '../../ports/books.ts';
import type { PortFault } from '../../ports/faults.ts';
import type { RunControl } from '../engine.ts';
import type { EngineParts } from '../engine-parts.ts';
import { BATCH_SIZE, type BoundPosting, journalBatch, journalResend, sendJournaled, type SendOutcome } from './batches.ts';
import { bindBody } from './bind.ts';
import { describe, recordFailed } from './outcomes.ts';
import { nowOf, ownFault } from './rows.ts';
import { answerQuestions } from './settle.ts';

/** Rows looked at for the next batch: nearly always the first few fill it, and waiting ones must not hide those that can go. */
const LOOK_AHEAD = [3 * BATCH_SIZE, 1_000] as const;
/** After so many batches in a row without any answer, the rest waits for another run instead of becoming uncertain too. */
const MAX_SILENT_BATCHES = 2;

/** How often a batch is sent within a run: after this the next run settles it. */
const MAX_SENDS = 4;
/** A service that can't be reached is told soon; one that asks to wait is waited for. */
const MAX_UNREACHED = 3;

/**
 * Sends everything that is written down and due, customers and items before what needs them, until nothing more can go.
 * Returns the fault that ended it early, or null.
 */
export async function runOutbox(
  parts: EngineParts,
  books: Books,
  run: RunControl,
  progress: (settled: number) => void,
): Promise<PortFault | null> {
  let silent = 0;
  let notExecuted = 0;
  for (;;) {
    if (run.signal.aborted) {
      return null;
    }
    const batch = nextBatch(parts, run);
    if (batch.length === 0) {
      return null;
    }
    const outcome = await sendUntilSettled(parts, books, batch, run);
    progress(outcome.kind === 'answered' ? batch.length : 0);
    parts.changed(['postings', 'orders']);
    // Storing an answer and writing down the next batch take a turn each.
    await parts.timers.sleep(0);
    switch (outcome.kind) {
      case 'answered': {
        silent = 0;
        notExecuted = 0;
        const fault = await answerQuestions(parts, books, outcome.questions, run);
        if (fault !== null) {
          return fault;
        }
        break;
      }
      case 'not-executed':
        // Nothing was executed and the members are free again: the next round binds and journals them anew.
        notExecuted += 1;
        if (
          (outcome.fault.class !== 'throttled' && notExecuted >= MAX_UNREACHED) ||
          !(await waited(parts, outcome.fault, notExecuted, run))
        ) {
          return outcome.fault;
        }
        break;
      case 'unknown':
        silent += 1;
        if (silent >= MAX_SILENT_BATCHES) {
          return outcome.fault;
        }
        break;
    }
  }
}

/** The next postings that can go together: at most 30, earliest first, each with its references in the books. */
function nextBatch(parts: EngineParts, run: RunControl): readonly BoundPosting[] {
  return parts.store.transaction(() => {
    let batch: readonly BoundPosting[] = [];
    for (const rows of LOOK_AHEAD) {
      const due = parts.store.outbox.due(nowOf(parts), rows);
      batch = bindable(parts, due, run);
      if (batch.length === BATCH_SIZE || due.length < rows) {
        break;
      }
    }
    return batch;
  });
}

function bindable(parts: EngineParts, due: readonly Posting[], run: RunControl): readonly BoundPosting[] {
  const batch: BoundPosting[] = [];
  for (const posting of due) {
    const bound = bindOrFail(parts, posting, run);
    if (bound !== null && batch.push(bound) === BATCH_SIZE) {
      break;
    }
  }
  return batch;
}

function bindOrFail(parts: EngineParts, posting: Posting, run: RunControl): BoundPosting | null {
  if (posting.operation === 'adopt') {
    return null;
  }
  const binding = bindBody(parts, posting);
  switch (binding.kind) {
    case 'waits':
      return null;
    case 'broken': {
      const why = binding.needs.fault?.message ?? `it is ${binding.needs.status}`;
      recordFailed(parts, posting, ownFault('posting/needs-failed', `${describe(binding.needs)} is not in QuickBooks: ${why}`), run);
      parts.store.plans.refreshState([posting.orderId]);
      return null;
    }
    case 'bound':
      return { posting, bodyText: JSON.stringify(binding.body), allowDuplicateNumber: mayRepeatNumber(parts, posting) };
  }
}

/** A person who saw the other document of this number chose to post anyway. */
function mayRepeatNumber(parts: EngineParts, posting: Posting): boolean {
  return parts.store.plans
    .decisionsOf([posting.orderId])
    .some((decision) => decision.code === 'books/looks-posted' && decision.choice === 'post-anyway');
}

/** Sends a batch, and again exactly as it was while the outcome is unknown and the retry rules allow it. */
async function sendUntilSettled(parts: EngineParts, books: Books, members: readonly BoundPosting[], run: RunControl): Promise<SendOutcome> {
  let batch = journalBatch(parts, books, members, run);
  for (;;) {
    const outcome = await sendJournaled(parts, books, batch, run);
    const isSettled = outcome.kind === 'answered' || (outcome.kind === 'not-executed' && batch.sends === 1);
    if (isSettled || batch.sends >= MAX_SENDS || !(await waited(parts, outcome.fault, batch.sends, run))) {
      return outcome;
    }
    batch = journalResend(parts, batch);
  }
}

/** Waits as the retry rules say; false where they say to stop, or a person did. */
async function waited(parts: EngineParts, fault: PortFault, attempt: number, run: RunControl): Promise<boolean> {
  const decision = retryDecision({ faultClass: fault.class, attempt, retryAfterMs: fault.retryAfterMs, jitter: 0.5 });
  if (decision.kind === 'stop') {
    return false;
  }
  await parts.timers.sleep(decision.waitMs, run.signal);
  return !run.signal.aborted;
}
