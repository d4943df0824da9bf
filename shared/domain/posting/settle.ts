import type { BooksDocument } from '../books/reference.ts';
import { fingerprintInNote } from '../planning/memo.ts';
import type { BusinessDate } from '../time/instants.ts';
import type { Posting } from './posting.ts';

/** What was sent, and whose answer never came. */
export interface UncertainDocument {
  readonly entity: 'Invoice' | 'SalesReceipt' | 'CreditMemo';
  readonly documentNumber: string;
  /** Null where the customer was made by the same posting and its Id is not known. */
  readonly customerId: string | null;
  readonly date: BusinessDate;
  readonly totalMinor: number;
  readonly fingerprint: string;
}

export interface UncertainPayment {
  readonly totalMinor: number;
  readonly fingerprint: string;
}

/** found: it is in the books, link it. absent: it is not, a new attempt may be made. undecided: a person must look. */
export type Settlement =
  | { readonly kind: 'found'; readonly document: BooksDocument }
  | { readonly kind: 'absent' }
  | { readonly kind: 'undecided'; readonly reason: string; readonly candidates: readonly BooksDocument[] };

const undecided = (reason: string, candidates: readonly BooksDocument[]): Settlement => ({ kind: 'undecided', reason, candidates });

/**
 * Decides about a sales document by what the books hold under its number. `lookedUp` must be a complete look-up by that number
 * in QuickBooks itself, not in the mirror, made after the last sending. Purser's fingerprint in the note proves a document ours;
 * without it nothing is linked and nothing is sent anew.
 */
export function settleDocument(sent: UncertainDocument, lookedUp: readonly BooksDocument[]): Settlement {
  const numbered = lookedUp.filter((document) => !document.deleted && document.documentNumber === sent.documentNumber);
  const ours = numbered.filter(
    (document) => document.entity === sent.entity && fingerprintInNote(document.privateNote) === sent.fingerprint,
  );
  const [document] = ours;
  if (document === undefined) {
    return numbered.length === 0 ? { kind: 'absent' } : withoutOurMark(sent, numbered);
  }
  if (ours.length > 1) {
    return undecided(
      `${ours.length} documents with the number ${sent.documentNumber} carry Purser's mark of this posting; void all but one in QuickBooks`,
      ours,
    );
  }
  if (document.voided) {
    return undecided(`The document ${sent.documentNumber} arrived and was voided in QuickBooks since; post it anew or leave it`, ours);
  }
  return { kind: 'found', document };
}

/** The number is taken by something that does not carry this posting's mark. */
function withoutOurMark(sent: UncertainDocument, numbered: readonly BooksDocument[]): Settlement {
  const marked = numbered.filter(({ privateNote }) => fingerprintInNote(privateNote) !== null);
  if (marked.length > 0) {
    return undecided(
      `The number ${sent.documentNumber} is taken by another posting of Purser's; look at that document in QuickBooks`,
      marked,
    );
  }
  const alike = numbered.filter(
    ({ entity, customerId, date, totalMinor }) =>
      entity === sent.entity &&
      date === sent.date &&
      totalMinor === sent.totalMinor &&
      (sent.customerId === null || customerId === sent.customerId),
  );
  return alike.length > 0
    ? undecided(
        `A document ${sent.documentNumber} with the same date and total is there, but without Purser's mark; link it if it is this order`,
        alike,
      )
    : undecided(
        `The number ${sent.documentNumber} is taken by a document that differs in customer, date or total; look at it in QuickBooks`,
        numbered,
      );
}

/**
 * Decides about a payment by the payments of its invoice. `lookedUp` must be every payment that is linked to the invoice, read
 * from QuickBooks after the last sending.
 */
export function settlePayment(sent: UncertainPayment, lookedUp: readonly BooksDocument[]): Settlement {
  const linked = lookedUp.filter((payment) => payment.entity === 'Payment' && !payment.deleted && !payment.voided);
  const ours = linked.filter((payment) => fingerprintInNote(payment.privateNote) === sent.fingerprint);
  const [payment] = ours;
  if (payment !== undefined && ours.length === 1) {
    return { kind: 'found', document: payment };
  }
  if (ours.length > 1) {
    return undecided('The invoice has several payments with Purser’s mark of this posting; void all but one in QuickBooks', ours);
  }
  if (linked.length === 0) {
    return { kind: 'absent' };
  }
  const [only] = linked;
  const isSame = only !== undefined && linked.length === 1 && only.totalMinor === sent.totalMinor;
  return undecided(
    isSame
      ? 'The invoice has a payment over the same amount, but without Purser’s mark; link it if it is this one'
      : 'The invoice has other payments already; look at them in QuickBooks',
    linked,
  );
}

/**
 * Decides about an uncertain posting of a sales document or payment; see {@link settleDocument} and {@link settlePayment} for
 * what must have been looked up.
 */
export function settlePosting(posting: Posting, lookedUp: readonly BooksDocument[]): Settlement {
  const { documentNumber, documentDate, expectedTotal, fingerprint } = posting;
  if (expectedTotal === null) {
    return undecided('What it should total was not written down; look for it in QuickBooks', []);
  }
  if (posting.entity === 'Payment') {
    return settlePayment({ totalMinor: expectedTotal.minor, fingerprint }, lookedUp);
  }
  if (posting.entity !== 'Customer' && posting.entity !== 'Item' && documentNumber !== null && documentDate !== null) {
    const sent = {
      entity: posting.entity,
      documentNumber,
      customerId: posting.customerId,
      date: documentDate,
      totalMinor: expectedTotal.minor,
      fingerprint,
    };
    return settleDocument(sent, lookedUp);
  }
  return undecided('It has no number to be looked up by; look for it in QuickBooks', []);
}
