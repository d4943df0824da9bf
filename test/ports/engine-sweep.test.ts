import { describe, expect, test } from 'vitest';

import type { SweepOutcome, YieldingControl } from '../../electron/core/engine/engine.ts';
import { seededOrderId } from '../../electron/practice/seed/shop-stories.ts';
import { epochMsOf, instantOf } from '../../shared/domain/time/instants.ts';
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

function control(shop: PracticeEngine, stopper = new AbortController()): YieldingControl {
  return { ...shop.run(), signal: stopper.signal, turn: () => stopper.signal, giveWay: () => Promise.resolve() };
}

const sweep = async (shop: PracticeEngine): Promise<SweepOutcome> => unwrap(await shop.engine.sweep(control(shop)));

function importOrder(shop: PracticeEngine, orderNumber: string): number {
  const order = unwrap(
    shop.practice.shipstation.control.importOrder({
      storeId: 300101,
      orderNumber,
      orderedAt: instantOf(shop.time.clock.now() - HOUR),
      billTo: ADDRESS,
      shipTo: ADDRESS,
      lines: [{ sku: 'MUG-1', name: 'Mug', quantity: 1, unitPrice: '14.00' }],
    }),
  );
  return order.orderId;
}

/** As if the service's index had lagged for hours: the order is there, and the pull's place has passed it. */
function importBehindTheWatermark(shop: PracticeEngine, orderNumber: string): number {
  const orderId = importOrder(shop, orderNumber);
  shop.time.advance(6 * HOUR);
  shop.store.orders.setWatermark('orders', instantOf(shop.time.clock.now() - HOUR));
  return orderId;
}

describe('a sweep', () => {
  test('of a shop that is all here finds nothing to do, and counts the same on both sides', async () => {
    await using shop = await startPracticeEngine();
    await shop.sync();
    const before = shop.store.orders.count();

    const found = await sweep(shop);

    expect(found).toMatchObject({ missing: 0, overlooked: 0, fetched: 0, shipping: 0, gone: 0, unsettled: 0, unreadable: 0 });
    expect(shop.store.orders.count()).toBe(before);
    const latest = shop.store.completeness.latest();
    expect(latest?.days.length).toBeGreaterThan(10);
    expect(latest?.days.filter(({ listed, stored }) => listed !== stored)).toEqual([]);
    expect(latest?.days.reduce((sum, { listed }) => sum + listed, 0)).toBe(found.compared);
    expect(shop.store.completeness.open()).toBeNull();
  });

  test('brings an order that pulls have passed, plans it, and says in which store and day it was missing', async () => {
    await using shop = await startPracticeEngine();
    await shop.sync();
    const orderId = importBehindTheWatermark(shop, 'LATE-1');
    unwrap(await shop.engine.pull({ full: false, since: null }, shop.run()));
    expect(shop.store.orders.order(orderId)).toBeNull();

    const found = await sweep(shop);

    expect(found).toMatchObject({ missing: 1, overlooked: 1, fetched: 1 });
    expect(shop.store.plans.row(orderId)).toMatchObject({ state: 'waiting', reason: { code: 'order/not-shipped' } });
    expect(shop.store.completeness.latest()?.days.filter(({ missing }) => missing > 0)).toEqual([
      { storeId: 300101, date: '2026-03-10', listed: 1, stored: 1, missing: 1 },
    ]);
  });

  test('brings a label, an edit and a mark that was taken back, which no pull would have seen', async () => {
    await using shop = await startPracticeEngine();
    await shop.sync();
    const ship = shop.practice.shipstation.control;
    const edited = importOrder(shop, 'EDIT-1');
    const marked = importOrder(shop, 'MARK-1');
    const fulfillment = unwrap(ship.markShipped(marked));
    shop.time.advance(HOUR);
    unwrap(await shop.engine.pull({ full: false, since: null }, shop.run()));
    shop.time.advance(HOUR);
    unwrap(ship.buyLabel(edited));
    unwrap(ship.voidFulfillment(fulfillment.fulfillmentId));
    shop.time.advance(12 * HOUR);
    for (const stream of ['orders', 'shipments-created', 'fulfillments'] as const) {
      shop.store.orders.setWatermark(stream, instantOf(shop.time.clock.now()));
    }

    const found = await sweep(shop);

    expect(found).toMatchObject({ missing: 0, fetched: 2, shipping: 2 });
    expect(shop.store.orders.family(edited)?.members[0]?.shipments).toHaveLength(1);
    expect(shop.store.orders.family(marked)?.members[0]?.fulfillments).toMatchObject([{ voided: true }]);
  });

  test.each(['unknown', 'answered'] as const)(
    'finds orders that were deleted there, where a deleted order is %s by its id',
    async (how) => {
      await using shop = await startPracticeEngine();
      await shop.sync();
      const ship = shop.practice.shipstation.control;
      ship.changeSwitches({ deletedOrders: how });
      const waiting = importOrder(shop, 'GONE-1');
      shop.time.advance(HOUR);
      unwrap(await shop.engine.pull({ full: false, since: null }, shop.run()));
      const posted = seededOrderId('plain-30');
      shop.approveReady();
      unwrap(await shop.engine.post({ limit: null }, shop.run()));
      expect(shop.store.plans.row(posted)?.state).toBe('posted');
      unwrap(ship.softDelete(waiting));
      unwrap(ship.softDelete(posted));

      const found = await sweep(shop);

      expect(found).toMatchObject({ gone: 2, missing: 0 });
      expect(shop.store.plans.row(waiting)).toMatchObject({ state: 'waiting', reason: { code: 'order/deleted-in-source' } });
      expect(shop.store.plans.row(posted)?.state).toBe('attention');
      expect(shop.store.plans.attention(posted).map(({ code, choices }) => [code, choices.map(({ choice }) => choice)])).toEqual([
        // Posted in an earlier month: a void would change what was reported.
        ['order/deleted-after-posting', ['credit-memo', 'void', 'keep']],
      ]);
      expect(await sweep(shop)).toMatchObject({ gone: 0 });
      expect(shop.store.completeness.goneCount()).toBe(2);
    },
  );

  test('marks nothing as gone where most of what is stored is not listed: the key may be another account’s', async () => {
    await using shop = await startPracticeEngine();
    await shop.sync();
    const ship = shop.practice.shipstation.control;
    const { from } = unwrapNull(shop.store.completeness.begin(windowOf(shop)));
    const inWindow = ship.orders().filter(({ createdAt }) => createdAt >= from);
    expect(inWindow.length).toBeGreaterThan(60);
    ship.together(() => inWindow.slice(0, inWindow.length - 10).forEach(({ orderId }) => ship.softDelete(orderId)));
    const asked = ship.requests().length;

    const found = await sweep(shop);

    expect(found).toMatchObject({ gone: 0, unsettled: inWindow.length - 10 });
    expect(
      ship
        .requests()
        .slice(asked)
        .filter(({ target }) => /^\/orders\/\d/.test(target)),
    ).toEqual([]);
  });

  test('that is stopped goes on where it was, and counts as if it had been one', async () => {
    await using shop = await startPracticeEngine();
    await shop.sync();
    const late = importBehindTheWatermark(shop, 'LATE-2');
    const stopper = new AbortController();
    const stopping = control(shop, stopper);
    const first = await shop.engine.sweep({
      ...stopping,
      progress: (label, done) => (label.includes('labels') || done > 40 ? stopper.abort() : undefined),
    });
    expect(first).toMatchObject({ ok: false, fault: { code: 'run/stopped' } });
    const open = shop.store.completeness.open();
    expect(open).not.toBeNull();

    const found = await sweep(shop);

    expect(found.missing).toBe(1);
    expect(shop.store.orders.order(late)).not.toBeNull();
    expect(shop.store.completeness.latest()?.sequence).toBe(open?.sequence);
    expect(shop.store.completeness.latest()?.days.reduce((sum, { listed }) => sum + listed, 0)).toBe(found.compared);
  });

  test('stands aside between any two requests, without losing its place', async () => {
    await using shop = await startPracticeEngine();
    await shop.sync();
    const late = importBehindTheWatermark(shop, 'LATE-3');
    let turn = new AbortController();
    let gaveWay = 0;
    const yielding: YieldingControl = {
      ...shop.run(),
      turn: () => turn.signal,
      progress: () => (gaveWay < 4 ? turn.abort() : undefined),
      giveWay: () => {
        gaveWay += 1;
        turn = new AbortController();
        return Promise.resolve();
      },
    };

    const found = unwrap(await shop.engine.sweep(yielding));

    expect(gaveWay).toBe(4);
    expect(found.missing).toBe(1);
    expect(shop.store.orders.order(late)).not.toBeNull();
  });
});

describe('an order that is back', () => {
  test('is planned again', async () => {
    await using shop = await startPracticeEngine();
    await shop.sync();
    const orderId = importOrder(shop, 'BACK-1');
    shop.time.advance(HOUR);
    unwrap(await shop.engine.pull({ full: false, since: null }, shop.run()));
    const order = shop.store.orders.order(orderId);
    shop.store.transaction(() => {
      shop.store.completeness.markGone(orderId, instantOf(shop.time.clock.now()));
    });
    await shop.engine.replan([orderId], shop.run());
    expect(shop.store.plans.row(orderId)?.reason?.code).toBe('order/deleted-in-source');

    unwrap(await shop.engine.pull({ full: false, since: null }, shop.run()));

    expect(shop.store.completeness.isGone(orderId)).toBe(false);
    expect(shop.store.plans.row(orderId)?.reason?.code).toBe('order/not-shipped');
    expect(epochMsOf(order?.createdAt ?? instantOf(0))).toBeGreaterThan(0);
  });
});

function windowOf(shop: PracticeEngine): Parameters<PracticeEngine['store']['completeness']['begin']>[0] {
  const now = shop.time.clock.now();
  return { startedAt: instantOf(now - 24 * HOUR), from: instantOf(now - 40 * 24 * HOUR), to: instantOf(now), timeZone: 'America/New_York' };
}

function unwrapNull<T>(value: T | null): T {
  if (value === null) {
    throw new Error('Nothing there');
  }
  return value;
}
