import type { MethodOutput } from '../../../shared/contract/client.ts';
import type { Config } from '../../../shared/domain/config/config.ts';
import type { Plan } from '../../../shared/domain/planning/plan.ts';
import type { CompanySession } from '../company-session.ts';
import { plansOf, type Surroundings, surroundingsOf } from '../engine/planning/replan.ts';
import type { Timers } from '../ports/environment.ts';
import type { OrderState } from '../../../shared/domain/posting/order-state.ts';
import { totalsOf } from './views/money-totals.ts';

export type MappingEffect = MethodOutput<'mapping.preview'>;

/** States in which a mapping still decides something. */
const OPEN_STATES: readonly OrderState[] = ['blocked', 'ready', 'approved', 'waiting', 'failed', 'voided'];
const ROWS_AT_A_TIME = 200;
const NO_EFFECT: MappingEffect = { changed: 0, becomesReady: 0, stillBlocked: 0, approvalsLapse: 0, readyTotals: [] };

/** What another config would make of the orders that wait or failed. Plans them without storing anything. */
export async function mappingEffect(timers: Timers, session: CompanySession, config: Config): Promise<MappingEffect> {
  const current = surroundingsOf(session.engineParts);
  if (current === null) {
    return NO_EFFECT;
  }
  const surroundings = { ...current, config };
  const effect = { ...NO_EFFECT };
  const readyPlans: Plan[] = [];
  const seen = new Set<number>();
  let cursor: string | null = null;
  do {
    const page = session.store.plans.page({
      filter: { states: OPEN_STATES },
      sort: 'orderedOn',
      descending: false,
      limit: ROWS_AT_A_TIME,
      cursor,
    });
    for (const root of session.store.orders.familyRoots(page.rows.map((row) => row.orderId))) {
      if (!seen.has(root)) {
        seen.add(root);
        addFamily(session, root, surroundings, effect, readyPlans);
      }
    }
    cursor = page.next;
    await timers.sleep(0);
  } while (cursor !== null);
  return { ...effect, readyTotals: totalsOf(readyPlans.flatMap((plan) => plan.total ?? [])) };
}

function addFamily(session: CompanySession, root: number, surroundings: Surroundings, effect: MappingEffect, readyPlans: Plan[]): void {
  const { store } = session;
  const family = store.orders.family(root);
  if (family === null) {
    return;
  }
  const memberIds = family.members.map(({ order }) => order.orderId);
  for (const plan of plansOf(session.engineParts, family, memberIds, surroundings)) {
    const before = store.plans.planOf(plan.orderId);
    if (plan.outcome === 'blocked') {
      effect.stillBlocked += 1;
    }
    if (before !== null && lookOf(before) === lookOf(plan)) {
      continue;
    }
    effect.changed += 1;
    if (plan.outcome === 'ready' && before?.outcome !== 'ready') {
      effect.becomesReady += 1;
      readyPlans.push(plan);
    }
    const approval = store.plans.approval(plan.orderId);
    if (approval !== null && approval.fingerprint !== plan.fingerprint) {
      effect.approvalsLapse += 1;
    }
  }
}

/** What a person would see of a plan. */
function lookOf({ outcome, fingerprint, blockers, reason }: Plan): string {
  return JSON.stringify([outcome, fingerprint, blockers.map(({ code, message }) => [code, message]), reason?.code ?? null]);
}
