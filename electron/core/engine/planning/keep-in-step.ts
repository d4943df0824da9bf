import type { Finding } from '../../../../shared/domain/findings.ts';
import type { OrderFamily } from '../../../../shared/domain/orders/order.ts';
import type { Plan } from '../../../../shared/domain/planning/plan.ts';
import { afterPosting } from '../../../../shared/domain/posting/after-posting.ts';
import { asOneEach, booksChanges, isKeptAsIs } from '../../../../shared/domain/posting/books-changes.ts';
import type { Posting } from '../../../../shared/domain/posting/posting.ts';
import type { RunControl } from '../engine.ts';
import type { EngineParts } from '../engine-parts.ts';
import { inBooksOf } from '../outbox/in-books.ts';
import { note } from '../outbox/outcomes.ts';
import { moveTo, nowOf, subjectOf } from '../outbox/rows.ts';
import { prepareShipUpdate } from '../outbox/ship-updates.ts';
import { creditOf, documentOf, factsOfPlan } from './posted-facts.ts';
import type { Surroundings } from './replan.ts';

/** Raised by the answer to a posting: stays until the mirror has the document, which then tells, or a person settles it. */
const FROM_POSTING: readonly Finding['code'][] = ['books/total-differs'];

/**
 * Compares a posted document with its order as it is now, and with what stands in the books: ship data is written down for
 * sending, the rest is shown to a person.
 */
export function keepInStep(parts: EngineParts, plan: Plan, family: OrderFamily, surroundings: Surroundings, run: RunControl): void {
  const { store } = parts;
  const document = documentOf(parts, plan.orderId);
  if (document === null || document.status === 'voided') {
    store.plans.setAttention(plan.orderId, []);
    return;
  }
  const credit = standingCredit(parts, document, run);
  if (credit !== null) {
    raise(parts, plan, credit, foundInBooks(parts, plan, [credit], surroundings), run);
    return;
  }
  const payment = store.outbox.live(`payment:${plan.orderId}`);
  const after = afterPosting({
    document,
    payment,
    shipUpdate: store.outbox.live(subjectOf('ship', document.subject)),
    plan,
    family,
    decisions: store.plans.decisionsOf([plan.orderId]),
    today: surroundings.today,
    customerName: document.customerId === null ? null : nameIn(surroundings, document.customerId),
    recordName: (kind, id) => surroundings.books.recordById(kind, id)?.name ?? null,
    openMinor: inBooksOf(parts, document)?.balanceMinor ?? null,
  });
  raise(
    parts,
    plan,
    document,
    [...foundInBooks(parts, plan, [document, ...(payment === null ? [] : [payment])], surroundings), ...after.attention],
    run,
  );
  if (after.isShipUpdateDue) {
    prepareShipUpdate(parts, plan, document, run);
  }
  keepFirstFacts(parts, plan, document, after.attention);
}

const nameIn = ({ books }: Surroundings, customerId: string): string | null => books.customerById(customerId)?.displayName ?? null;

/** The credit memo that took it back, if any. One that somebody deleted in the books does so no more. */
function standingCredit(parts: EngineParts, document: Posting, run: RunControl): Posting | null {
  const credit = creditOf(parts, document);
  if (credit === null) {
    return null;
  }
  const inBooks = inBooksOf(parts, credit);
  if (credit.status === 'posted' && inBooks !== null && (inBooks.deleted || inBooks.voided)) {
    const gone = moveTo(parts, credit, 'voided');
    const what = `Credit memo ${credit.documentNumber ?? ''} was deleted in QuickBooks: what it took back counts again.`;
    note(parts, gone, run, 'credit-memo-gone', what, {});
    return null;
  }
  return credit;
}

/** What stands in the books otherwise than it was written, and is not settled by an answer. */
function foundInBooks(parts: EngineParts, plan: Plan, written: readonly Posting[], surroundings: Surroundings): readonly Finding[] {
  const { store } = parts;
  const decisions = store.plans.decisionsOf([plan.orderId]);
  const found = written.flatMap((posting, index) => {
    const inBooks = inBooksOf(parts, posting);
    if (inBooks === null && index === 0) {
      return store.plans.attention(plan.orderId).filter((finding) => FROM_POSTING.includes(finding.code));
    }
    return booksChanges({ posting, inBooks, today: surroundings.today, customerName: (id) => nameIn(surroundings, id) });
  });
  return asOneEach(found).filter((finding) => !isKeptAsIs(finding, decisions));
}

/** Shows what a person must look at, and notes what is new of it. */
function raise(parts: EngineParts, plan: Plan, document: Posting, attention: readonly Finding[], run: RunControl): void {
  const { store } = parts;
  const known = store.plans.attention(plan.orderId);
  store.plans.setAttention(plan.orderId, attention);
  const isNew = (finding: Finding): boolean => !known.some(({ code, message }) => code === finding.code && message === finding.message);
  for (const finding of attention.filter(isNew)) {
    store.audit.append({
      at: nowOf(parts),
      actor: run.actor,
      kind: 'attention-raised',
      summary: finding.message,
      details: { code: finding.code },
      orderId: plan.orderId,
      documentId: document.documentId,
      runId: run.runId,
    });
  }
}

/** Documents of earlier versions have no facts of their order: those of the first moment at which nothing differs are theirs. */
function keepFirstFacts(parts: EngineParts, plan: Plan, document: Posting, attention: readonly Finding[]): void {
  if (document.orderFacts === undefined && attention.length === 0 && plan.documents.length > 0) {
    const current = parts.store.outbox.posting(document.postingId);
    if (current !== null) {
      parts.store.outbox.update({ ...current, orderFacts: factsOfPlan(parts, plan) });
    }
  }
}
