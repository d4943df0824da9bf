import { z } from 'zod';

import type { BooksCompany, TaxRegime } from '../../../shared/domain/books/reference.ts';
import { CUSTOM_FIELD_IDS } from '../../../shared/domain/config/config.ts';
import { fail, ok, type Result } from '../../../shared/domain/result.ts';
import { dateOrNull, flag, reference, text } from './raw-fields.ts';

const rawCompanyInfo = z.object({ CompanyName: text, LegalName: text, Country: text });

/** Two groups: which fields are on ("UseSalesCustom1"), and what they are called ("SalesCustomName1"). */
const rawFieldGroup = z.object({
  CustomField: z.array(z.object({ Name: text, BooleanValue: flag, StringValue: text })).nullish(),
});

const rawPreferences = z.object({
  SalesFormsPrefs: z
    .object({
      CustomTxnNumbers: flag,
      AllowShipping: flag,
      AllowDiscount: flag,
      CustomField: z.array(rawFieldGroup).nullish(),
      DefaultShippingAccount: text,
      DefaultDiscountAccount: text,
    })
    .nullish(),
  TaxPrefs: z.object({ UsingSalesTax: flag, PartnerTaxEnabled: flag }).nullish(),
  CurrencyPrefs: z.object({ MultiCurrencyEnabled: flag, HomeCurrency: reference }).nullish(),
  AccountingInfoPrefs: z
    .object({ BookCloseDate: dateOrNull, ClassTrackingPerTxn: flag, ClassTrackingPerTxnLine: flag, TrackDepartments: flag })
    .nullish(),
});
type RawPreferences = z.output<typeof rawPreferences>;

/** Home currencies of the countries that QuickBooks Online is sold in under a name of its own, for answers that leave it out. */
const CURRENCY_OF: Readonly<Record<string, string>> = {
  US: 'USD',
  CA: 'CAD',
  GB: 'GBP',
  AU: 'AUD',
  FR: 'EUR',
  IN: 'INR',
  SG: 'SGD',
  ZA: 'ZAR',
};

/** The company from its CompanyInfo and Preferences. A country is never guessed: it decides the tax. */
export function readCompany(realmId: string, companyInfo: unknown, preferences: unknown): Result<BooksCompany, string> {
  const info = rawCompanyInfo.safeParse(companyInfo);
  const prefs = rawPreferences.safeParse(preferences);
  if (!info.success || !prefs.success) {
    return fail(`${info.success ? 'Preferences' : 'CompanyInfo'} cannot be read`);
  }
  const country = info.data.Country === null ? null : countryCode(info.data.Country);
  if (country === null) {
    return fail('CompanyInfo names no country');
  }
  const { SalesFormsPrefs: forms, CurrencyPrefs: currency, AccountingInfoPrefs: accounting } = prefs.data;
  const homeCurrency = currency?.HomeCurrency?.value ?? CURRENCY_OF[country];
  if (homeCurrency === undefined) {
    return fail('Preferences name no home currency');
  }
  return ok({
    realmId,
    companyName: info.data.CompanyName ?? info.data.LegalName ?? realmId,
    country,
    homeCurrency,
    multiCurrency: currency?.MultiCurrencyEnabled ?? false,
    taxRegime: taxRegimeOf(country, prefs.data),
    customTxnNumbers: forms?.CustomTxnNumbers ?? false,
    allowDiscount: forms?.AllowDiscount ?? false,
    allowShipping: forms?.AllowShipping ?? false,
    closedThrough: accounting?.BookCloseDate ?? null,
    trackClasses: trackedClasses(accounting),
    trackLocations: accounting?.TrackDepartments ?? false,
    customFields: customFieldsOf(forms?.CustomField ?? []),
    defaultAccounts: { shipping: forms?.DefaultShippingAccount ?? null, discount: forms?.DefaultDiscountAccount ?? null },
  });
}

/** The fields that are on, by DefinitionId; one without a name has its number for one (Intuit, Preferences.SalesFormsPrefs). */
function customFieldsOf(groups: readonly z.output<typeof rawFieldGroup>[]): NonNullable<BooksCompany['customFields']> {
  const entries = groups.flatMap((group) => group.CustomField ?? []);
  const of = (prefix: string, id: string) => entries.find(({ Name: name }) => name === `SalesFormsPrefs.${prefix}${id}`);
  return CUSTOM_FIELD_IDS.filter((id) => of('UseSalesCustom', id)?.BooleanValue === true).map((id) => ({
    id,
    name: of('SalesCustomName', id)?.StringValue ?? `Custom field ${id}`,
  }));
}

/** Which model of sales tax the company has: from its country and TaxPrefs (Intuit, "Sales tax", regime detection). */
function taxRegimeOf(country: string, preferences: RawPreferences): TaxRegime {
  if (country !== 'US') {
    return 'global';
  }
  if (preferences.TaxPrefs?.UsingSalesTax !== true) {
    return 'us-none';
  }
  const partnerTax = preferences.TaxPrefs.PartnerTaxEnabled;
  if (partnerTax === null) {
    return 'us-manual';
  }
  return partnerTax ? 'us-automated' : 'us-automated-not-set-up';
}

function trackedClasses(accounting: RawPreferences['AccountingInfoPrefs']): BooksCompany['trackClasses'] {
  if (accounting?.ClassTrackingPerTxnLine === true) {
    return 'line';
  }
  return accounting?.ClassTrackingPerTxn === true ? 'document' : 'none';
}

function countryCode(name: string): string {
  const upper = name.trim().toUpperCase();
  return upper === 'USA' || upper === 'UNITED STATES' ? 'US' : upper;
}
