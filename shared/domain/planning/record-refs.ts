import type { ReferenceRecord } from '../books/reference.ts';
import type { DocumentKind, RecordName } from '../config/config.ts';
import { type RecordProblem, resolveAccount, resolvePlain } from '../mapping/resolve.ts';
import type { Result } from '../result.ts';
import { problemOf } from './items.ts';
import { finding } from './messages.ts';
import type { DocumentScope } from './scope.ts';

type Named = Pick<ReferenceRecord, 'id' | 'name'>;

/** Records beside customer and items that a document names; null where none is named. */
export interface RecordRefs {
  readonly clearingAccount: Named | null;
  readonly discountAccount: Named | null;
  readonly paymentMethod: Named | null;
  readonly terms: Named | null;
  readonly documentClass: Named | null;
  readonly lineClass: Named | null;
  readonly location: Named | null;
}

/** Finds what the store's policy names, with a blocker for each that is missing, inactive or ambiguous. */
export function recordRefsOf(scope: DocumentScope, kind: DocumentKind, hasDiscountLine: boolean): RecordRefs {
  const { store, input } = scope;
  const { books, config } = input;
  const found = <T extends Named>(resolved: Result<T, RecordProblem>, what: string): T | null => {
    if (!resolved.ok) {
      scope.blockers.push(problemOf(scope, resolved.fault, what));
      return null;
    }
    return resolved.value;
  };
  const plain = (recordKind: 'term' | 'payment-method' | 'class' | 'location', name: RecordName | null, what: string): Named | null =>
    name === null ? null : found(resolvePlain(books, recordKind, name), what);
  const { trackClasses, trackLocations } = books.company;
  warnOfTrackingOff(scope);
  const storeClass = trackClasses === 'none' ? null : plain('class', store.class, 'class of the store');
  const discountAccount =
    hasDiscountLine && config.policy.discountAccount !== null
      ? found(resolveAccount(books, config.policy.discountAccount), 'discount account')
      : null;
  return {
    clearingAccount: kind === 'invoice' ? null : clearingAccountOf(scope, found),
    discountAccount,
    paymentMethod: kind === 'invoice' ? null : plain('payment-method', store.paymentMethod, 'payment method of the store'),
    terms: kind === 'sales-receipt' ? null : plain('term', store.terms, 'terms of the store'),
    documentClass: trackClasses === 'document' ? storeClass : null,
    lineClass: trackClasses === 'line' ? storeClass : null,
    location: trackLocations ? plain('location', store.location, 'location of the store') : null,
  };
}

/** QuickBooks drops a class or a location without a word where the company does not track them. */
function warnOfTrackingOff(scope: DocumentScope): void {
  const { trackClasses, trackLocations } = scope.input.books.company;
  const dropped = [
    ...(trackClasses === 'none' && scope.store.class !== null ? ['class'] : []),
    ...(!trackLocations && scope.store.location !== null ? ['location'] : []),
  ];
  for (const what of dropped) {
    const message = `${scope.label}: the store has a ${what}, and QuickBooks does not track any, so it is left out; switch tracking on there and refresh, or take it off the store`;
    scope.warnings.push(finding('books/tracking-off', message, { what, storeId: scope.keyOrder.storeId }));
  }
}

function clearingAccountOf(
  scope: DocumentScope,
  found: <T extends Named>(resolved: Result<T, RecordProblem>, what: string) => T | null,
): Named | null {
  const { store, input, keyOrder } = scope;
  if (store.clearingAccount === null) {
    const message = `${scope.label} is paid in its channel, and no clearing account is set for ${input.storeName(keyOrder.storeId) ?? `store ${keyOrder.storeId}`}; choose one in Mapping`;
    scope.blockers.push(finding('mapping/clearing-account-missing', message, { storeId: keyOrder.storeId }));
    return null;
  }
  const account = found(resolveAccount(input.books, store.clearingAccount), 'clearing account of the store');
  if (account !== null && (account.currency ?? input.books.company.homeCurrency) !== scope.currency) {
    const message = `${scope.label} is in ${scope.currency}, but the clearing account ${account.name} is kept in ${account.currency ?? input.books.company.homeCurrency}; choose one in ${scope.currency}`;
    scope.blockers.push(finding('books/currency-off', message, { accountId: account.id, currency: scope.currency }));
    return null;
  }
  return account;
}
