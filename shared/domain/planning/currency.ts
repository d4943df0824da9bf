import type { BusinessDate } from '../time/instants.ts';
import { finding } from './messages.ts';
import { exactNumber } from './numbers.ts';
import type { DocumentScope } from './scope.ts';

/** Home units for one unit of the document's currency; null for the home currency. `ok` false where a blocker says what is missing. */
export interface Exchange {
  readonly ok: boolean;
  readonly rate: number | null;
}

/** The currency that the source tells must be the one that the amounts are booked in: 10 CAD are not 10 USD. */
export function checkToldCurrency(scope: DocumentScope): void {
  const told = scope.members.flatMap(({ order }) => order.currency ?? []).find((currency) => currency !== scope.currency);
  if (told === undefined) {
    return;
  }
  const message = `${scope.label} is in ${told} in ShipStation, and its store is booked in ${scope.currency}; set the store's currency in Mapping`;
  scope.blockers.push(finding('order/currency-differs', message, { told, currency: scope.currency, storeId: scope.keyOrder.storeId }));
}

/** A currency other than the company's needs several currencies switched on, and a rate that the books tell: a missing one would count as 1. */
export function exchangeOf(scope: DocumentScope, date: BusinessDate): Exchange {
  const { books } = scope.input;
  if (scope.currency === books.company.homeCurrency) {
    return { ok: true, rate: null };
  }
  if (!books.company.multiCurrency) {
    const message = `${scope.label} is in ${scope.currency}, but QuickBooks keeps ${books.company.homeCurrency} only; switch on several currencies there, or set the store's currency`;
    scope.blockers.push(finding('books/currency-off', message, { currency: scope.currency, homeCurrency: books.company.homeCurrency }));
    return { ok: false, rate: null };
  }
  const told = books.exchangeRate?.(scope.currency, date) ?? null;
  const rate = told === null ? null : exactNumber(told);
  if (rate === null || rate <= 0) {
    const message = `${scope.label} needs the exchange rate of ${scope.currency} on ${date}, which QuickBooks has not told yet; sync, and if it stays, enter the rate in QuickBooks under Currencies`;
    scope.blockers.push(finding('books/rate-missing', message, { currency: scope.currency, date }));
    return { ok: false, rate: null };
  }
  return { ok: true, rate };
}
