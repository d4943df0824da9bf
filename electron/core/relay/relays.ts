import type { Result } from '../../../shared/domain/result.ts';
import type { CompanySession } from '../company-session.ts';
import type { EventHub } from '../event-hub.ts';
import type { PortFault } from '../ports/faults.ts';
import type { Ports } from '../ports/ports.ts';
import type { Relay, RelayPairing } from '../ports/relay.ts';
import { StoreFault } from '../ports/store/store-fault.ts';
import type { Sessions } from '../sessions.ts';
import { holdRelay, type LiveRelay } from './relay-connection.ts';
import { createRelayWorker, type FollowOutcome, type FollowRequest } from './relay-worker.ts';

/** A disk that gave way, or a company that could not be opened: tried again after this. */
const FAILED_RETRY_MS = 60_000;

/** The connections to relays of all companies that are paired with one. */
export interface Relays {
  start(): void;
  /** Ends every connection; resolves when what they caused has ended. Runs must have been told to stop before. */
  stop(): Promise<void>;
  /** A company was paired, or is no longer: begins or ends its connection. */
  look(slug: string): Promise<void>;
  /** Ends the connection of a company that is going away. */
  leave(slug: string): Promise<void>;
  /** Null: this process holds no connection for it. */
  live(slug: string): LiveRelay | null;
}

export interface RelaysParts {
  readonly ports: Pick<Ports, 'registry' | 'clock' | 'timers' | 'logger' | 'services'>;
  readonly sessions: Pick<Sessions, 'open'>;
  readonly events: EventHub;
  /** Whether background work of a company may run now. */
  mayRun(slug: string): boolean;
  /** One catch-up run soon. */
  catchUp(slug: string): void;
  /** A connection of this company stands. */
  stood(session: CompanySession): Promise<void>;
  run(session: CompanySession, request: FollowRequest): Promise<Result<FollowOutcome, PortFault>>;
}

interface Held {
  readonly stopper: AbortController;
  readonly ended: Promise<void>;
}

export function createRelays(parts: RelaysParts): Relays {
  const { ports, events, sessions } = parts;
  const held = new Map<string, Held>();
  const lives = new Map<string, LiveRelay>();
  let isStarted = false;
  let forget = (): void => undefined;

  const isListed = (slug: string): boolean => ports.registry.list().some((company) => company.slug === slug && company.unfinished !== true);

  function begin(slug: string): void {
    if (!isStarted || held.has(slug) || !isListed(slug)) {
      return;
    }
    const stopper = new AbortController();
    const ended = keepHolding(slug, stopper.signal).finally(() => {
      held.delete(slug);
      if (lives.delete(slug)) {
        events.changed(slug, ['connections']);
      }
    });
    held.set(slug, { stopper, ended });
  }

  async function end(slug: string): Promise<void> {
    const running = held.get(slug);
    running?.stopper.abort();
    await running?.ended;
  }

  /** Until the company is paired no longer; a failure of the disk is not the end. */
  async function keepHolding(slug: string, signal: AbortSignal): Promise<void> {
    while (!signal.aborted && isListed(slug)) {
      try {
        if (!(await hold(slug, signal))) {
          return;
        }
      } catch (error) {
        logFailure(slug, error);
      }
      await ports.timers.sleep(FAILED_RETRY_MS, signal);
    }
  }

  function logFailure(slug: string, error: unknown): void {
    const code = error instanceof StoreFault ? error.fault.code : 'bug/unexpected';
    ports.logger.log('failure', 'relay-failed', { company: slug, code, stack: error instanceof Error ? error.stack : String(error) });
  }

  /** False: there is no pairing. */
  async function hold(slug: string, signal: AbortSignal): Promise<boolean> {
    const opened = await sessions.open(slug);
    const pairing = opened.ok ? await opened.value.secrets.relay() : opened;
    if (!opened.ok || !pairing.ok) {
      const fault = pairing.ok ? null : pairing.fault;
      ports.logger.log('warning', 'relay-not-opened', { company: slug, code: fault?.code ?? null });
      return true;
    }
    if (pairing.value === null || opened.value.store.relay.record() === null) {
      return false;
    }
    const relay = await ports.services.relay(opened.value.company);
    await holdAndWork(opened.value, relay, pairing.value, signal);
    return true;
  }

  async function holdAndWork(session: CompanySession, relay: Relay, pairing: RelayPairing, signal: AbortSignal): Promise<void> {
    const { slug } = session.company;
    const either = new AbortController();
    const both = AbortSignal.any([signal, either.signal]);
    const worker = createRelayWorker({
      slug,
      store: session.store.relay,
      clock: ports.clock,
      timers: ports.timers,
      logger: ports.logger,
      mayRun: () => parts.mayRun(slug),
      run: (request) => parts.run(session, request),
      acknowledge: (eventId) => relay.acknowledge(pairing, eventId, both),
    });
    const connection = holdRelay(
      {
        store: session.store.relay,
        clock: ports.clock,
        show(live) {
          lives.set(slug, live);
          events.changed(slug, ['connections']);
        },
        arrived: () => worker.wake(),
        stood: () => void parts.stood(session).catch((error: unknown) => logFailure(slug, error)),
        returned: () => parts.catchUp(slug),
      },
      relay,
      pairing,
      both,
    );
    // Where one of the two fails, the other must not go on alone.
    const endBoth = (): void => either.abort();
    await Promise.all([worker.work(both).finally(endBoth), connection.finally(endBoth)]);
  }

  function followList(): void {
    for (const { slug } of ports.registry.list()) {
      begin(slug);
    }
  }

  return {
    start() {
      isStarted = true;
      followList();
      forget = events.subscribe((event) => {
        if (event.kind === 'changed' && event.topics.includes('companies')) {
          followList();
        }
      });
    },
    async stop() {
      isStarted = false;
      forget();
      await Promise.all([...held.keys()].map(end));
    },
    async look(slug) {
      await end(slug);
      begin(slug);
    },
    leave: end,
    live: (slug) => lives.get(slug) ?? null,
  };
}
