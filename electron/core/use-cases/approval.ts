import type { MethodOutput, ParsedInput } from '../../../shared/contract/client.ts';
import type { BooksReference } from '../../../shared/domain/books/reference.ts';
import { hash32 } from '../../../shared/domain/planning/fingerprint.ts';
import type { Plan } from '../../../shared/domain/planning/plan.ts';
import { fail, type Fault, ok, type Result } from '../../../shared/domain/result.ts';
import { instantOf } from '../../../shared/domain/time/instants.ts';
import type { CompanySession } from '../company-session.ts';
import { faultOf } from '../rpc/failures.ts';
import type { HandlersOf } from '../rpc/handlers.ts';
import { newRecordsOf } from './new-records.ts';
import { inCompany, type UseCaseParts } from './parts.ts';
import { refusalOf } from './refusals.ts';
import { readyOrderIds } from './ready-orders.ts';
import { totalsOf } from './views/money-totals.ts';
import { orderFilterOf } from './views/order-filter.ts';

/** Orders approved in one transaction: a few milliseconds, so that the loop stays free. */
const APPROVED_AT_A_TIME = 200;

/** More than a company posts at once; beyond it the effect is that of the oldest. */
const MOST_APPROVED = 20_000;

type Approved = MethodOutput<'order.approve'>;

export function approvalHandlers(
  parts: UseCaseParts,
): HandlersOf<'order.approve' | 'order.approveReady' | 'order.approvalEffect' | 'order.unapprove'> {
  return {
    'order.approve': ({ company, orderIds, fingerprints }, call) =>
      inCompany(parts, company, async (session) => ok(await approveOrders(parts, session, orderIds, call.actor, fingerprints ?? {}))),
    'order.approveReady': ({ company, filter, seen }, call) =>
      inCompany(parts, company, async (session) => {
        const orderIds = await readyOrderIds(parts.ports.timers, session, orderFilterOf(filter));
        if (seen !== undefined && seen !== seenMark(approvable(session, orderIds))) {
          const message = 'The orders that are ready changed since their effect was shown: look at it again, then approve.';
          return fail(faultOf('order/plan-changed', {}, message));
        }
        return ok(await approveOrders(parts, session, orderIds, call.actor, {}));
      }),
    'order.approvalEffect': ({ company, of, orderIds, filter }) =>
      inCompany(parts, company, async (session) => {
        if (of === 'approved') {
          return ok(effectOf(session.store.plans.approvedPlans(MOST_APPROVED), session.store.mirror.reference()));
        }
        const ids = orderIds ?? (await readyOrderIds(parts.ports.timers, session, orderFilterOf(filter)));
        return ok(effectOf(approvable(session, ids), session.store.mirror.reference()));
      }),
    'order.unapprove': (input, call) => inCompany(parts, input.company, (session) => ok(unapproveOrders(session, input, call.actor))),
  };
}

/**
 * Approves the documents that these orders belong to, each once, by the order that keys the document. What can't be approved
 * is refused with its reason and holds up nothing else.
 *
 * @param fingerprints by order id: the plan that was seen; another one is refused
 */
export async function approveOrders(
  parts: UseCaseParts,
  session: CompanySession,
  orderIds: readonly number[],
  actor: string,
  fingerprints: Readonly<Record<string, string>>,
): Promise<Approved> {
  const approved = new Set<number>();
  const refused: Approved['refused'] = [];
  for (let start = 0; start < orderIds.length; start += APPROVED_AT_A_TIME) {
    session.store.transaction(() => {
      const fresh: number[] = [];
      for (const orderId of orderIds.slice(start, start + APPROVED_AT_A_TIME)) {
        const plan = approvablePlan(session, orderId, fingerprints[String(orderId)] ?? null);
        if (!plan.ok) {
          refused.push(refusalOf(orderId, plan.fault));
        } else if (!approved.has(plan.value.orderId)) {
          approved.add(plan.value.orderId);
          approve(session, plan.value, actor, parts.ports.clock.now());
          fresh.push(plan.value.orderId);
        }
      }
      session.store.plans.refreshState(fresh);
    });
    await parts.ports.timers.sleep(0);
  }
  session.changed(['orders', 'audit']);
  return { approved: [...approved], refused };
}

/** The plan that approving this order would approve, or why it can't be. */
export function approvablePlan({ store }: CompanySession, orderId: number, seen: string | null): Result<Plan, Fault> {
  const row = store.plans.row(orderId);
  if (row === null) {
    return fail(faultOf('order/unknown', { order: orderId }));
  }
  const plan = store.plans.planOf(orderId);
  switch (row.state) {
    case 'posted':
    case 'terminal':
      return fail(faultOf(row.documentNumber === null ? 'order/not-ready' : 'order/already-posted', { orderId }, row.reason?.message));
    case 'sending':
    case 'uncertain':
      return fail(faultOf('posting/in-flight', { orderId }));
    case 'failed':
      return fail(faultOf('order/not-ready', { orderId }, `Order ${orderId} was refused by the books: replay it.`));
    case 'excluded':
      return fail(faultOf('order/not-ready', { orderId }, `Order ${orderId} is excluded: include it first.`));
    case 'attention':
      return fail(faultOf('order/not-ready', { orderId }, store.plans.attention(row.planOrderId)[0]?.message));
    case 'blocked':
    case 'waiting':
    case 'ready':
    case 'approved':
    case 'voided':
    case 'credited':
      return plan === null || plan.outcome !== 'ready' ? fail(notReady(orderId, plan)) : checkSeen(plan, orderId, seen);
  }
}

function notReady(orderId: number, plan: Plan | null): Fault {
  const why = plan?.blockers[0] ?? plan?.reason ?? null;
  const message = why === null ? undefined : `Order ${orderId} is not ready: ${why.message}`;
  return faultOf('order/not-ready', { orderId, because: why?.code ?? null }, message);
}

function checkSeen(plan: Plan, orderId: number, seen: string | null): Result<Plan, Fault> {
  return seen === null || seen === plan.fingerprint ? ok(plan) : fail(faultOf('order/plan-changed', { orderId }));
}

function approve(session: CompanySession, plan: Plan, actor: string, nowMs: number): void {
  const { store } = session;
  if (store.plans.approval(plan.orderId)?.fingerprint === plan.fingerprint) {
    return;
  }
  const state = store.plans.row(plan.orderId)?.state;
  if (state === 'voided' || state === 'credited') {
    session.engine.supersedeVoided(plan.orderId);
  }
  store.plans.approve({ orderId: plan.orderId, fingerprint: plan.fingerprint, at: instantOf(nowMs), actor });
  session.audit({
    actor,
    kind: 'plan-approved',
    summary: `The plan of order ${plan.orderId} was approved${plan.documentNumber === null ? '' : `, document ${plan.documentNumber}`}.`,
    details: { fingerprint: plan.fingerprint, total: plan.total, memberIds: plan.memberIds },
    orderId: plan.orderId,
  });
}

function approvable(session: CompanySession, orderIds: readonly number[]): readonly Plan[] {
  const plans = new Map<number, Plan>();
  for (const orderId of orderIds) {
    const plan = approvablePlan(session, orderId, null);
    if (plan.ok) {
      plans.set(plan.value.orderId, plan.value);
    }
  }
  return [...plans.values()];
}

/** What these plans would put on each account, and what they would make besides. */
function effectOf(plans: readonly Plan[], books: BooksReference | null): MethodOutput<'order.approvalEffect'> {
  const lines = plans.flatMap((plan) => plan.lines);
  const byAccount = Map.groupBy(
    lines,
    (line) => `${line.accountName ?? line.itemName ?? 'Account of the item'}\u0000${line.amount.currency}`,
  );
  const accounts = [...byAccount].map(([key, onAccount]) => ({
    accountName: key.split('\u0000')[0] ?? '',
    amount: { minor: onAccount.reduce((sum, line) => sum + line.amount.minor, 0), currency: onAccount[0]?.amount.currency ?? '' },
    lines: onAccount.length,
  }));
  const made = (kind: 'customer' | 'item'): number =>
    new Set(plans.flatMap((plan) => plan.documents.filter((document) => document.kind === kind).map((document) => document.subject))).size;
  return {
    count: plans.length,
    totals: totalsOf(plans.flatMap((plan) => plan.total ?? [])),
    accounts: [...accounts, ...salesTaxOf(plans)].toSorted((a, b) => Math.abs(b.amount.minor) - Math.abs(a.amount.minor)),
    newCustomers: made('customer'),
    newItems: made('item'),
    newRecords: [...newRecordsOf(plans, books)],
    seen: seenMark(plans),
  };
}

/** Stands for exactly these plans: another order among them, or another plan of one, makes another mark. */
function seenMark(plans: readonly Plan[]): string {
  return hash32(
    plans
      .map(({ orderId, fingerprint }) => `${orderId} ${fingerprint}`)
      .toSorted()
      .join('\n'),
  );
}

/** Sales tax is on no line: it is what a document totals beyond its lines, and the books put it on their own liability account. */
function salesTaxOf(plans: readonly Plan[]): MethodOutput<'order.approvalEffect'>['accounts'] {
  const taxes = plans.flatMap(({ total, lines }) => {
    const minor = total === null ? 0 : total.minor - lines.reduce((sum, line) => sum + line.amount.minor, 0);
    return total === null || minor === 0 ? [] : [{ minor, currency: total.currency }];
  });
  return totalsOf(taxes).map((amount) => ({
    accountName: 'Sales tax payable',
    amount,
    lines: taxes.filter(({ currency }) => currency === amount.currency).length,
  }));
}

/** Written down for sending by a run that was stopped before it went out. */
function hasUnsent({ store }: Pick<CompanySession, 'store'>, keyId: number): boolean {
  return store.outbox.ofOrder(keyId).some(({ status, operation }) => status === 'approved' && operation === 'create');
}

function unapproveOrders(
  session: CompanySession,
  { orderIds }: ParsedInput<'order.unapprove'>,
  actor: string,
): MethodOutput<'order.unapprove'> {
  const { store } = session;
  const unapproved = new Set<number>();
  const refused: Approved['refused'] = [];
  store.transaction(() => {
    for (const orderId of orderIds) {
      const done = unapproveOrder(session, orderId, actor);
      if (done.ok) {
        unapproved.add(done.value);
      } else {
        refused.push(refusalOf(orderId, done.fault));
      }
    }
    store.plans.refreshState([...unapproved]);
  });
  session.changed(['orders', 'audit']);
  return { unapproved: [...unapproved], refused };
}

/** Withdraws the approval of one order's document; the order that keys it. Joins the caller's transaction, which refreshes the state. */
export function unapproveOrder(session: ApprovalParts, orderId: number, actor: string): Result<number, Fault> {
  const { store } = session;
  const row = store.plans.row(orderId);
  const approval = row === null ? null : store.plans.approval(row.planOrderId);
  if (row === null) {
    return fail(faultOf('order/unknown', { order: orderId }));
  }
  if (row.state !== 'approved' || (approval === null && !hasUnsent(session, row.planOrderId))) {
    const message = `Order ${orderId} is not waiting to be posted; what is posted already is undone with a void.`;
    return fail(faultOf('order/not-ready', { orderId }, message));
  }
  store.plans.unapprove(row.planOrderId);
  session.engine.withdrawUnsent(row.planOrderId);
  session.audit({
    actor,
    kind: 'approval-withdrawn',
    summary: `The approval of order ${row.planOrderId} was withdrawn.`,
    details: { fingerprint: approval?.fingerprint ?? null },
    orderId: row.planOrderId,
  });
  return ok(row.planOrderId);
}

/** What withdrawing an approval works with. */
export type ApprovalParts = Pick<CompanySession, 'store' | 'audit'> & { readonly engine: Pick<CompanySession['engine'], 'withdrawUnsent'> };
