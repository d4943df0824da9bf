import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { addDecimals, decimal, extendToMinor, fromMinor, toMinor, ZERO } from '../../shared/domain/money/decimal.ts';
import type { Order } from '../../shared/domain/orders/order.ts';
import type { Json, Plan } from '../../shared/domain/planning/plan.ts';
import { booksReference, config, planOf } from '../helpers/domain-builders.ts';
import { type ItemPart, member, order, shipment } from '../helpers/order-builders.ts';

const books = booksReference();

const cents = (most: number): fc.Arbitrary<string> => fc.integer({ min: 0, max: most }).map((minor) => fromMinor(minor, 2));
const price = fc.oneof(
  cents(50_000),
  fc.integer({ min: 1, max: 99_999 }).map((tenThousandths) => fromMinor(tenThousandths, 4)),
);

const anyItem: fc.Arbitrary<ItemPart> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      quantity: fc.integer({ min: 0, max: 9 }),
      unitPrice: price,
      sku: fc.constantFrom('MUG-1', 'BOARD-OAK', 'TOWEL-1'),
      taxAmount: fc.option(cents(300)),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      quantity: fc.integer({ min: 1, max: 2 }),
      unitPrice: cents(900).map((text) => (text === '0' ? '0' : `-${text}`)),
      adjustment: fc.boolean(),
    }),
  },
  { weight: 1, arbitrary: fc.record({ unitPrice: cents(500), adjustment: fc.constant(true) }) },
);

/** Orders whose total is their own figures' sum, or (with a difference) is not. */
const anyOrder: fc.Arbitrary<{ readonly order: Order; readonly differenceMinor: number }> = fc
  .record({
    items: fc.array(anyItem, { maxLength: 6 }),
    tax: fc.integer({ min: 0, max: 900 }),
    shipping: fc.integer({ min: 0, max: 2_000 }),
    differenceMinor: fc.constantFrom(0, 0, 0, 1, -1, 250),
    paidPercent: fc.constantFrom(0, 50, 100, 110),
  })
  .map(({ items, tax, shipping, differenceMinor, paidPercent }) => {
    const drafted = order({ items, taxAmount: fromMinor(tax, 2), shippingAmount: fromMinor(shipping, 2) });
    const lines = drafted.items.reduce((sum, one) => sum + extendToMinor(one.quantity, one.unitPrice ?? decimal('0'), 2), 0);
    const total = lines + tax + shipping - differenceMinor;
    return {
      differenceMinor,
      order: {
        ...drafted,
        orderTotal: fromMinor(total, 2),
        amountPaid: fromMinor(Math.max(0, Math.round((total * paidPercent) / 100)), 2),
      },
    };
  });

const anyConfig = fc
  .record({
    document: fc.constantFrom('invoice', 'invoice-with-payment', 'sales-receipt'),
    tax: fc.constantFrom('seller', 'marketplace', 'liability-line'),
    discounts: fc.constantFrom('line', 'item'),
    coupon: fc.constantFrom('hold', 'discount'),
    roundingToleranceMinor: fc.constantFrom(0, 1),
    zeroPriceLines: fc.constantFrom('keep', 'leave-out'),
    zeroTotals: fc.constantFrom('skip', 'post'),
  } as const)
  .map(({ document, tax, coupon, ...policy }) => config({ policy, store: { document, tax, coupon } }));

const minorOf = (value: Json | undefined): number => (typeof value === 'number' ? toMinor(decimal(value), 2) : 0);

function isObject(value: Json | undefined): value is { readonly [key: string]: Json } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function linesOf(body: { readonly [key: string]: Json }): readonly { readonly [key: string]: Json }[] {
  const lines = body['Line'];
  return Array.isArray(lines) ? lines.filter(isObject) : [];
}

/** What QuickBooks will total: Σ lines, discounts taken off, and the tax. */
function bodyTotalMinor(body: { readonly [key: string]: Json }): number {
  const sum = linesOf(body).reduce(
    (total, line) => total + (line['DetailType'] === 'DiscountLineDetail' ? -1 : 1) * minorOf(line['Amount']),
    0,
  );
  return sum + (isObject(body['TxnTaxDetail']) ? minorOf(body['TxnTaxDetail']['TotalTax']) : 0);
}

const salesDocumentOf = (plan: Plan) => plan.documents.find(({ kind }) => kind === 'invoice' || kind === 'sales-receipt');

describe('planning', () => {
  it('never loses a cent: what is ready totals the order’s total less remitted tax and coupon, line by line', () => {
    fc.assert(
      fc.property(anyOrder, anyConfig, ({ order: one }, rules) => {
        const plan = planOf(one, { config: rules, books });
        const document = salesDocumentOf(plan);
        fc.pre(plan.outcome === 'ready');
        expect(document?.total?.minor).toBe(plan.tieOut?.documentTotalMinor);
        expect(bodyTotalMinor(document?.body ?? {})).toBe(plan.tieOut?.documentTotalMinor);
        const { tieOut } = plan;
        expect(tieOut?.differenceMinor).toBe(0);
        expect((tieOut?.documentTotalMinor ?? 0) + (tieOut?.marketplaceTaxMinor ?? 0) - (tieOut?.couponMinor ?? 0)).toBe(
          toMinor(one.orderTotal ?? ZERO, 2),
        );
        expect(
          (tieOut?.linesMinor ?? 0) +
            (tieOut?.discountMinor ?? 0) +
            (tieOut?.shippingMinor ?? 0) +
            (tieOut?.taxMinor ?? 0) +
            (tieOut?.roundingMinor ?? 0),
        ).toBe(tieOut?.documentTotalMinor);
      }),
    );
  });

  it('ties out or blocks, and never lets an order with a difference through without a visible line', () => {
    fc.assert(
      fc.property(anyOrder, anyConfig, ({ order: one, differenceMinor }, rules) => {
        const plan = planOf(one, { config: rules, books });
        fc.pre(differenceMinor !== 0 && plan.outcome !== 'skipped');
        const isVisible = plan.lines.some(({ role }) => role === 'rounding');
        expect(plan.outcome === 'blocked' || isVisible).toBe(true);
      }),
    );
  });

  it('sends for every line an amount that is quantity × price, rounded half up', () => {
    fc.assert(
      fc.property(anyOrder, anyConfig, ({ order: one }, rules) => {
        const document = salesDocumentOf(planOf(one, { config: rules, books }));
        const refused = linesOf(document?.body ?? {}).filter((line) => {
          const detail = line['SalesItemLineDetail'];
          const [quantity, unitPrice] = isObject(detail) ? [detail['Qty'], detail['UnitPrice']] : [];
          return (
            typeof quantity === 'number' &&
            typeof unitPrice === 'number' &&
            minorOf(line['Amount']) !== extendToMinor(quantity, decimal(unitPrice), 2)
          );
        });
        expect(refused).toEqual([]);
      }),
    );
  });

  it('records at most what was paid and at most what the document totals', () => {
    fc.assert(
      fc.property(anyOrder, anyConfig, ({ order: one }, rules) => {
        const plan = planOf(one, { config: rules, books });
        const payment = plan.documents.find(({ kind }) => kind === 'payment');
        const amount = payment?.total?.minor ?? 0;
        expect(amount).toBeLessThanOrEqual(plan.tieOut?.paidMinor ?? 0);
        expect(amount).toBeLessThanOrEqual(Math.max(0, plan.tieOut?.documentTotalMinor ?? 0));
      }),
    );
  });

  it('gives the same plan for the same order', () => {
    fc.assert(
      fc.property(anyOrder, anyConfig, ({ order: one }, rules) => {
        expect(planOf(structuredClone(one), { config: structuredClone(rules), books: booksReference() })).toEqual(
          planOf(one, { config: rules, books }),
        );
      }),
      { numRuns: 40 },
    );
  });
});

describe('the fingerprint', () => {
  it('does not feel what changes nothing in the books', () => {
    const tags = fc.record({
      tagIds: fc.array(fc.nat()),
      customerNotes: fc.string(),
      internalNotes: fc.string(),
      orderKey: fc.string(),
      paymentMethod: fc.string(),
    });
    fc.assert(
      fc.property(anyOrder, tags, ({ order: one }, changes) => {
        expect(planOf({ ...one, ...changes }, { books }).fingerprint).toBe(planOf(one, { books }).fingerprint);
      }),
    );
  });

  it('feels every cent, and tells it from ship data', () => {
    const rules = config({ store: { document: 'invoice-with-payment' } });
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 5_000 }),
        fc.string({ minLength: 1, unit: fc.constantFrom('1', '2', 'Z') }),
        (extraMinor, tracking) => {
          const plain = order();
          const dearer = {
            ...plain,
            shippingAmount: addDecimals(plain.shippingAmount, fromMinor(extraMinor, 2)),
            orderTotal: addDecimals(plain.orderTotal ?? ZERO, fromMinor(extraMinor, 2)),
          };
          const [before, after, moved] = [
            member(plain, [shipment()]),
            member(dearer, [shipment()]),
            member(plain, [shipment({ trackingNumber: tracking })]),
          ].map((one) => salesDocumentOf(planOf(one, { books, config: rules })));
          expect(after?.coreFingerprint).not.toBe(before?.coreFingerprint);
          expect(moved?.coreFingerprint).toBe(before?.coreFingerprint);
          expect(moved?.fingerprint).not.toBe(before?.fingerprint);
        },
      ),
    );
  });
});
