import { randomBytes } from 'node:crypto';

import { describe, expect, test } from 'vitest';

import { bearer, JSON_HEADERS, v1Event } from './paired-app.ts';
import { startSigningParty, startTestRelay, v2Event } from './relay-harness.ts';

const MINUTE_MS = 60_000;
const codeOf = (answer: { readonly text: string }): string => JSON.parse(answer.text).error;

describe('a delivery', () => {
  test('of V1 is answered 200 without a word, and reaches the app letter for letter', async () => {
    const relay = await startTestRelay();
    const app = await relay.pair();
    const body = `{ "resource_url" : "https://ssapi12.shipstation.com/shipments?batchId=1&includeShipmentItems=False",\n"resource_type":"SHIP_NOTIFY", "extra": "\u00fc\u{1F4E6}" }`;
    const answer = await app.post(body);
    expect([answer.status, answer.text]).toEqual([200, '']);
    const stream = await app.read();
    const event = await stream.next();
    expect([event?.id, event?.event]).toEqual(['1', 'sealed']);
    const opened = app.open(event?.data ?? '');
    expect(opened).toMatchObject({ version: 'v1', body, signature: null });
    expect(Math.abs(Date.parse(opened.receivedAt) - Date.now())).toBeLessThan(MINUTE_MS);
    stream.close();
  });

  test('of V2 reaches the app with its signature, so that the app can check it again', async () => {
    const party = await startSigningParty();
    const relay = await startTestRelay({ RELAY_JWKS_URL: party.url });
    const app = await relay.pair();
    const body = v2Event();
    const headers = party.headers(body);
    expect((await app.post(body, headers)).status).toBe(200);
    const stream = await app.read();
    expect(app.open((await stream.next())?.data ?? '')).toMatchObject({
      version: 'v2',
      body,
      signature: {
        keyId: headers['x-shipengine-rsa-sha256-key-id'],
        signature: headers['x-shipengine-rsa-sha256-signature'],
        timestamp: headers['x-shipengine-timestamp'],
      },
    });
    stream.close();
  });

  test('that is sent again is stored once', async () => {
    const party = await startSigningParty();
    const relay = await startTestRelay({ RELAY_JWKS_URL: party.url });
    const app = await relay.pair();
    const body = v2Event();
    const headers = party.headers(body);
    const answers = await Promise.all([
      app.post(body, headers),
      app.post(body, headers),
      app.post(v1Event('same')),
      app.post(v1Event('same')),
    ]);
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
    expect((await app.post(v1Event('same'))).status).toBe(200);
    const metrics = (await relay.send('GET', '/metrics')).text;
    expect(metrics).toContain('relay_events_total{outcome="stored"} 2');
    expect(metrics).toContain('relay_events_total{outcome="duplicate"} 3');
    expect(metrics).toContain('relay_waiting_events 2');
  });
});

describe('a pointer is refused that names', () => {
  test.each([
    ['another host', 'https://evil.example/orders'],
    ['a host that ends like ShipStation', 'https://evilshipstation.com/orders'],
    ['a host that begins like ShipStation', 'https://ssapi.shipstation.com.evil.example/orders'],
    ['another host of ShipStation', 'https://ship.shipstation.com/orders'],
    ['a user', 'https://ssapi.shipstation.com@evil.example/orders'],
    ['a user at the right host', 'https://user:password@ssapi.shipstation.com/orders'],
    ['an empty user', 'https://@ssapi.shipstation.com/orders'],
    ['a port', 'https://ssapi.shipstation.com:8443/orders'],
    ['the usual port', 'https://ssapi.shipstation.com:443/orders'],
    ['plain http', 'http://ssapi.shipstation.com/orders'],
    ['a link-local address', 'https://169.254.169.254/latest/meta-data/'],
    ['a link-local address without TLS', 'http://169.254.169.254/latest/meta-data/'],
    ['a link-local address as a number', 'https://2852039166/'],
    ['a link-local address of IPv6', 'https://[fe80::1]/'],
    ['loopback', 'http://127.0.0.1:7480/in/x'],
    ['loopback of IPv6', 'http://[::1]/'],
    ['a file', 'file:///etc/passwd'],
    ['a script', 'javascript:alert(1)'],
    ['a host in other letters', 'https://\u0455\u0455api.shipstation.com/orders'],
    ['a host in capitals', 'https://SSAPI.SHIPSTATION.COM/orders'],
    ['a host with a dot behind', 'https://ssapi.shipstation.com./orders'],
    ['a backslash', 'https://ssapi.shipstation.com\\@evil.example/'],
    ['a tab inside', 'https://ssapi.ship\tstation.com/orders'],
    ['a space before', ' https://ssapi.shipstation.com/orders'],
    ['a fragment', 'https://ssapi.shipstation.com/orders#@evil.example'],
    ['nothing', ''],
    ['half of one', 'https://'],
    ['far too much', `https://ssapi.shipstation.com/orders?q=${'x'.repeat(2_100)}`],
  ])('%s', async (_what, url) => {
    const relay = await startTestRelay();
    const app = await relay.pair();
    const answer = await app.post(JSON.stringify({ resource_url: url, resource_type: 'ORDER_NOTIFY' }));
    expect([answer.status, codeOf(answer)]).toEqual([400, 'bad-pointer']);
    expect((await relay.send('GET', '/metrics')).text).toContain('relay_waiting_events 0');
  });

  test('a loopback pointer passes only where tests and practice allow it', async () => {
    const relay = await startTestRelay({ RELAY_ALLOW_LOOPBACK_POINTERS: '1' });
    const app = await relay.pair();
    const post = async (url: string): Promise<number> =>
      (await app.post(JSON.stringify({ resource_url: url, resource_type: 'ORDER_NOTIFY' }))).status;
    expect(await post('http://127.0.0.1:4001/orders?importBatch=1')).toBe(200);
    expect(await post('http://127.0.0.1.evil.example/orders')).toBe(400);
    expect(await post('http://127.0.0.1:4001@evil.example/')).toBe(400);
    expect(await post('http://0177.0.0.1:4001/')).toBe(400);
  });
});

describe('a body is refused that', () => {
  test.each([
    ['is no JSON', 'resource_url=x', 400],
    ['is a list', '[]', 400],
    ['is null', 'null', 400],
    ['has no resource_type', JSON.stringify({ resource_url: 'https://ssapi.shipstation.com/orders' }), 400],
    ['has a number for an address', JSON.stringify({ resource_url: 5, resource_type: 'ORDER_NOTIFY' }), 400],
    [
      'is of a kind that V1 does not know',
      JSON.stringify({ resource_url: 'https://ssapi.shipstation.com/x', resource_type: 'OTHER' }),
      400,
    ],
    ['inherits what it should own', '{"__proto__":{"resource_url":"https://ssapi.shipstation.com/x","resource_type":"ORDER_NOTIFY"}}', 400],
    ['is nested without end', '['.repeat(60_000), 400],
    ['is empty', '', 400],
  ])('%s', async (_what, body, status) => {
    const relay = await startTestRelay();
    const app = await relay.pair();
    expect((await app.post(body)).status).toBe(status);
  });

  test.each([
    ['of no type', {}],
    ['of a form', { 'content-type': 'application/x-www-form-urlencoded' }],
    ['of plain text', { 'content-type': 'text/plain' }],
    ['of JSON and more', { 'content-type': 'application/json, text/plain' }],
    ['in another alphabet', { 'content-type': 'application/json; charset=utf-16' }],
    ['compressed', { 'content-type': 'application/json', 'content-encoding': 'gzip' }],
  ])('comes %s', async (_what, headers: Record<string, string>) => {
    const relay = await startTestRelay();
    const app = await relay.pair();
    const answer = await relay.send('POST', app.inbound, { headers, body: v1Event() });
    expect([answer.status, codeOf(answer)]).toEqual([415, 'not-json']);
  });

  test('a type with a charset passes', async () => {
    const relay = await startTestRelay();
    const app = await relay.pair();
    expect((await app.post(v1Event(), { 'content-type': 'Application/JSON; charset="UTF-8"' })).status).toBe(200);
  });
});

describe('an address', () => {
  test.each([
    ['unknown', `/in/${randomBytes(32).toString('base64url')}`],
    ['too short', '/in/abc'],
    ['missing', '/in/'],
    ['with a path behind', `/in/${'a'.repeat(43)}/x`],
    ['climbing out', '/in/../pair'],
    ['climbing out in code', '/in/%2e%2e%2fpair'],
    ['climbing to files', '/../../etc/passwd'],
    ['with a slash too many', `//in/${'a'.repeat(43)}`],
    ['with a zero', '/in/%00'],
    ['very long', `/in/${'a'.repeat(5_000)}`],
    ['of an object’s own name', '/__proto__'],
  ])('that is %s is answered as if nothing were here', async (_what, path) => {
    const relay = await startTestRelay();
    const answer = await relay.send('POST', path, { headers: JSON_HEADERS, body: v1Event() });
    expect([answer.status, answer.text]).toEqual([404, '{"error":"not-found","message":"There is nothing here."}']);
  });

  test('tells nobody by its method whether it exists', async () => {
    const relay = await startTestRelay();
    const app = await relay.pair();
    for (const method of ['GET', 'PUT', 'DELETE', 'PATCH', 'OPTIONS', 'HEAD']) {
      const known = await relay.send(method, app.inbound);
      const unknown = await relay.send(method, `/in/${'a'.repeat(43)}`);
      expect([known.status, known.headers['allow'], known.text]).toEqual([405, 'POST', unknown.text]);
      expect(unknown.status).toBe(405);
    }
  });

  test('that gets too much at once is slowed down, and others are not', async () => {
    let now = Date.now();
    const relay = await startTestRelay({ RELAY_RATE_PER_SECOND: '1', RELAY_RATE_BURST: '3' }, () => now);
    const [busy, quiet] = [await relay.pair(), await relay.pair()];
    const statuses: number[] = [];
    for (let count = 0; count < 4; count += 1) {
      statuses.push((await busy.post(v1Event())).status);
    }
    const refused = await busy.post(v1Event());
    expect([...statuses, refused.status, refused.headers['retry-after']]).toEqual([200, 200, 200, 429, 429, '1']);
    expect((await quiet.post(v1Event())).status).toBe(200);
    now += 1_000;
    expect((await busy.post(v1Event())).status).toBe(200);
  });

  test('whose mailbox is full is told so, and keeps what it has', async () => {
    const relay = await startTestRelay({ RELAY_MAILBOX_EVENTS: '2' });
    const app = await relay.pair();
    const statuses = [(await app.post(v1Event('1'))).status, (await app.post(v1Event('2'))).status, (await app.post(v1Event('3'))).status];
    expect(statuses).toEqual([200, 200, 507]);
    const stream = await app.read();
    expect(app.open((await stream.next())?.data ?? '').body).toBe(v1Event('1'));
    stream.close();
  });

  test('opens nothing when it is used as a reading secret', async () => {
    const relay = await startTestRelay();
    const app = await relay.pair();
    expect((await relay.send('GET', '/out', { headers: bearer(app.inbound.slice('/in/'.length)) })).status).toBe(401);
  });
});
