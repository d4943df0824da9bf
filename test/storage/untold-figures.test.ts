import { describe, expect, test } from 'vitest';

import { decimal } from '../../shared/domain/money/decimal.ts';
import type { Order } from '../../shared/domain/orders/order.ts';
import { storeCalledById } from '../../shared/domain/orders/source-reference.ts';
import { openStore } from './fixtures.ts';
import { anOrder, at, day, now } from './records.ts';

/** An order whose source tells neither its total nor its date. */
const untold = (orderId: number, change: Partial<Order> = {}): Order =>
  anOrder(orderId, {
    orderTotal: null,
    orderedAt: null,
    createdAt: at('2026-03-08T03:30:00.000Z'),
    currency: 'USD',
    untold: ['order-date', 'order-total'],
    ...change,
  });

describe('an order whose source does not tell its total and its date', () => {
  test('is stored as it came, and is the same when it comes again', () => {
    const { orders } = openStore().store;
    expect(orders.upsertOrder(untold(1), now)).toBe('created');
    expect(orders.upsertOrder(untold(1), now)).toBe('unchanged');
    expect(orders.order(1)).toEqual(untold(1));
    expect(orders.upsertOrder(untold(1, { orderTotal: decimal('14'), untold: ['order-date'] }), now)).toBe('changed');
  });

  test('is listed, sorted and found by the day it came, without passing that day off as its order date', () => {
    const { orders, plans, config } = openStore().store;
    orders.upsertOrder(untold(1), now);
    orders.upsertOrder(anOrder(2, { orderedAt: at('2026-03-01T12:00:00.000Z') }), now);
    orders.upsertOrder(anOrder(3, { orderedAt: at('2026-03-20T12:00:00.000Z') }), now);
    expect(plans.row(1)).toMatchObject({ orderedOn: null, arrivedOn: '2026-03-07', total: null });
    expect(plans.row(2)).toMatchObject({ orderedOn: '2026-03-01', arrivedOn: null, total: { minor: 1400, currency: 'USD' } });
    const page = plans.page({ filter: {}, sort: 'orderedOn', descending: false, limit: 10, cursor: null });
    expect(page.rows.map(({ orderId }) => orderId)).toEqual([2, 1, 3]);
    const march7 = { from: day('2026-03-07'), to: day('2026-03-07') };
    const found = plans.page({ filter: march7, sort: 'total', descending: true, limit: 10, cursor: null });
    expect(found.rows.map(({ orderId }) => orderId)).toEqual([1]);
    const before = config.current();
    config.save({ ...before, policy: { ...before.policy, timeZone: 'Europe/Berlin' } }, now, 'person');
    expect(plans.row(1)).toMatchObject({ orderedOn: null, arrivedOn: '2026-03-08', total: null });
  });

  test('counts in reconcile by its day of arrival and without money, and says so', () => {
    const { orders, plans } = openStore().store;
    orders.upsertOrder(untold(1), now);
    expect(plans.reconcileRows([1])).toMatchObject([{ orderId: 1, orderedOn: null, arrivedOn: '2026-03-07', orderTotal: null }]);
  });

  test('counts in the list without a sum of its own', () => {
    const { orders, plans } = openStore().store;
    orders.upsertOrder(untold(1), now);
    expect(plans.countsByState({})).toMatchObject([{ count: 1, totals: [] }]);
    orders.upsertOrder(anOrder(2), now);
    expect(plans.countsByState({})).toMatchObject([{ count: 2, totals: [{ minor: 1400, currency: 'USD' }] }]);
  });

  test('shows its figures as soon as they are told', () => {
    const { orders, plans } = openStore().store;
    orders.upsertOrder(untold(1), now);
    orders.upsertOrder(anOrder(1), now);
    expect(plans.row(1)).toMatchObject({ orderedOn: '2026-03-07', arrivedOn: null, total: { minor: 1400, currency: 'USD' } });
  });
});

describe('stores and other names', () => {
  test('a told name is never lost to one that is made of the id', () => {
    const { orders } = openStore().store;
    orders.saveSourceStores([storeCalledById(5)]);
    expect(orders.sourceStores()).toMatchObject([{ storeName: 'Store 5', nameIsTold: false }]);
    const told = { ...storeCalledById(5), storeName: 'Harbor & Pine', nameIsTold: true };
    orders.saveSourceStores([told]);
    orders.saveSourceStores([storeCalledById(5)]);
    expect(orders.sourceStores()).toEqual([told]);
    orders.saveSourceStores([{ ...told, storeName: 'Harbor' }]);
    expect(orders.sourceStores()).toMatchObject([{ storeName: 'Harbor' }]);
  });

  test('stores of orders that no list has named are found', () => {
    const { orders } = openStore().store;
    orders.saveSourceStores([storeCalledById(300101)]);
    for (const [orderId, storeId] of [
      [1, 300101],
      [2, 9],
      [3, 9],
      [4, 0],
    ] as const) {
      orders.upsertOrder(anOrder(orderId, { storeId }), now);
    }
    expect(orders.unnamedStoreIds([1, 2, 3, 4])).toEqual([9]);
    expect(orders.unnamedStoreIds([1])).toEqual([]);
  });

  test('carriers, services, tags and warehouses are kept as last told', () => {
    const { orders } = openStore().store;
    expect(orders.sourceReference()).toEqual({ carriers: [], services: [], tags: [], warehouses: [] });
    const reference = {
      carriers: [{ carrierCode: 'fedex', name: 'FedEx' }],
      services: [{ carrierCode: 'fedex', serviceCode: 'fedex_ground', name: 'Ground' }],
      tags: [{ tagId: 1, name: 'Gift' }],
      warehouses: [{ warehouseId: 2, name: 'Main' }],
    };
    orders.saveSourceReference({ ...reference, tags: [] });
    orders.saveSourceReference(reference);
    expect(orders.sourceReference()).toEqual(reference);
  });
});
