import type { Fault, Result } from '../../../shared/domain/result.ts';
import type { CompanySession } from '../company-session.ts';
import type { EventHub } from '../event-hub.ts';
import type { Ports } from '../ports/ports.ts';
import type { Relays } from '../relay/relays.ts';
import type { Schedule } from '../schedule/schedule.ts';
import type { Sessions } from '../sessions.ts';

/** What use cases work with. */
export interface UseCaseParts {
  readonly ports: Ports;
  readonly sessions: Sessions;
  readonly events: EventHub;
  /** Knows nothing of a company where this process pulls nothing by itself. */
  readonly schedule: Schedule;
  readonly relays: Relays;
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
