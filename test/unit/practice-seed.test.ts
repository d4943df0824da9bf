import { afterAll, describe, expect, it } from 'vitest';

import {
  ALREADY_BOOKED_ORDER_NUMBER,
  ALREADY_EXPORTED_ORDER_ID,
  BOOKED_BEFORE,
  booksClosedThrough,
} from '../../electron/practice/seed/already-booked.ts';
import { SEEDED_CUSTOMERS, SEEDED_VENDORS } from '../../electron/practice/seed/buyers.ts';
import { ordersOfCase, SEED_CASES } from '../../electron/practice/seed/cases.ts';
import { PRODUCTS, SELLER_TAX, STORES } from '../../electron/practice/seed/catalogue.ts';
import { practiceConfig } from '../../electron/practice/seed/practice-config.ts';
import { SEEDED_ORDER_KEYS, seededOrderId, shopStories } from '../../electron/practice/seed/shop-stories.ts';
import { PRACTICE_REGIMES, type PracticeRegime } from '../../electron/practice/practice.ts';
import { openShipStation } from '../../electron/practice/shipstation/practice-shipstation.ts';
import type { ShipStationControl } from '../../electron/practice/shipstation/control.ts';
import type { PracticeOrder } from '../../electron/practice/shipstation/records.ts';
import { extendToMinor, toMinor } from '../../shared/domain/money/decimal.ts';
import { addDays, type BusinessDate } from '../../shared/domain/time/instants.ts';
import { startOfDateIn } from '../../shared/domain/time/zones.ts';
import { ANCHOR_NOON, ANCHOR_ON, dateOf, present } from '../helpers/practice-shop.ts';
import { makeTempDirectory } from '../helpers/temp-directory.ts';

interface SeededShop extends Disposable {
  readonly control: ShipStationControl;
  readonly orders: readonly PracticeOrder[];
  /** The only order of a case. */
  one(name: string): PracticeOrder;
  all(name: string): readonly PracticeOrder[];
}

function seededShop(regime: PracticeRegime = 'us-automated', anchorOn: BusinessDate = ANCHOR_ON): SeededShop {
  const directory = makeTempDirectory('seed');
  const shop = openShipStation({ directory: directory.path, now: () => Date.parse(ANCHOR_NOON), anchorOn, regime });
  const orders = shop.control.orders();
  const all = (name: string): PracticeOrder[] =>
    ordersOfCase(name).map((id) =>
      present(
        orders.find(({ orderId }) => orderId === id),
        `order ${id}`,
      ),
    );
  return {
    control: shop.control,
    orders,
    all,
    one: (name) => present(all(name)[0], `order of ${name}`),
    [Symbol.dispose]: () => {
      shop.close();
      directory.remove();
    },
  };
}

/** Lines, each rounded as QuickBooks rounds them, with shipping and tax, less the total: 0 where the order ties. */
function residueOf(order: PracticeOrder): number {
  const lines = order.items.reduce((sum, item) => sum + (item.unitPrice === null ? 0 : extendToMinor(item.quantity, item.unitPrice, 2)), 0);
  return lines + toMinor(order.shippingAmount, 2) + toMinor(order.taxAmount, 2) - toMinor(order.orderTotal, 2);
}

const minor = (amount: PracticeOrder['orderTotal']): number => toMinor(amount, 2);

describe('the seed of the practice shop', () => {
  it('has exactly a hundred and fifty orders, in all six stores, every one of them in one case', () => {
    using shop = seededShop();
    expect(shop.orders).toHaveLength(150);
    expect(new Set(shop.orders.map(({ storeId }) => storeId))).toEqual(new Set(STORES.map(({ storeId }) => storeId)));
    const named = SEED_CASES.flatMap(({ orderIds }) => orderIds);
    expect(named.toSorted((a, b) => a - b)).toEqual(shop.orders.map(({ orderId }) => orderId));
    expect(SEEDED_ORDER_KEYS.map(seededOrderId).toSorted((a, b) => a - b)).toEqual(shop.orders.map(({ orderId }) => orderId));
  });

  it('is the same for the same anchor, and keeps its ids for another', () => {
    using first = seededShop();
    using second = seededShop();
    using later = seededShop('us-automated', dateOf('2026-08-01'));
    expect(second.orders).toEqual(first.orders);
    expect(first.orders.map(({ orderId }) => second.control.shipments(orderId))).toEqual(
      first.orders.map(({ orderId }) => first.control.shipments(orderId)),
    );
    expect(later.orders.map(({ orderId, orderNumber, orderTotal }) => [orderId, orderNumber, orderTotal])).toEqual(
      first.orders.map(({ orderId, orderNumber, orderTotal }) => [orderId, orderNumber, orderTotal]),
    );
  });

  it('knows of nothing after the day before its anchor', () => {
    using shop = seededShop();
    const anchorStarts = startOfDateIn(ANCHOR_ON, 'UTC');
    const moments = shop.orders.flatMap(({ orderId, orderedAt, createdAt, modifiedAt }) => [
      orderedAt,
      createdAt,
      modifiedAt,
      ...shop.control.shipments(orderId).map((shipment) => shipment.voidedAt ?? shipment.createdAt),
    ]);
    expect(moments.filter((moment) => moment >= anchorStarts)).toEqual([]);
  });

  it('can be lived through for every regime and through both changes of the clock', () => {
    for (const regime of PRACTICE_REGIMES) {
      for (const anchorOn of ['2026-03-09', '2026-04-20', '2026-11-03', '2028-02-29']) {
        expect(shopStories(regime, dateOf(anchorOn))).toHaveLength(147);
      }
    }
    using canada = seededShop('canada', dateOf('2026-11-20'));
    expect(canada.orders).toHaveLength(150);
  });

  it('has plain orders that tie to the cent, are paid in full in the channel, and left whole', () => {
    using shop = seededShop();
    const plain = shop.all('plain');
    expect(plain.length).toBeGreaterThanOrEqual(60);
    for (const order of plain) {
      expect(residueOf(order), order.orderNumber).toBe(0);
      expect(order.status).toBe('shipped');
      expect(order.amountPaid).toBe(order.storeId === 300105 ? '0' : order.orderTotal);
      expect(order.items.every(({ sku }) => PRODUCTS.some((product) => product.sku === sku && product.skuInBooks))).toBe(true);
      const shipments = shop.control.shipments(order.orderId);
      expect(shipments.map(({ items }) => items.map(({ quantity }) => quantity))).toEqual([order.items.map(({ quantity }) => quantity)]);
    }
  });

  it('lets more than ninety orders be posted as they are', () => {
    expect(SEED_CASES.filter(({ expects }) => expects === 'posts').flatMap(({ orderIds }) => orderIds).length).toBeGreaterThan(90);
  });

  it('ties everywhere but where a case says otherwise', () => {
    using shop = seededShop();
    const off = new Map(shop.orders.map((order) => [order.orderId, residueOf(order)] as const).filter(([, residue]) => residue !== 0));
    expect(off).toEqual(
      new Map([
        [shop.one('no-lines-but-a-total').orderId, -700],
        [shop.one('sub-cent-price-leaves-a-cent').orderId, 1],
        [shop.one('total-off-by-a-cent').orderId, -1],
        [shop.one('prices-include-tax').orderId, minor(shop.one('prices-include-tax').taxAmount)],
        [seededOrderId('split-money-on-one-part'), -4800],
        [seededOrderId('split-money-on-one-part/part'), 4800],
        [seededOrderId('split-one-part-waits'), -2800],
        [seededOrderId('split-one-part-waits/part'), 2800],
        [seededOrderId('combined-survivor'), -2300],
        [seededOrderId('combined-absorbed'), 2300],
      ]),
    );
  });

  it('charges the seller’s tax to buyers at home only, at the rate that the books’ tax code has', () => {
    for (const regime of PRACTICE_REGIMES) {
      using shop = seededShop(regime);
      const home = regime === 'canada' ? 'AB' : 'WA';
      const ofSeller = shop.all('plain').filter(({ storeId }) => storeId === 300101 || storeId === 300106);
      expect(ofSeller.filter(({ taxAmount }) => taxAmount !== '0').length).toBeGreaterThan(8);
      for (const { shipTo, taxAmount, items } of ofSeller) {
        const base = items.reduce(
          (sum, item) =>
            sum +
            (PRODUCTS.find(({ sku }) => sku === item.sku)?.taxable ? extendToMinor(item.quantity, item.unitPrice ?? taxAmount, 2) : 0),
          0,
        );
        const expected = shipTo.state === home ? Math.round((base * Number(SELLER_TAX[regime].percent)) / 100 + 1e-9) : 0;
        expect(minor(taxAmount)).toBe(expected);
      }
    }
  });
});

describe('the cases of the seed', () => {
  const shop = seededShop();
  afterAll(() => shop[Symbol.dispose]());

  it('have discounts in every shape, and charges beside products', () => {
    const line = (name: string, place = 0) => shop.all(name)[place]?.items.find((item) => (item.unitPrice ?? '').startsWith('-'));
    expect(line('discount-as-adjustment')).toMatchObject({ adjustment: true, lineItemKey: null, unitPrice: '-20' });
    expect(line('discount-by-key')).toMatchObject({ adjustment: true, lineItemKey: 'Discount', sku: '' });
    expect(line('discount-by-key', 1)).toMatchObject({ adjustment: false, lineItemKey: 'discount', quantity: 2, unitPrice: '-5.5' });
    expect(line('discount-by-negative-price')).toMatchObject({ adjustment: false, lineItemKey: null });
    expect(minor(shop.one('discount-with-tax').taxAmount)).toBe(585);
    const coupon = shop.one('coupon-in-amount-paid');
    expect(minor(coupon.orderTotal) - minor(coupon.amountPaid)).toBe(1000);
    expect(shop.one('gift-wrap').items).toContainEqual(expect.objectContaining({ adjustment: true, unitPrice: '4.5' }));
    expect(minor(shop.one('negative-total').orderTotal)).toBe(-300);
  });

  it('have lines that need care', () => {
    expect(shop.one('zero-price-line').items.map(({ unitPrice }) => unitPrice)).toContain('0');
    expect(shop.one('zero-quantity-line').items.map(({ quantity }) => quantity)).toContain(0);
    expect(shop.one('line-without-price').items.map(({ unitPrice }) => unitPrice)).toContain(null);
    expect(shop.one('no-lines-but-a-total')).toMatchObject({ items: [], orderTotal: '7' });
    expect(shop.one('sub-cent-price-ties').items[0]).toMatchObject({ unitPrice: '0.3333', quantity: 3 });
    expect(shop.one('zero-total').orderTotal).toBe('0');
    expect(shop.all('unmapped-product').every(({ items }) => items.some(({ sku }) => sku === 'VASE-BL'))).toBe(true);
    expect(shop.one('product-known-by-name-only').items[0]?.sku).toBe('LAMP-BR');
    expect(shop.one('items-without-sku').items.map(({ sku }) => sku)).toEqual([null, '']);
    const [mug, print] = shop.one('unusual-characters').items;
    for (const part of ['\u0007', '\u202E', '👩‍🎨']) {
      expect(mug?.name).toContain(part);
    }
    expect(print?.name.length).toBeGreaterThan(4000);
  });

  it('have payments that are not the total, and every status', () => {
    const tooMuch = shop.one('paid-too-much');
    const inPart = shop.one('paid-in-part');
    expect(minor(tooMuch.amountPaid) - minor(tooMuch.orderTotal)).toBe(500);
    expect(minor(inPart.amountPaid)).toBeLessThan(minor(inPart.orderTotal));
    const statuses = [
      'awaiting-payment',
      'on-hold',
      'pending-fulfillment',
      'rejected-fulfillment',
      'cancelled-before-posting',
      'undocumented-status',
    ];
    expect(statuses.map((name) => shop.one(name).status)).toEqual([
      'awaiting_payment',
      'on_hold',
      'pending_fulfillment',
      'rejected_fulfillment',
      'cancelled',
      'processing',
    ]);
    expect(shop.all('waiting').map(({ status }) => status)).toEqual(Array(7).fill('awaiting_shipment'));
    expect(shop.one('awaiting-payment')).toMatchObject({ paidAt: null, amountPaid: '0' });
  });

  it('have tax in every treatment', () => {
    for (const order of shop.all('marketplace-tax')) {
      expect(minor(order.taxAmount)).toBeGreaterThan(0);
    }
    for (const order of shop.all('seller-tax')) {
      expect(new Set(order.items.map(({ taxAmount }) => taxAmount === '0'))).toEqual(new Set([true, false]));
    }
    const mixed = present(shop.all('seller-tax')[0], 'order');
    const byUnits = mixed.items.reduce((sum, item) => sum + extendToMinor(item.quantity, present(item.taxAmount, 'tax'), 2), 0);
    expect([byUnits, minor(mixed.taxAmount)]).toEqual([506, 505]);
    const silent = shop.one('seller-tax-lines-say-nothing');
    expect([minor(silent.taxAmount) > 0, silent.items.every(({ taxAmount }) => taxAmount === null)]).toEqual([true, true]);
    expect(shop.one('tax-where-none-is-expected')).toMatchObject({ storeId: 300105, taxAmount: '8.04' });
  });

  it('have buyers of every kind', () => {
    const [olga, ivan] = shop.all('shared-mailbox');
    expect([olga?.email === ivan?.email, olga?.billTo.name === ivan?.billTo.name]).toEqual([true, false]);
    expect(shop.all('one-name-three-spellings').map(({ billTo }) => billTo.name)).toEqual([
      'Renée Dubois',
      'RENEE DUBOIS',
      ' renée   dubois ',
    ]);
    expect(shop.one('company-only')).toMatchObject({ billTo: { name: null, company: 'Tidewater Books LLC' }, shipTo: { name: '' } });
    expect(shop.one('username-only')).toMatchObject({
      billTo: { name: null },
      shipTo: { name: null },
      username: 'gull_watcher_88',
      email: null,
    });
    const gift = shop.one('payer-is-not-receiver');
    expect([gift.billTo.name, gift.billTo.street1, gift.shipTo.name]).toEqual(["Walter O'Brien", null, 'Hazel Lund']);
    expect(SEEDED_VENDORS).toContain(shop.one('name-of-a-vendor').billTo.name);
    const knownEmails = SEEDED_CUSTOMERS.map(({ email }) => email?.toLowerCase());
    expect(knownEmails).toContain(shop.one('known-by-email').email?.toLowerCase());
    expect(SEEDED_CUSTOMERS).toContainEqual({ name: shop.one('known-by-name').billTo.name, email: null });
    const folded = SEEDED_CUSTOMERS.map(({ name }) => name.normalize('NFD').replace(/\p{M}/gu, ''));
    expect(folded.filter((name) => name === shop.one('ambiguous-name').billTo.name)).toHaveLength(2);
    expect([shop.one('redacted-by-amazon').shipTo.name, shop.one('redacted-by-gdpr').billTo.name]).toEqual([
      'REDACTED (Amazon)',
      'REDACTED (GDPR)',
    ]);
    expect(shop.one('very-long-name').billTo.name?.length).toBeGreaterThan(500);
    expect(shop.one('unusual-name').billTo.name).toMatch(/\t.*:.*\u202E/);
  });

  it('have an emoji across the five-hundredth character of the very long name', () => {
    const name = shop.one('very-long-name').billTo.name ?? '';
    const family = name.indexOf('👨');
    expect(family).toBeLessThan(500);
    expect(family + '👨‍👩‍👧‍👦'.length).toBeGreaterThan(500);
  });

  it('have every way in which an order leaves, and families', () => {
    const labels = (name: string) => shop.control.shipments(shop.one(name).orderId);
    expect(labels('several-labels')).toHaveLength(2);
    expect([shop.one('label-voided').status, labels('label-voided').map(({ voidedAt }) => voidedAt !== null)]).toEqual([
      'awaiting_shipment',
      [true],
    ]);
    expect(labels('label-voided-and-bought-again').map(({ voidedAt }) => voidedAt !== null)).toEqual([true, false]);
    expect(labels('return-label').map(({ isReturn }) => isReturn)).toEqual([false, true]);
    expect(labels('label-without-items').map(({ items }) => items.length)).toEqual([1, 0]);
    expect([
      labels('marked-shipped-without-label').length,
      shop.control.fulfillments(shop.one('marked-shipped-without-label').orderId).length,
    ]).toEqual([0, 1]);
    expect([shop.one('partly-shipped').status, labels('partly-shipped').length]).toEqual(['awaiting_shipment', 1]);
    expect(shop.one('shipped-by-amazon')).toMatchObject({ status: 'shipped', externallyFulfilled: true, externallyFulfilledBy: 'Amazon' });
    expect(labels('shipped-by-amazon')).toEqual([]);
    for (const name of ['split-each-part-ties', 'split-money-on-one-part', 'split-one-part-waits']) {
      const [rest, part] = shop.all(name);
      expect([part?.parentId, part?.orderNumber, rest?.parentId]).toEqual([rest?.orderId, rest?.orderNumber, null]);
    }
    const [survivor, absorbed] = shop.all('combined');
    expect([survivor?.mergedIds, absorbed?.parentId, absorbed?.orderTotal]).toEqual([[absorbed?.orderId], survivor?.orderId, '0']);
  });

  it('have days and numbers on the edge', () => {
    const closed = shop.one('closed-period');
    expect((closed.shippedOn ?? '') <= booksClosedThrough(ANCHOR_ON)).toBe(true);
    expect((closed.shippedOn ?? '') > addDays(ANCHOR_ON, -60)).toBe(true);
    expect(shop.one('booked-by-hand-before').orderNumber).toBe(ALREADY_BOOKED_ORDER_NUMBER);
    expect(shop.one('exported-by-shipstation-before').orderId).toBe(ALREADY_EXPORTED_ORDER_ID);
    expect(BOOKED_BEFORE.map(({ documentNumber }) => documentNumber)).toEqual([
      ALREADY_BOOKED_ORDER_NUMBER,
      `SS-${ALREADY_EXPORTED_ORDER_ID}`,
    ]);
    expect(shop.one('number-too-long').orderNumber.length).toBeGreaterThan(21);
    const twice = shop.all('number-used-twice');
    expect([new Set(twice.map(({ orderNumber }) => orderNumber)).size, new Set(twice.map(({ storeId }) => storeId)).size]).toEqual([1, 2]);
    const splitNumbers = ['split-each-part-ties', 'split-money-on-one-part', 'split-one-part-waits'].length;
    expect(new Set(shop.orders.map(({ orderNumber }) => orderNumber)).size).toBe(150 - 1 - splitNumbers);
  });

  it('book beforehand exactly what the two orders come to', () => {
    const totals = BOOKED_BEFORE.map(({ sku, quantity, shipping }) => {
      const product = PRODUCTS.find((known) => known.sku === sku);
      return (quantity * Math.round(Number(product?.price) * 100) + Math.round(Number(shipping) * 100)) / 100;
    });
    expect(totals).toEqual(
      ['booked-by-hand-before', 'exported-by-shipstation-before'].map((name) => minor(shop.one(name).orderTotal) / 100),
    );
  });
});

describe('the practice config', () => {
  it('maps every store and method that can be mapped, and leaves the rest to a person', () => {
    const config = practiceConfig('us-automated', ANCHOR_ON);
    expect(config).toMatchObject({
      version: 1,
      policy: { startOn: '2026-01-09', timeZone: 'America/New_York', shipping: { defaultItem: { name: 'Shipping - Other' } } },
      stores: {
        300101: { document: 'invoice-with-payment', customer: 'per-buyer', tax: 'seller', clearingAccount: { name: 'Shopify Clearing' } },
        300102: {
          document: 'invoice-with-payment',
          customer: 'channel',
          tax: 'marketplace',
          channelCustomer: { name: 'Amazon Customers' },
        },
        300105: { document: 'invoice', customer: 'per-buyer', tax: 'none', terms: { name: 'Net 30' }, clearingAccount: null },
        300106: { document: 'sales-receipt', customer: 'per-buyer', tax: 'seller' },
      },
      products: [],
    });
    expect(config['shippingMethods']).toHaveLength(3);
  });

  it('names the tax records of each regime', () => {
    const store = (regime: PracticeRegime, storeId: string): unknown => {
      const stores = practiceConfig(regime, ANCHOR_ON)['stores'];
      return typeof stores === 'object' && stores !== null ? Reflect.get(stores, storeId) : null;
    };
    expect(store('us-none', '300101')).toMatchObject({ tax: 'liability-line', taxItem: { name: 'Sales Tax Collected' } });
    expect(store('us-manual', '300106')).toMatchObject({ tax: 'seller', taxCode: { name: 'WA State' } });
    expect(store('canada', '300101')).toMatchObject({ taxCode: { name: 'GST' }, zeroTaxCode: { name: 'Zero-rated' }, currency: 'CAD' });
    expect(store('canada', '300103')).toMatchObject({ tax: 'marketplace', taxCode: null, zeroTaxCode: { name: 'Zero-rated' } });
  });
});
