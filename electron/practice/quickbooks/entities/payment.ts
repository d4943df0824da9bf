import { fail, ok, type Result } from '../../../../shared/domain/result.ts';
import type { CompanyFile, StoredObject } from '../company-file.ts';
import { compact, type JsonObject, minorAt, objectsAt, refAt, textAt } from '../json-value.ts';
import { businessRule, depositedTransaction, type Refusal, requiredMissing, wrongAccountType } from '../refusal.ts';
import { amountOf } from '../tax/tax-input.ts';
import { currencyReference, exchangeFor, takesCurrency } from './currency.ts';
import { moveCustomerBalance } from './customer-balance.ts';
import { checkOpen, dateAt, today } from './document-rules.ts';
import { isSameContent, mergeUpdate, withoutCleared, writable } from './merge.ts';
import { type Application, appliedMinor, applyAll, checkApplications, linesOf, unapplyAll } from './payment-links.ts';
import { referenceTo, resolve } from './references.ts';
import { isDepositAccount, undepositedFunds } from './sales-parties.ts';

const TOTAL = new Set(['TotalAmt']);

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
  const refusal = checkOpen(company, [txnDate, previous === null ? null : textAt(previous.body, 'TxnDate')]);
  if (refusal !== null) {
    return fail(refusal);
  }
  const exchange = exchangeFor(company, wanted, customer);
  if (!exchange.ok) {
    return exchange;
  }
  if (!takesCurrency(company, account, exchange.value.currency)) {
    return fail(businessRule('The account is kept in another currency than the payment.'));
  }
  const { currency } = exchange.value;
  const applications = checkApplications(company, wanted, { customerId: customer.id, currency, totalMinor }, previous);
  if (!applications.ok) {
    return applications;
  }
  const body = compact({
    ...wanted,
    CustomerRef: referenceTo(customer),
    DepositToAccountRef: account === null ? undefined : referenceTo(account),
    PaymentMethodRef: method === null ? undefined : { value: method.id },
    TotalAmt: amountOf(totalMinor),
    UnappliedAmt: amountOf(totalMinor - appliedMinor(applications.value)),
    ProcessPayment: false,
    TxnDate: txnDate,
    CurrencyRef: currencyReference(currency),
    ExchangeRate: undefined,
    ...exchange.value.properties,
    LinkedTxn: previous?.body['LinkedTxn'] ?? [],
    Line: linesOf(applications.value),
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
