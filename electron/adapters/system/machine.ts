import { networkInterfaces } from 'node:os';

import type { Clock, Logger } from '../../core/ports/environment.ts';
import type { Network, Power } from '../../core/ports/machine.ts';

const LOOK_EVERY_MS = 15_000;
/** A tick that comes this much too late was slept through; a busy machine is late by seconds at most. */
const SLEPT_AFTER_MS = 30_000;

/** What looks at the machine again and again. `every` starts it and returns what ends it; the usual one keeps no process alive. */
export interface Ticker {
  every(ms: number, tick: () => void): () => void;
}

export const systemTicker: Ticker = {
  every(ms, tick) {
    const timer = setInterval(tick, ms);
    timer.unref();
    return () => clearInterval(timer);
  },
};

/**
 * Sleep seen without any help of the operating system: the clock has jumped between two ticks, because timers stand still
 * while a machine sleeps and its clock does not. A clock that is set forward looks the same, and a catch-up run does no harm.
 */
export function createClockJumpPower(clock: Clock, ticker: Ticker, logger: Logger): Power {
  return {
    onResumed(listener) {
      let lastMs = clock.now();
      return ticker.every(LOOK_EVERY_MS, () => {
        const nowMs = clock.now();
        const sleptMs = nowMs - lastMs - LOOK_EVERY_MS;
        lastMs = nowMs;
        if (sleptMs > SLEPT_AFTER_MS) {
          logger.log('notice', 'machine-awake', { sleptMs });
          listener();
        }
      });
    },
  };
}

/** Looks whether there is a network, and tells when there is one again. */
export function createPolledNetwork(isOnline: () => boolean, ticker: Ticker, logger: Logger): Network {
  return {
    onBack(listener) {
      let wasOnline = isOnline();
      return ticker.every(LOOK_EVERY_MS, () => {
        const isNowOnline = isOnline();
        const isBack = isNowOnline && !wasOnline;
        wasOnline = isNowOnline;
        if (isBack) {
          logger.log('notice', 'network-back');
          listener();
        }
      });
    },
  };
}

/** Whether any network card but the machine's own loop has an address. */
export function hasNetworkAddress(): boolean {
  return Object.values(networkInterfaces()).some((addresses) => addresses?.some(({ internal }) => !internal) ?? false);
}
