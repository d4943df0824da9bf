import { describe, expect, it } from 'vitest';

import { money } from '../../shared/domain/money/money.ts';
import { reconcile, type ReconcileRow } from '../../shared/domain/reconcile/reconcile.ts';
import { on } from '../helpers/order-builders.ts';

const usd = (minor: number) => money(minor, 'USD');
const MARCH = { from: on('2026-03-01'), to: on('2026-03-31') };

function row(part: Partial<ReconcileRow> = {}): ReconcileRow {
  const orderId = part.orderId ?? 1;
  return {
    orderId,
    orderNumber: `N${orderId}`,
    storeId: 300101,
    state: 'posted',
    orderedOn: on('2026-03-05'),
    arrivedOn: null,
    shippedOn: on('2026-03-06'),
    orderTotal: usd(1000),
    expected: usd(1000),
    planOrderId: orderId,
    memberCount: 1,
    documentId: `d${orderId}`,
    documentNumber: `N${orderId}`,
    documentDate: on('2026-03-06'),
    booksTotal: usd(1000),
    paid: usd(1000),
    writtenTotal: usd(1000),
    credit: null,
    ...part,
  };
}

const unposted = { documentId: null, documentNumber: null, documentDate: null, booksTotal: null, writtenTotal: null, paid: null } as const;

describe('reconcile', () => {
  it('counts an order without a told date by its day of arrival, one without a told total without money, and says how many', () => {
    const rows = [row(), row({ orderId: 2, orderedOn: null, arrivedOn: on('2026-03-04'), orderTotal: null })];
    const { total, untold } = reconcile(rows, MARCH);
    expect(total.ordered).toEqual({ count: 2, money: [usd(1000)] });
    expect(total.shipped).toEqual({ count: 2, money: [usd(1000)] });
    expect(untold).toEqual({ orderDates: 1, orderTotals: 1 });
    expect(reconcile([row()], MARCH).untold).toEqual({ orderDates: 0, orderTotals: 0 });
  });

  it('finds an order that shipped without a document although nobody tells what it is worth', () => {
    const open = row({ ...unposted, state: 'blocked', orderTotal: null, expected: null });
    expect(reconcile([open], MARCH).differences).toMatchObject([{ kind: 'shipped-not-invoiced', expected: null }]);
  });

  it('tells a total that a colleague changed from an order that changed', () => {
    const kinds = (part: Partial<ReconcileRow>): readonly string[] =>
      reconcile([row({ state: 'attention', ...part })], MARCH).differences.map(({ kind }) => kind);
    expect(kinds({ booksTotal: usd(900), paid: usd(900) })).toEqual(['total-differs']);
    expect(kinds({ expected: usd(1200) })).toEqual(['changed-after-posting']);
  });

  it('takes a credit memo off what was invoiced in its own month, and leaves the month of the document as it was reported', () => {
    const credited = row({ state: 'credited', shippedOn: null, credit: { on: on('2026-04-14'), total: usd(1000) } });
    const april = { from: on('2026-04-01'), to: on('2026-04-30') };
    expect(reconcile([credited], MARCH).total.invoiced).toEqual({ count: 1, money: [usd(1000)] });
    expect(reconcile([credited], april).total.invoiced).toEqual({ count: 0, money: [usd(-1000)] });
    expect(reconcile([credited], MARCH).differences).toEqual([]);
    const shipped = { ...credited, shippedOn: on('2026-03-06') };
    expect(reconcile([shipped], april).differences.map(({ kind, message }) => [kind, /credit memo/.test(message)])).toEqual([
      ['changed-after-posting', true],
    ]);
  });

  it('counts each step by its own date, per store and in total, and finds nothing where all agrees', () => {
    const result = reconcile([row(), row({ orderId: 2, storeId: 300102 })], MARCH);
    expect(result.differences).toEqual([]);
    expect(result.total).toEqual({
      ordered: { count: 2, money: [usd(2000)] },
      shipped: { count: 2, money: [usd(2000)] },
      invoiced: { count: 2, money: [usd(2000)] },
      paid: { count: 2, money: [usd(2000)] },
    });
    expect(result.byStore.map(({ storeId, invoiced }) => [storeId, invoiced.count])).toEqual([
      [300101, 1],
      [300102, 1],
    ]);
  });

  it('counts a family’s document once', () => {
    const family = [
      row({ orderId: 1, memberCount: 2 }),
      row({ orderId: 2, planOrderId: 1, documentId: 'd1', documentNumber: 'N1', memberCount: 2, orderTotal: usd(0), paid: usd(1000) }),
    ];
    const { total, differences } = reconcile(family, MARCH);
    expect(total.invoiced).toEqual({ count: 1, money: [usd(1000)] });
    expect(differences).toEqual([]);
  });

  it.each([
    ['shipped-not-invoiced', row({ ...unposted, state: 'blocked' }), '10.00 USD', null],
    ['invoiced-not-shipped', row({ shippedOn: null }), null, '10.00 USD'],
    ['wrong-period', row({ documentDate: on('2026-04-01') }), '2026-03-06', '2026-04-01'],
    ['total-differs', row({ booksTotal: usd(999), paid: usd(999) }), '10.00 USD', '9.99 USD'],
    ['changed-after-posting', row({ state: 'attention', expected: usd(1200) }), '12.00 USD', '10.00 USD'],
    ['gone-from-books', row({ booksTotal: null }), '10.00 USD', null],
    ['not-paid', row({ paid: usd(400) }), '10.00 USD', '4.00 USD'],
  ] as const)('finds %s', (kind, one, expected, actual) => {
    expect(reconcile([one], MARCH).differences).toMatchObject([{ kind, orderId: 1, orderNumber: 'N1', storeId: 300101, expected, actual }]);
  });

  it('leaves what is outside the period alone, and replacements of 0.00', () => {
    const outside = row({ shippedOn: on('2026-02-06'), documentDate: on('2026-02-06'), booksTotal: usd(1) });
    const free = row({ orderId: 2, ...unposted, expected: null, orderTotal: usd(0), state: 'terminal' });
    expect(reconcile([outside, free], MARCH).differences).toEqual([]);
  });

  it('checks the period by the date that documents are dated by', () => {
    const one = row({ orderedOn: on('2026-02-28'), documentDate: on('2026-02-28') });
    expect(reconcile([one], MARCH, 'order').differences).toEqual([]);
    expect(reconcile([one], MARCH, 'ship').differences).toMatchObject([{ kind: 'wrong-period' }]);
  });
});
