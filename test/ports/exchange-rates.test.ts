import { describe, expect, test } from 'vitest';

import { parseConfig } from '../../shared/contract/config.ts';
import { instantOf } from '../../shared/domain/time/instants.ts';
import { type PracticeEngine, startPracticeEngine, unwrap } from '../helpers/practice-engine.ts';
import { on } from '../helpers/order-builders.ts';
import { startBooksHarness, valueOf } from './quickbooks-harness.ts';

const HOUR_MS = 60 * 60_000;

describe('the exchange rate that the books tell', () => {
  test('costs one read, and is the one that a person has set there', async () => {
    const { books, practice } = await startBooksHarness('us-none');
    practice.control.colleague.keepsCurrencies(['EUR']);
    practice.control.colleague.setsExchangeRate('EUR', '1.0837');
    const before = practice.counters().requests;
    expect(valueOf(await books.exchangeRate('EUR', 'USD', on('2026-06-20')))).toBe('1.0837');
    expect(practice.counters().requests - before).toBe(1);
  });

  test('is none for a currency that they know no rate of, and never another currency’s', async () => {
    const { books, practice } = await startBooksHarness('us-none');
    practice.control.colleague.keepsCurrencies(['EUR']);
    expect(valueOf(await books.exchangeRate('XPF', 'USD', on('2026-06-20')))).toBeNull();
    const wrongHome = await books.exchangeRate('EUR', 'CAD', on('2026-06-20'));
    expect(!wrongHome.ok && wrongHome.fault.code).toBe('books/bad-answer');
  });
});

/** All stores booked in this currency, in books that keep it. */
async function shopIn(currency: string): Promise<PracticeEngine> {
  const shop = await startPracticeEngine({ regime: 'us-none' });
  shop.practice.quickbooks.control.colleague.keepsCurrencies([currency]);
  const config = shop.store.config.current();
  const stores = Object.fromEntries(Object.entries(config.stores).map(([id, store]) => [id, { ...store, currency }]));
  shop.store.config.save(parseConfig({ ...config, stores }), instantOf(shop.time.clock.now()), 'person');
  return shop;
}

const rateless = ({ store }: PracticeEngine): number =>
  store.orders.allFamilyRoots(0, 10_000).filter((id) => store.plans.planOf(id)?.blockers.some(({ code }) => code === 'books/rate-missing'))
    .length;

describe('orders in another currency', () => {
  test('are planned at the rate of their day and posted to the cent, with one read for each day', async () => {
    await using shop = await shopIn('EUR');
    const { quickbooks } = shop.practice;
    quickbooks.control.colleague.setsExchangeRate('EUR', '1.0837');
    quickbooks.control.configure({ missingExchangeRate: 'one' });
    await shop.sync();
    expect(rateless(shop)).toBe(0);
    const approved = shop.approveReady();
    expect(approved.length).toBeGreaterThan(3);
    const before = new Set(quickbooks.documents().map(({ entity, id }) => `${entity} ${id}`));
    unwrap(await shop.engine.post({ limit: null }, shop.run()));

    const made = quickbooks.documents().filter(({ entity, id }) => entity !== 'Payment' && !before.has(`${entity} ${id}`));
    expect(made.length).toBeGreaterThan(3);
    for (const { entity, id, docNumber, totalMinor } of made) {
      expect(quickbooks.object(entity, id)).toMatchObject({ ExchangeRate: 1.0837, CurrencyRef: { value: 'EUR' } });
      const plans = approved.map((orderId) => shop.store.plans.planOf(orderId)).filter((plan) => plan?.documentNumber === docNumber);
      expect(plans.map((plan) => plan?.total)).toEqual([{ minor: totalMinor, currency: 'EUR' }]);
    }
  });

  test('wait with a code of their own while the books know no rate, are not asked for in vain, and go on when one is there', async () => {
    await using shop = await shopIn('SEK');
    await shop.sync();
    expect(rateless(shop)).toBeGreaterThan(3);
    expect(shop.approveReady()).toEqual([]);

    const before = shop.practice.quickbooks.counters().requests;
    unwrap(await shop.engine.refreshBooks({ full: false }, shop.run()));
    expect(shop.practice.quickbooks.counters().requests - before).toBeLessThanOrEqual(2);

    shop.practice.quickbooks.control.colleague.setsExchangeRate('SEK', '0.0951');
    shop.time.advance(2 * HOUR_MS);
    unwrap(await shop.engine.refreshBooks({ full: false }, shop.run()));
    expect(rateless(shop)).toBe(0);
    expect(shop.approveReady().length).toBeGreaterThan(3);
  });
});
