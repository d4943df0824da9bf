import type { MethodOutput } from '../../shared/contract/client.ts';

/** Counts of a check that found one order, and one that stays different. */
export const SWEPT = { compared: 41, missing: 1, overlooked: 0, fetched: 2, shipping: 3, unreadable: 1, gone: 1, unsettled: 0 };

export const COMPLETENESS = {
  latest: {
    startedAt: '2026-11-22T06:10:00.000Z',
    endedAt: '2026-11-22T06:12:30.000Z',
    from: '2026-10-09T04:00:00.000Z',
    to: '2026-11-22T06:10:00.000Z',
    ...SWEPT,
    byStoreAndDay: [
      { storeId: 101, store: 'Shopify', day: '2026-11-20', listed: 14, stored: 14, missing: 1 },
      { storeId: 101, store: 'Shopify', day: '2026-11-21', listed: 12, stored: 11, missing: 0 },
      { storeId: 102, store: 'Amazon', day: '2026-11-21', listed: 15, stored: 15, missing: 0 },
    ],
  },
  history: [
    {
      startedAt: '2026-11-22T06:10:00.000Z',
      endedAt: '2026-11-22T06:12:30.000Z',
      from: '2026-10-09T04:00:00.000Z',
      to: '2026-11-22T06:10:00.000Z',
      ...SWEPT,
    },
  ],
  underWaySince: null,
  stores: [
    { storeId: 101, store: 'Shopify', refreshedAt: '2026-11-22T03:00:00.000Z', active: true },
    { storeId: 102, store: 'Amazon', refreshedAt: '2026-11-22T05:00:00.000Z', active: true },
    { storeId: 103, store: 'By hand', refreshedAt: null, active: true },
  ],
  gone: [{ orderId: 500_100_900, orderNumber: '10999', goneAt: '2026-11-22T06:12:00.000Z' }],
  goneCount: 1,
  parked: 2,
} satisfies MethodOutput<'completeness.show'>;

export const PARKED = [
  {
    number: 7,
    stream: 'orders',
    recordId: '500100777',
    message: 'Order 500100777: orderTotal is not what it should be.',
    at: '2026-11-21T10:00:00.000Z',
    attempts: 3,
    retryAt: '2026-11-23T10:00:00.000Z',
  },
  {
    number: 8,
    stream: 'shipments',
    recordId: null,
    message: 'ShipStation cannot show record 12 of its shipments.',
    at: '2026-11-21T11:00:00.000Z',
    attempts: 0,
    retryAt: '2026-11-21T11:15:00.000Z',
  },
] satisfies MethodOutput<'parked.list'>['records'];
