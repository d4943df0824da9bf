import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, it } from 'vitest';

import { ordersOfCase } from '../../electron/practice/seed/cases.ts';
import { seededOrderId } from '../../electron/practice/seed/shop-stories.ts';
import { instantOf } from '../../shared/domain/time/instants.ts';
import { lacks } from '../helpers/answer-shape.ts';
import { dateOf, present, serveShop, type ServedShop, type V1Answer } from '../helpers/practice-shop.ts';

interface V2Shipment {
  readonly [key: string]: unknown;
  readonly shipment_id: string;
  readonly shipment_status: string;
  readonly amount_paid: { readonly currency: string; readonly amount: number };
  readonly items: readonly { readonly [key: string]: unknown; readonly item_id: string; readonly unit_price: number }[];
}

// Safe: a test that reads what is not there fails at its expectation.
const shipmentsIn = ({ body }: V1Answer): readonly V2Shipment[] => (body.shipments ?? []) as unknown as readonly V2Shipment[];

async function shipment(shop: ServedShop, orderId: number): Promise<V2Shipment> {
  const { status, body } = await shop.getV2(`/v2/shipments/se-${orderId}`);
  expect(status).toBe(200);
  // Safe: the answer of a single shipment is the shipment.
  return body as unknown as V2Shipment;
}

const waiting = seededOrderId('waiting-1');

describe('the V2 key', () => {
  it('lets in alone, without a secret, and tells nothing of the window', async () => {
    await using shop = await serveShop();
    const answer = await shop.getV2('/v2/tags');
    expect([answer.status, answer.body['tags']]).toEqual([200, expect.arrayContaining([{ tag_id: 8362, name: 'Gift', color: '#FFCC00' }])]);
    expect([...answer.headers.keys()].filter((name) => name.startsWith('x-rate-limit'))).toEqual([]);
  });

  it('is not a V1 key, nor the other way round, and a refusal comes in the envelope', async () => {
    await using shop = await serveShop();
    const { control } = shop.shipstation;
    for (const apiKey of [null, control.key().apiKey, 'x'.repeat(44)]) {
      const refused = await shop.getV2('/v2/tags', apiKey);
      expect([refused.status, refused.body]).toEqual([
        401,
        {
          request_id: expect.stringMatching(/^[0-9a-f-]{36}$/),
          errors: [expect.objectContaining({ error_source: 'ShipStation', error_type: 'security', error_code: 'unauthorized' })],
        },
      ]);
    }
    expect((await shop.get('/stores', `Basic ${Buffer.from(`${control.v2Key()}:`).toString('base64')}`)).status).toBe(401);
  });

  it('is refused once it is rotated or ran out', async () => {
    await using shop = await serveShop();
    const { control } = shop.shipstation;
    const before = control.v2Key();
    expect(control.rotateV2Key()).not.toBe(before);
    expect((await shop.getV2('/v2/tags', before)).status).toBe(401);
    expect((await shop.getV2('/v2/tags')).status).toBe(200);
    control.expireV2Key();
    expect((await shop.getV2('/v2/tags')).status).toBe(401);
    expect((await shop.get('/stores')).status).toBe(200);
  });

  it('may ask 200 times a minute with the whole account, then waits as long as Retry-After says', async () => {
    await using shop = await serveShop();
    shop.shipstation.control.otherPrograms('v2', 199);
    shop.pass(20_500);
    expect((await shop.getV2('/v2/tags')).status).toBe(200);
    const refused = await shop.getV2('/v2/tags');
    expect([refused.status, refused.headers.get('retry-after')]).toEqual([429, '40']);
    expect(refused.body['errors']).toEqual([expect.objectContaining({ error_code: 'rate_limit_exceeded' })]);
    expect((await shop.get('/stores')).headers.get('x-rate-limit-remaining')).toBe('39');
    shop.pass(39_500);
    expect((await shop.getV2('/v2/tags')).status).toBe(200);
  });
});

describe('V2 shipments', () => {
  it('come 25 a page, the newest first, with links that lead on, and {} where they lead nowhere', async () => {
    await using shop = await serveShop();
    const first = await shop.getV2('/v2/shipments');
    expect(first.body).toMatchObject({ total: 150, page: 1, pages: 6 });
    const created = shipmentsIn(first).map((one) => String(one['created_at']));
    expect(created).toEqual(created.toSorted().toReversed());
    const links = first.body['links'] as Record<string, { readonly href?: string }>;
    expect([links['prev'], links['next']?.href]).toEqual([{}, `${shop.shipstation.url}/v2/shipments?page=2&page_size=25`]);
    const second = await shop.getV2(present(links['next']?.href, 'next').slice(shop.shipstation.url.length));
    expect(second.body.page).toBe(2);
    const beyond = await shop.getV2('/v2/shipments?page=9');
    expect([beyond.status, shipmentsIn(beyond), beyond.body.total]).toEqual([200, [], 150]);
    expect((await shop.getV2('/v2/shipments?page_size=500')).body.pages).toBe(1);
    shop.shipstation.control.changeSwitches({ v2LargestPage: 100 });
    const refused = await shop.getV2('/v2/shipments?page_size=500');
    expect([refused.status, refused.body['errors']]).toEqual([400, [expect.objectContaining({ field_name: 'page_size' })]]);
  });

  it('are the very orders of V1, without their dates, totals, bill-to and links', async () => {
    await using shop = await serveShop();
    const orderId = seededOrderId('plain-01');
    const order = present(shop.shipstation.control.order(orderId), 'order');
    const shown = await shipment(shop, orderId);
    expect(shown).toMatchObject({
      shipment_id: `se-${orderId}`,
      shipment_number: order.orderNumber,
      external_shipment_id: order.orderKey,
      store_id: `se-${order.storeId}`,
      shipment_status: 'label_purchased',
      created_at: order.createdAt.replace(/0{1,2}Z$/, 'Z'),
      amount_paid: { currency: 'usd', amount: Number(order.amountPaid) },
      tax_paid: { currency: 'usd', amount: Number(order.taxAmount) },
      shipping_paid: { currency: 'usd', amount: Number(order.shippingAmount) },
      ship_to: { name: order.shipTo.name, address_line1: order.shipTo.street1, state_province: order.shipTo.state, email: order.email },
    });
    expect(shown.items.map(({ item_id, quantity, unit_price }) => [item_id, quantity, unit_price])).toEqual(
      order.items.map((item) => [String(item.orderItemId), item.quantity, Number(item.unitPrice)]),
    );
    for (const missing of ['order_date', 'payment_date', 'bill_to', 'order_total', 'customer_id', 'parent_id', 'merged_ids']) {
      expect(Object.keys(shown)).not.toContain(missing);
    }
  });

  it('tell fewer statuses, so that what is on hold or unpaid only looks pending', async () => {
    await using shop = await serveShop();
    const [held, unpaid] = [ordersOfCase('on-hold')[0] ?? 0, ordersOfCase('awaiting-payment')[0] ?? 0];
    expect((await shipment(shop, held)).shipment_status).toBe('pending');
    expect((await shipment(shop, held))['hold_until_date']).toMatch(/T00:00:00Z$/);
    expect((await shipment(shop, unpaid)).shipment_status).toBe('pending');
    shop.shipstation.control.sendToProvider(waiting);
    expect((await shipment(shop, waiting)).shipment_status).toBe('processing');
    const counts = await Promise.all(
      ['pending', 'processing', 'label_purchased', 'cancelled'].map(
        async (status) => (await shop.getV2(`/v2/shipments?shipment_status=${status}`)).body.total ?? 0,
      ),
    );
    expect(counts.reduce((sum, count) => sum + count)).toBe(150);
    expect(counts.every((count) => count > 0)).toBe(true);
  });

  it('have the money of a split order on the part that was there first, however V1 divides it', async () => {
    await using shop = await serveShop();
    const { control } = shop.shipstation;
    const before = present(control.order(waiting), 'order');
    const [line] = before.items;
    const split = control.split(waiting, { move: [{ orderItemId: line?.orderItemId ?? 0, quantity: 1 }], money: 'by-lines' });
    expect(split.ok && split.value.part.amountPaid).not.toBe('0');
    const partId = split.ok ? split.value.part.orderId : 0;
    const [rest, part] = [await shipment(shop, waiting), await shipment(shop, partId)];
    expect([rest.amount_paid.amount, part.amount_paid.amount]).toEqual([Number(before.amountPaid), 0]);
    expect(rest['shipment_number']).toBe(part['shipment_number']);
  });

  it('show a discount as a line like any other, or not at all', async () => {
    await using shop = await serveShop();
    const discounted = present(
      shop.shipstation.control
        .orders()
        .find((order) => order.items.some((item) => item.adjustment && item.unitPrice?.startsWith('-') === true)),
      'discounted order',
    );
    const shown = await shipment(shop, discounted.orderId);
    expect(shown.items).toHaveLength(discounted.items.length);
    expect(shown.items.some((item) => 'adjustment' in item)).toBe(false);
    expect(shown.items.some((item) => item.unit_price < 0)).toBe(true);
    shop.shipstation.control.changeSwitches({ v2ShowsDiscounts: false });
    expect((await shipment(shop, discounted.orderId)).items.some((item) => item.unit_price < 0)).toBe(false);
  });

  it('are found by modification, payment, store, number, tag and words', async () => {
    await using shop = await serveShop();
    const { control } = shop.shipstation;
    const idsOf = async (query: string): Promise<number[]> =>
      shipmentsIn(await shop.getV2(`/v2/shipments?page_size=500&${query}`))
        .map(({ shipment_id: id }) => Number(id.slice(3)))
        .toSorted((a, b) => a - b);
    control.tag(waiting, 8363);
    const now = instantOf(shop.now());
    expect(await idsOf(`modified_at_start=${instantOf(shop.now() - 1)}`)).toEqual([waiting]);
    expect(await idsOf(`modified_at_start=${now}`)).toEqual([]);
    control.changeSwitches({ filterStart: 'inclusive' });
    expect(await idsOf(`modified_at_start=${now}&modified_at_end=${now}`)).toEqual([waiting]);
    expect(await idsOf('tag=Check%20address')).toContain(waiting);
    expect(await idsOf('shipment_number=10470')).toEqual(ordersOfCase('number-used-twice'));
    expect(await idsOf('store_id=se-300105')).toEqual(
      control.orders().flatMap((order) => (order.storeId === 300105 ? [order.orderId] : [])),
    );
    expect(await idsOf('item_keyword=vase-bl')).toEqual(ordersOfCase('unmapped-product'));
    expect(await idsOf('payment_date_start=2025-01-01')).not.toContain(ordersOfCase('awaiting-payment')[0]);
    expect(await idsOf('sales_order_id=se-1')).toEqual([]);
    const refused = await shop.getV2('/v2/shipments?modified_at_start=yesterday');
    expect([refused.status, refused.body['errors']]).toEqual([400, [expect.objectContaining({ field_name: 'modified_at_start' })]]);
  });

  it('answer 404 for what is not there and 400 for what is no id', async () => {
    await using shop = await serveShop();
    expect((await shop.getV2('/v2/shipments/se-1')).status).toBe(404);
    expect((await shop.getV2('/v2/shipments/12')).status).toBe(400);
    expect((await shop.getV2('/v2/orders')).status).toBe(404);
    expect((await shop.getV2('/v2/stores')).status).toBe(404);
    expect((await shop.send('POST', '/v2/shipments', {})).status).toBe(405);
  });
});

describe('V2 labels and fulfillments', () => {
  it('tell what a label cost, that it was voided, and a ship date that is midnight Pacific', async () => {
    await using shop = await serveShop();
    const bought = shop.shipstation.control.buyLabel(waiting, { shipmentCost: '21.96' });
    const { shipmentId = 0, batchId = 0 } = bought.ok ? bought.value : {};
    const label = async (): Promise<unknown> => (await shop.getV2(`/v2/labels/se-${shipmentId}`)).body;
    expect(await label()).toMatchObject({
      status: 'completed',
      shipment_id: `se-${waiting}`,
      ship_date: '2026-03-10T07:00:00Z',
      created_at: '2026-03-10T18:30:00Z',
      shipment_cost: { currency: 'usd', amount: 21.96 },
      rate_details: [{ amount: { amount: 0.35 } }, { amount: { amount: 21.61 } }],
    });
    expect((await shipment(shop, waiting))['ship_date']).toBe('2026-03-10T00:00:00Z');
    expect((await shop.getV2(`/v2/labels?batch_id=se-${batchId}`)).body.total).toBe(1);
    expect(shipmentsIn(await shop.getV2(`/v2/shipments?batch_id=se-${batchId}&store_id=se-1`))).toHaveLength(1);
    shop.pass(60_000);
    shop.shipstation.control.voidLabel(shipmentId);
    expect(await label()).toMatchObject({ status: 'voided', voided: true, voided_at: '2026-03-10T18:31:00Z' });
    expect((await shop.getV2(`/v2/labels?label_status=voided&shipment_id=se-${waiting}`)).body.total).toBe(1);
    expect((await shipment(shop, waiting)).shipment_status).toBe('pending');
  });

  it('show what was marked as shipped, and that it was taken back', async () => {
    await using shop = await serveShop();
    const { control } = shop.shipstation;
    const marked = control.markShipped(waiting, { trackingNumber: '1Z9' });
    const fulfillmentId = marked.ok ? marked.value.fulfillmentId : 0;
    const list = await shop.getV2(`/v2/fulfillments?shipment_id=se-${waiting}`);
    expect(list.body.fulfillments).toEqual([
      expect.objectContaining({
        fulfillment_id: `se-${fulfillmentId}`,
        ship_date: '2026-03-10T07:00:00Z',
        voided: false,
        tracking_number: '1Z9',
      }),
    ]);
    expect(control.voidFulfillment(fulfillmentId).ok).toBe(true);
    expect(control.voidFulfillment(fulfillmentId)).toMatchObject({ ok: false, fault: { code: 'practice/already-voided' } });
    expect((await shop.getV2(`/v2/fulfillments/se-${fulfillmentId}`)).body).toMatchObject({ voided: true });
    expect(control.order(waiting)?.status).toBe('awaiting_shipment');
    expect((await shop.get(`/fulfillments?orderId=${waiting}`)).body.fulfillments).toEqual([expect.objectContaining({ voided: true })]);
  });
});

it('V2 lists products by the hundred, carriers with services and packages, users and warehouses', async () => {
  await using shop = await serveShop();
  expect((await shop.getV2('/v2/products?page_size=100')).body).toMatchObject({ total: 20, pages: 1 });
  expect((await shop.getV2('/v2/products?page_size=101')).status).toBe(400);
  expect((await shop.getV2('/v2/products/se-4401')).body).toMatchObject({ sku: 'MUG-1', bundle_components: [] });
  const carriers = (await shop.getV2('/v2/carriers')).body['carriers'] as { readonly carrier_id: string }[];
  expect(carriers).toEqual(expect.arrayContaining([expect.objectContaining({ carrier_code: 'stamps_com', carrier_id: 'se-35725' })]));
  expect((await shop.getV2('/v2/carriers/se-35725/services')).body['services']).toHaveLength(3);
  expect((await shop.getV2('/v2/carriers/se-35725/packages')).body['packages']).toHaveLength(2);
  expect((await shop.getV2('/v2/users')).body['users']).toHaveLength(2);
  expect((await shop.getV2('/v2/warehouses')).body['warehouses']).toEqual([expect.objectContaining({ warehouse_id: 'se-16079' })]);
});

it('V2 shows the other currency of the other country', async () => {
  await using shop = await serveShop({ regime: 'canada' });
  expect((await shipment(shop, seededOrderId('plain-01'))).amount_paid.currency).toBe('cad');
});

describe('faults on V2', () => {
  it('are those of V1, in V2’s own forms', async () => {
    await using shop = await serveShop();
    const { control } = shop.shipstation;
    control.addFault({ kind: 'throttle' }, { times: 1 });
    const throttled = await shop.getV2('/v2/shipments');
    expect([throttled.status, throttled.headers.get('retry-after')]).toEqual([429, '60']);
    control.addFault({ kind: 'poison-order', orderId: waiting });
    expect((await shop.getV2(`/v2/shipments/se-${waiting}`)).status).toBe(500);
    expect((await shop.getV2('/v2/shipments?page_size=500')).status).toBe(500);
    expect((await shop.getV2('/v2/labels?page_size=500')).status).toBe(200);
    control.clearFaults();
    control.addFault({ kind: 'unknown-status', orderId: waiting, status: 'teleported' });
    control.addFault({ kind: 'empty-items', orderId: null });
    control.addFault({ kind: 'extra-keys' });
    control.addFault({ kind: 'number-form', form: 'text' });
    const odd = await shipment(shop, waiting);
    expect([odd.shipment_status, odd.items, odd.amount_paid]).toEqual([
      'teleported',
      [],
      expect.objectContaining({ amount: expect.any(String) }),
    ]);
    expect(odd).toHaveProperty('futureDetails');
    control.clearFaults();
    control.addFault({ kind: 'error', status: 500, form: 'documented' }, { path: '/v2/labels' });
    expect((await shop.getV2('/v2/labels')).body).toMatchObject({ request_id: expect.any(String), errors: [{ error_type: 'system' }] });
    control.clearFaults();
    control.addFault({ kind: 'null-element' }, { path: '/v2/shipments', times: 1 });
    expect(shipmentsIn(await shop.getV2('/v2/shipments?page_size=4')).map((one) => one === null)).toEqual([
      false,
      false,
      true,
      false,
      false,
    ]);
  });
});

const ORACLES = join(import.meta.dirname, '../../../shared/oracles/shipstation/v2');

describe.skipIf(!existsSync(ORACLES))('recorded V2 answers (skipped where ../shared/oracles is not beside the checkout)', () => {
  it.each([
    ['v2-shipments-single', '/v2/shipments'],
    ['v2-shipments-split', '/v2/shipments'],
    ['v2-labels', '/v2/labels'],
    ['v2-fulfillments', '/v2/fulfillments'],
  ])('%s have no key and no shape that the practice shop lacks', async (name, target) => {
    await using shop = await serveShop();
    const recorded: unknown = JSON.parse(readFileSync(join(ORACLES, `${name}.json`), 'utf8'));
    expect(lacks(recorded, JSON.parse((await shop.getV2(target)).text), '')).toEqual([]);
  });
});

it('a hold until a date is the same day in both APIs', async () => {
  await using shop = await serveShop();
  shop.shipstation.control.hold(waiting, dateOf('2026-03-20'));
  expect((await shipment(shop, waiting))['hold_until_date']).toBe('2026-03-20T00:00:00Z');
});
