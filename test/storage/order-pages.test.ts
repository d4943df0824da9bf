import fc from 'fast-check';
import { expect, test } from 'vitest';

import { numberKey } from '../../electron/adapters/sqlite/list-keys.ts';
import type { CompanyStore } from '../../electron/core/ports/store/company-store.ts';
import { ORDER_SORTS, type OrderFilter, type OrderPageRequest, type OrderRow } from '../../electron/core/ports/store/plan-store.ts';
import type { FindingCode } from '../../shared/domain/findings.ts';
import { decimal } from '../../shared/domain/money/decimal.ts';
import { nameKey } from '../../shared/domain/orders/text.ts';
import { ORDER_STATES } from '../../shared/domain/posting/order-state.ts';
import { openStore } from './fixtures.ts';
import { anOrder, aPlan, at, day, finding, now } from './records.ts';

const BUYERS = ['Ana Ruiz', 'ANA RUIZ', 'Zoë  Müller', 'Ωmega Śliwa', '', 'Bo'];
const CODES: readonly FindingCode[] = ['mapping/product-missing', 'customer/will-be-created', 'order/no-lines'];

/** The same list as plain code over plain rows. */
function naivePage(rows: readonly OrderRow[], { filter, sort, descending }: Omit<OrderPageRequest, 'limit' | 'cursor'>): readonly number[] {
  const words = nameKey(filter.search ?? '')
    .split(' ')
    .filter((word) => word !== '');
  const keyOf = (row: OrderRow): string | number => {
    switch (sort) {
      case 'total':
        return row.total?.minor ?? 0;
      case 'state':
        return ORDER_STATES.indexOf(row.state);
      case 'orderNumber':
        return numberKey(row.orderNumber);
      case 'buyer':
        return nameKey(row.buyer ?? '');
      case 'orderedOn':
        return row.orderedOn ?? '';
      case 'shippedOn':
        return row.shippedOn ?? '';
      default:
        return sort satisfies never;
    }
  };
  const kept = rows.filter(
    (row) =>
      (filter.states === undefined || filter.states.length === 0 || filter.states.includes(row.state)) &&
      (filter.storeId === undefined || row.storeId === filter.storeId) &&
      (filter.from === undefined || (row.orderedOn !== null && row.orderedOn >= filter.from)) &&
      (filter.to === undefined || (row.orderedOn !== null && row.orderedOn <= filter.to)) &&
      (filter.code === undefined || [...row.blockers, ...row.warnings].some(({ code }) => code === filter.code)) &&
      words.every((word) => nameKey([row.orderNumber, row.buyer, row.customerName, row.documentNumber].join(' ')).includes(word)),
  );
  // By code points, as SQLite compares.
  const compare = (a: string | number, b: string | number): number =>
    typeof a === 'number' && typeof b === 'number' ? a - b : Buffer.compare(Buffer.from(String(a)), Buffer.from(String(b)));
  const sorted = kept.toSorted((a, b) => compare(keyOf(a), keyOf(b)) || a.orderId - b.orderId);
  return (descending ? sorted.toReversed() : sorted).map(({ orderId }) => orderId);
}

function fill(store: CompanyStore, count: number): void {
  store.transaction(() => {
    for (let index = 0; index < count; index += 1) {
      const orderId = 1_000 + ((index * 7) % count);
      const order = anOrder(orderId, {
        orderNumber: index % 4 === 0 ? `${index % 13}` : `SHOP-${index % 29}`,
        storeId: 300_101 + (index % 3),
        orderedAt: index % 17 === 0 ? null : at(`2026-03-${String(1 + (index % 9)).padStart(2, '0')}T18:00:00.000Z`),
        shippedOn: index % 5 === 0 ? null : day(`2026-03-${String(10 + (index % 4))}`),
        billTo: { ...anOrder(1).billTo, name: BUYERS[index % BUYERS.length] ?? null },
        shipTo: { ...anOrder(1).shipTo, name: null },
        orderTotal: decimal(String((index * 37) % 50)),
      });
      store.orders.upsertOrder(order, now);
      const code = CODES[index % 4];
      if (index % 6 !== 0) {
        const isBlocked = code !== undefined && index % 2 === 0;
        const findings = code === undefined ? [] : [finding(code)];
        store.plans.savePlan(
          aPlan(orderId, {
            outcome: isBlocked ? 'blocked' : 'ready',
            blockers: isBlocked ? findings : [],
            warnings: isBlocked ? [] : findings,
            documentNumber: `INV-${index}`,
            customer: { kind: 'new', name: `Customer ${index % 7}`, email: null },
          }),
          now,
        );
      }
      if (index % 7 === 0) {
        store.plans.exclude(orderId, 'reason', now, 'person');
      }
    }
  });
}

function allPages(store: CompanyStore, request: Omit<OrderPageRequest, 'cursor'>): readonly number[] {
  const found: number[] = [];
  let cursor: string | null = null;
  do {
    const page: ReturnType<CompanyStore['plans']['page']> = store.plans.page({ ...request, cursor });
    expect(page.rows.length).toBeLessThanOrEqual(request.limit);
    found.push(...page.rows.map(({ orderId }) => orderId));
    cursor = page.next;
  } while (cursor !== null);
  return found;
}

const filters: fc.Arbitrary<OrderFilter> = fc.record(
  {
    states: fc.subarray(['ready', 'blocked', 'waiting', 'excluded', 'failed'] as const),
    storeId: fc.constantFrom(300_101, 300_102, 9),
    from: fc.constantFrom(day('2026-03-03'), day('2026-03-08')),
    to: fc.constantFrom(day('2026-03-05'), day('2026-03-09')),
    search: fc.constantFrom('ana', 'RUIZ ana', 'zoe muller', 'shop-1', 'inv-1 customer', '  ', "o'%_", 'śliwa', 'say "hi" or', '👍👍👍'),
    code: fc.constantFrom(...CODES, 'books/gone'),
  },
  { requiredKeys: [] },
);

test('pages of any size, sort and filter hold exactly the rows of the same list made by hand, in the same order', () => {
  const { store } = openStore();
  fill(store, 240);
  const rows = store.plans.page({ filter: {}, sort: 'orderedOn', descending: false, limit: 500, cursor: null }).rows;
  expect(rows).toHaveLength(240);
  const requests = fc.record({
    filter: filters,
    sort: fc.constantFrom(...ORDER_SORTS),
    descending: fc.boolean(),
    limit: fc.constantFrom(1, 7, 60, 500),
  });
  fc.assert(
    fc.property(requests, (request) => {
      expect(allPages(store, request)).toEqual(naivePage(rows, request));
      const counts = store.plans.countsByState(request.filter);
      expect(counts.reduce((sum, { count }) => sum + count, 0)).toBe(naivePage(rows, request).length);
    }),
    { numRuns: 150 },
  );
});

test('a cursor holds while rows before it change, and one of another sort starts anew', () => {
  const { store } = openStore();
  fill(store, 30);
  const request = { filter: {}, sort: 'total', descending: true, limit: 10 } as const;
  const first = store.plans.page({ ...request, cursor: null });
  const next = store.plans.page({ ...request, cursor: first.next });
  store.orders.upsertOrder(anOrder(5, { orderTotal: decimal('9999') }), now);
  expect(store.plans.page({ ...request, cursor: first.next })).toEqual(next);
  const buyers = { ...request, sort: 'buyer' } as const;
  expect(store.plans.page({ ...buyers, cursor: first.next })).toEqual(store.plans.page({ ...buyers, cursor: null }));
});

test('a cursor that is none of ours is refused', () => {
  const { plans } = openStore().store;
  for (const cursor of ['', 'x', Buffer.from('["total",true]').toString('base64url'), Buffer.from('{').toString('base64url')]) {
    expect(() => plans.page({ filter: {}, sort: 'total', descending: true, limit: 10, cursor })).toThrow(
      expect.objectContaining({ fault: expect.objectContaining({ code: 'contract/bad-input' }) }),
    );
  }
});

test('cursors of the longest numbers and names fit the contract', () => {
  const { orders, plans } = openStore().store;
  for (const orderId of [1, 2]) {
    orders.upsertOrder(anOrder(orderId, { orderNumber: '9'.repeat(50), billTo: { ...anOrder(1).billTo, name: '名'.repeat(300) } }), now);
  }
  for (const sort of ORDER_SORTS) {
    const { next } = plans.page({ filter: {}, sort, descending: true, limit: 1, cursor: null });
    expect(next?.length).toBeLessThanOrEqual(400);
    expect(plans.page({ filter: {}, sort, descending: true, limit: 1, cursor: next }).rows.map(({ orderId }) => orderId)).toEqual([1]);
  }
});

test('order numbers are sorted as people count', () => {
  const { orders, plans } = openStore().store;
  for (const [index, orderNumber] of ['SHOP-1002', 'SHOP-999', '12', '3', 'shop-1001'].entries()) {
    orders.upsertOrder(anOrder(index + 1, { orderNumber }), now);
  }
  const { rows } = plans.page({ filter: {}, sort: 'orderNumber', descending: false, limit: 10, cursor: null });
  expect(rows.map(({ orderNumber }) => orderNumber)).toEqual(['3', '12', 'SHOP-999', 'shop-1001', 'SHOP-1002']);
});

test('an amount beyond any real order does not break the list or its sums', () => {
  const { orders, plans } = openStore().store;
  orders.upsertOrder(anOrder(1, { orderTotal: decimal('99999999999999999999') }), now);
  orders.upsertOrder(anOrder(2, { orderTotal: decimal('-99999999999999999999') }), now);
  orders.upsertOrder(anOrder(3), now);
  expect(plans.countsByState({})).toEqual([{ state: 'waiting', count: 3, totals: [{ minor: 1400, currency: 'USD' }] }]);
});
