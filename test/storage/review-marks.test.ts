import { expect, test } from 'vitest';

import { decimal } from '../../shared/domain/money/decimal.ts';
import { openStore } from './fixtures.ts';
import { anOrder, aPlan, aShipment, now } from './records.ts';

const PAGE = { sort: 'orderedOn', descending: true, limit: 10, cursor: null } as const;

test('an order is marked as changed since it was seen by what matters, by its labels too, and no more when it is as it was', () => {
  const { orders, plans, reviewMarks } = openStore().store;
  const order = anOrder(1);
  orders.upsertOrder(order, now);
  orders.upsertOrder(anOrder(2), now);
  const isChanged = (): boolean | undefined => plans.row(1)?.changedSinceSeen;
  const listed = (): readonly number[] => plans.page({ ...PAGE, filter: { changed: true } }).rows.map(({ orderId }) => orderId);
  orders.upsertOrder({ ...order, orderTotal: decimal('15') }, now);
  expect([isChanged(), listed(), reviewMarks.seen(1)]).toEqual([false, [], null]);

  reviewMarks.mark({ order, shipments: [], fulfillments: [] }, now);
  expect(reviewMarks.seen(1)).toEqual({ member: { order, shipments: [], fulfillments: [] }, at: now });
  orders.upsertOrder({ ...order, customerNotes: 'Please ring' }, now);
  expect([isChanged(), listed()]).toEqual([false, []]);
  orders.upsertOrder({ ...order, orderTotal: decimal('16') }, now);
  expect([isChanged(), listed()]).toEqual([true, [1]]);
  orders.upsertOrder(order, now);
  expect([isChanged(), listed()]).toEqual([false, []]);
  orders.upsertShipment(aShipment(7, 1), now);
  expect([isChanged(), listed()]).toEqual([true, [1]]);
  expect(plans.countsByState({ changed: true }).map(({ count }) => count)).toEqual([1]);

  reviewMarks.forget(1);
  expect([isChanged(), reviewMarks.seen(1)]).toEqual([false, null]);
  plans.savePlan(aPlan(1), now);
});
