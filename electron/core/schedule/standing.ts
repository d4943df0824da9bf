import type { Schedule as ScheduleRules } from '../../../shared/domain/config/schedule.ts';
import type { Instant } from '../../../shared/domain/time/instants.ts';

/** What keeps a company from being pulled at all; the service says where a person must act. */
export type Readiness =
  | { readonly kind: 'ready' }
  | { readonly kind: 'needs-person' | 'not-connected'; readonly service: 'source' | 'books' };

/** What the schedule goes by, read anew before each run. */
export interface CompanyRules {
  readonly schedule: ScheduleRules;
  readonly timeZone: string;
  readonly pause: { readonly until: Instant | null } | null;
  readonly readiness: Readiness;
}

/** How a turn of the schedule ended. */
export type TurnEnd =
  | 'done'
  /** A person (or the end of Purser) stopped it; the next one goes on where it was. */
  | 'stopped'
  /** Another run of the company was on. */
  | 'busy'
  /** A service could not be reached. */
  | 'unreachable'
  /** A connection needs a person first, or is not there yet. */
  | 'not-ready'
  | 'failed';

/** Where a company stands in the schedule. `nextAt` null: not by itself. */
export interface Standing {
  readonly state: 'running' | 'waiting' | 'outside-hours' | 'paused' | 'waiting-for-network' | 'needs-person' | 'not-connected' | 'closed';
  readonly nextAt: Instant | null;
  /** The service that a person must see to. */
  readonly service: 'source' | 'books' | null;
}

/** Whether what was told in between (an event of the relay) may be looked at now; else it waits. */
export function allowsBackgroundRuns(standing: Standing | null): boolean {
  return standing !== null && (standing.state === 'waiting' || standing.state === 'running');
}
