import type { CompanyFile } from '../company-file.ts';
import { minorAt } from '../json-value.ts';
import { amountOf } from '../tax/tax-input.ts';

/** Moves what a customer owes. Recorded: the customer's LastUpdatedTime moves with it, its SyncToken does not. */
export function moveCustomerBalance(company: CompanyFile, customerId: string | null, byMinor: number): void {
  const customer = customerId === null || byMinor === 0 ? null : company.find('Customer', customerId);
  if (customer === null) {
    return;
  }
  const balance = amountOf((minorAt(customer.body, 'Balance', 2) ?? 0) + byMinor);
  company.touch(customer, { ...customer.body, Balance: balance, BalanceWithJobs: balance });
}
