import { expect, test } from 'vitest';

import { fillDays } from '../../renderer/src/features/overview/fill-days.ts';
import { pairLines } from '../../renderer/src/features/review/pair-lines.ts';
import { makeOrder } from './fake-shop.ts';

test('days without orders are zeros between the others, over the end of a month', () => {
  const filled = fillDays([{ date: '2026-02-27', ordered: 3, shipped: 2, invoiced: 1 }], '2026-03-02');
  expect(filled).toHaveLength(60);
  expect(filled.slice(-4).map(({ date, ordered }) => [date, ordered])).toEqual([
    ['2026-02-27', 3],
    ['2026-02-28', 0],
    ['2026-03-01', 0],
    ['2026-03-02', 0],
  ]);
});

test('every line of the document and every item of the order is in the side by side, each once', () => {
  const { order, plan } = makeOrder(1);
  const pairs = pairLines([order], plan);
  expect(pairs.map(({ line }) => line?.role ?? 'none')).toEqual(['product', 'product', 'shipping', 'none']);
  expect(pairs.map(({ item, orderLevel }) => item?.sku ?? orderLevel?.kind)).toEqual(['CND-PINE', 'THR-WOOL', 'shipping', 'tax']);
});

test('a line that comes from nothing in the order stands alone', () => {
  const { order, plan } = makeOrder(0);
  const [first] = plan?.lines ?? [];
  if (plan === null || first === undefined) {
    throw new Error('the fake shop plans every order');
  }
  const rounding = { ...first, role: 'rounding' as const, orderItemId: null };
  const pairs = pairLines([order], { ...plan, lines: [...plan.lines, rounding] });
  expect(pairs.at(-1)).toMatchObject({ item: null, orderLevel: null, line: { role: 'rounding' } });
});
