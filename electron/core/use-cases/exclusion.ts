import type { MethodOutput } from '../../../shared/contract/client.ts';
import { fail, type Fault, ok, type Result } from '../../../shared/domain/result.ts';
import { type Instant, instantOf } from '../../../shared/domain/time/instants.ts';
import type { CompanySession } from '../company-session.ts';
import { faultOf } from '../rpc/failures.ts';
import type { HandlersOf } from '../rpc/handlers.ts';
import { inCompany, type UseCaseParts } from './parts.ts';
import { refusalOf } from './refusals.ts';

type Excluded = MethodOutput<'order.exclude'>;
type Included = MethodOutput<'order.include'>;

export function exclusionHandlers(parts: UseCaseParts): HandlersOf<'order.exclude' | 'order.include'> {
  return {
    'order.exclude': ({ company, orderIds, reason }, call) =>
      inCompany(parts, company, (session) => ok(excludeOrders(parts, session, orderIds, reason, call.actor))),
    'order.include': ({ company, orderIds }, call) =>
      inCompany(parts, company, (session) => ok(includeOrders(session, orderIds, call.actor))),
  };
}

/** Keeps orders out of the books until they are included again; an approval that was given goes. */
function excludeOrders(parts: UseCaseParts, session: CompanySession, orderIds: readonly number[], reason: string, actor: string): Excluded {
  const { store } = session;
  const excluded = new Set<number>();
  const refused: Excluded['refused'] = [];
  const at = instantOf(parts.ports.clock.now());
  store.transaction(() => {
    for (const orderId of orderIds) {
      const done = excludeOrder(session, orderId, { reason, at, actor });
      if (done.ok) {
        excluded.add(done.value);
      } else {
        refused.push(refusalOf(orderId, done.fault));
      }
    }
    store.plans.refreshState([...excluded]);
  });
  session.changed(['orders', 'audit']);
  return { excluded: [...excluded], refused };
}

export interface Exclusion {
  readonly reason: string;
  readonly at: Instant;
  readonly actor: string;
}

/** Keeps one order's document back; the order that keys it. Joins the caller's transaction, which refreshes the state. */
export function excludeOrder(
  { store, audit }: Pick<CompanySession, 'store' | 'audit'>,
  orderId: number,
  { reason, at, actor }: Exclusion,
): Result<number, Fault> {
  const row = store.plans.row(orderId);
  if (row === null) {
    return fail(faultOf('order/unknown', { order: orderId }));
  }
  const obstacle = obstacleTo(store, row.planOrderId);
  if (obstacle !== null) {
    return fail(faultOf(obstacle, { orderId }));
  }
  store.plans.unapprove(row.planOrderId);
  store.plans.exclude(row.planOrderId, reason, at, actor);
  audit({
    actor,
    kind: 'order-excluded',
    summary: `Order ${row.orderNumber} was excluded: ${reason}`,
    details: { reason },
    orderId: row.planOrderId,
  });
  return ok(row.planOrderId);
}

/** What is in the books, or may be, is undone by a void: an exclusion would only hide it. */
function obstacleTo(store: CompanySession['store'], planOrderId: number): 'order/already-posted' | 'posting/in-flight' | null {
  const postings = store.outbox.ofOrder(planOrderId).filter(({ kind }) => kind === 'invoice' || kind === 'sales-receipt');
  if (postings.some(({ status }) => status === 'sending' || status === 'uncertain')) {
    return 'posting/in-flight';
  }
  return postings.some(({ status, operation }) => status === 'posted' && (operation === 'create' || operation === 'adopt'))
    ? 'order/already-posted'
    : null;
}

function includeOrders(session: CompanySession, orderIds: readonly number[], actor: string): Included {
  const { store } = session;
  const included = new Set<number>();
  const refused: Included['refused'] = [];
  store.transaction(() => {
    for (const orderId of orderIds) {
      const done = includeOrder(session, orderId, actor);
      if (done.ok) {
        included.add(done.value);
      } else {
        refused.push(refusalOf(orderId, done.fault));
      }
    }
    store.plans.refreshState([...included]);
  });
  session.changed(['orders', 'audit']);
  return { included: [...included], refused };
}

/** Lifts what keeps one order's document back; the order that keys it. Joins the caller's transaction, which refreshes the state. */
export function includeOrder(
  { store, audit }: Pick<CompanySession, 'store' | 'audit'>,
  orderId: number,
  actor: string,
): Result<number, Fault> {
  const row = store.plans.row(orderId);
  if (row === null) {
    return fail(faultOf('order/unknown', { order: orderId }));
  }
  if (store.plans.exclusion(row.planOrderId) !== null) {
    store.plans.include(row.planOrderId);
    audit({
      actor,
      kind: 'order-included',
      summary: `Order ${row.orderNumber} was included again.`,
      details: {},
      orderId: row.planOrderId,
    });
  }
  return ok(row.planOrderId);
}
