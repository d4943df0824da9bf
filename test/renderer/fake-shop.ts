import type { MethodOutput } from '../../shared/contract/client.ts';
import { money } from '../../shared/domain/money/money.ts';
import { choiceOf } from '../../shared/domain/planning/messages.ts';
import type { OrderState } from '../../shared/domain/posting/order-state.ts';

/** A believable shop for tests of the screens and for looking at them: the same every time. */
export type Shown = MethodOutput<'order.show'>;
export type Row = Shown['row'];
type Finding = Row['blockers'][number];

export const COMPANY = 'practice';
export const NOW = '2026-11-22T18:30:00.000Z';
const USD = 'USD';

export const STORES = [
  { storeId: 101, storeName: 'Harbor & Pine', marketplaceName: 'Shopify' },
  { storeId: 102, storeName: 'Harbor Amazon', marketplaceName: 'Amazon' },
  { storeId: 103, storeName: 'Pine on Etsy', marketplaceName: 'Etsy' },
  { storeId: 104, storeName: 'Wholesale', marketplaceName: null },
] as const;

const BUYERS = [
  'Ana Ruiz',
  'Søren Kjær',
  'Margaret O’Neill-Fitzgerald',
  '李娜',
  'Bob Stone',
  'Harbor Hotel Group, Accounts Payable',
  'Priya Raman',
  'J. van der Berg',
];
const PRODUCTS = [
  ['MUG-STONE', 'Stoneware Mug', '18.50'],
  ['CND-PINE', 'Pine Candle, large', '24.00'],
  ['THR-WOOL', 'Wool Throw 130 × 180', '89.00'],
  ['SOAP-3', 'Soap, set of three', '12.75'],
] as const;

/** How often each state happens among the orders. */
const STATE_CYCLE: readonly OrderState[] = [
  'ready',
  'posted',
  'ready',
  'blocked',
  'posted',
  'waiting',
  'posted',
  'approved',
  'ready',
  'posted',
  'attention',
  'posted',
  'blocked',
  'ready',
  'failed',
  'posted',
  'excluded',
  'terminal',
  'uncertain',
  'ready',
];

const finding = (code: Finding['code'], message: string, choices: Finding['choices'] = [], details: Finding['details'] = {}): Finding => ({
  code,
  message,
  details,
  choices,
});

const dateOf = (index: number): string => new Date(Date.UTC(2026, 10, 22) - Math.floor(index / 3) * 86_400_000).toISOString().slice(0, 10);

const cents = (text: string): number => Number(text.replace('.', ''));

function blockersOf(state: OrderState, index: number): readonly Finding[] {
  if (state !== 'blocked') {
    return [];
  }
  return index % 2 === 0
    ? [
        finding(
          'order/does-not-tie',
          'The lines, shipping and tax sum to 0.02 USD less than the order’s total.',
          [choiceOf('rounding-line')],
          {
            differenceMinor: -2,
          },
        ),
      ]
    : [
        finding(
          'mapping/product-missing',
          'No QuickBooks item is mapped to “Soap, set of three” (SOAP-3): map it on Mapping, Products.',
          [],
          { sku: 'SOAP-3' },
        ),
      ];
}

/** One order with everything a screen shows of it. */
export function makeOrder(index: number): Shown {
  const store = STORES[index % STORES.length] ?? STORES[0];
  const state = STATE_CYCLE[index % STATE_CYCLE.length] ?? 'ready';
  const orderId = 500_100_200 + index;
  const orderNumber = String(10_457 - index);
  const first = PRODUCTS[index % PRODUCTS.length] ?? PRODUCTS[0];
  const second = PRODUCTS[(index + 1) % PRODUCTS.length] ?? PRODUCTS[1];
  const quantity = 1 + (index % 3);
  const taxMinor = index % 4 === 3 ? 0 : 312;
  const isRemitted = store.marketplaceName === 'Amazon' || store.marketplaceName === 'Etsy';
  const linesMinor = cents(first[2]) * quantity + cents(second[2]);
  const shippingMinor = 795;
  const orderMinor = linesMinor + shippingMinor + taxMinor;
  const documentMinor = orderMinor - (isRemitted ? taxMinor : 0);
  const buyer = BUYERS[index % BUYERS.length] ?? 'Ana Ruiz';
  const blockers = blockersOf(state, index);
  const warnings =
    index % 5 === 0 ? [finding('customer/will-be-created', `${buyer} is not in QuickBooks yet and will be made there.`)] : [];
  const reason = state === 'waiting' ? finding('order/not-shipped', `Order ${orderNumber} is not shipped yet.`) : null;
  const orderedOn = dateOf(index + 4);
  const shippedOn = state === 'waiting' ? null : dateOf(index);
  const kind = isRemitted ? 'invoice-with-payment' : 'invoice';
  const documentNumber = state === 'waiting' ? null : orderNumber;
  const text = (minor: number): string => (minor / 100).toFixed(2);
  const line = (item: (typeof PRODUCTS)[number], at: number, pieces: number): NonNullable<Shown['plan']>['lines'][number] => ({
    role: 'product',
    orderId,
    orderItemId: orderId * 10 + at,
    itemName: item[1],
    accountName: 'Sales of Product Income',
    description: item[1],
    quantity: String(pieces),
    unitPrice: item[2],
    amount: money(cents(item[2]) * pieces, USD),
    taxCode: isRemitted ? 'NON' : 'TAX',
    explanation: { field: `items[${at}].unitPrice`, rule: 'quantity × unit price, rounded half up' },
  });
  const address = {
    name: buyer,
    company: null,
    street1: '12 Quay Street',
    street2: null,
    street3: null,
    city: 'Portland',
    state: 'OR',
    postalCode: '97209',
    country: 'US',
    phone: null,
  };
  const row: Row = {
    orderId,
    orderNumber,
    storeId: store.storeId,
    storeName: store.storeName,
    buyer,
    customerName: store.marketplaceName === 'Amazon' ? 'Amazon sales' : buyer,
    state,
    sourceStatus: state === 'waiting' ? 'awaiting_shipment' : 'shipped',
    orderedOn,
    arrivedOn: null,
    shippedOn,
    total: money(orderMinor, USD),
    documentTotal: money(documentMinor, USD),
    documentNumber,
    documentKind: kind,
    lineCount: 3,
    blockers,
    warnings,
    reason,
    planOrderId: orderId,
    fingerprint: `plan-${orderId}`,
    changedSinceSeen: false,
  };
  const item = (source: (typeof PRODUCTS)[number], at: number, pieces: number): Shown['order']['items'][number] => ({
    orderItemId: orderId * 10 + at,
    sku: source[0],
    name: source[1],
    options: at === 0 ? [{ name: 'Glaze', value: 'Sea green' }] : [],
    quantity: pieces,
    unitPrice: source[2],
    adjustment: false,
  });
  const order: Shown['order'] = {
    orderId,
    orderNumber,
    storeId: store.storeId,
    storeName: store.storeName,
    sourceStatus: row.sourceStatus,
    orderedAt: `${orderedOn}T17:04:11.000Z`,
    paidAt: `${orderedOn}T17:04:30.000Z`,
    modifiedAt: `${orderedOn}T20:00:00.000Z`,
    shippedOn,
    username: 'buyer',
    email: 'buyer@example.com',
    billTo: address,
    shipTo: address,
    items: [item(first, 0, quantity), item(second, 1, 1)],
    orderTotal: text(orderMinor),
    amountPaid: text(orderMinor),
    taxAmount: text(taxMinor),
    shippingAmount: text(shippingMinor),
    currency: USD,
    untold: [],
    tags: [],
    paymentMethod: 'Credit card',
    requestedService: 'USPS Priority Mail',
    carrierCode: 'stamps_com',
    serviceCode: 'usps_priority_mail',
    familyIds: [orderId],
    shipments:
      shippedOn === null
        ? []
        : [
            {
              id: orderId + 7,
              kind: 'label',
              shippedOn,
              trackingNumber: `9400 1000 ${orderId}`,
              carrierCode: 'stamps_com',
              voided: false,
              cost: '6.35',
            },
          ],
  };
  const posting: Shown['postings'][number] = {
    postingId: `posting-${orderId}`,
    orderId,
    kind: 'invoice',
    operation: 'create',
    generation: 1,
    attempt: 1,
    status: state === 'failed' || state === 'uncertain' ? state : 'posted',
    requestId: `req-${orderId}`,
    documentId: state === 'posted' ? String(2_000 + index) : null,
    documentNumber,
    total: money(documentMinor, USD),
    at: NOW,
    fault:
      state === 'failed'
        ? {
            code: 'books/account-type',
            message: `The invoice of order ${orderNumber} was refused: account 79 is not of a type that sales may use.`,
            booksCode: '6430',
            booksDetail: 'Invalid account type: The account type cannot be used for this transaction.',
            traceId: '1-6563a1b2-4f5e6d7c',
          }
        : null,
    sentBody: JSON.stringify({ DocNumber: orderNumber, CustomerRef: { value: '58' }, Line: [{ Amount: linesMinor / 100 }] }),
  };
  const hasPosting = state === 'posted' || state === 'failed' || state === 'uncertain' || state === 'attention';
  return {
    row,
    order,
    members: [order],
    plan: {
      orderId,
      memberIds: [orderId],
      outcome: state === 'blocked' ? 'blocked' : 'ready',
      reason,
      blockers,
      warnings,
      customer: { kind: 'existing', id: '58', name: row.customerName ?? buyer, matchedBy: 'e-mail' },
      documents: [
        {
          kind: 'invoice',
          entity: 'Invoice',
          body: {
            DocNumber: orderNumber,
            TxnDate: shippedOn ?? orderedOn,
            CustomerRef: { value: '58' },
            Line: [{ Amount: linesMinor / 100, DetailType: 'SalesItemLineDetail' }],
          },
          total: money(documentMinor, USD),
        },
      ],
      lines: [
        line(first, 0, quantity),
        line(second, 1, 1),
        {
          role: 'shipping',
          orderId,
          orderItemId: null,
          itemName: 'Shipping, USPS',
          accountName: 'Shipping Income',
          description: 'USPS Priority Mail',
          quantity: null,
          unitPrice: null,
          amount: money(shippingMinor, USD),
          taxCode: 'NON',
          explanation: { field: 'shippingAmount', rule: 'mapped shipping method “USPS Priority Mail”' },
        },
      ],
      tieOut: {
        currency: USD,
        linesMinor,
        discountMinor: 0,
        couponMinor: 0,
        shippingMinor,
        taxMinor: isRemitted ? 0 : taxMinor,
        marketplaceTaxMinor: isRemitted ? taxMinor : 0,
        roundingMinor: 0,
        documentTotalMinor: documentMinor,
        orderTotalMinor: orderMinor,
        differenceMinor: blockers[0]?.code === 'order/does-not-tie' ? -2 : 0,
        paidMinor: orderMinor,
      },
      documentNumber,
      documentDate: shippedOn,
      ship: { shippedOn, trackingNumber: `9400 1000 ${orderId}`, otherTrackingNumbers: [], method: 'USPS Priority Mail' },
      total: money(documentMinor, USD),
      fingerprint: `fingerprint-${orderId}`,
    },
    approval: state === 'approved' ? { at: NOW, actor: 'desk', current: true } : null,
    exclusion: state === 'excluded' ? { reason: 'Replacement sent free of charge', at: NOW, actor: 'desk' } : null,
    attention:
      state === 'attention'
        ? [
            finding('order/changed-after-posting', `Order ${orderNumber} changed after it was posted: line 1 amount 18.50 is now 16.65.`, [
              choiceOf('update'),
              choiceOf('keep'),
              choiceOf('void-and-post-anew'),
            ]),
          ]
        : [],
    postings: hasPosting ? [posting] : [],
    sinceSeen: null,
    timeline: [
      {
        sequence: index * 3 + 3,
        at: NOW,
        actor: 'purser',
        kind: 'planned',
        summary: `Order ${orderNumber} was planned: ${state}.`,
        details: {},
      },
      {
        sequence: index * 3 + 2,
        at: `${orderedOn}T20:05:00.000Z`,
        actor: 'sync',
        kind: 'order-pulled',
        summary: `Order ${orderNumber} was pulled from ShipStation.`,
        details: { changes: [] },
      },
    ],
  };
}
