import { expect, test } from 'vitest';

import { systemClock, systemIds, systemTimers } from '../../electron/adapters/system/environment.ts';

test('a delay ends early when its signal aborts, and at once when it has', async () => {
  const stop = new AbortController();
  const sleeping = systemTimers.sleep(3_600_000_000, stop.signal);
  stop.abort();
  await sleeping;
  await systemTimers.sleep(3_600_000, stop.signal);
  const before = systemClock.now();
  await systemTimers.sleep(5);
  expect(systemClock.now()).toBeGreaterThanOrEqual(before + 4);
});

test('ids are random UUIDs', () => {
  const ids = new Set(Array.from({ length: 100 }, () => systemIds.uuid()));
  expect(ids.size).toBe(100);
  expect([...ids].every((id) => /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/.test(id))).toBe(true);
});
