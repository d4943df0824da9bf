import type { Finding } from '../../../../shared/domain/findings.ts';
import { moneyText } from '../../../../shared/domain/money/money.ts';
import { assertNever } from '../../../../shared/domain/result.ts';
import type { Posting, PostingFault } from '../../../../shared/domain/posting/posting.ts';
import type { WriteOutcome, WrittenRecord } from '../../ports/books.ts';
import type { RunControl } from '../engine.ts';
import type { EngineParts } from '../engine-parts.ts';
import { mirrorWritten } from './mirror-written.ts';
import { moveTo, nowOf } from './rows.ts';

/** An answer that needs a look at the books before it is settled. */
export type OpenQuestion = {
  readonly posting: Posting;
  readonly outcome: Extract<WriteOutcome, { kind: 'number-taken' | 'name-taken' | 'stale' }>;
};

/**
 * Stores what the books answered about a posting; the caller is in a transaction. Answers that need a look at the books are
 * returned: until they are settled the posting is uncertain, so that a crash in between loses nothing.
 */
export function recordOutcome(parts: EngineParts, posting: Posting, outcome: WriteOutcome, run: RunControl): OpenQuestion | null {
  switch (outcome.kind) {
    case 'written':
      recordWritten(parts, posting, outcome.record, run, 'posted');
      return null;
    case 'refused':
      recordFailed(parts, posting, outcome.fault, run);
      return null;
    case 'unknown':
      recordUncertain(parts, posting, outcome.fault, run);
      return null;
    case 'number-taken':
    case 'name-taken':
    case 'stale': {
      const moved = moveTo(parts, posting, 'uncertain', { fault: outcome.fault });
      note(parts, moved, run, 'posting-questioned', `${describe(moved)}: ${outcome.fault.message}`, { fault: outcome.fault });
      return { posting: moved, outcome };
    }
    default:
      return assertNever(outcome);
  }
}

/** The document is in the books: `posted` by us just now, or `found` there when we looked. */
export function recordWritten(
  parts: EngineParts,
  posting: Posting,
  record: WrittenRecord,
  run: RunControl,
  how: 'posted' | 'found',
): Posting {
  const moved = moveTo(parts, posting, 'posted', {
    documentId: record.id,
    syncToken: record.syncToken,
    documentNumber: record.documentNumber ?? posting.documentNumber,
    documentDate: record.date ?? posting.documentDate,
    actualTotal: record.total,
    customerId: record.customerId ?? posting.customerId,
    fault: null,
    retryAt: null,
  });
  carryOver(parts, moved);
  mirrorWritten(parts, moved, record);
  const verb = how === 'found' ? 'was found in QuickBooks and linked' : 'was answered by QuickBooks';
  note(
    parts,
    moved,
    run,
    how === 'found' ? 'posting-found' : 'posting-answered',
    `${describe(moved)} ${verb}: Id ${record.id}${totalWords(record)}.`,
    { record },
  );
  raiseTotalDifference(parts, moved, run);
  return moved;
}

export function recordFailed(parts: EngineParts, posting: Posting, fault: PostingFault, run: RunControl): Posting {
  const moved = moveTo(parts, posting, 'failed', { fault, retryAt: null });
  note(parts, moved, run, 'posting-refused', `${describe(moved)}: ${fault.message}`, { fault });
  return moved;
}

export function recordUncertain(parts: EngineParts, posting: Posting, fault: PostingFault, run: RunControl): Posting {
  const moved = moveTo(parts, posting, 'uncertain', { fault });
  note(parts, moved, run, 'posting-uncertain', `${describe(moved)} was sent and no answer settled it: ${fault.message}`, { fault });
  return moved;
}

/** What a confirmed void, correction or ship update means for the document's own posting. */
function carryOver(parts: EngineParts, change: Posting): void {
  const target = parts.store.outbox.live(change.subject.replace(/^(?:void|ship|correct):/, ''));
  if (target === null || target.postingId === change.postingId || target.status !== 'posted') {
    return;
  }
  if (change.operation === 'void') {
    moveTo(parts, target, 'voided');
  } else if (change.operation === 'update') {
    moveTo(parts, target, 'posted', {
      syncToken: change.syncToken,
      fingerprint: change.fingerprint,
      coreFingerprint: change.coreFingerprint,
      body: { ...target.body, ...change.body },
      expectedTotal: change.expectedTotal ?? target.expectedTotal,
      actualTotal: change.actualTotal ?? target.actualTotal,
      customerId: change.customerId ?? target.customerId,
      ...(change.orderFacts === undefined ? {} : { orderFacts: change.orderFacts }),
    });
  }
}

/** The alarm after posting: what the books total is not what was planned (accounting rules, section 1). Never plugged. */
function raiseTotalDifference(parts: EngineParts, posting: Posting, run: RunControl): void {
  const { expectedTotal: expected, actualTotal: actual } = posting;
  if (expected === null || actual === null) {
    return;
  }
  if (expected.minor === actual.minor && expected.currency === actual.currency) {
    return;
  }
  const message = `${posting.entity} ${posting.documentNumber ?? posting.documentId ?? ''} totals ${moneyText(actual)} ${actual.currency} in QuickBooks, planned were ${moneyText(expected)}: compare both, then correct or void it.`;
  const finding: Finding = {
    code: 'books/total-differs',
    message,
    details: { expected, actual, documentId: posting.documentId },
    choices: [
      { choice: 'keep', label: 'Keep as it is', valueHint: null },
      { choice: 'void', label: 'Void the document', valueHint: null },
    ],
  };
  const others = parts.store.plans.attention(posting.orderId).filter((known) => known.code !== finding.code);
  parts.store.plans.setAttention(posting.orderId, [...others, finding]);
  note(parts, posting, run, 'total-differs', message, { expected, actual });
}

export function note(parts: EngineParts, posting: Posting, run: RunControl, kind: string, summary: string, details: unknown): void {
  parts.store.audit.append({
    at: nowOf(parts),
    actor: run.actor,
    kind,
    summary,
    details,
    orderId: posting.orderId,
    postingId: posting.postingId,
    documentId: posting.documentId,
    customerId: posting.customerId,
    runId: run.runId,
  });
}

/** "Invoice 10457", "Void of Invoice 10457", "Customer Ana Ruiz". */
export function describe(posting: Posting): string {
  const number = posting.documentNumber ?? '';
  const name = textOf(posting.body['DisplayName']) ?? textOf(posting.body['Name']) ?? number;
  const what = `${posting.entity} ${posting.entity === 'Customer' || posting.entity === 'Item' ? name : number}`.trim();
  switch (posting.operation) {
    case 'create':
    case 'adopt':
      return what;
    case 'update':
      return `Update of ${what}`;
    case 'void':
      return `Void of ${what}`;
    default:
      return assertNever(posting.operation);
  }
}

function totalWords(record: WrittenRecord): string {
  return record.total === null ? '' : `, total ${moneyText(record.total)} ${record.total.currency}`;
}

function textOf(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}
