import type { Clock } from '../ports/environment.ts';

/** Twelve a minute leave most of the source's forty requests a minute (its first interface) to everything else. */
const MOST_POINTERS = 60;
const POINTERS_WINDOW_MS = 5 * 60_000;
/** As far apart as the schedule's own runs may be at the least. */
const PULL_EVERY_MS = 2 * 60_000;

/**
 * How much a relay may make Purser ask the source. Events are hints from outside: an honest flood and an invented one must both
 * leave the source's limits to the ordinary pulls, which miss nothing.
 */
export interface FollowBudget {
  pointersLeft(): number;
  spendPointers(count: number): void;
  /** 0: now. */
  msUntilPull(): number;
  spendPull(): void;
}

export function createFollowBudget(clock: Clock): FollowBudget {
  let spent: readonly { readonly atMs: number; readonly count: number }[] = [];
  let pulledMs = Number.NEGATIVE_INFINITY;
  return {
    pointersLeft() {
      spent = spent.filter(({ atMs }) => clock.now() - atMs < POINTERS_WINDOW_MS);
      return MOST_POINTERS - spent.reduce((sum, { count }) => sum + count, 0);
    },
    spendPointers(count) {
      spent = [...spent, { atMs: clock.now(), count }];
    },
    msUntilPull: () => Math.max(0, pulledMs + PULL_EVERY_MS - clock.now()),
    spendPull() {
      pulledMs = clock.now();
    },
  };
}
