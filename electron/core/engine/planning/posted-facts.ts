import type { PostedFacts } from '../../../../shared/domain/planning/plan-input.ts';
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
  return {
    kind: posted.kind === 'sales-receipt' ? 'sales-receipt' : 'invoice',
    documentNumber: posted.documentNumber,
    documentDate: posted.documentDate,
    customerId: posted.customerId,
    generation: posted.generation,
    voided: posted.status !== 'posted',
    totalMinor: posted.expectedTotal?.minor ?? null,
  };
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
