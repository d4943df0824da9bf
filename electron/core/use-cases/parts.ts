import type { Fault, Result } from '../../../shared/domain/result.ts';
import type { Instant } from '../../../shared/domain/time/instants.ts';
import type { CompanySession } from '../company-session.ts';
import type { EventHub } from '../event-hub.ts';
import type { Ports } from '../ports/ports.ts';
import type { Sessions } from '../sessions.ts';

/** What use cases work with. */
export interface UseCaseParts {
  readonly ports: Ports;
  readonly sessions: Sessions;
  readonly events: EventHub;
  /** When the schedule pulls next; null where there is no schedule. */
  nextSyncAt(company: string): Instant | null;
}

/** Opens the company (if it is not open yet) and works in it. */
export async function inCompany<T>(
  parts: UseCaseParts,
  slug: string,
  work: (session: CompanySession) => Result<T, Fault> | Promise<Result<T, Fault>>,
): Promise<Result<T, Fault>> {
  const session = await parts.sessions.open(slug);
  return session.ok ? work(session.value) : session;
}
