import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, test } from 'vitest';

import { makeAppKey } from './app-side.ts';
import { bearer, JSON_HEADERS, PAIRING_CODE, v1Event } from './paired-app.ts';
import { startTestRelay } from './relay-harness.ts';

const pairBody = (): string => JSON.stringify({ publicKey: makeAppKey().publicKey });

describe('pairing', () => {
  test('gives a mailbox, an inbound address and a reading secret that nobody can guess', async () => {
    const relay = await startTestRelay({ RELAY_PUBLIC_URL: 'https://relay.example.com/purser/' });
    const one = await relay.pair();
    const two = await relay.pair();
    expect(one.mailbox).toMatch(/^[0-9a-f]{32}$/);
    expect(one.inboundUrl).toMatch(/^https:\/\/relay\.example\.com\/purser\/in\/[A-Za-z0-9_-]{43}$/);
    expect(one.secret).toMatch(/^[A-Za-z0-9_-]{43}$/);
    expect(new Set([one.inboundUrl, two.inboundUrl, one.secret, two.secret, one.mailbox, two.mailbox]).size).toBe(6);
  });

  test.each([
    ['no code', {}],
    ['a wrong code', bearer('x'.repeat(40))],
    ['a code that begins right', bearer(PAIRING_CODE.slice(0, -1))],
    ['another scheme', { authorization: `Basic ${PAIRING_CODE}` }],
    ['an empty code', { authorization: 'Bearer ' }],
  ])('is refused with %s', async (_what, headers: Record<string, string>) => {
    const relay = await startTestRelay();
    const answer = await relay.send('POST', '/pair', { headers: { ...JSON_HEADERS, ...headers }, body: pairBody() });
    expect([answer.status, answer.headers['www-authenticate']]).toEqual([401, 'Bearer']);
  });

  test.each([
    ['no key', '{}'],
    ['a short key', JSON.stringify({ publicKey: 'AAAA' })],
    ['a point that seals nothing', JSON.stringify({ publicKey: Buffer.alloc(32).toString('base64url') })],
    ['a key with a padding that is not canonical', JSON.stringify({ publicKey: `${'A'.repeat(42)}B` })],
    ['no JSON', 'publicKey'],
    ['a list', '[]'],
  ])('is refused with %s', async (_what, body) => {
    const relay = await startTestRelay();
    const answer = await relay.send('POST', '/pair', { headers: { ...JSON_HEADERS, ...bearer(PAIRING_CODE) }, body });
    expect([answer.status, JSON.parse(answer.text).error]).toEqual([400, 'bad-request']);
  });

  test('after ten wrong codes a source is not heard for a while, not even with the right one', async () => {
    let now = Date.now();
    const relay = await startTestRelay({}, () => now);
    const attempt = async (code: string): Promise<number> =>
      (await relay.send('POST', '/pair', { headers: { ...JSON_HEADERS, ...bearer(code) }, body: pairBody() })).status;
    const wrong = await Promise.all(Array.from({ length: 10 }, (_, index) => attempt(`wrong-code-number-${index}-xxxxxxxx`)));
    expect(new Set(wrong)).toEqual(new Set([401]));
    expect(await attempt(PAIRING_CODE)).toBe(429);
    now += 10 * 60_000 + 1;
    expect(await attempt(PAIRING_CODE)).toBe(201);
  });

  test('a stranger can not lock others out by claiming their address, and behind a proxy each source counts by itself', async () => {
    const attempt = async (relay: Awaited<ReturnType<typeof startTestRelay>>, code: string, from: string): Promise<number> =>
      (
        await relay.send('POST', '/pair', {
          headers: { ...JSON_HEADERS, ...bearer(code), 'x-forwarded-for': from },
          body: pairBody(),
        })
      ).status;
    const behindProxy = await startTestRelay({ RELAY_TRUST_PROXY: '1' });
    await Promise.all(Array.from({ length: 10 }, () => attempt(behindProxy, 'wrong'.repeat(6), '203.0.113.9, 198.51.100.1')));
    expect(await attempt(behindProxy, PAIRING_CODE, '203.0.113.9, 198.51.100.1')).toBe(429);
    expect(await attempt(behindProxy, PAIRING_CODE, '198.51.100.1, 198.51.100.2')).toBe(201);
    const alone = await startTestRelay();
    await Promise.all(Array.from({ length: 10 }, (_, index) => attempt(alone, 'wrong'.repeat(6), `203.0.113.${index}`)));
    expect(await attempt(alone, PAIRING_CODE, '198.51.100.77')).toBe(429);
  });

  test('rotating gives a new address and secret; the former ones end at once and the events stay', async () => {
    const relay = await startTestRelay();
    const app = await relay.pair();
    await app.post(v1Event('kept'));
    const former = await app.read();
    expect((await former.next())?.event).toBe('sealed');
    const answer = await relay.send('POST', '/pair/rotate', { headers: bearer(app.secret) });
    const rotated: { readonly mailbox: string; readonly inboundUrl: string; readonly readingSecret: string } = JSON.parse(answer.text);
    expect([answer.status, rotated.mailbox]).toEqual([200, app.mailbox]);
    expect((await former.next())?.event).toBe('replaced');
    expect((await app.post(v1Event())).status).toBe(404);
    expect((await app.read()).status).toBe(401);
    const address = new URL(rotated.inboundUrl).pathname;
    expect((await relay.send('POST', address, { headers: JSON_HEADERS, body: v1Event('new') })).status).toBe(200);
    const stream = await app.read({ authorization: `Bearer ${rotated.readingSecret}` });
    const bodies = [await stream.next(), await stream.next()].map((event) => app.open(event?.data ?? '').body);
    expect(bodies).toEqual([v1Event('kept'), v1Event('new')]);
    stream.close();
  });

  test('unpairing forgets everything and ends the stream', async () => {
    const relay = await startTestRelay();
    const app = await relay.pair();
    const stream = await app.read();
    expect((await relay.send('DELETE', '/pair', { headers: bearer(app.secret) })).status).toBe(204);
    expect((await stream.next())?.event).toBe('replaced');
    expect((await app.post(v1Event())).status).toBe(404);
    expect((await relay.send('DELETE', '/pair', { headers: bearer(app.secret) })).status).toBe(401);
  });

  test('a relay has no more mailboxes than it may', async () => {
    const relay = await startTestRelay({ RELAY_MAX_MAILBOXES: '1' });
    await relay.pair();
    const answer = await relay.send('POST', '/pair', { headers: { ...JSON_HEADERS, ...bearer(PAIRING_CODE) }, body: pairBody() });
    expect([answer.status, JSON.parse(answer.text).error]).toEqual([507, 'full']);
  });

  test('a code that nobody gave is made once, kept for its owner only, and never logged', async () => {
    const relay = await startTestRelay({ RELAY_PAIRING_CODE: '' });
    const path = join(relay.directory, 'pairing-code');
    expect(relay.logged()).toContain(JSON.stringify(path));
    expect(statSync(path).mode & 0o777).toBe(0o600);
    const code = readFileSync(path, 'utf8').trim();
    expect(code.length).toBeGreaterThanOrEqual(24);
    expect(relay.logged()).not.toContain(code);
    const answer = await relay.send('POST', '/pair', { headers: { ...JSON_HEADERS, ...bearer(code) }, body: pairBody() });
    expect(answer.status).toBe(201);
  });
});
