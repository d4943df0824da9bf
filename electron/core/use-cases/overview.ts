import type { MethodOutput } from '../../../shared/contract/client.ts';
import { SET_UP_ACTOR } from '../../../shared/domain/config/schedule.ts';
import { ok } from '../../../shared/domain/result.ts';
import { addDays, instantOf } from '../../../shared/domain/time/instants.ts';
import { businessDateIn } from '../../../shared/domain/time/zones.ts';
import type { CompanySession } from '../company-session.ts';
import type { HandlersOf } from '../rpc/handlers.ts';
import { inCompany, type UseCaseParts } from './parts.ts';

type Overview = MethodOutput<'overview.show'>;

const CHART_DAYS = 60;
const WEEK_MS = 7 * 86_400_000;

export function overviewHandlers(parts: UseCaseParts): HandlersOf<'overview.show'> {
  return {
    'overview.show': ({ company }) => inCompany(parts, company, (session) => ok(overviewOf(session, parts.ports.clock.now()))),
  };
}

function overviewOf({ store }: CompanySession, nowMs: number): Overview {
  const config = store.config.current();
  const today = businessDateIn(instantOf(nowMs), config.policy.timeZone);
  const lastSync = store.runs.latest('sync');
  return {
    states: store.plans.countsByState({}).map(({ state, count, totals }) => ({ state, count, totals: [...totals] })),
    // By when they were posted, not by how they are dated: an old month posted today is this week's work.
    postedThisWeek: store.runs.postedSince(instantOf(nowMs - WEEK_MS)),
    heldUp: store.plans.heldUp().map((group) => ({ ...group, totals: [...group.totals], exampleOrderIds: [...group.exampleOrderIds] })),
    days: [...store.plans.activityByDay(addDays(today, 1 - CHART_DAYS), today)],
    stores: store.orders.sourceStores().map(({ storeId, storeName, refreshedAt }) => ({
      storeId,
      storeName,
      refreshedAt,
      included: config.stores[String(storeId)]?.include ?? false,
    })),
    lastSync:
      lastSync === null
        ? null
        : { startedAt: lastSync.startedAt, endedAt: lastSync.endedAt, status: lastSync.status, counts: { ...lastSync.counts } },
    parked: store.completeness.asideCount(),
    completeAsOf: store.completeness.latest()?.to ?? null,
    isStarted: store.config.schedulePause()?.actor !== SET_UP_ACTOR,
    rehearsedAt: store.runs.latestDone('rehearsal')?.endedAt ?? null,
  };
}
