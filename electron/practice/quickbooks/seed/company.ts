import type { BusinessDate } from '../../../../shared/domain/time/instants.ts';
import type { PracticeRegime } from '../../practice.ts';
import { booksClosedThrough } from '../../seed/already-booked.ts';
import { ACCOUNTS } from '../../seed/catalogue.ts';
import type { CompanyFile } from '../company-file.ts';
import { compact, type JsonObject } from '../json-value.ts';
import { accountId } from './chart.ts';

/** What a company is by its country. */
export const COMPANIES = {
  US: {
    name: 'Harbor & Pine LLC',
    country: 'US',
    timeZone: 'America/New_York',
    realmId: '9341450000000101',
    address: { Id: '1', Line1: '18 Pier Street', City: 'Seattle', CountrySubDivisionCode: 'WA', PostalCode: '98101', Country: 'US' },
  },
  CA: {
    name: 'Harbour & Pine Ltd',
    country: 'CA',
    timeZone: 'America/Toronto',
    realmId: '9341450000000202',
    address: { Id: '1', Line1: '18 Pier Street', City: 'Calgary', CountrySubDivisionCode: 'AB', PostalCode: 'T2P 1J9', Country: 'CA' },
  },
} as const;

export const companyOf = (regime: PracticeRegime): (typeof COMPANIES)['US' | 'CA'] => COMPANIES[regime === 'canada' ? 'CA' : 'US'];

export function companyInfo(regime: PracticeRegime): JsonObject {
  const company = companyOf(regime);
  return {
    CompanyName: company.name,
    LegalName: company.name,
    CompanyAddr: company.address,
    CustomerCommunicationAddr: company.address,
    LegalAddr: company.address,
    CompanyStartDate: '2019-01-01',
    FiscalYearStartMonth: 'January',
    Country: company.country,
    Email: { Address: 'books@harborandpine.example' },
    WebAddr: {},
    SupportedLanguages: 'en',
    DefaultTimeZone: company.timeZone,
    NameValue: [
      { Name: 'NeoEnabled', Value: 'true' },
      { Name: 'IndustryType', Value: 'Retail' },
      { Name: 'SubscriptionStatus', Value: 'PAID' },
      { Name: 'OfferingSku', Value: 'QuickBooks Online Plus' },
      { Name: 'PayrollFeature', Value: 'false' },
      { Name: 'AccountantFeature', Value: 'false' },
    ],
  };
}

/** Preferences with the books still open: {@link closeBooks} comes after the history is written. */
export function preferences(company: CompanyFile, regime: PracticeRegime, taxPrefs: JsonObject): JsonObject {
  const isCanada = regime === 'canada';
  return {
    AccountingInfoPrefs: {
      UseAccountNumbers: false,
      TrackDepartments: true,
      DepartmentTerminology: 'Location',
      ClassTrackingPerTxn: true,
      ClassTrackingPerTxnLine: false,
      FirstMonthOfFiscalYear: 'January',
      TaxYearMonth: 'January',
      CustomerTerminology: 'Customers',
    },
    ProductAndServicesPrefs: { ForSales: true, ForPurchase: true, QuantityWithPriceAndRate: true, QuantityOnHand: false, UOM: 'Disabled' },
    SalesFormsPrefs: {
      CustomField: [
        { CustomField: [{ Name: 'SalesFormsPrefs.UseSalesCustom1', Type: 'BooleanType', BooleanValue: true }] },
        { CustomField: [{ Name: 'SalesFormsPrefs.SalesCustomName1', Type: 'StringType', StringValue: 'Channel' }] },
      ],
      CustomTxnNumbers: true,
      AllowDeposit: false,
      AllowDiscount: true,
      DefaultDiscountAccount: accountId(company, ACCOUNTS.discounts),
      AllowEstimates: true,
      AllowServiceDate: false,
      AllowShipping: true,
      DefaultShippingAccount: accountId(company, ACCOUNTS.shippingIncome),
      DefaultTerms: { value: company.findNamed(['Term'], 'Net 30')?.id ?? '' },
      ETransactionEnabledStatus: 'NotApplicable',
      AutoApplyCredit: false,
    },
    TimeTrackingPrefs: { UseServices: true, BillCustomers: true },
    TaxPrefs: taxPrefs,
    CurrencyPrefs: { MultiCurrencyEnabled: false, HomeCurrency: { value: isCanada ? 'CAD' : 'USD' } },
    ReportPrefs: { ReportBasis: 'Accrual' },
    OtherPrefs: {
      NameValue: [
        { Name: 'SalesFormsPrefs.DefaultCustomerMessage', Value: 'Thank you for your order.' },
        { Name: 'WarnDuplicateInvoiceNumber', Value: 'true' },
      ],
    },
  };
}

/** Closes the books through the shop's own date. */
export function closeBooks(company: CompanyFile, anchorOn: BusinessDate): void {
  const stored = company.find('Preferences', '1');
  if (stored !== null) {
    const group = company.preferenceGroup('AccountingInfoPrefs') ?? {};
    company.update(stored, { ...stored.body, AccountingInfoPrefs: compact({ ...group, BookCloseDate: booksClosedThrough(anchorOn) }) });
  }
}
