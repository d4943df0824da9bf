import { mkdirSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

import type { WireCall } from '../../shared/contract/client.ts';
import type { PurserEvent } from '../../shared/contract/events.ts';
import type { Core } from '../../electron/core/core.ts';
import { type LoopbackServer, startLoopbackServer } from '../../electron/hosts/headless/serve/server.ts';
import { createRecordingLogger } from '../helpers/recording-logger.ts';
import { makeTempDirectory, type TempDirectory } from '../helpers/temp-directory.ts';
import { connectOverHttp } from './http-client.ts';
import { cookieOf, type RawAnswer, rawRequest } from './raw-request.ts';

let folder: TempDirectory;
let server: LoopbackServer;
let calls: WireCall[];
let listeners: Set<(event: PurserEvent) => void>;
let host: string;
let origin: string;
let token: string;

beforeEach(async () => {
  folder = makeTempDirectory('serve');
  const renderer = join(folder.path, 'renderer');
  mkdirSync(join(renderer, 'assets'), { recursive: true });
  writeFileSync(join(renderer, 'index.html'), '<!doctype html><title>Purser</title>');
  writeFileSync(join(renderer, 'assets', 'main-B4xY12_z.js'), 'export {};');
  writeFileSync(join(folder.path, 'outside.txt'), 'not for browsers');
  calls = [];
  listeners = new Set();
  const core: Core = {
    dispatch: async (call) => {
      calls.push(call);
      return { ok: true, value: 'done' };
    },
    events: {
      subscribe: (listener) => {
        listeners.add(listener);
        return () => listeners.delete(listener);
      },
    },
    start: async () => undefined,
    runOnce: async () => [],
    stop: async () => undefined,
  };
  server = await startLoopbackServer({ core, context: { actor: 'person' }, logger: createRecordingLogger().logger, renderer, port: 0 });
  host = `127.0.0.1:${server.port}`;
  origin = `http://${host}`;
  token = new URL(server.url).searchParams.get('token') ?? '';
});

afterEach(async () => {
  await server.close();
  folder.remove();
});

const get = (path: string, headers: Readonly<Record<string, string>> = {}): Promise<RawAnswer> =>
  rawRequest({ port: server.port, path, headers: { host, ...headers } });

const call = (headers: Readonly<Record<string, string>>, body = '{"method":"app.status","input":{}}'): Promise<RawAnswer> =>
  rawRequest({
    port: server.port,
    method: 'POST',
    path: '/api/call',
    headers: { host, 'content-type': 'application/json', ...headers },
    body,
  });

const admit = async (): Promise<string> => cookieOf(await get(`/?token=${token}`));

describe('the one-time address', () => {
  it('is swapped for a cookie that no script reads and no other site sends', async () => {
    const answer = await get(`/?token=${token}`);

    expect(answer.status).toBe(303);
    expect(answer.headers['location']).toBe('/');
    expect(String(answer.headers['set-cookie'])).toMatch(/; HttpOnly; SameSite=Strict; Path=\/$/);
  });

  it('works once', async () => {
    await admit();
    const again = await get(`/?token=${token}`);

    expect(again.status).toBe(403);
    expect(again.headers['set-cookie']).toBeUndefined();
  });

  it('lets the browser that used it come back with it', async () => {
    const cookie = await admit();

    expect((await get(`/?token=${token}`, { cookie })).status).toBe(303);
  });

  it.each(['', 'x', 'A'.repeat(43)])('is not guessed with "%s"', async (guess) => {
    expect((await get(`/?token=${guess}`)).status).toBe(403);
    expect((await get(`/?token=${token}`)).status).toBe(303);
  });
});

describe('without the cookie', () => {
  it.each(['/', '/index.html', '/assets/main-B4xY12_z.js', '/review', '/api/events'])('shows nothing of %s', async (path) => {
    const answer = await get(path);

    expect(answer.status).toBe(401);
    expect(answer.text).not.toContain('<title>');
  });

  it('calls nothing, not even with the token as a cookie', async () => {
    expect((await call({ origin })).status).toBe(401);
    expect((await call({ origin, cookie: `purser-${server.port}=${token}` })).status).toBe(401);
    expect(calls).toEqual([]);
  });

  it('is not opened by an empty cookie before the address was used', async () => {
    expect((await call({ origin, cookie: `purser-${server.port}=` })).status).toBe(401);
  });
});

describe('another page in the same browser', () => {
  it.each(['http://evil.example', 'null', 'http://127.0.0.1:1', 'https://127.0.0.1'])('may not call from %s', async (foreign) => {
    const cookie = await admit();

    expect((await call({ origin: foreign, cookie })).status).toBe(403);
    expect((await get('/api/events', { origin: foreign, cookie })).status).toBe(403);
    expect(calls).toEqual([]);
  });

  it('may not call without saying where it is from', async () => {
    const cookie = await admit();

    expect((await call({ cookie })).status).toBe(403);
    expect((await call({ cookie, 'sec-fetch-site': 'cross-site' })).status).toBe(403);
    expect(calls).toEqual([]);
  });

  it('may not send what a form can send', async () => {
    const cookie = await admit();

    expect((await call({ origin, cookie, 'content-type': 'text/plain' })).status).toBe(415);
    expect(calls).toEqual([]);
  });

  it('is never given leave to read answers', async () => {
    const cookie = await admit();
    const answer = await rawRequest({
      port: server.port,
      method: 'OPTIONS',
      path: '/api/call',
      headers: { host, cookie, origin: 'http://evil.example', 'access-control-request-method': 'POST' },
    });

    expect(answer.status).toBe(405);
    expect(Object.keys(answer.headers).filter((name) => name.startsWith('access-control'))).toEqual([]);
  });

  it.each(['evil.example', '127.0.0.1', 'purser.evil.example:80', '[::1]'])('does not get in under the name %s', async (name) => {
    const cookie = await admit();

    expect((await rawRequest({ port: server.port, path: '/', headers: { host: name, cookie } })).status).toBe(403);
    expect((await call({ host: name, origin: `http://${name}`, cookie })).status).toBe(403);
    expect(calls).toEqual([]);
  });
});

describe('the files', () => {
  it.each([
    '/../outside.txt',
    '/%2e%2e/outside.txt',
    '/..%2foutside.txt',
    '/assets/..%2f..%2foutside.txt',
    '/..%5coutside.txt',
    '/%00/index.html',
    '/%c0%ae%c0%ae/outside.txt',
    '//outside.txt',
    '/%',
  ])('end at their folder: %s', async (path) => {
    const cookie = await admit();
    const answer = await get(path, { cookie });

    expect(answer.text).not.toContain('not for browsers');
    expect([400, 404]).toContain(answer.status);
  });

  it('are never executed or framed elsewhere', async () => {
    const cookie = await admit();
    const { headers } = await get('/', { cookie });

    expect(headers['content-security-policy']).toContain("default-src 'none'");
    expect(headers['content-security-policy']).toContain("script-src 'self';");
    expect(headers).toMatchObject({
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
      'referrer-policy': 'no-referrer',
      'cross-origin-opener-policy': 'same-origin',
    });
  });

  it('carry their types, and only hashed ones are kept', async () => {
    const cookie = await admit();
    const script = await get('/assets/main-B4xY12_z.js', { cookie });
    const page = await get('/review?state=ready', { cookie });

    expect(script.headers).toMatchObject({
      'content-type': 'text/javascript; charset=utf-8',
      'cache-control': 'private, max-age=31536000, immutable',
    });
    expect(page.headers).toMatchObject({ 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' });
    expect((await get('/assets/gone.js', { cookie })).status).toBe(404);
  });
});

describe('a call', () => {
  it('reaches the core from our own page', async () => {
    const cookie = await admit();
    const answer = await call({ origin, cookie });

    expect(answer.status).toBe(200);
    expect(JSON.parse(answer.text)).toEqual({ ok: true, value: 'done' });
    expect(calls).toEqual([{ method: 'app.status', input: {} }]);
  });

  it('that is no JSON or too long is refused', async () => {
    const cookie = await admit();

    expect((await call({ origin, cookie }, '{"method":')).status).toBe(400);
    expect((await call({ origin, cookie, 'content-length': String(17 * 1024 * 1024) }, '{}').catch(() => ({ status: 413 }))).status).toBe(
      413,
    );
    expect(calls).toEqual([]);
  });

  it('is only a POST', async () => {
    const cookie = await admit();

    expect((await get('/api/call', { cookie })).status).toBe(405);
    expect((await get('/api/other', { cookie })).status).toBe(404);
  });
});

describe('the events', () => {
  it('reach our own page and end with the server', async () => {
    const seen: PurserEvent[] = [];
    const { client, close } = await connectOverHttp(server.url);
    client.subscribe((event) => seen.push(event));
    const event: PurserEvent = { kind: 'changed', company: null, topics: ['companies'] };

    await vi.waitFor(() => {
      for (const listener of listeners) {
        listener(event);
      }
      expect(seen).toContainEqual(event);
    });
    close();
  });
});

it('listens on this machine only', async () => {
  const { port } = server;
  const reached = new Promise<boolean>((resolve) => {
    const socket = connect({ port, host: '127.0.0.2' });
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });

  // 127.0.0.2 is this machine too, but not the address that was bound: a server on all addresses would answer.
  expect(await reached).toBe(false);
});
