/**
 * What a plan says about an order beside the documents: a blocker is why it can't be posted, a warning is what a person
 * should look at. Codes are stable (docs/glossary.md); messages name the record and the next step.
 */
export interface Finding {
  readonly code: FindingCode;
  readonly message: string;
  readonly details: Readonly<Record<string, unknown>>;
  /** What a person may choose to settle it (`resolve ORDER --code CODE --choose CHOICE`); empty where mapping or the source settles it. */
  readonly choices: readonly FindingChoice[];
}

export interface FindingChoice {
  readonly choice: DecisionChoice;
  readonly label: string;
  /** What `--value` holds, where the choice needs one. */
  readonly valueHint: string | null;
}

export const FINDING_CODES = [
  // the order itself
  'order/does-not-tie',
  'order/no-lines',
  'order/negative-total',
  'order/tax-not-expected',
  'order/price-missing',
  'order/unknown-status',
  'order/unknown-field-value',
  'order/zero-total',
  'order/quantity-zero-left-out',
  'order/sub-cent-amount',
  'order/credit-of-customer',
  'order/balance-left-open',
  'order/not-paid-in-full',
  'order/partly-shipped',
  'order/not-shipped',
  'order/before-start-date',
  'order/store-not-included',
  'order/awaiting-payment',
  'order/on-hold',
  'order/rejected-fulfillment',
  'order/family-incomplete',
  'order/family-not-shipped',
  'order/cancelled',
  'order/deleted-in-source',
  'order/no-date',
  'order/date-unknown',
  'order/payment-date-unknown',
  'order/payment-method-unknown',
  'order/total-unknown',
  'order/bill-to-unknown',
  'order/status-unknown',
  'order/currency-differs',
  'order/changed-after-posting',
  'order/cancelled-after-posting',
  'order/deleted-after-posting',
  'order/unshipped-after-posting',
  'order/paid-after-posting',
  'order/buyer-redacted',
  // mappings
  'mapping/product-missing',
  'mapping/shipping-missing',
  'mapping/discount-missing',
  'mapping/charge-missing',
  'mapping/rounding-missing',
  'mapping/store-missing',
  'mapping/tax-missing',
  'mapping/clearing-account-missing',
  'mapping/channel-customer-missing',
  'mapping/record-not-found',
  'mapping/record-inactive',
  'mapping/name-ambiguous',
  // customers
  'customer/ambiguous',
  'customer/no-name',
  'customer/name-taken',
  'customer/will-be-created',
  'customer/shared-email',
  'customer/tax-exempt',
  // the books
  'books/closed-period',
  'books/looks-posted',
  'books/total-differs',
  'books/discounts-off',
  'books/shipping-off',
  'books/tracking-off',
  'books/custom-field-off',
  'books/currency-off',
  'books/rate-missing',
  'books/gone',
  'books/changed',
  // what can't be done yet
  'plan/unsupported',
] as const;
export type FindingCode = (typeof FINDING_CODES)[number];

export const DECISION_CHOICES = [
  'rounding-line',
  'coupon',
  'one-line',
  'first-open-day',
  'adopt',
  'post-anyway',
  'use-customer',
  'create-customer',
  'void',
  'keep',
  'update',
  'void-and-post-anew',
  'credit-memo',
  'record-payment',
  'amount-paid-as-total',
  'lines-as-total',
  'date-of-shipping',
  'date-of-arrival',
] as const;
export type DecisionChoice = (typeof DECISION_CHOICES)[number];

/** A person's answer to a finding of one order. The newest for a code counts. */
export interface Decision {
  readonly orderId: number;
  readonly code: FindingCode;
  readonly choice: DecisionChoice;
  /** An item id for one-line, a customer id for use-customer, a document id for adopt; for keep, what it holds for; else null. */
  readonly value: string | null;
}
