import { describe, expect, test } from 'vitest';

import { bearer, JSON_HEADERS, v1Event } from './paired-app.ts';
import { startTestRelay } from './relay-harness.ts';
import { exchange, openSocket } from './raw-socket.ts';

const KILOBYTE = 1_024;

describe('a body that is too large', () => {
  test('is refused by its announced length, before any of it is read', async () => {
    const relay = await startTestRelay();
    const app = await relay.pair();
    const answer = await exchange(
      relay.port,
      `POST ${app.inbound} HTTP/1.1\r\nhost: relay\r\ncontent-type: application/json\r\ncontent-length: ${65 * KILOBYTE}\r\n\r\n`,
    );
    expect(answer).toMatch(/^HTTP\/1\.1 413 /);
    expect(answer).toContain('"error":"too-large"');
  });

  test('is refused while it is read, when it does not say how long it is', async () => {
    const relay = await startTestRelay();
    const app = await relay.pair();
    const socket = await openSocket(relay.port);
    socket.write(`POST ${app.inbound} HTTP/1.1\r\nhost: relay\r\ncontent-type: application/json\r\ntransfer-encoding: chunked\r\n\r\n`);
    const chunk = 'x'.repeat(16 * KILOBYTE);
    for (let count = 0; count < 5; count += 1) {
      socket.write(`${chunk.length.toString(16)}\r\n${chunk}\r\n`);
    }
    // The last chunk is never sent: the answer comes without it.
    await socket.ended;
    expect(socket.received()).toMatch(/^HTTP\/1\.1 413 /);
  });

  test('of exactly 64 KB passes', async () => {
    const relay = await startTestRelay();
    const app = await relay.pair();
    const event = v1Event();
    const body = `${event.slice(0, -1)},"filler":"${'x'.repeat(64 * KILOBYTE - event.length - 12)}"}`;
    expect(Buffer.byteLength(body)).toBe(64 * KILOBYTE);
    expect((await app.post(body)).status).toBe(200);
    expect((await app.post(`${body} `)).status).toBe(413);
  });

  test('is refused for pairing and acknowledging as well', async () => {
    const relay = await startTestRelay();
    const app = await relay.pair();
    const answer = await relay.send('POST', '/ack', {
      headers: { ...JSON_HEADERS, ...bearer(app.secret) },
      body: `{"upTo":"${'1'.repeat(2_000)}"}`,
    });
    expect(answer.status).toBe(413);
  });

  test('of bytes that are no text is refused, also where they stand inside a string', async () => {
    const relay = await startTestRelay();
    const app = await relay.pair();
    const [before = '', after = ''] = v1Event('HERE').split('HERE');
    const body = Buffer.concat([Buffer.from(before), Buffer.of(0xff, 0xfe), Buffer.from(after)]);
    const answer = await fetch(`${relay.base}${app.inbound}`, { method: 'POST', headers: JSON_HEADERS, body });
    expect(answer.status).toBe(400);
    expect(await answer.text()).toContain('UTF-8');
  });
});

describe('headers that play games', () => {
  const post = (path: string, headers: string, body = ''): string => `POST ${path} HTTP/1.1\r\n${headers}connection: close\r\n\r\n${body}`;

  test.each([
    ['two lengths', 'host: relay\r\ncontent-length: 2\r\ncontent-length: 3\r\n', 400],
    ['a length and chunks', 'host: relay\r\ncontent-length: 2\r\ntransfer-encoding: chunked\r\n', 400],
    ['a transfer coding in disguise', 'host: relay\r\ntransfer-encoding: xchunked\r\n', 400],
    ['a negative length', 'host: relay\r\ncontent-length: -1\r\n', 400],
    ['no host', 'content-length: 0\r\n', 400],
    ['two hosts', 'host: relay\r\nhost: other\r\ncontent-length: 0\r\n', 400],
    ['a bare line feed in a name', 'host: relay\r\nx-one\n: 1\r\n', 400],
    ['a folded line', 'host: relay\r\nx-one: 1\r\n two\r\n', 400],
    ['two types', 'host: relay\r\ncontent-type: application/json\r\ncontent-type: text/plain\r\ncontent-length: 2\r\n', 400],
    ['more than 8 KB', `host: relay\r\nx-long: ${'x'.repeat(9 * KILOBYTE)}\r\n`, 431],
  ])('%s', async (_what, headers, status) => {
    const relay = await startTestRelay();
    const app = await relay.pair();
    expect(await exchange(relay.port, post(app.inbound, headers, '{}'))).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `));
  });

  test('two secrets open nothing, whichever of them is right', async () => {
    const relay = await startTestRelay();
    const app = await relay.pair();
    const good = `authorization: Bearer ${app.secret}\r\n`;
    const bad = `authorization: Bearer ${'x'.repeat(43)}\r\n`;
    for (const pair of [`${good}${bad}`, `${bad}${good}`, `${good}${good}`]) {
      expect(await exchange(relay.port, `GET /out HTTP/1.1\r\nhost: relay\r\n${pair}connection: close\r\n\r\n`)).toMatch(
        /^HTTP\/1\.1 400 /,
      );
    }
  });

  test('what is no http at all gets one short answer and the connection ends', async () => {
    const relay = await startTestRelay();
    expect(await exchange(relay.port, '\u0016\u0003\u0001\u0002\u0000\u0001hello\r\n\r\n')).toMatch(/^HTTP\/1\.1 400 /);
    expect(
      await exchange(relay.port, 'GET http://evil.example/health HTTP/1.1\r\nhost: evil.example\r\nconnection: close\r\n\r\n'),
    ).toMatch(/^HTTP\/1\.1 404 /);
    expect(await exchange(relay.port, 'CONNECT evil.example:443 HTTP/1.1\r\nhost: evil.example\r\n\r\n')).not.toMatch(/ 200 /);
  });
});

describe('a sender that takes its time', () => {
  test.each([
    ['says nothing at all', ''],
    ['never ends its headers', 'POST /in/x HTTP/1.1\r\nhost: relay\r\nx-slow: '],
  ])('and %s is cut off', async (_what, text) => {
    const relay = await startTestRelay({ RELAY_REQUEST_SECONDS: '1' });
    const socket = await openSocket(relay.port);
    socket.write(text);
    await socket.ended;
    expect(socket.received()).toMatch(/^HTTP\/1\.1 408 |^$/);
  });

  test('and never ends its body is cut off', async () => {
    const relay = await startTestRelay({ RELAY_REQUEST_SECONDS: '1' });
    const app = await relay.pair();
    const socket = await openSocket(relay.port);
    socket.write(`POST ${app.inbound} HTTP/1.1\r\nhost: relay\r\ncontent-type: application/json\r\ncontent-length: 100\r\n\r\n{`);
    await socket.ended;
    expect(socket.received()).toMatch(/^HTTP\/1\.1 408 /);
    expect((await app.post(v1Event())).status).toBe(200);
  });

  test('does not keep others out: connections over the limit are dropped, and the rest works', async () => {
    const relay = await startTestRelay({ RELAY_MAX_CONNECTIONS: '3', RELAY_REQUEST_SECONDS: '1' });
    const idle = await Promise.all([openSocket(relay.port), openSocket(relay.port), openSocket(relay.port)]);
    const fourth = await openSocket(relay.port);
    await fourth.ended;
    await Promise.all(idle.map(({ ended }) => ended));
    expect((await relay.send('GET', '/health')).status).toBe(200);
    expect((await relay.send('GET', '/metrics')).text).toMatch(/relay_connections_dropped_total [1-9]/);
  });
});

describe('a wrong reading secret', () => {
  test.each([
    ['GET', '/out'],
    ['POST', '/ack'],
    ['POST', '/pair/rotate'],
    ['DELETE', '/pair'],
  ])('is refused for %s %s, and late', async (method, path) => {
    const relay = await startTestRelay();
    await relay.pair();
    const startedAt = performance.now();
    const answer = await relay.send(method, path, { headers: bearer('x'.repeat(43)) });
    expect(answer.status).toBe(401);
    expect(performance.now() - startedAt).toBeGreaterThan(200);
  });

  test('given too often shuts its source out, while the right secret is still heard', async () => {
    const relay = await startTestRelay();
    const app = await relay.pair();
    await Promise.all(Array.from({ length: 10 }, () => relay.send('GET', '/out', { headers: bearer('x'.repeat(43)) })));
    const refused = await relay.send('GET', '/out', { headers: bearer('x'.repeat(43)) });
    expect([refused.status, Number(refused.headers['retry-after'])]).toEqual([429, 600]);
    const stream = await app.read();
    expect(stream.status).toBe(200);
    stream.close();
  });
});
