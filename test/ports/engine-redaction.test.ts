import { describe, expect, test } from 'vitest';

import { seededOrderId } from '../../electron/practice/seed/shop-stories.ts';
import { type PracticeEngine, startPracticeEngine, unwrap } from '../helpers/practice-engine.ts';

const HOUR = 3_600_000;
const orderId = seededOrderId('plain-30');

async function postedShop(): Promise<{
  readonly shop: PracticeEngine;
  readonly name: string;
  readonly street: string;
  readonly email: string;
}> {
  const shop = await startPracticeEngine();
  await shop.sync();
  const before = shop.store.orders.order(orderId);
  shop.approveReady();
  unwrap(await shop.engine.post({ limit: null }, shop.run()));
  expect(shop.store.plans.row(orderId)?.state).toMatch(/posted|terminal/);
  return { shop, name: before?.shipTo.name ?? '', street: before?.shipTo.street1 ?? '', email: before?.email ?? '' };
}

async function redacted(shop: PracticeEngine, reason: 'Amazon' | 'GDPR'): Promise<void> {
  shop.time.advance(HOUR);
  unwrap(shop.practice.shipstation.control.redact(orderId, reason));
  shop.time.advance(HOUR);
  unwrap(await shop.engine.pull({ full: false, since: null }, shop.run()));
}

describe('a buyer that was redacted', () => {
  test('by Amazon stays as good as it was, in the order and in the document', async () => {
    const { shop, name, street, email } = await postedShop();
    await using _ = shop;

    await redacted(shop, 'Amazon');

    expect(shop.store.orders.order(orderId)).toMatchObject({ email, shipTo: { name, street1: street } });
    expect(shop.store.plans.attention(orderId)).toEqual([]);
    expect(JSON.stringify(shop.store.outbox.ofOrder(orderId))).toContain(street);
  });

  test('under the GDPR leaves no local copy but the audit: order, plan, postings and batches are scrubbed, the books’ reference stays', async () => {
    const { shop, name, street, email } = await postedShop();
    await using _ = shop;
    const customerId = shop.store.outbox.ofOrder(orderId).find(({ kind }) => kind === 'sales-receipt' || kind === 'invoice')?.customerId;

    await redacted(shop, 'GDPR');

    const postings = shop.store.outbox.ofOrder(orderId);
    const batches = postings.flatMap(({ batchId }) => (batchId === null ? [] : (shop.store.outbox.batch(batchId) ?? [])));
    const copies = JSON.stringify([shop.store.orders.order(orderId), shop.store.plans.planOf(orderId)?.documents, postings, batches]);
    expect([name, street, email]).not.toContain('');
    const found = [name, street, email, name.toLowerCase()].filter((personal) => copies.includes(personal));
    expect(found).toEqual([]);
    expect(postings.find(({ kind }) => kind === 'sales-receipt' || kind === 'invoice')?.customerId).toBe(customerId);
    expect(postings.flatMap(({ orderFacts = [] }) => orderFacts.map(({ payer }) => payer))).toEqual([null]);
    expect(shop.store.plans.attention(orderId)).toEqual([]);
    // The books' own name of the customer stays theirs; the buyer is not known here any more.
    expect(shop.store.plans.row(orderId)?.buyer).toBeNull();
    expect(shop.store.audit.verify().firstBroken).toBeNull();
    const kinds = shop.store.audit.page({ orderId }, 100, null).entries.map(({ kind }) => kind);
    expect(kinds.filter((kind) => kind === 'buyer-scrubbed')).toHaveLength(1);
  });
});
