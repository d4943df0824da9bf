import { describe, expect, it } from 'vitest';

import { startHarness } from './practice-quickbooks-harness.ts';

describe('the limits of the practice books', () => {
  it('admit ten requests in a second of the clock and answer the eleventh in XML without Retry-After', async () => {
    const shop = await startHarness();
    shop.books.control.configure({ limits: true });
    for (let count = 0; count < 10; count += 1) {
      expect((await shop.call('GET', '/preferences')).status).toBe(200);
    }
    const refused = await shop.call('GET', '/preferences');
    expect(refused.status).toBe(429);
    expect(refused.headers.get('retry-after')).toBeNull();
    expect(refused.headers.get('content-type')).toContain('xml');
    expect(refused.text).toContain('<Error code="3001"><Message>message=ThrottleExceeded; errorCode=003001; statusCode=429</Message>');
    shop.nowMs += 1000;
    expect((await shop.call('GET', '/preferences')).status).toBe(200);
    expect(shop.books.counters().throttled).toBe(1);
  });

  it('admit 500 requests and 40 batches a minute', async () => {
    const shop = await startHarness();
    shop.books.control.configure({ limits: true });
    const statuses: number[] = [];
    for (let count = 0; count < 501; count += 1) {
      statuses.push((await shop.call('GET', '/term/1')).status);
      shop.nowMs += 110;
    }
    expect(statuses.filter((status) => status === 429)).toHaveLength(1);
    shop.nowMs += 60_000;
    const batches: number[] = [];
    for (let count = 0; count < 41; count += 1) {
      batches.push((await shop.call('POST', '/batch', { BatchItemRequest: [{ bId: '1', Query: 'select count(*) from Term' }] })).status);
      shop.nowMs += 1000;
    }
    expect(batches.filter((status) => status === 429)).toHaveLength(1);
    expect(batches[40]).toBe(429);
  });

  it.each([
    ['json', '"code":"3001"'],
    ['empty', ''],
  ] as const)('can answer 429 as %s', async (form, part) => {
    const shop = await startHarness();
    shop.books.control.configure({ throttleBody: form });
    shop.books.control.plan({ kind: 'throttle' });
    const refused = await shop.call('GET', '/preferences');
    expect(refused.status).toBe(429);
    expect(refused.text).toContain(part);
    expect(refused.text === '').toBe(form === 'empty');
  });
});
