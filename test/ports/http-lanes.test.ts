import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import {
  ADDRESS_VARIABLES,
  isLoopbackAddress,
  loopbackBaseAddresses,
  readBaseAddresses,
} from '../../electron/adapters/http/base-addresses.ts';
import { createLaneRegistry } from '../../electron/adapters/http/lane-registry.ts';
import { createRateLane } from '../../electron/adapters/http/rate-lane.ts';
import { createWindowLane } from '../../electron/adapters/http/window-lane.ts';
import { createVirtualTime } from '../helpers/virtual-time.ts';

describe('a lane by our own count', () => {
  it('never lets more arrive within a stretch than its limit, however long answers take', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.integer({ min: 0, max: 900 }), { minLength: 1, maxLength: 40 }), async (delays) => {
        const time = createVirtualTime(0);
        const lane = createRateLane({ clock: time.clock, timers: time.timers }, [{ count: 3, perMs: 1000 }]);
        const arrivals: number[] = [];
        await Promise.all(
          delays.map(async (delay) => {
            const pass = await lane.enter(undefined);
            await time.timers.sleep(delay);
            arrivals.push(time.clock.now());
            await time.timers.sleep(delay / 3);
            pass?.leave();
          }),
        );
        const sorted = arrivals.toSorted((a, b) => a - b);
        sorted.forEach((at, index) => {
          const fourth = sorted[index + 3];
          expect(fourth === undefined || fourth - at >= 1000).toBe(true);
        });
        expect(arrivals).toHaveLength(delays.length);
      }),
      { numRuns: 60 },
    );
  });

  it('holds everyone while the other side asked to wait, and no timer stays behind', async () => {
    const time = createVirtualTime(0);
    const lane = createRateLane({ clock: time.clock, timers: time.timers }, [{ count: 5, perMs: 1000 }]);
    lane.pauseUntil(60_000);
    lane.pauseUntil(10_000);
    const pass = await lane.enter(undefined);
    expect(pass).not.toBeNull();
    expect(time.clock.now()).toBe(60_000);
  });

  it('lets go of who is told to stop while waiting', async () => {
    const time = createVirtualTime(0, 'manual');
    const lane = createRateLane({ clock: time.clock, timers: time.timers }, [{ count: 1, perMs: 1000 }]);
    await lane.enter(undefined);
    const stopping = new AbortController();
    const waiting = lane.enter(stopping.signal);
    stopping.abort();
    expect(await waiting).toBeNull();
  });
});

describe('a lane by what the answers say', () => {
  const parts = () => {
    const time = createVirtualTime(0);
    return { time, lane: createWindowLane({ clock: time.clock, timers: time.timers }, { limit: 40, windowMs: 60_000 }) };
  };
  const silent = { limit: null, remaining: null, resetMs: null };

  it('believes what remains over its own count, because others use the same key', async () => {
    const { time, lane } = parts();
    (await lane.enter(undefined))?.leave({ limit: 40, remaining: 1, resetMs: 20_000 });
    (await lane.enter(undefined))?.leave({ limit: 40, remaining: 0, resetMs: 19_000 });
    expect(time.clock.now()).toBe(0);
    (await lane.enter(undefined))?.leave(silent);
    expect(time.clock.now()).toBe(20_000);
  });

  it('keeps forty a minute where the answers say nothing', async () => {
    const { time, lane } = parts();
    for (let index = 0; index < 41; index += 1) {
      (await lane.enter(undefined))?.leave(silent);
    }
    expect(time.clock.now()).toBe(61_000);
  });

  it('takes a higher limit from the answers', async () => {
    const { time, lane } = parts();
    (await lane.enter(undefined))?.leave({ limit: 100, remaining: 99, resetMs: 60_000 });
    for (let index = 0; index < 99; index += 1) {
      (await lane.enter(undefined))?.leave(silent);
    }
    expect(time.clock.now()).toBe(0);
  });

  it('does not take an epoch for a length of time', async () => {
    const { time, lane } = parts();
    (await lane.enter(undefined))?.leave({ limit: 40, remaining: 0, resetMs: 1_782_000_000_000 });
    await lane.enter(undefined);
    expect(time.clock.now()).toBeLessThanOrEqual(301_000);
  });
});

describe('the registry', () => {
  it('gives the same lane for the same name, and one turn at a time', async () => {
    const registry = createLaneRegistry();
    expect(registry.lane('a', () => ({}))).toBe(registry.lane('a', () => ({})));
    const order: string[] = [];
    const first = Promise.withResolvers<void>();
    const turns = [
      registry.inTurn('t', async () => {
        await first.promise;
        order.push('first');
        throw new Error('no matter');
      }),
      registry.inTurn('t', () => Promise.resolve(order.push('second'))),
    ];
    first.resolve();
    await Promise.allSettled(turns);
    expect(order).toEqual(['first', 'second']);
  });
});

describe('base addresses', () => {
  it('are the real ones, by environment', () => {
    expect(readBaseAddresses('sandbox', {})).toMatchObject({
      ok: true,
      value: { quickbooksApi: 'https://sandbox-quickbooks.api.intuit.com', shipstationV1: 'https://ssapi.shipstation.com' },
    });
    expect(readBaseAddresses('production', {})).toMatchObject({ ok: true, value: { quickbooksApi: 'https://quickbooks.api.intuit.com' } });
  });

  it('can be changed to this machine only', () => {
    expect(readBaseAddresses('production', { PURSER_SHIPSTATION_V1_URL: 'http://127.0.0.1:8080/' })).toMatchObject({
      ok: true,
      value: { shipstationV1: 'http://127.0.0.1:8080' },
    });
    for (const address of [
      'https://evil.example',
      'http://127.0.0.1.evil.example',
      'http://user:pass@127.0.0.1',
      'https://localhost',
      'http://192.168.1.2',
      'http://0.0.0.0',
      'nonsense',
      'file:///etc/passwd',
      'http://localhost@evil.example',
    ]) {
      expect(isLoopbackAddress(address), address).toBe(false);
      const refused = readBaseAddresses('production', { [ADDRESS_VARIABLES.quickbooksApi]: address });
      expect(!refused.ok && refused.fault).toMatchObject({
        code: 'config/invalid',
        message: expect.stringContaining('PURSER_QUICKBOOKS_API_URL'),
      });
      expect(loopbackBaseAddresses({ intuitToken: address }).ok).toBe(false);
    }
  });

  it('of a practice company lead nowhere but to what it gave', () => {
    const addresses = loopbackBaseAddresses({ shipstationV1: 'http://127.0.0.1:4000' });
    expect(addresses.ok && Object.values(addresses.value).every((address) => isLoopbackAddress(address))).toBe(true);
  });
});
