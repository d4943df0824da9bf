import type { ActiveRun } from './run-journal.ts';

/** A run that works only while nothing else does. */
export interface YieldingRun {
  readonly run: ActiveRun;
  /** Of the current turn: aborted when other work waits. */
  turn: AbortController;
  isAside: boolean;
  giveWay(): Promise<void>;
  /** Resolves when it holds nothing any more: it stands aside, or has ended. */
  hasStoodAside(): Promise<void>;
  /** Nothing else is on: its next turn begins. */
  resume(): void;
  end(): void;
}

/** @param isWanted whether any other run is on or waits */
export function createYieldingRun(run: ActiveRun, isWanted: () => boolean): YieldingRun {
  let stoodAside = Promise.withResolvers<void>();
  let nextTurn = Promise.withResolvers<void>();
  const self: YieldingRun = {
    run,
    turn: new AbortController(),
    isAside: false,
    async giveWay() {
      if (isWanted()) {
        self.isAside = true;
        stoodAside.resolve();
        await nextTurn.promise;
      }
    },
    hasStoodAside: () => stoodAside.promise,
    resume() {
      if (!self.isAside) {
        // Whoever asked for its turn went without it; it had not noticed yet.
        self.turn = new AbortController();
        return;
      }
      self.isAside = false;
      self.turn = new AbortController();
      stoodAside = Promise.withResolvers();
      nextTurn.resolve();
      nextTurn = Promise.withResolvers();
    },
    end: () => stoodAside.resolve(),
  };
  return self;
}
