import { amountText, finding } from './messages.ts';
import type { PlannedCustomer } from './plan.ts';
import { type DocumentScope, moneyIn } from './scope.ts';
import type { TaxAmounts } from './tax.ts';

/**
 * In books that reckon tax by rates, QuickBooks takes none from a customer that is marked as tax exempt: the document would total
 * less than the buyer paid. Which of the two is wrong only a person can say.
 */
export function checkTaxExempt(scope: DocumentScope, customer: PlannedCustomer | null, { onDocumentMinor }: TaxAmounts): void {
  const { books } = scope.input;
  const isReckonedThere = books.company.taxRegime === 'us-manual' && scope.posted === null;
  if (!isReckonedThere || onDocumentMinor <= 0 || customer?.kind !== 'existing' || books.customerById(customer.id)?.taxable !== false) {
    return;
  }
  const tax = amountText(moneyIn(scope, onDocumentMinor));
  const message = `${scope.label} has a tax of ${tax}, but its customer ${customer.name} is tax exempt in QuickBooks, which would leave the tax out; clear "This customer is tax exempt" there and sync, or choose another customer`;
  scope.blockers.push(finding('customer/tax-exempt', message, { customerId: customer.id, taxMinor: onDocumentMinor }));
}
