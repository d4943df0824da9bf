import type { MethodOutput } from '../../../shared/contract/client.ts';
import { fail, type Fault, ok, type Result } from '../../../shared/domain/result.ts';
import { epochMsOf, instantOf } from '../../../shared/domain/time/instants.ts';
import { businessDateIn } from '../../../shared/domain/time/zones.ts';
import { SCHEDULE_ACTOR } from '../actors.ts';
import type { BackupPlan } from '../company-secrets.ts';
import type { CompanySession } from '../company-session.ts';
import type { BackupFiles, StoredBackup } from '../ports/backup-files.ts';
import { faultOf } from '../rpc/failures.ts';
import type { HandlersOf } from '../rpc/handlers.ts';
import { dailyFile, folderOf, isDailyOf } from './backup-names.ts';
import { makeBackup } from './backups.ts';
import { inCompany, type UseCaseParts } from './parts.ts';

type SavedPlan = MethodOutput<'backup.savePlan'>['plan'];

/** A folder that can't be reached is not tried again with every pull. */
const TRY_AGAIN_MS = 4 * 3_600_000;

export function backupPlanHandlers(parts: UseCaseParts): HandlersOf<'backup.plan' | 'backup.savePlan'> {
  return {
    'backup.plan': ({ company }) => inCompany(parts, company, (session) => planView(parts, session)),
    'backup.savePlan': ({ company, plan }, call) => inCompany(parts, company, (session) => savePlan(parts, session, plan, call.actor)),
  };
}

export async function planView(
  { ports }: UseCaseParts,
  { company, secrets, store }: CompanySession,
): Promise<Result<MethodOutput<'backup.plan'>, Fault>> {
  const kept = await secrets.backupPlan();
  if (!kept.ok) {
    return kept;
  }
  const latest = store.runs.latest('backup');
  return ok({
    plan: shownPlan(kept.value),
    last: dailyOnes(ports.backups, company.slug, kept.value)[0] ?? null,
    failed:
      kept.value !== null && latest?.actor === SCHEDULE_ACTOR && latest.status === 'failed'
        ? { at: latest.startedAt, code: latest.fault?.code ?? '', message: latest.fault?.message ?? '' }
        : null,
  });
}

const shownPlan = (plan: BackupPlan | null): SavedPlan => (plan === null ? null : { keep: plan.keep, folder: plan.folder });

const dailyOnes = (backups: BackupFiles, slug: string, plan: BackupPlan | null): readonly StoredBackup[] =>
  backups.list(folderOf(backups, plan)).filter((stored) => isDailyOf(slug, stored));

interface WantedPlan {
  readonly keep: number;
  readonly folder: string | null;
  readonly passphrase: string | null;
}

/** The folder is tried at once: a plan whose backups can't be written is none. */
async function savePlan(
  parts: UseCaseParts,
  session: CompanySession,
  wanted: WantedPlan | null,
  actor: string,
): Promise<Result<MethodOutput<'backup.savePlan'>, Fault>> {
  const { secrets, company } = session;
  const { backups } = parts.ports;
  const kept = await secrets.backupPlan();
  if (!kept.ok) {
    return kept;
  }
  const passphrase = wanted?.passphrase ?? kept.value?.passphrase ?? null;
  if (wanted !== null && passphrase === null) {
    return fail(faultOf('backup/no-passphrase', { company: company.slug }));
  }
  const accepted = wanted === null ? ok(null) : backups.accepts(folderOf(backups, wanted));
  if (!accepted.ok) {
    return accepted;
  }
  const plan = wanted === null || passphrase === null ? null : { keep: wanted.keep, folder: wanted.folder, passphrase };
  const saved = plan === null ? await secrets.forgetBackupPlan() : await secrets.keepBackupPlan(plan);
  if (!saved.ok) {
    return saved;
  }
  const told = shownPlan(plan);
  const summary = told === null ? 'Daily backups were ended.' : `A backup is made every day; the last ${told.keep} are kept.`;
  session.audit({
    actor,
    kind: 'backup-plan-changed',
    summary,
    details: { plan: told, newPassphrase: (wanted?.passphrase ?? null) !== null },
  });
  session.changed(['runs', 'audit']);
  parts.schedule.catchUp(company.slug, 'resumed');
  return ok({ plan: told });
}

/**
 * Makes the backup of the day where the company has a plan and none was made yet. Older ones go when the new one is there and opens.
 * Answers for its own failures: they are in the journal of runs, and the next try comes hours later.
 */
export async function backUpWhereDue(parts: UseCaseParts, session: CompanySession): Promise<void> {
  const { logger, backups } = parts.ports;
  const { slug } = session.company;
  const kept = await session.secrets.backupPlan();
  if (!kept.ok || kept.value === null || !isDue(parts, session, kept.value)) {
    return;
  }
  const { folder, passphrase } = kept.value;
  const file = dailyFile(folderOf(backups, { folder }), slug, instantOf(parts.ports.clock.now()));
  const written = await makeBackup(parts, session, { file, passphrase, actor: SCHEDULE_ACTOR });
  const opened = written.ok ? await backups.read(file, passphrase) : written;
  if (!opened.ok) {
    logger.log('warning', 'daily-backup-failed', { company: slug, code: opened.fault.code });
    return;
  }
  for (const stored of dailyOnes(backups, slug, kept.value).slice(kept.value.keep)) {
    const removed = backups.remove(stored.file);
    logger.log(removed.ok ? 'notice' : 'warning', 'daily-backup-removed', { company: slug, ok: removed.ok });
  }
  session.changed(['runs']);
}

function isDue({ ports: { backups, clock } }: UseCaseParts, session: CompanySession, plan: BackupPlan): boolean {
  const { timeZone } = session.store.config.current().policy;
  const [newest] = dailyOnes(backups, session.company.slug, plan);
  const today = businessDateIn(instantOf(clock.now()), timeZone);
  if (newest !== undefined && businessDateIn(newest.writtenAt, timeZone) >= today) {
    return false;
  }
  const latest = session.store.runs.latest('backup');
  const hasJustFailed = latest !== null && latest.actor === SCHEDULE_ACTOR && latest.status !== 'done';
  return !hasJustFailed || clock.now() - epochMsOf(latest.startedAt) >= TRY_AGAIN_MS;
}
