import { generateKeyPairSync } from 'node:crypto';

import { describe, expect, test } from 'vitest';

import { createSigningKeys } from '../../relay/jwks.ts';
import { createLog } from '../../relay/log.ts';
import { createMetrics } from '../../relay/metrics.ts';
import { v1Event } from './paired-app.ts';
import { exchange } from './raw-socket.ts';
import { startSigningParty, startTestRelay, v2Event } from './relay-harness.ts';

const MINUTE_MS = 60_000;
const rsaKey = (modulusLength: number): object => generateKeyPairSync('rsa', { modulusLength }).publicKey.export({ format: 'jwk' });
const codeOf = (answer: { readonly text: string }): string => JSON.parse(answer.text).error;

async function startV2() {
  const party = await startSigningParty();
  const relay = await startTestRelay({ RELAY_JWKS_URL: party.url });
  return { party, relay, app: await relay.pair() };
}

describe('the signature of a V2 event', () => {
  test.each([
    ['of another body', { over: 'something else' }, 401, 'bad-signature'],
    ['with the timestamp of another', { over: '2020-01-01T00:00:00Z.{}' }, 401, 'bad-signature'],
    ['by a key that nobody publishes', { keyId: 'key-9' }, 401, 'bad-signature'],
    ['of six minutes ago', { at: Date.now() - 6 * MINUTE_MS }, 400, 'bad-timestamp'],
    ['of six minutes ahead', { at: Date.now() + 6 * MINUTE_MS }, 400, 'bad-timestamp'],
  ])('%s is refused', async (_what, options, status, code) => {
    const { party, relay, app } = await startV2();
    const body = v2Event();
    const answer = await app.post(body, party.headers(body, options));
    expect([answer.status, codeOf(answer)]).toEqual([status, code]);
    expect((await relay.send('GET', '/metrics')).text).toContain('relay_waiting_events 0');
  });

  test.each(['2026-11-23', 'yesterday', '1763862062', '2026-11-23 01:00:00', ''])(
    'with the timestamp "%s" is refused',
    async (timestamp) => {
      const { party, app } = await startV2();
      const body = v2Event();
      const answer = await app.post(body, { ...party.headers(body), 'x-shipengine-timestamp': timestamp });
      expect(answer.status).toBe(timestamp === '' ? 404 : 400);
    },
  );

  test('is refused when the body was changed by one letter', async () => {
    const { party, app } = await startV2();
    const body = v2Event();
    expect((await app.post(`${body} `, party.headers(body))).status).toBe(401);
  });

  test.each(['x-shipengine-rsa-sha256-key-id', 'x-shipengine-rsa-sha256-signature', 'x-shipengine-timestamp'])(
    'without %s the event finds nothing here',
    async (missing) => {
      const { party, app } = await startV2();
      const body = v2Event();
      const { [missing]: _left, ...headers } = party.headers(body);
      expect((await app.post(body, headers)).status).toBe(404);
      expect((await app.post(body)).status).toBe(404);
    },
  );

  test('is looked at also where the kind is one of V1: who signs is checked', async () => {
    const { party, app } = await startV2();
    const body = v1Event();
    expect((await app.post(body, party.headers('other'))).status).toBe(401);
    expect((await app.post(body, party.headers(body))).status).toBe(200);
  });

  test.each(['x-shipengine-rsa-sha256-key-id', 'x-shipengine-rsa-sha256-signature', 'x-shipengine-timestamp'])(
    'with %s twice is as good as none: which of them was signed?',
    async (doubled) => {
      const { party, relay, app } = await startV2();
      const body = v2Event();
      const lines = Object.entries(party.headers(body)).map(([name, value]) => `${name}: ${value}\r\n`);
      const post = (headers: readonly string[]): Promise<string> =>
        exchange(
          relay.port,
          `POST ${app.inbound} HTTP/1.1\r\nhost: relay\r\ncontent-type: application/json\r\ncontent-length: ${body.length}\r\nconnection: close\r\n${headers.join('')}\r\n${body}`,
        );
      expect(await post([...lines, `${doubled}: other\r\n`])).toMatch(/^HTTP\/1\.1 404 /);
      expect(await post(lines)).toMatch(/^HTTP\/1\.1 200 /);
    },
  );

  test('with another timestamp is another event, even of the same body', async () => {
    const { party, relay, app } = await startV2();
    const body = v2Event();
    expect((await app.post(body, party.headers(body))).status).toBe(200);
    expect((await app.post(body, party.headers(body, { at: Date.now() - MINUTE_MS }))).status).toBe(200);
    expect((await relay.send('GET', '/metrics')).text).toContain('relay_waiting_events 2');
  });

  test('can not be taken to a replay after five minutes, and within them changes nothing', async () => {
    const party = await startSigningParty();
    let now = Date.now();
    const relay = await startTestRelay({ RELAY_JWKS_URL: party.url }, () => now);
    const app = await relay.pair();
    const body = v2Event();
    const headers = party.headers(body);
    expect((await app.post(body, headers)).status).toBe(200);
    expect((await app.post(body, headers)).status).toBe(200);
    expect((await relay.send('GET', '/metrics')).text).toContain('relay_waiting_events 1');
    now += 5 * MINUTE_MS + 2_000;
    expect((await app.post(body, headers)).status).toBe(400);
  });

  test('is answered as unavailable while the keys can not be had, so that the sender tries again', async () => {
    const party = await startSigningParty();
    party.setStatus(500);
    let now = Date.now();
    const relay = await startTestRelay({ RELAY_JWKS_URL: party.url }, () => now);
    const app = await relay.pair();
    const body = v2Event();
    expect((await app.post(body, party.headers(body))).status).toBe(503);
    party.setStatus(200);
    now += 6_000;
    expect((await app.post(body, party.headers(body))).status).toBe(200);
  });
});

describe('the signing keys', () => {
  const quiet = createLog(() => undefined, Date.now);
  const start = async () => {
    const party = await startSigningParty();
    const clock = { now: 1_000_000 };
    const keys = createSigningKeys({ url: party.url, now: () => clock.now, log: quiet, metrics: createMetrics() });
    return { party, clock, keys };
  };

  test('are fetched once for all who ask at the same time', async () => {
    const { party, keys } = await start();
    const found = await Promise.all(Array.from({ length: 50 }, () => keys.find('key-1')));
    expect(found.every(({ kind }) => kind === 'found')).toBe(true);
    expect(party.asked()).toBe(1);
  });

  test('are fetched again for an unknown id, but not more often than once a minute', async () => {
    const { party, clock, keys } = await start();
    await keys.find('key-1');
    for (let count = 0; count < 20; count += 1) {
      expect((await keys.find(`made-up-${count}`)).kind).toBe('unknown');
    }
    expect(party.asked()).toBe(1);
    party.setKeys(['key-2', 'key-1']);
    clock.now += MINUTE_MS;
    expect((await keys.find('key-2')).kind).toBe('found');
    expect(party.asked()).toBe(2);
  });

  test('are not asked for by what is known', async () => {
    const { party, clock, keys } = await start();
    await keys.find('key-1');
    clock.now += 30 * MINUTE_MS;
    await keys.find('key-1');
    expect(party.asked()).toBe(1);
  });

  test('that ShipStation took back are good no longer once they were fetched again', async () => {
    const { party, clock, keys } = await start();
    await keys.find('key-1');
    party.setKeys(['key-2']);
    clock.now += 61 * MINUTE_MS;
    await keys.find('key-1');
    await expect.poll(async () => (await keys.find('key-1')).kind).toBe('unknown');
  });

  test('go on for a day while the address is down, and no longer', async () => {
    const { party, clock, keys } = await start();
    await keys.find('key-1');
    party.setStatus(503);
    clock.now += 23 * 60 * MINUTE_MS;
    expect((await keys.find('key-1')).kind).toBe('found');
    clock.now += 2 * 60 * MINUTE_MS;
    expect((await keys.find('key-1')).kind).toBe('unavailable');
  });

  test.each([
    ['a redirect page', '<html></html>'],
    ['no keys', '{"keys":[]}'],
    ['a symmetric key', '{"keys":[{"kty":"oct","kid":"key-1","k":"AAAA"}]}'],
    ['a weak key', JSON.stringify({ keys: [{ ...rsaKey(1024), kid: 'key-1' }] })],
    ['a key for something else', JSON.stringify({ keys: [{ ...rsaKey(2048), kid: 'key-1', use: 'enc' }] })],
  ])('are not believed when the answer is %s', async (_what, text) => {
    const keys = createSigningKeys({
      url: 'https://example.invalid',
      now: () => 0,
      log: quiet,
      metrics: createMetrics(),
      fetchText: () => Promise.resolve(text),
    });
    expect((await keys.find('key-1')).kind).toBe('unavailable');
  });
});
