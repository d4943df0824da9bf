import { describe, expect, test } from 'vitest';

import { meterMonthOf, MONTHLY_READ_LIMIT, readLevel } from '../../shared/domain/books/metering.ts';
import { instantOf } from '../../shared/domain/time/instants.ts';
import { startPracticeEngine, unwrap } from '../helpers/practice-engine.ts';
import { startBooksHarness } from './quickbooks-harness.ts';

describe('the count of requests', () => {
  test('takes reads and writes that were answered, also inside refusals of single documents, and no error answers', async () => {
    const { another, practice, invoice } = await startBooksHarness();
    const counted: string[] = [];
    const books = another({ meter: (kind) => counted.push(kind) });
    await books.company();
    expect(counted).toEqual(['read', 'read']);
    practice.control.expireAccessTokens();
    await books.itemsNamedExactly('Mug');
    expect(counted).toEqual(['read', 'read', 'read']);
    const write = await invoice('MET-1');
    practice.control.plan({ kind: 'throttle', when: { call: 'batch' } });
    await books.send('meter-1', books.batchText([write]));
    expect(counted.filter((kind) => kind === 'write')).toEqual([]);
    await books.send('meter-1', books.batchText([write]));
    expect(counted.filter((kind) => kind === 'write')).toEqual(['write']);
  });

  test('takes an answer that was lost, because Intuit may have counted it', async () => {
    const { another, practice } = await startBooksHarness();
    const counted: string[] = [];
    const books = another({ meter: (kind) => counted.push(kind) });
    practice.control.plan({ kind: 'lose-answer', when: { operation: 'query' } });
    expect((await books.itemsNamedExactly('Mug')).ok).toBe(true);
    expect(counted).toEqual(['read', 'read']);
  });

  test('is kept by the month of Intuit’s clock', async () => {
    expect(meterMonthOf(instantOf(Date.parse('2026-07-01T06:59:59Z')))).toBe('2026-06');
    expect(meterMonthOf(instantOf(Date.parse('2026-07-01T07:00:00Z')))).toBe('2026-07');
    await using shop = await startPracticeEngine();
    const { meter } = shop.store;
    meter.add('2026-01', 'read');
    meter.add('2026-01', 'read');
    meter.add('2026-01', 'write');
    expect(meter.of('2026-01')).toEqual({ month: '2026-01', reads: 2, writes: 1 });
    expect(meter.of('2026-02')).toEqual({ month: '2026-02', reads: 0, writes: 0 });
  });

  test.each([
    [0, 'fine'],
    [MONTHLY_READ_LIMIT * 0.8 - 1, 'fine'],
    [MONTHLY_READ_LIMIT * 0.8, 'near'],
    [MONTHLY_READ_LIMIT, 'over'],
  ])('of %i reads is %s', (reads, level) => expect(readLevel(reads)).toBe(level));
});

test('a posted order costs less than a twentieth of a read in the steady state', async () => {
  await using shop = await startPracticeEngine();
  await shop.sync();
  const month = meterMonthOf(instantOf(shop.time.clock.now()));
  const before = shop.store.meter.of(month).reads;
  const approved = shop.approveReady();
  // The next pull, and what posting itself asks.
  shop.time.advance(15 * 60_000);
  unwrap(await shop.engine.refreshBooks({ full: false }, shop.run()));
  const { posted } = unwrap(await shop.engine.post({ limit: null }, shop.run()));
  expect(posted.length).toBe(approved.length);
  expect((shop.store.meter.of(month).reads - before) / posted.length).toBeLessThanOrEqual(0.05);
});
