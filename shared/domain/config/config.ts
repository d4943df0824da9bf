import type { BusinessDate } from '../time/instants.ts';
import type { Schedule } from './schedule.ts';

/** Intuit's three fields of sales forms, by DefinitionId. */
export const CUSTOM_FIELD_IDS = ['1', '2', '3'] as const;
export type CustomFieldId = (typeof CUSTOM_FIELD_IDS)[number];

/** What of an order can stand in a field: nothing that changes after posting, which would ask for an update of its own. */
export const CUSTOM_FIELD_SOURCES = ['order-number', 'store', 'requested-service', 'payment-method', 'username'] as const;
export type CustomFieldSource = (typeof CUSTOM_FIELD_SOURCES)[number];

/** A record of the books, named as a person would or by its Id. Exactly one of the two. */
export type RecordName = { readonly name: string } | { readonly id: string };

export const DOCUMENT_KINDS = ['invoice', 'invoice-with-payment', 'sales-receipt'] as const;
export type DocumentKind = (typeof DOCUMENT_KINDS)[number];
export const TAX_TREATMENTS = ['seller', 'liability-line', 'marketplace', 'none'] as const;
export type TaxTreatment = (typeof TAX_TREATMENTS)[number];

export interface Policy {
  /** Nothing before it is ever posted automatically; null means that every order counts. */
  readonly startOn: BusinessDate | null;
  /** IANA name of the company's zone. */
  readonly timeZone: string;
  readonly postWhen: 'shipped' | 'created';
  readonly date: 'ship' | 'order' | 'payment';
  readonly autoPost: boolean;
  readonly zeroTotals: 'skip' | 'post';
  readonly zeroPriceLines: 'keep' | 'leave-out';
  /** One discount line on the discount account, or negative lines on the discount item. */
  readonly discounts: 'line' | 'item';
  /** Differences up to this are put on a visible rounding line; 0 never. */
  readonly roundingToleranceMinor: number;
  readonly roundingItem: RecordName | null;
  readonly items: {
    readonly whenUnmatched: 'hold' | 'fallback' | 'create';
    readonly fallbackItem: RecordName | null;
    readonly createAs: 'NonInventory' | 'Service';
    readonly incomeAccount: RecordName | null;
  };
  /** `as`: lines on items, one for each method, or one amount in the books' own shipping field. */
  readonly shipping: {
    readonly as: 'item' | 'field';
    readonly whenUnmapped: 'default' | 'block';
    readonly defaultItem: RecordName | null;
  };
  /** What stands in the company's own fields of sales forms, each at most once. */
  readonly customFields: readonly { readonly field: CustomFieldId; readonly from: CustomFieldSource }[];
  /** Where `discounts` is "line", null means the books' own default discount account. */
  readonly discountAccount: RecordName | null;
  readonly discountItem: RecordName | null;
  readonly chargeItem: RecordName | null;
  readonly documentNumberPrefix: string;
  readonly labelCost: { readonly post: boolean };
}

export interface StorePolicy {
  readonly include: boolean;
  readonly document: DocumentKind;
  readonly clearingAccount: RecordName | null;
  readonly customer: 'per-buyer' | 'channel';
  readonly channelCustomer: RecordName | null;
  readonly tax: TaxTreatment;
  readonly taxCode: RecordName | null;
  readonly zeroTaxCode: RecordName | null;
  readonly taxItem: RecordName | null;
  readonly prices: 'net' | 'tax-inclusive';
  /** ISO 4217; null means the company's home currency. */
  readonly currency: string | null;
  readonly coupon: 'hold' | 'discount';
  /** What counts where the source cannot tell an order's total or date; `ask` blocks until a person says. */
  readonly untold: { readonly total: 'ask' | 'amount-paid' | 'lines'; readonly date: 'ask' | 'shipping' | 'arrival' };
  readonly class: RecordName | null;
  readonly location: RecordName | null;
  readonly terms: RecordName | null;
  readonly paymentMethod: RecordName | null;
}

export interface ShippingMethodMapping {
  /** At least one key; the mapping with the most keys that all match wins. Text is compared without case and outer spaces. */
  readonly match: {
    readonly requestedService?: string | undefined;
    readonly carrierCode?: string | undefined;
    readonly serviceCode?: string | undefined;
    readonly store?: number | undefined;
  };
  readonly item: RecordName;
  /** Where the item is not there yet: a Service item is proposed whose income account is this one. */
  readonly createWithAccount?: RecordName | null | undefined;
}

export interface ProductMapping {
  readonly sku: string;
  readonly item: RecordName;
}

/** How money is recorded that was paid in a certain way: at least one of `method` and `account` is named. */
export interface PaymentMethodMapping {
  /** The way of paying as the source names it, of one store or of all. Text is compared without case and outer spaces. */
  readonly match: { readonly paymentMethod: string; readonly store?: number | undefined };
  /** The books' payment method; null: the store's. */
  readonly method: RecordName | null;
  /** Where the money lies until it is paid out; null: the store's clearing account. */
  readonly account: RecordName | null;
}

/** A company's whole policy and mappings: the document of `config export`. */
export interface Config {
  readonly version: 1;
  readonly policy: Policy;
  readonly schedule: Schedule;
  /** By store id in decimal. */
  readonly stores: Readonly<Record<string, StorePolicy>>;
  readonly shippingMethods: readonly ShippingMethodMapping[];
  readonly paymentMethods: readonly PaymentMethodMapping[];
  readonly products: readonly ProductMapping[];
}
