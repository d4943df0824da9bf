import { decimal, type Decimal, multiplyDecimals, toMinor } from '../../../../shared/domain/money/decimal.ts';
import { fail, ok, type Result } from '../../../../shared/domain/result.ts';
import type { CompanyFile, StoredObject } from '../company-file.ts';
import { decimalAt, isTrue, type JsonObject, minorAt, refAt, textAt } from '../json-value.ts';
import { businessRule, type Refusal, requiredMissing, unknownReference } from '../refusal.ts';
import { amountOf } from '../tax/tax-input.ts';

/** Names of currencies as QuickBooks writes them. */
const NAMES: Readonly<Record<string, string>> = {
  USD: 'United States Dollar',
  CAD: 'Canadian Dollar',
  EUR: 'Euro',
  GBP: 'British Pound Sterling',
  AUD: 'Australian Dollar',
};

/** Home units for one of the other currency, until a person sets another rate. */
const RATES: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  USD: { EUR: '1.08', GBP: '1.27', CAD: '0.73', AUD: '0.66' },
  CAD: { EUR: '1.48', GBP: '1.74', USD: '1.37', AUD: '0.9' },
};

/** Whether the company keeps several currencies. Switching it on can not be undone (api/quickbooks §4.6). */
export const keepsCurrencies = (company: CompanyFile): boolean => isTrue(company.preferenceGroup('CurrencyPrefs'), 'MultiCurrencyEnabled');

export const currencyName = (code: string): string => NAMES[code] ?? code;

/** A currency as answers carry it: its value is the ISO code, no id. */
export const currencyReference = (code: string): JsonObject => ({ value: code, name: currencyName(code) });

/** Home units for one unit of the currency; null where the company has no rate for it. */
export function exchangeRateOf(company: CompanyFile, code: string): Decimal | null {
  if (code === company.homeCurrency) {
    return decimal('1');
  }
  const rate = company.fact(`rate ${code}`) ?? RATES[company.homeCurrency]?.[code];
  return rate === undefined ? null : decimal(rate);
}

const listed = (company: CompanyFile, code: string): boolean =>
  code === company.homeCurrency || company.findNamed(['CompanyCurrency'], currencyName(code))?.body['Active'] === true;

/** The currency of a person or an account: the home currency where none is sent; it can not be changed once made. */
export function chosenCurrency(company: CompanyFile, wanted: JsonObject, previous: StoredObject | null): Result<string, Refusal> {
  const before = previous === null ? null : refAt(previous.body, 'CurrencyRef');
  const code = refAt(wanted, 'CurrencyRef') ?? before ?? company.homeCurrency;
  if (code !== company.homeCurrency && !keepsCurrencies(company)) {
    return fail(businessRule('Multi Currency should be enabled to perform this operation'));
  }
  if (before !== null && before !== code) {
    return fail(businessRule('The currency can not be changed.'));
  }
  return listed(company, code) ? ok(code) : fail(unknownReference('Currencies', code, 'CurrencyRef'));
}

/** Currency and rate of a transaction. */
export interface Exchange {
  readonly currency: string;
  /** Home units for one unit of the currency. */
  readonly rate: Decimal;
  /** ExchangeRate as it is answered: only companies that keep several currencies have one. */
  readonly properties: JsonObject;
}

/**
 * The currency of a transaction. Where the company keeps several it must be said (2020) and be the customer's own; a rate that
 * is missing is looked up, or counts as 1 by setting (seen in the field).
 */
export function exchangeFor(company: CompanyFile, wanted: JsonObject, customer: StoredObject | null): Result<Exchange, Refusal> {
  const sent = refAt(wanted, 'CurrencyRef');
  if (!keepsCurrencies(company)) {
    return sent === null || sent === company.homeCurrency
      ? ok({ currency: company.homeCurrency, rate: decimal('1'), properties: {} })
      : fail(businessRule('Multi Currency should be enabled to perform this operation'));
  }
  if (sent === null) {
    return fail(requiredMissing('CurrencyRef'));
  }
  if (!listed(company, sent)) {
    return fail(unknownReference('Currencies', sent, 'CurrencyRef'));
  }
  const customers = customer === null ? sent : (refAt(customer.body, 'CurrencyRef') ?? company.homeCurrency);
  if (customers !== sent) {
    return fail(businessRule(`The currency of the transaction must be the customer's: ${customers}.`));
  }
  const looked = company.settings().missingExchangeRate === 'looked-up' ? exchangeRateOf(company, sent) : null;
  const rate = sent === company.homeCurrency ? decimal('1') : (decimalAt(wanted, 'ExchangeRate') ?? looked ?? decimal('1'));
  return ok({ currency: sent, rate, properties: { ExchangeRate: Number(rate) } });
}

/** An amount of a transaction in the home currency, rounded half up. */
export const homeAmountOf = (minor: number, rate: Decimal): number =>
  amountOf(toMinor(multiplyDecimals(rate, decimal(amountOf(minor))), 2));

/** Whether money of the currency can be put on the account: one of the same currency or of the home currency. */
export function takesCurrency(company: CompanyFile, account: StoredObject | null, currency: string): boolean {
  const kept = account === null ? company.homeCurrency : (refAt(account.body, 'CurrencyRef') ?? company.homeCurrency);
  return kept === currency || kept === company.homeCurrency;
}

/** Adds a currency to the company's list. */
export function createCurrency(company: CompanyFile, sent: JsonObject): Result<JsonObject, Refusal> {
  const code = textAt(sent, 'Code');
  if (code === null) {
    return fail(requiredMissing('Code'));
  }
  if (!keepsCurrencies(company)) {
    return fail(businessRule('Multi Currency should be enabled to perform this operation'));
  }
  return listed(company, code)
    ? fail(businessRule(`The currency ${code} is in the list already.`))
    : ok(company.insert('CompanyCurrency', { Code: code, Name: currencyName(code), Active: true }));
}

/** Home totals as answers carry them beside the totals of the document's own currency. */
export function homeTotals(company: CompanyFile, document: JsonObject, rate: Decimal): JsonObject {
  if (!keepsCurrencies(company)) {
    return { HomeTotalAmt: undefined, HomeBalance: undefined };
  }
  const inHome = (property: string): number => homeAmountOf(minorAt(document, property, 2) ?? 0, rate);
  return { HomeTotalAmt: inHome('TotalAmt'), HomeBalance: inHome('Balance') };
}
