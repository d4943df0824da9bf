import { describe, expect, test } from 'vitest';

import type { PostOutcome } from '../../electron/core/engine/engine.ts';
import type { PlannedFault } from '../../electron/practice/quickbooks/planned-faults.ts';
import type { PracticeDocument } from '../../electron/practice/quickbooks/inspection.ts';
import { type PracticeEngine, startPracticeEngine, unwrap } from '../helpers/practice-engine.ts';

const ELEVEN_MINUTES = 11 * 60_000;

/** The documents that the books hold for approved orders, by order: each must be there exactly once, with its plan's total. */
function expectEachOnce(shop: PracticeEngine, orderIds: readonly number[], before: readonly PracticeDocument[]): void {
  const known = new Set(before.map((document) => `${document.entity} ${document.id}`));
  const written = shop.practice.quickbooks.documents().filter((document) => !known.has(`${document.entity} ${document.id}`));
  const expected = orderIds.map((orderId) => {
    const plan = shop.store.plans.planOf(orderId);
    return {
      number: plan?.documentNumber,
      totals: [plan?.total?.minor],
      payments: plan?.documents.filter(({ kind }) => kind === 'payment').length,
    };
  });
  const found = expected.map(({ number }) => ({
    number,
    totals: written.filter(({ entity, docNumber }) => entity !== 'Payment' && docNumber === number).map(({ totalMinor }) => totalMinor),
    payments: written.filter(({ entity, paymentRefNum }) => entity === 'Payment' && paymentRefNum === number).length,
  }));
  expect(found).toEqual(expected);
  for (const orderId of orderIds) {
    expect(shop.store.plans.row(orderId)?.state).toBe('posted');
  }
}

async function approvedShop(): Promise<{ shop: PracticeEngine; orderIds: readonly number[]; before: readonly PracticeDocument[] }> {
  const shop = await startPracticeEngine();
  await shop.sync();
  return { shop, orderIds: shop.approveReady(), before: shop.practice.quickbooks.documents() };
}

const post = async (shop: PracticeEngine): Promise<PostOutcome> => unwrap(await shop.engine.post({ limit: null }, shop.run()));

const PASSING: readonly (readonly [string, PlannedFault])[] = [
  ['an answer lost after the commit', { kind: 'lose-answer', when: { call: 'batch' } }],
  ['an answer lost before anything was done', { kind: 'lose-answer', executes: false, when: { call: 'batch' } }],
  ['a 504 after the commit', { kind: 'gateway-timeout', when: { call: 'batch' } }],
  ['a 502 page before anything was done', { kind: 'bad-gateway', executes: false, when: { call: 'batch' } }],
  ['an answer cut off in the middle', { kind: 'truncated-json', when: { call: 'batch' } }],
  ['a 429 in XML', { kind: 'throttle', when: { call: 'batch' } }],
  ['an access token refused', { kind: 'unauthorised', when: { call: 'batch' } }],
];

describe('each document is posted once, with its total, in one run that meets', () => {
  test.each(PASSING)('%s', async (_name, fault) => {
    const { shop, orderIds, before } = await approvedShop();
    await using _ = shop;
    shop.practice.quickbooks.control.plan(fault);

    const outcome = await post(shop);

    expect({ failed: outcome.failed, uncertain: outcome.uncertain }).toEqual({ failed: [], uncertain: [] });
    expectEachOnce(shop, orderIds, before);
    expect(shop.store.audit.verify().firstBroken).toBeNull();
  });
});

describe('answers that stay away', () => {
  test('leave postings uncertain, and the next run within ten minutes sends the same batch again', async () => {
    const { shop, orderIds, before } = await approvedShop();
    await using _ = shop;
    shop.practice.quickbooks.control.plan({ kind: 'lose-answer', times: 'always', when: { call: 'batch' } });
    const first = await shop.engine.post({ limit: null }, shop.run());
    expect(first.ok && first.value.uncertain.length).toBeGreaterThan(0);
    shop.practice.quickbooks.control.clearFaults();

    const outcome = unwrap(await shop.restarted().post({ limit: null }, shop.run()));

    expect({ failed: outcome.failed, uncertain: outcome.uncertain }).toEqual({ failed: [], uncertain: [] });
    expectEachOnce(shop, orderIds, before);
    expect(shop.practice.quickbooks.counters().replays).toBeGreaterThan(0);
  });

  test('are settled by looking when the ten minutes are over: what arrived is linked, nothing is sent again', async () => {
    const { shop, orderIds, before } = await approvedShop();
    await using _ = shop;
    shop.practice.quickbooks.control.plan({ kind: 'lose-answer', times: 'always', when: { call: 'batch' } });
    await shop.engine.post({ limit: null }, shop.run());
    shop.practice.quickbooks.control.clearFaults();
    shop.time.advance(ELEVEN_MINUTES);
    const replaysBefore = shop.practice.quickbooks.counters().replays;

    const outcome = unwrap(await shop.restarted().post({ limit: null }, shop.run()));

    expect({ failed: outcome.failed, uncertain: outcome.uncertain }).toEqual({ failed: [], uncertain: [] });
    expectEachOnce(shop, orderIds, before);
    expect(shop.practice.quickbooks.counters().replays).toBe(replaysBefore);
  });

  test('of requests that never arrived are proven absent by looking, and sent once under new request ids', async () => {
    const { shop, orderIds, before } = await approvedShop();
    await using _ = shop;
    shop.practice.quickbooks.control.plan({ kind: 'lose-answer', executes: false, times: 'always', when: { call: 'batch' } });
    await shop.engine.post({ limit: null }, shop.run());
    const uncertain = shop.store.outbox.byStatus(['uncertain'], 1_000);
    expect(uncertain.length).toBeGreaterThan(0);
    shop.practice.quickbooks.control.clearFaults();
    shop.time.advance(ELEVEN_MINUTES);

    const outcome = unwrap(await shop.restarted().post({ limit: null }, shop.run()));

    expect({ failed: outcome.failed, uncertain: outcome.uncertain }).toEqual({ failed: [], uncertain: [] });
    expectEachOnce(shop, orderIds, before);
    const used = new Set(uncertain.map((posting) => posting.requestId));
    const live = uncertain.map((posting) => shop.store.outbox.live(posting.subject));
    expect(live.every((posting) => posting !== null && posting.attempt === 2 && !used.has(posting.requestId))).toBe(true);
  });
});

describe('refusals', () => {
  test('of one document leave the others posted; replayed after the remedy it is posted too, and nothing else is sent', async () => {
    const { shop, orderIds, before } = await approvedShop();
    await using _ = shop;
    shop.practice.quickbooks.control.plan({ kind: 'refuse', code: '6000', message: 'A business rule', when: { entity: 'Invoice' } });
    const first = await post(shop);
    expect(first.failed.map(({ code }) => code)).toEqual(['books/rule']);
    expect(first.posted).toHaveLength(orderIds.length - 1);
    const creates = shop.practice.quickbooks.counters().writes.create;

    const replayed = unwrap(await shop.engine.replay({ orderIds: null, code: null }, shop.run()));

    expect(replayed.posted).toEqual([first.failed[0]?.orderId]);
    expectEachOnce(shop, orderIds, before);
    expect(shop.practice.quickbooks.counters().writes.create - creates).toBeLessThanOrEqual(2);
  });

  test('of a customer are told to the orders that need him, and one replay mends them all', async () => {
    const { shop, orderIds, before } = await approvedShop();
    await using _ = shop;
    shop.practice.quickbooks.control.plan({ kind: 'refuse', code: '2050', message: 'Too long', when: { entity: 'Customer' } });
    const first = await post(shop);
    expect(first.failed.length).toBeGreaterThan(0);

    unwrap(await shop.engine.replay({ orderIds: null, code: null }, shop.run()));

    expectEachOnce(shop, orderIds, before);
  });

  test('of the whole connection stop the run, lose nothing, and name what to do', async () => {
    const { shop, orderIds, before } = await approvedShop();
    await using _ = shop;
    shop.practice.quickbooks.control.revokeConnection();

    const outcome = await shop.engine.post({ limit: null }, shop.run());

    expect(outcome.ok ? null : outcome.fault.code).toBe('books/reconnect');
    expect(shop.practice.quickbooks.documents()).toEqual(before);
    expect(shop.store.outbox.counts().uncertain).toBe(0);
    expect(orderIds.every((orderId) => shop.store.plans.row(orderId)?.state === 'approved')).toBe(true);
  });
});
