import { describe, expect, test } from 'vitest';

import type { SweepOutcome, YieldingControl } from '../../electron/core/engine/engine.ts';
import { seededOrderId } from '../../electron/practice/seed/shop-stories.ts';
import { busyOrder } from '../bench/busy-shop.ts';
import { ANCHOR_ON } from '../helpers/practice-shop.ts';
import { unwrap } from '../helpers/practice-engine.ts';
import { BEGINNING, type SourceEngine, startSourceEngine } from '../helpers/source-engine.ts';
import { instantOf } from '../../shared/domain/time/instants.ts';

const HOUR = 3_600_000;
const STREAMS = ['orders', 'shipments-created', 'shipments-voided', 'fulfillments'] as const;

function control(progress: YieldingControl['progress'] = () => undefined, stopper = new AbortController()): YieldingControl {
  return {
    runId: 'sweep',
    actor: 'person',
    signal: stopper.signal,
    progress,
    turn: () => stopper.signal,
    giveWay: () => Promise.resolve(),
  };
}

const sweep = async ({ engine }: SourceEngine): Promise<SweepOutcome> => unwrap(await engine.sweep(control()));

/** As if the service's lists had lagged for hours: what is in the shop now is behind the pull's place. */
function passOver({ time, store }: SourceEngine): void {
  time.advance(12 * HOUR);
  for (const stream of STREAMS) {
    store.orders.setWatermark(stream, instantOf(time.clock.now()));
  }
}

function importLate(shop: SourceEngine, n: number): number {
  const order = { ...busyOrder(n, 10, ANCHOR_ON), orderedAt: instantOf(shop.time.clock.now() - HOUR) };
  return unwrap(shop.shop.control.importOrder(order)).orderId;
}

const expectSameDays = ({ store }: SourceEngine, { compared }: SweepOutcome): void => {
  const days = store.completeness.latest()?.days ?? [];
  expect(days.filter(({ listed, stored }) => listed !== stored)).toEqual([]);
  expect(days.reduce((sum, { listed }) => sum + listed, 0)).toBe(compared);
};

describe.each(['v1', 'v2'] as const)('through %s, a completeness check', (api) => {
  test('of a shop that is all here finds nothing to do', async () => {
    await using shop = await startSourceEngine(api);
    unwrap(await shop.pull(BEGINNING));

    const found = await sweep(shop);

    expect(found).toMatchObject({ missing: 0, overlooked: 0, fetched: 0, shipping: 0, gone: 0, unsettled: 0, unreadable: 0 });
    expect(found.compared).toBeGreaterThan(60);
    expectSameDays(shop, found);
  });

  test('brings an order, a label and an edit that pulls have passed', async () => {
    await using shop = await startSourceEngine(api);
    unwrap(await shop.pull(BEGINNING));
    const edited = seededOrderId('plain-30');
    const late = importLate(shop, 1);
    shop.shop.control.editOrder(edited, { internalNotes: 'Nobody saw it' });
    const labelled = importLate(shop, 2);
    unwrap(shop.shop.control.buyLabel(labelled));
    passOver(shop);
    unwrap(await shop.pull());
    expect([late, labelled].map((orderId) => shop.store.orders.order(orderId))).toEqual([null, null]);

    const found = await sweep(shop);

    expect(found).toMatchObject({ missing: 2, overlooked: 2, fetched: 3, shipping: 1 });
    expect(shop.store.orders.order(edited)?.internalNotes).toBe('Nobody saw it');
    expect(shop.store.orders.family(labelled)?.members[0]?.shipments).toHaveLength(1);
    expectSameDays(shop, found);
  });

  test.each(['unknown', 'answered'] as const)('finds orders that were deleted there, where a deleted one is %s by its id', async (how) => {
    await using shop = await startSourceEngine(api);
    shop.shop.control.changeSwitches({ deletedOrders: how });
    unwrap(await shop.pull(BEGINNING));
    const deleted = seededOrderId('plain-30');
    unwrap(shop.shop.control.softDelete(deleted));

    const found = await sweep(shop);

    expect(found).toMatchObject({ gone: 1, missing: 0, unsettled: 0 });
    expect(shop.store.completeness.isGone(deleted)).toBe(true);
    expectSameDays(shop, found);
    expect(await sweep(shop)).toMatchObject({ gone: 0 });
  });

  test('that is stopped goes on where it was, and counts as if it had been one', async () => {
    await using shop = await startSourceEngine(api);
    unwrap(await shop.pull(BEGINNING));
    const late = importLate(shop, 3);
    passOver(shop);
    const stopper = new AbortController();
    const first = await shop.engine.sweep(control((label) => (label.includes('labels') ? stopper.abort() : undefined), stopper));
    expect(first).toMatchObject({ ok: false, fault: { code: 'run/stopped' } });
    const open = shop.store.completeness.open();
    expect(open?.step).not.toBe('orders');

    const found = await sweep(shop);

    expect(found.missing).toBe(1);
    expect(shop.store.orders.order(late)).not.toBeNull();
    expect(shop.store.completeness.latest()?.sequence).toBe(open?.sequence);
    expectSameDays(shop, found);
  });

  test('keeps one that cannot be read aside once, and counts it', async () => {
    await using shop = await startSourceEngine(api);
    const broken = seededOrderId('plain-30');
    shop.shop.control.addFault({ kind: 'poison-order', orderId: broken });
    unwrap(await shop.pull(BEGINNING));

    expect(await sweep(shop)).toMatchObject({ unreadable: 1, gone: 0 });
    expect(shop.store.completeness.asideCount()).toBe(1);

    shop.shop.control.clearFaults();
    expect(await sweep(shop)).toMatchObject({ missing: 1, unreadable: 0 });
    expect(shop.store.orders.order(broken)).not.toBeNull();
  });
});
