import { type CatchUp, type CatchUpReason, RUN_FLOOR_MS } from '../../../shared/domain/sync/next-run.ts';
import { epochMsOf, type Instant, instantOf } from '../../../shared/domain/time/instants.ts';
import type { Clock } from '../ports/environment.ts';
import type { TurnEnd } from './standing.ts';

/** Later than this, a timer has not been late: the machine was asleep. */
const LATE_MS = 10_000;
/** While another run is on. */
const BUSY_RETRY_MS = 30_000;

/** What asks for a run before the interval is over, and when the newest one began. Several wishes are one. */
export interface Wishes {
  wanted(): CatchUp | null;
  lastStartedAt(): Instant | null;
  want(reason: CatchUpReason, notBefore: Instant): void;
  /** Whether the newest run has read what there was moments ago, so that there is nothing to catch up with. */
  isMet(reason: CatchUpReason): boolean;
  began(): void;
  ended(end: TurnEnd): void;
}

export function createWishes(clock: Clock, first: CatchUp): Wishes {
  let wanted: CatchUp | null = first;
  let lastStartedAt: Instant | null = null;
  let startedBefore: Instant | null = null;
  let hasReadAll = false;

  function want(reason: CatchUpReason, notBefore: Instant): void {
    if (wanted === null) {
      wanted = { reason, notBefore };
      return;
    }
    // Together they are one run: as early as the earlier one, for the reason that matters most.
    const isWeightier = reason === 'new-key' || (reason === 'relay' && wanted.reason !== 'new-key');
    wanted = { reason: isWeightier ? reason : wanted.reason, notBefore: notBefore < wanted.notBefore ? notBefore : wanted.notBefore };
  }

  return {
    want,
    wanted: () => wanted,
    lastStartedAt: () => lastStartedAt,
    isMet(reason) {
      const isFresh = hasReadAll && lastStartedAt !== null && clock.now() - epochMsOf(lastStartedAt) < RUN_FLOOR_MS;
      return isFresh && (reason === 'awake' || reason === 'network');
    },
    began() {
      startedBefore = lastStartedAt;
      // A timer rings a little late. Counted from then, the floor would skip every second run of the shortest interval.
      const isOnTime = wanted?.reason === 'interval' && clock.now() - epochMsOf(wanted.notBefore) < LATE_MS;
      lastStartedAt = isOnTime && wanted !== null ? wanted.notBefore : instantOf(clock.now());
      wanted = null;
    },
    ended(end) {
      hasReadAll = end === 'done';
      // What a run has read since it was asked for needs no second one. The relay alone tells of what came later.
      if (hasReadAll && wanted?.reason !== 'relay') {
        wanted = null;
      }
      if (end === 'busy') {
        lastStartedAt = startedBefore;
        want('busy', instantOf(clock.now() + BUSY_RETRY_MS));
      }
    },
  };
}
