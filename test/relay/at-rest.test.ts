import { chmodSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, test } from 'vitest';

import { openRelayDatabase } from '../../relay/store/sqlite/open-database.ts';
import { makeTempDirectory } from '../helpers/temp-directory.ts';
import { PAIRING_CODE } from './paired-app.ts';
import { startSigningParty, startTestRelay, v2Event } from './relay-harness.ts';

describe('whoever runs the relay', () => {
  test('finds nothing readable in its files and its log: no body, no secret, no address', async () => {
    const party = await startSigningParty();
    const relay = await startTestRelay({ RELAY_JWKS_URL: party.url });
    const app = await relay.pair();
    const body = v2Event('a-batch-that-nobody-may-read');
    const headers = party.headers(body);
    expect((await app.post(body, headers)).status).toBe(200);
    await relay.send('GET', '/out', { headers: { authorization: `Bearer ${'w'.repeat(43)}` } });
    const secrets = [
      'a-batch-that-nobody-may-read',
      'SHIPMENT_CREATED_V2',
      'shipstation.com',
      'resource_url',
      headers['x-shipengine-rsa-sha256-signature'] ?? '',
      headers['x-shipengine-timestamp'] ?? '',
      app.secret,
      app.inbound.slice('/in/'.length),
      PAIRING_CODE,
      'w'.repeat(43),
    ];
    const files = (): string =>
      readdirSync(relay.directory)
        .map((name) => readFileSync(join(relay.directory, name), 'latin1'))
        .join('\n');
    const whileRunning = files();
    expect(whileRunning).toContain(app.mailbox);
    const metrics = (await relay.send('GET', '/metrics')).text;
    await relay.stop();
    for (const text of [whileRunning, files(), relay.logged(), metrics]) {
      for (const secret of secrets) {
        expect(text.includes(secret), secret).toBe(false);
        expect(text.includes(Buffer.from(secret).toString('base64').slice(0, 12)), `${secret} in base64`).toBe(false);
      }
    }
    expect(relay.logged()).not.toContain('127.0.0.1"');
    expect(metrics).not.toContain(app.mailbox);
  });
});

test("the files of the relay are its own user's alone, also those of an earlier version in a directory that is open to all", () => {
  using folder = makeTempDirectory('relay-rights');
  const directory = folder.path;
  chmodSync(directory, 0o755);
  writeFileSync(join(directory, 'relay.lock'), '', { mode: 0o644 });
  const opened = openRelayDatabase(directory);
  try {
    expect(readdirSync(directory).toSorted()).toEqual(expect.arrayContaining(['relay.db', 'relay.lock']));
    for (const name of readdirSync(directory)) {
      expect(statSync(join(directory, name)).mode & 0o777, name).toBe(0o600);
    }
  } finally {
    opened.close();
  }
});

describe('watching', () => {
  test('health is good while the store can be written', async () => {
    const relay = await startTestRelay();
    const answer = await relay.send('GET', '/health');
    expect([answer.status, JSON.parse(answer.text)]).toEqual([200, { status: 'ok' }]);
  });

  test('metrics without a token are not passed on to the outside', async () => {
    const relay = await startTestRelay();
    expect((await relay.send('GET', '/metrics')).status).toBe(200);
    expect((await relay.send('GET', '/metrics', { headers: { 'x-forwarded-for': '203.0.113.5' } })).status).toBe(404);
    expect((await relay.send('GET', '/metrics', { headers: { via: '1.1 proxy' } })).status).toBe(404);
  });

  test('a flood of refusals does not flood the log', async () => {
    const relay = await startTestRelay({}, () => 1_000_000);
    for (let count = 0; count < 150; count += 1) {
      await relay.send('GET', '/nowhere');
    }
    expect(relay.logged().split('"request.refused"').length - 1).toBe(100);
    expect((await relay.send('GET', '/metrics')).text).toContain('relay_refused_total{status="404"} 150');
  });

  test('metrics with a token are for whoever has it', async () => {
    const token = 't'.repeat(30);
    const relay = await startTestRelay({ RELAY_METRICS_TOKEN: token });
    expect((await relay.send('GET', '/metrics')).status).toBe(404);
    expect((await relay.send('GET', '/metrics', { headers: { authorization: `Bearer ${token}x` } })).status).toBe(404);
    const answer = await relay.send('GET', '/metrics', { headers: { authorization: `Bearer ${token}` } });
    expect([answer.status, answer.headers['content-type']]).toEqual([200, 'text/plain; version=0.0.4; charset=utf-8']);
    for (const line of answer.text.trim().split('\n')) {
      expect(line).toMatch(/^(# (HELP|TYPE) [a-z_]+ .+|[a-z_]+(\{[a-z]+="[^"]*"\})? [0-9.e+-]+)$/);
    }
  });
});
