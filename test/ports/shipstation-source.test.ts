import { describe, expect, it } from 'vitest';

import type { SourceWindow } from '../../electron/core/ports/order-source.ts';
import { epochMsOf, instantOf } from '../../shared/domain/time/instants.ts';
import { ALWAYS, collect, START_MS, startSourceHarness } from './shipstation-harness.ts';

const clamp = (epochMs: number, window: SourceWindow): number => Math.min(Math.max(epochMs, epochMsOf(window.from)), epochMsOf(window.to));

describe('reading the practice shop', () => {
  it('hands out every order of the shop once, in the order of changes', async () => {
    const { shop, source } = await startSourceHarness();
    const read = await collect(source.ordersModified(ALWAYS));
    expect(read.fault).toBeNull();
    expect(read.parked).toEqual([]);
    const inShop = shop.control.orders().map((order) => order.orderId);
    expect(inShop.length).toBeGreaterThan(100);
    expect(read.records.map((order) => order.orderId).toSorted((a, b) => a - b)).toEqual(inShop.toSorted((a, b) => a - b));
    const times = read.records.map((order) => order.modifiedAt);
    expect(times).toEqual(times.toSorted());
  });

  it('reads only what changed within the window, both ends included', async () => {
    const { source } = await startSourceHarness();
    const all = (await collect(source.ordersModified(ALWAYS))).records;
    const middle = all.slice(40, 60);
    const window = { from: middle[0]?.modifiedAt ?? ALWAYS.from, to: middle.at(-1)?.modifiedAt ?? ALWAYS.to };
    const some = (await collect(source.ordersModified(window))).records;
    expect(some.map((order) => order.orderId)).toEqual(expect.arrayContaining(middle.map((order) => order.orderId)));
    const outside = some.filter((order) => Math.abs(epochMsOf(order.modifiedAt) - clamp(epochMsOf(order.modifiedAt), window)) > 2000);
    expect(outside).toEqual([]);
  });

  it('reads stores, products, shipments with their items, and fulfillments', async () => {
    const { source } = await startSourceHarness();
    const stores = await source.stores();
    expect(stores.ok && stores.value.length).toBe(6);
    const products = await collect(source.products());
    expect(products.records.map((product) => product.sku)).toContain('MUG-1');
    const shipments = await collect(source.shipments('created', ALWAYS));
    expect(shipments.fault).toBeNull();
    expect(shipments.records.length).toBeGreaterThan(20);
    expect(shipments.records.some((shipment) => (shipment.items?.length ?? 0) > 0)).toBe(true);
    const fulfillments = await collect(source.fulfillments(ALWAYS));
    expect(fulfillments.records.length).toBeGreaterThan(0);
  });

  it('finds voided labels by the time of their voiding', async () => {
    const { shop, source, time } = await startSourceHarness();
    const shipment = (await collect(source.shipments('created', ALWAYS))).records.find((one) => !one.voided && one.orderId !== null);
    time.advance(3_600_000);
    const voided = shop.control.voidLabel(shipment?.shipmentId ?? 0);
    expect(voided.ok).toBe(true);
    const found = await collect(source.shipments('voided', { from: instantOf(START_MS + 1_000_000), to: instantOf(START_MS + 7_200_000) }));
    expect(found.records.map((one) => [one.shipmentId, one.voided])).toEqual([[shipment?.shipmentId, true]]);
  });

  it('reads one order, and knows that an unknown one is not there', async () => {
    const { shop, source } = await startSourceHarness();
    const orderId = shop.control.orders()[0]?.orderId ?? 0;
    const found = await source.order(orderId);
    expect(found.ok && found.value?.orderId).toBe(orderId);
    const missing = await source.order(999_999_999);
    expect(missing).toEqual({ ok: true, value: null });
  });

  it('tells the server’s time of the newest answer, and none before the first', async () => {
    const { source, time } = await startSourceHarness();
    expect(source.serverTime()).toBeNull();
    await source.stores();
    expect(source.serverTime()).toBe(instantOf(Math.floor(time.clock.now() / 1000) * 1000));
  });
});

describe('what goes wrong', () => {
  it('waits out a throttled answer and reads on, without failing', async () => {
    const { shop, source, time } = await startSourceHarness();
    shop.control.addFault({ kind: 'throttle' }, { times: 2, path: '/orders' });
    const read = await collect(source.ordersModified(ALWAYS));
    expect(read.fault).toBeNull();
    expect(read.records.length).toBeGreaterThan(100);
    expect(time.clock.now() - START_MS).toBeGreaterThan(1000);
  });

  it('isolates the order that spoils its page, parks that position, and reads all others', async () => {
    const { shop, source } = await startSourceHarness();
    const all = (await collect(source.ordersModified(ALWAYS))).records.map((order) => order.orderId);
    const poisoned = [all[3], all[77]].map((orderId) => orderId ?? 0);
    poisoned.forEach((orderId) => shop.control.addFault({ kind: 'poison-order', orderId }));
    const read = await collect(source.ordersModified(ALWAYS));
    expect(read.fault).toBeNull();
    expect(read.records.map((order) => order.orderId)).toEqual(all.filter((orderId) => !poisoned.includes(orderId)));
    expect(read.parked).toHaveLength(2);
    expect(read.parked[0]).toMatchObject({ stream: 'orders', code: 'source/unreadable-record', recordId: null });
    expect(read.parked.map((one) => /record (\d+) of/.exec(one.message)?.[1])).toEqual(['4', '78']);
  });

  it('parks the last record of the list too, when it alone is spoilt', async () => {
    const { shop, source } = await startSourceHarness();
    const all = (await collect(source.ordersModified(ALWAYS))).records.map((order) => order.orderId);
    shop.control.addFault({ kind: 'poison-order', orderId: all.at(-1) ?? 0 });
    const read = await collect(source.ordersModified(ALWAYS));
    expect(read.fault).toBeNull();
    expect(read.records).toHaveLength(all.length - 1);
    expect(read.parked).toHaveLength(1);
  });

  it('parks a null between the orders and keeps the rest', async () => {
    const { shop, source } = await startSourceHarness();
    shop.control.addFault({ kind: 'null-element' }, { path: '/orders' });
    const read = await collect(source.ordersModified(ALWAYS));
    expect(read.parked.length).toBeGreaterThan(0);
    expect(read.records).toHaveLength(shop.control.orders().length);
  });

  it('tries again after cut-off JSON, a broken connection and a gateway’s page', async () => {
    const { shop, source } = await startSourceHarness();
    shop.control.addFault({ kind: 'truncated-json' }, { times: 1 });
    shop.control.addFault({ kind: 'reset' }, { times: 1 });
    shop.control.addFault({ kind: 'bad-gateway' }, { times: 1 });
    const read = await collect(source.ordersModified(ALWAYS));
    expect(read.fault).toBeNull();
    expect(read.parked).toEqual([]);
    expect(read.records).toHaveLength(shop.control.orders().length);
  });

  it('gives up with a plain message where the gateway stays broken', async () => {
    const { shop, source } = await startSourceHarness();
    shop.control.addFault({ kind: 'bad-gateway' });
    const read = await collect(source.ordersModified(ALWAYS));
    expect(read.fault).toMatchObject({ code: 'source/unreachable', class: 'transient', httpStatus: 502 });
    expect(shop.control.requests().length).toBeLessThan(8);
  });

  it('reads amounts as text or without decimals, unknown statuses, missing keys and empty items', async () => {
    const { shop, source } = await startSourceHarness();
    const plain = (await collect(source.ordersModified(ALWAYS))).records;
    const [first, second] = plain;
    shop.control.addFault({ kind: 'number-form', form: 'text' });
    shop.control.addFault({ kind: 'unknown-status', orderId: first?.orderId ?? 0, status: 'processing' });
    shop.control.addFault({
      kind: 'missing-keys',
      keys: ['giftMessage', 'tagIds', 'customerNotes', 'internalNotes', 'advancedOptions', 'shipDate'],
    });
    shop.control.addFault({ kind: 'empty-items', orderId: second?.orderId ?? 0 });
    const spoilt = await collect(source.ordersModified(ALWAYS));
    expect(spoilt.fault).toBeNull();
    expect(spoilt.parked).toEqual([]);
    expect(spoilt.records.map((order) => order.orderTotal)).toEqual(plain.map((order) => order.orderTotal));
    expect(spoilt.records[0]).toMatchObject({ status: 'unknown', sourceStatus: 'processing', storeId: 0 });
    expect(spoilt.records[1]?.items).toEqual([]);
  });

  it('says that a new key is wrong and that one that used to work has run out', async () => {
    const { shop, source, another } = await startSourceHarness();
    const wrong = await another({ credentials: { apiKey: '0'.repeat(32), apiSecret: 'f'.repeat(32) } }).stores();
    expect(!wrong.ok && wrong.fault).toMatchObject({ code: 'source/wrong-key', class: 'auth', httpStatus: 401 });
    await source.stores();
    shop.control.expireKey();
    const expired = await source.stores();
    expect(!expired.ok && expired.fault).toMatchObject({ code: 'source/key-expired', class: 'auth' });
  });

  it('refuses keys of the wrong shape without sending anything', async () => {
    const { shop, another } = await startSourceHarness();
    const before = shop.control.requests().length;
    const refused = await another({ credentials: { apiKey: 'TEST_abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG', apiSecret: '' } }).stores();
    expect(!refused.ok && refused.fault).toMatchObject({ code: 'source/key-shape', class: 'auth' });
    expect(shop.control.requests()).toHaveLength(before);
  });

  it('stops where it is asked to, and says so', async () => {
    const { shop, source } = await startSourceHarness();
    shop.control.addFault({ kind: 'throttle' });
    const stopping = new AbortController();
    const reading = source.stores(stopping.signal);
    stopping.abort();
    const stopped = await reading;
    expect(!stopped.ok && stopped.fault.code).toBe('run/stopped');
  });

  it('keeps the key and the secret out of faults and the log', async () => {
    const { shop, source, logLines } = await startSourceHarness();
    shop.control.addFault({ kind: 'unauthorized' });
    const refused = await source.stores();
    const { apiKey, apiSecret } = shop.control.key();
    const encoded = Buffer.from(`${apiKey}:${apiSecret}`).toString('base64');
    for (const secret of [apiKey, apiSecret, encoded]) {
      expect(JSON.stringify(refused)).not.toContain(secret);
      expect(logLines.join('\n')).not.toContain(secret);
    }
  });
});

describe('the forty requests a minute', () => {
  it('are shared by everything with the same key, and never exceeded', async () => {
    const { shop, source, another, time } = await startSourceHarness();
    const second = another();
    for (let index = 0; index < 50; index += 1) {
      const read = await (index % 2 === 0 ? source : second).stores();
      expect(read.ok).toBe(true);
    }
    expect(shop.control.requests().filter((request) => request.status === 429)).toEqual([]);
    expect(time.clock.now() - START_MS).toBeGreaterThanOrEqual(60_000);
    expect(time.clock.now() - START_MS).toBeLessThan(70_000);
  });

  it('hold back requests that are made at once', async () => {
    const { shop, source } = await startSourceHarness();
    const reads = await Promise.all(Array.from({ length: 90 }, () => source.stores()));
    expect(reads.every((read) => read.ok)).toBe(true);
    expect(shop.control.requests().filter((request) => request.status === 429)).toEqual([]);
  });
});
