import { fail, ok, type Result } from '../../../../shared/domain/result.ts';
import type { CompanyFile, StoredObject } from '../company-file.ts';
import { compact, type JsonObject, minorAt, objectsAt, refAt, textAt } from '../json-value.ts';
import { businessRule, depositedTransaction, type Refusal, requiredMissing, unknownReference, wrongAccountType } from '../refusal.ts';
import { amountOf, sumMinor } from '../tax/tax-input.ts';
import { moveCustomerBalance } from './customer-balance.ts';
import { checkOpen, dateAt, today } from './document-rules.ts';
import { isSameContent, mergeUpdate, withoutCleared, writable } from './merge.ts';
import { checkCurrency, currencyReference, referenceTo, resolve } from './references.ts';
import { isDepositAccount, undepositedFunds } from './sales-parties.ts';

const TOTAL = new Set(['TotalAmt']);

interface Application {
  readonly invoiceId: string;
  readonly minor: number;
}

/** True where the payment lies in a deposit, which comes before any change of it. */
const isDeposited = (payment: JsonObject): boolean => objectsAt(payment, 'LinkedTxn').some((link) => link['TxnType'] === 'Deposit');

export function createPayment(company: CompanyFile, sent: JsonObject): Result<JsonObject, Refusal> {
  const built = buildPayment(company, withoutCleared(writable(sent, TOTAL)), null);
  if (!built.ok) {
    return built;
  }
  const created = company.insert('Payment', built.value.body);
  applyAll(company, textAt(created, 'Id') ?? '', built.value.applications);
  moveCustomerBalance(company, refAt(created, 'CustomerRef'), -(minorAt(created, 'TotalAmt', 2) ?? 0));
  return ok(created);
}

export function updatePayment(company: CompanyFile, stored: StoredObject, sent: JsonObject): Result<JsonObject, Refusal> {
  const total = sent['TotalAmt'] === undefined || sent['TotalAmt'] === null ? stored.body['TotalAmt'] : sent['TotalAmt'];
  const built = buildPayment(company, withoutCleared({ ...mergeUpdate(stored.body, sent), TotalAmt: total }), stored);
  if (!built.ok) {
    return built;
  }
  if (isSameContent(stored.body, { ...built.value.body, Id: stored.id })) {
    return ok(stored.body);
  }
  if (isDeposited(stored.body)) {
    return fail(depositedTransaction());
  }
  unapplyAll(company, stored);
  const updated = company.update(stored, built.value.body);
  applyAll(company, stored.id, built.value.applications);
  moveCustomerBalance(company, refAt(stored.body, 'CustomerRef'), minorAt(stored.body, 'TotalAmt', 2) ?? 0);
  moveCustomerBalance(company, refAt(updated, 'CustomerRef'), -(minorAt(updated, 'TotalAmt', 2) ?? 0));
  return ok(updated);
}

/** Voids: nothing received, nothing applied; the invoices are open again. */
export function voidPayment(company: CompanyFile, stored: StoredObject): Result<JsonObject, Refusal> {
  if (stored.voided) {
    return ok(stored.body);
  }
  const refusal = isDeposited(stored.body) ? depositedTransaction() : checkOpen(company, [textAt(stored.body, 'TxnDate')]);
  if (refusal !== null) {
    return fail(refusal);
  }
  unapplyAll(company, stored);
  moveCustomerBalance(company, refAt(stored.body, 'CustomerRef'), minorAt(stored.body, 'TotalAmt', 2) ?? 0);
  const note = textAt(stored.body, 'PrivateNote');
  return ok(
    company.update(
      stored,
      { ...stored.body, PrivateNote: note === null ? 'Voided' : `Voided - ${note}`, Line: [], TotalAmt: 0, UnappliedAmt: 0 },
      true,
    ),
  );
}

export function deletePayment(company: CompanyFile, stored: StoredObject): Result<JsonObject, Refusal> {
  const refusal = isDeposited(stored.body) ? depositedTransaction() : checkOpen(company, [textAt(stored.body, 'TxnDate')]);
  if (refusal !== null) {
    return fail(refusal);
  }
  unapplyAll(company, stored);
  moveCustomerBalance(company, refAt(stored.body, 'CustomerRef'), minorAt(stored.body, 'TotalAmt', 2) ?? 0);
  company.remove(stored);
  return ok({ domain: 'QBO', status: 'Deleted', Id: stored.id });
}

/** Takes an invoice off the payments that paid it: their money stays, unapplied. */
export function detachPayments(company: CompanyFile, invoice: StoredObject): void {
  for (const link of objectsAt(invoice.body, 'LinkedTxn')) {
    const id = textAt(link, 'TxnId');
    const payment = id === null || link['TxnType'] !== 'Payment' ? null : company.find('Payment', id);
    if (payment !== null) {
      const freed = sumMinor(
        applicationsOf(payment.body)
          .filter((entry) => entry.invoiceId === invoice.id)
          .map((entry) => entry.minor),
      );
      const kept = objectsAt(payment.body, 'Line').filter(
        (line) => textAt(objectsAt(line, 'LinkedTxn')[0] ?? null, 'TxnId') !== invoice.id,
      );
      company.update(payment, {
        ...payment.body,
        Line: kept,
        UnappliedAmt: amountOf((minorAt(payment.body, 'UnappliedAmt', 2) ?? 0) + freed),
      });
    }
  }
  // The invoice's own balance is taken off by its void; what was paid becomes the customer's credit again.
  const paidMinor = (minorAt(invoice.body, 'TotalAmt', 2) ?? 0) - (minorAt(invoice.body, 'Balance', 2) ?? 0);
  moveCustomerBalance(company, refAt(invoice.body, 'CustomerRef'), -paidMinor);
}

interface BuiltPayment {
  readonly body: JsonObject;
  readonly applications: readonly Application[];
}

function buildPayment(company: CompanyFile, wanted: JsonObject, previous: StoredObject | null): Result<BuiltPayment, Refusal> {
  const totalMinor = minorAt(wanted, 'TotalAmt', 2);
  const parties = partiesOf(company, wanted);
  if (!parties.ok) {
    return parties;
  }
  if (totalMinor === null) {
    return fail(requiredMissing('TotalAmt'));
  }
  if (totalMinor < 0) {
    return fail(businessRule('The transaction amount must be 0 or greater.'));
  }
  const { customer, account, method } = parties.value;
  const txnDate = dateAt(wanted, 'TxnDate') ?? today(company);
  const refusal =
    checkCurrency(company, wanted) ?? checkOpen(company, [txnDate, previous === null ? null : textAt(previous.body, 'TxnDate')]);
  if (refusal !== null) {
    return fail(refusal);
  }
  const applications = checkApplications(company, wanted, customer.id, totalMinor, previous);
  if (!applications.ok) {
    return applications;
  }
  const appliedMinor = sumMinor(applications.value.map((entry) => entry.minor));
  const body = compact({
    ...wanted,
    CustomerRef: referenceTo(customer),
    DepositToAccountRef: account === null ? undefined : referenceTo(account),
    PaymentMethodRef: method === null ? undefined : { value: method.id },
    TotalAmt: amountOf(totalMinor),
    UnappliedAmt: amountOf(totalMinor - appliedMinor),
    ProcessPayment: false,
    TxnDate: txnDate,
    CurrencyRef: currencyReference(company),
    LinkedTxn: previous?.body['LinkedTxn'] ?? [],
    Line: applications.value.map((entry) => ({
      Amount: amountOf(entry.minor),
      LinkedTxn: [{ TxnId: entry.invoiceId, TxnType: 'Invoice' }],
    })),
  });
  return ok({ body, applications: applications.value });
}

interface PaymentParties {
  readonly customer: StoredObject;
  /** Where the money is put. */
  readonly account: StoredObject | null;
  readonly method: StoredObject | null;
}

function partiesOf(company: CompanyFile, wanted: JsonObject): Result<PaymentParties, Refusal> {
  const customer = resolve(company, wanted, 'CustomerRef', 'Customer');
  const account = resolve(company, wanted, 'DepositToAccountRef', 'Account');
  const method = resolve(company, wanted, 'PaymentMethodRef', 'PaymentMethod');
  if (!customer.ok) {
    return customer;
  }
  if (customer.value === null) {
    return fail(requiredMissing('CustomerRef'));
  }
  if (!account.ok) {
    return account;
  }
  if (!method.ok) {
    return method;
  }
  if (account.value !== null && !isDepositAccount(account.value)) {
    return fail(wrongAccountType('DepositToAccountRef'));
  }
  return ok({ customer: customer.value, account: account.value ?? undepositedFunds(company), method: method.value });
}

function checkApplications(
  company: CompanyFile,
  wanted: JsonObject,
  customerId: string,
  totalMinor: number,
  previous: StoredObject | null,
): Result<readonly Application[], Refusal> {
  const before = previous === null ? [] : applicationsOf(previous.body);
  const applications: Application[] = [];
  for (const line of objectsAt(wanted, 'Line')) {
    const link = objectsAt(line, 'LinkedTxn')[0] ?? null;
    const invoiceId = textAt(link, 'TxnId');
    const minor = minorAt(line, 'Amount', 2);
    if (minor === null || invoiceId === null) {
      return fail(requiredMissing(minor === null ? 'Amount' : 'LinkedTxn'));
    }
    if (link?.['TxnType'] !== 'Invoice') {
      return fail(businessRule(`A payment can not be linked to a transaction of type ${textAt(link, 'TxnType') ?? ''}.`));
    }
    const invoice = company.find('Invoice', invoiceId);
    if (invoice === null) {
      return fail(unknownReference('Transactions', invoiceId, 'TxnId'));
    }
    if (refAt(invoice.body, 'CustomerRef') !== customerId) {
      return fail(businessRule('The transaction belongs to another customer than the payment.'));
    }
    const freed = sumMinor(before.filter((entry) => entry.invoiceId === invoiceId).map((entry) => entry.minor));
    const open =
      (minorAt(invoice.body, 'Balance', 2) ?? 0) +
      freed -
      sumMinor(applications.filter((entry) => entry.invoiceId === invoiceId).map((entry) => entry.minor));
    if (minor > open) {
      return fail(businessRule('The amount applied is greater than the open balance of the transaction.'));
    }
    applications.push({ invoiceId, minor });
  }
  return sumMinor(applications.map((entry) => entry.minor)) > totalMinor
    ? fail(businessRule('The amounts applied are greater than the amount received.'))
    : ok(applications);
}

function applicationsOf(payment: JsonObject): Application[] {
  return objectsAt(payment, 'Line').flatMap((line) => {
    const invoiceId = textAt(objectsAt(line, 'LinkedTxn')[0] ?? null, 'TxnId');
    return invoiceId === null ? [] : [{ invoiceId, minor: minorAt(line, 'Amount', 2) ?? 0 }];
  });
}

/** The invoice's balance falls and it names the payment; that bumps its SyncToken. */
function applyAll(company: CompanyFile, paymentId: string, applications: readonly Application[]): void {
  for (const { invoiceId, minor } of applications) {
    const invoice = company.find('Invoice', invoiceId);
    if (invoice !== null) {
      const links = objectsAt(invoice.body, 'LinkedTxn');
      const isLinked = links.some((link) => textAt(link, 'TxnId') === paymentId);
      const linked = isLinked ? links : [...links, { TxnId: paymentId, TxnType: 'Payment' }];
      company.update(invoice, {
        ...invoice.body,
        LinkedTxn: linked,
        Balance: amountOf((minorAt(invoice.body, 'Balance', 2) ?? 0) - minor),
      });
    }
  }
}

function unapplyAll(company: CompanyFile, payment: StoredObject): void {
  for (const { invoiceId, minor } of applicationsOf(payment.body)) {
    const invoice = company.find('Invoice', invoiceId);
    if (invoice !== null) {
      const links = objectsAt(invoice.body, 'LinkedTxn').filter((link) => textAt(link, 'TxnId') !== payment.id);
      company.update(invoice, { ...invoice.body, LinkedTxn: links, Balance: amountOf((minorAt(invoice.body, 'Balance', 2) ?? 0) + minor) });
    }
  }
}
