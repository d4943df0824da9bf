import type { MethodInput, MethodOutput } from '../../shared/contract/client.ts';
import { money } from '../../shared/domain/money/money.ts';
import type { OrderState } from '../../shared/domain/posting/order-state.ts';
import type { Shown } from './fake-shop.ts';

export function undoPreviewOf(orderId: number): MethodOutput<'posting.undoPreview'> {
  const total = money(3288, 'USD');
  return {
    orderId,
    orderNumber: String(orderId),
    documents: [
      { kind: 'invoice', documentNumber: '10457', date: '2026-10-12', total, open: money(0, 'USD') },
      { kind: 'payment', documentNumber: '10457', date: '2026-10-12', total, open: null },
    ],
    void: { obstacles: [], notes: [{ code: 'books/earlier-month', message: 'It is dated 2026-10-12.', details: { date: '2026-10-12' } }] },
    creditMemo: { obstacles: [], notes: [], documentNumber: '10457-CM', date: '2026-11-23', total },
    recommended: 'credit-memo',
  };
}

export function failureGroups(orders: readonly Shown[]): MethodOutput<'posting.failures'>['groups'] {
  const of = (state: OrderState): MethodOutput<'posting.failures'>['groups'][number]['postings'] =>
    orders
      .filter(({ row }) => row.state === state)
      .flatMap(({ row, postings }) => postings.map((posting) => ({ ...posting, orderNumber: row.orderNumber, state })));
  const [failed, uncertain] = [of('failed'), of('uncertain')];
  const groups = [
    {
      code: 'books/account-type',
      message: 'An account is not of a type that sales may use.',
      remedy: 'Choose another account in the mapping.',
      remedyScreen: 'mapping',
      count: failed.length,
      postings: failed,
    },
    {
      code: 'posting/undecided',
      message: 'The answer never came.',
      remedy: 'Purser can’t tell whether it arrived: look in QuickBooks, adopt the document if it is there, else replay.',
      remedyScreen: 'review',
      count: uncertain.length,
      postings: uncertain,
    },
  ];
  return groups.filter(({ count }) => count > 0);
}

/** From which states to which each change of all under a filter leads. */
export const CHANGED: Readonly<Record<MethodInput<'order.changeAll'>['change']['kind'], readonly [readonly OrderState[], OrderState]>> = {
  exclude: [['ready', 'blocked', 'approved', 'waiting', 'failed'], 'excluded'],
  include: [['excluded'], 'ready'],
  unapprove: [['approved'], 'ready'],
};
