import { createPublicKey, type JsonWebKey, verify } from 'node:crypto';
import { createServer, type IncomingHttpHeaders } from 'node:http';

import { describe, expect, it } from 'vitest';

import { openShipStation } from '../../electron/practice/shipstation/practice-shipstation.ts';
import type { NewOrder } from '../../electron/practice/shipstation/operations/new-order.ts';
import { seededOrderId } from '../../electron/practice/seed/shop-stories.ts';
import { EMPTY_ADDRESS } from '../../electron/practice/shipstation/records.ts';
import { instantOf } from '../../shared/domain/time/instants.ts';
import { ANCHOR_ON, present, serveShop, type ServedShop } from '../helpers/practice-shop.ts';

interface Received {
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
}

interface Receiver extends AsyncDisposable {
  readonly url: string;
  readonly received: readonly Received[];
  /** Statuses of the next answers; 200 when there are none left. */
  answer(...statuses: number[]): void;
}

async function startReceiver(): Promise<Receiver> {
  const received: Received[] = [];
  const statuses: number[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      received.push({ path: request.url ?? '', headers: request.headers, text: Buffer.concat(chunks).toString('utf8') });
      response.writeHead(statuses.shift() ?? 200).end('ok');
    });
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  const port = typeof address === 'object' ? (address?.port ?? 0) : 0;
  return {
    url: `http://127.0.0.1:${port}`,
    received,
    answer: (...next) => statuses.push(...next),
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => {
        server.close(resolve);
      });
    },
  };
}

const order = (number: string, storeId = 300101, changes: Partial<NewOrder> = {}): NewOrder => ({
  storeId,
  orderNumber: number,
  orderedAt: instantOf(Date.parse('2026-03-10T18:00:00.000Z')),
  billTo: { ...EMPTY_ADDRESS, name: 'Cleo Marsh' },
  shipTo: { ...EMPTY_ADDRESS, name: 'Cleo Marsh', city: 'Boise', state: 'ID', country: 'US' },
  lines: [{ sku: 'MUG-1', name: 'Stoneware Mug', quantity: 2, unitPrice: '14.00' }],
  ...changes,
});

const subscribe = async (shop: ServedShop, event: string, target: string, storeId?: number): Promise<number> => {
  const answer = await shop.send('POST', '/webhooks/subscribe', {
    target_url: target,
    event,
    store_id: storeId ?? null,
    friendly_name: event,
  });
  expect(answer.status).toBe(200);
  return Number(answer.body['id']);
};

const subscribeV2 = async (shop: ServedShop, event: string, url: string): Promise<string> => {
  const answer = await shop.send('POST', '/v2/environment/webhooks', {
    name: event,
    event,
    url,
    headers: [{ key: 'X-Mine', value: 'yes' }],
  });
  expect(answer.status).toBe(200);
  return String(answer.body['webhook_id']);
};

const bodies = ({ received }: Receiver): { readonly resource_url: string; readonly resource_type: string }[] =>
  // Safe: the stand-in's own bodies; what is not there fails at its expectation.
  received.map(({ text }) => JSON.parse(text) as { resource_url: string; resource_type: string });

/** Path and query of a pointer into the shop. */
const within = (shop: ServedShop, pointer: string | undefined): string => {
  expect(pointer).toMatch(new RegExp(`^${shop.shipstation.url}/`));
  return present(pointer, 'pointer').slice(shop.shipstation.url.length);
};

const waiting = seededOrderId('waiting-1');

describe('subscriptions', () => {
  it('of V1 are made, listed wrapped and removed, and last over a restart', async () => {
    await using shop = await serveShop();
    const id = await subscribe(shop, 'order_notify', 'https://relay.example/in/abc', 300102);
    await using later = await serveShop({ directory: shop.directory });
    expect((await later.get('/webhooks')).body).toEqual({
      webhooks: [
        expect.objectContaining({
          WebHookID: id,
          HookType: 'ORDER_NOTIFY',
          Url: 'https://relay.example/in/abc',
          StoreID: 300102,
          Active: true,
        }),
      ],
    });
    expect((await shop.send('DELETE', `/webhooks/${id}`)).status).toBe(200);
    expect((await shop.send('DELETE', `/webhooks/${id}`)).status).toBe(404);
    expect((await later.get('/webhooks')).body).toEqual({ webhooks: [] });
  });

  it('of V1 are refused without a target, with an unknown event, or for a store that is not there', async () => {
    await using shop = await serveShop();
    for (const body of [
      { event: 'ORDER_NOTIFY' },
      { event: 'ORDER_NOTIFY', target_url: 'ftp://example.com' },
      { event: 'ORDER_EDITED', target_url: 'https://example.com' },
      { event: 'ORDER_NOTIFY', target_url: 'https://example.com', store_id: 1 },
    ]) {
      expect((await shop.send('POST', '/webhooks/subscribe', body)).status).toBe(400);
    }
    expect((await shop.send('POST', '/webhooks/subscribe', 'x'.repeat(70_000))).status).toBe(413);
    expect((await shop.send('PUT', '/webhooks/1', {})).status).toBe(405);
  });

  it('of V2 are made, read, changed and removed', async () => {
    await using shop = await serveShop();
    const id = await subscribeV2(shop, 'shipment_created_v2', 'https://relay.example/in/abc');
    expect((await shop.send('PUT', `/v2/environment/webhooks/${id}`, { url: 'https://relay.example/in/def' })).status).toBe(204);
    const one = await shop.getV2(`/v2/environment/webhooks/${id}`);
    expect(one.body).toEqual({
      webhook_id: id,
      name: 'shipment_created_v2',
      url: 'https://relay.example/in/def',
      event: 'shipment_created_v2',
      headers: [{ key: 'X-Mine', value: 'yes' }],
      store_id: null,
    });
    expect(JSON.parse((await shop.getV2('/v2/environment/webhooks')).text)).toEqual([one.body]);
    expect((await shop.get('/webhooks')).body).toEqual({ webhooks: [] });
    expect((await shop.send('DELETE', `/v2/environment/webhooks/${id}`)).status).toBe(204);
    expect((await shop.getV2(`/v2/environment/webhooks/${id}`)).status).toBe(404);
    expect((await shop.send('POST', '/v2/environment/webhooks', { name: 'x', event: 'nonsense', url: 'https://example.com' })).status).toBe(
      400,
    );
  });
});

describe('what webhooks tell', () => {
  it('of an import is one pointer for all orders of a store, which answers with exactly them', async () => {
    await using receiver = await startReceiver();
    await using shop = await serveShop();
    await subscribe(shop, 'ORDER_NOTIFY', `${receiver.url}/v1`);
    await subscribe(shop, 'ORDER_NOTIFY', `${receiver.url}/amazon`, 300102);
    await subscribeV2(shop, 'shipment_created_v2', `${receiver.url}/v2`);
    const imported = shop.shipstation.control.importOrders([order('N1'), order('N2'), order('A1', 300102)]);
    expect(imported.ok).toBe(true);
    await shop.shipstation.webhooksSent();
    const told = bodies(receiver);
    expect(receiver.received.map(({ path }) => path).toSorted()).toEqual(['/amazon', '/v1', '/v1', '/v2', '/v2']);
    const v1 = told.filter(({ resource_type: type }) => type === 'ORDER_NOTIFY').map(({ resource_url: url }) => url);
    const numbers = await Promise.all(
      [...new Set(v1)].map(async (url) => (await shop.get(within(shop, url))).body.orders?.map(({ orderNumber }) => orderNumber)),
    );
    expect(new Set(numbers.map((list) => list?.join(' ')))).toEqual(new Set(['A1', 'N1 N2']));
    const v2 = told.filter(({ resource_type: type }) => type === 'SHIPMENT_CREATED_V2').map(({ resource_url: url }) => url);
    const shipments = await Promise.all(v2.map(async (url) => (await shop.getV2(within(shop, url))).body.total));
    expect(new Set(shipments)).toEqual(new Set([1, 2]));
    expect(v1.every((url) => url.length <= 200 && /\/orders\?storeID=\d+&importBatch=[0-9a-f-]{36}$/.test(url))).toBe(true);
  });

  it('of a label is where its batch is, with items or without, and nothing of returns, voids and edits', async () => {
    await using receiver = await startReceiver();
    await using shop = await serveShop();
    const { control } = shop.shipstation;
    for (const event of ['SHIP_NOTIFY', 'ITEM_SHIP_NOTIFY']) {
      await subscribe(shop, event, receiver.url);
    }
    await subscribeV2(shop, 'label_created_v2', receiver.url);
    const bought = control.buyLabel(waiting);
    control.buyLabel(waiting, { isReturn: true });
    control.editOrder(waiting, { internalNotes: 'Nothing' });
    control.voidLabel(bought.ok ? bought.value.shipmentId : 0);
    await shop.shipstation.webhooksSent();
    expect(
      bodies(receiver)
        .map(({ resource_type: type }) => type)
        .toSorted(),
    ).toEqual(['ITEM_SHIP_NOTIFY', 'LABEL_CREATED_V2', 'SHIP_NOTIFY']);
    for (const { resource_url: url, resource_type: type } of bodies(receiver)) {
      const answer = await (type === 'LABEL_CREATED_V2' ? shop.getV2(within(shop, url)) : shop.get(within(shop, url)));
      expect(answer.body.total).toBe(1);
      expect(Array.isArray(answer.body.shipments?.[0]?.shipmentItems)).toBe(type === 'ITEM_SHIP_NOTIFY');
    }
  });

  it('of several labels bought at once is one pointer for each store', async () => {
    await using receiver = await startReceiver();
    await using shop = await serveShop();
    await subscribe(shop, 'SHIP_NOTIFY', receiver.url);
    const ids = [waiting, seededOrderId('waiting-2'), seededOrderId('waiting-3')];
    const stores = new Set(ids.map((id) => shop.shipstation.control.order(id)?.storeId));
    expect(shop.shipstation.control.buyLabels(ids).ok).toBe(true);
    await shop.shipstation.webhooksSent();
    const totals = await Promise.all(
      bodies(receiver).map(async ({ resource_url: url }) => (await shop.get(within(shop, url))).body.total ?? 0),
    );
    expect(totals).toHaveLength(stores.size);
    expect(totals.reduce((sum, total) => sum + total)).toBe(3);
  });

  it('of an unpaid order comes once it is paid, and never where it is cancelled', async () => {
    await using receiver = await startReceiver();
    await using shop = await serveShop();
    const { control } = shop.shipstation;
    await subscribe(shop, 'ORDER_NOTIFY', receiver.url);
    const [first, second] = [order('U1', 300101, { status: 'awaiting_payment' }), order('U2', 300101, { status: 'awaiting_payment' })].map(
      (unpaid) => control.importOrder(unpaid),
    );
    control.cancel(second?.ok === true ? second.value.orderId : 0);
    await shop.shipstation.webhooksSent();
    expect(receiver.received).toHaveLength(0);
    control.editOrder(first?.ok === true ? first.value.orderId : 0, { status: 'awaiting_shipment' });
    await shop.shipstation.webhooksSent();
    const [told] = bodies(receiver);
    expect((await shop.get(within(shop, told?.resource_url))).body.orders?.map(({ orderNumber }) => orderNumber)).toEqual(['U1']);
  });

  it('of fulfillments is that one came, was refused or was taken back', async () => {
    await using receiver = await startReceiver();
    await using shop = await serveShop();
    const { control } = shop.shipstation;
    for (const event of ['FULFILLMENT_SHIPPED', 'FULFILLMENT_REJECTED']) {
      await subscribe(shop, event, receiver.url);
    }
    for (const event of ['fulfillment_shipped_v2', 'fulfillment_rejected_v2', 'fulfillment_canceled_v2']) {
      await subscribeV2(shop, event, receiver.url);
    }
    const marked = control.markShipped(waiting);
    control.voidFulfillment(marked.ok ? marked.value.fulfillmentId : 0);
    control.sendToProvider(waiting);
    control.rejectByProvider(waiting);
    await shop.shipstation.webhooksSent();
    expect(
      bodies(receiver)
        .map(({ resource_type: type }) => type)
        .toSorted(),
    ).toEqual([
      'FULFILLMENT_CANCELED_V2',
      'FULFILLMENT_REJECTED',
      'FULFILLMENT_REJECTED_V2',
      'FULFILLMENT_SHIPPED',
      'FULFILLMENT_SHIPPED_V2',
    ]);
    for (const { resource_url: url, resource_type: type } of bodies(receiver)) {
      expect((await (type.endsWith('_V2') ? shop.getV2(within(shop, url)) : shop.get(within(shop, url)))).body.total).toBe(1);
    }
  });
});

describe('deliveries', () => {
  it('of V2 are signed with a published key, before and after it is rotated; those of V1 are not', async () => {
    await using receiver = await startReceiver();
    await using shop = await serveShop();
    const { control } = shop.shipstation;
    await subscribe(shop, 'ORDER_NOTIFY', `${receiver.url}/v1`);
    await subscribeV2(shop, 'shipment_created_v2', `${receiver.url}/v2`);
    control.importOrder(order('S1'));
    await shop.shipstation.webhooksSent();
    control.rotateSigningKey();
    control.importOrder(order('S2'));
    await shop.shipstation.webhooksSent();
    const published = (await (await fetch(shop.shipstation.jwksUrl)).json()) as {
      readonly keys: readonly (JsonWebKey & { readonly kid: string })[];
    };
    const signed = receiver.received.filter(({ path }) => path === '/v2');
    const keyIds = signed.map(({ headers, text }) => {
      const [kid, signature, timestamp] = ['rsa-sha256-key-id', 'rsa-sha256-signature', 'timestamp'].map((name) =>
        String(headers[`x-shipengine-${name}`]),
      );
      const jwk = present(
        published.keys.find((key) => key.kid === kid),
        'key',
      );
      const key = createPublicKey({ key: jwk, format: 'jwk' });
      const check = (body: string): boolean =>
        verify('sha256', Buffer.from(`${timestamp}.${body}`), key, Buffer.from(signature ?? '', 'base64'));
      expect([check(text), check(`${text} `)]).toEqual([true, false]);
      expect(Math.abs(Date.parse(timestamp ?? '') - shop.now())).toBeLessThan(1000);
      expect(headers['x-mine']).toBe('yes');
      return kid;
    });
    expect(new Set(keyIds).size).toBe(2);
    expect(receiver.received.filter(({ path }) => path === '/v1').every(({ headers }) => !('x-shipengine-timestamp' in headers))).toBe(
      true,
    );
  });

  it('are tried again until they are received, and given up at last, without the operation noticing', async () => {
    await using receiver = await startReceiver();
    await using shop = await serveShop({ webhookRetriesMs: [0, 0] });
    const { control } = shop.shipstation;
    await subscribe(shop, 'ORDER_NOTIFY', receiver.url);
    receiver.answer(500, 503);
    expect(control.importOrder(order('R1')).ok).toBe(true);
    await shop.shipstation.webhooksSent();
    receiver.answer(500, 500, 404);
    expect(control.importOrder(order('R2')).ok).toBe(true);
    await shop.shipstation.webhooksSent();
    expect(control.deliveries().map(({ state, attempts, outcome }) => [state, attempts, outcome])).toEqual([
      ['delivered', 3, '200'],
      ['failed', 3, '404'],
    ]);
  });

  it('to a target that is not on this machine are written down and never sent', async () => {
    await using shop = await serveShop();
    const targets = ['https://relay.example/in/abc', 'http://10.0.0.1/in', 'http://user@127.0.0.1:9/in', 'https://127.0.0.1/in'];
    for (const target of targets) {
      await subscribe(shop, 'ORDER_NOTIFY', target);
    }
    shop.shipstation.control.importOrder(order('X1'));
    await shop.shipstation.webhooksSent();
    expect(shop.shipstation.control.deliveries().map(({ state, attempts }) => [state, attempts])).toEqual(
      targets.map(() => ['not-sent', 0]),
    );
  });

  it('come twice, or point to ShipStation’s own hosts, where a switch says so', async () => {
    await using receiver = await startReceiver();
    await using shop = await serveShop();
    shop.shipstation.control.changeSwitches({ webhooksComeTwice: true, pointers: 'real' });
    await subscribe(shop, 'ORDER_NOTIFY', receiver.url);
    shop.shipstation.control.importOrder(order('T1'));
    await shop.shipstation.webhooksSent();
    const [first, second] = receiver.received.map(({ text }) => text);
    expect(receiver.received).toHaveLength(2);
    expect(first).toBe(second);
    expect(bodies(receiver)[0]?.resource_url).toMatch(/^https:\/\/ssapi6\.shipstation\.com\/orders\?/);
  });

  it('of what another process did are sent by the one that serves, and what one left waiting by the next', async () => {
    await using receiver = await startReceiver();
    const shop = await serveShop();
    await subscribe(shop, 'ORDER_NOTIFY', receiver.url);
    const other = openShipStation({ directory: shop.directory, now: () => shop.now(), anchorOn: ANCHOR_ON, regime: 'us-automated' });
    other.control.importOrder(order('O1'));
    await expect.poll(() => receiver.received.length, { timeout: 5000 }).toBe(1);
    // Received is not yet written down as received: stopped in between, it would rightly come again.
    await expect.poll(() => other.control.deliveries().at(-1)?.state).not.toBe('waiting');
    await shop.shipstation.stop();
    other.control.importOrder(order('O2'));
    expect(other.control.deliveries().at(-1)?.state).toBe('waiting');
    other.close();
    await using later = await serveShop({ directory: shop.directory });
    await later.shipstation.webhooksSent();
    expect(receiver.received).toHaveLength(2);
  });
});
