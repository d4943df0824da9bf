import { join } from 'node:path';

import Database from 'better-sqlite3';
import { describe, expect, it } from 'vitest';

import { openShipStation } from '../../electron/practice/shipstation/practice-shipstation.ts';
import { seededOrderId } from '../../electron/practice/seed/shop-stories.ts';
import { ordersOfCase } from '../../electron/practice/seed/cases.ts';
import { ANCHOR_ON, basic, present, serveShop, type ServedShop } from '../helpers/practice-shop.ts';
import { makeTempDirectory } from '../helpers/temp-directory.ts';

const waiting = seededOrderId('waiting-1');
const header = ({ apiKey, apiSecret }: { readonly apiKey: string; readonly apiSecret: string }): string =>
  `Basic ${Buffer.from(`${apiKey}:${apiSecret}`).toString('base64')}`;
const left = async (shop: ServedShop, authorization = basic(shop.shipstation)): Promise<string | null> =>
  (await shop.get('/stores', authorization)).headers.get('x-rate-limit-remaining');

describe('the keys of an account', () => {
  it('are two at most, work side by side with a window each, and are deleted or run out one by one', async () => {
    await using shop = await serveShop();
    const { control } = shop.shipstation;
    const first = control.key();
    const second = control.addKey();
    expect(second.ok && second.value.apiKey).not.toBe(first.apiKey);
    expect(control.addKey()).toMatchObject({ ok: false, fault: { code: 'practice/two-keys' } });
    expect([await left(shop, header(first)), await left(shop, header(control.key())), await left(shop, header(first))]).toEqual([
      '39',
      '39',
      '38',
    ]);
    control.expireKey(first.apiKey);
    expect(control.keys().map(({ isExpired }) => isExpired)).toEqual([true, false]);
    expect((await shop.get('/stores', header(first))).body).toEqual({ Message: 'Authorization has been denied for this request.' });
    expect((await shop.get('/stores')).status).toBe(200);
    expect(control.deleteKey(first.apiKey).ok).toBe(true);
    expect((await shop.get('/stores', header(first))).body).toEqual({ message: 'Invalid API credentials' });
    expect(control.deleteKey(control.key().apiKey).ok).toBe(false);
  });

  it('have a window that other programs with the same key eat, and that partners have more of', async () => {
    await using shop = await serveShop();
    shop.shipstation.control.otherPrograms('v1', 38);
    expect([await left(shop), await left(shop)]).toEqual(['1', '0']);
    expect((await shop.get('/stores')).status).toBe(429);
    shop.shipstation.control.changeSwitches({ v1PartnerRequestsPerMinute: 80 });
    const partner = await fetch(`${shop.shipstation.url}/stores`, {
      headers: { authorization: basic(shop.shipstation), 'x-partner': 'purser' },
    });
    expect([partner.status, partner.headers.get('x-rate-limit-limit')]).toEqual([200, '80']);
  });
});

describe('stores', () => {
  it('are as fresh as their last refresh, by the clock or by hand', async () => {
    await using shop = await serveShop();
    const { control } = shop.shipstation;
    const dates = async (): Promise<string[]> =>
      (JSON.parse((await shop.get('/stores')).text) as { refreshDate: string }[]).map(({ refreshDate }) => refreshDate);
    expect(new Set(await dates())).toEqual(new Set(['2026-03-10T11:30:00.0']));
    expect(control.setAutoRefresh(300101, false).ok).toBe(true);
    shop.pass(3_600_000);
    expect((await dates()).slice(0, 2)).toEqual(['2026-03-10T11:30:00.0', '2026-03-10T12:30:00.0']);
    shop.pass(60_000);
    control.refreshStore(300101);
    expect((await dates())[0]).toBe('2026-03-10T12:31:00.0');
    expect((await shop.get('/stores/getrefreshstatus?storeId=300101')).body).toMatchObject({
      storeId: 300101,
      refreshDate: '2026-03-10T12:31:00.0',
    });
    expect((await shop.get('/stores/getrefreshstatus')).status).toBe(400);
    expect((await shop.get('/stores/getrefreshstatus?storeId=1')).status).toBe(404);
    expect(control.refreshStore(1)).toMatchObject({ ok: false, fault: { code: 'practice/unknown-store' } });
  });

  it('that are not active are listed only where they are asked for', async () => {
    await using shop = await serveShop();
    shop.shipstation.control.activateStore(300106, false);
    const ids = async (query: string): Promise<number[]> =>
      (JSON.parse((await shop.get(`/stores${query}`)).text) as { storeId: number }[]).map(({ storeId }) => storeId);
    expect(await ids('')).not.toContain(300106);
    expect(await ids('?showInactive=true')).toContain(300106);
    expect(await ids('?marketplaceId=2')).toEqual([300102]);
    expect((await shop.get('/stores/300106')).body).toMatchObject({ active: false });
  });

  it('sell on marketplaces that are listed, with carriers whose packages are', async () => {
    await using shop = await serveShop();
    expect(JSON.parse((await shop.get('/stores/marketplaces')).text)).toContainEqual(
      expect.objectContaining({ name: 'Shopify', marketplaceId: 19 }),
    );
    expect(JSON.parse((await shop.get('/carriers/listpackages?carrierCode=stamps_com')).text)).toHaveLength(2);
    expect((await shop.get('/carriers/listpackages')).status).toBe(400);
    expect((await shop.get('/products?tagId=1')).body.total).toBe(0);
    expect((await shop.get('/products?startDate=2027-01-01')).body.total).toBe(0);
    expect((await shop.get('/products?endDate=2027-01-01&showInactive=true')).body.total).toBe(20);
    expect((await shop.get('/customers?tagId=1')).body.total).toBe(0);
  });
});

describe('what no document says', () => {
  it('of filters: their ends can be part of them or not', async () => {
    await using shop = await serveShop();
    const { control } = shop.shipstation;
    control.tag(waiting, 8362);
    const now = encodeURIComponent('2026-03-10 11:30:00');
    const count = async (query: string): Promise<number | undefined> => (await shop.get(`/orders?${query}`)).body.total;
    expect([await count(`modifyDateStart=${now}`), await count(`modifyDateEnd=${now}`)]).toEqual([0, 150]);
    control.changeSwitches({ filterStart: 'inclusive', filterEnd: 'exclusive' });
    expect([await count(`modifyDateStart=${now}`), await count(`modifyDateEnd=${now}`)]).toEqual([1, 149]);
  });

  it('of modification dates: redaction, undoing and voiding can leave them', async () => {
    await using shop = await serveShop();
    const { control } = shop.shipstation;
    const other = seededOrderId('waiting-2');
    control.combine(waiting, other);
    const label = control.buyLabel(seededOrderId('waiting-3'), { items: [] });
    const modified = (): (string | undefined)[] =>
      [waiting, other, seededOrderId('waiting-3'), seededOrderId('plain-01')].map((id) => control.order(id)?.modifiedAt);
    const before = modified();
    control.changeSwitches({ redactionMovesModifyDate: false, uncombiningMovesModifyDate: false, voidingMovesModifyDate: false });
    shop.pass(60_000);
    control.uncombine(other);
    control.voidLabel(label.ok ? label.value.shipmentId : 0);
    control.redact(seededOrderId('plain-01'), 'Amazon');
    expect(modified()).toEqual(before);
    expect(control.order(seededOrderId('plain-01'))?.shipTo.name).toBe('REDACTED (Amazon)');
    const shipped = control.buyLabel(seededOrderId('waiting-4'));
    shop.pass(60_000);
    control.voidLabel(shipped.ok ? shipped.value.shipmentId : 0);
    expect(Date.parse(present(control.order(seededOrderId('waiting-4')), 'order').modifiedAt)).toBe(shop.now());
  });

  it('of deleted orders: they can still be answered by their id, never in a list', async () => {
    await using shop = await serveShop();
    const { control } = shop.shipstation;
    control.softDelete(waiting);
    expect([(await shop.get(`/orders/${waiting}`)).status, (await shop.getV2(`/v2/shipments/se-${waiting}`)).status]).toEqual([404, 404]);
    control.changeSwitches({ deletedOrders: 'answered' });
    expect((await shop.get(`/orders/${waiting}`)).body).toMatchObject({ orderId: waiting });
    expect((await shop.getV2(`/v2/shipments/se-${waiting}`)).status).toBe(200);
    expect((await shop.get('/orders')).body.total).toBe(149);
  });
});

describe('what happens to orders', () => {
  it('between a provider and the shop, with tags, and as one import, all or nothing', async () => {
    await using shop = await serveShop();
    const { control } = shop.shipstation;
    expect(control.sendToProvider(waiting).ok).toBe(true);
    expect(control.rejectByProvider(waiting).ok).toBe(true);
    expect(control.rejectByProvider(waiting)).toMatchObject({ ok: false, fault: { code: 'practice/wrong-status' } });
    expect((await shop.get('/orders?orderStatus=rejected_fulfillment')).body.orders?.map(({ orderId }) => orderId)).toContain(waiting);
    control.tag(waiting, 8363);
    control.tag(waiting, 8363);
    expect((await shop.get('/orders/listbytag?orderStatus=rejected_fulfillment&tagId=8363')).body.total).toBe(1);
    control.untag(waiting, 8363);
    expect(control.order(waiting)?.tagIds).toEqual([]);
    const sample = present(control.order(seededOrderId('plain-01')), 'order');
    const order = (orderId: number) => ({
      ...sample,
      orderId,
      lines: [],
      orderTotal: '0',
      amountPaid: '0',
      taxAmount: '0',
      shippingAmount: '0',
      giftMessage: null,
    });
    expect(control.importOrders([order(900_000_001), order(900_000_001)]).ok).toBe(false);
    expect(control.orders()).toHaveLength(150);
    expect(control.importOrders([order(900_000_001), order(900_000_002)]).ok).toBe(true);
    expect(control.orders()).toHaveLength(152);
  });

  it('with a label that is made before the old one is voided: it covers nothing', async () => {
    await using shop = await serveShop();
    const { control } = shop.shipstation;
    const first = control.buyLabel(waiting);
    const second = control.buyLabel(waiting);
    expect([first.ok && first.value.items.length > 0, second.ok && second.value.items]).toEqual([true, []]);
    expect((await shop.get(`/shipments?orderId=${waiting}&includeShipmentItems=true`)).body.shipments?.at(-1)?.shipmentItems).toEqual([]);
  });
});

describe('what can be arranged to go wrong', () => {
  it('is an error in each form that errors have', async () => {
    await using shop = await serveShop();
    const { control } = shop.shipstation;
    const answerTo = async (fault: Parameters<typeof control.addFault>[0]): Promise<[number, string | null, string]> => {
      control.addFault(fault, { times: 1 });
      const { status, headers, text } = await shop.get('/orders?pageSize=1');
      return [status, headers.get('content-type'), text];
    };
    expect(await answerTo({ kind: 'error', status: 401, form: 'empty' })).toEqual([401, 'application/json; charset=utf-8', '']);
    expect((await answerTo({ kind: 'error', status: 500, form: 'documented' }))[2]).toBe('{"message":"An internal error occurred"}');
    expect((await answerTo({ kind: 'error', status: 500, form: 'aspnet' }))[2]).toContain('"ExceptionMessage"');
    expect(await answerTo({ kind: 'error', status: 503, form: 'html' })).toEqual([503, 'text/html', expect.stringContaining('<html>')]);
    expect(await answerTo({ kind: 'sign-in-page' })).toEqual([200, 'text/html', expect.stringContaining('please sign in')]);
  });

  it('is a label or a fulfillment that poisons its page, keys that nobody knows, and lines that are gone', async () => {
    await using shop = await serveShop();
    const { control } = shop.shipstation;
    const bought = control.buyLabel(waiting);
    const marked = control.markShipped(seededOrderId('waiting-2'));
    control.addFault({ kind: 'poison-label', shipmentId: bought.ok ? bought.value.shipmentId : 0 });
    control.addFault({ kind: 'poison-fulfillment', fulfillmentId: marked.ok ? marked.value.fulfillmentId : 0 });
    expect((await shop.get(`/shipments?orderId=${waiting}`)).status).toBe(500);
    expect((await shop.getV2(`/v2/labels?shipment_id=se-${waiting}`)).status).toBe(500);
    expect((await shop.getV2(`/v2/shipments?page_size=500`)).status).toBe(200);
    expect((await shop.get(`/shipments?orderId=${ordersOfCase('several-labels')[0]}`)).status).toBe(200);
    expect((await shop.get('/fulfillments?pageSize=500')).status).toBe(500);
    control.clearFaults();
    control.addFault({ kind: 'extra-keys' });
    control.addFault({ kind: 'empty-items', orderId: null });
    const [order] = (await shop.get('/orders?pageSize=1')).body.orders ?? [];
    expect(order).toMatchObject({ items: [], futureDetails: { Version: 2 }, shipTo: { futureDetails: { Version: 2 } } });
  });

  it('is anything that happens between two pages, once', async () => {
    await using shop = await serveShop();
    shop.shipstation.control.betweenPages({
      path: '/orders',
      afterPage: 1,
      operations: [
        { do: 'delete', orderId: waiting },
        { do: 'edit', orderId: seededOrderId('plain-01'), edit: { internalNotes: 'Between' } },
      ],
    });
    const list = '/orders?pageSize=75&sortBy=ModifyDate&sortDir=ASC';
    expect((await shop.get(`${list}&page=1`)).body.total).toBe(150);
    const second = await shop.get(`${list}&page=2`);
    expect([second.body.total, second.body.orders?.at(-1)?.orderId]).toEqual([149, seededOrderId('plain-01')]);
    expect((await shop.get(`${list}&page=1`)).body.total).toBe(149);
    expect((await shop.get(`${list}&page=1`)).body.total).toBe(149);
  });
});

it('the shop of an older Purser is upgraded and keeps its orders and its key', async () => {
  using directory = makeTempDirectory('older-shop');
  const open = () =>
    openShipStation({
      directory: directory.path,
      now: () => Date.parse('2026-03-10T18:30:00.000Z'),
      anchorOn: ANCHOR_ON,
      regime: 'us-automated',
    });
  const first = open();
  const part = present(
    first.control.orders().find(({ parentId }) => parentId !== null),
    'part of an order',
  );
  const before = { orders: first.control.orders(), shipments: first.control.shipments(part.orderId) };
  first.close();
  const database = new Database(join(directory.path, 'shipstation.db'));
  database.exec(`
    DROP TABLE api_keys; DROP TABLE stores; DROP TABLE drifts; DROP TABLE webhooks; DROP TABLE deliveries; DROP TABLE signing_keys;
    DROP INDEX orders_parent; DROP INDEX orders_import_batch; DROP INDEX shipments_batch;
    ALTER TABLE orders DROP COLUMN parent_id; ALTER TABLE orders DROP COLUMN import_batch; ALTER TABLE shipments DROP COLUMN batch_id;
    UPDATE shipments SET document = json_remove(document, '$.batchId');
    INSERT INTO meta (key, value) VALUES ('key-number', '3');
    PRAGMA user_version = 1;
  `);
  database.close();
  const later = open();
  expect(later.control.orders()).toEqual(before.orders);
  expect(later.control.shipments(part.orderId)).toEqual(before.shipments.map((label) => ({ ...label, batchId: null })));
  later.close();
  await using shop = await serveShop({ directory: directory.path });
  expect(shop.shipstation.control.keys()).toHaveLength(1);
  expect((await shop.get('/shipments?pageSize=500')).body.shipments?.every((label) => label['batchNumber'] === null)).toBe(true);
  const parent = present(part.parentId, 'parent');
  expect((await shop.getV2(`/v2/shipments/se-${parent}`)).status).toBe(200);
  expect((await shop.getV2(`/v2/shipments/se-${part.orderId}`)).body).toMatchObject({ amount_paid: { amount: 0 } });
  expect(shop.shipstation.control.buyLabel(waiting)).toMatchObject({ ok: true, value: { batchId: expect.any(Number) } });
});
