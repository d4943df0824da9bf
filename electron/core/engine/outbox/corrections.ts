import { fail, ok, type Result } from '../../../../shared/domain/result.ts';
import type { Plan } from '../../../../shared/domain/planning/plan.ts';
import { standsAsWritten } from '../../../../shared/domain/posting/books-changes.ts';
import { factChanges } from '../../../../shared/domain/posting/order-facts.ts';
import type { Posting } from '../../../../shared/domain/posting/posting.ts';
import type { PortFault } from '../../ports/faults.ts';
import type { PostOutcome, RunControl } from '../engine.ts';
import type { EngineParts } from '../engine-parts.ts';
import { documentOf, factsOfPlan } from '../planning/posted-facts.ts';
import { coreFault } from '../port-fault.ts';
import { inBooksOf } from './in-books.ts';
import { describe, note } from './outcomes.ts';
import { sendOpen } from './post.ts';
import { prepareDocument } from './prepare.ts';
import { referencesOf, withSubjects } from './references.ts';
import { changeOf, moveTo, subjectOf } from './rows.ts';
import { documentsOf, obstacleTo, voidDocuments } from './voids.ts';

/**
 * Brings posted documents in line with the plan that a person has seen: lines sent whole, with the current SyncToken. A
 * payment whose amount changed is corrected with its invoice.
 */
export async function correctDocuments(parts: EngineParts, orderId: number, run: RunControl): Promise<Result<PostOutcome, PortFault>> {
  const opened = await parts.books();
  if (!opened.ok) {
    return opened;
  }
  const plan = parts.store.plans.planOf(orderId);
  if (plan === null || plan.documents.length === 0) {
    const why = plan?.blockers[0]?.message ?? plan?.reason?.message ?? 'it has no plan';
    return fail(coreFault('rejected', 'order/not-ready', `Order ${orderId} can't be corrected as it is: ${why}`));
  }
  const obstacle = obstacleTo(parts, plan.orderId);
  if (obstacle !== null) {
    return ok({ posted: [], updated: [], uncertain: [], failed: [obstacle] });
  }
  parts.store.transaction(() => prepareCorrections(parts, plan, run));
  return sendOpen(parts, opened.value, run, []);
}

function prepareCorrections(parts: EngineParts, plan: Plan, run: RunControl): void {
  const posted = new Map(documentsOf(parts, plan.orderId).map((posting) => [posting.subject, posting]));
  for (const document of plan.documents) {
    const target = posted.get(document.subject);
    if (target === undefined) {
      // A customer or item that the correction needs, or a payment that there was no reason for before.
      prepareDocument(parts, plan, document, run);
      continue;
    }
    const isRestored = isAsOrdered(parts, plan, target);
    if (isRestored ? standsAsWritten(target, inBooksOf(parts, target)) : target.coreFingerprint === document.coreFingerprint) {
      continue;
    }
    const subject = subjectOf('correct', document.subject);
    const former = parts.store.outbox.live(subject);
    if (former !== null && former.status !== 'posted') {
      moveTo(parts, former, 'superseded');
    }
    const wanted = isRestored ? target : { ...document, expectedTotal: document.total };
    const body = isRestored ? { ...target.body, sparse: true } : withSubjects(plan, { ...document.body, sparse: true });
    const posting = changeOf(parts, target, 'update', {
      subject,
      body,
      needs: referencesOf(body),
      fingerprint: wanted.fingerprint,
      coreFingerprint: wanted.coreFingerprint,
      planFingerprint: plan.fingerprint,
      expectedTotal: wanted.expectedTotal,
      ...(target.orderFacts === undefined && document.kind === 'payment' ? {} : { orderFacts: factsOfPlan(parts, plan) }),
    });
    parts.store.outbox.insert(posting);
    note(parts, posting, run, 'correction-prepared', `${describe(posting)} written down for sending.`, {
      before: target.body,
      after: posting.body,
    });
  }
}

/**
 * Whether the order is what it was when the document was written: then it is the books that differ, and what was posted is
 * written again, whatever the rules would make of the order today.
 */
function isAsOrdered(parts: EngineParts, plan: Plan, target: Posting): boolean {
  const then = documentOf(parts, plan.orderId)?.orderFacts;
  if (then === undefined || target.operation !== 'create') {
    return false;
  }
  const { sale, method, payer, paid } = factChanges(then, factsOfPlan(parts, plan));
  return !sale && !method && !payer && !paid;
}

/** Voids an order's documents (or takes them as gone, where somebody else did) and makes way for the next generation. */
export async function voidToPostAnew(parts: EngineParts, orderId: number, run: RunControl): Promise<Result<null, PortFault>> {
  const isGone = parts.store.plans.attention(orderId).some((finding) => finding.code === 'books/gone');
  if (!isGone) {
    const outcome = await voidDocuments(parts, [orderId], run);
    if (!outcome.ok) {
      return outcome;
    }
    const refusal = outcome.value.refused[0];
    if (refusal !== undefined) {
      return fail(coreFault('rejected', refusal.code, refusal.message));
    }
  }
  supersedeDocuments(parts, orderId);
  return ok(null);
}

/**
 * The order's documents, and what was done to them (voids, ship updates, corrections), make way: what counts from here on is
 * the next generation.
 */
export function supersedeDocuments(parts: EngineParts, orderId: number): void {
  parts.store.transaction(() => {
    for (const posting of parts.store.outbox.ofOrder(orderId)) {
      if (posting.kind !== 'customer' && posting.kind !== 'item' && posting.status !== 'superseded') {
        moveTo(parts, posting, 'superseded');
      }
    }
    parts.store.plans.setAttention(orderId, []);
    parts.store.plans.refreshState([orderId]);
  });
}
