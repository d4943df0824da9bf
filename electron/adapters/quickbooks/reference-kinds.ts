import { REFERENCE_KINDS, type ReferenceKind, UNTOLD_KINDS } from '../../../shared/domain/books/reference.ts';

/** Our kinds by Intuit's entity names. */
export const ENTITY_OF_KIND: Readonly<Record<ReferenceKind, string>> = {
  account: 'Account',
  item: 'Item',
  customer: 'Customer',
  vendor: 'Vendor',
  employee: 'Employee',
  term: 'Term',
  'payment-method': 'PaymentMethod',
  class: 'Class',
  location: 'Department',
  'tax-code': 'TaxCode',
  'tax-rate': 'TaxRate',
  'tax-agency': 'TaxAgency',
};

export function kindOfEntity(entity: string): ReferenceKind | null {
  return REFERENCE_KINDS.find((kind) => ENTITY_OF_KIND[kind] === entity) ?? null;
}

export const DOCUMENT_ENTITIES = ['Invoice', 'SalesReceipt', 'Payment', 'CreditMemo'] as const;
export type DocumentEntity = (typeof DOCUMENT_ENTITIES)[number];

/** Kinds that change data capture covers: all but TaxCode, TaxRate and TaxAgency ("Change data capture"). */
export const CHANGING_KINDS: readonly ReferenceKind[] = REFERENCE_KINDS.filter((kind) => !UNTOLD_KINDS.includes(kind));
