import { describe, expect, it } from 'vitest';

import { seededOrderId } from '../../electron/practice/seed/shop-stories.ts';
import { ordersOfCase } from '../../electron/practice/seed/cases.ts';
import { parsePacific } from '../../shared/domain/time/zones.ts';
import { present, serveShop, type ServedShop } from '../helpers/practice-shop.ts';

const idsOf = async (shop: ServedShop, query: string): Promise<number[]> => {
  const { status, body } = await shop.get(`/orders?pageSize=500&${query}`);
  expect(status).toBe(200);
  return (body.orders ?? []).map(({ orderId }) => orderId);
};

const at = encodeURIComponent;

describe('pages of orders', () => {
  it('come a hundred at a time by rising order id, and are empty beyond the end', async () => {
    await using shop = await serveShop();
    const first = await shop.get('/orders');
    const second = await shop.get('/orders?page=2');
    const beyond = await shop.get('/orders?page=9');
    expect([first.body.total, first.body.page, first.body.pages, first.body.orders?.length]).toEqual([150, 1, 2, 100]);
    expect(second.body.orders).toHaveLength(50);
    expect([beyond.status, beyond.body]).toEqual([200, { orders: [], total: 150, page: 9, pages: 2 }]);
    const ids = [...(first.body.orders ?? []), ...(second.body.orders ?? [])].map(({ orderId }) => orderId);
    expect(ids).toEqual(ids.toSorted((a, b) => a - b));
    expect(new Set(ids).size).toBe(150);
  });

  it('hold at most 500, whatever is asked', async () => {
    await using shop = await serveShop();
    expect((await shop.get('/orders?pageSize=9999')).body).toMatchObject({ total: 150, pages: 1 });
    expect((await shop.get('/orders?pageSize=0')).body.orders).toHaveLength(1);
  });

  it('count again at every call, so that an order which arrives in between moves them', async () => {
    await using shop = await serveShop();
    const before = await shop.get('/orders?page=1&pageSize=75&sortBy=ModifyDate&sortDir=ASC');
    const moved = before.body.orders?.[0]?.orderId ?? 0;
    shop.shipstation.control.editOrder(moved, { internalNotes: 'Call back' });
    const after = await shop.get('/orders?page=2&pageSize=75&sortBy=ModifyDate&sortDir=ASC');
    expect(after.body.orders?.at(-1)?.orderId).toBe(moved);
    expect(after.body.orders).toHaveLength(75);
  });

  it('sort by modification, order or creation date, either way', async () => {
    await using shop = await serveShop();
    for (const [sortBy, key] of [
      ['ModifyDate', 'modifyDate'],
      ['OrderDate', 'orderDate'],
      ['CreateDate', 'createDate'],
    ] as const) {
      for (const sortDir of ['ASC', 'DESC']) {
        const { body } = await shop.get(`/orders?pageSize=500&sortBy=${sortBy}&sortDir=${sortDir}`);
        const instants = (body.orders ?? [])
          .filter(({ orderId }) => !ordersOfCase('repeated-hour').includes(orderId))
          .map((order) => parsePacific(order[key]) ?? '');
        expect(instants).toEqual(sortDir === 'ASC' ? instants.toSorted() : instants.toSorted().toReversed());
      }
    }
  });
});

describe('filters of orders', () => {
  it('find a number by its beginning, across stores', async () => {
    await using shop = await serveShop();
    expect(await idsOf(shop, 'orderNumber=10470')).toEqual(ordersOfCase('number-used-twice'));
    const all = (await shop.get('/orders?pageSize=500')).body.orders ?? [];
    const expected = all.filter(({ orderNumber }) => orderNumber.startsWith('114-')).map(({ orderId }) => orderId);
    expect(expected.length).toBeGreaterThan(5);
    expect(await idsOf(shop, 'orderNumber=114-')).toEqual(expected);
    expect(await idsOf(shop, 'orderNumber=%25')).toEqual([]);
  });

  it('take one status and one store', async () => {
    await using shop = await serveShop();
    expect(await idsOf(shop, 'orderStatus=on_hold')).toEqual(ordersOfCase('on-hold'));
    const { body } = await shop.get('/orders?storeId=300105&pageSize=500');
    expect(body.orders?.every((order) => order.advancedOptions['storeId'] === 300105)).toBe(true);
    expect(body.total).toBeGreaterThan(4);
    expect(await idsOf(shop, 'orderStatus=')).toHaveLength(150);
  });

  it('find names and words of lines without case', async () => {
    await using shop = await serveShop();
    expect(await idsOf(shop, 'customerName=cascade%20paper')).toEqual(ordersOfCase('name-of-a-vendor'));
    expect(await idsOf(shop, 'itemKeyword=vase-bl')).toEqual(ordersOfCase('unmapped-product'));
    expect(await idsOf(shop, 'itemKeyword=INDIGO')).toEqual(ordersOfCase('sub-cent-price-leaves-a-cent'));
  });

  it('read times as Pacific unless an offset says otherwise', async () => {
    await using shop = await serveShop();
    // Modified now: 11:30 Pacific daylight time, 18:30 UTC.
    const edited = seededOrderId('plain-01');
    shop.shipstation.control.editOrder(edited, { internalNotes: 'Now' });
    expect(await idsOf(shop, `modifyDateStart=${at('2026-03-10 11:29:59')}`)).toEqual([edited]);
    expect(await idsOf(shop, `modifyDateStart=${at('2026-03-10T11:29:59')}`)).toEqual([edited]);
    expect(await idsOf(shop, `modifyDateStart=${at('2026-03-10T18:29:59Z')}`)).toEqual([edited]);
    expect(await idsOf(shop, `modifyDateStart=${at('2026-03-10T20:29:59+02:00')}`)).toEqual([edited]);
    // Naive UTC asks for the future, which is the trap that real clients fell into.
    expect(await idsOf(shop, `modifyDateStart=${at('2026-03-10 18:29:59')}`)).toEqual([]);
  });

  it('leave out the start itself and keep the end itself', async () => {
    await using shop = await serveShop();
    const edited = seededOrderId('plain-02');
    shop.shipstation.control.editOrder(edited, { internalNotes: 'Now' });
    expect(await idsOf(shop, `modifyDateStart=${at('2026-03-10 11:30:00')}`)).toEqual([]);
    expect(await idsOf(shop, `modifyDateStart=${at('2026-03-10 11:29:59')}&modifyDateEnd=${at('2026-03-10 11:30:00')}`)).toEqual([edited]);
  });

  it('know creation, order and payment dates apart', async () => {
    await using shop = await serveShop();
    const closed = ordersOfCase('closed-period');
    for (const name of ['createDate', 'orderDate', 'paymentDate']) {
      expect(await idsOf(shop, `${name}Start=2026-01-15&${name}End=2026-01-16`)).toEqual(closed);
    }
    expect(await idsOf(shop, `paymentDateStart=2025-01-01`)).not.toContain(ordersOfCase('awaiting-payment')[0]);
  });

  it('refuse what they can not read with 400 and the name of the parameter', async () => {
    await using shop = await serveShop();
    for (const [query, name] of [
      ['modifyDateStart=yesterday', 'modifyDateStart'],
      ['modifyDateStart=2026-03-10T11:00:00+02:00', 'modifyDateStart'],
      ['orderStatus=nonsense', 'orderStatus'],
      ['storeId=x', 'storeId'],
      ['page=one', 'page'],
      ['sortBy=OrderId', 'sortBy'],
    ]) {
      const { status, body } = await shop.get(`/orders?${query}`);
      expect(status, query).toBe(400);
      expect(Object.keys(body['ModelState'] ?? {}), query).toEqual([name]);
    }
  });
});

describe('the forms in which orders are shown', () => {
  it('has seven decimals in the times of an order, up to three in those of its lines, and a bare ship date', async () => {
    await using shop = await serveShop();
    const { body } = await shop.get(`/orders/${seededOrderId('plain-01')}`);
    expect(body).toMatchObject({
      orderDate: expect.stringMatching(/^2026-01-25T\d\d:\d\d:\d\d\.0000000$/),
      createDate: expect.stringMatching(/^2026-01-25T\d\d:\d\d:\d\d\.\d{3}0000$/),
      shipDate: '2026-01-26',
      items: [expect.objectContaining({ createDate: expect.stringMatching(/^2026-01-25T\d\d:\d\d:\d\d\.\d{1,3}$/) })],
    });
  });

  it('shows both passes of the repeated hour of November alike, and tells them apart by what was created when', async () => {
    await using shop = await serveShop();
    const { body } = await shop.get(`/orders?orderDateEnd=${at('2025-12-01')}`);
    expect(body.orders?.map(({ orderDate }) => orderDate)).toEqual(['2025-11-02T01:30:00.0000000', '2025-11-02T01:30:00.0000000']);
    const [first, second] = ordersOfCase('repeated-hour').map((orderId) => shop.shipstation.control.order(orderId)?.orderedAt);
    expect([first, second]).toEqual(['2025-11-02T08:30:00.000Z', '2025-11-02T09:30:00.000Z']);
  });

  it('never shows the hour that March skips', async () => {
    await using shop = await serveShop();
    const { shipstation } = shop;
    const sample = present(shipstation.control.order(seededOrderId('plain-01')), 'order');
    const imported = shipstation.control.importOrder({
      storeId: 300101,
      orderNumber: 'MARCH',
      orderedAt: present(parsePacific('2026-03-08T02:30:00'), 'time'),
      billTo: sample.billTo,
      shipTo: sample.shipTo,
      lines: [{ sku: 'MUG-1', name: 'Mug', quantity: 1, unitPrice: '14.00' }],
    });
    expect(imported.ok).toBe(true);
    expect((await shop.get('/orders?orderNumber=MARCH')).body.orders?.[0]?.orderDate).toBe('2026-03-08T03:30:00.0000000');
  });

  it('writes amounts as floats, also whole ones, and keeps sub-cent prices', async () => {
    await using shop = await serveShop();
    const { text } = await shop.get(`/orders/${seededOrderId('sub-cent-price-ties')}`);
    expect(text).toContain('"unitPrice":0.3333,');
    expect(text).toContain('"unitPrice":14.0,');
    expect(text).toContain('"orderTotal":21.0,');
    expect(text).toContain('"quantity":3,');
  });

  it('carries the keys beyond the documented model that live answers carry', async () => {
    await using shop = await serveShop();
    const { body } = await shop.get(`/orders/${seededOrderId('plain-01')}`);
    expect(body).toMatchObject({ labelMessages: null, externallyFulfilledById: null, externallyFulfilledByName: null });
    expect(body['weight']).toHaveProperty('WeightUnits');
  });
});

describe('shipments and fulfillments', () => {
  it('have null for their items unless they are asked for', async () => {
    await using shop = await serveShop();
    const [orderId] = ordersOfCase('several-labels');
    const bare = await shop.get(`/shipments?orderId=${orderId}`);
    const full = await shop.get(`/shipments?orderId=${orderId}&includeShipmentItems=True`);
    expect(bare.body.shipments?.map(({ shipmentItems }) => shipmentItems)).toEqual([null, null]);
    expect(full.body.shipments?.map(({ shipmentItems }) => shipmentItems?.map(({ quantity }) => quantity))).toEqual([[2], [4]]);
    expect(full.body.shipments?.[0]).toMatchObject({ shipmentCost: 11.42, insuranceCost: 1.35, voided: false, isReturnLabel: false });
  });

  it('are found by ship, creation and void date', async () => {
    await using shop = await serveShop();
    const voided = await shop.get('/shipments?voidDateStart=2026-01-01&pageSize=500');
    expect(voided.body.shipments?.map(({ orderId }) => orderId).toSorted((a, b) => a - b)).toEqual(
      [...ordersOfCase('label-voided'), ...ordersOfCase('label-voided-and-bought-again')].toSorted((a, b) => a - b),
    );
    const shippedThen = await shop.get('/shipments?shipDateStart=2026-02-19&shipDateEnd=2026-02-19&pageSize=500');
    expect(shippedThen.body.total).toBeGreaterThan(2);
    expect(new Set(shippedThen.body.shipments?.map(({ shipDate }) => shipDate))).toEqual(new Set(['2026-02-19']));
    const createdThen = await shop.get('/shipments?createDateStart=2026-02-19&createDateEnd=2026-02-20&pageSize=500');
    expect(createdThen.body.shipments?.map(({ shipmentId }) => shipmentId)).toEqual(
      shippedThen.body.shipments?.map(({ shipmentId }) => shipmentId),
    );
  });

  it('show labels oldest first, and what was marked by hand only as fulfillments with a full ship time', async () => {
    await using shop = await serveShop();
    const { body } = await shop.get('/shipments?pageSize=500');
    const created = body.shipments?.map(({ createDate }) => createDate) ?? [];
    expect(created).toEqual(created.toSorted());
    const [orderId] = ordersOfCase('marked-shipped-without-label');
    expect((await shop.get(`/shipments?orderId=${orderId}`)).body.total).toBe(0);
    const marked = await shop.get(`/fulfillments?orderId=${orderId}`);
    expect(marked.body.fulfillments).toEqual([
      expect.objectContaining({
        orderId,
        shipDate: expect.stringMatching(/^2026-02-23T15:05:\d\d\.0000000$/),
        carrierCode: 'USPS',
        voided: false,
      }),
    ]);
    expect(marked.body.fulfillments?.[0]).not.toHaveProperty('items');
  });
});
