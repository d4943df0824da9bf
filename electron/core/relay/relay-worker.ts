import type { Result } from '../../../shared/domain/result.ts';
import type { Clock, Logger, Timers } from '../ports/environment.ts';
import type { PortFault } from '../ports/faults.ts';
import type { SourcePointer } from '../ports/order-source.ts';
import type { RelayStore, WaitingEvent } from '../ports/store/relay-store.ts';
import { createFollowBudget } from './follow-budget.ts';
import { gatherWishes, type GatheredWishes } from './gather-wishes.ts';

/** What comes close together (an import tells of orders and of items) is one run; a person does not notice the delay. */
const GATHER_MS = 300;
/** While background pulls are held back (a pause, closed hours, a connection that needs a person). */
const HELD_MS = 15_000;
const FIRST_RETRY_MS = 15_000;
const LONGEST_RETRY_MS = 5 * 60_000;
/** Without a wake there is nothing to do; it is looked at now and then all the same. */
const LOOK_AGAIN_MS = 10 * 60_000;

/** `instead`: an ordinary pull and nothing else. `if-needed`: after the pointers, where they don't suffice. */
export type PullLeave = 'instead' | 'if-needed' | 'never';

export interface FollowRequest {
  readonly pointers: readonly SourcePointer[];
  readonly pull: PullLeave;
}

export interface FollowOutcome {
  readonly hasPulled: boolean;
  /** Not everything could be followed, and a pull was not allowed. */
  readonly needsPull: boolean;
}

export interface RelayWorkerParts {
  readonly slug: string;
  readonly store: RelayStore;
  readonly clock: Clock;
  readonly timers: Timers;
  readonly logger: Logger;
  /** Whether background work may run now. */
  mayRun(): boolean;
  /** One run, in its turn. What it brought is committed when it resolves. */
  run(request: FollowRequest): Promise<Result<FollowOutcome, PortFault>>;
  acknowledge(eventId: number): Promise<Result<null, PortFault>>;
}

export interface RelayWorker {
  /** Something waits, or an acknowledgement may be due. */
  wake(): void;
  /** Works until the signal aborts. */
  work(signal: AbortSignal): Promise<void>;
}

/** Turns waiting events into runs. An event goes, and is acknowledged, when what it asked for is committed; until then it waits. */
export function createRelayWorker(parts: RelayWorkerParts): RelayWorker {
  const { store, timers } = parts;
  const budget = createFollowBudget(parts.clock);
  let isWoken = true;
  let waiting: AbortController | null = null;
  let failures = 0;
  let acknowledged: number | null = null;

  /** Ends sooner where something new arrives. */
  async function waitForNews(ms: number, signal: AbortSignal): Promise<void> {
    if (!isWoken) {
      waiting = new AbortController();
      await timers.sleep(ms, AbortSignal.any([signal, waiting.signal]));
      waiting = null;
    }
    isWoken = false;
  }

  /** The relay may forget what came before the first event that still waits. A failure is made up for by the next time. */
  async function acknowledge(batch: readonly WaitingEvent[]): Promise<void> {
    const [first] = store.waiting();
    const last = first === undefined ? store.record()?.lastEventId : batch.findLast(({ sequence }) => sequence < first.sequence)?.eventId;
    if (last === undefined || last === null || last === acknowledged) {
      return;
    }
    const answer = await parts.acknowledge(last);
    acknowledged = answer.ok ? last : acknowledged;
    if (!answer.ok) {
      parts.logger.log('debug', 'relay-not-acknowledged', { company: parts.slug, code: answer.fault.code });
    }
  }

  /** Returns how long to wait for news; 0: there may be more to do now. */
  async function step(signal: AbortSignal): Promise<number> {
    const batch = store.waiting();
    if (batch.every(({ wish }) => wish === null)) {
      store.settle(batch.map(({ sequence }) => sequence));
      await acknowledge(batch);
      return LOOK_AGAIN_MS;
    }
    if (!parts.mayRun()) {
      return HELD_MS;
    }
    const wishes = gatherWishes(batch, budget.pointersLeft());
    const pullInMs = budget.msUntilPull();
    if (wishes.pointers.length === 0 && pullInMs > 0) {
      return pullInMs;
    }
    const pull = pullLeave(wishes, pullInMs);
    const outcome = await parts.run({ pointers: wishes.pointers, pull });
    if (signal.aborted) {
      return 0;
    }
    if (!outcome.ok) {
      // Not cut short by what arrives meanwhile: a source in trouble is not asked more often for being talked about.
      failures += 1;
      await timers.sleep(Math.min(FIRST_RETRY_MS * 2 ** (failures - 1), LONGEST_RETRY_MS), signal);
      return 0;
    }
    failures = 0;
    budget.spendPointers(pull === 'instead' ? 0 : wishes.pointers.length);
    if (outcome.value.hasPulled) {
      budget.spendPull();
    }
    settle(store, batch, outcome.value);
    await acknowledge(batch);
    return store.waitingCount() > 0 ? 0 : LOOK_AGAIN_MS;
  }

  return {
    wake() {
      isWoken = true;
      waiting?.abort();
    },
    async work(signal) {
      let waitMs = 0;
      while (!signal.aborted) {
        if (waitMs > 0) {
          await waitForNews(waitMs, signal);
        }
        await timers.sleep(GATHER_MS, signal);
        waitMs = signal.aborted ? 0 : await step(signal);
      }
    },
  };
}

function pullLeave(wishes: GatheredWishes, pullInMs: number): PullLeave {
  if (pullInMs > 0) {
    return 'never';
  }
  return wishes.needsPull ? 'instead' : 'if-needed';
}

/** A pull answers everything. What was followed in vain asks for a pull from now on: following it again would fail again. */
function settle(store: RelayStore, batch: readonly WaitingEvent[], { hasPulled, needsPull }: FollowOutcome): void {
  const sequences = (events: readonly WaitingEvent[]): readonly number[] => events.map(({ sequence }) => sequence);
  if (hasPulled) {
    store.settle(sequences(batch));
  } else if (needsPull) {
    store.turnIntoPull(sequences(batch.filter(({ wish }) => wish !== null)));
  } else {
    store.settle(sequences(batch.filter(({ wish }) => wish?.kind !== 'pull')));
  }
}
