import type { Decimal } from '../money/decimal.ts';
import type { BusinessDate, Instant } from '../time/instants.ts';

/** How the company's books treat sales tax; read from its country and preferences, never guessed. */
export const TAX_REGIMES = ['us-automated', 'us-manual', 'us-none', 'us-automated-not-set-up', 'global'] as const;
export type TaxRegime = (typeof TAX_REGIMES)[number];

export interface BooksCompany {
  readonly realmId: string;
  readonly companyName: string;
  /** ISO alpha-2 as the books give it. */
  readonly country: string;
  readonly homeCurrency: string;
  readonly multiCurrency: boolean;
  readonly taxRegime: TaxRegime;
  readonly customTxnNumbers: boolean;
  readonly allowDiscount: boolean;
  readonly allowShipping: boolean;
  /** Nothing dated on or before this may be written. */
  readonly closedThrough: BusinessDate | null;
  readonly trackClasses: 'none' | 'document' | 'line';
  readonly trackLocations: boolean;
  /** The company's own fields of sales forms that are switched on. Absent where they were not read yet. */
  readonly customFields?: readonly { readonly id: string; readonly name: string }[];
  /** Accounts by Id that the books put shipping (of the shipping field) and discounts on by themselves. Absent where not read yet. */
  readonly defaultAccounts?: { readonly shipping: string | null; readonly discount: string | null };
}

/** Kinds of list records that the mirror keeps. Names are the books' own entity names in lower case. */
export const REFERENCE_KINDS = [
  'account',
  'item',
  'customer',
  'vendor',
  'employee',
  'term',
  'payment-method',
  'class',
  'location',
  'tax-code',
  'tax-rate',
  'tax-agency',
] as const;
export type ReferenceKind = (typeof REFERENCE_KINDS)[number];

/** Kinds whose changes the books do not tell: they are read again from time to time. */
export const UNTOLD_KINDS: readonly ReferenceKind[] = ['tax-code', 'tax-rate', 'tax-agency'];

interface ListRecord {
  readonly id: string;
  /** FullyQualifiedName where there is one, else the name. */
  readonly name: string;
  readonly active: boolean;
  readonly syncToken: string;
}

export interface Account extends ListRecord {
  readonly kind: 'account';
  readonly accountType: string;
  readonly accountSubType: string | null;
  readonly currency: string | null;
}

export interface Item extends ListRecord {
  readonly kind: 'item';
  readonly sku: string | null;
  readonly itemType: string;
  readonly incomeAccountId: string | null;
  readonly incomeAccountName: string | null;
  readonly taxable: boolean;
  readonly unitPrice: Decimal | null;
}

export interface Customer extends ListRecord {
  readonly kind: 'customer';
  readonly displayName: string;
  /** Absent where it is not known; false: the books take no sales tax from this customer. */
  readonly taxable?: boolean;
  readonly email: string | null;
  readonly currency: string | null;
}

/** Vendors and employees share the customers' name space. */
export interface NameHolder extends ListRecord {
  readonly kind: 'vendor' | 'employee';
}

export interface Term extends ListRecord {
  readonly kind: 'term';
  readonly dueDays: number | null;
}

export interface PlainRecord extends ListRecord {
  readonly kind: 'payment-method' | 'class' | 'location' | 'tax-agency';
}

export interface TaxCode extends ListRecord {
  readonly kind: 'tax-code';
  readonly taxable: boolean;
  readonly salesRateIds: readonly string[];
}

export interface TaxRate extends ListRecord {
  readonly kind: 'tax-rate';
  /** Percent: "9.5". */
  readonly rate: Decimal;
}

export type ReferenceRecord = Account | Item | Customer | NameHolder | Term | PlainRecord | TaxCode | TaxRate;

/** Header of a sales document or payment that is in the books, whoever wrote it. */
export interface BooksDocument {
  readonly entity: 'Invoice' | 'SalesReceipt' | 'Payment' | 'CreditMemo';
  readonly id: string;
  readonly syncToken: string;
  readonly documentNumber: string | null;
  readonly customerId: string | null;
  readonly date: BusinessDate;
  readonly totalMinor: number;
  readonly balanceMinor: number | null;
  readonly currency: string;
  readonly privateNote: string | null;
  readonly deleted: boolean;
  /** Recognised by zero total and the note "Voided": the books have no status for it. */
  readonly voided: boolean;
  readonly updatedAt: Instant;
  /** For payments: the invoices they pay. */
  readonly linkedDocumentIds: readonly string[];
}

/**
 * The mirror as planning sees it: look-ups only, so that it is the same for a company with ten customers and with a
 * hundred thousand. Names are compared as {@link nameKey} makes them.
 */
export interface BooksReference {
  readonly company: BooksCompany;
  accountByName(name: string): readonly Account[];
  accountById(id: string): Account | null;
  itemById(id: string): Item | null;
  itemsBySku(sku: string): readonly Item[];
  itemsByName(name: string): readonly Item[];
  customerById(id: string): Customer | null;
  customersByEmail(email: string): readonly Customer[];
  customersByName(name: string): readonly Customer[];
  /** Vendors and employees of that display name. */
  otherNameHolders(name: string): readonly NameHolder[];
  recordsByName(kind: ReferenceKind, name: string): readonly ReferenceRecord[];
  recordById(kind: ReferenceKind, id: string): ReferenceRecord | null;
  /** Sales documents (not payments) that carry this number and are not deleted. */
  documentsByNumber(documentNumber: string): readonly BooksDocument[];
  /** Home units for one unit of the currency on that date; null (or no such look-up) where the books tell none. */
  exchangeRate?(currency: string, on: BusinessDate): Decimal | null;
}
