import type { CompanySession } from '../company-session.ts';
import type { CompanyRules, Readiness } from '../schedule/standing.ts';
import type { UseCaseParts } from './parts.ts';

/** What the schedule goes by for a company; null where its data can't be opened now. Never throws: the schedule must go on. */
export async function companyRules(parts: UseCaseParts, company: string): Promise<CompanyRules | null> {
  const { logger } = parts.ports;
  try {
    const session = await parts.sessions.open(company);
    if (!session.ok) {
      logger.log('warning', 'schedule-company-not-opened', { company, code: session.fault.code });
      return null;
    }
    return rulesOf(session.value);
  } catch (error) {
    logger.log('failure', 'schedule-rules-not-read', { company, stack: error instanceof Error ? error.stack : String(error) });
    return null;
  }
}

export function rulesOf(session: CompanySession): CompanyRules {
  const { policy, schedule } = session.store.config.current();
  return { schedule, timeZone: policy.timeZone, pause: session.store.config.schedulePause(), readiness: readinessOf(session) };
}

/** Before both services are connected there is nothing to pull for, and a failure with every interval would be noise. */
export function readinessOf({ store }: CompanySession): Readiness {
  for (const service of ['source', 'books'] as const) {
    const { status } = store.config.connection(service);
    if (status !== 'connected') {
      return { kind: status, service };
    }
  }
  return { kind: 'ready' };
}
