import { fail, ok, type Result } from '../../../../shared/domain/result.ts';
import type { CompanyFile, StoredObject } from '../company-file.ts';
import { compact, isTrue, type JsonDraft, type JsonObject, minorAt, objectAt, objectsAt, refAt, textAt } from '../json-value.ts';
import { businessRule, notInPlan, type Refusal, requiredMissing, wrongAccountType } from '../refusal.ts';
import { taxOf } from '../tax/tax.ts';
import { amountOf, sumMinor, type TaxAnswer } from '../tax/tax-input.ts';
import { customFieldsOf } from './custom-fields.ts';
import { answeredAddress, checkNumber, checkOpen, dateAt, dueDateFor, lineIdsOf, numberFor, today } from './document-rules.ts';
import { withoutCleared } from './merge.ts';
import { checkCurrency, currencyReference, referenceTo, resolve } from './references.ts';
import { type BuiltLines, buildLines } from './sales-lines.ts';

export type SalesEntity = 'Invoice' | 'SalesReceipt' | 'CreditMemo';

export interface SalesRequest {
  readonly company: CompanyFile;
  readonly entity: SalesEntity;
  /** The whole document as it shall be: what was sent, over what was there. */
  readonly wanted: JsonObject;
  /** What was sent in this request. */
  readonly sent: JsonObject;
  /** The document before; null for a new one. */
  readonly previous: StoredObject | null;
  readonly allowDuplicateNumber: boolean;
}

interface Parties {
  readonly customer: StoredObject | null;
  readonly term: StoredObject | null;
  readonly references: JsonObject;
}

/** Checks a sales document and gives it whole, with everything that QuickBooks fills in (api/quickbooks §4.2). */
export function buildSalesDocument(request: SalesRequest): Result<JsonObject, Refusal> {
  const { company, entity, previous } = request;
  const wanted = withoutCleared(request.wanted);
  if (entity !== 'SalesReceipt' && refAt(wanted, 'CustomerRef') === null) {
    return fail(requiredMissing('CustomerRef'));
  }
  if (!Array.isArray(wanted['Line'])) {
    return fail(requiredMissing('Line'));
  }
  const parties = resolveParties(company, entity, wanted);
  if (!parties.ok) {
    return parties;
  }
  const lines = buildLines(company, objectsAt(wanted, 'Line'), previous === null ? [] : lineIdsOf(previous.body));
  if (!lines.ok) {
    return lines;
  }
  const txnDate = dateAt(wanted, 'TxnDate') ?? today(company);
  const docNumber = previous === null ? numberFor(company, wanted) : textAt(wanted, 'DocNumber');
  const refusal =
    checkCurrency(company, wanted) ??
    checkOpen(company, [txnDate, previous === null ? null : textAt(previous.body, 'TxnDate')]) ??
    checkNumber(company, docNumber, previous?.id ?? null, request.allowDuplicateNumber) ??
    checkEmail(wanted) ??
    checkDeposit(company, wanted);
  if (refusal !== null) {
    return fail(refusal);
  }
  const addresses = addressesOf(company, wanted, parties.value.customer, previous);
  const tax = reckonTax(request, wanted, lines.value, parties.value.customer, addresses);
  if (!tax.ok) {
    return tax;
  }
  const isGlobal = company.regime === 'canada';
  const totals = totalsOf(lines.value, tax.value, entity === 'SalesReceipt' ? null : previous);
  if (totals.totalMinor < 0) {
    return fail(businessRule('The transaction amount must be 0 or greater.'));
  }
  if (totals.balanceMinor < 0) {
    return fail(businessRule('The total can not be less than the payments that are applied to the transaction.'));
  }
  const { TxnTaxDetail: _detail, AutoDocNumber: _auto, ShippingTaxIncludedInTotalTax: _shipping, GlobalTaxCalculation: mode, ...kept } = wanted;
  return ok(
    compact({
      ...kept,
      ...(isGlobal ? { GlobalTaxCalculation: mode } : {}),
      ...(entity === 'Invoice' ? { AllowIPNPayment: false, AllowOnlinePayment: false, AllowOnlineCreditCardPayment: false, AllowOnlineACHPayment: false } : {}),
      CustomField: customFieldsOf(company, wanted),
      DocNumber: docNumber ?? undefined,
      TxnDate: txnDate,
      CurrencyRef: currencyReference(company),
      LinkedTxn: entity === 'SalesReceipt' ? undefined : (previous?.body['LinkedTxn'] ?? []),
      Line: answeredLines(lines.value, tax.value, totals.subtotalMinor),
      TxnTaxDetail: tax.value.detail,
      ...parties.value.references,
      ...addresses,
      ...(entity === 'Invoice' ? { DueDate: dateAt(wanted, 'DueDate') ?? dueDateFor(txnDate, parties.value.term) } : {}),
      TotalAmt: amountOf(totals.totalMinor),
      ApplyTaxAfterDiscount: isTrue(wanted, 'ApplyTaxAfterDiscount'),
      PrintStatus: wanted['PrintStatus'] ?? 'NeedToPrint',
      EmailStatus: wanted['EmailStatus'] ?? 'NotSet',
      Balance: amountOf(entity === 'SalesReceipt' ? 0 : totals.balanceMinor),
      ...(entity === 'CreditMemo' ? { RemainingCredit: amountOf(totals.balanceMinor) } : {}),
    }),
  );
}

function resolveParties(company: CompanyFile, entity: SalesEntity, wanted: JsonObject): Result<Parties, Refusal> {
  const customer = resolve(company, wanted, 'CustomerRef', 'Customer');
  const sentTerm = resolve(company, wanted, 'SalesTermRef', 'Term');
  const method = resolve(company, wanted, 'PaymentMethodRef', 'PaymentMethod');
  const deposit = resolve(company, wanted, 'DepositToAccountRef', 'Account');
  const department = resolve(company, wanted, 'DepartmentRef', 'Department');
  const headClass = resolve(company, wanted, 'ClassRef', 'Class');
  if ((refAt(wanted, 'DepartmentRef') !== null || refAt(wanted, 'ClassRef') !== null) && company.settings().plan !== 'Plus') {
    return fail(notInPlan('Location and class tracking'));
  }
  for (const found of [customer, sentTerm, method, deposit, department, headClass]) {
    if (!found.ok) {
      return found;
    }
  }
  const valueOf = (found: Result<StoredObject | null, Refusal>): StoredObject | null => (found.ok ? found.value : null);
  const account = valueOf(deposit);
  if (account !== null && account.body['AccountType'] !== 'Bank' && account.body['AccountType'] !== 'Other Current Asset') {
    return fail(wrongAccountType('DepositToAccountRef'));
  }
  const buyer = valueOf(customer);
  const customersTerm = buyer === null || entity !== 'Invoice' ? null : valueOf(resolve(company, buyer.body, 'SalesTermRef', 'Term'));
  const companysTerm = valueOf(resolve(company, company.preferenceGroup('SalesFormsPrefs'), 'DefaultTerms', 'Term'));
  const namedTerm = valueOf(sentTerm) ?? customersTerm;
  const undeposited = entity === 'SalesReceipt' && account === null ? company.findNamed(['Account'], company.requiredFact('undepositedFunds')) : account;
  const prefs = company.preferenceGroup('AccountingInfoPrefs');
  const place = valueOf(department);
  const category = valueOf(headClass);
  const references: JsonDraft = {
    CustomerRef: buyer === null ? undefined : referenceTo(buyer),
    SalesTermRef: namedTerm === null ? undefined : referenceTo(namedTerm),
    PaymentMethodRef: method.ok && method.value !== null ? referenceTo(method.value) : undefined,
    DepositToAccountRef: undeposited === null ? undefined : referenceTo(undeposited),
    DepartmentRef: place !== null && isTrue(prefs, 'TrackDepartments') ? referenceTo(place) : undefined,
    ClassRef: category !== null && isTrue(prefs, 'ClassTrackingPerTxn') ? referenceTo(category) : undefined,
  };
  return ok({ customer: buyer, term: namedTerm ?? companysTerm, references });
}

function checkEmail(wanted: JsonObject): Refusal | null {
  return wanted['EmailStatus'] === 'NeedToSend' && textAt(objectAt(wanted, 'BillEmail'), 'Address') === null ? requiredMissing('BillEmail') : null;
}

function checkDeposit(company: CompanyFile, wanted: JsonObject): Refusal | null {
  return (minorAt(wanted, 'Deposit', 2) ?? 0) !== 0 && !company.allows('AllowDeposit') ? businessRule('Deposits are not turned on in the company settings.') : null;
}

/** Addresses as sent or as they were; on a new document the customer's own. */
function addressesOf(company: CompanyFile, wanted: JsonObject, customer: StoredObject | null, previous: StoredObject | null): JsonObject {
  const named = ['BillAddr', 'ShipAddr', 'ShipFromAddr'].map((name): [string, JsonObject | undefined] => {
    const own = objectAt(wanted, name);
    const inherited = previous === null && customer !== null ? (objectAt(customer.body, name) ?? (name === 'ShipAddr' ? objectAt(customer.body, 'BillAddr') : null)) : null;
    return [name, own === null ? (inherited ?? undefined) : answeredAddress(company, own)];
  });
  return Object.fromEntries(named);
}

function reckonTax(request: SalesRequest, wanted: JsonObject, lines: BuiltLines, customer: StoredObject | null, addresses: JsonObject): Result<TaxAnswer, Refusal> {
  // What an update leaves out of an earlier override stays with the lines it was for.
  const keepsTax = request.previous !== null && request.sent['Line'] === undefined;
  const sentTax = objectAt(request.sent, 'TxnTaxDetail') ?? (keepsTax ? objectAt(wanted, 'TxnTaxDetail') : null);
  const state = textAt(objectAt(addresses, 'ShipAddr'), 'CountrySubDivisionCode') ?? textAt(objectAt(addresses, 'BillAddr'), 'CountrySubDivisionCode');
  return taxOf({
    company: request.company,
    sent: sentTax,
    lines: lines.taxed,
    linesMinor: sumMinor(lines.taxed.map((line) => line.minor)),
    discountMinor: lines.discountMinor,
    applyTaxAfterDiscount: isTrue(wanted, 'ApplyTaxAfterDiscount'),
    state: state?.toUpperCase() ?? null,
    customerIsTaxable: customer?.body['Taxable'] !== false,
    shippingTaxIncluded: isTrue(request.sent, 'ShippingTaxIncludedInTotalTax') || keepsTax,
    globalTaxCalculation: textAt(wanted, 'GlobalTaxCalculation'),
  });
}

interface Totals {
  readonly subtotalMinor: number;
  readonly totalMinor: number;
  readonly balanceMinor: number;
}

function totalsOf(lines: BuiltLines, tax: TaxAnswer, previous: StoredObject | null): Totals {
  const linesMinor = sumMinor(tax.netMinor);
  const totalMinor = linesMinor - lines.discountMinor + tax.taxMinor;
  const paidMinor = previous === null ? 0 : (minorAt(previous.body, 'TotalAmt', 2) ?? 0) - (minorAt(previous.body, 'Balance', 2) ?? 0);
  return { subtotalMinor: linesMinor, totalMinor, balanceMinor: totalMinor - paidMinor };
}

/** The lines with their net amounts, and the subtotal that QuickBooks appends. */
function answeredLines(lines: BuiltLines, tax: TaxAnswer, subtotalMinor: number): readonly JsonObject[] {
  const answered = [...lines.answered];
  for (const [index, line] of lines.taxed.entries()) {
    const before = answered[line.at];
    if (before !== undefined) {
      answered[line.at] = { ...before, Amount: amountOf(tax.netMinor[index] ?? line.minor) };
    }
  }
  return [...answered, { Amount: amountOf(subtotalMinor), DetailType: 'SubTotalLineDetail', SubTotalLineDetail: {} }];
}
