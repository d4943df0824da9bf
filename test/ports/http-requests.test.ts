import { createServer, type IncomingMessage, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createServer as createTcpServer } from 'node:net';
import { gzipSync } from 'node:zlib';

import { afterEach, describe, expect, it } from 'vitest';

import { createHttp, type HttpRequest } from '../../electron/adapters/http/http.ts';
import { readBody } from '../../electron/adapters/http/json-text.ts';
import { faultOfBreak, retryAfterMs } from '../../electron/adapters/http/port-fault.ts';
import { redact, shorten } from '../../electron/adapters/http/redaction.ts';
import { createRecordingLogger } from '../helpers/recording-logger.ts';

const closers: (() => void)[] = [];

afterEach(() => {
  closers.splice(0).forEach((close) => close());
});

async function listening(server: Server | ReturnType<typeof createTcpServer>): Promise<string> {
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  closers.push(() => server.close());
  // Safe: a listening TCP server has an address object.
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const serve = (listener: RequestListener): Promise<string> => listening(createServer(listener));

function client() {
  const { logger, lines } = createRecordingLogger();
  const http = createHttp({ clock: { now: () => Date.now() }, logger });
  closers.push(() => http.close());
  const get = (url: string, changes: Partial<HttpRequest> = {}) =>
    http.request({ method: 'GET', url, headers: {}, body: null, timeoutMs: 5000, maxBytes: 1_000_000, signal: undefined, ...changes });
  return { http, get, lines };
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) {
    // Safe: without an encoding set, a request yields buffers.
    chunks.push(chunk as Buffer);
  }
  return Buffer.concat(chunks).toString('utf8');
}

describe('an answer', () => {
  it('comes with any status, its headers in lower case and its text untouched', async () => {
    const url = await serve((_request, response) => response.writeHead(503, { 'X-Rate-Limit-Reset': '17' }).end(' {"a": 1.10}'));
    const answer = await client().get(url);
    expect(answer).toMatchObject({ ok: true, value: { status: 503, text: ' {"a": 1.10}' } });
    expect(answer.ok && answer.value.headers.get('x-rate-limit-reset')).toBe('17');
  });

  it('is unpacked, and counted after unpacking', async () => {
    const url = await serve((_request, response) =>
      response.writeHead(200, { 'Content-Encoding': 'gzip' }).end(gzipSync('x'.repeat(100_000))),
    );
    const { get } = client();
    expect(await get(url)).toMatchObject({ ok: true, value: { text: 'x'.repeat(100_000) } });
    expect(await get(url, { maxBytes: 50_000 })).toMatchObject({ ok: false, fault: { reason: 'too-large', isSent: true } });
  });

  it('that redirects is not followed', async () => {
    let visits = 0;
    const url = await serve((_request, response) => {
      visits += 1;
      response.writeHead(302, { Location: '/elsewhere' }).end();
    });
    expect(await client().get(url)).toMatchObject({ ok: true, value: { status: 302 } });
    expect(visits).toBe(1);
  });

  it('gets the body byte for byte, as UTF-8', async () => {
    let received = '';
    const url = await serve((request, response) => {
      void bodyOf(request).then((body) => {
        received = body;
        response.end('{}');
      });
    });
    const body = '{"Amount":1.10, "Name":"Ålesund 🎁"}';
    await client().get(url, { method: 'POST', body, headers: { 'Content-Type': 'application/json' } });
    expect(received).toBe(body);
  });
});

describe('a request without an answer', () => {
  it('was certainly not sent where nothing listens', async () => {
    const broken = await client().get('http://127.0.0.1:9/');
    expect(broken).toMatchObject({ ok: false, fault: { reason: 'unreachable', isSent: false, systemCode: 'ECONNREFUSED' } });
  });

  it('may have been executed where the connection is cut after it', async () => {
    const url = await serve((request) => request.socket.destroy());
    expect(await client().get(url, { method: 'POST', body: '{}' })).toMatchObject({
      ok: false,
      fault: { reason: 'broken-off', isSent: true },
    });
  });

  it('may have been executed where the body breaks off, whatever the status', async () => {
    const url = await serve((_request, response) => {
      response.writeHead(200, { 'Content-Length': '1000' });
      response.write('{"half":', () => response.socket?.resetAndDestroy());
    });
    expect(await client().get(url)).toMatchObject({ ok: false, fault: { reason: 'broken-off', isSent: true } });
  });

  it('may have been executed where no answer comes in time', async () => {
    const url = await serve(() => undefined);
    expect(await client().get(url, { timeoutMs: 60 })).toMatchObject({ ok: false, fault: { reason: 'timed-out', isSent: true } });
  });

  it('was certainly not sent where the secure connection never stood', async () => {
    const url = await listening(createTcpServer((socket) => socket.end('no TLS here')));
    expect(await client().get(url.replace('http:', 'https:'), { method: 'POST', body: '{}' })).toMatchObject({
      ok: false,
      fault: { isSent: false, reason: 'unreachable' },
    });
  });

  it('is stopped by its signal, on the way or before', async () => {
    const stopping = new AbortController();
    const url = await serve(() => stopping.abort());
    const { get } = client();
    expect(await get(url, { signal: stopping.signal })).toMatchObject({ ok: false, fault: { reason: 'stopped', isSent: true } });
    expect(await get(url, { signal: AbortSignal.abort() })).toMatchObject({ ok: false, fault: { reason: 'stopped', isSent: false } });
  });

  it('is transient for a read, and uncertain only for a write that may have left', () => {
    const vendor = { area: 'books', name: 'QuickBooks' } as const;
    const broken = { reason: 'broken-off', isSent: true, systemCode: 'ECONNRESET', status: null } as const;
    expect(faultOfBreak(vendor, broken, 'read').class).toBe('transient');
    expect(faultOfBreak(vendor, broken, 'write')).toMatchObject({
      class: 'uncertain',
      message: expect.stringContaining('the connection was cut'),
    });
    expect(faultOfBreak(vendor, { ...broken, isSent: false, reason: 'unreachable' }, 'write').class).toBe('transient');
  });
});

describe('the log', () => {
  it('tells where a request went, without its query, headers and body', async () => {
    const url = await serve((_request, response) => response.end('answer-text'));
    const { get, lines } = client();
    await get(`${url}/v3/query?query=DisplayName%3D'Ana'`, {
      method: 'POST',
      body: 'body-text',
      headers: { Authorization: 'Bearer secret-token' },
    });
    const log = lines.join('\n');
    expect(log).toContain('/v3/query');
    for (const hidden of ['Ana', 'secret-token', 'body-text', 'answer-text']) {
      expect(log).not.toContain(hidden);
    }
  });
});

describe('a body', () => {
  it.each([
    ['{"a":1}', { kind: 'json', value: { a: 1 } }],
    ['', { kind: 'empty' }],
    [' \n', { kind: 'empty' }],
    ['<html><body>502</body></html>', { kind: 'markup' }],
    ['\n<?xml version="1.0"?><IntuitResponse/>', { kind: 'markup' }],
    ['{"orders":[{"orderId":1', { kind: 'broken' }],
    ['Service Unavailable', { kind: 'broken' }],
  ])('%j is told by what it is', (text, expected) => {
    expect(readBody(text)).toEqual(expected);
  });

  it('keeps every digit of a number that a double cannot hold', () => {
    expect(
      readBody('{"id":1402729900510,"long":12345678901234567890,"price":0.1234567890123456789,"text":"94001118995627642988120"}'),
    ).toEqual({
      kind: 'json',
      value: { id: 1402729900510, long: '12345678901234567890', price: '0.1234567890123456789', text: '94001118995627642988120' },
    });
  });
});

describe('what is said about a failure', () => {
  it('loses every secret', () => {
    const token = `eyJ${'a'.repeat(300)}.${'b'.repeat(40)}`;
    const text = `Token expired: ${token} Authorization: Bearer abcdefgh12345678 and Basic QWxhZGRpbjpvcGVu client_secret=s3cr3t-value plain-known`;
    const clean = redact(text, ['plain-known']);
    for (const secret of [token, 'abcdefgh12345678', 'QWxhZGRpbjpvcGVu', 's3cr3t-value', 'plain-known']) {
      expect(clean).not.toContain(secret);
    }
  });

  it('keeps the words that help', () => {
    const text = 'Duplicate Document Number Error : DocNumber=1234 is assigned to TxnType=Credit Memo with TxnId=111. SyncToken: 3';
    expect(redact(text)).toBe(text);
  });

  it('is cut between whole characters', () => {
    expect(shorten('ab🎁cd', 4)).toBe('ab…');
    expect(shorten('abc', 3)).toBe('abc');
  });

  it('tells how long to wait, in seconds or as a date, and never longer than an hour', () => {
    const nowMs = Date.parse('2026-06-22T14:00:00Z');
    const asked = (value: string) => retryAfterMs({ headers: new Map([['retry-after', value]]) }, nowMs);
    expect(asked('17')).toBe(17_000);
    expect(asked('Mon, 22 Jun 2026 14:00:30 GMT')).toBe(30_000);
    expect(asked('999999')).toBe(3_600_000);
    expect(asked('soon')).toBeNull();
    expect(retryAfterMs({ headers: new Map() }, nowMs)).toBeNull();
  });
});
