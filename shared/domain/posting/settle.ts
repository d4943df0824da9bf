import type { BooksDocument } from '../books/reference.ts';
import type { Posting } from './posting.ts';

/** What a look at the books says of a posting whose answer was lost. */
export type Settlement =
  | { readonly kind: 'found'; readonly document: BooksDocument }
  | { readonly kind: 'absent' }
  /** A person must look: nothing is sent anew on a guess. */
  | { readonly kind: 'undecided'; readonly reason: string };

/**
 * Compares what was looked up (by number, or a payment through the invoice it pays) with what was sent: customer, date and
 * total, and Purser's own mark in the note, which settles it by itself. No candidate at all proves that it is absent.
 */
export function settlePosting(posting: Posting, lookedUp: readonly BooksDocument[]): Settlement {
  const candidates = lookedUp.filter((document) => document.entity === posting.entity && !document.deleted);
  if (candidates.length === 0) {
    return { kind: 'absent' };
  }
  const marked = candidates.filter((document) => document.privateNote?.includes(posting.fingerprint) === true && !document.voided);
  const [onlyMarked, ...moreMarked] = marked;
  if (onlyMarked !== undefined && moreMarked.length === 0) {
    return { kind: 'found', document: onlyMarked };
  }
  if (marked.length > 1) {
    return { kind: 'undecided', reason: `${marked.length} documents in QuickBooks carry the mark of this posting (Ids ${idsOf(marked)}): keep one, void the others, then replay.` };
  }
  const same = candidates.filter((document) => !document.voided && isSame(posting, document));
  const [onlySame, ...moreSame] = same;
  if (onlySame !== undefined && moreSame.length === 0) {
    return { kind: 'found', document: onlySame };
  }
  if (same.length > 1) {
    return { kind: 'undecided', reason: `${same.length} documents in QuickBooks look like this one (Ids ${idsOf(same)}): keep one, void the others, then replay.` };
  }
  return {
    kind: 'undecided',
    reason: `QuickBooks has number ${posting.documentNumber ?? ''} with another customer, date or total (Ids ${idsOf(candidates)}): link it or post under another number.`,
  };
}

function isSame(posting: Posting, document: BooksDocument): boolean {
  const hasSameTotal =
    posting.expectedTotal !== null && posting.expectedTotal.minor === document.totalMinor && posting.expectedTotal.currency === document.currency;
  const hasSameDate = posting.documentDate === null || posting.documentDate === document.date;
  const customerId = sentCustomerId(posting);
  const hasSameCustomer = customerId === null || document.customerId === null || customerId === document.customerId;
  return hasSameTotal && hasSameDate && hasSameCustomer;
}

/** The customer in the text that was sent: the plan may have named one that did not exist yet. */
function sentCustomerId(posting: Posting): string | null {
  if (posting.sentBody === null) {
    return null;
  }
  // Our own text, journaled before it was sent; the shape is checked all the same.
  const sent: unknown = JSON.parse(posting.sentBody);
  if (typeof sent !== 'object' || sent === null || !('CustomerRef' in sent)) {
    return null;
  }
  const reference = sent.CustomerRef;
  return typeof reference === 'object' && reference !== null && 'value' in reference && typeof reference.value === 'string' ? reference.value : null;
}

function idsOf(documents: readonly BooksDocument[]): string {
  return documents.map((document) => document.id).join(', ');
}
