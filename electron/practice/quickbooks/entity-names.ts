/** The entities that the stand-in keeps, by the names that QuickBooks gives them. */
export const ENTITIES = [
  'CompanyInfo',
  'Preferences',
  'Account',
  'Item',
  'Customer',
  'Vendor',
  'Employee',
  'Term',
  'PaymentMethod',
  'Class',
  'Department',
  'CompanyCurrency',
  'TaxCode',
  'TaxRate',
  'TaxAgency',
  'Invoice',
  'SalesReceipt',
  'CreditMemo',
  'Payment',
] as const;

export type Entity = (typeof ENTITIES)[number];

/** Transactions that carry a DocNumber out of the one range of sales numbers. */
export const NUMBERED: readonly Entity[] = ['Invoice', 'SalesReceipt', 'CreditMemo'];

export const TRANSACTIONS: readonly Entity[] = [...NUMBERED, 'Payment'];

/** Names that share one namespace (6240). */
export const PEOPLE: readonly Entity[] = ['Customer', 'Vendor', 'Employee'];

const byLowerCase = new Map<string, Entity>(ENTITIES.map((entity) => [entity.toLowerCase(), entity]));

/** Entity names are matched without case. */
export function entityNamed(text: string): Entity | null {
  return byLowerCase.get(text.toLowerCase()) ?? null;
}
