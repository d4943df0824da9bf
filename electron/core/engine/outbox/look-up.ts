import type { BooksDocument, ReferenceRecord } from '../../../../shared/domain/books/reference.ts';
import { emailKey, nameKey } from '../../../../shared/domain/orders/text.ts';
import type { Posting } from '../../../../shared/domain/posting/posting.ts';
import { settlePosting } from '../../../../shared/domain/posting/settle.ts';
import { assertNever, ok, type Result } from '../../../../shared/domain/result.ts';
import { addDays } from '../../../../shared/domain/time/instants.ts';
import type { Books, WrittenRecord } from '../../ports/books.ts';
import type { PortFault } from '../../ports/faults.ts';
import type { EngineParts } from '../engine-parts.ts';

/** What a look at the books says about a posting whose answer was lost. Nothing is ever sent anew on a guess. */
export type Finding =
  | { readonly kind: 'found'; readonly record: WrittenRecord }
  | { readonly kind: 'absent' }
  | { readonly kind: 'undecided'; readonly reason: string };

/** Looks for what a posting may have written: by number, customer, date and total; payments through the invoice they pay. */
export async function lookUp(parts: EngineParts, books: Books, posting: Posting): Promise<Result<Finding, PortFault>> {
  if (posting.operation === 'update' || posting.operation === 'void') {
    return lookUpChange(books, posting);
  }
  switch (posting.kind) {
    case 'customer':
      return lookUpByName(await books.namedExactly(nameOf(posting)), posting, 'customer');
    case 'item':
      return lookUpByName(await books.itemsNamedExactly(nameOf(posting)), posting, 'item');
    case 'invoice':
    case 'sales-receipt':
    case 'credit-memo':
      return lookUpDocument(parts, books, posting);
    case 'payment':
      return lookUpPayment(parts, books, posting);
    default:
      return assertNever(posting.kind);
  }
}

async function lookUpDocument(parts: EngineParts, books: Books, posting: Posting): Promise<Result<Finding, PortFault>> {
  if (posting.documentNumber === null) {
    return ok({ kind: 'undecided', reason: 'The document has no number to look for.' });
  }
  const answer = await books.documentsByNumber(posting.documentNumber);
  if (!answer.ok) {
    return answer;
  }
  parts.store.mirror.upsertDocuments(answer.value);
  return ok(decide(posting, answer.value));
}

async function lookUpPayment(parts: EngineParts, books: Books, posting: Posting): Promise<Result<Finding, PortFault>> {
  const invoiceSubject = posting.needs.find((subject) => subject.startsWith('invoice:'));
  const invoice = invoiceSubject === undefined ? null : parts.store.outbox.live(invoiceSubject);
  if (invoice?.documentId == null || invoice.customerId === null || posting.documentDate === null) {
    return ok({ kind: 'undecided', reason: 'The invoice that this payment pays is not known to be in the books.' });
  }
  // A payment is never dated before its document; one day covers a company zone that is ahead of ours.
  const answer = await books.paymentsOfCustomer(invoice.customerId, addDays(posting.documentDate, -1));
  if (!answer.ok) {
    return answer;
  }
  const ofInvoice = answer.value.filter((payment) => payment.linkedDocumentIds.includes(invoice.documentId ?? ''));
  return ok(decide(posting, ofInvoice));
}

function decide(posting: Posting, documents: readonly BooksDocument[]): Finding {
  const settled = settlePosting(posting, documents);
  return settled.kind === 'found' ? { kind: 'found', record: recordOf(settled.document) } : settled;
}

function lookUpByName(
  answer: Result<readonly ReferenceRecord[], PortFault>,
  posting: Posting,
  kind: 'customer' | 'item',
): Result<Finding, PortFault> {
  if (!answer.ok) {
    return answer;
  }
  const wanted = nameKey(nameOf(posting));
  const named = answer.value.filter((record) => nameKey(record.name) === wanted);
  const match = named.find((record) => record.kind === kind && record.active && isSameBuyer(record, posting));
  if (match !== undefined) {
    return ok({ kind: 'found', record: { ...EMPTY_RECORD, id: match.id, syncToken: match.syncToken, name: match.name } });
  }
  const other = named[0];
  if (other !== undefined) {
    return ok({
      kind: 'undecided',
      reason: `The name "${nameOf(posting)}" belongs to ${article(other)} in QuickBooks: rename it there or choose another customer.`,
    });
  }
  return ok({ kind: 'absent' });
}

/** Ship data and voids may be sent again: the SyncToken says whether the first one arrived, and the result is the same. */
async function lookUpChange(books: Books, posting: Posting): Promise<Result<Finding, PortFault>> {
  if (posting.documentId === null || posting.entity === 'Customer' || posting.entity === 'Item') {
    return ok({ kind: 'absent' });
  }
  const answer = await books.documentsById(posting.entity, [posting.documentId]);
  if (!answer.ok) {
    return answer;
  }
  const document = answer.value[0];
  if (document === undefined || document.deleted) {
    return ok({ kind: 'undecided', reason: `${posting.entity} ${posting.documentNumber ?? posting.documentId} is gone from QuickBooks.` });
  }
  if (posting.operation === 'void') {
    return ok(document.voided ? { kind: 'found', record: recordOf(document) } : { kind: 'absent' });
  }
  return ok({ kind: 'absent' });
}

/** A customer of the same name is another buyer only where both have an e-mail and they differ (accounting rules, section 5). */
function isSameBuyer(record: ReferenceRecord, posting: Posting): boolean {
  if (record.kind !== 'customer' || record.email === null) {
    return true;
  }
  const address = posting.body['PrimaryEmailAddr'];
  const wanted = typeof address === 'object' && address !== null && 'Address' in address ? address['Address'] : null;
  return typeof wanted !== 'string' || emailKey(wanted) === emailKey(record.email);
}

export function recordOf(document: BooksDocument): WrittenRecord {
  return {
    id: document.id,
    syncToken: document.syncToken,
    documentNumber: document.documentNumber,
    date: document.date,
    total: { minor: document.totalMinor, currency: document.currency },
    balanceMinor: document.balanceMinor,
    customerId: document.customerId,
    name: null,
  };
}

const EMPTY_RECORD: Omit<WrittenRecord, 'id' | 'syncToken'> = {
  documentNumber: null,
  date: null,
  total: null,
  balanceMinor: null,
  customerId: null,
  name: null,
};

function nameOf(posting: Posting): string {
  const name = posting.body['DisplayName'] ?? posting.body['Name'];
  return typeof name === 'string' ? name : '';
}

function article(record: ReferenceRecord): string {
  const what = record.kind === 'employee' ? 'an employee' : `a ${record.kind}`;
  return record.active ? what : `${what} that is inactive`;
}
