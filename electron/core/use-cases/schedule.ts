import type { MethodOutput } from '../../../shared/contract/client.ts';
import type { Schedule } from '../../../shared/domain/config/schedule.ts';
import { fail, type Fault, ok, type Result } from '../../../shared/domain/result.ts';
import { epochMsOf, type Instant, instantOf } from '../../../shared/domain/time/instants.ts';
import type { CompanySession } from '../company-session.ts';
import { faultOf } from '../rpc/failures.ts';
import type { HandlersOf } from '../rpc/handlers.ts';
import { differencesOf } from './config-difference.ts';
import { inCompany, type UseCaseParts } from './parts.ts';

type Shown = MethodOutput<'schedule.show'>;

export function scheduleHandlers(
  parts: UseCaseParts,
): HandlersOf<'schedule.show' | 'schedule.save' | 'schedule.pause' | 'schedule.resume'> {
  return {
    'schedule.show': ({ company }) => inCompany(parts, company, (session) => ok(scheduleView(parts, session))),
    'schedule.save': ({ company, schedule }, call) =>
      inCompany(parts, company, (session) => saveSchedule(parts, session, schedule, call.actor)),
    'schedule.pause': ({ company, until }, call) => inCompany(parts, company, (session) => pause(parts, session, until, call.actor)),
    'schedule.resume': ({ company }, call) => inCompany(parts, company, (session) => resume(parts, session, call.actor)),
  };
}

function scheduleView(parts: UseCaseParts, { company, store }: CompanySession): Shown {
  const { policy, schedule } = store.config.current();
  const standing = parts.schedule.standing(company.slug);
  const pause = store.config.schedulePause();
  const isPaused = pause !== null && (pause.until === null || epochMsOf(pause.until) > parts.ports.clock.now());
  return {
    schedule: {
      everyMinutes: schedule.everyMinutes,
      hours: schedule.hours === null ? null : { ...schedule.hours, days: [...schedule.hours.days] },
    },
    timeZone: policy.timeZone,
    state: standing?.state ?? 'off',
    nextAt: standing?.nextAt ?? null,
    service: standing?.service ?? null,
    pause: isPaused ? pause : null,
  };
}

/** The next run is reckoned anew; no plan is: the schedule changes no document. */
function saveSchedule(parts: UseCaseParts, session: CompanySession, schedule: Schedule, actor: string): Result<Shown, Fault> {
  const { store } = session;
  const config = store.config.current();
  const changes = differencesOf(config.schedule, schedule, '/schedule');
  if (changes.length > 0) {
    store.transaction(() => {
      store.config.save({ ...config, schedule }, now(parts), actor);
      session.audit({ actor, kind: 'config-changed', summary: 'The schedule of background pulls was changed.', details: { changes } });
    });
    session.changed(['mapping', 'runs', 'audit']);
    parts.schedule.look(session.company.slug);
  }
  return ok(scheduleView(parts, session));
}

function pause(parts: UseCaseParts, session: CompanySession, until: string | null, actor: string): Result<Shown, Fault> {
  const end = until === null ? null : instantOf(Date.parse(until));
  if (end !== null && epochMsOf(end) <= parts.ports.clock.now()) {
    return fail(faultOf('contract/bad-input', { until }, `A pause until ${until} would be over already.`));
  }
  const summary = end === null ? 'Background pulls were paused.' : `Background pulls were paused until ${end}.`;
  keepPause(session, { until: end, at: now(parts), actor }, { actor, kind: 'schedule-paused', summary });
  parts.schedule.look(session.company.slug);
  return ok(scheduleView(parts, session));
}

function resume(parts: UseCaseParts, session: CompanySession, actor: string): Result<Shown, Fault> {
  if (session.store.config.schedulePause() !== null) {
    keepPause(session, null, { actor, kind: 'schedule-resumed', summary: 'Background pulls go on.' });
    parts.schedule.catchUp(session.company.slug, 'resumed');
  }
  return ok(scheduleView(parts, session));
}

function keepPause(
  session: CompanySession,
  kept: { readonly until: Instant | null; readonly at: Instant; readonly actor: string } | null,
  entry: { readonly actor: string; readonly kind: string; readonly summary: string },
): void {
  session.store.transaction(() => {
    session.store.config.setSchedulePause(kept);
    session.audit({ ...entry, details: { until: kept?.until ?? null } });
  });
  session.changed(['runs', 'audit']);
}

const now = ({ ports }: UseCaseParts): Instant => instantOf(ports.clock.now());
