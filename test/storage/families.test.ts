import fc from 'fast-check';
import { expect, test } from 'vitest';

import { groupIntoFamilies } from '../../shared/domain/orders/family.ts';
import type { Order } from '../../shared/domain/orders/order.ts';
import { openStore } from './fixtures.ts';
import { anOrder, now } from './records.ts';

const alone = (order: Order) => ({ order, shipments: [], fulfillments: [] });

test('a split is one family in whichever order its parts arrive', () => {
  const { orders } = openStore().store;
  orders.upsertOrder(anOrder(3, { parentId: 1 }), now);
  orders.upsertOrder(anOrder(2, { parentId: 1 }), now);
  expect(orders.family(3)).toMatchObject({ missingOrderIds: [1] });
  expect(orders.family(3)?.members.map(({ order }) => order.orderId)).toEqual([2, 3]);
  orders.upsertOrder(anOrder(1), now);
  expect(orders.family(3)).toMatchObject({ rootOrderId: 1, missingOrderIds: [] });
  expect(orders.familyRoots([1, 2, 3])).toEqual([1]);
  expect(orders.family(99)).toBeNull();
});

test('a combine that is undone leaves families of one', () => {
  const { orders } = openStore().store;
  orders.upsertOrder(anOrder(1), now);
  orders.upsertOrder(anOrder(2), now);
  orders.upsertOrder(anOrder(3, { mergedIds: [1, 2] }), now);
  expect(orders.family(1)).toMatchObject({ rootOrderId: 3 });
  expect(orders.allFamilyRoots(0, 10)).toEqual([3]);
  orders.upsertOrder(anOrder(3), now);
  expect(orders.allFamilyRoots(0, 10)).toEqual([1, 2, 3]);
  expect(orders.allFamilyRoots(1, 1)).toEqual([2]);
});

test('a stretch of families is searched for what is not settled, its end included and its beginning not', () => {
  const { orders } = openStore().store;
  for (const orderId of [1, 2, 3, 4, 5]) {
    orders.upsertOrder(anOrder(orderId), now);
  }
  orders.upsertOrder(anOrder(6, { parentId: 2 }), now);
  expect(orders.unsettledFamilyRoots(1, 4)).toEqual([2, 3, 4]);
  expect(orders.unsettledFamilyRoots(4, 400)).toEqual([5]);
});

const idOf = fc.integer({ min: 1, max: 8 });
const anyOrder = fc
  .record({ orderId: idOf, parentId: fc.option(idOf, { nil: null, freq: 2 }), mergedIds: fc.array(idOf, { maxLength: 2 }) })
  .map(({ orderId, parentId, mergedIds }) => anOrder(orderId, { parentId: parentId === orderId ? null : parentId, mergedIds }));

test('after any history of splits, combines and undone ones the families are those of the orders as they are now', () => {
  const { store } = openStore();
  fc.assert(
    fc.property(fc.array(anyOrder, { minLength: 1, maxLength: 14 }), (history) => {
      // Order ids of each run of their own: one database serves them all.
      const offset = store.orders.count() * 100 + 1_000_000;
      const moved = history.map((order) => ({
        ...order,
        orderId: order.orderId + offset,
        parentId: order.parentId === null ? null : order.parentId + offset,
        mergedIds: order.mergedIds.map((id) => id + offset),
      }));
      const last = new Map(moved.map((order) => [order.orderId, order]));
      for (const order of moved) {
        store.orders.upsertOrder(order, now);
      }
      for (const family of groupIntoFamilies([...last.values()].map(alone))) {
        for (const { order } of family.members) {
          expect(store.orders.family(order.orderId)).toEqual(family);
        }
      }
    }),
    { numRuns: 60 },
  );
});
