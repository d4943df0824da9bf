import { beforeAll, describe, expect, test } from 'vitest';

import { createCompanyStores } from '../../electron/adapters/sqlite/company-stores.ts';
import { openDataDirectory } from '../../electron/adapters/sqlite/data-directory.ts';
import type { CompanyStore } from '../../electron/core/ports/store/company-store.ts';
import { type ChangeOfAll, changeAll } from '../../electron/core/use-cases/change-all.ts';
import type { MethodOutput } from '../../shared/contract/client.ts';
import { decimal } from '../../shared/domain/money/decimal.ts';
import { makeTempDirectory } from '../helpers/temp-directory.ts';
import { anOrder, aPlan, at, COMPANY, finding, KEYS, NOON, now, valueOf } from './records.ts';

const ORDERS = 12_000;
const [SHOP, MARKET] = [300_101, 300_102];
const LATER = at('2026-03-11T09:30:00.000Z');

const timers = { sleep: () => Promise.resolve() };

describe('one change for all orders under a filter', () => {
  let store: CompanyStore;
  let session: Parameters<typeof changeAll>[0];
  let entries = 0;

  beforeAll(() => {
    const folder = makeTempDirectory('change-all');
    const directory = valueOf(openDataDirectory(folder.path));
    const lock = valueOf(directory.acquireLock({ pid: process.pid, host: 'headless', since: now }));
    store = valueOf(createCompanyStores({ directory, lock, clock: { now: () => NOON } }).open(COMPANY, KEYS));
    fill(store);
    session = {
      store,
      engine: { withdrawUnsent: () => undefined },
      audit: () => {
        entries += 1;
      },
    };
    return () => {
      store.close();
      lock.release();
      folder.remove();
    };
  });

  const run = async (
    request: Omit<ChangeOfAll, 'at' | 'count'> & Partial<ChangeOfAll>,
    signal = new AbortController().signal,
    progress: (label: string, done: number, total: number | null) => void = () => undefined,
  ): Promise<MethodOutput<'order.changeAll'>> =>
    valueOf(await changeAll(session, timers, { at: LATER, count: null, ...request }, { actor: 'person', signal, progress }));

  const counts = (storeId?: number): Readonly<Record<string, number>> =>
    Object.fromEntries(store.plans.countsByState({ storeId }).map(({ state, count }) => [state, count]));

  test('the database counts them with their money, and all of ten thousand are excluded and come back, without one id of the screen', async () => {
    const filter = { storeId: SHOP };
    const before = counts(SHOP);
    const total = before['ready'] ?? 0;
    expect(total + (before['blocked'] ?? 0)).toBe(10_000);
    const sum = store.plans
      .countsByState(filter)
      .flatMap(({ totals }) => totals)
      .reduce((minor, each) => minor + each.minor, 0);
    expect(sum).toBe(10_000 * 1_250);
    const steps: number[] = [];

    const excluded = await run({ filter, count: 10_000, change: { kind: 'exclude', reason: 'Booked by hand' } }, undefined, (_, done) =>
      steps.push(done),
    );

    expect(excluded).toEqual({ changed: 10_000, left: 0, refusedCount: 0, refused: [], at: LATER });
    expect([counts(SHOP), steps.length > 50, steps.at(-1)]).toEqual([{ excluded: 10_000 }, true, 10_000]);
    expect(counts(MARKET)['excluded']).toBeUndefined();

    const back = await run({ filter: {}, change: { kind: 'include', excludedAt: LATER } });
    expect(back.changed).toBe(10_000);
    expect(counts(SHOP)).toEqual(before);
    expect(entries).toBe(20_000);
  });

  test('taking back one exclusion leaves an earlier one as it is', async () => {
    const first = at('2026-03-11T10:00:00.000Z');
    await run({ filter: { storeId: MARKET, states: ['blocked'] }, change: { kind: 'exclude', reason: 'first' }, at: first });
    const second = at('2026-03-11T10:05:00.000Z');
    await run({ filter: { storeId: MARKET }, change: { kind: 'exclude', reason: 'second' }, at: second });
    expect(counts(MARKET)).toEqual({ excluded: 2_000 });

    await run({ filter: {}, change: { kind: 'include', excludedAt: second } });

    const { excluded, ready } = counts(MARKET);
    expect([(excluded ?? 0) > 0, (ready ?? 0) > 0, (excluded ?? 0) + (ready ?? 0)]).toEqual([true, true, 2_000]);
    await run({ filter: { storeId: MARKET }, change: { kind: 'include', excludedAt: null } });
    expect(counts(MARKET)['excluded']).toBeUndefined();
  });

  test('what a change does not fit is left and counted; approvals of a filter are withdrawn together', async () => {
    const filter = { storeId: MARKET };
    const ready = { ...filter, states: ['ready'] as const };
    const { rows: orders } = store.plans.page({ filter: ready, sort: 'orderedOn', descending: false, limit: 300, cursor: null });
    store.transaction(() => {
      for (const { orderId, fingerprint } of orders) {
        store.plans.approve({ orderId, fingerprint: fingerprint ?? '', at: now, actor: 'person' });
      }
      store.plans.refreshState(orders.map(({ orderId }) => orderId));
    });
    expect(counts(MARKET)['approved']).toBe(300);

    expect(await run({ filter, count: 2_000, change: { kind: 'unapprove' } })).toMatchObject({
      changed: 300,
      left: 1_700,
      refusedCount: 0,
    });
    expect(counts(MARKET)['approved']).toBeUndefined();
    expect(await run({ filter: { ...filter, states: ['posted'] }, change: { kind: 'exclude', reason: 'x' } })).toMatchObject({
      changed: 0,
      left: 0,
    });
  });

  test('nothing is done where the filter finds another number than the person saw', async () => {
    const before = counts();

    const done = await changeAll(
      session,
      timers,
      { filter: {}, count: ORDERS - 1, change: { kind: 'exclude', reason: 'x' }, at: LATER },
      { actor: 'person', signal: new AbortController().signal, progress: () => undefined },
    );

    expect(done).toMatchObject({ ok: false, fault: { code: 'order/plan-changed' } });
    expect(counts()).toEqual(before);
  });

  test('a Stop keeps what was done, and that can be taken back', async () => {
    const stop = new AbortController();
    const moment = at('2026-03-11T11:00:00.000Z');

    const done = await run({ filter: {}, change: { kind: 'exclude', reason: 'x' }, at: moment }, stop.signal, (_, step) => {
      if (step >= 500) {
        stop.abort();
      }
    });

    expect([done.changed, counts()['excluded']]).toEqual([500, 500]);
    expect((await run({ filter: {}, change: { kind: 'include', excludedAt: moment } })).changed).toBe(500);
  });
});

/** Ten thousand orders of one store and two thousand of another, a fifth of them blocked, at 12.50 each. */
function fill(store: CompanyStore): void {
  store.transaction(() => {
    for (let index = 0; index < ORDERS; index += 1) {
      const orderId = 1_000 + index;
      const isBlocked = index % 5 === 0;
      store.orders.upsertOrder(
        anOrder(orderId, { orderNumber: `SHOP-${index}`, storeId: index < 10_000 ? SHOP : MARKET, orderTotal: decimal('12.5') }),
        now,
      );
      store.plans.savePlan(
        aPlan(orderId, { outcome: isBlocked ? 'blocked' : 'ready', blockers: isBlocked ? [finding('mapping/product-missing')] : [] }),
        now,
      );
    }
    store.plans.refreshState(Array.from({ length: ORDERS }, (_, index) => 1_000 + index));
  });
}
