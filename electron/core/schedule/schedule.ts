import type { CatchUpReason } from '../../../shared/domain/sync/next-run.ts';
import type { Instant } from '../../../shared/domain/time/instants.ts';
import type { EventHub } from '../event-hub.ts';
import type { Ports } from '../ports/ports.ts';
import { type CompanyLoop, startCompanyLoop } from './company-loop.ts';
import type { CompanyRules, Standing, TurnEnd } from './standing.ts';

/** Pulls every company again and again, each by its own rules. */
export interface Schedule {
  start(): void;
  /** Resolves when the runs that are on have ended. */
  stop(): Promise<void>;
  nextAt(company: string): Instant | null;
  /** Null: this process pulls nothing by itself. */
  standing(company: string): Standing | null;
  /** The rules of a company have changed: its next run is reckoned anew. */
  look(company: string): void;
  /** One run soon, within the company's hours and pauses; several wishes are one run. Null: every company. Does nothing where no schedule runs. */
  catchUp(company: string | null, reason: CatchUpReason): void;
}

export interface ScheduleParts {
  readonly ports: Pick<Ports, 'registry' | 'clock' | 'timers' | 'power' | 'network' | 'logger'>;
  readonly events: EventHub;
  rules(company: string): Promise<CompanyRules | null>;
  run(company: string): Promise<TurnEnd>;
  isReachable(company: string): Promise<boolean>;
}

/** One loop for each company: a slow one holds up no other. */
export function createSchedule({ ports, events, rules, run, isReachable }: ScheduleParts): Schedule {
  const stopper = new AbortController();
  const loops = new Map<string, CompanyLoop>();
  const forgetters: (() => void)[] = [];

  const isListed = (slug: string): boolean => ports.registry.list().some((company) => company.slug === slug);

  function begin(slug: string): void {
    const loop = startCompanyLoop(
      {
        slug,
        clock: ports.clock,
        timers: ports.timers,
        rules: () => rules(slug),
        run: () => run(slug),
        isReachable: () => isReachable(slug),
        isListed: () => isListed(slug),
        changed: () => events.changed(slug, ['runs']),
      },
      stopper.signal,
    );
    loops.set(slug, loop);
    loop.ended
      .catch((error: unknown) =>
        ports.logger.log('failure', 'schedule-ended', { company: slug, stack: error instanceof Error ? error.stack : String(error) }),
      )
      .finally(() => loops.delete(slug));
  }

  function followList(): void {
    for (const { slug } of ports.registry.list()) {
      if (!loops.has(slug) && !stopper.signal.aborted) {
        begin(slug);
      }
    }
    for (const loop of loops.values()) {
      loop.look();
    }
  }

  function catchUp(company: string | null, reason: CatchUpReason): void {
    ports.logger.log('notice', 'schedule-catch-up', { company, reason });
    for (const [slug, loop] of loops) {
      if (company === null || company === slug) {
        loop.catchUp(reason);
      }
    }
  }

  return {
    start() {
      followList();
      forgetters.push(
        events.subscribe((event) => {
          if (event.kind !== 'changed') {
            return;
          }
          if (event.topics.includes('companies')) {
            followList();
          }
          if (event.company !== null && event.topics.some((topic) => topic === 'connections' || topic === 'mapping')) {
            loops.get(event.company)?.look();
          }
        }),
        ports.power.onResumed(() => catchUp(null, 'awake')),
        ports.network.onBack(() => catchUp(null, 'network')),
      );
    },
    async stop() {
      forgetters.splice(0).forEach((forget) => forget());
      stopper.abort();
      await Promise.allSettled([...loops.values()].map((loop) => loop.ended));
    },
    nextAt: (company) => loops.get(company)?.standing().nextAt ?? null,
    standing: (company) => loops.get(company)?.standing() ?? null,
    look: (company) => loops.get(company)?.look(),
    catchUp,
  };
}
