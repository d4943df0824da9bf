import { fail, ok, type Result } from '../../../../shared/domain/result.ts';
import type { BusinessDate } from '../../../../shared/domain/time/instants.ts';
import type { CompanyFile, StoredObject } from '../company-file.ts';
import { compact, isTrue, type JsonObject, minorAt, objectAt, objectsAt, refAt, textAt } from '../json-value.ts';
import { businessRule, type Refusal, requiredMissing } from '../refusal.ts';
import { taxOf } from '../tax/tax.ts';
import { amountOf, OVERRIDDEN, sumMinor, type TaxAnswer } from '../tax/tax-input.ts';
import { currencyReference, type Exchange, exchangeFor, homeTotals } from './currency.ts';
import { customFieldsOf } from './custom-fields.ts';
import { answeredAddress, checkNumber, checkOpen, dateAt, dueDateFor, lineIdsOf, numberFor, today } from './document-rules.ts';
import { withoutCleared } from './merge.ts';
import { type BuiltLines, buildLines, MOST_TAXED_LINES } from './sales-lines.ts';
import { type Parties, resolveParties, type SalesEntity } from './sales-parties.ts';

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
    checkOpen(company, [txnDate, previous === null ? null : textAt(previous.body, 'TxnDate')]) ??
    checkNumber(company, docNumber, previous?.id ?? null, request.allowDuplicateNumber) ??
    checkEmail(wanted) ??
    checkDeposit(company, wanted);
  if (refusal !== null) {
    return fail(refusal);
  }
  const addresses = addressesOf(company, wanted, parties.value.customer, previous);
  return reckoned({ request, wanted, parties: parties.value, lines: lines.value, txnDate, docNumber, addresses });
}

/** Currency, tax and totals of what is well formed. */
function reckoned(head: Omit<Built, 'tax' | 'totals' | 'exchange'>): Result<JsonObject, Refusal> {
  const { request, wanted, parties, lines, addresses } = head;
  const exchange = exchangeFor(request.company, wanted, parties.customer);
  if (!exchange.ok) {
    return exchange;
  }
  const tax = reckonTax(request, wanted, lines, parties.customer, addresses);
  if (!tax.ok) {
    return tax;
  }
  if (tax.value.taxMinor !== 0 && lines.answered.length > MOST_TAXED_LINES) {
    return fail(businessRule(`A transaction with tax can have at most ${MOST_TAXED_LINES} lines.`));
  }
  const totals = totalsOf(lines, tax.value, request.entity === 'SalesReceipt' ? null : request.previous);
  const unbalanced = checkTotals(totals);
  return unbalanced === null ? ok(answered({ ...head, tax: tax.value, totals, exchange: exchange.value })) : fail(unbalanced);
}

interface Built {
  readonly request: SalesRequest;
  readonly wanted: JsonObject;
  readonly parties: Parties;
  readonly lines: BuiltLines;
  readonly tax: TaxAnswer;
  readonly totals: Totals;
  readonly txnDate: BusinessDate;
  readonly docNumber: string | null;
  readonly addresses: JsonObject;
  readonly exchange: Exchange;
}

/** Taken from requests and not part of answers as they came. */
const CONSUMED = new Set(['AutoDocNumber', 'ShippingTaxIncludedInTotalTax', 'TxnTaxDetail']);
const NO_ONLINE_PAYMENT = {
  AllowIPNPayment: false,
  AllowOnlinePayment: false,
  AllowOnlineCreditCardPayment: false,
  AllowOnlineACHPayment: false,
} as const;

function answered(built: Built): JsonObject {
  const { request, wanted, parties, lines, tax, totals, txnDate, exchange } = built;
  const { company, entity, previous } = request;
  const kept = Object.fromEntries(Object.entries(wanted).filter(([name]) => !CONSUMED.has(name)));
  const document = compact({
    ...kept,
    GlobalTaxCalculation: company.regime === 'canada' ? wanted['GlobalTaxCalculation'] : undefined,
    ...(entity === 'Invoice' ? NO_ONLINE_PAYMENT : {}),
    CustomField: customFieldsOf(company, wanted),
    DocNumber: built.docNumber ?? undefined,
    TxnDate: txnDate,
    CurrencyRef: currencyReference(exchange.currency),
    ExchangeRate: undefined,
    ...exchange.properties,
    LinkedTxn: entity === 'SalesReceipt' ? undefined : (previous?.body['LinkedTxn'] ?? []),
    Line: answeredLines(lines, tax, totals.subtotalMinor),
    TxnTaxDetail: tax.detail,
    ...parties.references,
    ...built.addresses,
    DueDate: entity === 'Invoice' ? (dateAt(wanted, 'DueDate') ?? dueDateFor(txnDate, parties.term)) : undefined,
    TotalAmt: amountOf(totals.totalMinor),
    ApplyTaxAfterDiscount: isTrue(wanted, 'ApplyTaxAfterDiscount'),
    PrintStatus: wanted['PrintStatus'] ?? 'NeedToPrint',
    EmailStatus: wanted['EmailStatus'] ?? 'NotSet',
    Balance: amountOf(entity === 'SalesReceipt' ? 0 : totals.balanceMinor),
    RemainingCredit: entity === 'CreditMemo' ? amountOf(totals.balanceMinor) : undefined,
  });
  return compact({ ...document, ...homeTotals(company, document, exchange.rate) });
}

function checkTotals(totals: Totals): Refusal | null {
  if (totals.totalMinor < 0) {
    return businessRule('The transaction amount must be 0 or greater.');
  }
  return totals.balanceMinor < 0 ? businessRule('The total can not be less than the payments that are applied to the transaction.') : null;
}

function checkEmail(wanted: JsonObject): Refusal | null {
  return wanted['EmailStatus'] === 'NeedToSend' && textAt(objectAt(wanted, 'BillEmail'), 'Address') === null
    ? requiredMissing('BillEmail')
    : null;
}

function checkDeposit(company: CompanyFile, wanted: JsonObject): Refusal | null {
  return (minorAt(wanted, 'Deposit', 2) ?? 0) !== 0 && !company.allows('AllowDeposit')
    ? businessRule('Deposits are not turned on in the company settings.')
    : null;
}

/** Addresses as sent or as they were; on a new document the customer's own. */
function addressesOf(company: CompanyFile, wanted: JsonObject, customer: StoredObject | null, previous: StoredObject | null): JsonObject {
  const named = ['BillAddr', 'ShipAddr', 'ShipFromAddr'].map((name): [string, JsonObject | undefined] => {
    const own = objectAt(wanted, name);
    const inherited =
      previous === null && customer !== null
        ? (objectAt(customer.body, name) ?? (name === 'ShipAddr' ? objectAt(customer.body, 'BillAddr') : null))
        : null;
    return [name, own === null ? (inherited ?? undefined) : answeredAddress(company, own)];
  });
  return Object.fromEntries(named);
}

function reckonTax(
  request: SalesRequest,
  wanted: JsonObject,
  lines: BuiltLines,
  customer: StoredObject | null,
  addresses: JsonObject,
): Result<TaxAnswer, Refusal> {
  // What an update leaves out of an earlier override stays with the lines it was for; the engine's own tax is reckoned anew.
  const keepsTax = request.previous !== null && request.sent['Line'] === undefined;
  const storedTax = keepsTax ? objectAt(wanted, 'TxnTaxDetail') : null;
  const keptTax = request.company.regime === 'us-automated' && textAt(storedTax, 'TaxReviewStatus') !== OVERRIDDEN ? null : storedTax;
  const sentTax = objectAt(request.sent, 'TxnTaxDetail') ?? keptTax;
  return taxOf({
    company: request.company,
    sent: sentTax,
    lines: lines.taxed,
    linesMinor: sumMinor(lines.taxed.map((line) => line.minor)),
    discountMinor: lines.discountMinor,
    applyTaxAfterDiscount: isTrue(wanted, 'ApplyTaxAfterDiscount'),
    state: saleState(request.company, addresses),
    customerIsTaxable: customer?.body['Taxable'] !== false,
    shippingTaxIncluded: isTrue(request.sent, 'ShippingTaxIncludedInTotalTax') || keepsTax,
    globalTaxCalculation: textAt(wanted, 'GlobalTaxCalculation'),
  });
}

/** Where the sale is taxed: the ship-to address, else the bill-to, else the company's own place. */
function saleState(company: CompanyFile, addresses: JsonObject): string | null {
  const shop = objectAt(company.find('CompanyInfo', '1')?.body ?? null, 'CompanyAddr');
  const places = [objectAt(addresses, 'ShipAddr'), objectAt(addresses, 'BillAddr'), shop];
  const state = places.map((place) => textAt(place, 'CountrySubDivisionCode')).find((code) => code !== null);
  return state?.toUpperCase() ?? null;
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
