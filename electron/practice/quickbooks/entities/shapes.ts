import type { Entity } from '../entity-names.ts';

/** What a property holds. Text may have a longest length in characters (Intuit's reference; see 2050). */
export type Field =
  | { readonly kind: 'text'; readonly max?: number }
  | { readonly kind: 'number' }
  | { readonly kind: 'boolean' }
  | { readonly kind: 'date' }
  | { readonly kind: 'choice'; readonly of: readonly string[] }
  | { readonly kind: 'object'; readonly className: string; readonly shape: Shape }
  | { readonly kind: 'list'; readonly className: string; readonly shape: Shape }
  /** Taken and not looked into. */
  | { readonly kind: 'any' };

export type Shape = Readonly<Record<string, Field>>;

const text = (max?: number): Field => (max === undefined ? { kind: 'text' } : { kind: 'text', max });
const number: Field = { kind: 'number' };
const boolean: Field = { kind: 'boolean' };
const date: Field = { kind: 'date' };
const any: Field = { kind: 'any' };
const choice = (...of: string[]): Field => ({ kind: 'choice', of });
const object = (className: string, shape: Shape): Field => ({ kind: 'object', className, shape });
const list = (className: string, shape: Shape): Field => ({ kind: 'list', className, shape });

const reference = object('ReferenceType', { value: text(), name: text(), type: text() });
const memo = object('MemoRef', { value: text(1000), id: text() });
const email = object('EmailAddress', { Id: text(), Address: text(100), Default: boolean, Tag: text() });
const phone = object('TelephoneNumber', {
  Id: text(), DeviceType: text(), CountryCode: text(), AreaCode: text(), ExchangeCode: text(), Extension: text(), FreeFormNumber: text(30), Default: boolean, Tag: text(),
});
const website = object('WebSiteAddress', { Id: text(), URI: text(1000), Default: boolean, Tag: text() });
const address = object('PhysicalAddress', {
  Id: text(), Line1: text(500), Line2: text(500), Line3: text(500), Line4: text(500), Line5: text(500), City: text(255), Country: text(255), CountryCode: text(),
  County: text(), CountrySubDivisionCode: text(255), PostalCode: text(30), PostalCodeSuffix: text(), Lat: text(), Long: text(), Tag: text(), Note: text(),
});
const linkedTxn = list('LinkedTxn', { TxnId: text(), TxnType: text(), TxnLineId: text() });
const customField = list('CustomField', {
  DefinitionId: text(), Name: text(), Type: choice('StringType', 'BooleanType', 'NumberType', 'DateType'), StringValue: text(31), BooleanValue: boolean, DateValue: date, NumberValue: number,
});

const record: Shape = { domain: text(), status: text(), sparse: boolean, Id: text(), SyncToken: text(), MetaData: any, CustomField: customField, AttachableRef: any };

const salesItem = object('SalesItemLineDetail', {
  ItemRef: reference, ClassRef: reference, UnitPrice: number, RatePercent: number, PriceLevelRef: reference, MarkupInfo: any, Qty: number, UOMRef: any,
  ItemAccountRef: reference, InventorySiteRef: reference, TaxCodeRef: reference, TaxClassificationRef: reference, ServiceDate: date, TaxInclusiveAmt: number,
  DiscountRate: number, DiscountAmt: number, DeferredRevenue: boolean,
});
const taxLine = list('Line', {
  Id: text(), LineNum: number, Description: text(4000), Amount: number, DetailType: text(),
  TaxLineDetail: object('TaxLineDetail', {
    TaxRateRef: reference, PercentBased: boolean, TaxPercent: number, NetAmountTaxable: number, TaxInclusiveAmount: number, OverrideDeltaAmount: number, ServiceDate: date,
  }),
});
const salesLine = list('Line', {
  Id: text(), LineNum: number, Description: text(4000), Amount: number, Received: number, LinkedTxn: linkedTxn, DetailType: text(), CustomField: customField,
  SalesItemLineDetail: salesItem,
  DiscountLineDetail: object('DiscountLineDetail', {
    DiscountRef: reference, PercentBased: boolean, DiscountPercent: number, DiscountAccountRef: reference, ServiceDate: date, ClassRef: reference, TaxCodeRef: reference,
  }),
  DescriptionLineDetail: object('DescriptionLineDetail', { ServiceDate: date, TaxCodeRef: reference }),
  SubTotalLineDetail: object('SubTotalLineDetail', { ItemRef: reference, ServiceDate: date }),
  GroupLineDetail: any,
});

const sales: Shape = {
  ...record,
  DocNumber: text(21), AutoDocNumber: boolean, TxnDate: date, DepartmentRef: reference, CurrencyRef: reference, ExchangeRate: number, PrivateNote: text(4000), TxnStatus: text(),
  LinkedTxn: linkedTxn, Line: salesLine,
  TxnTaxDetail: object('TxnTaxDetail', {
    DefaultTaxCodeRef: reference, TxnTaxCodeRef: reference, TotalTax: number, TaxReviewStatus: text(), TaxLine: taxLine, UseAutomatedSalesTax: boolean,
  }),
  TxnSource: text(), TransactionLocationType: text(), RecurDataRef: reference, ProjectRef: reference, CustomerRef: reference, CustomerMemo: memo, BillAddr: address, ShipAddr: address,
  FreeFormAddress: boolean, ShipFromAddr: address, ClassRef: reference, SalesRepRef: reference, PONumber: text(15), FOB: text(15), ShipMethodRef: reference, ShipDate: date,
  TrackingNum: text(), GlobalTaxCalculation: choice('TaxExcluded', 'TaxInclusive', 'NotApplicable'), TotalAmt: number, HomeTotalAmt: number, ApplyTaxAfterDiscount: boolean,
  ShippingTaxIncludedInTotalTax: boolean, TemplateRef: reference, PrintStatus: choice('NotSet', 'NeedToPrint', 'PrintComplete'),
  EmailStatus: choice('NotSet', 'NeedToSend', 'EmailSent'), BillEmail: email, BillEmailCc: email, BillEmailBcc: email, ARAccountRef: reference, Balance: number, HomeBalance: number,
  PaymentMethodRef: reference, PaymentRefNum: text(21), PaymentType: text(), CreditCardPayment: any, CheckPayment: any, DepositToAccountRef: reference, DeliveryInfo: any,
  DiscountRate: number, DiscountAmt: number, TaxExemptionRef: reference,
};
const invoice: Shape = {
  ...sales, SalesTermRef: reference, DueDate: date, Deposit: number, AllowIPNPayment: boolean, AllowOnlinePayment: boolean, AllowOnlineCreditCardPayment: boolean,
  AllowOnlineACHPayment: boolean, InvoiceLink: text(), CallToAction: any, InvoiceStatus: any, InvoiceStatusLog: any,
};
const payment: Shape = {
  ...record,
  DocNumber: text(21), TxnDate: date, DepartmentRef: reference, CurrencyRef: reference, ExchangeRate: number, PrivateNote: text(4000), TxnStatus: text(), LinkedTxn: linkedTxn,
  Line: list('Line', { Id: text(), LineNum: number, Description: text(4000), Amount: number, LinkedTxn: linkedTxn, DetailType: text(), LineEx: any }),
  TxnSource: text(), ProjectRef: reference, CustomerRef: reference, ARAccountRef: reference, DepositToAccountRef: reference, PaymentMethodRef: reference, PaymentRefNum: text(21),
  PaymentType: text(), CreditCardPayment: any, CheckPayment: any, TotalAmt: number, UnappliedAmt: number, ProcessPayment: boolean, TransactionLocationType: text(), TaxExemptionRef: reference,
};

const person: Shape = {
  ...record,
  Title: text(16), GivenName: text(100), MiddleName: text(100), FamilyName: text(100), Suffix: text(16), DisplayName: text(500), CompanyName: text(100), FullyQualifiedName: text(),
  PrintOnCheckName: text(110), Active: boolean, PrimaryPhone: phone, AlternatePhone: phone, Mobile: phone, Fax: phone, PrimaryEmailAddr: email, WebAddr: website, Notes: text(2000),
  OtherAddr: any, OtherContactInfo: any,
};
const customer: Shape = {
  ...person,
  DefaultTaxCodeRef: reference, Taxable: boolean, TaxExemptionReasonId: text(), BillAddr: address, ShipAddr: address, Job: boolean, BillWithParent: boolean, ParentRef: reference,
  Level: number, CustomerTypeRef: reference, SalesTermRef: reference, PaymentMethodRef: reference, Balance: number, OpenBalanceDate: date, BalanceWithJobs: number, AcctNum: text(),
  CurrencyRef: reference, PreferredDeliveryMethod: choice('Print', 'Email', 'None'), ResaleNum: text(16), ARAccountRef: reference, IsProject: boolean, PrimaryTaxIdentifier: text(),
  SecondaryTaxIdentifier: text(), BusinessNumber: text(), Source: text(), ClientEntityId: text(), V4IDPseudonym: text(),
};
const vendor: Shape = {
  ...person, BillAddr: address, ShipAddr: address, TermRef: reference, Balance: number, BillRate: number, AcctNum: text(), Vendor1099: boolean, CurrencyRef: reference, TaxIdentifier: text(), APAccountRef: reference,
};
const employee: Shape = { ...person, PrimaryAddr: address, BillableTime: boolean, BillRate: number, BirthDate: date, HiredDate: date, ReleasedDate: date, EmployeeNumber: text(), SSN: text() };

const named: Shape = { ...record, Name: text(100), FullyQualifiedName: text(), Active: boolean, ParentRef: reference };
const item: Shape = {
  ...named,
  Sku: text(100), Description: text(4000), SubItem: boolean, Level: number, Taxable: boolean, SalesTaxIncluded: boolean, UnitPrice: number, RatePercent: number,
  Type: choice('Service', 'NonInventory', 'Inventory', 'Group', 'Category'), IncomeAccountRef: reference, PurchaseDesc: text(1000), PurchaseTaxIncluded: boolean, PurchaseCost: number,
  ExpenseAccountRef: reference, AssetAccountRef: reference, PrefVendorRef: reference, TrackQtyOnHand: boolean, QtyOnHand: number, ReorderPoint: number, ManPartNum: text(),
  SalesTaxCodeRef: reference, PurchaseTaxCodeRef: reference, InvStartDate: date, TaxClassificationRef: reference, ClassRef: reference, Source: text(), ItemCategoryType: text(),
};
const account: Shape = {
  ...named,
  SubAccount: boolean, Description: text(4000), Classification: text(), AccountType: text(), AccountSubType: text(), AcctNum: text(20), OpeningBalance: number, OpeningBalanceDate: date,
  CurrentBalance: number, CurrentBalanceWithSubAccounts: number, CurrencyRef: reference, TaxCodeRef: reference, TxnLocationType: text(), AccountAlias: text(),
};

/** What callers may send, by entity. An entity that is not here can only be read. */
export const SHAPES: Readonly<Partial<Record<Entity, Shape>>> = {
  Invoice: invoice,
  SalesReceipt: sales,
  CreditMemo: { ...sales, RemainingCredit: number, InvoiceRef: reference, SalesTermRef: reference },
  Payment: payment,
  Customer: customer,
  Vendor: vendor,
  Employee: employee,
  Item: item,
  Account: account,
  Class: { ...named, SubClass: boolean },
  Department: { ...named, SubDepartment: boolean, Address: address },
  Term: { ...record, Name: text(31), Active: boolean, Type: text(), DiscountPercent: number, DueDays: number, DiscountDays: number, DayOfMonthDue: number, DueNextMonthDays: number, DiscountDayOfMonth: number },
  PaymentMethod: { ...record, Name: text(31), Active: boolean, Type: choice('CREDIT_CARD', 'NON_CREDIT_CARD') },
};
