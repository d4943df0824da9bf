import { afterEach, describe, expect, it } from 'vitest';

import { createHttp } from '../../electron/adapters/http/http.ts';
import { createLaneRegistry } from '../../electron/adapters/http/lane-registry.ts';
import { createShipStationV1Subscriptions } from '../../electron/adapters/shipstation/v1/subscriptions.ts';
import { createShipStationV2Subscriptions } from '../../electron/adapters/shipstation/v2/subscriptions.ts';
import type { SourceSubscriptions } from '../../electron/core/ports/source-subscriptions.ts';
import { createRecordingLogger } from '../helpers/recording-logger.ts';
import { type ScriptedAnswer, type ScriptedRequest, type ScriptedServer, startScriptedServer } from '../helpers/scripted-server.ts';
import { createVirtualTime } from '../helpers/virtual-time.ts';
import { START_MS, startSourceHarness } from './shipstation-harness.ts';

const TARGET = 'https://relay.example.test/in/4f1c';
const KEY = 'a'.repeat(32);
const closers: (() => void)[] = [];

afterEach(() => {
  closers.splice(0).forEach((close) => close());
});

function partsAt(baseAddress: string) {
  const time = createVirtualTime(START_MS);
  const { logger } = createRecordingLogger();
  const http = createHttp({ clock: time.clock, logger });
  closers.push(() => http.close());
  return { http, clock: time.clock, timers: time.timers, logger, lanes: createLaneRegistry(), baseAddress, random: () => 0 };
}

async function scripted(
  answer: (request: ScriptedRequest, index: number) => ScriptedAnswer,
): Promise<{ readonly server: ScriptedServer; readonly v1: SourceSubscriptions }> {
  const server = await startScriptedServer(answer);
  closers.push(() => server.close());
  return {
    server,
    v1: createShipStationV1Subscriptions({ ...partsAt(server.url), credentials: { apiKey: KEY, apiSecret: 'b'.repeat(32) } }),
  };
}

const row = { WebHookID: 7, HookType: 'ORDER_NOTIFY', Url: TARGET, Name: 'Purser', Active: true, WebhookLogs: [] };

describe.each(['v1', 'v2'] as const)('webhooks of the practice shop through %s', (version) => {
  async function open(): Promise<SourceSubscriptions> {
    const { shop } = await startSourceHarness();
    return version === 'v1'
      ? createShipStationV1Subscriptions({ ...partsAt(shop.url), credentials: shop.control.key() })
      : createShipStationV2Subscriptions({ ...partsAt(shop.url), apiKey: shop.control.v2Key() });
  }

  it('are added once, listed and removed', async () => {
    const subscriptions = await open();
    const added = await subscriptions.add('orders-imported', TARGET, 'Purser');
    expect(added).toMatchObject({ ok: true, value: { event: 'orders-imported', targetUrl: TARGET, name: 'Purser', active: true } });
    expect(await subscriptions.add('orders-imported', TARGET, 'Purser')).toEqual(added);
    const other = await subscriptions.add('labels-made', TARGET, 'Purser');
    const listed = await subscriptions.list();
    expect(listed.ok && new Set(listed.value.map(({ event }) => event))).toEqual(new Set(['orders-imported', 'labels-made']));
    const id = added.ok ? added.value.id : '';
    expect(await subscriptions.remove(id)).toEqual({ ok: true, value: null });
    expect(await subscriptions.remove(id)).toEqual({ ok: true, value: null });
    expect(await subscriptions.list()).toEqual({ ok: true, value: other.ok ? [other.value] : [] });
  });

  it('are offered for orders, labels and fulfillments', async () => {
    const subscriptions = await open();
    expect(subscriptions.offered).toEqual(
      expect.arrayContaining(['orders-imported', 'labels-made', 'fulfillments-shipped', 'fulfillments-rejected']),
    );
    for (const event of subscriptions.offered) {
      expect(await subscriptions.add(event, TARGET, 'Purser')).toMatchObject({ ok: true, value: { event } });
    }
  });
});

describe('webhooks in other forms', () => {
  it.each([
    ['a bare list', (rows: readonly unknown[]): unknown => rows, { id: 7 }],
    [
      'a wrapped list',
      (rows: readonly unknown[]): unknown => ({ webhooks: rows }),
      { WebHookID: 7, HookType: 'ORDER_NOTIFY', Url: TARGET, Name: 'Purser' },
    ],
    ['an empty answer', (rows: readonly unknown[]): unknown => ({ webhooks: rows }), ''],
  ])('are read from %s', async (_name, wrap, answer) => {
    let rows: unknown[] = [null, { ...row, WebHookID: 3, HookType: 'SOMETHING_NEW' }];
    const { v1, server } = await scripted(({ method }) => {
      if (method === 'POST') {
        rows = [...rows, row];
        return { body: answer };
      }
      return { body: wrap(rows) };
    });
    expect(await v1.add('orders-imported', TARGET, 'Purser')).toMatchObject({ ok: true, value: { id: '7', sourceEvent: 'ORDER_NOTIFY' } });
    const listed = await v1.list();
    expect(listed.ok && listed.value.map(({ id, event }) => [id, event])).toEqual([
      ['3', null],
      ['7', 'orders-imported'],
    ]);
    const posted = server.requests.find(({ method }) => method === 'POST');
    expect(JSON.parse(posted?.body ?? '')).toEqual({ target_url: TARGET, event: 'ORDER_NOTIFY', friendly_name: 'Purser' });
    expect(posted?.headers['content-type']).toBe('application/json');
  });

  it('that were added although the answer was lost are found, and not added again', async () => {
    let rows: unknown[] = [];
    const { v1, server } = await scripted(({ method }) => {
      if (method === 'POST') {
        rows = [row];
        return { status: 502, body: '<html>Bad gateway</html>' };
      }
      return { body: { webhooks: rows } };
    });
    expect(await v1.add('orders-imported', TARGET, 'Purser')).toMatchObject({ ok: true, value: { id: '7' } });
    expect(server.requests.filter(({ method }) => method === 'POST')).toHaveLength(1);
  });

  it('that were not added say so, and a refusal is told in ShipStation’s words', async () => {
    const lost = await scripted(({ method }) => (method === 'POST' ? { status: 500, body: '' } : { body: [] }));
    expect(await lost.v1.add('orders-imported', TARGET, 'Purser')).toMatchObject({
      ok: false,
      fault: { class: 'transient', httpStatus: 500 },
    });
    const refused = await scripted(({ method }) =>
      method === 'POST' ? { status: 400, body: { message: 'target_url is not a URL' } } : { body: [] },
    );
    const answer = await refused.v1.add('orders-imported', TARGET, 'Purser');
    expect(answer).toMatchObject({ ok: false, fault: { class: 'rejected', message: expect.stringContaining('target_url is not a URL') } });
  });

  it('wait where ShipStation asks to wait', async () => {
    let asked = 0;
    let rows: unknown[] = [];
    const { v1 } = await scripted(({ method }) => {
      if (method === 'POST') {
        asked += 1;
        rows = asked > 1 ? [row] : [];
        return asked > 1
          ? { body: { id: 7 } }
          : { status: 429, headers: { 'X-Rate-Limit-Reset': '9' }, body: { message: 'Too Many Requests' } };
      }
      return { body: rows };
    });
    expect(await v1.add('orders-imported', TARGET, 'Purser')).toMatchObject({ ok: true });
    expect(asked).toBe(2);
  });

  it('with an id that is no path stay one path', async () => {
    const { v1, server } = await scripted(() => ({ body: '' }));
    await v1.remove('../orders?x=1');
    expect(server.requests[0]?.url.pathname).toBe('/webhooks/..%2Forders%3Fx%3D1');
  });
});
