import { describe, expect, it } from 'vitest';

import { objectsAt, textAt } from '../../electron/practice/quickbooks/json-value.ts';
import { openPracticeBooks } from '../../electron/practice/quickbooks/start.ts';
import { ANCHOR, errorOf, only, salesLine, startHarness } from './practice-quickbooks-harness.ts';

const numbered = (docNumber: string) => ({
  CustomerRef: { value: '1' },
  DocNumber: docNumber,
  Line: [salesLine('7', 4, { TaxCodeRef: { value: 'NON' } })],
});

describe('planned troubles', () => {
  it('lose the answer after the commit: the document is there, and the same request id finds it', async () => {
    const shop = await startHarness();
    shop.books.control.plan({ kind: 'lose-answer', when: { entity: 'Invoice', docNumber: 'L-1' } });
    expect((await shop.create('Invoice', numbered('L-0'))).status).toBe(200);
    await expect(shop.create('Invoice', numbered('L-1'), '&requestid=lost')).rejects.toThrow();
    expect(shop.books.documents().filter((document) => document.docNumber === 'L-1')).toHaveLength(1);
    expect(only(await shop.create('Invoice', numbered('L-1'), '&requestid=lost'), 'Invoice')).toMatchObject({ DocNumber: 'L-1' });
    expect(shop.books.documents().filter((document) => document.docNumber === 'L-1')).toHaveLength(1);
    expect(shop.books.control.openFaults()).toEqual([]);
  });

  it('lose a whole batch by one of its documents, before or after it is executed', async () => {
    const shop = await startHarness();
    const batch = () =>
      shop.call('POST', '/batch?requestid=b1', {
        BatchItemRequest: ['M-1', 'M-2'].map((number, index) => ({ bId: String(index), operation: 'create', Invoice: numbered(number) })),
      });
    shop.books.control.plan({ kind: 'lose-answer', executes: false, when: { docNumber: 'M-2' } });
    shop.books.control.plan({ kind: 'gateway-timeout', when: { docNumber: 'M-2' } });
    await expect(batch()).rejects.toThrow();
    expect(shop.books.documents().some((document) => document.docNumber === 'M-1')).toBe(false);
    const timedOut = await batch();
    expect([timedOut.status, timedOut.headers.get('content-type')]).toEqual([504, 'text/html']);
    expect(shop.books.documents().filter((document) => document.docNumber?.startsWith('M-'))).toHaveLength(2);
    expect((await batch()).status).toBe(200);
    expect(shop.books.documents().filter((document) => document.docNumber?.startsWith('M-'))).toHaveLength(2);
  });

  it('refuse one document of a batch with a code, as often as planned', async () => {
    const shop = await startHarness();
    shop.books.control.plan({
      kind: 'refuse',
      code: '6000',
      detail: 'Business Validation Error: no',
      times: 2,
      when: { docNumber: 'R-2' },
    });
    const batch = () =>
      shop.call('POST', '/batch', {
        BatchItemRequest: ['R-1', 'R-2'].map((number, index) => ({
          bId: String(index),
          operation: 'create',
          Invoice: { ...numbered(number) },
        })),
      });
    const first = objectsAt((await batch()).body, 'BatchItemResponse');
    expect(first.map((answer) => errorOf(answer).code)).toEqual([null, '6000']);
    expect(errorOf(await shop.create('Invoice', numbered('R-2'))).detail).toBe('Business Validation Error: no');
    expect((await shop.create('Invoice', numbered('R-2'))).status).toBe(200);
  });

  it('refuse a reading only where they name it', async () => {
    const shop = await startHarness();
    shop.books.control.plan({ kind: 'refuse', code: '130', status: 401 });
    expect((await shop.query('SELECT * FROM Term')).status).toBe(200);
    shop.books.control.plan({ kind: 'refuse', code: '10000', status: 500, when: { operation: 'query' } });
    const refused = await shop.query('SELECT * FROM Term');
    expect([refused.status, errorOf(refused).code]).toEqual([500, '10000']);
    expect((await shop.create('Customer', { DisplayName: 'x' })).status).toBe(401);
  });

  it('save a document behind the caller’s back, so that its update is stale', async () => {
    const shop = await startHarness();
    const invoice = only(await shop.create('Invoice', numbered('S-1')), 'Invoice');
    shop.books.control.plan({ kind: 'bump', when: { docNumber: 'S-1' } });
    const update = { Id: invoice['Id'], SyncToken: '0', sparse: true, PrivateNote: 'x' };
    expect(errorOf(await shop.create('Invoice', update)).code).toBe('5010');
    expect((await shop.create('Invoice', { ...update, SyncToken: '1' })).status).toBe(200);
  });

  it('answer in HTML, in half, in XML, or not at all in time', async () => {
    const shop = await startHarness();
    const { control } = shop.books;
    control.plan({ kind: 'bad-gateway', when: { operation: 'query' } });
    control.plan({ kind: 'truncated-json', when: { entity: 'Term' } });
    control.plan({ kind: 'xml-errors' });
    const html = await shop.query('SELECT * FROM Term');
    expect([html.status, html.text.startsWith('<html>')]).toEqual([502, true]);
    const half = await shop.query('SELECT * FROM Term');
    expect(half.status).toBe(200);
    expect(() => JSON.parse(half.text) as unknown).toThrow();
    expect((await shop.query('SELECT * FROM Term')).text).toContain('"QueryResponse"');
    const xml = await shop.query('SELECT * FROM Nothing');
    expect(xml.status).toBe(400);
    expect(xml.text).toContain('<Error code="4001">');
    expect(errorOf(await shop.query('SELECT * FROM Nothing')).code).toBe('4001');
    control.plan({ kind: 'xml-errors' });
    control.expireAccessTokens();
    const signedOut = await shop.query('SELECT * FROM Term');
    expect(signedOut.status).toBe(401);
    expect(signedOut.text).toContain('<Fault type="AUTHENTICATION"><Error code="3200"><Message>message=AuthenticationFailed');
  });

  it('fail a whole batch with a code, though it is done', async () => {
    const shop = await startHarness();
    shop.books.control.plan({ kind: 'system-failure', when: { docNumber: 'F-2' } });
    const items = ['F-1', 'F-2'].map((docNumber) => ({ bId: docNumber, operation: 'create', Invoice: numbered(docNumber) }));
    const failed = await shop.call('POST', '/batch?requestid=fails', { BatchItemRequest: items });
    expect([failed.status, errorOf(failed).code]).toEqual([500, '10000']);
    const again = await shop.call('POST', '/batch?requestid=fails', { BatchItemRequest: items });
    expect([again.status, shop.books.counters().writes.create, shop.books.counters().replays]).toEqual([200, 2, 1]);
  });

  it('cut the connection in the middle of an answer', async () => {
    const shop = await startHarness();
    shop.books.control.plan({ kind: 'cut-off', when: { entity: 'Invoice' } });
    await expect(shop.create('Invoice', numbered('CUT-1'))).rejects.toThrow(/terminated|closed/);
    expect(shop.books.documents().filter(({ docNumber }) => docNumber === 'CUT-1')).toHaveLength(1);
  });

  it('expire tokens, end the connection and the subscription', async () => {
    const shop = await startHarness();
    const { control } = shop.books;
    control.plan({ kind: 'unauthorised', times: 2, when: { operation: 'create' } });
    expect((await shop.create('Invoice', numbered('U-1'))).status).toBe(401);
    expect((await shop.call('GET', '/preferences')).status).toBe(200);
    control.clearFaults();
    control.expireAccessTokens();
    expect((await shop.call('GET', '/preferences')).text).toContain('Token expired');
    shop.accessToken =
      textAt((await shop.token({ grant_type: 'refresh_token', refresh_token: shop.refreshToken })).body, 'access_token') ?? '';
    control.plan({ kind: 'suspended', times: 'always' });
    expect(errorOf(await shop.call('GET', '/preferences')).code).toBe('6190');
    expect(errorOf(await shop.create('Invoice', numbered('U-1'))).code).toBe('6190');
    control.clearFaults();
    control.configure({ subscription: 'ended' });
    expect(errorOf(await shop.create('Invoice', numbered('U-1'))).code).toBe('6190');
    control.revokeConnection();
    expect((await shop.call('GET', '/preferences')).status).toBe(401);
    expect((await shop.token({ grant_type: 'refresh_token', refresh_token: shop.refreshToken })).body).toMatchObject({
      error: 'invalid_grant',
    });
  });

  it('reach the token endpoint only when they are aimed at it', async () => {
    const shop = await startHarness();
    const { control } = shop.books;
    const refresh = () => shop.token({ grant_type: 'refresh_token', refresh_token: shop.refreshToken });
    control.plan({ kind: 'gateway-timeout' });
    expect((await refresh()).status).toBe(200);
    control.clearFaults();
    control.plan({ kind: 'throttle', retryAfterSeconds: 5, when: { operation: 'token' } });
    const throttled = await refresh();
    expect([throttled.status, throttled.headers.get('retry-after')]).toEqual([429, '5']);
    control.configure({ refreshRotation: 'every-call' });
    control.plan({ kind: 'lose-answer', when: { operation: 'token' } });
    await expect(refresh()).rejects.toThrow();
    // The answer with the new value is lost, and the old value is spent.
    expect((await refresh()).body).toMatchObject({ error: 'invalid_grant' });
  });

  it('can be planned by another process, and outlive a restart', async () => {
    const shop = await startHarness();
    const beside = openPracticeBooks({ directory: shop.directory, regime: 'us-automated', anchorOn: ANCHOR, now: () => shop.nowMs });
    beside.control.plan({ kind: 'refuse', code: '6210', when: { entity: 'Invoice' } });
    beside.close();
    await shop.restart();
    expect(errorOf(await shop.create('Invoice', numbered('O-1'))).code).toBe('6210');
  });

  it('wait before a slow answer by the injected timer, and cut it off after two minutes, though it is done', async () => {
    const shop = await startHarness();
    const waited: number[] = [];
    await shop.restart((ms) => {
      waited.push(ms);
      return Promise.resolve();
    });
    shop.books.control.plan({ kind: 'slow', delayMs: 90_000 });
    expect((await shop.call('GET', '/preferences')).status).toBe(200);
    shop.books.control.plan({ kind: 'slow', delayMs: 130_000 });
    await expect(shop.create('Customer', { DisplayName: 'Late' })).rejects.toThrow();
    expect(waited).toEqual([90_000, 120_000]);
    expect(shop.books.customers().some((customer) => customer.displayName === 'Late')).toBe(true);
  });
});
