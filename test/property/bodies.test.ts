import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { checkShape, type LengthRules } from '../../electron/practice/quickbooks/entities/check-shape.ts';
import { SHAPES } from '../../electron/practice/quickbooks/entities/shapes.ts';
import { decimal, extendToMinor, toMinor } from '../../shared/domain/money/decimal.ts';
import type { Json, JsonObject, Plan, PlannedDocument } from '../../shared/domain/planning/plan.ts';
import { shipUpdateBody } from '../../shared/domain/posting/ship-update.ts';
import { bodyOf, booksReference, config, planOf } from '../helpers/domain-builders.ts';
import { hostileOrder, hostileText } from '../helpers/hostile-orders.ts';
import { member, order, shipment } from '../helpers/order-builders.ts';
import { bound } from '../helpers/posted-plans.ts';

/** Rules under which nothing is held back: new customers, new items, every kind of document. */
const anyRules = fc
  .record({
    document: fc.constantFrom('invoice', 'invoice-with-payment', 'sales-receipt'),
    discounts: fc.constantFrom('line', 'item'),
    documentNumberPrefix: fc.constantFrom('', 'SS-', 'SHOPIFY-1_'),
    as: fc.constantFrom('item', 'field'),
  } as const)
  .map(({ document, as, ...policy }) =>
    config({
      policy: {
        ...policy,
        shipping: { as, whenUnmapped: 'default', defaultItem: { name: 'Shipping - Other' } },
        items: {
          whenUnmatched: 'create',
          fallbackItem: null,
          createAs: 'NonInventory',
          incomeAccount: { name: 'Sales of Product Income' },
        },
      },
      store: { document, tax: 'none' },
    }),
  );

const NO_SHIP = { shippedOn: null, trackingNumber: null, otherTrackingNumbers: [], method: null };

/** The lengths as documented, and as they would be if shipping texts were as short as the form shows them. */
const LENGTHS: readonly LengthRules[] = [
  { lengthCounting: 'characters', shippingTextLength: 31 },
  { lengthCounting: 'utf16', shippingTextLength: 31 },
];

const planned = (
  one: Parameters<typeof planOf>[0],
  rules: ReturnType<typeof config>,
  customTxnNumbers: boolean,
  storeName = 'Harbor',
): Plan => planOf(one, { config: rules, books: booksReference({ company: { customTxnNumbers } }), storeName: () => storeName });

function refusalsOf({ entity, body }: PlannedDocument): readonly string[] {
  const shape = SHAPES[entity];
  // Safe: a bound body is an object as the body is.
  const sent = bound(body, new Map()) as JsonObject;
  return LENGTHS.flatMap((rules) => {
    const refusal = shape === undefined ? null : checkShape(entity, shape, sent, rules);
    return refusal === null ? [] : [JSON.stringify(refusal)];
  });
}

/** Every text of a body, however deep. */
function textsOf(value: Json): readonly string[] {
  if (typeof value === 'string') {
    return [value];
  }
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap((entry: Json) => textsOf(entry)) : [];
}

const UNWANTED = /[\p{Cc}\p{Zl}\p{Zp}\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]|\p{Cs}/u;

const decimalsOf = (value: number): number => (String(value).split('.')[1] ?? '').length;

interface SentLine {
  readonly Amount: number;
  readonly DetailType?: string;
  readonly SalesItemLineDetail?: { readonly Qty?: number; readonly UnitPrice?: number };
}

const linesOf = ({ body }: PlannedDocument): readonly SentLine[] => (body['Line'] ?? []) as unknown as readonly SentLine[]; // safe: only read where present

function numberFaults(document: PlannedDocument): readonly string[] {
  return linesOf(document).flatMap(({ Amount, SalesItemLineDetail: detail }) => {
    const [quantity, price] = [detail?.Qty, detail?.UnitPrice];
    const isProduct =
      quantity === undefined || price === undefined || extendToMinor(quantity, decimal(price), 2) === toMinor(decimal(Amount), 2);
    const isPrecise = decimalsOf(Amount) <= 2 && decimalsOf(quantity ?? 0) <= 5 && decimalsOf(price ?? 0) <= 7;
    // Where the books keep five decimals of a price, the amount must be the product of those as well.
    const isFive =
      quantity === undefined ||
      price === undefined ||
      extendToMinor(quantity, decimal(price.toFixed(5)), 2) === toMinor(decimal(Amount), 2);
    const isPlain = [Amount, quantity ?? 0, price ?? 0].every((value) => !/e/i.test(JSON.stringify(value)) && Math.abs(value) < 1e11);
    return isProduct && isPrecise && isFive && isPlain ? [] : [JSON.stringify({ Amount, quantity, price })];
  });
}

describe('what is sent to the books', () => {
  it('holds to every length and kind that Intuit names, whatever stands in an order', () => {
    fc.assert(
      fc.property(hostileOrder, anyRules, hostileText, fc.boolean(), (one, rules, storeName, isCustom) => {
        const plan = planned(one, rules, isCustom, storeName);
        expect(plan.documents.flatMap(refusalsOf)).toEqual([]);
      }),
      { numRuns: 400 },
    );
  });

  it('holds no control character, no character that turns the text around, and no half of one', () => {
    fc.assert(
      fc.property(hostileOrder, anyRules, hostileText, (one, rules, storeName) => {
        const texts = planned(one, rules, true, storeName).documents.flatMap(({ body }) => textsOf(body));
        expect(texts.filter((text) => UNWANTED.test(text))).toEqual([]);
        expect(texts.filter((text) => text !== text.trim())).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });

  it('names customers and items as the books allow it', () => {
    fc.assert(
      fc.property(hostileOrder, anyRules, (one, rules) => {
        const named = planned(one, rules, true).documents.flatMap(({ body, kind }) => {
          const name = kind === 'customer' ? body['DisplayName'] : body['Name'];
          return kind === 'customer' || kind === 'item' ? [{ kind, name: typeof name === 'string' ? name : '' }] : [];
        });
        const wrong = named.filter(({ kind, name }) => name === '' || /[:\t\n]/.test(name) || (kind === 'item' && name.includes('"')));
        expect(wrong).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });

  it('sends numbers of the precision that the books keep, of which the product is the amount', () => {
    fc.assert(
      fc.property(hostileOrder, anyRules, (one, rules) => {
        expect(planned(one, rules, true).documents.flatMap(numberFaults)).toEqual([]);
      }),
      { numRuns: 400 },
    );
  });

  it('holds its document number, the same whether the books number by themselves or not', () => {
    fc.assert(
      fc.property(hostileOrder, anyRules, (one, rules) => {
        const [own, theirs] = [planned(one, rules, true), planned(one, rules, false)];
        expect(own).toEqual(theirs);
        const sales = own.documents.filter(({ kind }) => kind === 'invoice' || kind === 'sales-receipt');
        expect(sales.filter(({ body }) => body['DocNumber'] !== own.documentNumber || own.documentNumber === '')).toEqual([]);
        const payments = own.documents.filter(({ kind }) => kind === 'payment');
        expect(payments.filter(({ body }) => body['PaymentRefNum'] !== own.documentNumber)).toEqual([]);
      }),
      { numRuns: 200 },
    );
  });

  it.each([
    ['its total', order({ orderTotal: '10000000000' })],
    ['what was paid', order({ amountPaid: '99999999999999999999' })],
    ['a line', order({ items: [{ quantity: 1_000_000_000, unitPrice: '11.00' }] })],
    ['all lines together', order({ items: [1, 2].map(() => ({ unitPrice: '6000000000' })) })],
    ['a discount', order({ items: [{}, { unitPrice: '-10000000000.01' }] })],
  ])('is nothing where no document can hold an amount, which is said: %s', (_what, one) => {
    const plan = planned(one, config(), true);
    expect(plan).toMatchObject({ outcome: 'blocked', documents: [], blockers: [{ code: 'order/unknown-field-value' }] });
  });

  it('cuts a tracking number that its field does not hold, and keeps the whole of it in the note', () => {
    const trackingNumber = '4200980194001112345678901234567890';
    const one = member(order(), [shipment({ trackingNumber })]);
    const plan = planned(one, config(), true);
    expect(bodyOf(plan, 'invoice')).toMatchObject({
      TrackingNum: trackingNumber.slice(0, 31),
      PrivateNote: expect.stringContaining(`Tracking: ${trackingNumber}.`),
    });
    expect(shipUpdateBody(plan.ship ?? NO_SHIP)).toMatchObject({ TrackingNum: trackingNumber.slice(0, 31) });
  });

  it('is there for most of such orders, or says why not', () => {
    const orders = fc.sample(fc.tuple(hostileOrder, anyRules), { numRuns: 300, seed: 7 });
    const plans = orders.map(([one, rules]) => planned(one, rules, true));
    expect(plans.filter(({ documents }) => documents.length > 0).length).toBeGreaterThan(100);
    expect(plans.filter((plan) => plan.documents.length === 0 && plan.blockers.length === 0 && plan.reason === null)).toEqual([]);
  });
});
