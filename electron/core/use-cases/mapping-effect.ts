import type { MethodOutput } from '../../../shared/contract/client.ts';
import type { Config } from '../../../shared/domain/config/config.ts';
import type { Plan } from '../../../shared/domain/planning/plan.ts';
import type { OrderState } from '../../../shared/domain/posting/order-state.ts';
import type { CompanySession } from '../company-session.ts';
import { plansOf, type Surroundings, surroundingsOf } from '../engine/planning/replan.ts';
import type { Timers } from '../ports/environment.ts';
import { AccountMoves, receivedEntries, soldEntries } from './account-moves.ts';
import { newRecordsOf } from './new-records.ts';
import { totalsOf } from './views/money-totals.ts';

export type MappingEffect = MethodOutput<'mapping.preview'>;

/** States in which a mapping still decides something. */
const OPEN_STATES: readonly OrderState[] = ['blocked', 'ready', 'approved', 'waiting', 'failed', 'voided'];
const ROWS_AT_A_TIME = 200;
/** Families planned in one step: some ten milliseconds, so that the loop stays free for the screens. */
const FAMILIES_AT_A_TIME = 15;
const MOST_NEW_RECORDS = 100;

interface Counting {
  changed: number;
  becomesReady: number;
  becomesBlocked: number;
  stillBlocked: number;
  approvalsLapse: number;
  failedHealed: number;
  readonly sold: AccountMoves;
  readonly received: AccountMoves;
  readonly readyPlans: Plan[];
}

/** What another config would make of the orders that wait or failed. Plans them without storing anything. */
export async function mappingEffect(timers: Timers, session: CompanySession, config: Config): Promise<MappingEffect> {
  const current = surroundingsOf(session.engineParts);
  const counting: Counting = {
    changed: 0,
    becomesReady: 0,
    becomesBlocked: 0,
    stillBlocked: 0,
    approvalsLapse: 0,
    failedHealed: 0,
    sold: new AccountMoves(soldEntries),
    received: new AccountMoves(receivedEntries(current?.books ?? null)),
    readyPlans: [],
  };
  if (current !== null) {
    await walkOpenOrders(timers, session, (root) => addFamily(session, root, { ...current, config }, counting));
  }
  const { sold, received, readyPlans, ...counts } = counting;
  return {
    ...counts,
    readyTotals: totalsOf(readyPlans.flatMap((plan) => plan.total ?? [])),
    accounts: sold.list(),
    received: received.list(),
    newRecords: newRecordsOf(readyPlans, current?.books ?? null)
      .slice(0, MOST_NEW_RECORDS)
      .map(({ kind, name, accountName, documents }) => ({ kind, name, accountName, documents })),
  };
}

/** Every family with an order that is still open, each once. */
async function walkOpenOrders(timers: Timers, session: CompanySession, visit: (root: number) => void): Promise<void> {
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
    const roots = session.store.orders.familyRoots(page.rows.map((row) => row.orderId)).filter((root) => !seen.has(root));
    for (let start = 0; start < roots.length; start += FAMILIES_AT_A_TIME) {
      for (const root of roots.slice(start, start + FAMILIES_AT_A_TIME)) {
        seen.add(root);
        visit(root);
      }
      await timers.sleep(0);
    }
    cursor = page.next;
    await timers.sleep(0);
  } while (cursor !== null);
}

function addFamily(session: CompanySession, root: number, surroundings: Surroundings, counting: Counting): void {
  const { store } = session;
  const family = store.orders.family(root);
  if (family === null) {
    return;
  }
  const memberIds = family.members.map(({ order }) => order.orderId);
  for (const plan of plansOf(session.engineParts, family, memberIds, surroundings)) {
    const before = store.plans.planOf(plan.orderId);
    if (plan.outcome === 'blocked') {
      counting.stillBlocked += 1;
    }
    if (before === null || lookOf(before) !== lookOf(plan)) {
      addChange(session, before, plan, counting);
    }
  }
}

function addChange({ store }: CompanySession, before: Plan | null, plan: Plan, counting: Counting): void {
  counting.changed += 1;
  counting.sold.add(before, plan);
  counting.received.add(before, plan);
  if (plan.outcome === 'ready' && before?.outcome !== 'ready') {
    counting.becomesReady += 1;
    counting.readyPlans.push(plan);
  }
  if (before?.outcome === 'ready' && plan.outcome !== 'ready') {
    counting.becomesBlocked += 1;
  }
  if (store.plans.row(plan.orderId)?.state === 'failed') {
    counting.failedHealed += 1;
  }
  const approval = store.plans.approval(plan.orderId);
  if (approval !== null && approval.fingerprint !== plan.fingerprint) {
    counting.approvalsLapse += 1;
  }
}

/** What a person would see of a plan. */
function lookOf({ outcome, fingerprint, blockers, reason }: Plan): string {
  return JSON.stringify([outcome, fingerprint, blockers.map(({ code, message }) => [code, message]), reason?.code ?? null]);
}
