import type { MethodOutput } from '../../../shared/contract/client.ts';
import { ok, type Result } from '../../../shared/domain/result.ts';
import { isSweepDue } from '../../../shared/domain/sync/sweep.ts';
import { instantOf } from '../../../shared/domain/time/instants.ts';
import type { CompanySession } from '../company-session.ts';
import type { PortFault } from '../ports/faults.ts';
import type { CompletenessStore, Sweep } from '../ports/store/completeness-store.ts';
import type { HandlersOf } from '../rpc/handlers.ts';
import { inCompany, type UseCaseParts } from './parts.ts';

type Shown = MethodOutput<'completeness.show'>;
type Swept = MethodOutput<'completeness.sweep'>;
type EndedSweep = Shown['history'][number];

/** A fortnight of daily checks. */
const HISTORY = 14;
/** More are never looked at one by one. */
const GONE_SHOWN = 100;

export function completenessHandlers(
  parts: UseCaseParts,
): HandlersOf<'completeness.show' | 'completeness.sweep' | 'parked.list' | 'parked.retry'> {
  return {
    'completeness.show': ({ company }) => inCompany(parts, company, (session) => ok(shown(session))),
    'completeness.sweep': ({ company }, call) => inCompany(parts, company, (session) => sweepCompany(session, call.actor)),
    'parked.list': ({ company, limit }) =>
      inCompany(parts, company, ({ store }) => {
        const records = store.completeness.aside(limit).map(({ number, stream, recordId, message, at, attempts, retryAt }) => ({
          number,
          stream,
          recordId,
          message,
          at,
          attempts,
          retryAt,
        }));
        return ok({ records, count: store.completeness.asideCount() });
      }),
    'parked.retry': ({ company, numbers }, call) =>
      inCompany(parts, company, async (session) => {
        const request = { kind: 'sync', actor: call.actor, label: 'Trying unreadable records again', isJournaled: true } as const;
        const outcome = await session.gate.run(request, async (control) => {
          const retried = await session.engine.retryParked(numbers ?? 'all', control);
          session.connections.noteOutcome(['source'], retried.ok ? null : retried.fault);
          return retried.ok ? ok({ value: retried.value, counts: { ...retried.value } }) : retried;
        });
        session.changed(['orders', 'connections']);
        return outcome;
      }),
  };
}

/** One completeness check to its end. It gives way to every other run of the company and goes on after it. */
export async function sweepCompany(session: CompanySession, actor: string): Promise<Result<Swept, PortFault>> {
  const request = { kind: 'sweep', actor, label: 'Checking completeness', isJournaled: true } as const;
  const outcome = await session.gate.runGivingWay(request, async (control) => {
    const swept = await session.engine.sweep(control);
    session.connections.noteOutcome(['source'], swept.ok ? null : swept.fault);
    if (!swept.ok) {
      return swept;
    }
    const value = { run: control.runId, ...swept.value, byStoreAndDay: daysOf(session, session.store.completeness.latest()) };
    return ok({ value, counts: { ...swept.value } });
  });
  session.changed(['orders', 'connections']);
  return outcome;
}

/** Whether the schedule should check now: a day after the newest check, once there is something to compare with. */
export function isSweepDueFor({ store }: CompanySession, nowMs: number): boolean {
  const hasPulled = store.orders.watermark('orders') !== null;
  return hasPulled && isSweepDue(store.completeness.latest()?.endedAt ?? null, instantOf(nowMs));
}

function shown(session: CompanySession): Shown {
  const { completeness, orders } = session.store;
  const latest = completeness.latest();
  const ended = latest === null ? null : endedOf(latest);
  return {
    latest: ended === null ? null : { ...ended, byStoreAndDay: daysOf(session, latest) },
    history: completeness.history(HISTORY).flatMap((sweep) => endedOf(sweep) ?? []),
    underWaySince: completeness.open()?.startedAt ?? null,
    stores: orders
      .sourceStores()
      .map(({ storeId, storeName, refreshedAt, active }) => ({ storeId, store: storeName, refreshedAt, active })),
    gone: [...completeness.gone(GONE_SHOWN)],
    goneCount: completeness.goneCount(),
    parked: completeness.asideCount(),
  };
}

function endedOf({ startedAt, endedAt, from, to, counts }: Sweep): EndedSweep | null {
  return endedAt === null ? null : { startedAt, endedAt, from, to, ...counts };
}

function daysOf({ store }: CompanySession, sweep: ReturnType<CompletenessStore['latest']>): Swept['byStoreAndDay'] {
  const names = new Map(store.orders.sourceStores().map(({ storeId, storeName }) => [storeId, storeName]));
  return (sweep?.days ?? []).map(({ storeId, date, listed, stored, missing }) => ({
    storeId,
    store: names.get(storeId) ?? `Store ${storeId}`,
    day: date,
    listed,
    stored,
    missing,
  }));
}
