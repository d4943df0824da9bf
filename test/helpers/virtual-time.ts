import type { Clock, Timers } from '../../electron/core/ports/environment.ts';

interface Sleeper {
  readonly wakesAt: number;
  readonly wake: () => void;
}

/** A clock and timers that only move when they are told to, or when everyone sleeps. */
export interface VirtualTime {
  readonly clock: Clock;
  readonly timers: Timers;
  /** How long each sleep was asked to be, in order. */
  readonly sleeps: readonly number[];
  advance(ms: number): void;
}

/**
 * `auto`: as soon as nothing else has a turn, time jumps to the next sleeper's end. `manual`: only `advance` moves it.
 */
export function createVirtualTime(startMs: number, mode: 'auto' | 'manual' = 'auto'): VirtualTime {
  let nowMs = startMs;
  let sleepers: Sleeper[] = [];
  const sleeps: number[] = [];
  const wakeDue = (): void => {
    const due = sleepers.filter((sleeper) => sleeper.wakesAt <= nowMs);
    sleepers = sleepers.filter((sleeper) => sleeper.wakesAt > nowMs);
    due.forEach((sleeper) => sleeper.wake());
  };
  let isJumpDue = false;
  const jump = (): void => {
    isJumpDue = false;
    const next = Math.min(...sleepers.map((sleeper) => sleeper.wakesAt));
    if (Number.isFinite(next)) {
      nowMs = Math.max(nowMs, next);
      wakeDue();
    }
    if (sleepers.length > 0 && !isJumpDue) {
      isJumpDue = true;
      setImmediate(jump);
    }
  };
  return {
    clock: { now: () => nowMs },
    timers: {
      sleep(ms, signal) {
        sleeps.push(ms);
        if (signal?.aborted === true) {
          return Promise.resolve();
        }
        return new Promise((resolve) => {
          const sleeper = { wakesAt: nowMs + ms, wake: resolve };
          sleepers.push(sleeper);
          signal?.addEventListener(
            'abort',
            () => {
              sleepers = sleepers.filter((other) => other !== sleeper);
              resolve();
            },
            { once: true },
          );
          if (mode === 'auto' && !isJumpDue) {
            isJumpDue = true;
            setImmediate(jump);
          }
        });
      },
    },
    sleeps,
    advance(ms) {
      nowMs += ms;
      wakeDue();
    },
  };
}
