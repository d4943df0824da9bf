import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';

import { pointedListOf } from '../../electron/adapters/shipstation/common/pointer.ts';
import { V1_POINTERS } from '../../electron/adapters/shipstation/v1/lists.ts';
import { V2_POINTERS } from '../../electron/adapters/shipstation/v2/lists.ts';
import type { SourcePointer } from '../../electron/core/ports/order-source.ts';
import { type ScriptedServer, startScriptedServer } from '../helpers/scripted-server.ts';
import { ALWAYS, collect, startSourceHarness } from './shipstation-harness.ts';

const V1 = 'https://ssapi.shipstation.com';
const V2 = 'https://api.shipstation.com';

/** As whoever receives a notice takes its address apart. */
function pointer(address: string, resource: SourcePointer['resource'] = 'orders'): SourcePointer {
  const url = new URL(address);
  return { resource, host: url.host, path: url.pathname, query: [...url.searchParams] };
}

const v1 = (address: string, resource?: SourcePointer['resource']) => pointedListOf(pointer(address, resource), V1_POINTERS, V1);
const v2 = (address: string, resource?: SourcePointer['resource']) => pointedListOf(pointer(address, resource), V2_POINTERS, V2);
const REFUSED = { ok: false, fault: { code: 'source/pointer-refused', class: 'rejected' } };

const servers: ScriptedServer[] = [];
afterEach(() => servers.splice(0).forEach((server) => server.close()));

describe('a pointer', () => {
  it.each([
    ['https://ssapi.shipstation.com/orders?storeID=123456&importBatch=f08a8196-c760-4327-9379-42984c92022b', 'orders'],
    ['https://ssapi6.shipstation.com/orders?storeID=123456&importBatch=f08a8196', 'orders'],
    ['https://ssapi12.shipstation.com/Orders/List?storeID=1', 'orders'],
    ['https://ssapi6.shipstation.com/shipments?storeID=123456&batchId=77&includeShipmentItems=False', 'shipments'],
    ['https://ssapi.shipstation.com/fulfillments?fulfillmentId=33', 'fulfillments'],
  ] as const)('of V1 is followed: %s', (address, resource) => {
    const list = v1(address, resource);
    expect(list.ok && list.value.address.startsWith(new URL(address).origin)).toBe(true);
  });

  it.each([
    ['https://api.shipstation.com/v2/shipments?import_batch_id=b6ba2537-aef1-44b3-a219-34edc165c442', 'orders'],
    ['https://api.shipstation.com/v2/labels?batch_id=se-64616278', 'shipments'],
    ['https://api.shipstation.com/v2/fulfillments?fulfillment_id=se-16731019&shipment_id=se-412669417', 'fulfillments'],
  ] as const)('of V2 is followed: %s', (address, resource) => {
    expect(v2(address, resource)).toMatchObject({ ok: true });
  });

  it.each([
    'https://evil.example/orders?storeID=1',
    'https://ssapi.shipstation.com.evil.example/orders',
    'https://evil-ssapi.shipstation.com/orders',
    'https://xssapi.shipstation.com/orders',
    'https://ssapi.shipstation.com:8443/orders',
    'https://ssapi123456.shipstation.com/orders',
    'https://api.shipstation.com/orders',
    'https://169.254.169.254/orders',
    'https://127.0.0.1/orders',
    'https://[::1]/orders',
    'https://localhost/orders',
    'https://ssapi.shipstation.com/webhooks',
    'https://ssapi.shipstation.com/orders/1',
    'https://ssapi.shipstation.com/orders/../webhooks',
    'https://ssapi.shipstation.com/orders%2f..%2fusers',
    'https://ssapi.shipstation.com//evil.example/orders',
    'https://ssapi.shipstation.com/orders?target_url=x',
    'https://ssapi.shipstation.com/orders?storeID=1&storeID=2',
    'https://ssapi.shipstation.com/orders?storeID=1%26x=2',
    'https://ssapi.shipstation.com/orders?storeID=1%0d%0aX:1',
    `https://ssapi.shipstation.com/orders?importBatch=${'a'.repeat(101)}`,
    `https://ssapi.shipstation.com/orders?${Array.from({ length: 60 }, (_, index) => `page=${index}`).join('&')}&${'page=12345678&'.repeat(10)}`,
  ])('that leads elsewhere is refused: %s', (address) => {
    expect(v1(address)).toMatchObject(REFUSED);
  });

  it('with user information has no host that is taken', () => {
    const asHost = { resource: 'orders', host: 'key:secret@ssapi.shipstation.com', path: '/orders', query: [] } as const;
    expect(pointedListOf(asHost, V1_POINTERS, V1)).toMatchObject(REFUSED);
    const hidden = { ...asHost, host: 'ssapi.shipstation.com@evil.example' };
    expect(pointedListOf(hidden, V1_POINTERS, V1)).toMatchObject(REFUSED);
    expect(pointedListOf({ ...asHost, host: 'ssapi.shipstation.com\n' }, V1_POINTERS, V1)).toMatchObject(REFUSED);
  });

  it('to a list of another kind is refused', () => {
    expect(v1('https://ssapi.shipstation.com/shipments?batchId=1', 'orders')).toMatchObject(REFUSED);
    expect(v2('https://api.shipstation.com/v2/labels?batch_id=se-1', 'orders')).toMatchObject(REFUSED);
  });

  it('chooses no pages', () => {
    expect(v1('https://ssapi.shipstation.com/orders?storeID=5&page=9&pageSize=1')).toEqual({
      ok: true,
      value: { address: 'https://ssapi.shipstation.com/orders', query: { storeID: '5' } },
    });
  });

  it('of a practice company leads to its own stand-in and nowhere else', () => {
    const own = 'http://127.0.0.1:4711';
    expect(pointedListOf(pointer(`${own}/orders?storeID=1`), V1_POINTERS, own)).toMatchObject({
      ok: true,
      value: { address: `${own}/orders` },
    });
    for (const other of ['http://127.0.0.1:4712/orders', 'http://localhost:4711/orders', 'https://ssapi.shipstation.com/orders']) {
      expect(pointedListOf(pointer(other), V1_POINTERS, own)).toMatchObject(REFUSED);
    }
  });

  it('whatever it holds never leads to another origin', () => {
    const text = fc.oneof(fc.string(), fc.webUrl(), fc.constantFrom('ssapi.shipstation.com', '/orders', 'storeID'));
    fc.assert(
      fc.property(text, text, fc.array(fc.tuple(text, text), { maxLength: 3 }), (host, path, query) => {
        const list = pointedListOf({ resource: 'orders', host, path, query }, V1_POINTERS, V1);
        const origin = list.ok ? new URL(list.value.address).origin : V1;
        expect(origin).toMatch(/^https:\/\/ssapi\d*\.shipstation\.com$/);
      }),
    );
  });
});

describe('what a pointer names', () => {
  it('is read page by page, as any other list', async () => {
    const { shop, source, v2: second } = await startSourceHarness();
    const [first] = (await collect(source.ordersModified(ALWAYS))).records;
    const { host } = new URL(shop.url);
    const ofStore = { resource: 'orders', host, path: '/orders', query: [['storeID', String(first?.storeId)]] } as const;
    const pointed = source.pointed(ofStore);
    const read = pointed.ok && pointed.value.resource === 'orders' ? await collect(pointed.value.pages) : null;
    expect(read?.fault).toBeNull();
    expect(new Set(read?.records.map(({ storeId }) => storeId))).toEqual(new Set([first?.storeId]));

    const label = (await collect(source.shipments('created', ALWAYS))).records.at(-1);
    const ofOrder = { resource: 'shipments', host, path: '/v2/labels', query: [['shipment_id', `se-${label?.orderId}`]] } as const;
    const labels = second.pointed(ofOrder);
    const found = labels.ok && labels.value.resource === 'shipments' ? await collect(labels.value.pages) : null;
    expect(found?.records.map(({ shipmentId }) => shipmentId)).toContain(label?.shipmentId);
  });

  it('elsewhere is not asked for', async () => {
    const server = await startScriptedServer(() => ({ body: { orders: [] } }));
    servers.push(server);
    const { source } = await startSourceHarness();
    const { host } = new URL(server.url);
    expect(source.pointed({ resource: 'orders', host, path: '/orders', query: [] })).toMatchObject(REFUSED);
    expect(server.requests).toEqual([]);
  });
});
