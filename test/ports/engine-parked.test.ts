import { describe, expect, test } from 'vitest';

import { seededOrderId } from '../../electron/practice/seed/shop-stories.ts';
import { unwrap } from '../helpers/practice-engine.ts';
import { BEGINNING, type SourceApi, type SourceEngine, startSourceEngine } from '../helpers/source-engine.ts';

const MINUTE = 60_000;
const broken = seededOrderId('plain-30');
const run = { runId: 'retry', actor: 'person', signal: new AbortController().signal, progress: () => undefined };

async function withBrokenOrder(api: SourceApi): Promise<SourceEngine> {
  const engine = await startSourceEngine(api);
  engine.shop.control.addFault({ kind: 'poison-order', orderId: broken });
  unwrap(await engine.pull(BEGINNING));
  expect(engine.store.orders.order(broken)).toBeNull();
  expect(engine.store.completeness.aside(10)).toMatchObject([
    { stream: 'orders', recordId: null, attempts: 0, spot: { reading: 'orders-modified' } },
  ]);
  return engine;
}

describe.each(['v1', 'v2'] as const)('through %s, a record that cannot be read', (api) => {
  test('is tried again by the pulls that follow, more and more seldom, and stays the one it is', async () => {
    await using engine = await withBrokenOrder(api);
    const waits: number[] = [];
    for (let hour = 0; hour < 30; hour += 1) {
      engine.time.advance(60 * MINUTE);
      unwrap(await engine.pull());
      const [record, ...others] = engine.store.completeness.aside(10);
      expect(others).toEqual([]);
      waits[record?.attempts ?? 0] = hour;
    }
    expect(waits.length - 1).toBeGreaterThanOrEqual(4);
    expect(waits.length - 1).toBeLessThanOrEqual(6);
  });

  test('arrives by itself with a later pull once it can be read, though it has not changed for weeks', async () => {
    await using engine = await withBrokenOrder(api);
    engine.time.advance(24 * 60 * MINUTE);
    engine.shop.control.clearFaults();
    const asked = engine.shop.control.requests().length;
    unwrap(await engine.pull());
    expect(engine.store.orders.order(broken)).not.toBeNull();
    expect(engine.store.completeness.asideCount()).toBe(0);
    expect(engine.shop.control.requests().length - asked).toBeLessThan(12);
  });

  test('arrives at once when a person asks, before it is due', async () => {
    await using engine = await withBrokenOrder(api);
    engine.shop.control.clearFaults();
    const number = engine.store.completeness.aside(1)[0]?.number ?? 0;
    expect(unwrap(await engine.engine.retryParked([number], run))).toEqual({ tried: 1, arrived: 1, parked: 0 });
    expect(engine.store.orders.order(broken)).not.toBeNull();
  });

  test('stays one record, however often the window in which it stands is read', async () => {
    await using engine = await startSourceEngine(api);
    unwrap(await engine.pull(BEGINNING));
    engine.shop.control.editOrder(broken, { internalNotes: 'Changed now' });
    engine.shop.control.addFault({ kind: 'poison-order', orderId: broken });
    for (let count = 0; count < 5; count += 1) {
      engine.time.advance(5 * MINUTE);
      unwrap(await engine.pull());
    }
    expect(engine.store.completeness.asideCount()).toBe(1);
    engine.shop.control.clearFaults();
    engine.time.advance(20 * MINUTE);
    unwrap(await engine.pull());
    expect(engine.store.completeness.asideCount()).toBe(0);
    expect(engine.store.orders.order(broken)?.internalNotes).toBe('Changed now');
  });

  test('is released as soon as it arrives whole with any list, under the id that it was kept aside with', async () => {
    await using engine = await startSourceEngine(api);
    engine.shop.control.addFault({ kind: 'missing-keys', keys: ['orderNumber', 'modified_at'] });
    unwrap(await engine.pull(BEGINNING));
    const number = engine.store.completeness.aside(1_000).find(({ recordId }) => recordId === String(broken))?.number;
    expect(number).toBeDefined();
    engine.shop.control.clearFaults();
    engine.shop.control.editOrder(broken, { internalNotes: 'Mended' });
    engine.time.advance(5 * MINUTE);
    unwrap(await engine.pull());
    expect(engine.store.orders.order(broken)?.internalNotes).toBe('Mended');
    expect(engine.store.completeness.aside(1_000).map((record) => record.number)).not.toContain(number);
  });

  test('is forgotten where it was deleted in the source', async () => {
    await using engine = await startSourceEngine(api);
    engine.shop.control.addFault({ kind: 'missing-keys', keys: ['orderNumber', 'modified_at'] });
    unwrap(await engine.pull(BEGINNING));
    const aside = engine.store.completeness.aside(1_000);
    expect(aside.length).toBeGreaterThan(100);
    expect(aside.every(({ recordId, stream }) => recordId !== null || stream !== 'orders')).toBe(true);
    engine.shop.control.clearFaults();
    unwrap(engine.shop.control.softDelete(broken));
    unwrap(await engine.engine.retryParked('all', run));
    expect(engine.store.completeness.asideCount()).toBe(0);
    expect(engine.store.orders.order(broken)).toBeNull();
    expect(engine.store.orders.count()).toBe(engine.shop.control.orders().length);
  });
});

describe.each(['v1', 'v2'] as const)('through %s, a null in place of a record', (api) => {
  const path = api === 'v1' ? '/orders' : '/v2/shipments';

  test('holds up nothing, is counted in the run, and goes away with a pull that reads its stretch without it', async () => {
    await using engine = await startSourceEngine(api);
    engine.shop.control.addFault({ kind: 'null-element' }, { path });
    const outcome = unwrap(await engine.pull(BEGINNING));
    expect(outcome.parked).toBeGreaterThan(0);
    expect(engine.store.orders.count()).toBe(engine.shop.control.orders().length);
    expect(engine.store.completeness.aside(10)).toMatchObject([{ stream: 'orders', recordId: null, excerpt: 'null' }]);
    engine.shop.control.clearFaults();
    engine.time.advance(20 * MINUTE);
    unwrap(await engine.pull());
    expect(engine.store.completeness.asideCount()).toBe(0);
  });

  test('that every answer holds stays one, and is gone with the first pull without it that is due', async () => {
    await using engine = await startSourceEngine(api);
    engine.shop.control.addFault({ kind: 'null-element' }, { path });
    unwrap(await engine.pull(BEGINNING));
    for (let count = 0; count < 6; count += 1) {
      engine.time.advance(60 * MINUTE);
      unwrap(await engine.pull());
    }
    expect(engine.store.completeness.asideCount()).toBeLessThanOrEqual(2);
    unwrap(await engine.engine.sweep({ ...run, turn: () => run.signal, giveWay: () => Promise.resolve() }));
    expect(engine.store.completeness.asideCount()).toBeLessThanOrEqual(2);
    engine.shop.control.clearFaults();
    engine.time.advance(24 * 60 * MINUTE);
    unwrap(await engine.pull());
    expect(engine.store.completeness.asideCount()).toBe(0);
  });
});
