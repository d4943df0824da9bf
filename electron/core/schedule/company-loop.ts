import { type CatchUpReason, type NextRun, networkRetryMs, nextRun, skewOf } from '../../../shared/domain/sync/next-run.ts';
import { epochMsOf, type Instant, instantOf } from '../../../shared/domain/time/instants.ts';
import type { Clock, Timers } from '../ports/environment.ts';
import type { CompanyRules, Standing, TurnEnd } from './standing.ts';
import { createWishes } from './wishes.ts';

export interface CompanyLoopParts {
  readonly slug: string;
  readonly clock: Clock;
  readonly timers: Timers;
  /** Null: the company's data can't be opened now. */
  rules(): Promise<CompanyRules | null>;
  /** One run; it answers for its own failures. */
  run(): Promise<TurnEnd>;
  /** A cheap look whether the source can be reached. */
  isReachable(): Promise<boolean>;
  isListed(): boolean;
  /** The standing has changed. */
  changed(): void;
}

export interface CompanyLoop {
  /** Resolves when the loop has ended. */
  readonly ended: Promise<void>;
  standing(): Standing;
  /** Something that the schedule goes by has changed. */
  look(): void;
  catchUp(reason: CatchUpReason): void;
}

/** The first run of a company waits until the host has drawn its screens. */
const FIRST_RUN_AFTER_MS = 5_000;
/** What comes together, such as waking up and the network, is one run. */
const GATHER_MS = 2_000;
/** The rules are looked at again at least this often, so that a clock that was set, or a sleep unnoticed, holds nothing up for long. */
const LONGEST_WAIT_MS = 60_000;
const CLOSED_RETRY_MS = 15 * 60_000;

/** Never two runs of one company; stop is checked after every await. */
export function startCompanyLoop(parts: CompanyLoopParts, stopped: AbortSignal): CompanyLoop {
  const { clock } = parts;
  const now = (): Instant => instantOf(clock.now());
  const soon = (ms: number): Instant => instantOf(clock.now() + ms);
  const skew = skewOf(parts.slug);
  const pauses = createWaits(parts, stopped);
  const wishes = createWishes(clock, { reason: 'started', notBefore: soon(FIRST_RUN_AFTER_MS) });
  let standing: Standing = { state: 'waiting', nextAt: soon(FIRST_RUN_AFTER_MS), service: null };
  let unreachable: { readonly attempt: number; readonly lookAt: Instant } | null = null;
  let wasReady = true;

  const isOver = (): boolean => stopped.aborted || !parts.isListed();
  const nextLook = (attempt: number, everyMinutes: number): { attempt: number; lookAt: Instant } => ({
    attempt: attempt + 1,
    lookAt: soon(networkRetryMs(attempt + 1, everyMinutes)),
  });

  function show(next: Standing): void {
    const isNews = next.state !== standing.state || next.nextAt !== standing.nextAt || next.service !== standing.service;
    standing = next;
    if (isNews) {
      parts.changed();
    }
  }

  async function takeTurn(everyMinutes: number): Promise<void> {
    wishes.began();
    show({ state: 'running', nextAt: null, service: null });
    const end = await parts.run();
    wishes.ended(end);
    unreachable = end === 'unreachable' ? nextLook(unreachable?.attempt ?? 0, everyMinutes) : null;
  }

  /** The source did not answer: looked at sooner than the interval. Where it answers, a run follows. */
  async function lookForNetwork(attempt: number, everyMinutes: number): Promise<void> {
    const isBack = await parts.isReachable();
    unreachable = nextLook(attempt, everyMinutes);
    if (isBack) {
      wishes.want('network', now());
    }
  }

  async function step(): Promise<void> {
    const told = pauses.told();
    const rules = await parts.rules();
    if (isOver()) {
      return;
    }
    if (rules === null) {
      show({ state: 'closed', nextAt: null, service: null });
      return pauses.wait(CLOSED_RETRY_MS, told);
    }
    if (rules.readiness.kind !== 'ready') {
      wasReady = false;
      show({ state: rules.readiness.kind, nextAt: null, service: rules.readiness.service });
      return pauses.wait(LONGEST_WAIT_MS, told);
    }
    if (!wasReady) {
      // What could not be pulled while a person was needed is pulled as soon as that is settled.
      wasReady = true;
      wishes.want('new-key', soon(GATHER_MS));
    }
    return goOn(rules, told);
  }

  async function goOn(rules: CompanyRules, told: number): Promise<void> {
    const { everyMinutes } = rules.schedule;
    const next = nextRun({ ...rules, now: now(), lastStartedAt: wishes.lastStartedAt(), catchUp: wishes.wanted(), skew });
    if (next.kind === 'due' && next.at <= now()) {
      return takeTurn(everyMinutes);
    }
    if (next.kind === 'due' && unreachable !== null && unreachable.lookAt <= now()) {
      return lookForNetwork(unreachable.attempt, everyMinutes);
    }
    show(standingOf(next, unreachable !== null));
    const until = unreachable !== null && next.kind === 'due' && unreachable.lookAt < next.at ? unreachable.lookAt : next.at;
    await pauses.wait(until === null ? LONGEST_WAIT_MS : Math.min(epochMsOf(until) - clock.now(), LONGEST_WAIT_MS), told);
    // A timer that rings late must not have missed its point of the grid.
    if (next.at !== null && next.at <= now() && pauses.told() === told) {
      wishes.want('interval', next.at);
    }
  }

  async function loop(): Promise<void> {
    await pauses.wait(FIRST_RUN_AFTER_MS, pauses.told());
    while (!isOver()) {
      await step();
    }
  }

  return {
    ended: loop(),
    standing: () => standing,
    look: pauses.wake,
    catchUp(reason) {
      if (!wishes.isMet(reason)) {
        wishes.want(reason, soon(GATHER_MS));
        pauses.wake();
      }
    },
  };
}

interface Waits {
  /** Counts what was told from outside: a wait that was reckoned before it must not begin. */
  told(): number;
  wake(): void;
  wait(ms: number, toldBefore: number): Promise<void>;
}

/** Waits that end early when something is told. */
function createWaits({ timers, isListed }: CompanyLoopParts, stopped: AbortSignal): Waits {
  let told = 0;
  let waiting: AbortController | null = null;
  return {
    told: () => told,
    wake() {
      told += 1;
      waiting?.abort();
    },
    async wait(ms, toldBefore) {
      if (told !== toldBefore || stopped.aborted || !isListed()) {
        return;
      }
      waiting = new AbortController();
      await timers.sleep(Math.max(ms, 0), AbortSignal.any([stopped, waiting.signal]));
      waiting = null;
    },
  };
}

function standingOf(next: NextRun, isUnreachable: boolean): Standing {
  if (next.kind === 'due' && isUnreachable) {
    return { state: 'waiting-for-network', nextAt: next.at, service: null };
  }
  return { state: next.kind === 'due' ? 'waiting' : next.kind, nextAt: next.at, service: null };
}
