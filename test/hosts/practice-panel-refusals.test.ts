import { afterAll, beforeAll, expect, test } from 'vitest';

import { PRACTICE_REFUSALS } from '../../shared/domain/practice/actions.ts';
import { company, openPanelCompany, type PanelCompany } from './panel-company.ts';

let on: PanelCompany;
beforeAll(async () => {
  on = await openPanelCompany();
}, 60_000);
afterAll(() => on[Symbol.asyncDispose]());

/** How Purser names the cause of each refusal. */
const CAUSES: Readonly<Record<(typeof PRACTICE_REFUSALS)[number], string>> = {
  'period-closed': 'books/closed-period',
  'item-inactive': 'books/record-gone',
  'customer-refused': 'books/bad-customer',
  'tax-refused': 'books/tax-refused',
  'amounts-differ': 'books/amount-mismatch',
  'text-too-long': 'books/text-too-long',
  'bad-discount': 'books/discount-refused',
  'own-rule': 'books/rule',
};

test.each(PRACTICE_REFUSALS)(
  'the next invoice is refused (%s), stands on Replay with its cause, and is posted when it is replayed',
  async (reason) => {
    const orderId = await on.approved();
    await on.perform({ action: 'books-refuse', reason });
    expect((await on.look()).troubles).toEqual([{ trouble: 'books-refuse', orderNumber: null, on: null, reason, left: 1 }]);
    expect((await on.post()).failed.map((failed) => failed.orderId)).toEqual([orderId]);
    const { groups } = await on.open.call('posting.failures', { company });
    const refused = groups.filter(({ postings }) => postings.some((posting) => posting.orderId === orderId && posting.kind === 'invoice'));
    expect(refused.map(({ code, count, remedy }) => [code, count, remedy.length > 10])).toEqual([[CAUSES[reason], 1, true]]);
    expect(await on.troubles()).toEqual([]);
    expect((await on.open.call('posting.replay', { company, orderIds: [orderId] })).posted).toEqual([orderId]);
  },
);
