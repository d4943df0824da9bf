import { expect, test } from 'vitest';

import { busyOrder } from '../bench/busy-shop.ts';
import { unwrap } from '../helpers/practice-engine.ts';
import { ANCHOR_ON } from '../helpers/practice-shop.ts';
import { type Prepared, startSourceEngine } from '../helpers/source-engine.ts';

const ORDERS = 1_500;
const MINUTE_MS = 60_000;
/** A fifth of ShipStation's published limit for a fraction of a busy shop's orders: the benchmark pulls ten thousand at forty. */
const PER_MINUTE = 8;
/** At most 25 requests for 10,000 orders. */
const ORDERS_A_REQUEST = 400;

/** Orders of some days, each with its label. */
const busy: Prepared = {
  from: '2026-03-09T02:00:00.000Z',
  add: (control) => {
    for (let n = 0; n < ORDERS; n += 1) {
      const { orderId, status } = unwrap(control.importOrder(busyOrder(n, ORDERS, ANCHOR_ON)));
      if (status === 'awaiting_shipment') {
        unwrap(control.buyLabel(orderId));
      }
    }
  },
};

test('changed orders take few requests, and no more time than the limit costs; so does the sweep after them', async () => {
  await using engine = await startSourceEngine('v1', busy);
  engine.shop.control.changeSwitches({ v1RequestsPerMinute: PER_MINUTE });
  const before = engine.shop.control.requests().length;
  const startedAt = engine.time.clock.now();
  const pulled = await engine.pull(null);
  expect(pulled).toMatchObject({ ok: true });
  expect(engine.store.orders.count()).toBeGreaterThanOrEqual(ORDERS);

  const mostForOrders = Math.ceil(engine.store.orders.count() / ORDERS_A_REQUEST);
  const requests = engine.shop.control.requests().slice(before);
  expect(requests.filter(({ target }) => target.startsWith('/orders')).length).toBeLessThanOrEqual(mostForOrders);
  expect(requests.filter(({ status }) => status === 429)).toEqual([]);
  expect(requests.length).toBeGreaterThan(PER_MINUTE);
  // The first window is free; each later one waits for its minute.
  const allowedMs = (Math.ceil(requests.length / PER_MINUTE) - 1) * MINUTE_MS;
  expect(engine.time.clock.now() - startedAt).toBeLessThanOrEqual(allowedMs * 1.1);

  // The sweep after it lists the same orders again, by creation, within the same figures.
  const swept = engine.shop.control.requests().length;
  const signal = new AbortController().signal;
  const outcome = await engine.engine.sweep({
    runId: 'sweep',
    actor: 'schedule',
    signal,
    progress: () => undefined,
    turn: () => signal,
    giveWay: () => Promise.resolve(),
  });
  expect(outcome).toMatchObject({ ok: true, value: { missing: 0, fetched: 0, gone: 0 } });
  const listed = engine.shop.control
    .requests()
    .slice(swept)
    .filter(({ target }) => target.startsWith('/orders'));
  expect(listed.length).toBeLessThanOrEqual(mostForOrders);
});
