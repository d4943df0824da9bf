import type { ReferenceRecord } from '../books/reference.ts';
import type { DocumentKind, RecordName } from '../config/config.ts';
import { paymentMappingFor, type RecordProblem, resolveAccount, resolvePlain } from '../mapping/resolve.ts';
import { cleanText, cutText } from '../orders/text.ts';
import { isUntold } from '../orders/untold.ts';
import type { Result } from '../result.ts';
import { problemOf } from './items.ts';
import { finding } from './messages.ts';
import type { DocumentScope } from './scope.ts';

/** What a sentence shows of the source's name of a way of paying. */
const MOST_OF_A_METHOD = 60;

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
  const paid = kind === 'invoice' ? null : paidBy(scope);
  return {
    clearingAccount: paid === null ? null : clearingAccountOf(scope, paid, found),
    discountAccount,
    paymentMethod: paid === null ? null : plain('payment-method', paid.method, `payment method of ${paid.methodOf}`),
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

/** What the order's money is recorded as, and who says so, for messages. */
interface PaidBy {
  readonly method: RecordName | null;
  readonly methodOf: string;
  readonly account: RecordName | null;
  readonly accountOf: string;
}

/** By the mapping of the way in which the key order was paid, and where that says nothing by the store. */
function paidBy(scope: DocumentScope): PaidBy {
  const { store, keyOrder } = scope;
  const { config } = scope.input;
  warnOfUntoldMethod(scope);
  const mapping = paymentMappingFor(keyOrder, config);
  const who = `payments by "${cutText(cleanText(keyOrder.paymentMethod ?? ''), MOST_OF_A_METHOD)}"`;
  return {
    method: mapping?.method ?? store.paymentMethod,
    methodOf: mapping?.method == null ? 'the store' : who,
    account: mapping?.account ?? store.clearingAccount,
    accountOf: mapping?.account == null ? 'the store' : who,
  };
}

/** Mappings that could have been meant are not passed over without a word. */
function warnOfUntoldMethod({ keyOrder, input, label, warnings }: DocumentScope): void {
  const couldMatch = input.config.paymentMethods.some(({ match }) => match.store === undefined || match.store === keyOrder.storeId);
  if (couldMatch && isUntold(keyOrder, 'payment-method')) {
    const message = `${label}: ShipStation's V2 API does not tell how it was paid, so the store's clearing account and payment method count and no mapping of a way of paying; check which account the money went to`;
    warnings.push(finding('order/payment-method-unknown', message, { storeId: keyOrder.storeId }));
  }
}

function clearingAccountOf(
  scope: DocumentScope,
  paid: PaidBy,
  found: <T extends Named>(resolved: Result<T, RecordProblem>, what: string) => T | null,
): Named | null {
  const { input, keyOrder } = scope;
  if (paid.account === null) {
    const message = `${scope.label} is paid in its channel, and no clearing account is set for ${input.storeName(keyOrder.storeId) ?? `store ${keyOrder.storeId}`}; choose one in Mapping`;
    scope.blockers.push(finding('mapping/clearing-account-missing', message, { storeId: keyOrder.storeId }));
    return null;
  }
  const account = found(resolveAccount(input.books, paid.account), `clearing account of ${paid.accountOf}`);
  if (account !== null && (account.currency ?? input.books.company.homeCurrency) !== scope.currency) {
    const message = `${scope.label} is in ${scope.currency}, but the clearing account ${account.name} is kept in ${account.currency ?? input.books.company.homeCurrency}; choose one in ${scope.currency}`;
    scope.blockers.push(finding('books/currency-off', message, { accountId: account.id, currency: scope.currency }));
    return null;
  }
  return account;
}
