import { afterEach, describe, expect, it } from 'vitest';

import { createHttp } from '../../electron/adapters/http/http.ts';
import { createLaneRegistry } from '../../electron/adapters/http/lane-registry.ts';
import { createShipStationV2Source, type ShipStationV2Options } from '../../electron/adapters/shipstation/v2/create-source.ts';
import type { OrderSource } from '../../electron/core/ports/order-source.ts';
import { createRecordingLogger } from '../helpers/recording-logger.ts';
import { type ScriptedAnswer, type ScriptedRequest, type ScriptedServer, startScriptedServer } from '../helpers/scripted-server.ts';
import { createVirtualTime, type VirtualTime } from '../helpers/virtual-time.ts';
import { ALWAYS, collect, START_MS } from './shipstation-harness.ts';

const closers: (() => void)[] = [];
afterEach(() => {
  closers.splice(0).forEach((close) => close());
});

const KEY = 'TEST_abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG';
const money = (amount: unknown, currency = 'usd') => ({ currency, amount });
const shipment = (id: number, part: Readonly<Record<string, unknown>> = {}) => ({
  shipment_id: `se-${id}`,
  shipment_number: `N${id}`,
  store_id: 'se-300101',
  shipment_status: 'label_purchased',
  created_at: '2026-06-01T10:00:00.1Z',
  modified_at: '2026-06-01T10:00:00.28Z',
  items: [],
  amount_paid: money(1),
  tax_paid: money(0),
  shipping_paid: money(0),
  ...part,
});
const CARRIERS = { carriers: [{ carrier_id: 'se-1', carrier_code: 'fedex', friendly_name: 'FedEx', services: [] }] };
const envelope = (error: Readonly<Record<string, string>>) => ({ request_id: 'b0f3', errors: [{ error_source: 'ShipStation', ...error }] });

interface Scripted {
  readonly v2: OrderSource;
  readonly server: ScriptedServer;
  readonly time: VirtualTime;
  readonly lines: readonly string[];
  /** Requests for the list of orders. */
  asked(): readonly ScriptedRequest[];
}

/** Carriers are answered by themselves; `answer` is for everything else. */
async function scripted(
  answer: (request: ScriptedRequest, index: number) => ScriptedAnswer,
  changes: Partial<ShipStationV2Options> = {},
): Promise<Scripted> {
  let index = 0;
  const server = await startScriptedServer((request) => {
    if (request.url.pathname === '/v2/carriers') {
      return { body: CARRIERS };
    }
    index += 1;
    return answer(request, index - 1);
  });
  const time = createVirtualTime(START_MS);
  const { logger, lines } = createRecordingLogger();
  const http = createHttp({ clock: time.clock, logger });
  closers.push(
    () => server.close(),
    () => http.close(),
  );
  const lanes = createLaneRegistry();
  const options = {
    http,
    clock: time.clock,
    timers: time.timers,
    logger,
    lanes,
    baseAddress: server.url,
    apiKey: KEY,
    random: () => 0,
    ...changes,
  };
  return {
    v2: createShipStationV2Source(options),
    server,
    time,
    lines,
    asked: () => server.requests.filter(({ url }) => url.pathname === '/v2/shipments'),
  };
}

const many = (count: number): number[] => Array.from({ length: count }, (_, index) => index + 1);
const sizeOf = ({ url }: ScriptedRequest): number => Number(url.searchParams.get('page_size'));

/** A page as V2 cuts it, in pages of at most `most`. */
function pageOf(ids: readonly number[], request: ScriptedRequest, most = Infinity): ScriptedAnswer {
  const size = Math.min(sizeOf(request), most);
  const page = Number(request.url.searchParams.get('page'));
  const shipments = ids.slice((page - 1) * size, page * size).map((id) => shipment(id));
  return { body: { shipments, total: ids.length, page, pages: Math.ceil(ids.length / size), links: { prev: {}, next: {} } } };
}

describe('pages of V2', () => {
  it('are as large as V1’s where V2 takes that: ten thousand orders in twenty requests', async () => {
    const { v2, asked } = await scripted((request) => pageOf(many(10_000), request));
    const read = await collect(v2.ordersModified(ALWAYS));
    expect(read.records).toHaveLength(10_000);
    expect(asked()).toHaveLength(20);
    const [first] = asked();
    expect(Object.fromEntries(first?.url.searchParams ?? [])).toMatchObject({
      sort_by: 'modified_at',
      sort_dir: 'asc',
      page: '1',
      page_size: '500',
    });
    expect(first?.url.searchParams.get('modified_at_end')).toMatch(/Z$/);
    expect(first?.headers['api-key']).toBe(KEY);
  });

  it('shrink to a hundred where V2 refuses larger ones, and stay so', async () => {
    const refusal = {
      status: 400,
      body: envelope({ error_type: 'validation', error_code: 'invalid_field_value', message: 'too large', field_name: 'page_size' }),
    };
    const { v2, asked } = await scripted((request) => (sizeOf(request) > 100 ? refusal : pageOf(many(250), request)));
    expect((await collect(v2.ordersModified(ALWAYS))).records).toHaveLength(250);
    expect(asked().map(sizeOf)).toEqual([500, 100, 100, 100]);
    await collect(v2.ordersCreated(ALWAYS));
    expect(asked().map(sizeOf).slice(4)).toEqual([100, 100, 100]);
  });

  it.each([25, 60, 100, 200])('of %i records although more was asked for are read to the end, each once', async (most) => {
    const { v2 } = await scripted((request) => pageOf(many(730), request, most));
    const read = await collect(v2.ordersModified(ALWAYS));
    expect(read.records.map(({ orderId }) => orderId)).toEqual(many(730));
  });

  it('that are refused for another reason say why', async () => {
    const { v2, asked } = await scripted(() => ({
      status: 400,
      body: envelope({
        error_type: 'validation',
        error_code: 'invalid_field_value',
        message: 'is no date',
        field_name: 'modified_at_start',
      }),
    }));
    const { fault } = await collect(v2.ordersModified(ALWAYS));
    expect(fault).toMatchObject({
      class: 'rejected',
      code: 'source/bad-answer',
      message: expect.stringContaining('modified_at_start: is no date'),
      traceId: 'b0f3',
    });
    expect(asked()).toHaveLength(2);
  });

  it('that fail because of one order are taken apart until it stands alone', async () => {
    const { v2 } = await scripted((request) => {
      const [size, page] = [sizeOf(request), Number(request.url.searchParams.get('page'))];
      const holdsBad = 334 > (page - 1) * size && 334 <= page * size;
      return holdsBad ? { status: 500, body: '' } : pageOf(many(600), request);
    });
    const read = await collect(v2.ordersModified(ALWAYS));
    expect(read.records).toHaveLength(599);
    expect(read.parked).toMatchObject([{ stream: 'orders', message: expect.stringContaining('record 334') }]);
  });

  it('with nulls, unreadable records, returns and unknown keys keep the rest', async () => {
    const shipments = [
      null,
      shipment(1, { unheard_of: { deep: [1] } }),
      shipment(2, { amount_paid: money('twelve') }),
      shipment(3, { is_return: true }),
      shipment(4, {
        shipment_id: 4,
        amount_paid: money('12.50'),
        items: [{ item_id: 'se-9', quantity: '2', unit_price: '0.3333', name: 'Tea' }, null],
      }),
      shipment(5, { tax_paid: money(3, 'cad') }),
    ];
    const { v2 } = await scripted(() => ({ body: { shipments, total: 6, page: 1, pages: 1 } }));
    const read = await collect(v2.ordersModified(ALWAYS));
    expect(read.records.map(({ orderId }) => orderId)).toEqual([1, 4]);
    expect(read.records[1]).toMatchObject({ amountPaid: '12.5', items: [{ orderItemId: 9, quantity: 2, unitPrice: '0.3333' }] });
    expect(read.parked.map(({ recordId, message }) => [recordId, message])).toEqual([
      [null, expect.stringContaining('null')],
      ['2', expect.stringContaining('amount_paid')],
      ['5', expect.stringContaining('another currency')],
    ]);
  });

  it('of fulfillments come in the order of their making, whatever order V2 lists them in', async () => {
    const fulfillment = (id: number) => ({
      fulfillment_id: `se-${id}`,
      shipment_id: 'se-1',
      created_at: `2026-06-0${id}T10:00:00Z`,
      voided: false,
    });
    const { v2 } = await scripted(() => ({ body: { fulfillments: [3, 1, 2].map(fulfillment), total: 3, page: 1, pages: 1 } }));
    const read = await collect(v2.fulfillments(ALWAYS));
    expect(read.records.map(({ fulfillmentId }) => fulfillmentId)).toEqual([1, 2, 3]);
  });

  it('of labels leave out those that were never made', async () => {
    const label = (id: number, status: string) => ({
      label_id: `se-${id}`,
      status,
      created_at: '2026-06-01T10:00:00Z',
      shipment_id: 'se-1',
    });
    const labels = [label(1, 'completed'), label(2, 'error'), label(3, 'processing'), { ...label(4, 'voided'), voided: true }];
    const { v2 } = await scripted(() => ({ body: { labels, total: 4, page: 1, pages: 1 } }));
    const read = await collect(v2.shipments('created', ALWAYS));
    expect(read.records.map(({ shipmentId, voided }) => [shipmentId, voided])).toEqual([
      [1, false],
      [4, true],
    ]);
    expect(read.parked).toEqual([]);
  });
});

describe('answers of V2 that are no pages', () => {
  const good = { body: { shipments: [shipment(1)], total: 1, page: 1, pages: 1 } };

  it('with Retry-After are waited out, for everyone who uses the key', async () => {
    const throttled = {
      status: 429,
      headers: { 'Retry-After': '37' },
      body: envelope({ error_type: 'business_rules', error_code: 'rate_limit_exceeded', message: 'slow' }),
    };
    const { v2, time, asked } = await scripted((_request, index) => (index === 0 ? throttled : good));
    const read = await collect(v2.ordersModified(ALWAYS));
    expect(read.fault).toBeNull();
    expect(time.clock.now() - START_MS).toBeGreaterThanOrEqual(37_000);
    expect(asked()).toHaveLength(2);
  });

  it('that pass on a carrier’s limit do not hold the key’s other requests', async () => {
    const carrier = {
      status: 429,
      headers: { 'Retry-After': '600' },
      body: {
        request_id: 'x',
        errors: [{ error_source: 'carrier', error_type: 'integrations', error_code: 'rate_limit_exceeded', message: 'FedEx is busy' }],
      },
    };
    const { v2, time } = await scripted((_request, index) => (index === 0 ? carrier : good));
    const read = await collect(v2.ordersModified(ALWAYS));
    expect(read.fault).toBeNull();
    expect(time.clock.now() - START_MS).toBeLessThan(60_000);
  });

  it('never exceed two hundred a minute, however many are made at once', async () => {
    const moments: number[] = [];
    const harness = await scripted(() => {
      moments.push(harness.time.clock.now());
      return good;
    });
    await Promise.all(many(450).map((id) => harness.v2.order(id)));
    for (const [index, moment] of moments.entries()) {
      expect(moments.slice(index).filter((later) => later < moment + 60_000).length).toBeLessThanOrEqual(200);
    }
  });

  it.each([
    ['a wrong key', 401, 'unauthorized', { class: 'auth', code: 'source/wrong-key' }],
    ['a plan without V2', 403, 'invalid_billing_plan', { class: 'permission', code: 'source/permission' }],
    ['terms to accept', 400, 'terms_not_accepted', { class: 'permission', code: 'source/permission' }],
  ])('for %s ask a person', async (_name, status, code, fault) => {
    const { v2 } = await scripted(() => ({ status, body: envelope({ error_type: 'account_status', error_code: code, message: 'no' }) }));
    expect((await collect(v2.shipments('created', ALWAYS))).fault).toMatchObject(fault);
  });

  it('say that a key that used to work has run out', async () => {
    const { v2 } = await scripted(() => ({ status: 401, body: '' }), { keyHasWorked: true });
    expect((await collect(v2.shipments('created', ALWAYS))).fault).toMatchObject({ class: 'auth', code: 'source/key-expired' });
  });

  it('that are a web page, cut off or empty are asked for again', async () => {
    const broken = [
      { body: '<html>hotel</html>' },
      { body: '{"shipments":[{"shipment_id":' },
      { body: '' },
      { status: 502, body: '<html>' },
    ];
    for (const answer of broken) {
      const { v2 } = await scripted((_request, index) => (index === 0 ? answer : good));
      const read = await collect(v2.ordersModified(ALWAYS));
      expect([read.fault, read.records.length]).toEqual([null, 1]);
    }
  });

  it('keep the key out of faults and the log', async () => {
    const { v2, lines } = await scripted(() => ({
      status: 400,
      body: envelope({ error_type: 'security', error_code: 'x', message: `the key ${KEY.repeat(2)} is bad` }),
    }));
    const { fault } = await collect(v2.shipments('created', ALWAYS));
    expect(`${JSON.stringify(fault)}${lines.join()}`).not.toContain(KEY);
  });

  it('are never asked for with a text that is no key', async () => {
    for (const apiKey of ['', 'two words', 'key\r\nX: 1']) {
      const { v2, server } = await scripted(() => good, { apiKey });
      expect(await v2.stores()).toMatchObject({ ok: false, fault: { code: 'source/key-shape', class: 'auth' } });
      expect(server.requests).toEqual([]);
    }
  });

  it('tell the way back of a return where an order was asked for by its id: that is no order', async () => {
    const server = await startScriptedServer(({ url }) =>
      url.pathname === '/v2/carriers' ? { body: CARRIERS } : { body: shipment(1, { is_return: url.pathname.endsWith('/se-1') }) },
    );
    closers.push(() => server.close());
    const { v2 } = await scripted(() => good, { baseAddress: server.url });
    expect(await v2.order(1)).toEqual({ ok: true, value: null });
    expect(await v2.order(2)).toMatchObject({ ok: true, value: { orderId: 1 } });
  });

  it('that forbid the carriers leave orders without carriers', async () => {
    const server = await startScriptedServer(({ url }) =>
      url.pathname === '/v2/carriers'
        ? { status: 403, body: '' }
        : { body: { shipments: [shipment(1, { carrier_id: 'se-1' })], total: 1, page: 1, pages: 1 } },
    );
    closers.push(() => server.close());
    const { v2 } = await scripted(() => good, { baseAddress: server.url });
    const read = await collect(v2.ordersModified(ALWAYS));
    expect(read.records).toMatchObject([{ carrierCode: null, untold: expect.arrayContaining(['carrier']) }]);
  });
});
