import { expect, test } from 'vitest';

import { startPracticeEngine } from '../helpers/practice-engine.ts';

const EVERYTHING = { full: false, since: null } as const;

test('a pull that is stopped keeps what it has read, and the next one goes on from there', async () => {
  await using whole = await startPracticeEngine();
  const full = await whole.engine.pull(EVERYTHING, whole.run());
  await using shop = await startPracticeEngine();
  const stopper = new AbortController();
  const stopped = await shop.engine.pull(EVERYTHING, {
    ...shop.run(),
    signal: stopper.signal,
    progress: (_label, done) => (done > 40 ? stopper.abort() : undefined),
  });
  expect(stopped).toMatchObject({ ok: false, fault: { code: 'run/stopped' } });
  const kept = shop.store.orders.count();
  expect(kept).toBeGreaterThan(0);

  const rest = await shop.engine.pull(EVERYTHING, shop.run());
  expect(full.ok && rest.ok && kept + rest.value.created).toBe(full.ok ? full.value.created : null);
  expect(shop.store.orders.count()).toBe(whole.store.orders.count());
});
