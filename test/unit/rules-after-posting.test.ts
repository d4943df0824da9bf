import { describe, expect, test } from 'vitest';

import type { Config, Policy, StorePolicy } from '../../shared/domain/config/config.ts';
import { familyFrom } from '../../shared/domain/orders/family.ts';
import type { OrderWithShipping } from '../../shared/domain/orders/order.ts';
import type { PostedFacts } from '../../shared/domain/planning/plan-input.ts';
import { planFamily } from '../../shared/domain/planning/plan-family.ts';
import type { Plan } from '../../shared/domain/planning/plan.ts';
import { type AfterPosting, afterPosting } from '../../shared/domain/posting/after-posting.ts';
import { orderFactsOf, payerMarkOf } from '../../shared/domain/posting/order-facts.ts';
import type { Posting } from '../../shared/domain/posting/posting.ts';
import { booksReference, config, item, planInput, STORE } from '../helpers/domain-builders.ts';
import { address, at, member, on, order, type OrderPart, shipment } from '../helpers/order-builders.ts';

/** Something of everything that rules are about: tax, a discount, a fee, a free line, two products, shipping, a coupon's worth unpaid. */
const ORDER: OrderPart = {
  items: [
    { quantity: 2, taxAmount: '1.12' },
    { sku: 'TOWEL-1', name: 'Tea Towel', quantity: 1, unitPrice: '0.00' },
    { sku: 'NOBODY-KNOWS', name: 'Glass Bird', quantity: 1, unitPrice: '5.00' },
    { sku: 'discount', name: 'Spring sale', quantity: 1, unitPrice: '-3.00', adjustment: true },
    { sku: 'gift', name: 'Gift wrap', quantity: 1, unitPrice: '2.00', adjustment: true },
  ],
  taxAmount: '2.24',
  orderTotal: '40.24',
};

const BOOKS = booksReference({ records: [item({ id: '41', name: 'Anything Else' })] });
const THEN = config({
  policy: { items: { whenUnmatched: 'fallback', fallbackItem: { name: 'Anything Else' }, createAs: 'NonInventory', incomeAccount: null } },
  store: { document: 'invoice-with-payment' },
  products: [{ sku: 'MUG-1', item: { name: 'Mug' } }],
});

const of = (part: OrderPart = {}): OrderWithShipping => member(order({ ...ORDER, ...part }), [shipment()]);

function plan(one: OrderWithShipping, rules: Config, posted: PostedFacts | null): Plan {
  const [made] = planFamily(planInput([one], { config: rules, books: BOOKS, posted: () => posted }));
  if (made === undefined) {
    throw new Error('No plan');
  }
  return made;
}

/** The order as it was posted by the rules of then. */
function posted(rules: Config = THEN): { readonly invoice: Posting; readonly payment: Posting | null; readonly facts: PostedFacts } {
  const one = of();
  const made = plan(one, rules, null);
  expect(made).toMatchObject({ outcome: 'ready', blockers: [] });
  const postingOf = (kind: 'invoice' | 'payment'): Posting | null => {
    const document = made.documents.find((planned) => planned.kind === kind);
    return document === undefined
      ? null
      : {
          ...BLANK,
          kind,
          entity: kind === 'invoice' ? 'Invoice' : 'Payment',
          subject: document.subject,
          body: document.body,
          fingerprint: document.fingerprint,
          coreFingerprint: document.coreFingerprint,
          planFingerprint: made.fingerprint,
          expectedTotal: document.total,
          actualTotal: document.total,
          documentNumber: made.documentNumber,
          documentDate: made.documentDate,
          ...(kind === 'invoice' ? { orderFacts: orderFactsOf(familyFrom([one]), made.memberIds) } : {}),
        };
  };
  const invoice = postingOf('invoice');
  if (invoice === null || invoice.documentNumber === null || invoice.documentDate === null) {
    throw new Error('No invoice');
  }
  const facts: PostedFacts = {
    kind: 'invoice',
    documentNumber: invoice.documentNumber,
    documentDate: invoice.documentDate,
    customerId: '58',
    generation: 1,
    voided: false,
    payer: payerMarkOf(one.order),
    creditedOn: null,
    totalMinor: invoice.expectedTotal?.minor ?? null,
  };
  return { invoice, payment: postingOf('payment'), facts };
}

const BLANK: Posting = {
  postingId: 'posting-1',
  orderId: 500100200,
  subject: 'invoice:500100200',
  kind: 'invoice',
  entity: 'Invoice',
  operation: 'create',
  generation: 1,
  attempt: 1,
  status: 'posted',
  requestId: 'inv-1',
  fingerprint: '',
  coreFingerprint: '',
  planFingerprint: '',
  body: {},
  sentBody: null,
  batchId: null,
  needs: [],
  expectedTotal: null,
  documentId: '900',
  documentNumber: null,
  documentDate: null,
  syncToken: '0',
  actualTotal: null,
  customerId: '58',
  fault: null,
  firstSentAt: null,
  lastSentAt: null,
  retryAt: null,
  createdAt: at('2026-03-09T00:00:00Z'),
  updatedAt: at('2026-03-09T00:00:00Z'),
};

/** What is asked after the order and the rules are what they are now. */
function later(rules: Config, one: OrderWithShipping = of(), rulesThen: Config = THEN): AfterPosting {
  const { invoice, payment, facts } = posted(rulesThen);
  return afterPosting({
    document: invoice,
    payment,
    shipUpdate: null,
    plan: plan(one, rules, facts),
    family: familyFrom([one]),
    decisions: [],
    today: on('2026-03-20'),
    customerName: 'Ana Ruiz',
    openMinor: null,
  });
}

const NOTHING: AfterPosting = { attention: [], isShipUpdateDue: false };

/** Another value for every key; a key that is added to the rules must be added here, or this does not compile. */
const POLICIES: { readonly [Key in keyof Policy]: readonly Policy[Key][] } = {
  startOn: [null, on('2026-12-01')],
  timeZone: ['Pacific/Auckland'],
  postWhen: ['created'],
  date: ['order', 'payment'],
  autoPost: [true],
  zeroTotals: ['post'],
  zeroPriceLines: ['leave-out'],
  discounts: ['item'],
  roundingToleranceMinor: [50],
  roundingItem: [null, { name: 'Mug' }],
  items: [
    { whenUnmatched: 'hold', fallbackItem: null, createAs: 'Service', incomeAccount: null },
    { whenUnmatched: 'create', fallbackItem: null, createAs: 'Service', incomeAccount: { name: 'Sales of Product Income' } },
    { whenUnmatched: 'fallback', fallbackItem: { name: 'Mug' }, createAs: 'NonInventory', incomeAccount: null },
  ],
  shipping: [
    { as: 'item', whenUnmapped: 'block', defaultItem: null },
    { as: 'item', whenUnmapped: 'default', defaultItem: { name: 'Mug' } },
    { as: 'field', whenUnmapped: 'default', defaultItem: { name: 'Mug' } },
  ],
  customFields: [[{ field: '1', from: 'order-number' }]],
  discountAccount: [null, { name: 'Shipping Income' }, { name: 'Not There' }],
  discountItem: [null],
  chargeItem: [null, { name: 'Mug' }],
  documentNumberPrefix: ['X-', 'much-too-long-for-a-number-'],
  labelCost: [{ post: true }],
};

const STORES: { readonly [Key in keyof StorePolicy]: readonly StorePolicy[Key][] } = {
  include: [false],
  document: ['invoice', 'sales-receipt'],
  clearingAccount: [null, { name: 'Not There' }],
  customer: ['channel'],
  channelCustomer: [{ name: 'Amazon Customers' }],
  tax: ['liability-line', 'marketplace', 'none'],
  taxCode: [{ name: 'Not There' }],
  zeroTaxCode: [{ name: 'Not There' }],
  taxItem: [null, { name: 'Mug' }],
  prices: ['tax-inclusive'],
  currency: ['CAD', null],
  coupon: ['discount'],
  untold: [{ total: 'lines', date: 'arrival' }],
  class: [{ name: 'Not There' }],
  location: [{ name: 'Not There' }],
  terms: [{ name: 'Not There' }],
  paymentMethod: [{ name: 'Not There' }],
};

type Change = readonly [name: string, rules: Config];

const changesOf = <T extends object>(
  table: { readonly [Key in keyof T]: readonly unknown[] },
  apply: (part: Partial<T>) => Config,
): readonly Change[] =>
  // Safe: the keys and values of the table are those of the rules.
  Object.entries(table as Record<string, readonly unknown[]>).flatMap(([key, values]) =>
    values.map((value): Change => [`${key} ${JSON.stringify(value)}`, apply({ [key]: value } as Partial<T>)]),
  );

const ALL: readonly Change[] = [
  ...changesOf<Policy>(POLICIES, (part) => ({ ...THEN, policy: { ...THEN.policy, ...part } })),
  ...changesOf<StorePolicy>(STORES, (part) => ({
    ...THEN,
    stores: { '300101': { ...STORE, document: 'invoice-with-payment', ...part } },
  })),
  ['no store at all', { ...THEN, stores: {} }],
  ['another item for the product', { ...THEN, products: [{ sku: 'MUG-1', item: { name: 'Oak Board' } }] }],
  ['an item that is not there', { ...THEN, products: [{ sku: 'MUG-1', item: { name: 'Not There' } }] }],
  ['no product mappings', { ...THEN, products: [] }],
  [
    'another item for the shipping method',
    { ...THEN, shippingMethods: [{ match: { requestedService: 'Standard' }, item: { name: 'Mug' } }] },
  ],
  [
    'a new item for the shipping method',
    {
      ...THEN,
      shippingMethods: [{ match: { store: 300101 }, item: { name: 'Shipping - New' }, createWithAccount: { name: 'Shipping Income' } }],
    },
  ],
  ['no shipping mappings', { ...THEN, shippingMethods: [] }],
  [
    'another account for the way in which it was paid',
    {
      ...THEN,
      paymentMethods: [{ match: { paymentMethod: 'Shopify_Payments ' }, method: null, account: { name: 'Sales of Product Income' } }],
    },
  ],
  [
    'an account that is not there for the way in which it was paid',
    { ...THEN, paymentMethods: [{ match: { paymentMethod: 'shopify_payments' }, method: null, account: { name: 'Not There' } }] },
  ],
  [
    'a payment method that is not there',
    {
      ...THEN,
      paymentMethods: [{ match: { paymentMethod: 'shopify_payments', store: 300101 }, method: { name: 'Not There' }, account: null }],
    },
  ],
];

describe('after an order is posted', () => {
  test.each(ALL)('a change of the rules leaves it alone: %s', (_name, rules) => {
    expect(later(rules)).toEqual(NOTHING);
  });

  /** Rules under which the order becomes an invoice to the same customer, too. */
  const posting = ALL.filter(([, rules]) => {
    const made = plan(of(), rules, null);
    const isInvoice = made.outcome === 'ready' && made.documents.some(({ kind }) => kind === 'invoice');
    return isInvoice && made.customer?.kind === 'existing' && made.documents.every(({ kind }) => kind !== 'item');
  });

  test.each(posting)('and what is posted by the other rules stays alone under these: %s', (_name, rules) => {
    expect(later(THEN, of(), rules)).toEqual(NOTHING);
  });

  test('the table of rules changes what would be posted: it is no list of things without effect', () => {
    const before = plan(of(), THEN, null).fingerprint;
    expect(ALL.filter(([, rules]) => plan(of(), rules, null).fingerprint !== before).length).toBeGreaterThan(ALL.length / 2);
  });

  const orderChanges: readonly (readonly [string, OrderPart])[] = [
    ['a price', { items: [{ quantity: 2, unitPrice: '13.00' }, ...(ORDER.items ?? []).slice(1)], orderTotal: '38.24' }],
    ['a quantity', { items: [{ quantity: 3 }, ...(ORDER.items ?? []).slice(1)], orderTotal: '54.24' }],
    ['the shipping charge', { shippingAmount: '7.00', orderTotal: '41.24' }],
    ['the tax', { taxAmount: '3.24', orderTotal: '41.24' }],
    ['a product', { items: [{ quantity: 2, sku: 'BOARD-OAK', name: 'Oak Board' }, ...(ORDER.items ?? []).slice(1)] }],
    ['the payer', { billTo: address({ name: 'Wanda Otherpayer' }), email: 'wanda@example.com' }],
  ];

  test.each(orderChanges)('a change of the order is shown: %s', (_name, part) => {
    expect(later(THEN, of(part)).attention.map(({ code }) => code)).toEqual(['order/changed-after-posting']);
  });

  test.each(orderChanges)('and is shown when the rules have changed, too: %s', (_name, part) => {
    const rules = { ...THEN, policy: { ...THEN.policy, zeroPriceLines: 'leave-out' as const } };
    expect(later(rules, of(part)).attention.map(({ code }) => code)).toEqual(['order/changed-after-posting']);
  });

  const quiet: readonly (readonly [string, OrderPart])[] = [
    ['notes and tags', { customerNotes: 'Please ring', internalNotes: 'x', tagIds: [4] }],
    ['the payer’s name in other letters', { billTo: address({ name: '  ANA  RUIZ ' }) }],
    ['the receiver', { shipTo: address({ name: 'Bo Ruiz', street1: '9 Oak St', country: 'US' }) }],
    ['a buyer that ShipStation redacts', { billTo: address({ name: 'REDACTED (GDPR)' }), email: 'REDACTED (GDPR)' }],
    ['a payer that the other interface does not tell', { billTo: address(), untold: ['bill-to'] }],
  ];

  test.each(quiet)('what does not matter to the document is not shown: %s', (_name, part) => {
    expect(later(THEN, of(part)).attention).toEqual([]);
  });

  test('what the channel has paid back is shown', () => {
    const paidBack = later(THEN, of({ amountPaid: '20.00' })).attention;
    expect(paidBack.map(({ code, message }) => [code, /20\.00 is paid/.test(message)])).toEqual([['order/changed-after-posting', true]]);
  });
});
