import type { Json, JsonObject, Plan, PlanLine, PlannedDocument } from '../planning/plan.ts';

/**
 * What an account is to a document. `item`: the books know the account only through the item that is named instead; `tax` and,
 * where nobody has named it, `receivable` and `deposit` are accounts that the books choose themselves.
 */
export const LEDGER_ROLES = ['receivable', 'deposit', 'income', 'item', 'discount', 'tax'] as const;
export type LedgerRole = (typeof LEDGER_ROLES)[number];

/** One side of what a document books. Exactly one of the two figures is above zero. */
export interface LedgerEntry {
  readonly role: LedgerRole;
  /** Null where the books choose the account and nobody has told its name. */
  readonly name: string | null;
  readonly debitMinor: number;
  readonly creditMinor: number;
  readonly currency: string;
}

/** Names of accounts, as the mirror of the books has them. */
export interface AccountNames {
  /** The one accounts receivable account of that currency; null where there is none or the books have to choose. */
  receivable(currency: string): string | null;
  byId(id: string): string | null;
}

/**
 * Debit and credit of everything that posting a plan would book, as QuickBooks Online books it: an invoice debits accounts
 * receivable and credits each line's account and the sales tax; a payment debits the account it is deposited to and credits
 * accounts receivable; a sales receipt debits the deposit account at once. The two sides are always equal. Cost of goods, which
 * the books add for inventory items by themselves, is not known here.
 */
export function ledgerOf(plan: Plan, names: AccountNames): readonly LedgerEntry[] {
  return plan.documents.flatMap((document) => {
    if (document.kind === 'invoice') {
      return salesEntries(plan, document, { role: 'receivable', name: names.receivable(document.total?.currency ?? '') });
    }
    if (document.kind === 'sales-receipt') {
      return salesEntries(plan, document, { role: 'deposit', name: depositName(document, names) });
    }
    return document.kind === 'payment' ? paymentEntries(document, names) : [];
  });
}

type Account = Pick<LedgerEntry, 'role' | 'name'>;

function salesEntries({ lines }: Plan, { total }: PlannedDocument, debtor: Account): readonly LedgerEntry[] {
  if (total === null) {
    return [];
  }
  const { minor, currency } = total;
  const taxMinor = minor - lines.reduce((sum, { amount }) => sum + amount.minor, 0);
  return [
    entry(debtor, minor, currency),
    ...lines.map((line) => entry(accountOfLine(line), -line.amount.minor, currency)),
    entry({ role: 'tax', name: null }, -taxMinor, currency),
  ].filter(({ debitMinor, creditMinor }) => debitMinor + creditMinor > 0);
}

function paymentEntries(document: PlannedDocument, names: AccountNames): readonly LedgerEntry[] {
  const { total } = document;
  if (total === null || total.minor === 0) {
    return [];
  }
  return [
    entry({ role: 'deposit', name: depositName(document, names) }, total.minor, total.currency),
    entry({ role: 'receivable', name: names.receivable(total.currency) }, -total.minor, total.currency),
  ];
}

/** Above zero is a debit, below zero a credit. */
function entry(account: Account, signedMinor: number, currency: string): LedgerEntry {
  return { ...account, debitMinor: Math.max(signedMinor, 0), creditMinor: Math.max(-signedMinor, 0), currency };
}

function accountOfLine({ role, accountName, itemName }: PlanLine): Account {
  if (accountName !== null) {
    return { role: role === 'discount' ? 'discount' : 'income', name: accountName };
  }
  return { role: 'item', name: itemName };
}

function depositName({ body }: PlannedDocument, names: AccountNames): string | null {
  const reference = body['DepositToAccountRef'];
  const id = isObject(reference) ? reference['value'] : null;
  return typeof id === 'string' ? names.byId(id) : null;
}

const isObject = (value: Json | undefined): value is JsonObject => typeof value === 'object' && value !== null && !Array.isArray(value);
