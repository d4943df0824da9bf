import type { ReferenceRecord } from '../../shared/domain/books/reference.ts';
import { decimal } from '../../shared/domain/money/decimal.ts';
import { planFamily } from '../../shared/domain/planning/plan-family.ts';
import type { Plan } from '../../shared/domain/planning/plan.ts';
import { booksReference, config, planInput, STORE } from './domain-builders.ts';
import { address, at, member, on, order, shipment } from './order-builders.ts';

const TAX: readonly ReferenceRecord[] = [
  { kind: 'tax-rate', id: '71', name: 'WA State', active: true, syncToken: '0', rate: decimal('6.5') },
  { kind: 'tax-rate', id: '72', name: 'Zero', active: true, syncToken: '0', rate: decimal('0') },
  { kind: 'tax-code', id: '81', name: 'WA State', active: true, syncToken: '0', taxable: true, salesRateIds: ['71'] },
  { kind: 'tax-code', id: '82', name: 'Zero-rated', active: true, syncToken: '0', taxable: true, salesRateIds: ['72'] },
  { kind: 'term', id: '91', name: 'Net 30', active: true, syncToken: '0', dueDays: 30 },
  { kind: 'class', id: '92', name: 'Retail', active: true, syncToken: '0' },
  { kind: 'payment-method', id: '93', name: 'Card', active: true, syncToken: '0' },
];

const taxed = {
  items: [
    { quantity: 2, taxAmount: '0.91' },
    { sku: 'TOWEL-1', name: 'Tea Towel', unitPrice: '9.00', taxAmount: '0' },
  ],
  taxAmount: '1.82',
  shippingAmount: '6.00',
  orderTotal: '44.82',
} as const;
const stranger = { billTo: address({ name: 'Dana Whitcomb' }), email: 'dana.whitcomb@example.com' } as const;

/** Planned documents of every shape that Purser sends: golden files and Intuit's schema are checked against them. */
export const PLANNED_EXAMPLES: Readonly<Record<string, () => readonly Plan[]>> = {
  'official-sample': () =>
    planFamily(
      planInput([
        member(
          order({
            items: [
              { quantity: 2, unitPrice: '99.99', taxAmount: '2.5', name: 'Test item #1', options: [{ name: 'Size', value: 'Large' }] },
              { quantity: 1, unitPrice: '-20.55', sku: 'DISCOUNT CODE', name: '10% OFF', adjustment: true },
            ],
            orderTotal: '194.43',
            amountPaid: '218.73',
            taxAmount: '5',
            shippingAmount: '10',
          }),
        ),
      ]),
    ),
  'new-customer-paid-in-channel': () =>
    planFamily(
      planInput([member(order({ ...taxed, ...stranger }), [shipment()])], {
        config: config({ store: { document: 'invoice-with-payment', paymentMethod: { name: 'Card' }, terms: { name: 'Net 30' } } }),
        books: booksReference({ records: TAX }),
      }),
    ),
  'marketplace-remits': () =>
    planFamily(
      planInput(
        [member(order({ ...taxed, storeId: 300102, billTo: address({ name: 'REDACTED (Amazon)' }), email: 'REDACTED (Amazon)' }))],
        {
          config: config({
            stores: {
              '300102': {
                ...STORE,
                tax: 'marketplace',
                customer: 'channel',
                channelCustomer: { name: 'Amazon Customers' },
                document: 'invoice-with-payment',
              },
            },
          }),
        },
      ),
    ),
  'sales-receipt': () =>
    planFamily(
      planInput([member(order(taxed))], {
        config: config({ store: { document: 'sales-receipt', paymentMethod: { name: 'Card' } } }),
        books: booksReference({ records: TAX }),
      }),
    ),
  'liability-line': () =>
    planFamily(
      planInput([member(order(taxed))], {
        config: config({ store: { tax: 'liability-line' } }),
        books: booksReference({ company: { taxRegime: 'us-none' } }),
      }),
    ),
  'manual-us-tax': () =>
    planFamily(
      planInput([member(order(taxed))], {
        config: config({ store: { taxCode: { name: 'WA State' } } }),
        books: booksReference({ company: { taxRegime: 'us-manual' }, records: TAX }),
      }),
    ),
  'outside-the-us': () =>
    planFamily(
      planInput([member(order(taxed))], {
        config: config({ store: { taxCode: { name: 'WA State' }, zeroTaxCode: { name: 'Zero-rated' } } }),
        books: booksReference({ company: { taxRegime: 'global', country: 'CA' }, records: TAX }),
      }),
    ),
  'split-as-one': () =>
    planFamily(
      planInput([
        member(order({ orderId: 10, mergedOrSplit: true, orderTotal: '43.00' }), [shipment({ orderId: 10, trackingNumber: 'A1' })]),
        member(
          order({
            orderId: 20,
            mergedOrSplit: true,
            parentId: 10,
            items: [{ sku: 'TOWEL-1', name: 'Tea Towel', unitPrice: '9.00' }],
            shippingAmount: '0',
            orderTotal: '0',
          }),
          [
            shipment({
              orderId: 20,
              shipmentId: 2,
              trackingNumber: 'B2',
              createdAt: at('2026-03-10T17:00:00Z'),
              shippedOn: on('2026-03-10'),
            }),
          ],
        ),
      ]),
    ),
  'coupon-and-rounding': () =>
    planFamily(
      planInput([member(order({ orderTotal: '34.01', amountPaid: '30.00' }))], {
        config: config({
          policy: { discounts: 'item', roundingToleranceMinor: 1 },
          store: { coupon: 'discount', document: 'invoice-with-payment' },
        }),
      }),
    ),
  'new-items': () =>
    planFamily(
      planInput([member(order({ items: [{ quantity: 2, sku: 'VASE-BL', name: 'Blue Vase' }], requestedService: 'Express' }))], {
        config: config({
          policy: {
            items: {
              whenUnmatched: 'create',
              fallbackItem: null,
              createAs: 'NonInventory',
              incomeAccount: { name: 'Sales of Product Income' },
            },
          },
          shippingMethods: [
            {
              match: { requestedService: 'express' },
              item: { name: 'Shipping - Express' },
              createWithAccount: { name: 'Shipping Income' },
            },
          ],
        }),
      }),
    ),
  'other-currency-and-class': () =>
    planFamily(
      planInput([member(order(stranger))], {
        config: config({ store: { currency: 'CAD', class: { name: 'Retail' } } }),
        books: booksReference({ company: { multiCurrency: true, trackClasses: 'line' }, exchangeRate: decimal('0.7312'), records: TAX }),
      }),
    ),
  'prices-with-tax': () =>
    planFamily(
      planInput(
        [
          member(
            order({
              items: [{ quantity: 2, unitPrice: '10.65', taxAmount: '0.65' }],
              taxAmount: '1.30',
              shippingAmount: '6.00',
              orderTotal: '27.30',
            }),
          ),
        ],
        { config: config({ store: { prices: 'tax-inclusive' } }) },
      ),
    ),
};
