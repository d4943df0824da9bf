import type { BooksDocument } from '../books/reference.ts';
import type { Finding } from '../findings.ts';
import { type Money, money } from '../money/money.ts';
import { amountText, listText } from '../planning/messages.ts';
import type { JsonObject } from '../planning/plan.ts';
import type { BusinessDate } from '../time/instants.ts';
import { booksChanges } from './books-changes.ts';
import type { Posting } from './posting.ts';
import { isOfEarlierMonth } from './reported.ts';

/** One thing to know before a document is taken back. */
export interface UndoNote {
  readonly code: UndoNoteCode | Finding['code'];
  readonly message: string;
  /** What the sentence is made of: names, dates, amounts as text. */
  readonly details: Readonly<Record<string, unknown>>;
}

/** Beside the findings about what a colleague changed. */
export const UNDO_NOTE_CODES = [
  'books/paid',
  'books/deposited',
  'books/earlier-month',
  'books/perhaps-reconciled',
  'books/lines-not-mirrored',
  'posting/own-payment',
  'credit/apply',
  'credit/refund',
] as const;
export type UndoNoteCode = (typeof UNDO_NOTE_CODES)[number];

/** A document of the order, as it stands in the books. */
export interface UndoneDocument {
  readonly kind: 'invoice' | 'sales-receipt' | 'payment';
  readonly documentNumber: string | null;
  readonly date: BusinessDate;
  readonly total: Money;
  /** What is open on it; null for sales receipts and payments. */
  readonly open: Money | null;
}

/** What stands in the way of taking an order's documents back, and what each way does to the books. */
export interface UndoPreview {
  readonly documents: readonly UndoneDocument[];
  readonly void: { readonly obstacles: readonly UndoNote[]; readonly notes: readonly UndoNote[] };
  readonly creditMemo: {
    readonly obstacles: readonly UndoNote[];
    readonly notes: readonly UndoNote[];
    readonly documentNumber: string | null;
    readonly date: BusinessDate;
    readonly total: Money | null;
  };
  /** Which way is right here; null where neither can be gone. */
  readonly recommended: 'void' | 'credit-memo' | null;
}

/** A posted document, and how it stands in the books now; null where it is gone from there. */
export interface ReadDocument {
  readonly posting: Posting;
  readonly inBooks: BooksDocument | null;
  readonly body: JsonObject | null;
}

export interface UndoFacts {
  /** The invoice or sales receipt. */
  readonly document: ReadDocument;
  /** The payment that Purser recorded with it. */
  readonly payment: ReadDocument | null;
  /** Payments by others that pay the invoice. */
  readonly otherPayments: readonly BooksDocument[];
  readonly closedThrough: BusinessDate | null;
  readonly today: BusinessDate;
  readonly customerName: (customerId: string) => string | null;
  /** Whether this account is one that is reconciled with statements. */
  readonly isBankAccount: (accountId: string) => boolean;
  /** Number of the credit memo that would be written; null where the lines can't be mirrored. */
  readonly creditNumber: string | null;
}

/** Says what stands in the way, in plain words; a pure function of what was just read. */
export function undoPreview(facts: UndoFacts): UndoPreview {
  const { document, payment, today } = facts;
  const parts = [document, ...(payment === null ? [] : [payment])];
  const voidObstacles = [...parts.flatMap((part) => voidObstaclesOf(facts, part)), ...paidByOthers(facts)];
  const creditObstacles = creditObstaclesOf(facts);
  const total = document.inBooks === null ? null : money(document.inBooks.totalMinor, document.inBooks.currency);
  return {
    documents: parts.flatMap(undone),
    void: { obstacles: voidObstacles, notes: voidNotes(facts) },
    creditMemo: {
      obstacles: creditObstacles,
      notes: creditObstacles.length > 0 ? [] : creditNotes(facts),
      documentNumber: facts.creditNumber,
      date: today,
      total,
    },
    recommended: recommendedOf(facts, voidObstacles.length === 0, creditObstacles.length === 0),
  };
}

/** A month that was reported stays as it was; else the shorter way, which leaves the fewest documents. */
function recommendedOf({ document, today }: UndoFacts, mayVoid: boolean, mayCredit: boolean): UndoPreview['recommended'] {
  if (mayCredit && (!mayVoid || isOfEarlierMonth(document.inBooks?.date ?? null, today))) {
    return 'credit-memo';
  }
  return mayVoid ? 'void' : null;
}

const WORDS = { invoice: 'Invoice', 'sales-receipt': 'Sales receipt', payment: 'The payment of' } as const;

function kindOf({ kind }: Posting): UndoneDocument['kind'] {
  return kind === 'sales-receipt' || kind === 'payment' ? kind : 'invoice';
}

function nameOf({ posting }: ReadDocument): string {
  return `${WORDS[kindOf(posting)]} ${posting.documentNumber ?? posting.documentId ?? ''}`.trim();
}

function undone({ posting, inBooks }: ReadDocument): readonly UndoneDocument[] {
  if (inBooks === null || inBooks.deleted || inBooks.voided) {
    return [];
  }
  const kind = kindOf(posting);
  const { documentNumber, date, totalMinor, balanceMinor, currency } = inBooks;
  const open = kind !== 'invoice' || balanceMinor === null ? null : money(balanceMinor, currency);
  return [{ kind, documentNumber, date, total: money(totalMinor, currency), open }];
}

function voidObstaclesOf(facts: UndoFacts, part: ReadDocument): readonly UndoNote[] {
  const { inBooks, posting } = part;
  if (inBooks === null || inBooks.deleted || inBooks.voided) {
    return posting.kind === 'payment' ? [] : [gone(part)];
  }
  const obstacles: UndoNote[] = [];
  const { closedThrough } = facts;
  if (closedThrough !== null && inBooks.date <= closedThrough) {
    obstacles.push({
      code: 'books/closed-period',
      message: `${nameOf(part)} is dated ${inBooks.date}, and the books are closed through ${closedThrough}: it can't be voided.`,
      details: { name: nameOf(part), date: inBooks.date, closedThrough },
    });
  }
  if (isDeposited(part)) {
    obstacles.push({
      code: 'books/deposited',
      message: `${nameOf(part)} is part of a bank deposit in QuickBooks: take it off that deposit first.`,
      details: { name: nameOf(part) },
    });
  }
  return obstacles;
}

const gone = (part: ReadDocument): UndoNote => ({
  code: 'books/gone',
  message: `${nameOf(part)} is not in QuickBooks any more.`,
  details: { name: nameOf(part) },
});

/** A deposit names what it holds, and each of them names the deposit (Intuit V3, LinkedTxn). */
function isDeposited({ body }: ReadDocument): boolean {
  const links = body?.['LinkedTxn'];
  return Array.isArray(links) && links.some((link) => typeof link === 'object' && link !== null && link['TxnType'] === 'Deposit');
}

function paidByOthers({ otherPayments, document }: UndoFacts): readonly UndoNote[] {
  if (otherPayments.length === 0) {
    return [];
  }
  const words = otherPayments.map(
    ({ documentNumber, id, date, totalMinor, currency }) =>
      `${amountText(money(totalMinor, currency))} of ${date} (${documentNumber ?? `Id ${id}`})`,
  );
  return [
    {
      code: 'books/paid',
      message: `${nameOf(document)} was paid in QuickBooks by somebody else: ${listText(words)}. Take that payment off the invoice first.`,
      details: { name: nameOf(document), payments: listText(words) },
    },
  ];
}

function voidNotes(facts: UndoFacts): readonly UndoNote[] {
  const { document, payment, today } = facts;
  const notes: UndoNote[] = [...colleagueNotes(facts)];
  const date = document.inBooks?.date ?? null;
  if (isOfEarlierMonth(date, today)) {
    notes.push({
      code: 'books/earlier-month',
      message: `It is dated ${date ?? ''}: voiding it changes the figures of a month that may have been reported. A credit memo dated today leaves them as they are.`,
      details: { date },
    });
  }
  if (payment?.inBooks != null && !payment.inBooks.voided && !payment.inBooks.deleted) {
    const amount = amountText(money(payment.inBooks.totalMinor, payment.inBooks.currency));
    notes.push({
      code: 'posting/own-payment',
      message: `The payment of ${amount} that Purser recorded is voided with it: the money leaves the clearing account again.`,
      details: { amount },
    });
  }
  return [...notes, ...statementNotes(facts)];
}

/** QuickBooks does not tell through its interface what was reconciled with a statement: said, not guessed. */
function statementNotes({ document, payment, isBankAccount }: UndoFacts): readonly UndoNote[] {
  const accounts = [document, ...(payment === null ? [] : [payment])].flatMap(({ body }) => {
    const reference = body?.['DepositToAccountRef'];
    const id = typeof reference === 'object' && reference !== null && 'value' in reference ? reference['value'] : null;
    return typeof id === 'string' && isBankAccount(id) ? [id] : [];
  });
  return accounts.length === 0
    ? []
    : [
        {
          code: 'books/perhaps-reconciled',
          message:
            'Its money went to a bank account. QuickBooks does not tell Purser what was reconciled with a statement: if this was, voiding it undoes that reconciliation.',
          details: {},
        },
      ];
}

function colleagueNotes({ document, payment, today, customerName }: UndoFacts): readonly UndoNote[] {
  return [document, ...(payment === null ? [] : [payment])].flatMap(({ posting, inBooks }) =>
    booksChanges({ posting, inBooks, today, customerName }).map(({ code, message, details }) => ({ code, message, details })),
  );
}

function creditObstaclesOf(facts: UndoFacts): readonly UndoNote[] {
  const { document, closedThrough, today, creditNumber } = facts;
  const { inBooks } = document;
  if (inBooks === null || inBooks.deleted || inBooks.voided) {
    return [gone(document)];
  }
  if (closedThrough !== null && today <= closedThrough) {
    const message = `The books are closed through ${closedThrough}, so nothing can be dated today.`;
    return [{ code: 'books/closed-period', message, details: { closedThrough } }];
  }
  return creditNumber === null
    ? [
        {
          code: 'books/lines-not-mirrored',
          message: `${nameOf(document)} has lines that Purser can't mirror, such as a bundle: write the credit memo in QuickBooks.`,
          details: { name: nameOf(document) },
        },
      ]
    : [];
}

function creditNotes(facts: UndoFacts): readonly UndoNote[] {
  const { document, otherPayments, payment } = facts;
  const open = document.inBooks?.balanceMinor ?? 0;
  const total = document.inBooks?.totalMinor ?? 0;
  const notes: UndoNote[] = [...colleagueNotes(facts)];
  if (document.posting.kind === 'invoice' && open > 0) {
    const amount = amountText(money(open, document.inBooks?.currency ?? ''));
    notes.push({
      code: 'credit/apply',
      message: `${amount} is open on the invoice: apply the credit memo to it in QuickBooks (Receive payment), where QuickBooks does not do that by itself.`,
      details: { amount },
    });
  }
  if (document.posting.kind === 'sales-receipt' || payment !== null || otherPayments.length > 0 || open < total) {
    notes.push({
      code: 'credit/refund',
      message:
        'It was paid: the credit memo leaves a credit of the customer. Where the channel paid the buyer back, enter that refund in QuickBooks.',
      details: {},
    });
  }
  return notes;
}
