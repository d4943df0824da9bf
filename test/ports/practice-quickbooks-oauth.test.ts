import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

import { describe, expect, it } from 'vitest';

import { textAt } from '../../electron/practice/quickbooks/json-value.ts';
import { consentAsPracticePerson } from '../../electron/practice/quickbooks/consent.ts';
import { REDIRECT, startHarness } from './practice-quickbooks-harness.ts';

const HOUR_MS = 3_600_000;

describe('connecting to the practice company', () => {
  it('shows a person both ways, and sends back code, state and realm after Connect', async () => {
    const shop = await startHarness();
    const page = await fetch(shop.authorizeUrl());
    expect(page.status).toBe(200);
    const html = await page.text();
    expect(html).toContain('Harbor &amp; Pine LLC');
    expect(html.match(/<form /g)).toHaveLength(2);
    const back = await shop.decide('connect', { state: 'a b&c' });
    expect(back.origin + back.pathname).toBe(REDIRECT);
    expect(back.searchParams.get('state')).toBe('a b&c');
    expect(back.searchParams.get('realmId')).toBe(shop.books.access.quickbooks.realmId);
    expect(back.searchParams.get('code')).not.toBe('');
  });

  it('sends back access_denied after Cancel and invalid_scope for another scope', async () => {
    const shop = await startHarness();
    const cancelled = await shop.decide('cancel');
    expect(Object.fromEntries(cancelled.searchParams)).toEqual({ error: 'access_denied', state: 'st-1' });
    expect((await shop.decide('connect', { scope: 'openid' })).searchParams.get('error')).toBe('invalid_scope');
  });

  it.each([
    ['an IP address', { redirect_uri: 'http://127.0.0.1:47811/callback' }],
    ['another path', { redirect_uri: 'http://localhost:47811/other' }],
    ['a query', { redirect_uri: 'http://localhost:47811/callback?x=1' }],
    ['an unknown client', { client_id: 'ABnobody' }],
    ['no state', { state: '' }],
  ])('refuses %s on its own page and goes nowhere', async (_what, changes) => {
    const shop = await startHarness();
    const answered = await fetch(shop.authorizeUrl(changes), {
      method: 'POST',
      body: new URLSearchParams({ decision: 'connect' }),
      redirect: 'manual',
    });
    expect(answered.status).toBe(400);
    expect(answered.headers.get('location')).toBeNull();
  });

  it('takes only https on a registered domain with production keys', async () => {
    const shop = await startHarness();
    shop.books.control.configure({ redirects: 'production', registeredRedirects: ['https://purser.example/back', REDIRECT] });
    expect((await fetch(shop.authorizeUrl())).status).toBe(400);
    expect((await fetch(shop.authorizeUrl({ redirect_uri: 'https://purser.example/back' }))).status).toBe(200);
    expect((await fetch(shop.authorizeUrl({ redirect_uri: 'https://purser.example/back/' }))).status).toBe(400);
  });

  it('can be walked through by the practice person, to a loopback callback only', async () => {
    const shop = await startHarness();
    const arrived: string[] = [];
    const app = createServer((incoming, outgoing) => {
      arrived.push(incoming.url ?? '');
      outgoing.end('You may close this window.');
    });
    await new Promise<void>((resolve) => {
      app.listen(0, '127.0.0.1', resolve);
    });
    // Safe: a listening TCP server has an address object.
    const { port } = app.address() as AddressInfo;
    await consentAsPracticePerson(shop.authorizeUrl({ redirect_uri: `http://localhost:${port}/callback` }));
    expect(arrived).toHaveLength(1);
    expect(arrived[0]).toMatch(/^\/callback\?code=AB1.+&state=st-1&realmId=\d+$/);
    shop.books.control.configure({ registeredRedirects: ['https://purser.example/back'] });
    await expect(consentAsPracticePerson(shop.authorizeUrl({ redirect_uri: 'https://purser.example/back' }))).rejects.toThrow(
      'only goes to this machine',
    );
    app.closeAllConnections();
    await new Promise((resolve) => app.close(resolve));
  });
});

describe('tokens of the practice company', () => {
  it('come for an hour, and with the hard expiry only where it is asked for', async () => {
    const shop = await startHarness();
    const code = (await shop.decide('connect')).searchParams.get('code') ?? '';
    const form = { grant_type: 'authorization_code', code, redirect_uri: REDIRECT };
    const tokens = await shop.token(form, { 'x-include-refresh-token-hard-expires-in': 'true' });
    expect(tokens.body).toMatchObject({
      token_type: 'bearer',
      expires_in: 3600,
      x_refresh_token_expires_in: 8_726_400,
      x_refresh_token_hard_expires_in: 157_680_000,
    });
    const refreshed = await shop.token({ grant_type: 'refresh_token', refresh_token: textAt(tokens.body, 'refresh_token') ?? '' });
    expect(refreshed.body).not.toHaveProperty('x_refresh_token_hard_expires_in');
  });

  it('are refused to another client, another redirect address and an unknown code', async () => {
    const shop = await startHarness();
    const code = (await shop.decide('connect')).searchParams.get('code') ?? '';
    const form = { grant_type: 'authorization_code', code, redirect_uri: REDIRECT };
    const stranger = await shop.token(form, { Authorization: `Basic ${Buffer.from('a:b').toString('base64')}` });
    expect([stranger.status, stranger.text]).toEqual([401, '{"error":"invalid_client"}']);
    const elsewhere = await shop.token({ ...form, redirect_uri: 'http://localhost:47812/callback' });
    expect([elsewhere.status, elsewhere.body['error']]).toEqual([400, 'invalid_grant']);
    expect((await shop.token({ ...form, code: 'AB1x' })).status).toBe(400);
    expect((await shop.token(form)).status).toBe(200);
  });

  it('of the first exchange end when the code is exchanged a second time', async () => {
    const shop = await startHarness();
    const code = (await shop.decide('connect')).searchParams.get('code') ?? '';
    const form = { grant_type: 'authorization_code', code, redirect_uri: REDIRECT };
    shop.accessToken = textAt((await shop.token(form)).body, 'access_token') ?? '';
    expect((await shop.call('GET', '/preferences')).status).toBe(200);
    expect((await shop.token(form)).body).toEqual({ error: 'invalid_grant' });
    expect((await shop.call('GET', '/preferences')).status).toBe(401);
  });

  it('keep their refresh value for a day, then change it and refuse the old one', async () => {
    const shop = await startHarness();
    const refresh = (value: string) => shop.token({ grant_type: 'refresh_token', refresh_token: value });
    shop.nowMs += 23 * HOUR_MS;
    expect((await refresh(shop.refreshToken)).body['refresh_token']).toBe(shop.refreshToken);
    shop.nowMs += HOUR_MS;
    const rotated = textAt((await refresh(shop.refreshToken)).body, 'refresh_token') ?? '';
    expect(rotated).not.toBe(shop.refreshToken);
    const old = await refresh(shop.refreshToken);
    expect([old.status, old.body['error']]).toEqual([400, 'invalid_grant']);
    expect((await refresh(rotated)).status).toBe(200);
    shop.nowMs += 8_726_400_000;
    expect((await refresh(rotated)).status).toBe(400);
  });

  it('can change at every call, and can take the reuse of an old value for theft', async () => {
    const shop = await startHarness();
    shop.books.control.configure({ refreshRotation: 'every-call', oldRefreshRevokes: true });
    const refresh = (value: string) => shop.token({ grant_type: 'refresh_token', refresh_token: value });
    const next = textAt((await refresh(shop.refreshToken)).body, 'refresh_token') ?? '';
    expect(next).not.toBe(shop.refreshToken);
    expect((await refresh(shop.refreshToken)).status).toBe(400);
    expect((await refresh(next)).status).toBe(400);
  });

  it('expire after an hour with their own text in the detail, and end when they are revoked', async () => {
    const shop = await startHarness();
    shop.nowMs += HOUR_MS;
    const expired = await shop.call('GET', '/preferences');
    expect(expired.status).toBe(401);
    expect(expired.headers.get('www-authenticate')).toContain('invalid_token');
    expect(expired.body).toMatchObject({
      fault: {
        type: 'AUTHENTICATION',
        error: [
          {
            message: 'message=AuthenticationFailed; errorCode=003200; statusCode=401',
            detail: `Token expired: ${shop.accessToken}`,
            code: '3200',
          },
        ],
      },
      batchItemResponse: [],
      time: shop.nowMs,
    });
    const revoke = () =>
      fetch(shop.books.access.intuitRevokeUrl, {
        method: 'POST',
        headers: {
          Authorization: `Basic ${Buffer.from(`${shop.books.access.quickbooks.clientId}:${shop.books.access.quickbooks.clientSecret}`).toString('base64')}`,
          'Content-Type': 'application/json',
        },
        body: JSON.stringify({ token: shop.refreshToken }),
      });
    expect((await revoke()).status).toBe(200);
    expect((await revoke()).status).toBe(400);
    expect((await shop.token({ grant_type: 'refresh_token', refresh_token: shop.refreshToken })).status).toBe(400);
  });

  it('open this company only', async () => {
    const shop = await startHarness();
    const answered = await fetch(`${shop.books.access.quickbooksApiUrl}/v3/company/123/preferences`, {
      headers: { Authorization: `Bearer ${shop.accessToken}`, Accept: 'application/json' },
    });
    expect(answered.status).toBe(403);
    expect(await answered.json()).toMatchObject({ fault: { type: 'SERVICE', error: [{ code: '3100' }] } });
  });
});
