import { describe, expect, it } from 'vitest';

import { basic, serveShop, type V1Answer } from '../helpers/practice-shop.ts';

const rateOf = ({ headers }: V1Answer): (string | null)[] =>
  ['limit', 'remaining', 'reset'].map((name) => headers.get(`x-rate-limit-${name}`));

describe('the key of the practice ShipStation', () => {
  it('lets the right key and secret in, and answers the cheap probe with a bare array of six stores', async () => {
    await using shop = await serveShop();
    const { status, text } = await shop.get('/stores');
    expect(status).toBe(200);
    expect(JSON.parse(text)).toHaveLength(6);
  });

  it('refuses a request without a key with an empty 401 that still tells the rate', async () => {
    await using shop = await serveShop();
    const answer = await shop.get('/orders', null);
    expect(answer.status).toBe(401);
    expect(answer.text).toBe('');
    expect(answer.headers.get('www-authenticate')).toContain('Basic');
    expect(rateOf(answer)).toEqual(['40', '39', '60']);
  });

  it('refuses a wrong secret, a header that is no Basic, and a pair without a colon', async () => {
    await using shop = await serveShop();
    const { apiKey } = shop.shipstation.key;
    const wrong = await shop.get('/orders', `Basic ${Buffer.from(`${apiKey}:nonsense`).toString('base64')}`);
    expect([wrong.status, wrong.body]).toEqual([401, { message: 'Invalid API credentials' }]);
    expect((await shop.get('/orders', 'Bearer abc')).status).toBe(401);
    expect((await shop.get('/orders', `Basic ${Buffer.from(apiKey).toString('base64')}`)).status).toBe(401);
  });

  it('refuses the old key once it is rotated, and takes the new one', async () => {
    await using shop = await serveShop();
    const before = basic(shop.shipstation);
    const next = shop.shipstation.control.rotateKey();
    expect(next.apiKey).not.toBe(shop.shipstation.key.apiKey);
    expect((await shop.get('/stores', before)).status).toBe(401);
    expect((await shop.get('/stores')).status).toBe(200);
  });

  it('refuses a key that ran out with the body of the live service, until a new one is made', async () => {
    await using shop = await serveShop();
    shop.shipstation.control.expireKey();
    const expired = await shop.get('/stores');
    expect([expired.status, expired.body]).toEqual([401, { Message: 'Authorization has been denied for this request.' }]);
    shop.shipstation.control.rotateKey();
    expect((await shop.get('/stores')).status).toBe(200);
  });
});

describe('the rate window of the practice ShipStation', () => {
  it('takes forty requests in a window, then answers 429 with the whole seconds that are left', async () => {
    await using shop = await serveShop();
    const first = await shop.get('/stores');
    expect(rateOf(first)).toEqual(['40', '39', '60']);
    shop.pass(20_500);
    for (let count = 2; count <= 40; count += 1) {
      expect((await shop.get('/stores')).status).toBe(200);
    }
    const refused = await shop.get('/stores');
    expect([refused.status, refused.body]).toEqual([429, { message: 'Too Many Requests' }]);
    expect(rateOf(refused)).toEqual(['40', '0', '40']);
  });

  it('begins a new window a minute after the first request, however many were refused', async () => {
    await using shop = await serveShop();
    for (let count = 1; count <= 45; count += 1) {
      await shop.get('/stores');
    }
    shop.pass(59_999);
    expect((await shop.get('/stores')).status).toBe(429);
    shop.pass(1);
    const next = await shop.get('/stores');
    expect([next.status, ...rateOf(next)]).toEqual([200, '40', '39', '60']);
  });

  it('counts each key by itself', async () => {
    await using shop = await serveShop();
    for (let count = 1; count <= 41; count += 1) {
      await shop.get('/stores', 'Basic b3RoZXI6a2V5');
    }
    expect((await shop.get('/stores', 'Basic b3RoZXI6a2V5')).status).toBe(429);
    expect((await shop.get('/stores')).status).toBe(200);
  });

  it('is met again by a process that opens the same shop later', async () => {
    await using shop = await serveShop();
    for (let count = 1; count <= 40; count += 1) {
      await shop.get('/stores');
    }
    await using later = await serveShop({ directory: shop.directory });
    expect((await later.get('/stores')).status).toBe(429);
  });
});

describe('paths of the practice ShipStation', () => {
  it('are met in any case, and /Orders/List is another name of /orders', async () => {
    await using shop = await serveShop();
    const usual = await shop.get('/orders?pageSize=3');
    expect((await shop.get('/Orders/List?PAGESIZE=3')).body).toEqual(usual.body);
    expect((await shop.get('/ORDERS/?pageSize=3')).body).toEqual(usual.body);
  });

  it('answer 404 for an unknown order, an unknown store and an unknown path', async () => {
    await using shop = await serveShop();
    const statuses = [];
    for (const target of ['/orders/1', '/orders/abc', '/stores/1', '/nonsense', '/__proto__']) {
      statuses.push((await shop.get(target)).status);
    }
    expect(statuses).toEqual([404, 404, 404, 404, 404]);
  });

  it('refuse every write with 405 and change nothing', async () => {
    await using shop = await serveShop();
    const before = shop.shipstation.control.orders();
    for (const [method, target] of [
      ['POST', '/orders/createorder'],
      ['POST', '/orders/markasshipped'],
      ['DELETE', `/orders/${before[0]?.orderId ?? 0}`],
    ]) {
      const response = await fetch(`${shop.shipstation.url}${target}`, {
        method: method ?? '',
        headers: { authorization: basic(shop.shipstation) },
        body: '{}',
      });
      expect(response.status).toBe(405);
      expect(response.headers.get('allow')).toBe('GET');
    }
    expect(shop.shipstation.control.orders()).toEqual(before);
  });

  it('answer at the shop’s own time, and their requests are on its record without keys', async () => {
    await using shop = await serveShop();
    const answer = await shop.get('/orders?pageSize=1');
    expect(answer.headers.get('date')).toBe('Tue, 10 Mar 2026 18:30:00 GMT');
    expect(shop.shipstation.control.requests()).toEqual([
      { at: '2026-03-10T18:30:00.000Z', method: 'GET', target: '/orders?pageSize=1', status: 200 },
    ]);
  });

  it('serve the reference lists: products, carriers, services, tags, warehouses, customers', async () => {
    await using shop = await serveShop();
    const products = await shop.get('/products?pageSize=5&page=2');
    expect(products.body).toMatchObject({ total: 20, page: 2, pages: 4 });
    expect(products.body['products']).toHaveLength(5);
    const last = await shop.get('/products?pageSize=1&sortBy=SKU&sortDir=DESC');
    expect(last.body['products']).toEqual([expect.objectContaining({ sku: 'WHS-MUG-12', price: 96 })]);
    expect(JSON.parse((await shop.get('/carriers')).text)).toContainEqual(expect.objectContaining({ code: 'stamps_com' }));
    expect(JSON.parse((await shop.get('/carriers/listservices?carrierCode=stamps_com')).text)).toHaveLength(3);
    expect((await shop.get('/carriers/listservices')).status).toBe(400);
    expect(JSON.parse((await shop.get('/accounts/listtags')).text)).toContainEqual({ tagId: 8362, name: 'Gift', color: '#FFCC00' });
    expect(JSON.parse((await shop.get('/warehouses')).text)).toHaveLength(1);
    const customers = await shop.get('/customers?stateCode=WA');
    expect(customers.body.total).toBeGreaterThan(5);
    expect(customers.body['customers']).toContainEqual(
      expect.objectContaining({ name: 'Marcus Hale', createDate: expect.stringMatching(/\.\d{7}$/) }),
    );
  });
});
