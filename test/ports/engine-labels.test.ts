import { describe, expect, test } from 'vitest';

import type { Order } from '../../shared/domain/orders/order.ts';
import { type ShippingState, shippingStateOf } from '../../shared/domain/orders/shipping-state.ts';
import { unwrap } from '../helpers/practice-engine.ts';
import { BEGINNING, type SourceEngine, startSourceEngine } from '../helpers/source-engine.ts';

const MINUTE = 60_000;

/** One that waits for its label and has no relatives. */
function waitingOrder({ shop, store }: SourceEngine): number {
  const isAlone = ({ mergedOrSplit, parentId }: Order): boolean => !mergedOrSplit && parentId === null;
  const found = shop.control.orders().find(({ orderId, status }) => {
    const order = store.orders.order(orderId);
    return status === 'awaiting_shipment' && order !== null && isAlone(order);
  });
  return found?.orderId ?? 0;
}

async function pullLater(shop: SourceEngine): Promise<void> {
  shop.time.advance(5 * MINUTE);
  unwrap(await shop.pull());
}

function progressOf({ store }: SourceEngine, orderId: number): ShippingState['progress'] | undefined {
  const member = store.orders.family(orderId)?.members.find(({ order }) => order.orderId === orderId);
  return member === undefined ? undefined : shippingStateOf(member).progress;
}

const labelsOf = ({ store }: SourceEngine, orderId: number): readonly number[] =>
  (store.orders.family(orderId)?.members ?? []).flatMap(({ shipments }) => shipments.map(({ shipmentId }) => shipmentId));

describe.each(['v1', 'v2'] as const)('through %s', (api) => {
  test('a return label that is bought alone does not make an order shipped, nor does it keep one shipped', async () => {
    await using shop = await startSourceEngine(api);
    unwrap(await shop.pull(BEGINNING));
    const orderId = waitingOrder(shop);
    expect(progressOf(shop, orderId)).toBe('not-shipped');

    const way = unwrap(shop.shop.control.buyLabel(orderId, { isReturn: true }));
    await pullLater(shop);
    expect(shop.store.orders.shipment(way.shipmentId)).toMatchObject({ orderId, isReturn: true, voided: false });
    expect(progressOf(shop, orderId)).toBe('not-shipped');

    const label = unwrap(shop.shop.control.buyLabel(orderId));
    await pullLater(shop);
    expect(progressOf(shop, orderId)).toBe('shipped');

    unwrap(shop.shop.control.voidLabel(label.shipmentId));
    await pullLater(shop);
    expect(progressOf(shop, orderId)).toBe('not-shipped');
  });

  test('a label that names no order is kept, holds nothing up, and joins its order once it is named', async () => {
    await using shop = await startSourceEngine(api);
    unwrap(await shop.pull(BEGINNING));
    const orderId = waitingOrder(shop);
    const label = unwrap(shop.shop.control.buyLabel(orderId));
    shop.shop.control.addFault(
      { kind: 'missing-keys', keys: ['orderId', 'shipment_id'] },
      { path: api === 'v1' ? '/shipments' : '/v2/labels' },
    );

    await pullLater(shop);

    expect(shop.store.orders.shipment(label.shipmentId)).toMatchObject({ orderId: null, voided: false });
    expect(shop.store.completeness.asideCount()).toBe(0);
    expect(labelsOf(shop, orderId)).not.toContain(label.shipmentId);
    // The order's own status says so.
    expect(progressOf(shop, orderId)).toBe('shipped');

    shop.shop.control.clearFaults();
    await pullLater(shop);
    expect(labelsOf(shop, orderId)).toContain(label.shipmentId);
  });
});
