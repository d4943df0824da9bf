import type { Entity } from '../entity-names.ts';

export type PropertyKind =
  | 'id'
  | 'name'
  | 'docNumber'
  | 'txnDate'
  | 'customer'
  | 'created'
  | 'updated'
  | 'active'
  | 'text'
  | 'number'
  | 'boolean'
  | 'date'
  | 'reference'
  | 'email';

const common: Readonly<Record<string, PropertyKind>> = {
  Id: 'id',
  'MetaData.CreateTime': 'created',
  'MetaData.LastUpdatedTime': 'updated',
};
const sales: Readonly<Record<string, PropertyKind>> = {
  ...common,
  DocNumber: 'docNumber',
  TxnDate: 'txnDate',
  CustomerRef: 'customer',
  Balance: 'number',
  TotalAmt: 'number',
};
const person: Readonly<Record<string, PropertyKind>> = {
  ...common,
  DisplayName: 'name',
  GivenName: 'text',
  MiddleName: 'text',
  FamilyName: 'text',
  CompanyName: 'text',
  PrintOnCheckName: 'text',
  PrimaryEmailAddr: 'email',
  Active: 'active',
};
const listed: Readonly<Record<string, PropertyKind>> = { ...common, Name: 'name', Active: 'active' };
const hierarchical: Readonly<Record<string, PropertyKind>> = { ...listed, FullyQualifiedName: 'text', ParentRef: 'reference' };

/** What can be filtered and sorted by. Notes, tracking numbers, custom fields and locations can not. */
export const QUERYABLE: Readonly<Record<Entity, Readonly<Record<string, PropertyKind>>>> = {
  CompanyInfo: common,
  Preferences: common,
  Account: {
    ...hierarchical,
    AccountType: 'text',
    AccountSubType: 'text',
    Classification: 'text',
    SubAccount: 'boolean',
    CurrentBalance: 'number',
  },
  Item: { ...hierarchical, Sku: 'text', Type: 'text', SubItem: 'boolean', Taxable: 'boolean', UnitPrice: 'number' },
  Customer: { ...person, FullyQualifiedName: 'text', Balance: 'number', Job: 'boolean', ParentRef: 'reference' },
  Vendor: { ...person, Balance: 'number' },
  Employee: person,
  Term: { ...listed, Type: 'text', DueDays: 'number' },
  PaymentMethod: { ...listed, Type: 'text' },
  Class: hierarchical,
  Department: hierarchical,
  CompanyCurrency: { ...listed, Code: 'text' },
  TaxCode: { ...listed, Description: 'text', Taxable: 'boolean', TaxGroup: 'boolean' },
  TaxRate: { ...listed, Description: 'text', RateValue: 'number' },
  TaxAgency: { ...common, DisplayName: 'name' },
  Invoice: { ...sales, DueDate: 'date', SalesTermRef: 'reference', ProjectRef: 'reference' },
  SalesReceipt: sales,
  CreditMemo: sales,
  Payment: {
    ...common,
    TxnDate: 'txnDate',
    CustomerRef: 'customer',
    TotalAmt: 'number',
    UnappliedAmt: 'number',
    PaymentRefNum: 'text',
    PaymentMethodRef: 'reference',
  },
};

/** The property's right spelling and kind; names are matched without case. */
export function queryableProperty(entity: Entity, property: string): { readonly name: string; readonly kind: PropertyKind } | null {
  const wanted = property.toLowerCase();
  const found = Object.entries(QUERYABLE[entity]).find(([name]) => name.toLowerCase() === wanted);
  return found === undefined ? null : { name: found[0], kind: found[1] };
}
