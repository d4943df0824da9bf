import type { MethodOutput } from '../../../shared/contract/client.ts';
import type { Plan } from '../../../shared/domain/planning/plan.ts';
import { ok, type Result } from '../../../shared/domain/result.ts';
import { type BusinessDate, epochMsOf, parseBusinessDate } from '../../../shared/domain/time/instants.ts';
import type { CompanySession } from '../company-session.ts';
import type { PostOutcome, RunControl, SyncOutcome } from '../engine/engine.ts';
import type { PortFault } from '../ports/faults.ts';
import { faultOf } from '../rpc/failures.ts';
import type { HandlersOf } from '../rpc/handlers.ts';
import { approveOrders } from './approval.ts';
import { inCompany, type UseCaseParts } from './parts.ts';

/** Change data capture costs a metered read: within this the mirror is fresh enough to plan with. */
const MIRROR_FRESH_MS = 10 * 60_000;
/** Warnings that tell what will happen, not that something looks wrong: an order with no others is clean. */
const HARMLESS_WARNINGS = new Set(['customer/will-be-created', 'order/quantity-zero-left-out']);
/** More clean orders than a company ships between two pulls; the next run takes the rest. */
const AUTO_POSTED_AT_A_TIME = 5_000;
const AUTO_POST_ACTOR = 'auto-post';

type SyncResult = MethodOutput<'sync.run'>;

export interface SyncOptions {
  readonly full: boolean;
  readonly since: BusinessDate | null;
}

export function syncHandlers(parts: UseCaseParts): HandlersOf<'sync.run'> {
  return {
    'sync.run': ({ company, full, since }, call) =>
      inCompany(parts, company, (session) => {
        const from = since === null ? null : parseBusinessDate(since);
        if (since !== null && from === null) {
          return { ok: false, fault: faultOf('contract/bad-input', { since }, `${since} is on no calendar.`) };
        }
        return syncCompany(parts, session, { full, since: from }, call.actor);
      }),
  };
}

/** One pull, then plans; with auto-post on, the clean ones are posted. */
export async function syncCompany(
  parts: UseCaseParts,
  session: CompanySession,
  options: SyncOptions,
  actor: string,
): Promise<Result<SyncResult, PortFault>> {
  const request = { kind: 'sync', actor, label: 'Pulling orders', isJournaled: true } as const;
  const outcome = await session.gate.run(request, async (control) => {
    const synced = await pullAndPlan(parts, session, () => session.engine.pull(options, control), control);
    return synced.ok ? ok({ value: synced.value, counts: countsOf(synced.value) }) : synced;
  });
  session.changed(['orders', 'postings', 'mapping', 'connections']);
  return outcome;
}

/** One run's work, whatever it pulls: with fresh lists of the books; with auto-post on, the clean ones are posted. */
export async function pullAndPlan(
  parts: UseCaseParts,
  session: CompanySession,
  pull: () => Promise<Result<SyncOutcome, PortFault>>,
  control: RunControl,
): Promise<Result<SyncResult, PortFault>> {
  const refreshed = await refreshWhenStale(parts, session, control);
  const pulled = await pull();
  session.connections.noteOutcome(['source'], pulled.ok ? null : pulled.fault);
  if (!pulled.ok) {
    return pulled;
  }
  // Pulling never depends on the books, so what could be had is stored by now. Without their lists nothing can be planned,
  // and a consent that ended needs a person: then the fault is the answer. A mirror of some minutes ago is good enough.
  if (!refreshed.ok && (refreshed.fault.class === 'auth' || session.store.mirror.company() === null)) {
    return refreshed;
  }
  const posted = await postClean(parts, session, control);
  if (!posted.ok) {
    return posted;
  }
  const count = (state: string): number => session.store.plans.countsByState({}).find((group) => group.state === state)?.count ?? 0;
  const { pulled: seen, created, changed, unchanged } = pulled.value;
  // All that are kept aside, not only those of this pull: a record that stays unreadable must not fall silent.
  const parked = session.store.completeness.asideCount();
  return ok({
    run: control.runId,
    pulled: seen,
    created,
    changed,
    unchanged,
    parked,
    ready: count('ready'),
    blocked: count('blocked'),
    posted: posted.value,
  });
}

/** Reads the lists of the books again where they are older than some minutes. */
export async function refreshWhenStale(
  parts: UseCaseParts,
  session: CompanySession,
  control: RunControl,
): Promise<Result<unknown, PortFault>> {
  const refreshedAt = session.store.mirror.refreshedAt();
  const isFresh = refreshedAt !== null && parts.ports.clock.now() - epochMsOf(refreshedAt) < MIRROR_FRESH_MS;
  if (isFresh && session.store.mirror.company() !== null) {
    return ok(null);
  }
  const refreshed = await session.engine.refreshBooks({ full: false }, control);
  session.connections.noteOutcome(['books'], refreshed.ok ? null : refreshed.fault);
  return refreshed;
}

/** With the policy's leave only: approves what is clean and posts it. Returns how many documents that made. */
async function postClean(parts: UseCaseParts, session: CompanySession, control: RunControl): Promise<Result<number, PortFault>> {
  const { store } = session;
  if (!store.config.current().policy.autoPost || control.signal.aborted) {
    return ok(0);
  }
  const clean = store.plans.readyPlans(AUTO_POSTED_AT_A_TIME).filter((plan) => isClean(session, plan));
  await approveOrders(
    parts,
    session,
    clean.map((plan) => plan.orderId),
    AUTO_POST_ACTOR,
    {},
  );
  const posted: Result<PostOutcome, PortFault> = await session.engine.post({ limit: null }, control);
  session.connections.noteOutcome(['books'], posted.ok ? null : posted.fault);
  return posted.ok ? ok(posted.value.posted.length) : posted;
}

function isClean({ store }: CompanySession, plan: Plan): boolean {
  return (
    store.plans.row(plan.orderId)?.state === 'ready' &&
    plan.blockers.length === 0 &&
    plan.warnings.every((warning) => HARMLESS_WARNINGS.has(warning.code))
  );
}

export function countsOf({ run: _run, ...counts }: SyncResult): Readonly<Record<string, number>> {
  return counts;
}
