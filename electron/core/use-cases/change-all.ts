import type { MethodOutput, ParsedInput } from '../../../shared/contract/client.ts';
import type { OrderState } from '../../../shared/domain/posting/order-state.ts';
import { assertNever, fail, type Fault, ok, type Result } from '../../../shared/domain/result.ts';
import { type Instant, instantOf } from '../../../shared/domain/time/instants.ts';
import type { RunControl } from '../engine/engine.ts';
import { coreFault } from '../engine/port-fault.ts';
import type { PortFault } from '../ports/faults.ts';
import type { Timers } from '../ports/environment.ts';
import type { OrderFilter } from '../ports/store/plan-store.ts';
import type { HandlersOf } from '../rpc/handlers.ts';
import { type ApprovalParts, unapproveOrder } from './approval.ts';
import { excludeOrder, includeOrder } from './exclusion.ts';
import { inCompany, type UseCaseParts } from './parts.ts';
import { refusalOf } from './refusals.ts';
import { orderIdsIn } from './ready-orders.ts';
import { orderFilterOf } from './views/order-filter.ts';

/** Orders changed in one transaction: a few milliseconds, so that the loop stays free. */
const CHANGED_AT_A_TIME = 100;
/** Refusals that are told one by one; the rest is counted. */
const TOLD = 50;

type Change = ParsedInput<'order.changeAll'>['change'];
type Changed = MethodOutput<'order.changeAll'>;

/** One change for all orders under a filter. */
export interface ChangeOfAll {
  readonly filter: OrderFilter;
  /** How many orders the person saw; null where nobody counted. */
  readonly count: number | null;
  readonly change: Change;
  readonly at: Instant;
}

export function changeAllHandlers(parts: UseCaseParts): HandlersOf<'order.changeAll'> {
  return {
    'order.changeAll': ({ company, filter, count, change }, call) =>
      inCompany(parts, company, async (session) => {
        const request = { kind: 'plan', actor: call.actor, label: LABELS[change.kind], isJournaled: false } as const;
        const done = await session.gate.run(request, async (control) => {
          const at = instantOf(parts.ports.clock.now());
          const changed = await changeAll(session, parts.ports.timers, { filter: orderFilterOf(filter), count, change, at }, control);
          return changed.ok ? ok({ value: changed.value, counts: { orders: changed.value.changed } }) : changed;
        });
        session.changed(['orders', 'postings', 'audit']);
        return done;
      }),
  };
}

const LABELS: Readonly<Record<Change['kind'], string>> = {
  exclude: 'Excluding orders',
  include: 'Including orders again',
  unapprove: 'Withdrawing approvals',
};

/** Orders that each change is for; the others are left as they are. */
const FITTING: Readonly<Record<Change['kind'], readonly OrderState[]>> = {
  exclude: ['ready', 'blocked', 'waiting', 'approved', 'failed'],
  include: ['excluded'],
  unapprove: ['approved'],
};

/** Changes them a few at a time, with progress; a Stop keeps what was done. */
export async function changeAll(
  session: ApprovalParts,
  timers: Timers,
  { filter, count, change, at }: ChangeOfAll,
  { actor, progress, signal }: Pick<RunControl, 'actor' | 'progress' | 'signal'>,
): Promise<Result<Changed, PortFault>> {
  const { plans } = session.store;
  const states = plans.countsByState(filter);
  const found = countOf(states);
  if (count !== null && found !== count) {
    const message = `The filter finds ${found} orders now, not the ${count} that were selected: look at them and select them again.`;
    return fail(coreFault('rejected', 'order/plan-changed', message));
  }
  const fitting = FITTING[change.kind];
  const excludedAt = change.kind === 'include' && change.excludedAt !== null ? instantOf(Date.parse(change.excludedAt)) : null;
  const orderIds = excludedAt === null ? await orderIdsIn(timers, session, filter, fitting) : plans.excludedAt(excludedAt);
  const changed = new Set<number>();
  const refused: Changed['refused'] = [];
  let refusedCount = 0;
  for (let start = 0; start < orderIds.length && !signal.aborted; start += CHANGED_AT_A_TIME) {
    session.store.transaction(() => {
      const fresh: number[] = [];
      for (const orderId of orderIds.slice(start, start + CHANGED_AT_A_TIME)) {
        const done = changeOrder(session, orderId, change, at, actor);
        if (done.ok) {
          changed.add(done.value);
          fresh.push(done.value);
        } else {
          refusedCount += 1;
          if (refused.length < TOLD) {
            refused.push(refusalOf(orderId, done.fault));
          }
        }
      }
      plans.refreshState(fresh);
    });
    progress(LABELS[change.kind], Math.min(start + CHANGED_AT_A_TIME, orderIds.length), orderIds.length);
    await timers.sleep(0);
  }
  const left = excludedAt === null ? found - countOf(states.filter(({ state }) => fitting.includes(state))) : 0;
  return ok({ changed: changed.size, left, refusedCount, refused, at });
}

const countOf = (states: readonly { readonly count: number }[]): number => states.reduce((sum, { count }) => sum + count, 0);

function changeOrder(session: ApprovalParts, orderId: number, change: Change, at: Instant, actor: string): Result<number, Fault> {
  switch (change.kind) {
    case 'exclude':
      return excludeOrder(session, orderId, { reason: change.reason, at, actor });
    case 'include':
      return includeOrder(session, orderId, actor);
    case 'unapprove':
      return unapproveOrder(session, orderId, actor);
    default:
      return assertNever(change);
  }
}
