import type { CompanySession } from '../company-session.ts';
import type { TurnEnd } from '../schedule/standing.ts';
import type { Fault } from '../../../shared/domain/result.ts';
import { SCHEDULE_ACTOR } from '../actors.ts';
import { StoreFault } from '../ports/store/store-fault.ts';
import { backUpWhereDue } from './backup-plan.ts';
import { isSweepDueFor, sweepCompany } from './completeness.ts';
import { readinessOf } from './company-rules.ts';
import type { UseCaseParts } from './parts.ts';
import { hasOpenPostings, postingRun } from './posting.ts';
import { syncCompany } from './sync.ts';

/**
 * What the schedule does for a company: pull and plan; settle what is uncertain, and send ship data of posted documents. It
 * posts nothing new unless the policy's auto-post says so. Once a day it checks completeness after that. Whatever goes wrong is told where people look, and the next turn comes.
 */
export async function scheduledRun(parts: UseCaseParts, company: string, options = { waitsForSweep: false }): Promise<TurnEnd> {
  const { logger } = parts.ports;
  try {
    const session = await parts.sessions.open(company);
    if (!session.ok) {
      logger.log('warning', 'schedule-company-not-opened', { company, code: session.fault.code });
      return 'failed';
    }
    if (readinessOf(session.value).kind !== 'ready') {
      return 'not-ready';
    }
    const synced = await syncCompany(parts, session.value, { full: false, since: null }, SCHEDULE_ACTOR);
    logger.log(
      synced.ok ? 'notice' : 'warning',
      'schedule-synced',
      synced.ok ? { company, ...synced.value } : { company, code: synced.fault.code },
    );
    if (synced.ok && hasOpenPostings(session.value)) {
      const sent = await postingRun(session.value, 'post', 'Keeping posted documents in step', SCHEDULE_ACTOR, (control) =>
        session.value.engine.post({ limit: 0 }, control),
      );
      logger.log(
        sent.ok ? 'notice' : 'warning',
        'schedule-sent',
        sent.ok ? { company, updated: sent.value.updated.length } : { company, code: sent.fault.code },
      );
    }
    if (synced.ok) {
      await backUpWhereDue(parts, session.value);
    }
    if (synced.ok && isSweepDueFor(session.value, parts.ports.clock.now())) {
      const swept = scheduledSweep(parts, session.value);
      await (options.waitsForSweep ? swept : null);
    }
    return synced.ok ? 'done' : endOf(synced.fault);
  } catch (error) {
    const code = error instanceof StoreFault ? error.fault.code : 'bug/unexpected';
    logger.log('failure', 'schedule-failed', { company, code, stack: error instanceof Error ? error.stack : String(error) });
    return 'failed';
  }
}

/** Usually not waited for: it gives way to the next pulls and goes on between them. Answers for its own failures. */
function scheduledSweep({ ports: { logger } }: UseCaseParts, session: CompanySession): Promise<void> {
  const company = session.company.slug;
  return sweepCompany(session, SCHEDULE_ACTOR).then(
    (swept) => {
      if (swept.ok || swept.fault.code !== 'run/busy') {
        const { byStoreAndDay: _days, ...counts } = swept.ok ? swept.value : { byStoreAndDay: [], code: swept.fault.code };
        logger.log(swept.ok ? 'notice' : 'warning', 'schedule-swept', { company, ...counts });
      }
    },
    (error: unknown) =>
      logger.log('failure', 'schedule-sweep-failed', { company, stack: error instanceof Error ? error.stack : String(error) }),
  );
}

function endOf({ code }: Fault): TurnEnd {
  if (code === 'run/busy') {
    return 'busy';
  }
  if (code === 'run/stopped') {
    return 'stopped';
  }
  return code.endsWith('/unreachable') ? 'unreachable' : 'failed';
}
