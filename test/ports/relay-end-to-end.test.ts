import { describe, expect, it } from 'vitest';

import type { MethodOutput } from '../../shared/contract/client.ts';
import { RUN_FLOOR_MS } from '../../shared/domain/sync/next-run.ts';
import { newOrder, type RelayCompany, startRelayCompany } from '../helpers/relay-company.ts';
import { PAIRING_CODE } from '../relay/paired-app.ts';
import { startTestRelay } from '../relay/relay-harness.ts';

/** What the issue promises for loopback. */
const WITHIN_MS = 5_000;
/** The schedule's default, and as much more as the point of its grid may be passed over for coming right after another run. */
const INTERVAL_MS = 15 * 60_000 + RUN_FLOOR_MS;

describe('from the shop over the relay to the review queue', () => {
  it('an order is there within five seconds of its import, and its label as soon', { timeout: 60_000 }, async () => {
    const app = await startRelayCompany();
    const relay = await startTestRelay({ RELAY_JWKS_URL: app.jwksUrl, RELAY_ALLOW_LOOPBACK_POINTERS: '1' });
    await app.call('sync.run', {});
    await app.call('relay.pair', { address: relay.base, code: PAIRING_CODE });
    const { added } = await app.call('relay.subscribe', {});
    expect(added).toEqual(['orders-imported', 'labels-made', 'fulfillments-shipped', 'fulfillments-rejected']);
    await app.host.core.start({ schedule: true });
    await app.until(async () => isQuiet(await app.call('run.list', {})));
    await app.until(async () => (await app.call('relay.status', {})).state === 'connected');

    const startedMs = Date.now();
    const made = app.shop.importOrder(newOrder('RELAY-1'));
    await app.until(async () => (await ordersOf(app, 'RELAY-1')).length === 1);
    expect(Date.now() - startedMs).toBeLessThan(WITHIN_MS);
    const [row] = await ordersOf(app, 'RELAY-1');
    expect(row?.state).not.toBe('posted');
    expect(await app.call('relay.status', {})).toMatchObject({ received: 1, refused: 0 });

    const labelledMs = Date.now();
    app.shop.buyLabel(made.ok ? made.value.orderId : 0);
    await app.until(async () => (await ordersOf(app, 'RELAY-1'))[0]?.state === 'ready');
    expect(Date.now() - labelledMs).toBeLessThan(WITHIN_MS);
    await app.until(async () => (await app.call('relay.status', {})).waiting === 0);
    const kinds = (await app.call('run.list', {})).runs.map(({ kind, status }) => `${kind} ${status}`);
    expect(kinds.filter((kind) => kind.startsWith('relay'))).toEqual(['relay done', 'relay done']);
  });

  it(
    'a document that was posted before it shipped gets its ship date with the label, not with the next poll',
    { timeout: 60_000 },
    async () => {
      const app = await startRelayCompany();
      const relay = await startTestRelay({ RELAY_JWKS_URL: app.jwksUrl, RELAY_ALLOW_LOOPBACK_POINTERS: '1' });
      const { policy } = await app.call('mapping.show', {});
      await app.call('mapping.save', { changes: [{ kind: 'policy', policy: { ...policy, postWhen: 'created' } }] });
      await app.call('sync.run', {});
      const { orders } = await app.call('order.list', { filter: { states: ['ready'] }, limit: 500 });
      const order = orders.find(({ shippedOn, sourceStatus }) => shippedOn === null && sourceStatus === 'awaiting_shipment');
      const orderId = order?.orderId ?? 0;
      await app.call('order.approve', { orderIds: [orderId] });
      expect((await app.call('posting.post', {})).posted).toEqual([orderId]);
      await app.call('relay.pair', { address: relay.base, code: PAIRING_CODE });
      await app.call('relay.subscribe', {});
      await app.host.core.start({ schedule: true });
      await app.until(async () => isQuiet(await app.call('run.list', {})));
      await app.until(async () => (await app.call('relay.status', {})).state === 'connected');

      const labelledMs = Date.now();
      app.shop.buyLabel(orderId);
      const updates = async () =>
        (await app.call('order.show', { order: String(orderId) })).postings.filter(({ operation }) => operation === 'update');
      await app.until(async () => (await updates()).some(({ status }) => status === 'posted'));
      expect(Date.now() - labelledMs).toBeLessThan(2 * WITHIN_MS);
      await app.until(async () => (await app.call('relay.status', {})).waiting === 0);
      const [run] = (await app.call('run.list', {})).runs.filter(({ kind }) => kind === 'relay');
      expect(run).toMatchObject({ status: 'done', counts: { updated: 1 } });
    },
  );

  it('with a V2 key the signed events are checked on both sides, and followed', { timeout: 60_000 }, async () => {
    const app = await startRelayCompany();
    const relay = await startTestRelay({ RELAY_JWKS_URL: app.jwksUrl, RELAY_ALLOW_LOOPBACK_POINTERS: '1' });
    await app.call('source.connect', { version: 'v2', apiKey: app.shop.v2Key() });
    await app.call('sync.run', {});
    await app.call('relay.pair', { address: relay.base, code: PAIRING_CODE });
    await app.call('relay.subscribe', {});
    await app.host.core.start({ schedule: true });
    await app.until(async () => isQuiet(await app.call('run.list', {})));
    await app.until(async () => (await app.call('relay.status', {})).state === 'connected');
    const startedMs = Date.now();
    app.shop.importOrder(newOrder('SIGNED-1'));
    await app.until(async () => (await ordersOf(app, 'SIGNED-1')).length === 1);
    expect(Date.now() - startedMs).toBeLessThan(WITHIN_MS);
    expect(await app.call('relay.status', {})).toMatchObject({ received: 1, refused: 0 });
  });

  it('an order that nobody tells of is there with the next poll, at most one interval later', { timeout: 60_000 }, async () => {
    const app = await startRelayCompany();
    await app.call('sync.run', {});
    await app.host.core.start({ schedule: true });
    await app.until(async () => isQuiet(await app.call('run.list', {})));
    app.shop.importOrder(newOrder('POLLED-1'));
    const { nextAt } = await app.call('schedule.show', {});
    expect(Date.parse(nextAt ?? '') - Date.now()).toBeLessThanOrEqual(INTERVAL_MS);
    await app.call('sync.run', {});
    expect(await ordersOf(app, 'POLLED-1')).toHaveLength(1);
  });
});

/** The schedule's first pull and its daily sweep are over: what arrives from now on, nothing else would bring. */
const isQuiet = ({ runs }: MethodOutput<'run.list'>): boolean =>
  runs.some(({ kind }) => kind === 'sweep') && runs.every(({ endedAt }) => endedAt !== null);

const ordersOf = async (app: RelayCompany, search: string) => (await app.call('order.list', { filter: { search } })).orders;
