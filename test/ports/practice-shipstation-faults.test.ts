import { describe, expect, it } from 'vitest';

import { openShipStation } from '../../electron/practice/shipstation/practice-shipstation.ts';
import { ordersOfCase } from '../../electron/practice/seed/cases.ts';
import { seededOrderId } from '../../electron/practice/seed/shop-stories.ts';
import { ANCHOR_ON, serveShop, type ServedShop } from '../helpers/practice-shop.ts';

const poisoned = seededOrderId('plain-30');

const statusesOf = async (shop: ServedShop, target: string, times: number): Promise<number[]> => {
  const statuses: number[] = [];
  for (let count = 0; count < times; count += 1) {
    statuses.push((await shop.get(target)).status);
  }
  return statuses;
};

describe('faults of the practice ShipStation', () => {
  it('throttles as often as asked, with the headers of a real 429, and counts it', async () => {
    await using shop = await serveShop();
    const faultId = shop.shipstation.control.addFault({ kind: 'throttle' }, { times: 2 });
    const first = await shop.get('/orders?pageSize=1');
    expect([first.status, first.body]).toEqual([429, { message: 'Too Many Requests' }]);
    expect(first.headers.get('x-rate-limit-remaining')).toBe('0');
    expect(await statusesOf(shop, '/orders?pageSize=1', 2)).toEqual([429, 200]);
    expect(shop.shipstation.control.faults()).toEqual([{ faultId, fault: { kind: 'throttle' }, path: null, remaining: 0, hits: 2 }]);
  });

  it('fails every page and look-up that holds the poisoned order, and no other', async () => {
    await using shop = await serveShop();
    shop.shipstation.control.addFault({ kind: 'poison-order', orderId: poisoned });
    const pages = [];
    for (const page of [1, 2, 3, 4, 5, 6]) {
      pages.push(await shop.get(`/orders?pageSize=25&page=${page}`));
    }
    expect(pages.filter(({ status }) => status === 500)).toHaveLength(1);
    expect(pages.find(({ status }) => status === 500)?.body).toHaveProperty('ExceptionMessage');
    const seen = pages.flatMap(({ body }) => body.orders ?? []).map(({ orderId }) => orderId);
    expect(seen).toHaveLength(125);
    expect(seen).not.toContain(poisoned);
    expect((await shop.get(`/orders/${poisoned}`)).status).toBe(500);
    expect((await shop.get(`/shipments?orderId=${poisoned}`)).status).toBe(200);
  });

  it('answers 502 with a proxy’s HTML on the path that it is set for', async () => {
    await using shop = await serveShop();
    shop.shipstation.control.addFault({ kind: 'bad-gateway' }, { path: '/Shipments' });
    const answer = await shop.get('/shipments');
    expect([answer.status, answer.headers.get('content-type')]).toEqual([502, 'text/html']);
    expect(answer.text).toContain('<h1>502 Bad Gateway</h1>');
    expect((await shop.get('/orders?pageSize=1')).status).toBe(200);
  });

  it('waits before a slow answer by the timer that it was given', async () => {
    const waits: number[] = [];
    await using shop = await serveShop({
      delay: (ms) => {
        waits.push(ms);
        return Promise.resolve();
      },
    });
    shop.shipstation.control.addFault({ kind: 'slow', delayMs: 60_000 }, { times: 1 });
    expect(await statusesOf(shop, '/stores', 2)).toEqual([200, 200]);
    expect(waits).toEqual([60_000]);
  });

  it('stops at once while an answer is still being held back', async () => {
    const shop = await serveShop();
    shop.shipstation.control.addFault({ kind: 'slow', delayMs: 3_600_000 });
    const held = shop.get('/stores').then(
      () => 'answered',
      () => 'cut off',
    );
    await expect.poll(() => shop.shipstation.control.requests()).toHaveLength(1);
    await shop[Symbol.asyncDispose]();
    expect(await held).toBe('cut off');
  });

  it('resets the connection in the middle of the body', async () => {
    await using shop = await serveShop();
    shop.shipstation.control.addFault({ kind: 'reset' }, { times: 1 });
    await expect(shop.get('/orders?pageSize=50')).rejects.toThrow();
    expect((await shop.get('/orders?pageSize=50')).status).toBe(200);
  });

  it('cuts the JSON off in a 200 whose length fits', async () => {
    await using shop = await serveShop();
    shop.shipstation.control.addFault({ kind: 'truncated-json' }, { times: 1 });
    const { status, text, headers } = await shop.get('/orders?pageSize=5');
    expect([status, Buffer.byteLength(text)]).toEqual([200, Number(headers.get('content-length'))]);
    expect(() => JSON.parse(text) as unknown).toThrow(SyntaxError);
  });

  it('puts a null between the elements of a list, without losing one', async () => {
    await using shop = await serveShop();
    shop.shipstation.control.addFault({ kind: 'null-element' }, { times: 1, path: '/orders' });
    const { body } = await shop.get('/orders?pageSize=4');
    expect(body.orders?.map((order) => order === null)).toEqual([false, false, true, false, false]);
    expect(body.total).toBe(150);
  });

  it('shows an unknown status, no lines, or fewer keys, of the order that it is set for', async () => {
    await using shop = await serveShop();
    const { control } = shop.shipstation;
    control.addFault({ kind: 'unknown-status', orderId: poisoned, status: 'teleported' });
    control.addFault({ kind: 'empty-items', orderId: poisoned });
    control.addFault({ kind: 'missing-keys', keys: ['billTo', 'advancedOptions', 'paymentDate'] }, { path: '/orders' });
    const { body } = await shop.get(`/orders/${poisoned}`);
    expect(body).toMatchObject({ orderStatus: 'teleported', items: [] });
    expect(Object.keys(body)).not.toContain('billTo');
    const list = await shop.get('/orders?pageSize=2');
    expect(list.body.orders?.map((order) => [order.orderStatus, 'advancedOptions' in order])).toEqual([
      ['shipped', false],
      ['shipped', false],
    ]);
    expect((await shop.get('/shipments?pageSize=1')).body.shipments?.[0]).toHaveProperty('advancedOptions');
    expect(control.faults().map(({ hits }) => hits)).toEqual([1, 1, 2]);
  });

  it('writes amounts as text or as integers', async () => {
    await using shop = await serveShop();
    const { control } = shop.shipstation;
    const target = `/orders/${ordersOfCase('late-evening')[0]}`;
    control.addFault({ kind: 'number-form', form: 'text' }, { times: 1 });
    expect((await shop.get(target)).text).toContain('"orderTotal":"18.25"');
    control.addFault({ kind: 'number-form', form: 'integer' });
    const { text } = await shop.get(`/orders/${ordersOfCase('free-shipping')[0]}`);
    expect(text).toContain('"shippingAmount":0,');
    expect(text).toContain('"orderTotal":99.99,');
  });

  it('refuses the right key for a while', async () => {
    await using shop = await serveShop();
    shop.shipstation.control.addFault({ kind: 'unauthorized' }, { times: 1 });
    expect(await statusesOf(shop, '/stores', 2)).toEqual([401, 200]);
  });

  it('are seen by another opening of the shop, and last over a restart until they are cleared', async () => {
    await using shop = await serveShop();
    const other = openShipStation({ directory: shop.directory, now: () => shop.now(), anchorOn: ANCHOR_ON, regime: 'us-automated' });
    other.control.addFault({ kind: 'bad-gateway' });
    expect((await shop.get('/stores')).status).toBe(502);
    const harmless = other.control.addFault({ kind: 'throttle' });
    other.control.clearFaults(harmless);
    await using later = await serveShop({ directory: shop.directory });
    expect((await later.get('/stores')).status).toBe(502);
    later.shipstation.control.clearFaults();
    expect((await shop.get('/stores')).status).toBe(200);
    expect(other.control.faults()).toEqual([]);
    other.close();
  });
});
