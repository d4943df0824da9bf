import { describe, expect, it } from 'vitest';

import { type JsonObject, objectAt, objectsAt, textAt } from '../../electron/practice/quickbooks/json-value.ts';
import { errorOf, type Harness, idIn, only, salesLine, startHarness } from './practice-quickbooks-harness.ts';

const DAY_MS = 86_400_000;
const numbered = (docNumber: string, more: JsonObject = {}): JsonObject => ({
  CustomerRef: { value: '1' },
  DocNumber: docNumber,
  Line: [salesLine('1', 5, { TaxCodeRef: { value: 'NON' } })],
  ...more,
});
const refresh = (shop: Harness, value: string = shop.refreshToken) => shop.token({ grant_type: 'refresh_token', refresh_token: value });

describe('unknowns of sign-in', () => {
  it('may leave a replaced refresh value a grace, in which it gives the newest one again', async () => {
    const shop = await startHarness();
    shop.books.control.configure({ refreshRotation: 'every-call', refreshGraceMs: DAY_MS });
    const newest = textAt((await refresh(shop)).body, 'refresh_token');
    shop.nowMs += DAY_MS - 1;
    const again = await refresh(shop);
    expect([again.status, again.body['refresh_token']]).toEqual([200, newest]);
    shop.nowMs += 1;
    expect((await refresh(shop)).body).toMatchObject({ error: 'invalid_grant' });
  });

  it('may take two refreshes at a time for theft: one wins, and what it won is worth nothing', async () => {
    const shop = await startHarness();
    shop.books.control.configure({ concurrentRefreshRevokes: true });
    const answers = await Promise.all([refresh(shop), refresh(shop)]);
    expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 400]);
    shop.accessToken = answers.flatMap(({ body }) => textAt(body, 'access_token') ?? [])[0] ?? '';
    expect((await shop.call('GET', '/preferences')).text).toContain('Token revoked');
  });

  it('lets one refresh after the other pass, a second apart', async () => {
    const shop = await startHarness();
    shop.books.control.configure({ concurrentRefreshRevokes: true });
    expect((await refresh(shop)).status).toBe(200);
    shop.nowMs += 1000;
    expect((await refresh(shop)).status).toBe(200);
  });

  it('lets a connection come near the ends of its refresh value and of its consent', async () => {
    const shop = await startHarness();
    const { control } = shop.books;
    control.ageConnection({ consentMs: (5 * 365 - 7) * DAY_MS });
    const wanted = { 'x-include-refresh-token-hard-expires-in': 'true' };
    const near = await shop.token({ grant_type: 'refresh_token', refresh_token: shop.refreshToken }, wanted);
    expect(near.body['x_refresh_token_hard_expires_in']).toBe(7 * 86_400);
    control.ageConnection({ refreshMs: 101 * DAY_MS });
    expect((await refresh(shop)).body).toMatchObject({ error: 'invalid_grant' });
  });

  it('refuses keys of the other environment, another company and what is no token with 3100', async () => {
    const shop = await startHarness();
    const code = async (headers?: Record<string, string>): Promise<unknown> => {
      const { body, status } = await shop.call('GET', '/preferences', undefined, headers);
      return [status, objectsAt(objectAt(body, 'fault'), 'error')[0]?.['code']];
    };
    expect(await code({ Authorization: 'Bearer x' })).toEqual([403, '3100']);
    expect(await code({ Authorization: `Bearer ${'x'.repeat(4097)}` })).toEqual([403, '3100']);
    expect(await code({ Authorization: 'Bearer of-somebody-else' })).toEqual([401, '3200']);
    shop.books.control.configure({ environment: 'other' });
    expect(await code()).toEqual([403, '3100']);
    shop.books.control.configure({ environment: 'matching' });
    shop.books.control.connectAnotherCompany('123');
    const back = await shop.decide('connect');
    expect(back.searchParams.get('realmId')).toBe('123');
    expect(await code()).toEqual([200, undefined]);
  });
});

describe('unknowns of answers', () => {
  it('ask for a wait after 429 only where that is set, and come as JSON or empty', async () => {
    const shop = await startHarness();
    const { control } = shop.books;
    control.plan({ kind: 'throttle', times: 3 });
    expect((await shop.call('GET', '/preferences')).headers.get('retry-after')).toBeNull();
    control.configure({ retryAfterSeconds: 30, throttleBody: 'json' });
    const json = await shop.call('GET', '/preferences');
    expect(json.headers.get('retry-after')).toBe('30');
    expect(json.body).toMatchObject({ fault: { error: [{ message: 'message=ThrottleExceeded; errorCode=003001; statusCode=429' }] } });
    control.configure({ throttleBody: 'empty' });
    expect((await shop.call('GET', '/preferences')).text).toBe('');
  });

  it('can be a page or nothing where an error was meant, and a fault inside a success', async () => {
    const shop = await startHarness();
    const { control } = shop.books;
    control.plan({ kind: 'html-errors' });
    control.plan({ kind: 'empty-errors' });
    control.plan({ kind: 'refuse', code: '6000', times: 2, when: { docNumber: 'H-1' } });
    const page = await shop.create('Invoice', numbered('H-1'));
    expect([page.status, page.text.startsWith('<html>')]).toEqual([400, true]);
    const nothing = await shop.create('Invoice', numbered('H-1'));
    expect([nothing.status, nothing.text]).toEqual([400, '']);
    control.plan({ kind: 'unavailable', executes: false });
    expect((await shop.create('Invoice', numbered('H-1'))).status).toBe(503);
    control.plan({ kind: 'refuse', code: '6000', status: 200, others: [{ code: '2020', message: 'm', detail: 'd' }] });
    const inside = await shop.create('Invoice', numbered('H-1'), '&requestid=inside');
    expect(inside.status).toBe(200);
    expect(objectsAt(objectAt(inside.body, 'Fault'), 'Error').map((error) => error['code'])).toEqual(['6000', '2020']);
    expect(only(await shop.create('Invoice', numbered('H-1'), '&requestid=inside'), 'Invoice')['DocNumber']).toBe('H-1');
  });

  it('name elements, leave them empty or leave them out', async () => {
    const shop = await startHarness();
    const elements: unknown[] = [];
    for (const errorElements of ['named', 'empty', 'absent'] as const) {
      shop.books.control.configure({ errorElements });
      elements.push(errorOf(await shop.create('Invoice', { Line: [] })).element);
    }
    expect(elements).toEqual(['CustomerRef', '', undefined]);
    const batch = await shop.call('POST', '/batch', { BatchItemRequest: [{ bId: '1', operation: 'create', Invoice: {} }] });
    expect(errorOf(objectsAt(batch.body, 'BatchItemResponse')[0] ?? {})).toMatchObject({ code: '2020', element: undefined });
  });

  it('order the answers of a batch and unsorted transactions as they like', async () => {
    const shop = await startHarness();
    shop.books.control.configure({ batchOrder: 'reversed', transactionOrder: 'oldest-first' });
    const batch = await shop.call('POST', '/batch', {
      BatchItemRequest: ['a', 'b'].map((bId) => ({ bId, operation: 'create', Invoice: numbered(`O-${bId}`) })),
    });
    expect(objectsAt(batch.body, 'BatchItemResponse').map((item) => item['bId'])).toEqual(['b', 'a']);
    expect((await shop.rows('SELECT * FROM Invoice')).at(-1)?.['DocNumber']).toBe('O-b');
  });

  it('of a batch that would hold more than a thousand objects are refused whole', async () => {
    const shop = await startHarness();
    const query = (bId: string): JsonObject => ({ bId, Query: 'SELECT * FROM Account MAXRESULTS 1000' });
    const size = (await shop.rows('SELECT * FROM Account MAXRESULTS 1000')).length;
    for (let made = size; made <= 34; made += 1) {
      await shop.create('Account', { Name: `More ${made}`, AccountType: 'Income' });
    }
    const items = Array.from({ length: 30 }, (_, index) => query(String(index)));
    const refused = await shop.call('POST', '/batch', { BatchItemRequest: items });
    expect(errorOf(refused)).toMatchObject({ code: '1040', detail: 'The answer has 1,050 objects. The maximum is 1,000.' });
  });

  it('carry properties of versions to come in queries, changes and batches too', async () => {
    const shop = await startHarness();
    shop.books.control.configure({ futureProperties: true });
    await shop.create('Customer', { DisplayName: 'Future' });
    const [row] = await shop.rows("SELECT * FROM Customer WHERE DisplayName = 'Future'");
    expect(row).toHaveProperty('futureProperty');
    expect((await shop.call('GET', '/cdc?entities=Customer&changedSince=2026-06-22')).text).toContain('futureProperty');
  });
});

describe('unknowns of the company', () => {
  it('close the books with or without a password, each by its own code', async () => {
    const shop = await startHarness();
    const { control } = shop.books;
    control.closeBooksThrough('2026-06-10');
    const early = numbered('C-1', { TxnDate: '2026-06-10' });
    expect(errorOf(await shop.create('Invoice', early)).code).toBe('6210');
    control.configure({ closedPeriodCode: '6200' });
    expect(errorOf(await shop.create('Invoice', early)).code).toBe('6200');
    control.closeBooksThrough(null);
    expect((await shop.create('Invoice', early)).status).toBe(200);
  });

  it('drop discounts and shipping that are turned off, or refuse them', async () => {
    const shop = await startHarness();
    const { control } = shop.books;
    control.changePreferences({ SalesFormsPrefs: { AllowDiscount: false, AllowShipping: false } });
    const lines = [
      salesLine('1', 10, { TaxCodeRef: { value: 'NON' } }),
      salesLine('SHIPPING_ITEM_ID', 4),
      { Amount: 3, DetailType: 'DiscountLineDetail', DiscountLineDetail: { PercentBased: false } },
    ];
    expect((await shop.create('Invoice', numbered('D-1', { Line: lines }))).status).toBe(400);
    control.configure({ featureTurnedOff: 'drop' });
    expect(only(await shop.create('Invoice', numbered('D-1', { Line: lines })), 'Invoice')['TotalAmt']).toBe(10);
  });

  it('count lengths in characters, in UTF-16 or in bytes, and shipping texts as they are set', async () => {
    const shop = await startHarness();
    const memo = numbered('L-1', { CustomerMemo: { value: '🎁'.repeat(1000) } });
    expect((await shop.create('Invoice', memo)).status).toBe(200);
    shop.books.control.configure({ lengthCounting: 'utf16' });
    expect(errorOf(await shop.create('Invoice', { ...memo, DocNumber: 'L-2' })).detail).toContain('Supplied length:2,000');
    shop.books.control.configure({ lengthCounting: 'bytes', shippingTextLength: 31 });
    expect(errorOf(await shop.create('Invoice', { ...memo, DocNumber: 'L-2' })).detail).toContain('Supplied length:4,000');
    const tracked = (length: number): JsonObject =>
      numbered(`L-${length}`, { TrackingNum: '9'.repeat(length), ShipMethodRef: { value: 'x'.repeat(31) } });
    expect((await shop.create('Invoice', tracked(31))).status).toBe(200);
    expect(errorOf(await shop.create('Invoice', tracked(32)))).toMatchObject({ code: '2050', element: 'TrackingNum' });
  });

  it('compare names with or without case and spaces, and word 6240 in three ways', async () => {
    const shop = await startHarness();
    const { control } = shop.books;
    const details: string[] = [];
    for (const duplicateNameWords of ['explained', 'null', 'template'] as const) {
      control.configure({ duplicateNameWords });
      details.push(errorOf(await shop.create('Customer', { DisplayName: ' cascade paper SUPPLY' })).detail);
    }
    expect(details).toEqual([
      'The name supplied already exists. : Another customer, vendor or employee is already using this name. Please use a different name.',
      'The name supplied already exists. : null',
      'The name supplied already exists. : Another $$customer$$ is already using this name. Please use a different name.',
    ]);
    control.configure({ nameComparison: 'exact' });
    expect((await shop.create('Customer', { DisplayName: 'cascade paper SUPPLY' })).status).toBe(200);
    expect(errorOf(await shop.create('Customer', { DisplayName: 'Cascade Paper Supply' })).code).toBe('6240');
  });

  it('let a paid invoice be voided, or not', async () => {
    const shop = await startHarness();
    shop.books.control.configure({ voidOfPaid: 'refuse' });
    const invoice = only(await shop.create('Invoice', numbered('V-1')), 'Invoice');
    const payment = shop.books.control.colleague.pays(idIn(invoice));
    const voidIt = (token: string) => shop.create('Invoice', { Id: idIn(invoice), SyncToken: token }, '&operation=void');
    expect(errorOf(await voidIt('1')).detail).toContain('linked to a payment');
    shop.books.control.colleague.voids('Payment', payment);
    expect((await voidIt('2')).status).toBe(200);
  });
});
