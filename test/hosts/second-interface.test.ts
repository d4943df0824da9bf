import { describe, expect, it } from 'vitest';

import { type ClientData, clientData } from '../helpers/client-data.ts';
import { jsonOf, type PurserRun } from '../helpers/purser-process.ts';

interface ListedOrder {
  readonly orderId: number;
  readonly status: string;
  readonly orderedOn: string | null;
  readonly arrivedOn: string | null;
  readonly total: { readonly minor: number } | null;
  readonly blockers: readonly { readonly code: string }[];
}

/** The command line, with the address of the second interface beside the others. */
const through = (data: ClientData, args: readonly string[], input?: string): Promise<PurserRun> =>
  data.run(args, { env: { PURSER_SHIPSTATION_V2_URL: data.practice.access.shipstationV2Url }, ...(input === undefined ? {} : { input }) });

const connectV2 = (data: ClientData): Promise<PurserRun> =>
  through(data, ['connect', 'shipstation'], JSON.stringify({ v2: data.practice.access.shipstationV2 }));

async function ordersOf(data: ClientData): Promise<readonly ListedOrder[]> {
  const listed = await through(data, ['orders', 'list', '--limit', '500', '--json']);
  const { orders } = jsonOf<{ orders: readonly ListedOrder[] }>(listed);
  return orders.toSorted((a, b) => a.orderId - b.orderId);
}

describe('a client whose ShipStation is reached through V2', () => {
  it('that came from V1 keeps every order’s state, date and total', async () => {
    await using data = await clientData('synced');
    const before = await ordersOf(data);
    const connected = await connectV2(data);
    expect(connected.code, connected.stderr).toBe(0);
    const synced = await through(data, ['sync', '--full', '--json']);
    expect(synced.code, synced.stderr).toBeLessThanOrEqual(1);
    const figures = (orders: readonly ListedOrder[]) =>
      orders.map(({ orderId, status, orderedOn, total }) => [orderId, status, orderedOn, total]);
    expect(figures(await ordersOf(data))).toEqual(figures(before));
    expect(before.length).toBeGreaterThan(100);
  });

  it('alone is told what is not known of each order, and has it ready once a person has said what counts', async () => {
    await using data = await clientData('connected');
    expect((await connectV2(data)).code).toBe(0);
    expect((await through(data, ['sync', '--json'])).code).toBeLessThanOrEqual(1);
    const orders = await ordersOf(data);
    expect(orders.length).toBeGreaterThan(100);
    for (const { orderedOn, arrivedOn, total } of orders) {
      expect([orderedOn, arrivedOn === null, total]).toEqual([null, false, null]);
    }
    expect(orders.filter(({ status }) => status === 'ready')).toEqual([]);
    const waiting = orders.find(({ blockers }) => blockers.length === 1 && blockers[0]?.code === 'order/total-unknown');
    const resolved = await through(data, [
      'resolve',
      String(waiting?.orderId),
      '--code',
      'order/total-unknown',
      '--choose',
      'lines-as-total',
      '--json',
    ]);
    expect(resolved.code, resolved.stderr).toBe(0);
    const shown = jsonOf(await through(data, ['orders', 'show', String(waiting?.orderId), '--json']));
    expect(shown).toMatchObject({
      status: 'ready',
      order: { orderTotal: null, untold: expect.arrayContaining(['order-total', 'order-date', 'bill-to']) },
      plan: {
        tieOut: { differenceMinor: 0 },
        warnings: expect.arrayContaining([expect.objectContaining({ code: 'order/bill-to-unknown' })]),
      },
    });
  });
});
