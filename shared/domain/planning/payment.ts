import { currencyPart, customerRef, reference } from './document.ts';
import { paidOn } from './dates.ts';
import { fingerprintsOf, type ReferenceNames } from './fingerprint.ts';
import { privateNote } from './memo.ts';
import { amountText, finding } from './messages.ts';
import { minorNumber } from './numbers.ts';
import type { JsonObject, PlannedCustomer, PlannedDocument, TieOut } from './plan.ts';
import type { RecordRefs } from './record-refs.ts';
import type { DocumentKind } from '../config/config.ts';
import { type DocumentScope, moneyIn } from './scope.ts';
import { isUntold } from '../orders/untold.ts';
import type { BusinessDate } from '../time/instants.ts';

/**
 * What was paid against what the document totals, as warnings, or for a sales receipt as a blocker: it can't leave a balance. A total
 * below zero is no document, which is said elsewhere.
 */
export function checkPaid(scope: DocumentScope, kind: DocumentKind, { paidMinor, documentTotalMinor }: TieOut): void {
  if (documentTotalMinor < 0) {
    return;
  }
  const details = { paidMinor, totalMinor: documentTotalMinor, currency: scope.currency };
  const paid = amountText(moneyIn(scope, paidMinor));
  const total = amountText(moneyIn(scope, documentTotalMinor));
  if (paidMinor > documentTotalMinor) {
    const over = amountText(moneyIn(scope, paidMinor - documentTotalMinor));
    scope.warnings.push(
      finding(
        'order/credit-of-customer',
        `${scope.label}: ${paid} was paid and the document totals ${total}; the ${over} above it is the customer's credit and is not booked`,
        details,
      ),
    );
    return;
  }
  const choices = paidMinor > 0 ? (['coupon'] as const) : [];
  if (kind === 'sales-receipt' && paidMinor < documentTotalMinor) {
    const message = `${scope.label}: a sales receipt must be paid in full, but ${paid} of ${total} was paid; wait for the payment, or book the store's orders as invoices`;
    scope.blockers.push(finding('order/not-paid-in-full', message, details, choices));
  }
  if (kind === 'invoice-with-payment' && paidMinor < documentTotalMinor) {
    scope.warnings.push(
      finding(
        'order/balance-left-open',
        `${scope.label}: ${paid} of ${total} was paid, so a balance stays open; check whether the rest was a coupon`,
        details,
        choices,
      ),
    );
  }
}

/** The part of what was paid that the document takes. */
export const appliedMinor = ({ paidMinor, documentTotalMinor }: TieOut): number => Math.min(paidMinor, documentTotalMinor);

/** Facts of the invoice that its payment repeats. */
export interface PaidInvoice {
  readonly customer: PlannedCustomer;
  readonly number: string;
  readonly date: BusinessDate;
  readonly refs: RecordRefs;
  readonly tieOut: TieOut;
  readonly exchangeRate: number | null;
}

function warnOfUntoldPaymentDate(scope: DocumentScope, received: BusinessDate | null, date: BusinessDate): void {
  if (received === null && scope.members.some(({ order }) => isUntold(order, 'payment-date'))) {
    const message = `${scope.label}: ShipStation's V2 API does not tell when it was paid, so the payment is dated ${date} as the document is; correct it where that matters`;
    scope.warnings.push(finding('order/payment-date-unknown', message, { date }));
  }
}

/**
 * The payment into the channel's clearing account: only what was paid, dated the later of the payment date and the document's,
 * with the document's number as its reference (Intuit V3, Payment).
 */
export function paymentDocument(
  scope: DocumentScope,
  { customer, number, date, refs, tieOut, exchangeRate }: PaidInvoice,
  names: ReferenceNames,
): PlannedDocument | null {
  const amount = appliedMinor(tieOut);
  if (amount <= 0 || refs.clearingAccount === null) {
    return null;
  }
  const received = paidOn(scope);
  warnOfUntoldPaymentDate(scope, received, date);
  const body: JsonObject = {
    CustomerRef: customerRef(names, customer),
    TotalAmt: minorNumber(amount, scope.digits),
    TxnDate: received !== null && received > date ? received : date,
    PaymentRefNum: number,
    ...currencyPart(scope, exchangeRate),
    DepositToAccountRef: reference(names, 'DepositToAccountRef', refs.clearingAccount.id, refs.clearingAccount.name),
    ...(refs.paymentMethod === null
      ? {}
      : { PaymentMethodRef: reference(names, 'PaymentMethodRef', refs.paymentMethod.id, refs.paymentMethod.name) }),
    Line: [{ Amount: minorNumber(amount, scope.digits), LinkedTxn: [{ TxnId: { ref: 'invoice' }, TxnType: 'Invoice' }] }],
  };
  const prints = fingerprintsOf('Payment', body, names);
  return {
    kind: 'payment',
    entity: 'Payment',
    makes: null,
    body: { ...body, PrivateNote: privateNote(scope, prints.fingerprint, { marketplaceTaxMinor: 0, trackingNumbers: [] }) },
    total: moneyIn(scope, amount),
    subject: `payment:${scope.keyOrder.orderId}`,
    ...prints,
  };
}
