import { createServer } from 'node:net';
import { describe, expect, it } from 'vitest';

import { isReachable } from '../../electron/adapters/http/reachable.ts';
import { createClockJumpPower, createPolledNetwork, type Ticker } from '../../electron/adapters/system/machine.ts';
import { createRecordingLogger } from '../helpers/recording-logger.ts';

const START_MS = Date.parse('2026-06-22T14:00:00.000Z');

/** A ticker that ticks when it is told to, and a clock that is set by hand. */
function createHand() {
  const ticks = new Set<() => void>();
  let nowMs = START_MS;
  const ticker: Ticker = {
    every: (_ms, tick) => {
      ticks.add(tick);
      return () => ticks.delete(tick);
    },
  };
  return {
    ticker,
    clock: { now: () => nowMs },
    logger: createRecordingLogger().logger,
    isListening: () => ticks.size > 0,
    tickAfter(ms: number) {
      nowMs += ms;
      ticks.forEach((tick) => tick());
    },
  };
}

describe('waking up', () => {
  it('is seen from a clock that jumped between two ticks, once for each sleep', () => {
    const hand = createHand();
    let woken = 0;
    const forget = createClockJumpPower(hand.clock, hand.ticker, hand.logger).onResumed(() => {
      woken += 1;
    });
    hand.tickAfter(15_000);
    hand.tickAfter(8 * 3_600_000);
    hand.tickAfter(15_000);
    expect(woken).toBe(1);
    hand.tickAfter(60_000);
    expect(woken).toBe(2);
    forget();
    expect(hand.isListening()).toBe(false);
  });

  it('is not taken from a busy machine, nor from a clock that was set back', () => {
    const hand = createHand();
    let woken = 0;
    createClockJumpPower(hand.clock, hand.ticker, hand.logger).onResumed(() => {
      woken += 1;
    });
    hand.tickAfter(40_000);
    hand.tickAfter(-3_600_000);
    hand.tickAfter(15_000);
    expect(woken).toBe(0);
  });
});

describe('the network', () => {
  it('is told when it comes back, not while it is there or away', () => {
    const hand = createHand();
    let isOnline = true;
    let back = 0;
    createPolledNetwork(() => isOnline, hand.ticker, hand.logger).onBack(() => {
      back += 1;
    });
    hand.tickAfter(15_000);
    isOnline = false;
    hand.tickAfter(15_000);
    hand.tickAfter(15_000);
    expect(back).toBe(0);
    isOnline = true;
    hand.tickAfter(15_000);
    hand.tickAfter(15_000);
    expect(back).toBe(1);
  });

  it('is looked for by a connection that says nothing', async () => {
    let heard = 0;
    const server = createServer((socket) => {
      socket.on('data', (bytes) => {
        heard += bytes.length;
      });
    });
    await new Promise<void>((resolve) => {
      server.listen(0, '127.0.0.1', resolve);
    });
    const address = server.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    expect(await isReachable(`http://127.0.0.1:${port}`)).toBe(true);
    await new Promise((resolve) => {
      server.close(resolve);
    });
    expect(await isReachable(`http://127.0.0.1:${port}`)).toBe(false);
    expect(heard).toBe(0);
  });
});
