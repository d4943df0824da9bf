import fc from 'fast-check';

import type { PracticeRegime } from '../../electron/practice/practice.ts';
import type { Config, TaxTreatment } from '../../shared/domain/config/config.ts';
import { fromMinor } from '../../shared/domain/money/decimal.ts';
import type { Order } from '../../shared/domain/orders/order.ts';
import { config } from './domain-builders.ts';
import { address, at, type ItemPart, on, order } from './order-builders.ts';

/** An order with the rules of its store, and what the books must hold of it, reckoned from the generated figures alone. */
export interface RegimeCase {
  readonly order: Order;
  readonly config: Config;
  /** What the document must total if it is posted at all. */
  readonly expectedTotalMinor: number;
  /** What of it must be sales tax. */
  readonly expectedTaxMinor: number;
  /**
   * How far the tax may be off: where the books reckon it from rates, by what the channel's own figures do not add up by
   * (the order's total decides), and by what the store lets go on a visible rounding line. The total may never be.
   */
  readonly taxSlackMinor: number;
}

interface Line {
  readonly sku: string;
  readonly quantity: number;
  /** In hundredths of a cent. */
  readonly price: number;
  readonly isTaxed: boolean;
}

const halfUp = (numerator: number, denominator: number): number => Math.floor((2 * numerator + denominator) / (2 * denominator));
const lineMinor = ({ quantity, price }: Line): number => halfUp(quantity * price, 100);

/** Tax codes that the practice books have, with the thousandths of a percent that each of their rates takes. */
const CODES: Readonly<Record<PracticeRegime, readonly { readonly code: string | null; readonly rates: readonly number[] }[]>> = {
  'us-automated': [{ code: null, rates: [6500] }],
  'us-none': [{ code: null, rates: [6500] }],
  'us-manual': [
    { code: 'WA State', rates: [6500] },
    { code: 'Seattle', rates: [6500, 3750] },
  ],
  canada: [
    { code: 'GST', rates: [5000] },
    { code: 'HST ON', rates: [13_000] },
    { code: 'GST/PST BC', rates: [5000, 7000] },
  ],
};

const anyLine: fc.Arbitrary<Line> = fc.record({
  // The last one has an item in the books that nobody has mapped.
  sku: fc.oneof(
    { weight: 30, arbitrary: fc.constantFrom('MUG-1', 'TEA-BRK', 'CORD-M', 'WHS-MUG-12') },
    { weight: 1, arbitrary: fc.constant('LAMP-BR') },
  ),
  quantity: fc.oneof({ weight: 8, arbitrary: fc.integer({ min: 1, max: 12 }) }, { weight: 1, arbitrary: fc.constant(0) }),
  price: fc.oneof(
    { weight: 6, arbitrary: fc.integer({ min: 0, max: 30_000 }).map((cents) => cents * 100) },
    { weight: 2, arbitrary: fc.integer({ min: 1, max: 999_999 }) },
  ),
  isTaxed: fc.boolean(),
});

/** How the channel reckons its tax: once for the document, line by line, one sum for all rates, or in no way that anybody knows. */
const TAX_MODES = ['none', 'document', 'document', 'lines', 'one-rate', 'arbitrary'] as const;

const anyDraft = fc.record({
  lines: fc.array(anyLine, { minLength: 1, maxLength: 5 }),
  charge: fc.option(fc.integer({ min: 1, max: 900 }), { freq: 4 }),
  discount: fc.option(fc.integer({ min: 1, max: 3_000 }), { freq: 3 }),
  shipping: fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 4_000 })),
  taxMode: fc.constantFrom(...TAX_MODES),
  code: fc.nat(),
  isShippingTaxed: fc.boolean(),
  isTaxAfterDiscount: fc.boolean(),
  isTaxTold: fc.boolean(),
  arbitraryTax: fc.integer({ min: 1, max: 900 }),
  off: fc.constantFrom(0, 0, 0, 0, 0, 0, 1, -1, 250),
  paidPercent: fc.constantFrom(100, 100, 100, 80, 0, 110),
  // The last one lies in the closed books.
  shippedOn: fc.oneof(
    { weight: 15, arbitrary: fc.constantFrom('2026-06-12', '2026-06-20') },
    { weight: 1, arbitrary: fc.constant('2026-03-01') },
  ),
  state: fc.constantFrom('WA', 'CA', 'NY', 'OR', 'ON', 'BC', null),
  buyer: fc.constantFrom('Fern & Fable Gifts', 'Ana Ruiz', "Miles O'Neill \\ Sons", 'Zoë Åström 🎁', 'Cascade Paper Supply'),
});
type Draft = typeof anyDraft extends fc.Arbitrary<infer T> ? T : never;

const anyRules = fc.record({
  paymentMethods: fc.constantFrom(
    [],
    [{ match: { paymentMethod: 'Shopify_Payments' }, method: { name: 'Credit Card' }, account: { name: 'Etsy Clearing' } }],
  ),
  // Books at their strictest have the field switched off and block it: most orders must still be postable there.
  shippingAs: fc.oneof({ weight: 7, arbitrary: fc.constant('item') }, { weight: 1, arbitrary: fc.constant('field') }),
  customFields: fc.constantFrom([], [{ field: '1', from: 'order-number' }], [{ field: '3', from: 'store' }] as const),
  document: fc.constantFrom('invoice', 'invoice-with-payment', 'sales-receipt'),
  tax: fc.constantFrom('usual', 'usual', 'usual', 'usual', 'usual', 'marketplace', 'liability-line', 'seller', 'none'),
  prices: fc.constantFrom('net', 'net', 'net', 'tax-inclusive'),
  coupon: fc.constantFrom('hold', 'discount'),
  discounts: fc.constantFrom('line', 'item'),
  roundingToleranceMinor: fc.constantFrom(0, 1),
  zeroPriceLines: fc.constantFrom('keep', 'leave-out'),
} as const);
type Rules = typeof anyRules extends fc.Arbitrary<infer T> ? T : never;

/** Orders of every kind that channels send, for a company of the regime: what ties, what does not, and what can not be booked. */
export function anyRegimeCase(regime: PracticeRegime): fc.Arbitrary<(index: number) => RegimeCase> {
  return fc.tuple(anyDraft, anyRules).map(
    ([draft, rules]) =>
      (index) =>
        caseOf(regime, draft, rules, index),
  );
}

/** The tax that the channel charges, in minor units. */
function chargedTax(regime: PracticeRegime, draft: Draft): { readonly taxMinor: number; readonly code: string | null } {
  const codes = CODES[regime];
  const { code, rates } = codes[draft.code % codes.length] ?? { code: null, rates: [0] };
  const taxed = draft.lines.filter(({ isTaxed }) => isTaxed).map(lineMinor);
  const shipping = draft.isShippingTaxed ? draft.shipping : 0;
  const off = draft.isTaxAfterDiscount ? (draft.discount ?? 0) : 0;
  const base = Math.max(taxed.reduce((sum, minor) => sum + minor, 0) + shipping - off, 0);
  const total = rates.reduce((sum, rate) => sum + rate, 0);
  const of = (minor: number, rate: number): number => halfUp(minor * rate, 100_000);
  const by: Readonly<Record<Draft['taxMode'], () => number>> = {
    none: () => 0,
    document: () => rates.reduce((sum, rate) => sum + of(base, rate), 0),
    lines: () => [...taxed, shipping].reduce((sum, minor) => sum + of(minor, total), 0),
    'one-rate': () => of(base, total),
    arbitrary: () => draft.arbitraryTax,
  };
  return { taxMinor: by[draft.taxMode](), code };
}

/** Where the company has no sales tax, the tax that it collects goes to a liability account. */
const usualTreatment = (regime: PracticeRegime): TaxTreatment => (regime === 'us-none' ? 'liability-line' : 'seller');

function caseOf(regime: PracticeRegime, draft: Draft, rules: Rules, index: number): RegimeCase {
  const { taxMinor, code } = chargedTax(regime, draft);
  const tax = rules.tax === 'usual' ? usualTreatment(regime) : rules.tax;
  const linesMinor = draft.lines.reduce((sum, line) => sum + lineMinor(line), 0) + (draft.charge ?? 0) - (draft.discount ?? 0);
  const orderTotalMinor = linesMinor + draft.shipping + (rules.prices === 'net' ? taxMinor : 0) + draft.off;
  const paidMinor = Math.max(Math.floor((orderTotalMinor * draft.paidPercent) / 100), 0);
  const couponMinor = orderTotalMinor - paidMinor;
  // A coupon is never more than the lines: shipping and tax are not what it is for.
  const bearsMinor = linesMinor - (rules.prices === 'net' ? 0 : taxMinor);
  const isCoupon = rules.coupon === 'discount' && paidMinor > 0 && couponMinor > 0 && couponMinor <= bearsMinor;
  const remitted = tax === 'marketplace' ? taxMinor : 0;
  const { document, prices, coupon, tax: _, shippingAs, customFields, paymentMethods, ...policy } = rules;
  const isCanada = regime === 'canada';
  const isReckoned = isCanada || regime === 'us-manual';
  return {
    order: orderOf(draft, { index, taxMinor, orderTotalMinor, paidMinor, isCanada }),
    config: config({
      paymentMethods,
      policy: { ...policy, customFields, shipping: { as: shippingAs, whenUnmapped: 'default', defaultItem: { name: 'Shipping - Other' } } },
      store: {
        ...{ document, tax, prices, coupon },
        currency: isCanada ? 'CAD' : 'USD',
        taxCode: code === null ? null : { name: code },
        zeroTaxCode: isCanada ? { name: 'Zero-rated' } : null,
      },
    }),
    expectedTotalMinor: (isCoupon ? paidMinor : orderTotalMinor) - remitted,
    expectedTaxMinor: tax === 'seller' ? taxMinor : 0,
    taxSlackMinor: isReckoned && tax === 'seller' ? Math.abs(draft.off) + rules.roundingToleranceMinor : 0,
  };
}

interface Figures {
  readonly index: number;
  readonly taxMinor: number;
  readonly orderTotalMinor: number;
  readonly paidMinor: number;
  readonly isCanada: boolean;
}

function orderOf(draft: Draft, { index, taxMinor, orderTotalMinor, paidMinor, isCanada }: Figures): Order {
  const minor = (value: number): string => fromMinor(value, 2);
  const items: ItemPart[] = draft.lines.map((line) => ({
    sku: line.sku,
    name: `Product ${line.sku}`,
    quantity: line.quantity,
    unitPrice: fromMinor(line.price, 4),
    // Channels tell tax for each piece, rounded, or not at all.
    taxAmount: draft.isTaxTold ? minor(line.isTaxed && taxMinor > 0 ? Math.max(halfUp(line.price * 65, 100_000), 1) : 0) : null,
  }));
  if (draft.charge !== null) {
    items.push({ sku: null, name: 'Gift wrap', unitPrice: minor(draft.charge), adjustment: true });
  }
  if (draft.discount !== null) {
    items.push({ sku: null, name: 'Discount', unitPrice: minor(-draft.discount), adjustment: true });
  }
  const place = address({
    name: draft.buyer,
    street1: '1 Way',
    city: 'Town',
    state: draft.state,
    country: isCanada ? 'CA' : 'US',
  });
  return order({
    orderId: 700_000 + index,
    orderNumber: `R${index}`,
    orderKey: `k${index}`,
    email: `buyer${draft.buyer.length}@example.com`,
    billTo: place,
    shipTo: place,
    orderedAt: at('2026-06-10T12:00:00-07:00'),
    paidAt: at('2026-06-10T12:00:00-07:00'),
    createdAt: at('2026-06-10T12:00:00-07:00'),
    modifiedAt: at('2026-06-20T12:00:00-07:00'),
    shippedOn: on(draft.shippedOn),
    items,
    orderTotal: minor(orderTotalMinor),
    amountPaid: minor(paidMinor),
    taxAmount: minor(taxMinor),
    shippingAmount: minor(draft.shipping),
  });
}
