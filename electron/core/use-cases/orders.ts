import type { MethodOutput } from '../../../shared/contract/client.ts';
import { diffMembers } from '../../../shared/domain/orders/diff.ts';
import type { OrderWithShipping } from '../../../shared/domain/orders/order.ts';
import { fail, type Fault, ok, type Result } from '../../../shared/domain/result.ts';
import { type Instant, instantOf } from '../../../shared/domain/time/instants.ts';
import type { CompanySession } from '../company-session.ts';
import type { AuditEntry } from '../ports/store/audit-store.ts';
import { faultOf } from '../rpc/failures.ts';
import type { HandlersOf } from '../rpc/handlers.ts';
import { inCompany, type UseCaseParts } from './parts.ts';
import { findingView } from './views/finding-view.ts';
import { orderDetailOf } from './views/order-detail.ts';
import { orderFilterOf } from './views/order-filter.ts';
import { orderRowView } from './views/order-row.ts';
import { planView } from './views/plan-view.ts';
import { postingView } from './views/posting-view.ts';

/** Entries of one order that a screen shows; the audit has them all. */
const TIMELINE_LENGTH = 500;

export function orderHandlers(parts: UseCaseParts): HandlersOf<'order.list' | 'order.counts' | 'order.show' | 'order.seen'> {
  return {
    'order.list': ({ company, ...request }) =>
      inCompany(parts, company, ({ store }) => {
        const { rows, next } = store.plans.page({ ...request, filter: orderFilterOf(request.filter) });
        return ok({ orders: rows.map(orderRowView), next });
      }),
    'order.counts': ({ company, filter }) =>
      inCompany(parts, company, ({ store }) => ok({ states: store.plans.countsByState(orderFilterOf(filter)) })),
    'order.show': ({ company, order }) =>
      inCompany(parts, company, (session) => {
        const orderId = findOrderId(session, order);
        return orderId.ok ? showOrder(session, orderId.value) : orderId;
      }),
    'order.seen': ({ company, orderIds }) =>
      inCompany(parts, company, (session) => {
        const at = instantOf(parts.ports.clock.now());
        const isShown = orderIds.some((orderId) => session.store.plans.row(orderId)?.changedSinceSeen === true);
        const seen = session.store.transaction(() => orderIds.filter((orderId) => markSeen(session, orderId, at)));
        if (isShown) {
          session.changed(['orders']);
        }
        return ok({ seen });
      }),
  };
}

/** An order id, or an order number where it is unique. Text of digits may be either: the id wins. */
export function findOrderId({ store }: CompanySession, order: number | string): Result<number, Fault> {
  const asId = typeof order === 'number' ? order : idOf(order);
  if (asId !== null && store.orders.order(asId) !== null) {
    return ok(asId);
  }
  const numbered = store.orders.ordersByNumber(String(order));
  const [only] = numbered;
  if (only === undefined) {
    return fail(faultOf('order/unknown', { order }));
  }
  if (numbered.length > 1) {
    const orderIds = numbered.map((candidate) => candidate.orderId);
    return fail(
      faultOf(
        'order/number-not-unique',
        { order, orderIds },
        `Several orders have the number ${order}: name one by its order id (${orderIds.join(', ')}).`,
      ),
    );
  }
  return ok(only.orderId);
}

function idOf(text: string): number | null {
  const id = /^\d{1,15}$/.test(text) ? Number(text) : 0;
  return Number.isSafeInteger(id) && id > 0 ? id : null;
}

function showOrder({ store }: CompanySession, orderId: number): Result<MethodOutput<'order.show'>, Fault> {
  const row = store.plans.row(orderId);
  const family = store.orders.family(orderId);
  const self = family?.members.find((member) => member.order.orderId === orderId);
  if (row === null || family === null || self === undefined) {
    return fail(faultOf('order/unknown', { order: orderId }));
  }
  const plan = store.plans.planOf(orderId);
  const keyId = plan?.orderId ?? row.planOrderId;
  const approval = store.plans.approval(keyId);
  const memberIds = plan?.memberIds ?? [orderId];
  const postings = [...new Set([keyId, ...memberIds])].flatMap((id) => store.outbox.ofOrder(id));
  return ok({
    row: orderRowView(row),
    order: orderDetailOf(store, family, self),
    members: family.members
      .filter((member) => memberIds.includes(member.order.orderId))
      .map((member) => orderDetailOf(store, family, member)),
    plan: plan === null ? null : planView(plan),
    approval: approval === null ? null : { at: approval.at, actor: approval.actor, current: approval.fingerprint === plan?.fingerprint },
    exclusion: store.plans.exclusion(keyId),
    attention: store.plans.attention(keyId).map(findingView),
    postings: postings.map(postingView),
    timeline: timelineOf(store.audit, [...new Set([orderId, keyId])]),
    sinceSeen: sinceSeenOf(store, self),
  });
}

function sinceSeenOf(store: CompanySession['store'], now: OrderWithShipping): MethodOutput<'order.show'>['sinceSeen'] {
  const seen = store.reviewMarks.seen(now.order.orderId);
  return seen === null ? null : { at: seen.at, changes: diffMembers(seen.member, now).map((change) => ({ ...change })) };
}

/** False for an order that is not there. */
function markSeen({ store }: CompanySession, orderId: number, at: Instant): boolean {
  const self = store.orders.family(orderId)?.members.find((member) => member.order.orderId === orderId);
  if (self !== undefined) {
    store.reviewMarks.mark(self, at);
  }
  return self !== undefined;
}

function timelineOf(audit: CompanySession['store']['audit'], orderIds: readonly number[]): MethodOutput<'order.show'>['timeline'] {
  const entries = orderIds.flatMap((orderId) => audit.page({ orderId }, TIMELINE_LENGTH, null).entries);
  return entries
    .toSorted((a, b) => b.sequence - a.sequence)
    .slice(0, TIMELINE_LENGTH)
    .map(timelineEntry);
}

export function timelineEntry({ sequence, at, actor, kind, summary, details }: AuditEntry): MethodOutput<'order.show'>['timeline'][number] {
  return { sequence, at, actor, kind, summary, details };
}
