import type { KeyMistake } from '../../../../shared/domain/connections/source-keys.ts';
import type { DecisionChoice, FindingCode } from '../../../../shared/domain/findings.ts';

export type Details = Readonly<Record<string, unknown>>;

const FINDING_NAMES: Readonly<Record<FindingCode, string>> = {
  'order/does-not-tie': 'Does not tie out',
  'order/no-lines': 'No lines',
  'order/negative-total': 'Negative total',
  'order/tax-not-expected': 'Tax not expected',
  'order/price-missing': 'Price missing',
  'order/unknown-status': 'Unknown status',
  'order/unknown-field-value': 'Unknown value',
  'order/zero-total': 'Total is zero',
  'order/quantity-zero-left-out': 'Quantity 0 left out',
  'order/sub-cent-amount': 'Fraction of a cent',
  'order/credit-of-customer': 'Paid too much',
  'order/balance-left-open': 'Balance left open',
  'order/not-paid-in-full': 'Not paid in full',
  'order/partly-shipped': 'Partly shipped',
  'order/not-shipped': 'Not shipped',
  'order/before-start-date': 'Before the start date',
  'order/store-not-included': 'Store left out',
  'order/awaiting-payment': 'Awaiting payment',
  'order/on-hold': 'On hold',
  'order/rejected-fulfillment': 'Fulfillment rejected',
  'order/family-incomplete': 'Related order missing',
  'order/family-not-shipped': 'Related order not shipped',
  'order/cancelled': 'Cancelled',
  'order/deleted-in-source': 'Deleted in ShipStation',
  'order/no-date': 'No date',
  'order/date-unknown': 'Date not told',
  'order/payment-date-unknown': 'Payment date not told',
  'order/payment-method-unknown': 'Way of paying not told',
  'order/total-unknown': 'Total not told',
  'order/bill-to-unknown': 'Payer not told',
  'order/status-unknown': 'Not told whether paid',
  'order/currency-differs': 'Other currency',
  'order/changed-after-posting': 'Changed after posting',
  'order/cancelled-after-posting': 'Cancelled after posting',
  'order/deleted-after-posting': 'Deleted after posting',
  'order/unshipped-after-posting': 'Unshipped after posting',
  'order/buyer-redacted': 'Buyer redacted',
  'mapping/product-missing': 'Product not mapped',
  'mapping/shipping-missing': 'Shipping method not mapped',
  'mapping/discount-missing': 'Discount not mapped',
  'mapping/charge-missing': 'Charge not mapped',
  'mapping/rounding-missing': 'Rounding item missing',
  'mapping/store-missing': 'Store not set up',
  'mapping/tax-missing': 'Tax not mapped',
  'mapping/clearing-account-missing': 'Clearing account missing',
  'mapping/channel-customer-missing': 'Channel customer missing',
  'mapping/record-not-found': 'Record not found',
  'mapping/record-inactive': 'Record inactive',
  'mapping/name-ambiguous': 'Name ambiguous',
  'customer/ambiguous': 'Several customers match',
  'customer/no-name': 'Customer without name',
  'customer/name-taken': 'Name taken',
  'customer/will-be-created': 'New customer',
  'customer/shared-email': 'Shared e-mail',
  'customer/tax-exempt': 'Customer is tax exempt',
  'books/closed-period': 'Books closed',
  'books/looks-posted': 'Looks posted already',
  'books/total-differs': 'Total differs in QuickBooks',
  'books/discounts-off': 'Discounts are off',
  'books/shipping-off': 'Shipping is off',
  'books/tracking-off': 'Class or location not tracked',
  'books/custom-field-off': 'Custom field is off',
  'books/currency-off': 'Currency is off',
  'books/rate-missing': 'No exchange rate',
  'books/gone': 'Gone from QuickBooks',
  'books/changed': 'Changed in QuickBooks',
  'order/paid-after-posting': 'Paid after posting',
  'plan/unsupported': 'Not supported yet',
};

/**
 * What Purser itself says: findings, failures, the audit. It crosses with a code and its details, beside the English sentence
 * that Purser made. English shows that sentence; another language makes its own from the code.
 */
export const toldTexts = {
  /** A finding's code in a few words, for lists where its sentence is too long. */
  findingName: (code: string): string => (Object.hasOwn(FINDING_NAMES, code) ? FINDING_NAMES[code as FindingCode] : code), // safe: just looked up
  finding: (_code: string, message: string, _details: Details): string => message,
  choice: (_choice: DecisionChoice, label: string): string => label,
  valueHint: (_choice: DecisionChoice, hint: string): string => hint,
  fault: (_code: string, message: string, _details: Details): string => message,
  /** Null: the catalogue of the contract has it. */
  nextStep: (_code: string, _details: Details): string | null => null,
  remedy: (_code: string, remedy: string): string => remedy,
  audit: (_kind: string, summary: string, _details: unknown): string => summary,
  /** Who did it, where it was no one by name. */
  actor: (actor: string): string => actor,
  /** By which rule an amount came to be. */
  rule: (rule: string): string => rule,
  /** Why a record is suggested. */
  because: (because: string): string => because,
  /** What is wrong with a pasted key. */
  keyMistake: (_kind: KeyMistake, message: string): string => message,
  /** What is running now. */
  running: (label: string): string => label,
  difference: (_kind: string, message: string, _orderNumber: string): string => message,
};
