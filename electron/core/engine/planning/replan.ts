import type { BooksReference } from '../../../../shared/domain/books/reference.ts';
import type { Config } from '../../../../shared/domain/config/config.ts';
import type { OrderFamily } from '../../../../shared/domain/orders/order.ts';
import type { Plan } from '../../../../shared/domain/planning/plan.ts';
import { planFamily } from '../../../../shared/domain/planning/plan-family.ts';
import type { BusinessDate } from '../../../../shared/domain/time/instants.ts';
import { businessDateIn } from '../../../../shared/domain/time/zones.ts';
import type { RunControl } from '../engine.ts';
import type { EngineParts } from '../engine-parts.ts';
import { nowOf } from '../outbox/rows.ts';
import { keepInStep } from './keep-in-step.ts';
import { noteWantedRate } from './rates.ts';
import { postedFactsOf } from './posted-facts.ts';

/** Families planned in one transaction: some ten milliseconds, so that the loop stays free for the screens. */
const FAMILIES_AT_A_TIME = 10;
/** Families that are looked at in one statement: in a company of many years most are settled, and looking past them takes time too. */
const FAMILIES_LOOKED_AT = 500;

/** Families of these orders; all; or those that are not posted or terminal, and those whose document is gone from the books. */
export type ReplanScope = readonly number[] | 'all' | 'unsettled';

/** What is the same for every family of one replan. */
export interface Surroundings {
  readonly config: Config;
  readonly books: BooksReference;
  readonly today: BusinessDate;
  readonly storeNames: ReadonlyMap<number, string>;
  /** Stores whose buyers become customers. */
  readonly perBuyerStores: readonly number[];
}

/**
 * Plans families again and stores what became of them: new plans, approvals that lapse because the plan is another, ship
 * data that is due, and what a person must look at after posting. Without a mirror of the books nothing can be planned.
 */
export async function replan(
  parts: EngineParts,
  orderIds: ReplanScope,
  run: RunControl,
): Promise<{ readonly planned: number; readonly changed: number }> {
  const surroundings = surroundingsOf(parts);
  if (surroundings === null) {
    return { planned: 0, changed: 0 };
  }
  let planned = 0;
  let changed = 0;
  for (const roots of chunks(parts, orderIds)) {
    if (run.signal.aborted) {
      break;
    }
    changed += parts.store.transaction(() => roots.reduce((sum, root) => sum + replanFamily(parts, root, surroundings, run), 0));
    planned += roots.length;
    run.progress('Planning', planned, null);
    await parts.timers.sleep(0);
  }
  return { planned, changed };
}

export function surroundingsOf(parts: EngineParts): Surroundings | null {
  const { store } = parts;
  const books = store.mirror.reference();
  if (books === null) {
    return null;
  }
  const config = store.config.current();
  return {
    config,
    books,
    today: businessDateIn(nowOf(parts), config.policy.timeZone),
    storeNames: new Map(store.orders.sourceStores().map((source) => [source.storeId, source.storeName])),
    perBuyerStores: Object.entries(config.stores).flatMap(([storeId, policy]) =>
      policy.include && policy.customer === 'per-buyer' ? [Number(storeId)] : [],
    ),
  };
}

/** Roots of the families in question, a few at a time; none where a stretch of them is settled. */
function* chunks({ store: { orders } }: EngineParts, orderIds: ReplanScope): Generator<readonly number[]> {
  if (orderIds !== 'all' && orderIds !== 'unsettled') {
    yield* portions(orders.familyRoots(orderIds));
    return;
  }
  let after = 0;
  for (;;) {
    const stretch = orders.allFamilyRoots(after, FAMILIES_LOOKED_AT);
    const last = stretch.at(-1);
    if (last === undefined) {
      return;
    }
    yield* portions(orderIds === 'all' ? stretch : orders.unsettledFamilyRoots(after, last));
    after = last;
  }
}

function* portions(roots: readonly number[]): Generator<readonly number[]> {
  let start = 0;
  do {
    yield roots.slice(start, start + FAMILIES_AT_A_TIME);
    start += FAMILIES_AT_A_TIME;
  } while (start < roots.length);
}

/** Returns how many of the family's plans changed. */
function replanFamily(parts: EngineParts, root: number, surroundings: Surroundings, run: RunControl): number {
  const { store } = parts;
  const family = store.orders.family(root);
  if (family === null) {
    return 0;
  }
  const memberIds = family.members.map(({ order }) => order.orderId);
  const plans = plansOf(parts, family, memberIds, surroundings);
  store.plans.removePlansExcept(
    memberIds,
    plans.map((plan) => plan.orderId),
  );
  let changed = 0;
  for (const plan of plans) {
    noteWantedRate(parts, plan);
    if (store.plans.savePlan(plan, nowOf(parts))) {
      changed += 1;
      lapseApproval(parts, plan, run);
      freeFailedPostings(parts, plan, run);
    }
    keepInStep(parts, plan, family, surroundings, run);
  }
  store.plans.refreshState(plans.map((plan) => plan.orderId));
  return changed;
}

export function plansOf(
  parts: EngineParts,
  family: OrderFamily,
  memberIds: readonly number[],
  surroundings: Surroundings,
): readonly Plan[] {
  const { store } = parts;
  return planFamily({
    family,
    config: surroundings.config,
    books: surroundings.books,
    decisions: store.plans.decisionsOf(memberIds),
    today: surroundings.today,
    numberIsUnique: (orderNumber) => store.orders.countByNumber(orderNumber) <= 1,
    emailIsShared: (key) => store.orders.namesOfEmail(key) > 1,
    emailOfEarlierNamesake: (name, orderId) => store.orders.emailOfEarlierNamesake(name, orderId, surroundings.perBuyerStores),
    storeName: (storeId) => surroundings.storeNames.get(storeId) ?? null,
    posted: (orderId) => postedFactsOf(parts, orderId),
  });
}

/** An approval belongs to the plan that was seen, which nothing held up: when the plan is another, or something holds it up now, it lapses. */
function lapseApproval(parts: EngineParts, plan: Plan, run: RunControl): void {
  const approval = parts.store.plans.approval(plan.orderId);
  const isSame = approval?.fingerprint === plan.fingerprint;
  if (approval === null || (isSame && plan.outcome !== 'blocked')) {
    return;
  }
  const why = isSame ? (plan.blockers[0]?.message ?? 'something holds it up now') : 'the plan is not the one that was seen';
  parts.store.plans.unapprove(plan.orderId);
  parts.store.audit.append({
    at: nowOf(parts),
    actor: run.actor,
    kind: 'approval-lapsed',
    summary: `The approval of ${approval.at} lapsed: ${why}.`,
    details: { approved: approval.fingerprint, now: plan.fingerprint },
    orderId: plan.orderId,
    runId: run.runId,
  });
}

/**
 * A refused posting of which nothing is in the books, and whose plan is another now, makes way: the order can be approved anew. So it
 * does where the plan names a record that it makes no more, such as the customer who was chosen in its place.
 */
function freeFailedPostings(parts: EngineParts, plan: Plan, run: RunControl): void {
  const live = parts.store.outbox.ofOrder(plan.orderId).filter((posting) => posting.status !== 'superseded' && posting.status !== 'voided');
  const isUntouched = live.length > 0 && live.every((posting) => posting.status === 'failed' && posting.operation === 'create');
  const needed = new Set(plan.documents.map(({ subject }) => subject));
  const isSame = live.every((posting) => posting.planFingerprint === plan.fingerprint && needed.has(posting.subject));
  if (!isUntouched || isSame) {
    return;
  }
  for (const posting of live) {
    parts.store.outbox.update({ ...posting, status: 'superseded', updatedAt: nowOf(parts) });
  }
  parts.store.audit.append({
    at: nowOf(parts),
    actor: run.actor,
    kind: 'posting-superseded',
    summary: 'What failed is planned anew: approve the new plan to post it.',
    details: { postings: live.map((posting) => posting.postingId) },
    orderId: plan.orderId,
    runId: run.runId,
  });
}
