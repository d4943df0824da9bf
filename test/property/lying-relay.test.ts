import { describe, expect, it } from 'vitest';

import { wishOf } from '../../electron/adapters/relay-client/pointer.ts';
import type { RelayEvent } from '../../electron/core/ports/relay.ts';
import type { CompanyStore } from '../../electron/core/ports/store/company-store.ts';
import { createRelayWorker } from '../../electron/core/relay/relay-worker.ts';
import { type Followed, followRequest } from '../../electron/core/use-cases/relay-run.ts';
import { instantOf } from '../../shared/domain/time/instants.ts';
import { type PracticeEngine, startPracticeEngine } from '../helpers/practice-engine.ts';
import { basic, dateOf } from '../helpers/practice-shop.ts';
import { newOrder } from '../helpers/relay-company.ts';
import { createRecordingLogger } from '../helpers/recording-logger.ts';
import { createVirtualTime } from '../helpers/virtual-time.ts';

/** Only the newest orders are pulled at first: a relay that could add older ones would be seen. */
const SINCE = dateOf('2026-03-08');
const ROUNDS = 4;

describe('with an honest relay, a lying one, or none', () => {
  it.each([
    ['honest', 1],
    ['lying', 2],
    ['lying', 3],
    ['lying', 4],
    ['lying', 5],
  ] as const)('the books come out the same (%s, seed %i)', { timeout: 60_000 }, async (manner, seed) => {
    const random = randomOf(seed);
    await using told = await startPracticeEngine();
    const untold = told.twin();
    await subscribeAll(told);
    for (const { engine } of [told, untold]) {
      await engine.refreshBooks({ full: true }, told.run());
      await engine.pull({ full: false, since: SINCE }, told.run());
    }
    const before = told.store.orders.count();
    const relay = startFakeRelay(told);
    let late: readonly Told[] = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      const news = workInShop(told, random, round);
      const { now, later } = manner === 'honest' ? { now: news, later: [] } : lie(random, [...late, ...news]);
      late = later;
      await relay.tell(now);
      expect(told.store.relay.waitingCount(), 'everything that was told is settled').toBe(0);
      told.time.advance(60_000);
      for (const { engine } of [told, untold]) {
        await engine.pull({ full: false, since: null }, told.run());
      }
      expect(booksOf(told.store)).toEqual(booksOf(untold.store));
    }
    expect(told.store.orders.count()).toBeGreaterThan(before);
    await relay.end();
  });

  it('an order outside the next pull is not brought by a relay either', { timeout: 60_000 }, async () => {
    await using told = await startPracticeEngine();
    await told.engine.refreshBooks({ full: true }, told.run());
    await told.engine.pull({ full: false, since: SINCE }, told.run());
    const before = booksOf(told.store);
    const relay = startFakeRelay(told);
    await relay.tell(
      STORES.map((storeId) => ({ type: 'ORDER_NOTIFY', address: `${told.practice.access.shipstationV1Url}/orders?storeID=${storeId}` })),
    );
    expect(relay.followed).toBeGreaterThan(0);
    expect(booksOf(told.store)).toEqual(before);
    await relay.end();
  });

  it('no event moves a watermark', { timeout: 60_000 }, async () => {
    await using told = await startPracticeEngine();
    await subscribeAll(told);
    await told.engine.pull({ full: false, since: SINCE }, told.run());
    const before = watermarksOf(told.store);
    const relay = startFakeRelay(told);
    await relay.tell(workInShop(told, randomOf(7), 0).filter(({ type }) => type === 'ORDER_NOTIFY'));
    expect(watermarksOf(told.store)).toEqual(before);
    await relay.end();
  });
});

const STORES = [300101, 300102, 300103];

interface Told {
  readonly type: string;
  readonly address: string;
}

/** Everything that a bookkeeper could see of the orders: as stored, with their plans. */
function booksOf(store: CompanyStore): unknown {
  return store.orders.allFamilyRoots(0, 100_000).map((root) => {
    const family = store.orders.family(root);
    const plans = family?.members.map(({ order }) => {
      const row = store.plans.row(order.orderId);
      return row === null ? null : { state: row.state, fingerprint: row.fingerprint };
    });
    return { family, plans };
  });
}

const watermarksOf = ({ orders }: CompanyStore) =>
  (['orders', 'shipments-created', 'shipments-voided', 'fulfillments'] as const).map((stream) => orders.watermark(stream));

async function subscribeAll({ practice }: PracticeEngine): Promise<void> {
  for (const event of ['ORDER_NOTIFY', 'SHIP_NOTIFY', 'FULFILLMENT_SHIPPED', 'FULFILLMENT_REJECTED']) {
    const answer = await fetch(`${practice.access.shipstationV1Url}/webhooks/subscribe`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: basic(practice.shipstation) },
      // Not this machine: the shop writes the notices down and sends them nowhere.
      body: JSON.stringify({ target_url: 'https://relay.example/in/x', event, friendly_name: 'Purser' }),
    });
    expect(answer.status).toBe(200);
  }
}

/** A day's work in the shop; returns what its webhooks were told. */
function workInShop({ practice, time }: PracticeEngine, random: () => number, round: number): readonly Told[] {
  const { control } = practice.shipstation;
  const known = new Set(control.deliveries().map(({ deliveryId }) => deliveryId));
  const one = <T>(list: readonly T[]): T | undefined => list[Math.floor(random() * list.length)];
  const orderedAt = instantOf(time.clock.now() - 60_000);
  for (let index = 0; index < 3; index += 1) {
    time.advance(1_000 + Math.floor(random() * 5_000));
    control.importOrder(newOrder(`LIE-${round}-${index}`, { orderedAt, storeId: one(STORES) ?? 300101 }));
  }
  const open = control.orders().filter(({ status }) => status === 'awaiting_shipment');
  const chosen = [one(open), one(open), one(open), one(open)].flatMap((order) => (order === undefined ? [] : [order.orderId]));
  const [labelled = 0, marked = 0, edited = 0, cancelled = 0] = chosen;
  const label = control.buyLabel(labelled);
  if (label.ok && random() < 0.3) {
    control.voidLabel(label.value.shipmentId);
  }
  control.markShipped(marked);
  control.editOrder(edited, { internalNotes: `changed in round ${round}` });
  control.cancel(cancelled);
  const address = practice.access.shipstationV1Url;
  return control
    .deliveries()
    .filter(({ deliveryId }) => !known.has(deliveryId))
    .map(({ resourceType, pointer }) => ({ type: resourceType, address: `${address}${pointer}` }));
}

/** Dropped, told twice, told late, out of order, and among them much that never happened. */
function lie(random: () => number, news: readonly Told[]): { readonly now: readonly Told[]; readonly later: readonly Told[] } {
  const base = news[0] === undefined ? 'http://127.0.0.1:9' : new URL(news[0].address).origin;
  const invented: readonly Told[] = [
    { type: 'ORDER_NOTIFY', address: `${base}/orders?storeID=300101` },
    { type: 'ORDER_NOTIFY', address: `${base}/orders?storeID=300102&importBatch=never-was` },
    { type: 'ORDER_NOTIFY', address: `${base}/orders?orderStatus=shipped&modifyDateStart=2020-01-01` },
    { type: 'SHIP_NOTIFY', address: `${base}/shipments?storeID=300101&includeShipmentItems=False` },
    { type: 'FULFILLMENT_SHIPPED', address: `${base}/fulfillments?storeID=300103` },
    { type: 'ORDER_NOTIFY', address: `${base}/accounts/registeraccount` },
    { type: 'ORDER_NOTIFY', address: 'https://evil.example/orders?storeID=300101' },
    { type: 'ORDER_NOTIFY', address: 'https://ssapi6.shipstation.com@evil.example/orders' },
    { type: 'SHIP_NOTIFY', address: 'http://169.254.169.254/latest/meta-data' },
    { type: 'NEVER_HEARD_OF', address: `${base}/orders` },
  ];
  const now: Told[] = invented.filter(() => random() < 0.5);
  const later: Told[] = [];
  for (const each of news) {
    const fate = random();
    if (fate < 0.25) {
      later.push(each);
    } else if (fate < 0.75) {
      now.push(...(fate < 0.5 ? [each, each] : [each]));
    }
  }
  return {
    now: now
      .map((each) => ({ each, order: random() }))
      .toSorted((a, b) => a.order - b.order)
      .map(({ each }) => each),
    later,
  };
}

interface FakeRelay {
  /** Lets events arrive, and resolves when all of them are settled. */
  tell(news: readonly Told[]): Promise<void>;
  /** Pointers that were followed. */
  readonly followed: number;
  end(): Promise<void>;
}

/** From the opened event to the runs everything is real; the worker has a clock of its own, which only `tell` moves. */
function startFakeRelay({ store, engine, time, run }: PracticeEngine): FakeRelay {
  const own = createVirtualTime(time.clock.now(), 'manual');
  const stopper = new AbortController();
  store.relay.begin({ mailbox: 'mailbox', address: 'https://relay.example', pairedAt: instantOf(time.clock.now()) });
  let followed = 0;
  let id = 0;
  const worker = createRelayWorker({
    slug: 'practice',
    store: store.relay,
    clock: own.clock,
    timers: own.timers,
    logger: createRecordingLogger().logger,
    mayRun: () => true,
    async run(request) {
      const outcome: Followed = { hasPulled: false, needsPull: false, refused: 0 };
      followed += request.pull === 'instead' ? 0 : request.pointers.length;
      const done = await followRequest(engine, request, run(), outcome);
      return done.ok ? { ok: true, value: outcome } : done;
    },
    acknowledge: () => Promise.resolve({ ok: true, value: null }),
  });
  const working = worker.work(stopper.signal);
  return {
    get followed() {
      return followed;
    },
    async tell(news) {
      const events = news.map((each): RelayEvent => {
        id += 1;
        const wish = wishOf(each.type, each.address, true);
        const content = wish === null ? ({ kind: 'refused', refusal: 'bad-pointer' } as const) : ({ kind: 'wish', wish } as const);
        return { id, digest: `digest ${id}`, receivedAt: instantOf(time.clock.now()), content };
      });
      store.relay.receive(events, instantOf(time.clock.now()));
      worker.wake();
      while (store.relay.waitingCount() > 0) {
        own.advance(5_000);
        await new Promise((resolve) => {
          setImmediate(resolve);
        });
      }
    },
    async end() {
      stopper.abort();
      own.advance(600_000);
      await working;
    },
  };
}

/** Park and Miller's generator: the same numbers for the same seed. */
function randomOf(seed: number): () => number {
  let state = seed * 7_919 + 1;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
}
