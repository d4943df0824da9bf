import { fail, ok, type Result } from '../../../../shared/domain/result.ts';
import type { CompanyFile, StoredObject } from '../company-file.ts';
import { decimalAt, type JsonObject, minorAt, objectsAt, refAt, textAt } from '../json-value.ts';
import { businessRule, type Refusal, requiredMissing, unknownReference } from '../refusal.ts';
import { amountOf, sumMinor } from '../tax/tax-input.ts';
import { homeAmountOf } from './currency.ts';
import { moveCustomerBalance } from './customer-balance.ts';

/** An open document that a payment settles: an invoice, or a credit memo whose credit it uses. */
export interface Application {
  readonly type: 'Invoice' | 'CreditMemo';
  readonly id: string;
  readonly minor: number;
}

/** What a stored payment settles. */
export function applicationsOf(payment: JsonObject): Application[] {
  return objectsAt(payment, 'Line').flatMap((line) => {
    const link = objectsAt(line, 'LinkedTxn')[0] ?? null;
    const id = textAt(link, 'TxnId');
    const type = link?.['TxnType'] === 'CreditMemo' ? 'CreditMemo' : 'Invoice';
    return id === null ? [] : [{ type, id, minor: minorAt(line, 'Amount', 2) ?? 0 }];
  });
}

/** The applications as lines of the answer. */
export const linesOf = (applications: readonly Application[]): JsonObject[] =>
  applications.map(({ type, id, minor }) => ({ Amount: amountOf(minor), LinkedTxn: [{ TxnId: id, TxnType: type }] }));

/** What the applications take of the money received: invoices less the credits that are used for them. */
export const appliedMinor = (applications: readonly Application[]): number =>
  sumMinor(applications.map(({ type, minor }) => (type === 'CreditMemo' ? -minor : minor)));

/** The lines that were sent, each within what is open, all within what was received. */
export function checkApplications(
  company: CompanyFile,
  wanted: JsonObject,
  { customerId, currency, totalMinor }: { readonly customerId: string; readonly currency: string; readonly totalMinor: number },
  previous: StoredObject | null,
): Result<readonly Application[], Refusal> {
  const before = previous === null ? [] : applicationsOf(previous.body);
  const applications: Application[] = [];
  for (const line of objectsAt(wanted, 'Line')) {
    const found = readLine(company, line);
    if (!found.ok) {
      return found;
    }
    const { application, document } = found.value;
    if (refAt(document.body, 'CustomerRef') !== customerId) {
      return fail(businessRule('The transaction belongs to another customer than the payment.'));
    }
    if (refAt(document.body, 'CurrencyRef') !== currency) {
      return fail(businessRule('The transaction is in another currency than the payment.'));
    }
    const sumFor = (entries: readonly Application[]): number =>
      sumMinor(entries.filter(({ type, id }) => type === application.type && id === application.id).map(({ minor }) => minor));
    const open = (minorAt(document.body, 'Balance', 2) ?? 0) + sumFor(before) - sumFor(applications);
    if (application.minor > open) {
      return fail(businessRule('The amount applied is greater than the open balance of the transaction.'));
    }
    applications.push(application);
  }
  return appliedMinor(applications) > totalMinor
    ? fail(businessRule('The amounts applied are greater than the amount received.'))
    : ok(applications);
}

function readLine(
  company: CompanyFile,
  line: JsonObject,
): Result<{ readonly application: Application; readonly document: StoredObject }, Refusal> {
  const link = objectsAt(line, 'LinkedTxn')[0] ?? null;
  const id = textAt(link, 'TxnId');
  const minor = minorAt(line, 'Amount', 2);
  const type = textAt(link, 'TxnType');
  if (minor === null || id === null) {
    return fail(requiredMissing(minor === null ? 'Amount' : 'LinkedTxn'));
  }
  if (type !== 'Invoice' && type !== 'CreditMemo') {
    return fail(businessRule(`A payment can not be linked to a transaction of type ${type ?? ''}.`));
  }
  const document = company.find(type, id);
  return document === null ? fail(unknownReference('Transactions', id, 'TxnId')) : ok({ application: { type, id, minor }, document });
}

/** The document's balance falls and it names the payment; that bumps its SyncToken. */
export function applyAll(company: CompanyFile, paymentId: string, applications: readonly Application[]): void {
  for (const { type, id, minor } of applications) {
    const document = company.find(type, id);
    if (document !== null) {
      const links = objectsAt(document.body, 'LinkedTxn');
      const isLinked = links.some((link) => textAt(link, 'TxnId') === paymentId);
      const linked = isLinked ? links : [...links, { TxnId: paymentId, TxnType: 'Payment' }];
      company.update(document, { ...document.body, LinkedTxn: linked, ...balanceAfter(document.body, -minor) });
    }
  }
}

/** Takes a payment off everything that it settles. */
export function unapplyAll(company: CompanyFile, payment: StoredObject): void {
  for (const { type, id, minor } of applicationsOf(payment.body)) {
    const document = company.find(type, id);
    if (document !== null) {
      const links = objectsAt(document.body, 'LinkedTxn').filter((link) => textAt(link, 'TxnId') !== payment.id);
      company.update(document, { ...document.body, LinkedTxn: links, ...balanceAfter(document.body, minor) });
    }
  }
}

/** Balance, and what follows from it, after a movement. */
function balanceAfter(document: JsonObject, byMinor: number): JsonObject {
  const balanceMinor = (minorAt(document, 'Balance', 2) ?? 0) + byMinor;
  const rate = document['HomeBalance'] === undefined ? null : decimalAt(document, 'ExchangeRate');
  return {
    Balance: amountOf(balanceMinor),
    ...(document['RemainingCredit'] === undefined ? {} : { RemainingCredit: amountOf(balanceMinor) }),
    ...(rate === null ? {} : { HomeBalance: homeAmountOf(balanceMinor, rate) }),
  };
}

/** Takes an invoice off the payments that paid it: their money stays, unapplied. */
export function detachPayments(company: CompanyFile, invoice: StoredObject): void {
  for (const link of objectsAt(invoice.body, 'LinkedTxn')) {
    const id = textAt(link, 'TxnId');
    const payment = id === null || link['TxnType'] !== 'Payment' ? null : company.find('Payment', id);
    if (payment !== null) {
      const applications = applicationsOf(payment.body);
      const kept = applications.filter((entry) => entry.type !== 'Invoice' || entry.id !== invoice.id);
      const freed = appliedMinor(applications) - appliedMinor(kept);
      company.update(payment, {
        ...payment.body,
        Line: linesOf(kept),
        UnappliedAmt: amountOf((minorAt(payment.body, 'UnappliedAmt', 2) ?? 0) + freed),
      });
    }
  }
  // The invoice's own balance is taken off by its void; what was paid becomes the customer's credit again.
  const paidMinor = (minorAt(invoice.body, 'TotalAmt', 2) ?? 0) - (minorAt(invoice.body, 'Balance', 2) ?? 0);
  moveCustomerBalance(company, refAt(invoice.body, 'CustomerRef'), -paidMinor);
}
