import { describe, expect, it } from 'vitest';

import type { OrderSource } from '../../electron/core/ports/order-source.ts';
import { keepKnownFigures, keepKnownLabel } from '../../shared/domain/orders/known-figures.ts';
import { instantOf } from '../../shared/domain/time/instants.ts';
import { ALWAYS, collect, START_MS, startSourceHarness } from './shipstation-harness.ts';

const ids = (records: readonly { readonly orderId: number }[]): readonly number[] =>
  records.map(({ orderId }) => orderId).toSorted((a, b) => a - b);

describe('reading the practice shop through V2', () => {
  it('hands out every order that V1 does, once, under the same id, in the order of changes', async () => {
    const { source, v2 } = await startSourceHarness();
    const [one, two] = [await collect(source.ordersModified(ALWAYS)), await collect(v2.ordersModified(ALWAYS))];
    expect(two.fault).toBeNull();
    expect(two.parked).toEqual([]);
    expect(ids(two.records)).toEqual(ids(one.records));
    const moments = two.records.map(({ modifiedAt }) => modifiedAt);
    expect(moments).toEqual(moments.toSorted());
  });

  it('says of each order what V2 cannot tell, and tells its currency', async () => {
    const { v2 } = await startSourceHarness();
    const { records } = await collect(v2.ordersModified(ALWAYS));
    for (const order of records) {
      expect(order).toMatchObject({ orderTotal: null, orderedAt: null, paidAt: null, currency: 'USD' });
      expect(order.untold).toEqual(expect.arrayContaining(['order-date', 'order-total', 'bill-to', 'family-links']));
      expect(order.untold.includes('status')).toBe(order.status === 'awaiting_shipment');
    }
    expect(new Set(records.map(({ status }) => status))).toEqual(new Set(['awaiting_shipment', 'shipped', 'cancelled']));
  });

  it('gives back what V1 told, figure for figure, where V1 has read the shop before', async () => {
    const { source, v2 } = await startSourceHarness();
    const before = new Map((await collect(source.ordersModified(ALWAYS))).records.map((order) => [order.orderId, order]));
    const { records } = await collect(v2.ordersModified(ALWAYS));
    for (const after of records) {
      const known = before.get(after.orderId);
      const merged = keepKnownFigures(known ?? null, after);
      // V2 tells its currency, its own word for a status, and which of the two hours between 1 and 2 of a November night it was.
      const { createdAt, sourceStatus } = known ?? after;
      expect(Math.abs(Date.parse(after.createdAt) - Date.parse(createdAt)) % 3_600_000).toBe(0);
      expect({ ...merged, currency: null, sourceStatus, createdAt }).toEqual(known);
    }
  });

  it('reads labels, voided ones by the moment of their void, and fulfillments as V1 does', async () => {
    const { source, v2, shop, time } = await startSourceHarness();
    const label = (await collect(source.shipments('created', ALWAYS))).records.findLast(({ voided }) => !voided);
    time.advance(3_600_000);
    expect(shop.control.voidLabel(label?.shipmentId ?? 0).ok).toBe(true);
    const now = instantOf(time.clock.now());
    const justNow = { from: instantOf(time.clock.now() - 60_000), to: now };
    expect((await collect(v2.shipments('voided', justNow))).records.map(({ shipmentId }) => shipmentId)).toEqual([label?.shipmentId]);

    const always = { from: ALWAYS.from, to: instantOf(START_MS + 2 * 86_400_000) };
    const one = await labelsOf(source, always);
    const two = await labelsOf(v2, always);
    expect([...two.keys()]).toEqual([...one.keys()]);
    for (const [shipmentId, shipment] of two) {
      const known = one.get(shipmentId);
      expect(shipment.items).toBeNull();
      expect(keepKnownLabel(known ?? null, shipment)).toEqual(known);
    }
    const [first, second] = [await collect(source.fulfillments(ALWAYS)), await collect(v2.fulfillments(ALWAYS))];
    expect(second.records).toEqual(first.records);
    expect(second.records.length).toBeGreaterThan(0);
  });

  it('finds labels by the day they left', async () => {
    const { source, v2 } = await startSourceHarness();
    const window = { from: instantOf(START_MS - 3 * 86_400_000), to: instantOf(START_MS - 86_400_000) };
    const [one, two] = [await collect(source.shipments('shipped', window)), await collect(v2.shipments('shipped', window))];
    const daysOf = ({ records }: typeof one) => new Map(records.map(({ shipmentId, shippedOn }) => [shipmentId, shippedOn]));
    expect(daysOf(two)).toEqual(daysOf(one));
    expect(two.records.length).toBeGreaterThan(0);
    expect(two.records.every(({ shippedOn }) => shippedOn !== null && shippedOn >= '2026-06-19' && shippedOn <= '2026-06-21')).toBe(true);
  });

  it('calls stores by their ids, and reads products, carriers with their services, tags and warehouses', async () => {
    const { source, v2 } = await startSourceHarness();
    const [one, two] = [await source.stores(), await v2.stores()];
    const storeIds = one.ok ? one.value.map(({ storeId }) => storeId) : [];
    expect(two.ok && two.value.map(({ storeName, nameIsTold }) => [storeName, nameIsTold])).toEqual(
      two.ok && two.value.map(({ storeId }) => [`Store ${storeId}`, false]),
    );
    expect(two.ok && two.value.every(({ storeId }) => storeIds.includes(storeId))).toBe(true);
    const bySku = async (of: OrderSource) => (await collect(of.products())).records.toSorted((a, b) => a.productId - b.productId);
    expect(await bySku(v2)).toEqual(await bySku(source));
    const [v1Reference, v2Reference] = [await source.reference(), await v2.reference()];
    expect(v1Reference.ok && v1Reference.value.carriers.length).toBeGreaterThan(0);
    expect(v2Reference).toEqual(v1Reference);
  });

  it('reads one order, and knows that an unknown one is not there', async () => {
    const { v2 } = await startSourceHarness();
    const [first] = (await collect(v2.ordersModified(ALWAYS))).records;
    expect(await v2.order(first?.orderId ?? 0)).toEqual({ ok: true, value: first });
    expect(await v2.order(1)).toEqual({ ok: true, value: null });
  });
});

async function labelsOf(source: OrderSource, window: typeof ALWAYS) {
  const { records } = await collect(source.shipments('created', window));
  return new Map(records.toSorted((a, b) => a.shipmentId - b.shipmentId).map((shipment) => [shipment.shipmentId, shipment]));
}
