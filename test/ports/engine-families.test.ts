import { describe, expect, test } from 'vitest';

import type { YieldingControl } from '../../electron/core/engine/engine.ts';
import { instantOf } from '../../shared/domain/time/instants.ts';
import { type PracticeEngine, startPracticeEngine, unwrap } from '../helpers/practice-engine.ts';

const HOUR = 3_600_000;
const ADDRESS = {
  name: 'Ana Ruiz',
  company: null,
  street1: '4 Elm St',
  street2: null,
  street3: null,
  city: 'Boise',
  state: 'ID',
  postalCode: '83702',
  country: 'US',
  phone: null,
  residential: true,
  addressVerified: null,
};

function importOrder(shop: PracticeEngine, orderNumber: string, quantity = 1): { readonly orderId: number; readonly itemId: number } {
  const order = unwrap(
    shop.practice.shipstation.control.importOrder({
      storeId: 300101,
      orderNumber,
      orderedAt: instantOf(shop.time.clock.now() - HOUR),
      email: 'ana.families@example.com',
      billTo: ADDRESS,
      shipTo: ADDRESS,
      lines: [{ sku: 'MUG-1', name: 'Stoneware Mug', quantity, unitPrice: '14.00' }],
    }),
  );
  return { orderId: order.orderId, itemId: order.items[0]?.orderItemId ?? 0 };
}

async function pull(shop: PracticeEngine): Promise<void> {
  shop.time.advance(HOUR);
  unwrap(await shop.engine.pull({ full: false, since: null }, shop.run()));
}

function sweepControl(shop: PracticeEngine): YieldingControl {
  const { signal } = new AbortController();
  return { ...shop.run(), signal, turn: () => signal, giveWay: () => Promise.resolve() };
}

const stateOf = (shop: PracticeEngine, orderId: number): string | undefined => shop.store.plans.row(orderId)?.state;

describe('orders that are split and combined', () => {
  test('do not end every pull where a part that is asked for cannot be read: it is kept aside, and comes later', async () => {
    await using shop = await startPracticeEngine();
    await shop.sync();
    const ship = shop.practice.shipstation.control;
    const { orderId, itemId } = importOrder(shop, 'SPLIT-0', 2);
    const { part } = unwrap(ship.split(orderId, { move: [{ orderItemId: itemId, quantity: 1 }], money: 'by-lines' }));
    shop.time.advance(6 * HOUR);
    shop.store.orders.setWatermark('orders', instantOf(shop.time.clock.now()));
    unwrap(ship.buyLabel(part.orderId));
    ship.addFault({ kind: 'poison-order', orderId });

    await pull(shop);

    expect(shop.store.orders.order(part.orderId)).not.toBeNull();
    expect(stateOf(shop, part.orderId)).not.toBe('ready');
    expect(shop.store.completeness.aside(10)).toMatchObject([{ stream: 'orders', recordId: String(orderId) }]);
    ship.clearFaults();
    await pull(shop);
    expect(shop.store.orders.order(orderId)).not.toBeNull();
    expect(shop.store.completeness.asideCount()).toBe(0);
  });

  test('are fetched together and planned as one: a part that the window does not hold is asked for', async () => {
    await using shop = await startPracticeEngine();
    await shop.sync();
    const ship = shop.practice.shipstation.control;
    const { orderId, itemId } = importOrder(shop, 'SPLIT-1', 2);
    const { part } = unwrap(ship.split(orderId, { move: [{ orderItemId: itemId, quantity: 1 }], money: 'by-lines' }));
    shop.time.advance(6 * HOUR);
    // As if only the part's row had come: the pull's place has passed the rest.
    shop.store.orders.setWatermark('orders', instantOf(shop.time.clock.now()));
    unwrap(ship.buyLabel(part.orderId));

    await pull(shop);

    const family = shop.store.orders.family(part.orderId);
    expect(family?.members.map(({ order }) => order.orderId)).toEqual([orderId, part.orderId].toSorted((a, b) => a - b));
    expect(family?.missingOrderIds).toEqual([]);
    expect(stateOf(shop, orderId)).toBe('waiting');
    unwrap(ship.buyLabel(orderId));
    await pull(shop);
    expect([stateOf(shop, orderId), stateOf(shop, part.orderId)]).toEqual(['ready', 'ready']);
  });

  test('are taken apart again, also where nothing but the sweep can tell', async () => {
    await using shop = await startPracticeEngine();
    await shop.sync();
    const ship = shop.practice.shipstation.control;
    const [survivor, absorbed] = [importOrder(shop, 'JOIN-1').orderId, importOrder(shop, 'JOIN-2').orderId];
    unwrap(ship.combine(survivor, absorbed));
    await pull(shop);
    expect(shop.store.orders.family(absorbed)?.members).toHaveLength(2);

    for (let count = 0; count < 4; count += 1) {
      await pull(shop);
    }
    ship.changeSwitches({ uncombiningMovesModifyDate: false });
    unwrap(ship.uncombine(absorbed));
    shop.time.advance(6 * HOUR);
    await pull(shop);
    expect(unwrap(await shop.engine.sweep(sweepControl(shop))).fetched).toBe(2);

    expect(shop.store.orders.family(absorbed)?.members).toHaveLength(1);
    expect(shop.store.orders.family(survivor)?.members).toHaveLength(1);
    unwrap(ship.buyLabel(survivor));
    await pull(shop);
    expect([stateOf(shop, survivor), stateOf(shop, absorbed)]).toEqual(['ready', 'waiting']);
  });

  test('of which one part was deleted there wait for a person, who posts the rest without it', async () => {
    await using shop = await startPracticeEngine();
    await shop.sync();
    const ship = shop.practice.shipstation.control;
    const { orderId, itemId } = importOrder(shop, 'SPLIT-2', 2);
    const { part } = unwrap(ship.split(orderId, { move: [{ orderItemId: itemId, quantity: 1 }], money: 'by-lines' }));
    await pull(shop);
    unwrap(ship.buyLabel(orderId));
    unwrap(ship.softDelete(part.orderId));
    await pull(shop);
    unwrap(await shop.engine.sweep(sweepControl(shop)));

    expect(shop.store.completeness.isGone(part.orderId)).toBe(true);
    expect(
      shop.store.plans
        .planOf(part.orderId)
        ?.blockers.concat(shop.store.plans.planOf(part.orderId)?.reason ?? [])
        .map(({ code }) => code),
    ).toContain('order/deleted-in-source');
  });
});

describe('labels', () => {
  test('that were made before the old one was voided keep the order shipped; the newest number is told', async () => {
    await using shop = await startPracticeEngine();
    await shop.sync();
    const ship = shop.practice.shipstation.control;
    const { orderId } = importOrder(shop, 'LABEL-1');
    const first = unwrap(ship.buyLabel(orderId));
    await pull(shop);
    const second = unwrap(ship.buyLabel(orderId, { items: [] }));
    await pull(shop);
    unwrap(ship.voidLabel(first.shipmentId));
    await pull(shop);

    const [member] = shop.store.orders.family(orderId)?.members ?? [];
    expect(member?.shipments.map(({ shipmentId, voided }) => [shipmentId, voided])).toEqual([
      [first.shipmentId, true],
      [second.shipmentId, false],
    ]);
    const status = ship.order(orderId)?.status;
    expect(stateOf(shop, orderId)).toBe(status === 'shipped' ? 'ready' : 'waiting');
  });

  test('for a return, and voided ones, do not ship an order; a mark without a label does', async () => {
    await using shop = await startPracticeEngine();
    await shop.sync();
    const ship = shop.practice.shipstation.control;
    const [voided, marked] = [importOrder(shop, 'LABEL-2').orderId, importOrder(shop, 'LABEL-3').orderId];
    const label = unwrap(ship.buyLabel(voided));
    unwrap(ship.markShipped(marked));
    await pull(shop);
    expect([stateOf(shop, voided), stateOf(shop, marked)]).toEqual(['ready', 'ready']);
    ship.changeSwitches({ voidingMovesModifyDate: false });
    unwrap(ship.voidLabel(label.shipmentId));
    await pull(shop);
    expect(stateOf(shop, voided)).toBe('waiting');
  });
});
