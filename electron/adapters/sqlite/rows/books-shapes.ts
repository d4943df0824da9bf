import { z } from 'zod';

import { type BooksCompany, type BooksDocument, type ReferenceRecord, TAX_REGIMES } from '../../../../shared/domain/books/reference.ts';
import { dateText, decimalText, instantText } from './values.ts';

const text = z.string().nullable();
const listed = { id: z.string(), name: z.string(), active: z.boolean(), syncToken: z.string() };

export const recordShape: z.ZodType<ReferenceRecord> = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('account'), ...listed, accountType: z.string(), accountSubType: text, currency: text }),
  z.object({
    kind: z.literal('item'),
    ...listed,
    sku: text,
    itemType: z.string(),
    incomeAccountId: text,
    incomeAccountName: text,
    taxable: z.boolean(),
    unitPrice: decimalText.nullable(),
  }),
  z.object({
    kind: z.literal('customer'),
    ...listed,
    displayName: z.string(),
    taxable: z.boolean().exactOptional(),
    email: text,
    currency: text,
  }),
  z.object({ kind: z.enum(['vendor', 'employee']), ...listed }),
  z.object({ kind: z.literal('term'), ...listed, dueDays: z.number().nullable() }),
  z.object({ kind: z.enum(['payment-method', 'class', 'location', 'tax-agency']), ...listed }),
  z.object({ kind: z.literal('tax-code'), ...listed, taxable: z.boolean(), salesRateIds: z.array(z.string()) }),
  z.object({ kind: z.literal('tax-rate'), ...listed, rate: decimalText }),
]);

export const booksCompanyShape: z.ZodType<BooksCompany> = z.object({
  realmId: z.string(),
  companyName: z.string(),
  country: z.string(),
  homeCurrency: z.string(),
  multiCurrency: z.boolean(),
  taxRegime: z.enum(TAX_REGIMES),
  customTxnNumbers: z.boolean(),
  allowDiscount: z.boolean(),
  allowShipping: z.boolean(),
  closedThrough: dateText.nullable(),
  trackClasses: z.enum(['none', 'document', 'line']),
  trackLocations: z.boolean(),
  customFields: z.array(z.object({ id: z.string(), name: z.string() })).exactOptional(),
  defaultAccounts: z.object({ shipping: text, discount: text }).exactOptional(),
});

export const booksDocumentShape: z.ZodType<BooksDocument> = z.object({
  entity: z.enum(['Invoice', 'SalesReceipt', 'Payment', 'CreditMemo']),
  id: z.string(),
  syncToken: z.string(),
  documentNumber: text,
  customerId: text,
  date: dateText,
  totalMinor: z.int(),
  balanceMinor: z.int().nullable(),
  currency: z.string(),
  privateNote: text,
  deleted: z.boolean(),
  voided: z.boolean(),
  updatedAt: instantText,
  linkedDocumentIds: z.array(z.string()),
});
