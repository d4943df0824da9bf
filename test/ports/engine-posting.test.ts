import { expect, test } from 'vitest';

import { instantOf } from '../../shared/domain/time/instants.ts';
import { startPracticeEngine, unwrap } from '../helpers/practice-engine.ts';

test('the shop is pulled, planned, approved and posted; every document totals what its plan says, once', async () => {
  await using shop = await startPracticeEngine();
  await shop.sync();
  const before = shop.practice.quickbooks.documents().length;
  const approved = shop.approveReady();
  expect(approved.length).toBeGreaterThan(60);

  const outcome = unwrap(await shop.engine.post({ limit: null }, shop.run()));

  expect(outcome.failed).toEqual([]);
  expect(outcome.uncertain).toEqual([]);
  expect(outcome.posted.toSorted((a, b) => a - b)).toEqual(approved.toSorted((a, b) => a - b));
  const written = shop.practice.quickbooks.documents().slice(before);
  for (const orderId of approved) {
    const plan = shop.store.plans.planOf(orderId);
    const mine = written.filter((document) => document.entity !== 'Payment' && document.docNumber === plan?.documentNumber);
    expect(mine.map((document) => document.totalMinor)).toEqual([plan?.total?.minor]);
  }
  const open = shop.practice.quickbooks.documents().filter((document) => document.entity === 'Invoice' && document.balanceMinor > 0);
  const openInMirror = written.filter(
    ({ entity, id }) => entity === 'Invoice' && (shop.store.mirror.document('Invoice', id)?.balanceMinor ?? 0) > 0,
  );
  expect(openInMirror.map(({ id }) => id)).toEqual(
    open.filter(({ id }) => written.some((document) => document.id === id)).map(({ id }) => id),
  );
});

test('buyers of the same name with different e-mails each become a customer of their own in one posting', async () => {
  await using shop = await startPracticeEngine();
  const config = shop.store.config.current();
  const stores = Object.fromEntries(
    Object.entries(config.stores).map(([id, policy]) => [id, { ...policy, customer: 'per-buyer' as const }]),
  );
  shop.store.config.save({ ...config, stores }, instantOf(shop.time.clock.now()), 'person');
  await shop.sync();
  const approved = shop.approveReady();
  const outcome = unwrap(await shop.engine.post({ limit: null }, shop.run()));
  expect(outcome.failed).toEqual([]);
  const customers = approved.flatMap((orderId) => shop.store.plans.planOf(orderId)?.customer ?? []);
  const names = new Set(customers.map(({ name }) => name).filter((name) => name.startsWith('Kofi Mensah')));
  expect([...names].toSorted()).toEqual(['Kofi Mensah', expect.stringMatching(/^Kofi Mensah \(.+@marketplace\.amazon\.example\)$/)]);
  expect(shop.store.mirror.reference()?.customersByEmail('kofi.mensah@example.org')).toMatchObject([{ displayName: 'Kofi Mensah' }]);
});
