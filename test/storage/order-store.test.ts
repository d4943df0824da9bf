import { expect, test } from 'vitest';

import { decimal } from '../../shared/domain/money/decimal.ts';
import { openStore } from './fixtures.ts';
import { aFulfillment, anOrder, aPlan, aShipment, at, day, now } from './records.ts';

test('an order is created, unchanged when seen again, and changed when anything but its modify date differs', () => {
  const { orders } = openStore().store;
  const order = anOrder(1);
  expect(orders.upsertOrder(order, now)).toBe('created');
  expect(orders.upsertOrder(order, now)).toBe('unchanged');
  const touched = { ...order, modifiedAt: at('2026-03-09T00:00:00.000Z') };
  expect(orders.upsertOrder(touched, now)).toBe('unchanged');
  expect(orders.order(1)).toEqual(touched);
  const dearer = { ...touched, orderTotal: decimal('15') };
  expect(orders.upsertOrder(dearer, now)).toBe('changed');
  expect(orders.order(1)).toEqual(dearer);
  expect(orders.count()).toBe(1);
});

test('an order whose keys come in another order is unchanged', () => {
  const { orders } = openStore().store;
  const order = anOrder(1);
  orders.upsertOrder(order, now);
  const entries = Object.entries(order).toReversed();
  // Safe: the same keys and values.
  expect(orders.upsertOrder(Object.fromEntries(entries) as unknown as typeof order, now)).toBe('unchanged');
});

test('labels and fulfillments have outcomes of their own and may come before their order', () => {
  const { orders, plans } = openStore().store;
  const label = aShipment(7, 1);
  expect(orders.upsertShipment(label, now)).toBe('created');
  expect(orders.upsertShipment(label, now)).toBe('unchanged');
  expect(orders.upsertShipment({ ...label, voided: true }, now)).toBe('changed');
  expect(orders.upsertFulfillment(aFulfillment(9, 1, { shippedOn: day('2026-03-09') }), now)).toBe('created');
  orders.upsertOrder(anOrder(1, { status: 'awaiting_shipment', shippedOn: null }), now);
  expect(orders.family(1)?.members[0]).toMatchObject({
    shipments: [{ shipmentId: 7, voided: true }],
    fulfillments: [{ fulfillmentId: 9 }],
  });
  expect(plans.row(1)?.shippedOn).toBe('2026-03-09');
});

test('the list shows when and how an order shipped as soon as its label is known, and forgets it when the label is voided', () => {
  const { orders, plans } = openStore().store;
  orders.upsertOrder(anOrder(1, { status: 'awaiting_shipment', shippedOn: null }), now);
  expect(plans.row(1)?.shippedOn).toBeNull();
  orders.upsertShipment(aShipment(7, 1), now);
  expect(plans.row(1)?.shippedOn).toBe('2026-03-08');
  const found = (search: string): number =>
    plans.page({ filter: { search }, sort: 'orderedOn', descending: true, limit: 10, cursor: null }).rows.length;
  expect(found('1z7')).toBe(1);
  orders.upsertShipment(aShipment(7, 1, { voided: true }), now);
  expect(plans.row(1)?.shippedOn).toBeNull();
  expect(found('1z7')).toBe(0);
});

test('ways of paying of the newest orders are counted by store, and those that nobody tells, too', () => {
  const { orders } = openStore().store;
  const paid = [
    [1, 'PayPal', 5],
    [2, 'PayPal', 5],
    [3, 'PayPal', 6],
    [4, null, 5],
  ] as const;
  for (const [id, paymentMethod, storeId] of paid) {
    orders.upsertOrder(anOrder(id, { paymentMethod, storeId }), now);
  }
  const byStore = [...orders.paymentMethods(3)].toSorted(
    (a, b) => a.storeId - b.storeId || (a.paymentMethod ?? '').localeCompare(b.paymentMethod ?? ''),
  );
  expect(byStore).toEqual([
    { paymentMethod: null, storeId: 5, orders: 1 },
    { paymentMethod: 'PayPal', storeId: 5, orders: 1 },
    { paymentMethod: 'PayPal', storeId: 6, orders: 1 },
  ]);
  expect(orders.paymentMethods(10).find(({ storeId, paymentMethod }) => storeId === 5 && paymentMethod === 'PayPal')?.orders).toBe(2);
});

test('a label that is moved to another order changes both', () => {
  const { orders, plans } = openStore().store;
  orders.upsertOrder(anOrder(1, { status: 'awaiting_shipment', shippedOn: null }), now);
  orders.upsertOrder(anOrder(2, { status: 'awaiting_shipment', shippedOn: null }), now);
  orders.upsertShipment(aShipment(7, 1), now);
  orders.upsertShipment(aShipment(7, 2), now);
  expect([plans.row(1)?.shippedOn, plans.row(2)?.shippedOn]).toEqual([null, '2026-03-08']);
});

test('orders are found by number, and buyers of one e-mail counted by name', () => {
  const { orders } = openStore().store;
  orders.upsertOrder(anOrder(1, { orderNumber: 'A-1' }), now);
  orders.upsertOrder(anOrder(2, { orderNumber: 'A-1', email: ' ANA@example.test' }), now);
  orders.upsertOrder(anOrder(3, { orderNumber: 'A-10', billTo: { ...anOrder(3).billTo, name: 'ÁNA  RUIZ' } }), now);
  orders.upsertOrder(anOrder(4, { billTo: { ...anOrder(4).billTo, name: 'Bea Ruiz' } }), now);
  expect(orders.ordersByNumber('A-1').map(({ orderId }) => orderId)).toEqual([1, 2]);
  expect(orders.countByNumber('A-1')).toBe(2);
  expect(orders.namesOfEmail('ana@example.test')).toBe(2);
  expect(orders.namesOfEmail('')).toBe(0);
});

test('the first buyer of the same name is found among earlier open orders of the stores that make customers', () => {
  const { orders, plans } = openStore().store;
  const kofi = { ...anOrder(1).billTo, name: 'Kofi Mensah' };
  for (const [orderId, email, storeId] of [
    [1, 'alias@market.test', 101],
    [2, 'kofi@example.test', 102],
    [3, 'kofi@example.test', 102],
  ] as const) {
    orders.upsertOrder(anOrder(orderId, { billTo: kofi, email, storeId }), now);
    plans.savePlan(aPlan(orderId), now);
  }
  const earlier = (orderId: number, stores = [101, 102]): string | null => orders.emailOfEarlierNamesake('kofi mensah', orderId, stores);
  expect([earlier(1), earlier(2), earlier(3)]).toEqual([null, 'alias@market.test', 'alias@market.test']);
  expect(earlier(3, [102])).toBe('kofi@example.test');
  expect(orders.emailOfEarlierNamesake('', 3, [101])).toBeNull();
  plans.savePlan(aPlan(1, { outcome: 'skipped' }), now);
  plans.refreshState([1]);
  expect(earlier(3)).toBe('kofi@example.test');
});

test('watermarks, stores and parked records survive reopening', () => {
  const opened = openStore();
  const { orders } = opened.store;
  expect(orders.watermark('orders')).toBeNull();
  orders.setWatermark('orders', now);
  orders.saveSourceStores([
    { storeId: 300101, storeName: 'Shopify', nameIsTold: true, marketplaceName: 'Shopify', active: true, refreshedAt: null },
  ]);
  orders.park({ stream: 'orders', recordId: '5', code: 'source/bad-answer', message: 'items is null', excerpt: null }, now);
  orders.park({ stream: 'orders', recordId: '5', code: 'source/bad-answer', message: 'items is a number', excerpt: null }, now);
  orders.park({ stream: 'orders', recordId: null, code: 'source/bad-answer', message: 'no id', excerpt: '{}' }, now);
  expect(orders.watermark('orders')).toBe(now);
  expect(orders.watermark('fulfillments')).toBeNull();
  expect(orders.sourceStores()).toHaveLength(1);
  expect(orders.parked().map(({ message }) => message)).toEqual(['no id', 'items is a number']);
  orders.unpark('orders', '5');
  expect(orders.parked().map(({ recordId }) => recordId)).toEqual([null]);
});

test('business dates follow the zone of the company, and all rows follow when it changes', () => {
  const { orders, plans, config } = openStore().store;
  orders.upsertOrder(anOrder(1, { orderedAt: at('2026-03-08T03:30:00.000Z') }), now);
  expect(plans.row(1)?.orderedOn).toBe('2026-03-07');
  const before = config.current();
  config.save({ ...before, policy: { ...before.policy, timeZone: 'Europe/Berlin' } }, now, 'person');
  expect(plans.row(1)?.orderedOn).toBe('2026-03-08');
});

test("a store's currency decides how its totals are counted", () => {
  const { orders, plans, config, mirror } = openStore().store;
  orders.upsertOrder(anOrder(1, { orderTotal: decimal('1400') }), now);
  expect(plans.row(1)?.total).toEqual({ minor: 140_000, currency: 'USD' });
  mirror.saveCompany({
    realmId: '1',
    companyName: 'Harbour Goods',
    country: 'JP',
    homeCurrency: 'JPY',
    multiCurrency: false,
    taxRegime: 'global',
    customTxnNumbers: false,
    allowDiscount: true,
    allowShipping: true,
    closedThrough: null,
    trackClasses: 'none',
    trackLocations: false,
  });
  expect(plans.row(1)?.total).toEqual({ minor: 1_400, currency: 'JPY' });
  expect(config.current().policy.timeZone).toBe('America/New_York');
});
