import type { Plan } from '../../../../shared/domain/planning/plan.ts';
import type { PostedFacts } from '../../../../shared/domain/planning/plan-input.ts';
import { type OrderFacts, orderFactsOf } from '../../../../shared/domain/posting/order-facts.ts';
import type { Posting } from '../../../../shared/domain/posting/posting.ts';
import type { EngineParts } from '../engine-parts.ts';

/** The live posting of an order's invoice or sales receipt that is (or was, when voided) in the books; null where there is none. */
export function documentOf(parts: EngineParts, orderId: number): Posting | null {
  return newest(
    parts.store.outbox
      .ofOrder(orderId)
      .filter((posting) => isDocument(posting) && (posting.status === 'posted' || posting.status === 'voided')),
  );
}

/** What planning needs to know of it: number, date and customer stay as posted; a voided one makes way for the next generation. */
export function postedFactsOf(parts: EngineParts, orderId: number): PostedFacts | null {
  const posted = documentOf(parts, orderId) ?? supersededVoid(parts, orderId);
  if (posted === null || posted.documentNumber === null || posted.documentDate === null) {
    return null;
  }
  const credit = creditOf(parts, posted);
  return {
    kind: posted.kind === 'sales-receipt' ? 'sales-receipt' : 'invoice',
    documentNumber: posted.documentNumber,
    documentDate: posted.documentDate,
    customerId: posted.customerId,
    generation: posted.generation,
    voided: posted.status !== 'posted' || credit !== null,
    payer: posted.orderFacts?.find((facts) => facts.orderId === orderId)?.payer ?? null,
    creditedOn: credit?.documentDate ?? null,
    totalMinor: posted.expectedTotal?.minor ?? null,
  };
}

/** What a plan's orders say now, for telling later what changed in the source. A channel's customer has no payer that could change. */
export function factsOfPlan({ store }: EngineParts, plan: Plan): readonly OrderFacts[] {
  const [root] = store.orders.familyRoots([plan.orderId]);
  const family = root === undefined ? null : store.orders.family(root);
  const facts = family === null ? [] : orderFactsOf(family, plan.memberIds);
  const isChannel = plan.customer?.kind === 'existing' && plan.customer.matchedBy === 'channel';
  return isChannel ? facts.map((each) => ({ ...each, payer: null })) : facts;
}

/** The credit memo that took a document back, where it is in the books; null else. */
export function creditOf({ store }: EngineParts, document: Posting): Posting | null {
  const credit = store.outbox
    .ofOrder(document.orderId)
    .findLast(({ kind, generation, status }) => kind === 'credit-memo' && generation === document.generation && status !== 'failed');
  return credit?.status === 'posted' || (credit?.status === 'superseded' && credit.documentId !== null) ? credit : null;
}

/** A document that was voided to be posted anew: superseded, yet its number stays taken in the books. */
function supersededVoid(parts: EngineParts, orderId: number): Posting | null {
  return newest(
    parts.store.outbox
      .ofOrder(orderId)
      .filter((posting) => isDocument(posting) && posting.status === 'superseded' && posting.documentId !== null),
  );
}

function isDocument(posting: Posting): boolean {
  return (
    (posting.kind === 'invoice' || posting.kind === 'sales-receipt') && (posting.operation === 'create' || posting.operation === 'adopt')
  );
}

function newest(postings: readonly Posting[]): Posting | null {
  return postings.toSorted((a, b) => b.generation - a.generation || b.attempt - a.attempt)[0] ?? null;
}
