import { describe, expect, test } from 'vitest';

import { readChanges } from '../../electron/adapters/quickbooks/read-changes.ts';
import type { RunControl } from '../../electron/core/engine/engine.ts';
import { meterMonthOf } from '../../shared/domain/books/metering.ts';
import { instantOf } from '../../shared/domain/time/instants.ts';
import { type PracticeEngine, startPracticeEngine, unwrap } from '../helpers/practice-engine.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** A refresh, with how many families were planned because of it and how many reads it cost. */
async function refreshed(shop: PracticeEngine): Promise<{ planned: number; reads: number; counts: Readonly<Record<string, number>> }> {
  const month = meterMonthOf(instantOf(shop.time.clock.now()));
  const before = shop.store.meter.of(month).reads;
  let planned = 0;
  const run: RunControl = {
    ...shop.run(),
    progress: (label, done) => {
      planned = label === 'Planning' ? done : planned;
    },
  };
  const counts = unwrap(await shop.engine.refreshBooks({ full: false }, run));
  return { planned, counts, reads: shop.store.meter.of(month).reads - before };
}

async function settledShop(): Promise<PracticeEngine> {
  const shop = await startPracticeEngine();
  await shop.sync();
  shop.approveReady();
  unwrap(await shop.engine.post({ limit: null }, shop.run()));
  shop.time.advance(11 * MINUTE_MS);
  await refreshed(shop);
  shop.time.advance(11 * MINUTE_MS);
  return shop;
}

const settledCount = ({ store }: PracticeEngine): number =>
  store.plans.countsByState({}).reduce((sum, { state, count }) => (state === 'posted' || state === 'terminal' ? sum + count : sum), 0);

describe('the copy of the books', () => {
  test('costs one read where nothing has changed, and plans nothing', async () => {
    await using shop = await settledShop();
    expect(await refreshed(shop)).toMatchObject({ planned: 0, reads: 1 });
  });

  test('learns of an edited customer without planning what is posted and settled', async () => {
    await using shop = await settledShop();
    const all = shop.store.orders.allFamilyRoots(0, 10_000).length;
    expect(settledCount(shop)).toBeGreaterThan(30);
    const id = shop.practice.quickbooks.customers()[0]?.id ?? '';
    shop.practice.quickbooks.control.edit('Customer', 'update', { Id: id, Notes: 'calls on Fridays', CompanyName: 'Renamed & Sons' });
    const { planned, counts } = await refreshed(shop);
    expect(counts['records']).toBe(1);
    expect(planned).toBeLessThanOrEqual(all - settledCount(shop) + 5);
    expect(shop.store.plans.countsByState({}).find(({ state }) => state === 'attention')?.count ?? 0).toBeLessThanOrEqual(5);
  });

  test('plans everything again where an item is another, because any plan may name it', async () => {
    await using shop = await settledShop();
    const item = shop.store.mirror.search('item', 'Mug', 1)[0];
    shop.practice.quickbooks.control.edit('Item', 'update', { Id: item?.id ?? '', Name: 'Mug of clay' });
    const { planned } = await refreshed(shop);
    expect(planned).toBe(shop.store.orders.allFamilyRoots(0, 10_000).length);
  });

  test('reads the preferences once an hour, name and country and the lists without changes once a day', async () => {
    await using shop = await settledShop();
    shop.time.advance(HOUR_MS);
    expect((await refreshed(shop)).reads).toBe(2);
    shop.time.advance(DAY_MS);
    // Changes, company, preferences, and tax codes, rates and agencies.
    const daily = await refreshed(shop);
    expect(daily.reads).toBe(6);
    expect(daily.counts['tax-agency']).toBeGreaterThan(0);
    expect(daily.counts['tax-code']).toBeGreaterThan(0);
  });

  test('sees books that were closed a moment ago before anything is posted', async () => {
    await using shop = await startPracticeEngine();
    await shop.sync();
    shop.approveReady();
    shop.time.advance(11 * MINUTE_MS);
    shop.practice.quickbooks.control.closeBooksThrough('2026-12-31');
    const before = shop.practice.quickbooks.documents().length;
    const { posted } = unwrap(await shop.engine.post({ limit: null }, shop.run()));
    expect(posted).toEqual([]);
    expect(shop.practice.quickbooks.documents()).toHaveLength(before);
    expect(shop.store.mirror.company()?.closedThrough).toBe('2026-12-31');
  });

  test('finds out that a document is gone also when nobody looked for more than thirty days', async () => {
    await using shop = await settledShop();
    const posted = shop.store.outbox
      .byStatus(['posted'], 1_000)
      .find(({ entity, operation }) => entity === 'SalesReceipt' && operation === 'create');
    const id = posted?.documentId ?? '';
    shop.practice.quickbooks.control.edit('SalesReceipt', 'delete', { Id: id });
    shop.time.advance(45 * DAY_MS);
    await refreshed(shop);
    expect(shop.store.mirror.document('SalesReceipt', id)?.deleted).toBe(true);
    expect(shop.store.plans.attention(posted?.orderId ?? 0).map(({ code }) => code)).toContain('books/gone');
  });
});

describe('changes that are cut off', () => {
  const customers = (count: number) =>
    Array.from({ length: count }, (_, index) => ({
      Id: `${index + 1}`,
      SyncToken: '0',
      DisplayName: `Customer ${index + 1}`,
      Active: true,
    }));
  const answer = (lists: readonly Readonly<Record<string, unknown>>[]) => ({ CDCResponse: [{ QueryResponse: lists }] });

  test('name the kind that fills the answer', () => {
    const read = readChanges(answer([{ Customer: customers(1000) }, { Item: [] }, {}]), 'USD');
    expect(read.ok && read.value.incomplete).toEqual(['customer']);
  });

  test('name no kind where a thousand objects of several fill it', () => {
    const vendors = customers(400);
    const read = readChanges(answer([{ Customer: customers(600) }, { Vendor: vendors }]), 'USD');
    expect(read.ok && read.value.incomplete).toBe('all');
  });

  test('are whole below that', () => {
    const read = readChanges(answer([{ Customer: customers(999) }]), 'USD');
    expect(read.ok && read.value.incomplete).toEqual([]);
  });
});
