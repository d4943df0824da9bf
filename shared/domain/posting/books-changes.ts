import type { BooksDocument } from '../books/reference.ts';
import type { Decision, DecisionChoice, Finding } from '../findings.ts';
import { type Money, money } from '../money/money.ts';
import { amountText, finding } from '../planning/messages.ts';
import type { BusinessDate } from '../time/instants.ts';
import type { DocumentChange } from './compare.ts';
import type { Posting } from './posting.ts';
import { isOfEarlierMonth } from './reported.ts';

/** What Purser wrote (or linked), and what stands in the books for it now. */
export interface WrittenAndFound {
  /** The live posting of an invoice, sales receipt or payment. */
  readonly posting: Posting;
  /** Null where the mirror does not have it: then nothing can be said. */
  readonly inBooks: BooksDocument | null;
  readonly today: BusinessDate;
  readonly customerName: (customerId: string) => string | null;
}

/**
 * What a colleague did to a document in the books since: deleted or voided it, or gave it another total, customer, date or
 * number. Told at once, on the order, with both figures; month-end would miss it.
 */
export function booksChanges(found: WrittenAndFound): readonly Finding[] {
  const { posting, inBooks } = found;
  if (inBooks === null || posting.status !== 'posted') {
    return [];
  }
  if (inBooks.deleted || inBooks.voided) {
    return [goneFrom(found, inBooks)];
  }
  return [...totalDifference(found, inBooks), ...otherDifferences(found, inBooks)];
}

/** Whether a document stands in the books as it was written. */
export function standsAsWritten(posting: Posting, inBooks: BooksDocument | null): boolean {
  const found = { posting, inBooks, today: posting.documentDate ?? NO_DATE, customerName: () => null };
  return booksChanges(found).length === 0;
}

/** Safe: compared with nothing but itself. */
const NO_DATE = '' as BusinessDate;

/**
 * Of an invoice and its payment, what is of one kind is one question: an answer is remembered by its code. Where the invoice is
 * gone, its payment is not asked about.
 */
export function asOneEach(found: readonly Finding[]): readonly Finding[] {
  const [first] = found;
  if (first?.code === 'books/gone') {
    return [first];
  }
  return [...Map.groupBy(found, ({ code }) => code).values()].flatMap(([one, ...others]) =>
    one === undefined ? [] : [others.reduce(joined, one)],
  );
}

function joined(one: Finding, other: Finding): Finding {
  const listOf = ({ details }: Finding): readonly unknown[] => (Array.isArray(details['changes']) ? details['changes'] : []);
  return {
    ...one,
    message: `${one.message} ${other.message}`,
    details: {
      ...one.details,
      changes: [...listOf(one), ...listOf(other)],
      keepMark: `${String(one.details['keepMark'])}, ${String(other.details['keepMark'])}`,
    },
  };
}

/** An answer of "keep" holds for what was seen; those of earlier versions, which noted the plan, hold for good. */
export function isKeptAsIs(candidate: Finding, decisions: readonly Decision[]): boolean {
  return decisions.some(
    ({ code, choice, value }) =>
      code === candidate.code &&
      choice === 'keep' &&
      (value === null || value === candidate.details['keepMark'] || /^[0-9a-f]{32}$/.test(value)),
  );
}

function goneFrom({ posting }: WrittenAndFound, inBooks: BooksDocument): Finding {
  const what = inBooks.deleted ? 'deleted' : 'voided';
  const made = finding(
    'books/gone',
    `${wordsOf(posting)} was ${what} in QuickBooks by somebody else.`,
    { documentId: posting.documentId, keepMark: `${posting.entity} ${what}` },
    ['void-and-post-anew', 'keep'],
  );
  return withLabels(made, { 'void-and-post-anew': 'Post it anew', keep: 'Leave it so' });
}

/** What the books must total: as planned, or as it was when it was linked. */
function rightTotal({ operation, actualTotal, expectedTotal }: Posting): Money | null {
  return operation === 'adopt' ? (actualTotal ?? expectedTotal) : (expectedTotal ?? actualTotal);
}

function totalDifference(found: WrittenAndFound, inBooks: BooksDocument): readonly Finding[] {
  const { posting, today } = found;
  const right = rightTotal(posting);
  const actual = money(inBooks.totalMinor, inBooks.currency);
  if (right === null || (right.minor === actual.minor && right.currency === actual.currency)) {
    return [];
  }
  const wasRight = posting.actualTotal?.minor === right.minor && posting.actualTotal.currency === right.currency;
  const what = wordsOf(posting);
  const message = wasRight
    ? `${what} totals ${amountText(actual)} in QuickBooks, and ${amountText(right)} was posted: somebody has changed it there.`
    : `${what} totals ${amountText(actual)} in QuickBooks, planned were ${amountText(right)}: compare both, then correct or void it.`;
  const undo: readonly DecisionChoice[] = isOfEarlierMonth(posting.documentDate, today) ? ['credit-memo', 'void'] : ['void'];
  const made = finding(
    'books/total-differs',
    message,
    {
      documentId: posting.documentId,
      expected: right,
      actual,
      changes: [{ field: 'Total', posted: amountText(right), planned: amountText(actual) }] satisfies readonly DocumentChange[],
      keepMark: `${posting.entity} ${actual.minor} ${actual.currency}`,
    },
    wasRight && posting.operation === 'create' ? ['update', 'keep', ...undo] : ['keep', ...undo],
  );
  return [withLabels(made, LABELS)];
}

function otherDifferences({ posting, customerName }: WrittenAndFound, inBooks: BooksDocument): readonly Finding[] {
  const name = (id: string): string => customerName(id) ?? `customer ${id}`;
  const changes: DocumentChange[] = [];
  const note = (field: string, posted: string | null, now: string | null): void => {
    if (posted !== null && now !== posted) {
      changes.push({ field, posted, planned: now });
    }
  };
  if (posting.customerId !== null && inBooks.customerId !== null && inBooks.customerId !== posting.customerId) {
    note('Customer', name(posting.customerId), name(inBooks.customerId));
  }
  note('Date', posting.documentDate, inBooks.date);
  note(posting.entity === 'Payment' ? 'Reference' : 'Document number', posting.documentNumber, inBooks.documentNumber);
  if (changes.length === 0) {
    return [];
  }
  const words = changes.map(({ field, posted, planned }) => `${field.toLowerCase()} ${planned ?? 'none'} instead of ${posted ?? 'none'}`);
  const made = finding(
    'books/changed',
    `${wordsOf(posting)} was changed in QuickBooks by somebody else: ${words.join(', ')}.`,
    {
      documentId: posting.documentId,
      changes,
      keepMark: `${posting.entity} ${inBooks.customerId ?? ''} ${inBooks.date} ${inBooks.documentNumber ?? ''}`,
    },
    posting.operation === 'create' ? ['update', 'keep'] : ['keep'],
  );
  return [withLabels(made, LABELS)];
}

const LABELS = { update: 'Write it again as it was posted', keep: 'Leave it as QuickBooks has it' } as const;

function withLabels(made: Finding, labels: Readonly<Partial<Record<DecisionChoice, string>>>): Finding {
  return { ...made, choices: made.choices.map((offered) => ({ ...offered, label: labels[offered.choice] ?? offered.label })) };
}

const WORDS: Readonly<Partial<Record<Posting['entity'], string>>> = {
  Invoice: 'Invoice',
  SalesReceipt: 'Sales receipt',
  Payment: 'The payment of',
  CreditMemo: 'Credit memo',
};

function wordsOf({ entity, documentNumber, documentId }: Posting): string {
  return `${WORDS[entity] ?? entity} ${documentNumber ?? documentId ?? ''}`.trim();
}
