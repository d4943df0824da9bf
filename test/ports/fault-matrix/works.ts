import { expect } from 'vitest';

import type { FaultTarget } from '../../../electron/practice/quickbooks/planned-faults.ts';
import type { PracticeDocument } from '../../../electron/practice/quickbooks/inspection.ts';
import { instantOf } from '../../../shared/domain/time/instants.ts';
import { busyOrder } from '../../bench/busy-shop.ts';
import { type PracticeEngine, unwrap } from '../../helpers/practice-engine.ts';
import { ANCHOR_ON } from '../../helpers/practice-shop.ts';

/** The orders of one cell, and what the books held before. */
export interface Task {
  readonly orderIds: readonly number[];
  readonly before: readonly PracticeDocument[];
}

/** A kind of writing that faults are aimed at. */
export interface Work {
  readonly name: string;
  readonly target: FaultTarget;
  /** Once, before the first fault. */
  open(shop: PracticeEngine): Promise<void>;
  prepare(shop: PracticeEngine): Promise<Task>;
  /** What the person starts; it may end early. */
  run(shop: PracticeEngine, task: Task): Promise<void>;
  /** What the person does about what is left: the same again, and replay. */
  finish(shop: PracticeEngine, task: Task): Promise<void>;
  hold(shop: PracticeEngine, task: Task, fault: string): void;
}

const MINUTE_MS = 60_000;
/** Of so many, each buyer has two orders: some customers are new and some known. */
const BUSY_SHOP = 1_000;
const imported = new WeakMap<PracticeEngine, number>();

/** The next orders of the shop, which nobody has seen yet. Only channels whose documents hold what the work is about. */
function importOrders(shop: PracticeEngine, count: number, fits: (n: number) => boolean): readonly number[] {
  let n = imported.get(shop) ?? 0;
  const orderIds: number[] = [];
  while (orderIds.length < count) {
    if (fits(n)) {
      const { control } = shop.practice.shipstation;
      orderIds.push(unwrap(control.importOrder(busyOrder(n, BUSY_SHOP, ANCHOR_ON))).orderId);
    }
    n += 1;
  }
  imported.set(shop, n);
  return orderIds;
}

/** Of twenty orders the first ten are the web shop's: a customer for each buyer, an invoice and a payment. */
const isOfWebShop = (n: number): boolean => n % 20 < 10;

async function open(shop: PracticeEngine): Promise<void> {
  const config = shop.store.config.current();
  const policy = { ...config.policy, postWhen: 'created' } as const;
  shop.store.config.save({ ...config, policy }, instantOf(shop.time.clock.now()), 'person');
  await shop.sync();
}

async function pull(shop: PracticeEngine): Promise<void> {
  shop.time.advance(MINUTE_MS);
  unwrap(await shop.engine.pull({ full: false, since: null }, shop.run()));
}

function approve(shop: PracticeEngine, orderIds: readonly number[]): void {
  for (const orderId of orderIds) {
    const plan = shop.store.plans.planOf(orderId);
    expect(plan, `order ${orderId}: ${JSON.stringify(plan?.blockers)}`).toMatchObject({ outcome: 'ready' });
    shop.store.plans.approve({ orderId, fingerprint: plan?.fingerprint ?? '', at: instantOf(shop.time.clock.now()), actor: 'person' });
  }
}

async function prepareApproved(shop: PracticeEngine, count: number): Promise<Task> {
  const orderIds = importOrders(shop, count, isOfWebShop);
  await pull(shop);
  approve(shop, orderIds);
  return { orderIds, before: shop.practice.quickbooks.documents() };
}

async function preparePosted(shop: PracticeEngine, count: number): Promise<Task> {
  const { orderIds } = await prepareApproved(shop, count);
  const { posted } = unwrap(await shop.engine.post({ limit: null }, shop.run()));
  expect(posted.toSorted((a, b) => a - b)).toEqual(orderIds);
  return { orderIds, before: shop.practice.quickbooks.documents() };
}

async function post(shop: PracticeEngine): Promise<void> {
  await shop.engine.post({ limit: null }, shop.run());
}

/** As a new process, that finds what the one before left, and with what failed replayed. */
async function postAgain(shop: PracticeEngine): Promise<void> {
  unwrap(await shop.restarted().post({ limit: null }, shop.run()));
  unwrap(await shop.engine.replay({ orderIds: null, code: null }, shop.run()));
}

/** Each order has its document once, with the planned total and its payment; Purser knows both; nothing else came into the books. */
function holdPosted(shop: PracticeEngine, { orderIds, before }: Task, fault: string): void {
  const old = new Set(before.map(({ entity, id }) => `${entity} ${id}`));
  const gained = shop.practice.quickbooks.documents().filter(({ entity, id }) => !old.has(`${entity} ${id}`));
  const found = gained.map(({ entity, docNumber, paymentRefNum, totalMinor, voided }) => ({
    entity,
    number: entity === 'Payment' ? paymentRefNum : docNumber,
    totalMinor,
    voided,
  }));
  const expected = orderIds.flatMap((orderId) => {
    const plan = shop.store.plans.planOf(orderId);
    const document = { number: plan?.documentNumber, totalMinor: plan?.total?.minor, voided: false };
    return [
      { entity: 'Invoice', ...document },
      { entity: 'Payment', ...document },
    ];
  });
  const sorted = (documents: readonly object[]): readonly string[] => documents.map((document) => JSON.stringify(document)).toSorted();
  expect(sorted(found), fault).toEqual(sorted(expected));
  const known = orderIds.flatMap((orderId) =>
    ['invoice', 'payment'].map((kind) => shop.store.outbox.live(`${kind}:${orderId}`)?.documentId),
  );
  expect(new Set(known), fault).toEqual(new Set(gained.map(({ id }) => id)));
  expect(
    orderIds.map((orderId) => shop.store.plans.row(orderId)?.state),
    fault,
  ).toEqual(orderIds.map(() => 'posted'));
  const names = shop.practice.quickbooks.customers().map(({ displayName }) => displayName);
  expect(new Set(names).size, fault).toBe(names.length);
}

const trackingOf = (orderId: number): string => `94001118992200${orderId}`;

/** The label's number is on the invoice, whose lines and total are as they were; nothing was made or voided. */
function holdUpdated(shop: PracticeEngine, { orderIds, before }: Task, fault: string): void {
  expect(shop.practice.quickbooks.documents(), fault).toEqual(before);
  for (const orderId of orderIds) {
    const id = shop.store.outbox.live(`invoice:${orderId}`)?.documentId ?? '';
    expect(shop.practice.quickbooks.object('Invoice', id), fault).toMatchObject({ TrackingNum: trackingOf(orderId), ShipDate: ANCHOR_ON });
    expect(shop.store.outbox.live(`ship:invoice:${orderId}`)?.status, fault).toBe('posted');
    expect(shop.store.plans.row(orderId)?.state, fault).toBe('posted');
  }
}

function holdVoided(shop: PracticeEngine, { orderIds, before }: Task, fault: string): void {
  const numbers = new Set(orderIds.map((orderId) => shop.store.outbox.live(`invoice:${orderId}`)?.documentNumber));
  const isOurs = ({ docNumber, paymentRefNum }: PracticeDocument): boolean => numbers.has(docNumber ?? paymentRefNum);
  const after = shop.practice.quickbooks.documents();
  expect(
    after.filter(isOurs).map(({ voided, totalMinor }) => ({ voided, totalMinor })),
    fault,
  ).toEqual(
    orderIds.flatMap(() => [
      { voided: true, totalMinor: 0 },
      { voided: true, totalMinor: 0 },
    ]),
  );
  expect(
    after.filter((document) => !isOurs(document)),
    fault,
  ).toEqual(before.filter((document) => !isOurs(document)));
  expect(
    orderIds.map((orderId) => shop.store.plans.row(orderId)?.state),
    fault,
  ).toEqual(orderIds.map(() => 'voided'));
}

/** Each invoice has its credit memo once, over the same total and customer; invoices and payments are as they were. */
function holdCredited(shop: PracticeEngine, { orderIds, before }: Task, fault: string): void {
  const old = new Set(before.map(({ entity, id }) => `${entity} ${id}`));
  const after = shop.practice.quickbooks.documents();
  expect(
    after.filter(({ entity, id }) => old.has(`${entity} ${id}`)),
    fault,
  ).toEqual(before);
  const gained = after.filter(({ entity, id }) => !old.has(`${entity} ${id}`));
  const told = (documents: readonly object[]): readonly string[] => documents.map((document) => JSON.stringify(document)).toSorted();
  const expected = orderIds.map((orderId) => {
    const invoice = before.find(
      ({ entity, id }) => entity === 'Invoice' && id === shop.store.outbox.live(`invoice:${orderId}`)?.documentId,
    );
    return { entity: 'CreditMemo', number: `${invoice?.docNumber}-CM`, totalMinor: invoice?.totalMinor, customerId: invoice?.customerId };
  });
  expect(
    told(gained.map(({ entity, docNumber, totalMinor, customerId }) => ({ entity, number: docNumber, totalMinor, customerId }))),
    fault,
  ).toEqual(told(expected));
  const known = orderIds.map((orderId) => shop.store.outbox.live(`credit:invoice:${orderId}`)?.documentId);
  expect(new Set(known), fault).toEqual(new Set(gained.map(({ id }) => id)));
  expect(
    orderIds.map((orderId) => shop.store.plans.row(orderId)?.state),
    fault,
  ).toEqual(orderIds.map(() => 'credited'));
}

const creating = (entity: 'Customer' | 'Invoice' | 'Payment'): Work => ({
  name: `making a${entity === 'Invoice' ? 'n' : ''} ${entity.toLowerCase()}`,
  target: { entity, operation: 'create' },
  open,
  prepare: (shop) => prepareApproved(shop, 3),
  run: post,
  finish: postAgain,
  hold: holdPosted,
});

export const WORKS: readonly Work[] = [
  creating('Customer'),
  creating('Invoice'),
  creating('Payment'),
  {
    name: 'updating invoices when orders ship',
    target: { entity: 'Invoice', operation: 'update' },
    open,
    async prepare(shop) {
      const { orderIds } = await preparePosted(shop, 2);
      for (const orderId of orderIds) {
        unwrap(shop.practice.shipstation.control.buyLabel(orderId, { trackingNumber: trackingOf(orderId) }));
      }
      await pull(shop);
      return { orderIds, before: shop.practice.quickbooks.documents() };
    },
    run: post,
    finish: postAgain,
    hold: holdUpdated,
  },
  {
    name: 'voiding',
    target: { entity: 'Invoice', operation: 'void' },
    open,
    prepare: (shop) => preparePosted(shop, 2),
    async run(shop, { orderIds }) {
      await shop.engine.voidDocuments(orderIds, shop.run());
    },
    finish: postAgain,
    hold: holdVoided,
  },
  {
    name: 'taking back by credit memo',
    target: { entity: 'CreditMemo', operation: 'create' },
    open,
    prepare: (shop) => preparePosted(shop, 2),
    async run(shop, { orderIds }) {
      await shop.engine.creditDocuments(orderIds, shop.run());
    },
    async finish(shop, task) {
      await postAgain(shop);
      // The person asks again: what is credited is not credited twice.
      await shop.engine.creditDocuments(task.orderIds, shop.run());
      await shop.engine.replan(task.orderIds, shop.run());
    },
    hold: holdCredited,
  },
  {
    name: 'a batch of thirty of which three are bad',
    target: { entity: 'Invoice', operation: 'create' },
    open,
    async prepare(shop) {
      const task = await prepareApproved(shop, 30);
      for (const orderId of task.orderIds.slice(5, 8)) {
        const docNumber = shop.store.plans.planOf(orderId)?.documentNumber ?? '';
        shop.practice.quickbooks.control.plan({
          kind: 'refuse',
          code: '6000',
          when: { entity: 'Invoice', operation: 'create', docNumber },
        });
      }
      return task;
    },
    run: post,
    finish: postAgain,
    hold: holdPosted,
  },
];
