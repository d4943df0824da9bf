import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';

import { createHttp } from '../../electron/adapters/http/http.ts';
import { createLaneRegistry } from '../../electron/adapters/http/lane-registry.ts';
import { createShipStationV1Source } from '../../electron/adapters/shipstation/v1/create-source.ts';
import type { OrderSource } from '../../electron/core/ports/order-source.ts';
import { type ScriptedAnswer, type ScriptedServer, startScriptedServer } from '../helpers/scripted-server.ts';
import { createRecordingLogger } from '../helpers/recording-logger.ts';
import { createVirtualTime, type VirtualTime } from '../helpers/virtual-time.ts';
import { ALWAYS, collect, START_MS } from './shipstation-harness.ts';

const closers: (() => void)[] = [];

afterEach(() => {
  closers.splice(0).forEach((close) => close());
});

const order = (orderId: number) => ({
  orderId,
  orderNumber: `N${orderId}`,
  orderTotal: 1,
  modifyDate: '2026-06-01T10:00:00.0000000',
  createDate: '2026-06-01T10:00:00.0000000',
  orderStatus: 'shipped',
});

/** A page of a list as V1 cuts it. */
function pageOf(ids: readonly number[], url: URL): ScriptedAnswer {
  const [page, size] = [Number(url.searchParams.get('page')), Number(url.searchParams.get('pageSize'))];
  return {
    body: { orders: ids.slice((page - 1) * size, page * size).map(order), total: ids.length, page, pages: Math.ceil(ids.length / size) },
  };
}

async function sourceOf(answer: Parameters<typeof startScriptedServer>[0]): Promise<{
  readonly source: OrderSource;
  readonly server: ScriptedServer;
  readonly lines: readonly string[];
  readonly time: VirtualTime;
}> {
  const server = await startScriptedServer(answer);
  const time = createVirtualTime(START_MS);
  const { logger, lines } = createRecordingLogger();
  const http = createHttp({ clock: time.clock, logger });
  closers.push(
    () => server.close(),
    () => http.close(),
  );
  const credentials = { apiKey: 'a'.repeat(32), apiSecret: 'b'.repeat(32) };
  return {
    server,
    lines,
    time,
    source: createShipStationV1Source({
      http,
      clock: time.clock,
      timers: time.timers,
      logger,
      lanes: createLaneRegistry(),
      baseAddress: server.url,
      credentials,
      random: () => 0,
    }),
  };
}

const many = (count: number): number[] => Array.from({ length: count }, (_, index) => index + 1);

describe('a list that moves while it is read', () => {
  it('loses nothing when orders leave it, because they were changed meanwhile', async () => {
    let ids = many(1700);
    const { source } = await sourceOf(({ url }, index) => {
      if (index === 1) {
        ids = ids.filter((id) => id !== 3 && id !== 44 && id !== 499);
      }
      if (index === 3) {
        ids = ids.filter((id) => id !== 700);
      }
      return pageOf(ids, url);
    });
    const read = await collect(source.ordersModified(ALWAYS));
    expect(read.records.map((one) => one.orderId).toSorted((a, b) => a - b)).toEqual(many(1700));
  });

  it('hands out each order once when others push in', async () => {
    const { source } = await sourceOf(({ url }, index) => pageOf(index === 0 ? many(1200) : [9001, 9002, ...many(1200)], url));
    const read = await collect(source.ordersModified(ALWAYS));
    const ids = read.records.map((one) => one.orderId);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids).toEqual(expect.arrayContaining(many(1200)));
  });

  it('of ten thousand orders takes twenty requests', async () => {
    const { source, server } = await sourceOf(({ url }) => pageOf(many(10_000), url));
    expect((await collect(source.ordersModified(ALWAYS))).records).toHaveLength(10_000);
    expect(server.requests).toHaveLength(20);
    expect(
      server.requests.every(
        (request) =>
          request.method === 'GET' &&
          request.url.searchParams.get('sortBy') === 'ModifyDate' &&
          request.url.searchParams.get('sortDir') === 'ASC',
      ),
    ).toBe(true);
    expect(new Set(server.requests.map((request) => request.url.searchParams.get('modifyDateEnd'))).size).toBe(1);
  });
});

describe('a reading that is stopped', () => {
  it('ends with a fault, never as if it were complete', async () => {
    const stopping = new AbortController();
    const { source } = await sourceOf(({ url }) => pageOf(many(1200), url));
    const pages: boolean[] = [];
    for await (const page of source.ordersModified(ALWAYS, stopping.signal)) {
      pages.push(page.ok);
      stopping.abort();
    }
    expect(pages).toEqual([true, false]);
  });
});

describe('the key’s window', () => {
  it('is as ShipStation tells it, not as we count: another program has used it up', async () => {
    const moments: number[] = [];
    const harness = await sourceOf(({ url }, index) => {
      moments.push(harness.time.clock.now());
      // The first answer of each window says that others have left one request to us.
      const remaining = index % 2 === 0 ? '1' : '0';
      return {
        ...pageOf(many(2000), url),
        headers: { 'X-Rate-Limit-Limit': '40', 'X-Rate-Limit-Remaining': remaining, 'X-Rate-Limit-Reset': '30' },
      };
    });
    const read = await collect(harness.source.ordersModified(ALWAYS));
    expect([read.fault, read.records.length]).toEqual([null, 2000]);
    expect(moments).toHaveLength(4);
    expect((moments[2] ?? 0) - (moments[1] ?? 0)).toBeGreaterThanOrEqual(30_000);
    expect((moments[1] ?? 0) - (moments[0] ?? 0)).toBeLessThan(1000);
  });
});

describe('records that spoil their page', () => {
  it('are parked one by one wherever they stand, and every other order is read', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uniqueArray(fc.integer({ min: 1, max: 1300 }), { maxLength: 6 }), async (bad) => {
        const { source } = await sourceOf(({ url }) => {
          const answer = pageOf(many(1300), url);
          // Safe: pageOf makes this shape.
          const { orders } = answer.body as { orders: { orderId: number }[] };
          return orders.some((one) => bad.includes(one.orderId))
            ? { status: 500, body: { message: 'An internal error occurred' } }
            : answer;
        });
        const read = await collect(source.ordersModified(ALWAYS));
        expect(read.fault).toBeNull();
        expect(read.records.map((one) => one.orderId)).toEqual(many(1300).filter((id) => !bad.includes(id)));
        expect(read.parked.map((one) => Number(/record (\d+) of/.exec(one.message)?.[1]))).toEqual(bad.toSorted((a, b) => a - b));
      }),
      { numRuns: 12 },
    );
  });

  const spoiling =
    (bad: readonly number[], count: number): Parameters<typeof sourceOf>[0] =>
    ({ url }) => {
      const answer = pageOf(many(count), url);
      // Safe: pageOf makes this shape.
      const { orders } = answer.body as { orders: { orderId: number }[] };
      return orders.some((one) => bad.includes(one.orderId)) ? { status: 500, body: { message: 'An internal error occurred' } } : answer;
    };

  it('cost few requests: one among ten thousand about twenty more, at worst twenty-three, and full pages go on after it', async () => {
    const more: number[] = [];
    for (const bad of [1, 64, 137, 250, 312, 447, 500, 5_003, 9_999]) {
      const { source, server } = await sourceOf(spoiling([bad], 10_000));
      const read = await collect(source.ordersModified(ALWAYS));
      expect([read.fault, read.records.length, read.parked.length]).toEqual([null, 9_999, 1]);
      more.push(server.requests.length - 20);
      const sizes = server.requests.map(({ url }) => Number(url.searchParams.get('pageSize')));
      expect(sizes.filter((size) => size === 500).length).toBeLessThanOrEqual(21);
    }
    expect(Math.max(...more)).toBeLessThanOrEqual(23);
    expect(more.reduce((sum, count) => sum + count, 0) / more.length).toBeLessThanOrEqual(21);
  });

  it('are told from a passing failure: a single record that is shown at the second try is not parked', async () => {
    const { source } = await sourceOf(({ url }, index) =>
      index < 2 ? { status: 500, body: { message: 'An internal error occurred' } } : pageOf(many(1200), url),
    );
    const read = await collect(source.ordersModified(ALWAYS));
    expect([read.fault, read.records.length, read.parked.length]).toEqual([null, 1200, 0]);
  });

  it('fill a whole list, and the list still comes to its end', async () => {
    const { source } = await sourceOf(spoiling([1, 2, 3], 3));
    expect(await collect(source.ordersModified(ALWAYS))).toMatchObject({ records: [], fault: null, parked: [{}, {}, {}] });
  });

  it('are searched for anew when orders leave the page meanwhile', async () => {
    let ids = many(1200);
    const { source } = await sourceOf(({ url }, index) => {
      if (index === 4) {
        ids = [...ids.slice(4), 1, 2, 3, 4];
        ids.splice(100, 2);
      }
      const answer = pageOf(ids, url);
      const { orders } = answer.body as { orders: { orderId: number }[] };
      return orders.some((one) => one.orderId === 40) ? { status: 500, body: '' } : answer;
    });
    const read = await collect(source.ordersModified(ALWAYS));
    const missed = ids.filter((id) => id !== 40 && !read.records.some(({ orderId }) => orderId === id));
    expect([read.fault, missed, read.parked.length]).toEqual([null, [], 1]);
  });

  it('are not what is wrong when every answer is cut off: that is told after a handful of requests', async () => {
    const { source, server, time } = await sourceOf(() => ({ body: '{"orders":[{"orderId":1,' }));
    const began = time.clock.now();
    const read = await collect(source.ordersModified(ALWAYS));
    expect(read).toMatchObject({ records: [], parked: [], fault: { code: 'source/bad-answer', class: 'transient' } });
    expect(server.requests.length).toBeLessThanOrEqual(6);
    expect(time.clock.now() - began).toBeLessThan(15_000);
  });

  it('are not what is wrong when everything fails: nothing is parked', async () => {
    const { source, server } = await sourceOf(() => ({ status: 500, body: '' }));
    const read = await collect(source.ordersModified(ALWAYS));
    expect(read.fault).toMatchObject({ class: 'transient', httpStatus: 500 });
    expect(read.parked).toEqual([]);
    expect(server.requests.length).toBeLessThanOrEqual(6);
  });
});

describe('answers in other forms', () => {
  it('without totals, as a bare array, or with null for the list are read', async () => {
    const bare = await sourceOf(() => ({ body: [order(1), order(2)] }));
    expect((await collect(bare.source.ordersModified(ALWAYS))).records).toHaveLength(2);
    const none = await sourceOf(() => ({ body: { orders: null, total: 0, page: 1, pages: 0 } }));
    expect(await collect(none.source.ordersModified(ALWAYS))).toMatchObject({ records: [], fault: null });
  });

  it('that do not tell how many there are are read until a page is not full', async () => {
    const { source, server } = await sourceOf(({ url }) => {
      const { orders } = pageOf(many(1100), url).body as { orders: unknown[] };
      return { body: { orders } };
    });
    expect((await collect(source.ordersModified(ALWAYS))).records).toHaveLength(1100);
    expect(server.requests).toHaveLength(3);
  });

  it('that hold no list end the reading with a fault that says so', async () => {
    const { source } = await sourceOf(() => ({ body: { hello: 'world' } }));
    expect((await collect(source.ordersModified(ALWAYS))).fault).toMatchObject({ code: 'source/bad-answer', class: 'source' });
  });

  it('that never end are left', async () => {
    let next = 0;
    const { source, server } = await sourceOf(({ url }) => {
      const size = Number(url.searchParams.get('pageSize'));
      const orders = Array.from({ length: Math.min(size, 1) }, () => order((next += 1)));
      return { body: { orders, total: 1e9, page: Number(url.searchParams.get('page')), pages: 1e9 } };
    });
    const read = await collect(source.ordersModified(ALWAYS));
    expect(read.fault).toMatchObject({ code: 'source/bad-answer' });
    expect(server.requests.length).toBeLessThanOrEqual(5000);
  });

  it('with the throttling words in another status are waited out', async () => {
    const { source } = await sourceOf(({ url }, index) =>
      index === 0 ? { status: 500, headers: { 'X-Rate-Limit-Reset': '5' }, body: { message: 'Too Many Requests' } } : pageOf(many(3), url),
    );
    expect((await collect(source.ordersModified(ALWAYS))).records).toHaveLength(3);
  });

  it('of a hotel network are tried again and then told as what they are', async () => {
    const { source, server } = await sourceOf(() => ({ body: '<html>Welcome, please sign in</html>' }));
    const stores = await source.stores();
    expect(!stores.ok && stores.fault).toMatchObject({ code: 'source/bad-answer', message: expect.stringContaining('a web page') });
    expect(server.requests.length).toBe(2);
  });
});

describe('a store or product that cannot be read', () => {
  it('is left out and noted, and the rest are read', async () => {
    const stores = await sourceOf(() => ({
      body: [{ storeId: 1, storeName: 'A' }, null, { storeId: 'x' }, { storeId: 4, storeName: 'D', active: false }],
    }));
    expect(await stores.source.stores()).toMatchObject({
      ok: true,
      value: [
        { storeId: 1, active: true },
        { storeId: 4, active: false },
      ],
    });
    expect(stores.lines.filter((line) => line.includes('source.record-unreadable'))).toHaveLength(2);
    const products = await sourceOf(() => ({
      body: { products: [{ productId: 1, sku: null, name: null }, {}], total: 2, page: 1, pages: 1 },
    }));
    expect((await collect(products.source.products())).records).toEqual([{ productId: 1, sku: null, name: '', active: true }]);
    expect(products.lines.filter((line) => line.includes('source.record-unreadable'))).toHaveLength(1);
  });
});

describe('an order that cannot be read', () => {
  it.each([
    [
      'items[1].quantity',
      {
        items: [
          { orderItemId: 1, quantity: 1 },
          { orderItemId: 2, quantity: 1.5 },
        ],
      },
    ],
    ['orderTotal', { orderTotal: 'a lot' }],
    ['orderDate', { orderDate: 'yesterday' }],
    ['orderNumber', { orderNumber: null }],
    ['items', { items: 'none' }],
    ['advancedOptions.mergedIds[0]', { advancedOptions: { mergedIds: ['x'] } }],
  ])('is parked with its id and the name of the field %s, and the rest go on', async (field, spoilt) => {
    const { source } = await sourceOf(() => ({
      body: { orders: [order(1), { ...order(2), ...spoilt }, order(3)], total: 3, page: 1, pages: 1 },
    }));
    const read = await collect(source.ordersModified(ALWAYS));
    expect(read.records.map((one) => one.orderId)).toEqual([1, 3]);
    expect(read.parked).toMatchObject([
      { recordId: '2', stream: 'orders', code: 'source/unreadable-record', message: expect.stringContaining(`Order 2: ${field}`) },
    ]);
    expect(read.parked[0]?.excerpt?.length).toBeLessThanOrEqual(500);
  });
});
