import { describe, expect, it } from 'vitest';

import { ordersOfCase } from '../../electron/practice/seed/cases.ts';
import { scatter } from '../../electron/practice/seed/moments.ts';
import { seededOrderId } from '../../electron/practice/seed/shop-stories.ts';
import type { ShipStationControl } from '../../electron/practice/shipstation/control.ts';
import type { ShopOperation } from '../../electron/practice/shipstation/operations/perform.ts';
import type { FaultScope, PracticeFault } from '../../electron/practice/shipstation/storage/faults.ts';
import { busyOrder } from '../bench/busy-shop.ts';
import { ANCHOR_ON } from '../helpers/practice-shop.ts';
import { differences, type Seen } from '../helpers/same-as-shop.ts';
import { BEGINNING, type Prepared, type SourceApi, type SourceEngine, startSourceEngine } from '../helpers/source-engine.ts';

const MINUTE = 60_000;
const odd = seededOrderId('plain-30');

interface Trouble {
  readonly name: string;
  readonly faults: readonly (readonly [PracticeFault, FaultScope?])[];
  /** How the shop's orders look while it lasts. */
  readonly seen?: Seen;
}

const ofOdd =
  (change: Readonly<Record<string, unknown>>): Seen =>
  (essence) =>
    essence['orderId'] === odd ? { ...essence, ...change } : essence;

/** Everything of section 8 that can go wrong with an answer. */
export const TROUBLES: readonly Trouble[] = [
  { name: 'a burst of 429', faults: [[{ kind: 'throttle' }, { times: 4 }]] },
  { name: '502 with a proxy’s page', faults: [[{ kind: 'bad-gateway' }, { times: 3 }]] },
  { name: '500 in the documented form', faults: [[{ kind: 'error', status: 500, form: 'documented' }, { times: 1 }]] },
  { name: '500 in ASP.NET’s form', faults: [[{ kind: 'error', status: 500, form: 'aspnet' }, { times: 1 }]] },
  { name: '500 without a body', faults: [[{ kind: 'error', status: 500, form: 'empty' }, { times: 1 }]] },
  { name: '503 with a page', faults: [[{ kind: 'error', status: 503, form: 'html' }, { times: 3 }]] },
  { name: 'answers of 60 seconds', faults: [[{ kind: 'slow', delayMs: 60_000 }]] },
  { name: 'resets in the middle of the body', faults: [[{ kind: 'reset' }, { times: 2 }]] },
  { name: 'JSON that is cut off', faults: [[{ kind: 'truncated-json' }, { times: 1 }]] },
  { name: 'a hotel’s sign-in page', faults: [[{ kind: 'sign-in-page' }, { times: 1 }]] },
  { name: 'null between the elements', faults: [[{ kind: 'null-element' }]] },
  { name: 'keys that nobody knows', faults: [[{ kind: 'extra-keys' }]] },
  { name: 'numbers as text', faults: [[{ kind: 'number-form', form: 'text' }]] },
  { name: 'numbers as integers', faults: [[{ kind: 'number-form', form: 'integer' }]] },
  {
    name: 'an unknown status',
    faults: [[{ kind: 'unknown-status', orderId: odd, status: 'teleported' }]],
    seen: (essence, api) =>
      // V2 has a ship date before anything has shipped, so that it counts only beside the word for it.
      ofOdd({ sourceStatus: 'teleported', ...(api === 'v2' ? { shippedOn: null } : {}) })(essence, api),
  },
  { name: 'an order without its lines', faults: [[{ kind: 'empty-items', orderId: odd }]], seen: ofOdd({ items: [] }) },
  {
    name: 'optional keys that are missing',
    faults: [
      [{ kind: 'missing-keys', keys: ['internalNotes', 'internal_notes', 'weight', 'total_weight', 'packages', 'labelMessages', 'zone'] }],
    ],
    seen: (essence) => ({ ...essence, internalNotes: null }),
  },
];

function switchOn({ shop }: SourceEngine, { faults }: Trouble): void {
  for (const [fault, scope] of faults) {
    shop.control.addFault(fault, scope);
  }
}

/** Pulls as the schedule does: again a quarter of an hour later where it failed. The number of pulls that it took. */
async function pullUntilWhole(engine: SourceEngine, since: typeof BEGINNING | null): Promise<number> {
  for (let count = 1; count <= 5; count += 1) {
    const outcome = await engine.pull(since);
    if (outcome.ok) {
      return count;
    }
    expect(outcome.fault.class).not.toBe('rejected');
    engine.time.advance(15 * MINUTE);
  }
  throw new Error('Five pulls failed');
}

/** None twice: as many orders as the shop has, but for those that were deleted there. */
function expectAsMany({ shop, store }: SourceEngine, deleted = 0): void {
  expect(store.orders.count()).toBe(shop.control.orders().length + deleted);
}

/** Orders beyond the seeded ones, so that lists have several pages. */
const MORE = 1_200;

const addMore: Prepared['add'] = (control) => {
  for (let n = 0; n < MORE; n += 1) {
    control.importOrder(busyOrder(n, MORE, ANCHOR_ON));
  }
};
const manyMore: Prepared = { from: '2026-03-09T18:30:00.000Z', add: addMore };
/** Over the night in November when the hour from one to two, Pacific, happens twice. */
const inNovember: Prepared = { from: '2025-11-02T07:30:00.000Z', add: addMore };

const busyId = (n: number): number => busyOrder(n, MORE, ANCHOR_ON).orderId;

/** What happens in the shop while its list is read: orders leave it, come into it, and change places. */
function changeBetweenPages({ api, shop }: SourceEngine): readonly number[] {
  const path = api === 'v1' ? '/orders' : '/v2/shipments';
  const [left, deleted, later, combined, absorbed] = [busyId(3), busyId(44), busyId(1_150), busyId(7), busyId(8)];
  const edit = { internalNotes: 'Between two pages' };
  shop.control.betweenPages({
    path,
    afterPage: 1,
    operations: [
      { do: 'edit', orderId: left, edit },
      { do: 'delete', orderId: deleted },
      { do: 'import', orders: [{ ...busyOrder(MORE + 1, MORE, ANCHOR_ON) }] },
      { do: 'buy-labels', orderIds: [later] },
    ],
  });
  shop.control.betweenPages({ path, afterPage: 2, operations: [{ do: 'combine', survivorId: combined, absorbedId: absorbed }] });
  return [left, deleted, later, combined, absorbed, busyId(MORE + 1)];
}

/** The suite that every interface of the source must pass. */
export function describeConformance(api: SourceApi): void {
  describe('with one trouble at a time', () => {
    it.each(TROUBLES.map((trouble) => [trouble.name, trouble] as const))(
      '%s: the orders here equal those there',
      async (_name, trouble) => {
        await using engine = await startSourceEngine(api);
        switchOn(engine, trouble);
        await pullUntilWhole(engine, null);
        expect(differences(engine, trouble.seen)).toEqual([]);
        expectAsMany(engine);
        expect(engine.shop.control.faults().every(({ hits, remaining }) => hits > 0 && (remaining ?? 0) === 0)).toBe(true);

        engine.shop.control.clearFaults();
        engine.time.advance(15 * MINUTE);
        expect(await pullUntilWhole(engine, BEGINNING)).toBe(1);
        expect(differences(engine)).toEqual([]);
        expectAsMany(engine);
        // A null tells nothing, so nothing that comes later can be told to be what it stood for.
        expect(engine.store.orders.parked().filter(({ excerpt }) => excerpt !== 'null')).toEqual([]);
      },
    );
  });

  describe('with records that break their page', () => {
    it('every other one arrives, each is parked, and comes when it can be read again', async () => {
      await using engine = await startSourceEngine(api);
      const { control } = engine.shop;
      const labelOf = (name: string): number => control.shipments(seededOrderId(name))[0]?.shipmentId ?? 0;
      const marked = ordersOfCase('marked-shipped-without-label')[0] ?? 0;
      control.addFault({ kind: 'poison-order', orderId: odd });
      control.addFault({ kind: 'poison-order', orderId: seededOrderId('plain-31') });
      control.addFault({ kind: 'poison-label', shipmentId: labelOf('plain-05') });
      control.addFault({ kind: 'poison-fulfillment', fulfillmentId: control.fulfillments(marked)[0]?.fulfillmentId ?? 0 });
      await pullUntilWhole(engine, null);
      const broken = [odd, seededOrderId('plain-31'), seededOrderId('plain-05'), marked].toSorted((a, b) => a - b);
      expect(differences(engine).map(({ orderId }) => orderId)).toEqual(broken);
      expect(
        engine.store.orders
          .parked()
          .map(({ stream }) => stream)
          .toSorted(),
      ).toEqual(['fulfillments', 'orders', 'orders', 'shipments']);

      control.clearFaults();
      engine.time.advance(24 * 60 * MINUTE);
      await pullUntilWhole(engine, null);
      expect(differences(engine)).toEqual([]);
      expectAsMany(engine);
      expect(engine.store.orders.parked()).toEqual([]);
    });
  });

  describe('while the shop lives on', () => {
    it('what changes between two pages is not lost, and loses nothing else', async () => {
      await using engine = await startSourceEngine(api, manyMore);
      const touched = changeBetweenPages(engine);
      await pullUntilWhole(engine, null);
      expect(differences(engine).filter(({ orderId }) => !touched.includes(orderId))).toEqual([]);
      engine.time.advance(15 * MINUTE);
      await pullUntilWhole(engine, null);
      expect(differences(engine)).toEqual([]);
      expectAsMany(engine, 1);
    });

    it('a key that runs out in the middle stops the run, and the new one goes on where it was', async () => {
      await using engine = await startSourceEngine(api);
      const { control, ...shop } = engine.shop;
      const stopped = await engine.pull(null, (stream) => {
        if (stream === 'Orders') {
          control.expireKey();
          control.expireV2Key();
        }
      });
      expect(!stopped.ok && [stopped.fault.code, stopped.fault.class]).toEqual(['source/key-expired', 'auth']);
      expectAsMany(engine);
      expect((await engine.pull()).ok).toBe(false);
      control.rotateKey();
      control.rotateV2Key();
      engine.reconnect();
      expect(control.key()).not.toEqual(shop.key);
      const before = control.requests().length;
      engine.time.advance(15 * MINUTE);
      const again = await engine.pull(null);
      expect(again.ok).toBe(true);
      expect(differences(engine)).toEqual([]);
      const orders = control
        .requests()
        .slice(before)
        .map(({ target }) => decodeURIComponent(target))
        .filter((target) => /^\/(?:orders|v2\/shipments)\?/.test(target));
      expect(orders.every((target) => target.includes('2026-03-10'))).toBe(true);
    });

    it.each([
      ['inclusive ends of filters', { filterStart: 'inclusive', filterEnd: 'inclusive' }],
      ['exclusive ends of filters', { filterStart: 'exclusive', filterEnd: 'exclusive' }],
      ['pages of a hundred at most', { v2LargestPage: 100 }],
      ['labels whose void leaves the modification date', { voidingMovesModifyDate: false, uncombiningMovesModifyDate: false }],
      ['deleted orders that are still answered', { deletedOrders: 'answered' }],
    ] as const)('with %s, which no document settles, nothing is missed', async (_name, switches) => {
      await using engine = await startSourceEngine(api, manyMore);
      const { control } = engine.shop;
      control.changeSwitches(switches);
      const label = control.buyLabel(busyId(1), { items: [] });
      await pullUntilWhole(engine, null);
      // At the very moment at which the run began, and at the one at which the next will.
      control.editOrder(busyId(2), { internalNotes: 'As the run began' });
      control.softDelete(busyId(3));
      engine.time.advance(15 * MINUTE);
      control.editOrder(busyId(4), { internalNotes: 'As the next run begins' });
      control.voidLabel(label.ok ? label.value.shipmentId : 0);
      await pullUntilWhole(engine, null);
      expect(differences(engine)).toEqual([]);
      expectAsMany(engine, 1);
    });

    it.each([10, -10])('by a PC whose clock is %i minutes ahead, nothing is missed', async (minutes) => {
      await using engine = await startSourceEngine(api, manyMore, minutes * MINUTE);
      changeBetweenPages(engine);
      await pullUntilWhole(engine, null);
      for (let step = 0; step < 6; step += 1) {
        engine.shop.control.editOrder(busyId(100 + step), { internalNotes: `Step ${step}` });
        engine.shop.control.buyLabel(busyId(200 + step));
        engine.time.advance(5 * MINUTE);
        await pullUntilWhole(engine, null);
      }
      engine.time.advance(15 * MINUTE);
      await pullUntilWhole(engine, null);
      expect(differences(engine)).toEqual([]);
      expectAsMany(engine, 1);
    });

    it('many changes in the hour that happens twice arrive, each once', async () => {
      await using engine = await startSourceEngine(api, inNovember);
      await pullUntilWhole(engine, null);
      expect(differences(engine)).toEqual([]);
      expectAsMany(engine);
      expect(engine.shop.control.requests().filter(({ target }) => /^\/(?:orders|v2\/shipments)\?/.test(target)).length).toBeLessThan(12);
    });

    it('what is taken back days later is taken back here: a label, a marking as shipped', async () => {
      await using engine = await startSourceEngine(api);
      const { control } = engine.shop;
      const [first, second] = [seededOrderId('waiting-1'), seededOrderId('waiting-2')];
      const label = control.buyLabel(first);
      const marked = control.markShipped(second);
      await pullUntilWhole(engine, null);
      engine.time.advance(3 * 24 * 60 * MINUTE);
      await pullUntilWhole(engine, null);
      control.voidLabel(label.ok ? label.value.shipmentId : 0);
      control.voidFulfillment(marked.ok ? marked.value.fulfillmentId : 0);
      engine.time.advance(15 * MINUTE);
      await pullUntilWhole(engine, null);
      expect(differences(engine)).toEqual([]);
    });

    it('other programs that use up the key slow it down, and nothing more', async () => {
      await using engine = await startSourceEngine(api, manyMore);
      engine.shop.control.otherPrograms('v1', 39);
      engine.shop.control.otherPrograms('v2', 199);
      await pullUntilWhole(engine, null);
      expect(differences(engine)).toEqual([]);
      expect(engine.shop.control.requests().filter(({ status }) => status === 429).length).toBeLessThanOrEqual(1);
    });

    it('and everything goes wrong at once, the orders here equal those there in the end', async () => {
      await using engine = await startSourceEngine(api, manyMore);
      for (const trouble of TROUBLES.filter(({ seen }) => seen === undefined)) {
        switchOn(engine, trouble);
      }
      engine.shop.control.otherPrograms(api, 20);
      changeBetweenPages(engine);
      await pullUntilWhole(engine, null);
      engine.shop.control.clearFaults();
      engine.time.advance(15 * MINUTE);
      await pullUntilWhole(engine, null);
      expect(differences(engine)).toEqual([]);
      // The deleted one may have left before its page could be shown at all.
      expectAsMany(engine, engine.store.orders.order(busyId(44)) === null ? 0 : 1);
    });

    it.each([1, 2, 3])('for a week, with a pull now and then and something wrong at each (%i)', async (walk) => {
      await using engine = await startSourceEngine(api);
      await pullUntilWhole(engine, null);
      const deleted = new Set<number>();
      for (let step = 0; step < 42; step += 1) {
        liveOn(engine, `${walk} ${step}`, deleted);
        engine.time.advance((1 + scatter(`${walk} wait ${step}`, 7)) * 60 * MINUTE);
        const lasting = TROUBLES.filter(({ seen }) => seen === undefined);
        switchOn(engine, lasting[scatter(`${walk} trouble ${step}`, lasting.length)] ?? { name: '', faults: [] });
        if (scatter(`${walk} pull ${step}`, 3) > 0) {
          await pullUntilWhole(engine, null);
        }
        engine.shop.control.clearFaults();
      }
      await pullUntilWhole(engine, null);
      expect(differences(engine)).toEqual([]);
      expectAsMany(engine, [...deleted].filter((orderId) => engine.store.orders.order(orderId) !== null).length);
    });
  });
}

/** Some hours in the shop: a few operations on orders that a hash picks. What the shop does not allow just does not happen. */
function liveOn({ shop: { control } }: SourceEngine, salt: string, deleted: Set<number>): void {
  for (let count = 0; count < 4; count += 1) {
    const orders = control.orders();
    const pick = (what: string): number => orders[scatter(`${salt} ${count} ${what}`, orders.length)]?.orderId ?? 0;
    const waiting = orders.filter(({ status }) => status === 'awaiting_shipment').map(({ orderId }) => orderId);
    const pickWaiting = (what: string): number => waiting[scatter(`${salt} ${count} ${what}`, waiting.length)] ?? 0;
    const orderId = scatter(`${salt} ${count} whose`, 2) === 0 ? pick('any') : pickWaiting('waiting');
    const operations = operationsOn(control, salt, orderId, pickWaiting('other'));
    const operation = operations[scatter(`${salt} ${count} what`, operations.length)];
    if (operation !== undefined && control.perform(operation).ok && operation.do === 'delete') {
      deleted.add(operation.orderId);
    }
  }
}

function operationsOn(control: ShipStationControl, salt: string, orderId: number, otherId: number): readonly ShopOperation[] {
  const [line] = control.order(orderId)?.items.filter(({ quantity, adjustment }) => quantity > 0 && !adjustment) ?? [];
  const labels = [...control.shipments(orderId), ...control.shipments(otherId)].filter(({ voidedAt }) => voidedAt === null);
  const n = MORE + 10 + scatter(`${salt} new`, 100_000);
  return [
    { do: 'import', orders: [busyOrder(n, MORE, ANCHOR_ON), busyOrder(n + 100_001, MORE, ANCHOR_ON)] },
    { do: 'import', orders: [{ ...busyOrder(n + 300_001, MORE, ANCHOR_ON), status: 'awaiting_payment' }] },
    { do: 'edit', orderId, edit: { internalNotes: `Note of ${salt}`, amountPaid: '12.34' } },
    { do: 'tag', orderId, tagId: 8363 },
    { do: 'hold', orderId, until: ANCHOR_ON },
    { do: 'unhold', orderId },
    { do: 'cancel', orderId },
    { do: 'delete', orderId: otherId },
    { do: 'send-to-provider', orderId },
    { do: 'mark-shipped', orderId, mark: { trackingNumber: `T ${salt}` } },
    { do: 'void-fulfillment', fulfillmentId: control.fulfillments(orderId).at(-1)?.fulfillmentId ?? 0 },
    { do: 'buy-labels', orderIds: [orderId] },
    { do: 'buy-labels', orderIds: [orderId, otherId] },
    { do: 'buy-labels', orderIds: [orderId], label: { isReturn: true } },
    { do: 'void-label', shipmentId: labels.at(-1)?.shipmentId ?? 0 },
    { do: 'split', orderId, split: { move: [{ orderItemId: line?.orderItemId ?? 0, quantity: 1 }], money: 'first-part' } },
    { do: 'combine', survivorId: orderId, absorbedId: otherId },
    { do: 'uncombine', absorbedId: otherId },
    { do: 'redact', orderId, reason: scatter(`${salt} reason`, 2) === 0 ? 'Amazon' : 'GDPR' },
  ];
}
