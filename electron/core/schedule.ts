import { type Instant, instantOf } from '../../shared/domain/time/instants.ts';
import type { EventHub } from './event-hub.ts';
import type { Ports } from './ports/ports.ts';

/** Pulls every company again and again. */
export interface Schedule {
  start(): void;
  /** Resolves when the run that is on has ended. */
  stop(): Promise<void>;
  nextAt(company: string): Instant | null;
}

export interface ScheduleParts {
  readonly ports: Ports;
  readonly events: EventHub;
  /** One scheduled run; it answers for its own failures. */
  run(company: string): Promise<void>;
}

/** How often, unless the host says otherwise: well within ShipStation's 40 requests a minute, soon enough for a day's work. */
export const SYNC_EVERY_MS = 15 * 60_000;
/** The first run of a company waits until the host has drawn its screens. */
const FIRST_RUN_AFTER_MS = 5_000;

/** One loop for each company: a slow one holds up no other. Never two runs of one company; stop is checked after every await. */
export function createSchedule({ ports, events, run }: ScheduleParts, everyMs = SYNC_EVERY_MS): Schedule {
  const stopper = new AbortController();
  const loops = new Map<string, Promise<void>>();
  const next = new Map<string, Instant>();

  const isListed = (slug: string): boolean => ports.registry.list().some((company) => company.slug === slug);

  async function loop(slug: string): Promise<void> {
    let waitMs = FIRST_RUN_AFTER_MS;
    while (!stopper.signal.aborted && isListed(slug)) {
      next.set(slug, instantOf(ports.clock.now() + waitMs));
      await ports.timers.sleep(waitMs, stopper.signal);
      if (stopper.signal.aborted || !isListed(slug)) {
        break;
      }
      await run(slug);
      waitMs = everyMs;
    }
    next.delete(slug);
    loops.delete(slug);
  }

  function startMissing(): void {
    for (const { slug } of ports.registry.list()) {
      if (!loops.has(slug) && !stopper.signal.aborted) {
        loops.set(slug, loop(slug));
      }
    }
  }

  let unsubscribe = (): void => undefined;
  return {
    start() {
      startMissing();
      unsubscribe = events.subscribe((event) => {
        if (event.kind === 'changed' && event.topics.includes('companies')) {
          startMissing();
        }
      });
    },
    async stop() {
      unsubscribe();
      stopper.abort();
      await Promise.allSettled([...loops.values()]);
    },
    nextAt: (company) => next.get(company) ?? null,
  };
}
