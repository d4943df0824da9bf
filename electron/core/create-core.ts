import type { Core } from './core.ts';
import { createEventHub } from './event-hub.ts';
import type { Ports } from './ports/ports.ts';
import { createRelays } from './relay/relays.ts';
import { createCompanyAnswers } from './rpc/company-answers.ts';
import { createDispatcher } from './rpc/dispatcher.ts';
import type { Handlers } from './rpc/handlers.ts';
import { createSchedule } from './schedule/schedule.ts';
import { allowsBackgroundRuns } from './schedule/standing.ts';
import { createSessions } from './sessions.ts';
import { approvalHandlers } from './use-cases/approval.ts';
import { type Authorizations, createAuthorizations } from './use-cases/authorizations.ts';
import { backupPlanHandlers } from './use-cases/backup-plan.ts';
import { backupHandlers } from './use-cases/backups.ts';
import { changeAllHandlers } from './use-cases/change-all.ts';
import { companyHandlers, forgetUnfinished } from './use-cases/companies.ts';
import { completenessHandlers } from './use-cases/completeness.ts';
import { companyRules } from './use-cases/company-rules.ts';
import { configHandlers } from './use-cases/config.ts';
import { booksHandlers, sourceHandlers } from './use-cases/connections.ts';
import { doctorHandlers } from './use-cases/doctor.ts';
import { exclusionHandlers } from './use-cases/exclusion.ts';
import { failureHandlers } from './use-cases/failures.ts';
import { mappingFileHandlers } from './use-cases/mapping-files.ts';
import { mappingHistoryHandlers } from './use-cases/mapping-history.ts';
import { figuresHandlers } from './use-cases/figures.ts';
import { mappingHandlers } from './use-cases/mapping.ts';
import { orderHandlers } from './use-cases/orders.ts';
import { overviewHandlers } from './use-cases/overview.ts';
import type { UseCaseParts } from './use-cases/parts.ts';
import { postingHandlers } from './use-cases/posting.ts';
import { practiceHandlers } from './use-cases/practice.ts';
import { preferenceHandlers } from './use-cases/preferences.ts';
import { proofHandlers } from './use-cases/proof.ts';
import { referenceHandlers } from './use-cases/reference.ts';
import { rehearsalHandlers } from './use-cases/rehearsal.ts';
import { relayHandlers } from './use-cases/relay.ts';
import { followNotices } from './use-cases/relay-run.ts';
import { lookAfterSubscriptions } from './use-cases/relay-subscriptions.ts';
import { resolveHandlers } from './use-cases/resolve.ts';
import { runHandlers } from './use-cases/runs.ts';
import { scheduleHandlers } from './use-cases/schedule.ts';
import { scheduledRun } from './use-cases/scheduled-run.ts';
import { supportHandlers } from './use-cases/support-bundle.ts';
import { turnsNow } from './use-cases/turns-now.ts';
import { undoHandlers } from './use-cases/undo.ts';
import { syncHandlers } from './use-cases/sync.ts';

/** The one composition of the core: from ports to the only door. Nothing is opened before it is needed. */
export function createCore(ports: Ports): Core {
  const events = createEventHub(ports.logger);
  const sessions = createSessions(ports, events);
  const schedule = createSchedule({
    ports,
    events,
    rules: (company) => companyRules(parts, company),
    run: (company) => scheduledRun(parts, company),
    isReachable: (company) => reachesSource(ports, company),
  });
  const relays = createRelays({
    ports,
    sessions,
    events,
    mayRun: (company) => allowsBackgroundRuns(schedule.standing(company)),
    catchUp: (company) => schedule.catchUp(company, 'relay'),
    stood: (session) => lookAfterSubscriptions(parts, session),
    run: (session, request) => followNotices(parts, session, request),
  });
  const parts: UseCaseParts = { ports, sessions, events, schedule, relays };
  const authorizations = createAuthorizations(parts);
  const answers = createCompanyAnswers(sessions, ports.clock);
  return {
    dispatch: createDispatcher(handlersOf(parts, authorizations), { ids: ports.ids, clock: ports.clock, logger: ports.logger, answers }),
    events,
    async start({ schedule: isScheduled }) {
      if (!sessions.mayWrite()) {
        parts.ports.backups.tidy();
        await forgetUnfinished(parts);
      }
      sessions.allowRecovery();
      if (isScheduled) {
        schedule.start();
        relays.start();
      }
    },
    runOnce: () => turnsNow(parts),
    async stop() {
      authorizations.cancelAll();
      for (const session of sessions.opened()) {
        session.gate.stop();
      }
      await Promise.all([schedule.stop(), relays.stop()]);
      await sessions.closeAll();
    },
  };
}

async function reachesSource({ registry, services }: Ports, slug: string): Promise<boolean> {
  const company = registry.list().find((known) => known.slug === slug);
  return company !== undefined && services.reachesSource(company);
}

/** Every method of the contract has one. */
function handlersOf(parts: UseCaseParts, authorizations: Authorizations): Handlers {
  return {
    ...companyHandlers(parts, authorizations),
    ...backupHandlers(parts),
    ...backupPlanHandlers(parts),
    ...sourceHandlers(parts),
    ...booksHandlers(parts, authorizations),
    ...referenceHandlers(parts),
    ...orderHandlers(parts),
    ...approvalHandlers(parts),
    ...exclusionHandlers(parts),
    ...changeAllHandlers(parts),
    ...resolveHandlers(parts),
    ...syncHandlers(parts),
    ...completenessHandlers(parts),
    ...runHandlers(parts),
    ...scheduleHandlers(parts),
    ...postingHandlers(parts),
    ...undoHandlers(parts),
    ...failureHandlers(parts),
    ...mappingHandlers(parts),
    ...mappingFileHandlers(parts),
    ...mappingHistoryHandlers(parts),
    ...configHandlers(parts),
    ...proofHandlers(parts),
    ...overviewHandlers(parts),
    ...doctorHandlers(parts),
    ...rehearsalHandlers(parts),
    ...figuresHandlers(parts),
    ...relayHandlers(parts),
    ...supportHandlers(parts),
    ...preferenceHandlers(parts),
    ...practiceHandlers(parts, authorizations),
  };
}
