import { createServer } from 'node:http';

import { afterEach, describe, expect, it } from 'vitest';

import { createHttp } from '../../electron/adapters/http/http.ts';
import { type AuthorizationOptions, startIntuitAuthorization } from '../../electron/adapters/oauth/authorization.ts';
import { createIntuitTokenEndpoint, revokeIntuitTokens } from '../../electron/adapters/oauth/token-endpoint.ts';
import type { AuthorizationFlow } from '../../electron/core/ports/services.ts';
import { consentAsPracticePerson } from '../../electron/practice/quickbooks/consent.ts';
import { type PracticeQuickBooks, startQuickBooks } from '../../electron/practice/quickbooks/start.ts';
import { instantOf, parseBusinessDate } from '../../shared/domain/time/instants.ts';
import { createRecordingLogger } from '../helpers/recording-logger.ts';
import { type ScriptedAnswer, startScriptedServer } from '../helpers/scripted-server.ts';
import { makeTempDirectory } from '../helpers/temp-directory.ts';
import { createVirtualTime } from '../helpers/virtual-time.ts';
import { valueOf } from './quickbooks-harness.ts';

const START_MS = Date.parse('2026-06-22T14:00:00.000Z');
const PORTS = [47831, 47832, 47833];

const closers: (() => Promise<void> | void)[] = [];

afterEach(async () => {
  for (const close of closers.splice(0).toReversed()) {
    await close();
  }
});

async function setUp() {
  const directory = makeTempDirectory('oauth');
  const time = createVirtualTime(START_MS, 'manual');
  const anchorOn = parseBusinessDate('2026-06-22');
  if (anchorOn === null) {
    throw new Error('No anchor');
  }
  const practice = await startQuickBooks({ directory: directory.path, regime: 'us-automated', anchorOn, now: () => time.clock.now() });
  const { logger, lines } = createRecordingLogger();
  const http = createHttp({ clock: time.clock, logger });
  closers.push(
    () => directory.remove(),
    () => practice.close(),
    () => http.close(),
  );
  const start = async (changes: Partial<AuthorizationOptions> = {}): Promise<AuthorizationFlow> => {
    const flow = valueOf(
      await startIntuitAuthorization({ ...optionsOf(practice), http, clock: time.clock, timers: time.timers, logger, ...changes }),
    );
    closers.push(() => flow.cancel());
    return flow;
  };
  return { practice, time, http, lines, logger, start };
}

const optionsOf = (practice: PracticeQuickBooks) => ({
  credentials: { ...practice.access.quickbooks, environment: 'sandbox' } as const,
  authorizeAddress: practice.access.intuitAuthorizeUrl,
  tokenAddress: practice.access.intuitTokenUrl,
  redirectUri: null,
  ports: PORTS,
});

const stateOf = (flow: AuthorizationFlow): string => new URL(flow.authorizeUrl).searchParams.get('state') ?? '';

/** Presses a button of the consent page and gives the address that the browser is sent to. */
async function decide(flow: AuthorizationFlow, decision: 'connect' | 'cancel'): Promise<string> {
  const answered = await fetch(flow.authorizeUrl, { method: 'POST', body: new URLSearchParams({ decision }), redirect: 'manual' });
  await answered.text();
  return answered.headers.get('location') ?? '';
}

async function visit(
  url: string,
  init: RequestInit = {},
): Promise<{ readonly status: number; readonly text: string; readonly headers: Headers }> {
  const answered = await fetch(url, { redirect: 'manual', ...init });
  return { status: answered.status, text: await answered.text(), headers: answered.headers };
}

const isClosed = async (url: string): Promise<boolean> => {
  try {
    await visit(url);
    return false;
  } catch {
    return true;
  }
};

describe('a sign-in', () => {
  it('ends with tokens when the person connects, and nothing listens any more', async () => {
    const { start, practice, lines } = await setUp();
    const flow = await start();
    expect(flow.redirectUri).toBe(`http://localhost:${PORTS[0]}/callback`);
    await consentAsPracticePerson(flow.authorizeUrl);
    const tokens = valueOf(await flow.outcome);
    expect(tokens.realmId).toBe(practice.access.quickbooks.realmId);
    expect(tokens.accessExpiresAt).toBe(instantOf(START_MS + 3_600_000));
    expect(tokens.refreshHardExpiresAt).toBe(instantOf(START_MS + 157_680_000_000));
    expect(await isClosed(`${flow.redirectUri}?x=1`)).toBe(true);
    for (const secret of [tokens.accessToken, tokens.refreshToken, practice.access.quickbooks.clientSecret]) {
      expect(lines.join('\n')).not.toContain(secret);
    }
  });

  it('shows a page without a script that nobody may keep', async () => {
    const { start } = await setUp();
    const flow = await start();
    const page = await visit(await decide(flow, 'connect'));
    expect(page).toMatchObject({ status: 200, text: expect.stringContaining('QuickBooks is connected') });
    expect(page.text).not.toContain('<script');
    expect(page.headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(page.headers.get('cache-control')).toBe('no-store');
    expect(page.headers.get('referrer-policy')).toBe('no-referrer');
  });

  it('says so where the person says no', async () => {
    const { start } = await setUp();
    const flow = await start();
    const page = await visit(await decide(flow, 'cancel'));
    expect(page.status).toBe(400);
    expect(await flow.outcome).toMatchObject({ ok: false, fault: { code: 'oauth/refused' } });
  });

  it('goes on waiting after answers that are not its own', async () => {
    const { start } = await setUp();
    const flow = await start();
    const state = stateOf(flow);
    const { redirectUri } = flow;
    const wrong = [
      `${redirectUri}?code=abc&state=other&realmId=1`,
      `${redirectUri}?code=abc&realmId=1`,
      `${redirectUri}?code=abc&state=${state}&state=${state}&realmId=1`,
      `${redirectUri}?state=${state}&realmId=1`,
      `${redirectUri}?code=abc&state=${state}`,
      `${redirectUri}?code=${'a'.repeat(600)}&state=${state}&realmId=1`,
      `${redirectUri}?code=abc&state=${state}&realmId=1%2F..%2F2`,
      `${redirectUri}?error=access_denied&state=other`,
    ];
    for (const address of wrong) {
      expect((await visit(address)).status, address).toBe(400);
    }
    await consentAsPracticePerson(flow.authorizeUrl);
    expect((await flow.outcome).ok).toBe(true);
  });

  it('answers its one path only, to GET only, under its own name only', async () => {
    const { start } = await setUp();
    const flow = await start();
    const { origin } = new URL(flow.redirectUri);
    expect((await visit(`${origin}/`)).status).toBe(404);
    expect((await visit(`${origin}/callback/`)).status).toBe(404);
    expect((await visit(`${origin}/favicon.ico`)).status).toBe(404);
    expect((await visit(flow.redirectUri, { method: 'POST', body: 'x' })).status).toBe(405);
    expect(await statusWithHost(PORTS[0] ?? 0, 'evil.example')).toBe(404);
  });

  it('exchanges its code once, however often the address is visited', async () => {
    const { start } = await setUp();
    const flow = await start();
    const address = await decide(flow, 'connect');
    const pages = await Promise.allSettled([visit(address), visit(address), visit(address)]);
    const shown = pages.flatMap((page) => (page.status === 'fulfilled' ? [page.value.status] : []));
    expect(shown.filter((status) => status === 200)).toHaveLength(1);
    expect((await flow.outcome).ok).toBe(true);
  });

  it('takes the next port where one is taken, and says so where all are', async () => {
    const { start, practice, http, time, logger } = await setUp();
    const first = await start();
    const second = await start();
    expect([first.redirectUri, second.redirectUri].map((uri) => new URL(uri).port)).toEqual(['47831', '47832']);
    const none = await startIntuitAuthorization({
      ...optionsOf(practice),
      ports: [47831, 47832],
      http,
      clock: time.clock,
      timers: time.timers,
      logger,
    });
    expect(none).toMatchObject({ ok: false, fault: { code: 'oauth/no-port' } });
  });

  it('does not share its port with a program that listens on the other loopback address', async () => {
    const { start } = await setUp();
    const other = createServer();
    const isThere = await new Promise<boolean>((resolve) => {
      other.once('error', () => resolve(false));
      other.listen({ port: PORTS[0], host: '::1' }, () => resolve(true));
    });
    closers.push(() => void other.close());
    const flow = await start();
    expect(new URL(flow.redirectUri).port).toBe(isThere ? '47832' : '47831');
  });

  it('ends after its time limit', async () => {
    const { start, time } = await setUp();
    const flow = await start({ timeLimitMs: 600_000 });
    time.advance(600_000);
    expect(await flow.outcome).toMatchObject({ ok: false, fault: { code: 'oauth/timed-out' } });
    expect(await isClosed(flow.redirectUri)).toBe(true);
  });

  it('ends when it is cancelled', async () => {
    const { start } = await setUp();
    const flow = await start();
    flow.cancel();
    expect(await flow.outcome).toMatchObject({ ok: false, fault: { code: 'run/stopped' } });
    expect(await isClosed(flow.redirectUri)).toBe(true);
  });

  it('says what to check where Intuit does not know the keys', async () => {
    const { start, practice } = await setUp();
    const flow = await start({ credentials: { ...practice.access.quickbooks, clientSecret: 'wrong', environment: 'sandbox' } });
    await visit(await decide(flow, 'connect'));
    expect(await flow.outcome).toMatchObject({
      ok: false,
      fault: { code: 'oauth/exchange-failed', class: 'auth', message: expect.stringContaining('client id') },
    });
  });
});

describe('a pasted address', () => {
  it('does what the browser could not', async () => {
    const { start } = await setUp();
    const flow = await start();
    const address = await decide(flow, 'connect');
    expect(flow.complete(` ${address}\n`)).toEqual({ ok: true, value: null });
    expect((await flow.outcome).ok).toBe(true);
    expect(flow.complete(address)).toMatchObject({ ok: false, fault: { code: 'oauth/unknown-flow' } });
  });

  it('is checked like a visit, and a wrong one changes nothing', async () => {
    const { start } = await setUp();
    const flow = await start();
    const state = stateOf(flow);
    expect(flow.complete('hello')).toMatchObject({ ok: false, fault: { code: 'oauth/bad-address' } });
    expect(flow.complete(`https://evil.example/callback?code=a&state=${state}&realmId=1`)).toMatchObject({
      ok: false,
      fault: { code: 'oauth/bad-address' },
    });
    expect(flow.complete(`${flow.redirectUri}?code=a&state=b&realmId=1`)).toMatchObject({
      ok: false,
      fault: { code: 'oauth/wrong-state' },
    });
    expect(flow.complete(`${flow.redirectUri}?state=${state}`)).toMatchObject({ ok: false, fault: { code: 'oauth/bad-address' } });
    expect(flow.complete(await decide(flow, 'connect')).ok).toBe(true);
    expect((await flow.outcome).ok).toBe(true);
  });

  it('of a firm’s own https address is taken, and so is its way on to this machine', async () => {
    const { start, practice } = await setUp();
    practice.control.configure({ redirects: 'production', registeredRedirects: ['https://books.example/callback'] });
    const flow = await start({ redirectUri: 'https://books.example/callback' });
    expect(new URL(flow.authorizeUrl).searchParams.get('redirect_uri')).toBe('https://books.example/callback');
    const bounced = new URL(await decide(flow, 'connect'));
    const page = await visit(`http://127.0.0.1:${PORTS[0]}/callback${bounced.search}`);
    expect(page.status).toBe(200);
    expect((await flow.outcome).ok).toBe(true);
  });

  it('can pass through a page that learns the port of this machine from the state', async () => {
    const { start } = await setUp();
    const flow = await start({ redirectUri: 'https://books.example/callback' });
    expect(stateOf(flow)).toMatch(/^47831\.[\w-]{43}$/);
  });

  it('may not lead to plain http elsewhere', async () => {
    const { practice, http, time, logger } = await setUp();
    for (const redirectUri of [
      'http://books.example/callback',
      'ftp://localhost/x',
      'nonsense',
      'http://localhost/callback',
      'https://user@books.example/cb',
    ]) {
      const refused = await startIntuitAuthorization({
        ...optionsOf(practice),
        redirectUri,
        http,
        clock: time.clock,
        timers: time.timers,
        logger,
      });
      expect(refused, redirectUri).toMatchObject({ ok: false, fault: { code: 'oauth/bad-address' } });
    }
  });
});

describe('revoking', () => {
  it('ends the connection at Intuit, and is content where it has ended already', async () => {
    const { start, practice, http, time } = await setUp();
    const flow = await start();
    await consentAsPracticePerson(flow.authorizeUrl);
    const tokens = valueOf(await flow.outcome);
    const { credentials } = optionsOf(practice);
    const revoke = { http, clock: time.clock, credentials, revokeAddress: practice.access.intuitRevokeUrl, tokens };
    expect(await revokeIntuitTokens(revoke)).toEqual({ ok: true, value: null });
    const url = `${practice.access.quickbooksApiUrl}/v3/company/${tokens.realmId}/preferences`;
    expect((await visit(url, { headers: { Authorization: `Bearer ${tokens.accessToken}` } })).status).toBe(401);
    expect(await revokeIntuitTokens(revoke)).toEqual({ ok: true, value: null });
    expect(await revokeIntuitTokens({ ...revoke, credentials: { ...credentials, clientSecret: 'wrong' } })).toMatchObject({
      ok: false,
      fault: { code: 'books/reconnect', message: expect.stringContaining('client id') },
    });
  });
});

describe('the token endpoint', () => {
  const listenWith = async (answer: ScriptedAnswer) => {
    const server = await startScriptedServer(() => answer);
    const { logger } = createRecordingLogger();
    const clock = { now: () => START_MS };
    const http = createHttp({ clock, logger });
    closers.push(
      () => server.close(),
      () => http.close(),
    );
    const credentials = { clientId: 'id', clientSecret: 'secret', environment: 'sandbox' } as const;
    return { server, endpoint: createIntuitTokenEndpoint({ http, clock, logger, credentials, tokenAddress: server.url }) };
  };

  it('is asked as Intuit wants it, with the header for the hard end', async () => {
    const { server, endpoint } = await listenWith({
      body: { access_token: 'a', refresh_token: 'r', expires_in: '3600', x_refresh_token_expires_in: 8_640_000 },
    });
    expect(await endpoint.refresh('old')).toMatchObject({
      ok: true,
      value: { accessToken: 'a', refreshToken: 'r', accessExpiresAt: instantOf(START_MS + 3_600_000), refreshHardExpiresAt: null },
    });
    expect(server.requests[0]).toMatchObject({
      method: 'POST',
      body: 'grant_type=refresh_token&refresh_token=old',
      headers: {
        authorization: `Basic ${Buffer.from('id:secret').toString('base64')}`,
        'content-type': 'application/x-www-form-urlencoded',
        'x-include-refresh-token-hard-expires-in': 'true',
      },
    });
  });

  it.each([
    ['its own word', { status: 400, body: { error: 'invalid_grant', error_description: 'Token invalid' } }, 'auth', 'books/reconnect'],
    ['unknown keys', { status: 401, body: { error: 'invalid_client' } }, 'auth', 'books/reconnect'],
    ['the page of a proxy', { status: 403, body: '<html>Blocked</html>' }, 'transient', 'books/bad-answer'],
    ['nothing', { status: 400, body: '' }, 'transient', 'books/bad-answer'],
    ['a success without tokens', { body: { hello: 1 } }, 'transient', 'books/bad-answer'],
    ['a failure', { status: 503, body: '' }, 'transient', 'books/unreachable'],
    ['too many requests', { status: 429, body: '' }, 'throttled', 'books/throttled'],
  ])('that answers %s ends a connection only by its own word', async (_words, answer, kind, code) => {
    const { endpoint } = await listenWith(answer);
    const refused = await endpoint.refresh('old-refresh-token');
    expect(refused).toMatchObject({ ok: false, fault: { class: kind, code } });
    expect(JSON.stringify(refused)).not.toContain('old-refresh-token');
  });
});

/** A GET under another name: what a browser sends whose DNS was pointed at this machine. */
async function statusWithHost(port: number, host: string): Promise<number> {
  const { request } = await import('node:http');
  return new Promise((resolve, reject) => {
    request({ port, host: '127.0.0.1', path: '/callback', headers: { Host: host } }, (response) => {
      response.resume();
      resolve(response.statusCode ?? 0);
    })
      .once('error', reject)
      .end();
  });
}
