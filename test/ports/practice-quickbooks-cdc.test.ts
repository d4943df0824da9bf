import { describe, expect, it } from 'vitest';

import { type JsonObject, objectsAt, textAt } from '../../electron/practice/quickbooks/json-value.ts';
import { errorOf, type Harness, only, salesLine, startHarness } from './practice-quickbooks-harness.ts';

const DAY_MS = 86_400_000;

async function changes(shop: Harness, entities: string, since: string): Promise<readonly JsonObject[]> {
  const reply = await shop.call('GET', `/cdc?entities=${entities}&changedSince=${encodeURIComponent(since)}`);
  return objectsAt(objectsAt(reply.body, 'CDCResponse')[0] ?? null, 'QueryResponse');
}

describe('change data capture', () => {
  it('shows what was made, changed and deleted, with an empty answer for an entity without changes', async () => {
    const shop = await startHarness();
    const since = '2026-06-22T06:59:00-07:00';
    const invoice = { CustomerRef: { value: await shop.customerId('Ana Ruiz') }, Line: [salesLine(await shop.itemId('Mint Tea'), 5)] };
    const kept = only(await shop.create('Invoice', invoice), 'Invoice');
    const gone = only(await shop.create('Invoice', invoice), 'Invoice');
    shop.nowMs += 1000;
    await shop.create('Invoice', { Id: gone['Id'], SyncToken: '0' }, '&operation=delete');
    const [invoices, customers, items] = await changes(shop, 'Invoice,Customer,Item', since);
    expect(objectsAt(invoices ?? null, 'Invoice')).toEqual([
      { domain: 'QBO', status: 'Deleted', Id: gone['Id'], MetaData: { LastUpdatedTime: '2026-06-22T07:00:01-07:00' } },
      kept,
    ]);
    expect(invoices).toMatchObject({ startPosition: 1, maxResults: 2 });
    // The customer's balance moved, its SyncToken did not.
    expect(objectsAt(customers ?? null, 'Customer')).toMatchObject([{ DisplayName: 'Ana Ruiz', SyncToken: '0', Balance: 5 }]);
    expect(items).toEqual({});
    expect(await changes(shop, 'Invoice', '2026-06-22T07:00:02-07:00')).toEqual([{}]);
  });

  it('looks back 30 days at most, without saying so', async () => {
    const shop = await startHarness();
    const all = await shop.rows("SELECT * FROM Invoice WHERE TxnDate <= '2026-06-22'");
    const [invoices] = await changes(shop, 'Invoice', '2025-01-01T00:00:00Z');
    const found = objectsAt(invoices ?? null, 'Invoice');
    expect(found.length).toBeLessThan(all.length);
    expect(found.map((one) => Date.parse(textAt(one, 'TxnDate') ?? '')).every((date) => date >= shop.nowMs - 31 * DAY_MS)).toBe(true);
  });

  it('gives a thousand objects at most', async () => {
    const shop = await startHarness();
    for (let batch = 0; batch < 34; batch += 1) {
      const items = Array.from({ length: 30 }, (_, index) => ({
        bId: String(index),
        operation: 'create',
        Customer: { DisplayName: `C ${batch}-${index}` },
      }));
      await shop.call('POST', '/batch', { BatchItemRequest: items });
    }
    const [customers] = await changes(shop, 'Customer', '2026-06-22T06:59:00-07:00');
    expect(objectsAt(customers ?? null, 'Customer')).toHaveLength(1000);
  });

  it('does not track tax codes', async () => {
    const shop = await startHarness();
    expect(errorOf(await shop.call('GET', '/cdc?entities=TaxCode&changedSince=2026-06-20')).code).toBe('4001');
  });
});
