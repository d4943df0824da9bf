import type { Customer } from '../books/reference.ts';
import type { Finding, FindingCode } from '../findings.ts';
import { resolveCustomer } from '../mapping/resolve.ts';
import { isRedacted, type PayerName, payerNameOf } from '../orders/buyer.ts';
import { displayName, emailKey, nameKey, usableEmail } from '../orders/text.ts';
import { isUntold } from '../orders/untold.ts';
import { isOtherPayer, payerMarkOf } from '../posting/order-facts.ts';
import { problemOf } from './items.ts';
import { finding, listText } from './messages.ts';
import type { PlannedCustomer } from './plan.ts';
import { decisionOn, type DocumentScope } from './scope.ts';

/** Findings that a person settles by naming a customer. */
const CUSTOMER_CODES = [
  'customer/ambiguous',
  'customer/shared-email',
  'customer/name-taken',
  'customer/no-name',
  'customer/will-be-created',
  'order/buyer-redacted',
] as const satisfies readonly FindingCode[];

/** The customer that a document is made out to (accounting rules, section 5); null where a blocker says why there is none. */
export function planCustomer(scope: DocumentScope): PlannedCustomer | null {
  const customerId = scope.posted?.customerId ?? null;
  if (customerId !== null && !hasOtherPayer(scope)) {
    return {
      kind: 'existing',
      id: customerId,
      name: scope.input.books.customerById(customerId)?.displayName ?? `Customer ${customerId}`,
      matchedBy: 'posted',
    };
  }
  const chosenId = chosenCustomerId(scope);
  // Chosen for the payer of then: of another one it says nothing.
  if (chosenId !== null && chosenId !== customerId) {
    return chosenCustomer(scope, chosenId);
  }
  return scope.store.customer === 'channel' ? channelCustomer(scope) : buyerCustomer(scope);
}

/** Whether a posted document's order is paid by somebody else now: a rule that changed since does not make another payer. */
function hasOtherPayer({ posted, keyOrder, store }: DocumentScope): boolean {
  return posted !== null && store.customer === 'per-buyer' && isOtherPayer(posted.payer, payerMarkOf(keyOrder));
}

/** Without a bill-to the receiver counts as the payer: a gift's would be the wrong customer. A channel's customer is no buyer. */
export function warnOfUntoldPayer(scope: DocumentScope): void {
  const isBuyer = scope.store.customer === 'per-buyer' && (scope.posted === null || scope.posted.customerId === null);
  if (isBuyer && isUntold(scope.keyOrder, 'bill-to') && chosenCustomerId(scope) === null) {
    const message = `${scope.label}: ShipStation's V2 API does not tell who pays, so the receiver counts as the customer; check it, a gift has another payer`;
    scope.warnings.push(finding('order/bill-to-unknown', message));
  }
}

function chosenCustomerId(scope: DocumentScope): string | null {
  const decisions = CUSTOMER_CODES.map((code) => decisionOn(scope.input, scope.memberIds, code));
  return decisions.find((decision) => decision?.choice === 'use-customer')?.value ?? null;
}

function isToBeCreated(scope: DocumentScope): boolean {
  return CUSTOMER_CODES.some((code) => decisionOn(scope.input, scope.memberIds, code)?.choice === 'create-customer');
}

function chosenCustomer(scope: DocumentScope, id: string): PlannedCustomer | null {
  const resolved = resolveCustomer(scope.input.books, { id });
  if (!resolved.ok) {
    scope.blockers.push(problemOf(scope, resolved.fault, 'the customer that was chosen'));
    return null;
  }
  return existing(scope, resolved.value, 'chosen');
}

function channelCustomer(scope: DocumentScope): PlannedCustomer | null {
  const { channelCustomer: name } = scope.store;
  const store = scope.input.storeName(scope.keyOrder.storeId) ?? `store ${scope.keyOrder.storeId}`;
  if (name === null) {
    const message = `${scope.label} is booked to the customer of its channel, and none is set for ${store}; choose one in Mapping`;
    scope.blockers.push(finding('mapping/channel-customer-missing', message, { storeId: scope.keyOrder.storeId }));
    return null;
  }
  const resolved = resolveCustomer(scope.input.books, name);
  if (!resolved.ok) {
    scope.blockers.push(problemOf(scope, resolved.fault, `customer of the channel ${store}`));
    return null;
  }
  return existing(scope, resolved.value, 'channel');
}

function existing(scope: DocumentScope, customer: Customer, matchedBy: 'e-mail' | 'name' | 'channel' | 'chosen'): PlannedCustomer | null {
  if (!hasCurrency(scope, customer)) {
    const message = `${scope.label} is in ${scope.currency}, but the customer ${customer.displayName} has ${customer.currency ?? 'another currency'}; choose a customer in ${scope.currency}`;
    scope.blockers.push(finding('books/currency-off', message, { customerId: customer.id, currency: scope.currency }));
    return null;
  }
  return { kind: 'existing', id: customer.id, name: customer.displayName, matchedBy };
}

/** A customer without a currency has the company's own. */
const hasCurrency = (scope: DocumentScope, customer: Customer): boolean =>
  (customer.currency ?? scope.input.books.company.homeCurrency) === scope.currency;

function buyerCustomer(scope: DocumentScope): PlannedCustomer | null {
  const payer = payerNameOf(scope.keyOrder);
  if (payer.kind === 'redacted') {
    return redactedCustomer(scope);
  }
  const email = isRedacted(scope.keyOrder.email) ? null : usableEmail(scope.keyOrder.email);
  if (isToBeCreated(scope)) {
    return newCustomer(scope, payer, email);
  }
  const isShared = email !== null && scope.input.emailIsShared(emailKey(email));
  if (isShared) {
    scope.warnings.push(
      finding(
        'customer/shared-email',
        `${scope.label}: the e-mail ${email} was seen with different names, so the name must match too; check the customer`,
        { email },
      ),
    );
  }
  const key = payer.kind === 'named' ? nameKey(payer.name) : null;
  const byEmail =
    email === null
      ? []
      : usable(scope, scope.input.books.customersByEmail(emailKey(email))).filter(
          (customer) => !isShared || nameKey(customer.displayName) === key,
        );
  if (byEmail.length > 0) {
    return onlyOne(scope, byEmail, 'e-mail');
  }
  const byName =
    payer.kind === 'named'
      ? usable(scope, scope.input.books.customersByName(payer.name)).filter((customer) => hasNoOtherEmail(customer, email))
      : [];
  return byName.length > 0 ? onlyOne(scope, byName, 'name') : newCustomer(scope, payer, email);
}

const usable = (scope: DocumentScope, customers: readonly Customer[]): readonly Customer[] =>
  customers.filter((customer) => customer.active && hasCurrency(scope, customer));

/**
 * A name alone is a match where nothing speaks against it: one side has no e-mail, or both have the same. QuickBooks takes
 * several addresses in one field, separated by commas.
 */
function hasNoOtherEmail(customer: Customer, email: string | null): boolean {
  if (email === null || customer.email === null || customer.email.trim() === '') {
    return true;
  }
  return customer.email.split(',').some((address) => emailKey(address) === emailKey(email));
}

function onlyOne(scope: DocumentScope, found: readonly Customer[], matchedBy: 'e-mail' | 'name'): PlannedCustomer | null {
  const [customer] = found;
  if (customer === undefined || found.length > 1) {
    const names = listText(found.map(({ displayName: name }) => name));
    const message = `${scope.label}: ${found.length} QuickBooks customers have the buyer's ${matchedBy} (${names}); choose one of them or make a new one`;
    scope.blockers.push(
      finding('customer/ambiguous', message, { matchedBy, candidates: candidatesOf(found) }, ['use-customer', 'create-customer']),
    );
    return null;
  }
  return existing(scope, customer, matchedBy);
}

const candidatesOf = (
  customers: readonly Customer[],
): readonly { readonly id: string; readonly name: string; readonly email: string | null }[] =>
  customers.map(({ id, displayName: name, email }) => ({ id, name, email }));

function redactedCustomer(scope: DocumentScope): PlannedCustomer | null {
  if (scope.store.channelCustomer !== null) {
    scope.warnings.push(
      finding(
        'order/buyer-redacted',
        `${scope.label}: the buyer's name was taken away in ShipStation, so it is booked to the channel's customer`,
      ),
    );
    return channelCustomer(scope);
  }
  const message = `${scope.label}: the buyer's name was taken away in ShipStation; choose a customer for it, or set the channel's customer in Mapping`;
  scope.blockers.push(finding('order/buyer-redacted', message, { storeId: scope.keyOrder.storeId }, ['use-customer']));
  return null;
}

function newCustomer(scope: DocumentScope, payer: PayerName, email: string | null): PlannedCustomer | null {
  const name = payer.kind === 'named' ? displayName(payer.name) : '';
  if (name === '') {
    scope.blockers.push(
      finding('customer/no-name', `${scope.label} has no buyer's name to make a customer under; choose a customer for it`, {}, [
        'use-customer',
      ]),
    );
    return null;
  }
  const free = freeName(scope, name, email);
  if (typeof free !== 'string') {
    scope.blockers.push(free);
    return null;
  }
  const note = free === name ? '' : `, because ${name} is taken`;
  scope.warnings.push(
    finding(
      'customer/will-be-created',
      `${scope.label}: the customer ${free} will be made${note}; check that it is not in QuickBooks under another name`,
      { name: free, email },
      ['use-customer'],
    ),
  );
  return { kind: 'new', name: free, email };
}

/**
 * The name itself, or with the e-mail in brackets where a customer, vendor or employee holds it (Intuit error 6240), or where the
 * buyer of an earlier order, whose customer is not made yet, is to have it.
 */
function freeName(scope: DocumentScope, name: string, email: string | null): string | Finding {
  const { books } = scope.input;
  const holders = [...books.customersByName(name), ...books.otherNameHolders(name)];
  const namesake = email === null ? null : scope.input.emailOfEarlierNamesake(nameKey(name), scope.keyOrder.orderId);
  const isSpokenFor = email !== null && namesake !== null && namesake !== emailKey(email);
  if (holders.length === 0 && !isSpokenFor) {
    return name;
  }
  if (email !== null) {
    const suffix = ` (${displayName(email)})`;
    const bracketed = `${displayName(name, 500 - suffix.length)}${suffix}`;
    if (books.customersByName(bracketed).length === 0 && books.otherNameHolders(bracketed).length === 0) {
      return bracketed;
    }
  }
  const kinds = [...new Set(holders.map(({ kind }) => kind))].join(' and ');
  const candidates = holders.map(({ kind, id, name: held, active }) => ({ kind, id, name: held, active }));
  return finding(
    'customer/name-taken',
    `${scope.label}: the name ${name} is taken by a ${kinds} in QuickBooks; choose the customer to use`,
    { name, candidates },
    ['use-customer'],
  );
}
