import type { BooksDocument } from '../books/reference.ts';
import { money } from '../money/money.ts';
import { addDays, type BusinessDate } from '../time/instants.ts';
import { noteNamesOrder } from './memo.ts';
import { amountText, finding } from './messages.ts';
import type { Standing } from './eligibility.ts';
import { decisionOn, type DocumentScope } from './scope.ts';

/** The date to post on, or why nothing is posted. */
export type OpenDate = { readonly date: BusinessDate; readonly isMoved: boolean; readonly standing: Standing };

/** Closed books: a blocker with the first open day as its choice. A posted document is past this. */
export function openDateOf(scope: DocumentScope, date: BusinessDate): OpenDate {
  const { closedThrough } = scope.input.books.company;
  if (scope.posted !== null || closedThrough === null || date > closedThrough) {
    return { date, isMoved: false, standing: null };
  }
  const firstOpen = addDays(closedThrough, 1);
  const decision = decisionOn(scope.input, scope.memberIds, 'books/closed-period');
  if (decision?.choice === 'first-open-day') {
    return { date: firstOpen, isMoved: true, standing: null };
  }
  const details = { date, closedThrough, firstOpenDay: firstOpen };
  if (decision?.choice === 'keep') {
    const reason = finding(
      'books/closed-period',
      `${scope.label} is of ${date}, in books closed through ${closedThrough}, and was left out by choice`,
      details,
      ['first-open-day'],
    );
    return { date, isMoved: false, standing: { outcome: 'skipped', reason } };
  }
  // A first open day that is yet to come would date the document in the future.
  const canMove = firstOpen <= scope.input.today;
  const next = canMove ? `date it ${firstOpen}, or leave it out` : 'open the books in QuickBooks, or leave it out';
  scope.blockers.push(
    finding(
      'books/closed-period',
      `${scope.label} would be dated ${date}, and the books are closed through ${closedThrough}; ${next}`,
      details,
      canMove ? ['first-open-day', 'keep'] : ['keep'],
    ),
  );
  return { date, isMoved: false, standing: null };
}

/** A document with this number, or with the number that ShipStation's own exporter gives, stops the first posting until a person has looked. */
export function checkLooksPosted(scope: DocumentScope, number: string): void {
  if (scope.posted !== null) {
    return;
  }
  const { books } = scope.input;
  const found = new Map<string, BooksDocument>();
  for (const document of books.documentsByNumber(number)) {
    found.set(`${document.entity}/${document.id}`, document);
  }
  for (const orderId of scope.memberIds) {
    for (const document of books.documentsByNumber(`SS-${orderId}`).filter(({ voided }) => !voided)) {
      found.set(`${document.entity}/${document.id}`, document);
    }
  }
  const documents = [...found.values()].filter(({ deleted }) => !deleted);
  const [first] = documents;
  if (first === undefined) {
    return;
  }
  const more = documents.length > 1 ? ` and ${documents.length - 1} more` : '';
  const ours = documents.some((document) => isOurs(scope, document)) ? ', which Purser wrote for this order' : '';
  const what = `QuickBooks has ${wordsOf(first)}${more}${ours}`;
  const details = { documents: documents.map((document) => detailsOf(scope, document)) };
  if (decisionOn(scope.input, scope.memberIds, 'books/looks-posted')?.choice === 'post-anyway') {
    scope.warnings.push(finding('books/looks-posted', `${scope.label} is posted although ${what}, as a person chose`, details));
    return;
  }
  scope.blockers.push(
    finding('books/looks-posted', `${scope.label} looks posted: ${what}; link that document if it is this order, or post anyway`, details, [
      'adopt',
      'post-anyway',
    ]),
  );
}

/** After a company was set up anew, its own earlier documents are met again: their notes tell. */
const isOurs = (scope: DocumentScope, { privateNote }: BooksDocument): boolean =>
  scope.memberIds.some((orderId) => noteNamesOrder(privateNote, orderId));

const WORDS: Readonly<Record<BooksDocument['entity'], string>> = {
  Invoice: 'invoice',
  SalesReceipt: 'sales receipt',
  Payment: 'payment',
  CreditMemo: 'credit memo',
};

function wordsOf({ entity, documentNumber, date, totalMinor, currency, voided }: BooksDocument): string {
  const what = `${voided ? 'the voided ' : ''}${WORDS[entity]} ${documentNumber ?? ''}`.trim();
  return `${what} of ${date} over ${amountText(money(totalMinor, currency))}`;
}

function detailsOf(scope: DocumentScope, document: BooksDocument): Readonly<Record<string, unknown>> {
  const customer = document.customerId === null ? null : scope.input.books.customerById(document.customerId);
  return {
    entity: document.entity,
    documentId: document.id,
    documentNumber: document.documentNumber,
    date: document.date,
    totalMinor: document.totalMinor,
    currency: document.currency,
    customerId: document.customerId,
    customerName: customer?.displayName ?? null,
    voided: document.voided,
    writtenByPurser: isOurs(scope, document),
  };
}
