import type { MethodOutput } from '../../../shared/contract/client.ts';
import { fail, type Fault, ok, type Result } from '../../../shared/domain/result.ts';
import { instantOf } from '../../../shared/domain/time/instants.ts';
import type { CompanySession } from '../company-session.ts';
import type { BackupContents, BackupControl } from '../ports/backup-files.ts';
import type { CompanyKeys, CompanyRecord } from '../ports/store/companies.ts';
import { faultOf } from '../rpc/failures.ts';
import type { HandlersOf } from '../rpc/handlers.ts';
import { folderOf, isDailyOf, ownFile } from './backup-names.ts';
import { forgetCompany } from './companies.ts';
import { slugFor } from './company-slug.ts';
import { inCompany, type UseCaseParts } from './parts.ts';
import { createRestoring, type Restoring } from './restoring.ts';

type Restored = MethodOutput<'backup.restore'>;

type BackupMethod = 'backup.list' | 'backup.make' | 'backup.open' | 'backup.restore' | 'backup.restoring' | 'backup.stopRestore';

export function backupHandlers(parts: UseCaseParts): HandlersOf<BackupMethod> {
  const { backups } = parts.ports;
  const restoring = createRestoring(parts.events);
  return {
    'backup.list': ({ company }) => listed(parts, company),
    'backup.make': ({ company, file, passphrase }, call) =>
      inCompany(parts, company, (session) => makeBackup(parts, session, { file, passphrase, actor: call.actor })),
    'backup.open': async ({ file, passphrase }) => {
      const read = await backups.read(file, passphrase);
      if (!read.ok) {
        return read;
      }
      const { company, madeAt, version, keys } = read.value;
      return ok({ name: company.name, practice: company.practice, madeAt, version, here: (await ownerOf(parts, keys))?.slug ?? null });
    },
    'backup.restore': ({ file, passphrase, replace, name }, call) =>
      under(restoring, (control) =>
        replace === null
          ? restoreAsNew(parts, { file, passphrase, name, control, actor: call.actor })
          : restoreInPlace(parts, { file, passphrase, ...replace, control, actor: call.actor }),
      ),
    'backup.restoring': () => ok({ restoring: restoring.shown() }),
    'backup.stopRestore': () => ok({ stopping: restoring.stop() }),
  };
}

async function under<T>(restoring: Restoring, work: (control: BackupControl) => Promise<Result<T, Fault>>): Promise<Result<T, Fault>> {
  const begun = restoring.begin();
  if (begun === null) {
    return fail(faultOf('run/busy', {}, 'A backup is being put in place. Wait until it is done.'));
  }
  try {
    return await work(begun.control);
  } finally {
    begun.end();
  }
}

/** Those in the place for backups, and those where the company's plan puts them. */
async function listed(parts: UseCaseParts, slug: string | null): Promise<Result<MethodOutput<'backup.list'>, Fault>> {
  const { backups } = parts.ports;
  const session = slug === null ? null : await parts.sessions.open(slug);
  const plan = session?.ok === true ? await session.value.secrets.backupPlan() : null;
  const elsewhere = plan?.ok === true ? folderOf(backups, plan.value) : backups.folder;
  const files = [...backups.list(), ...(elsewhere === backups.folder ? [] : backups.list(elsewhere))];
  return ok({
    folder: backups.folder,
    backups: files
      .toSorted((a, b) => b.writtenAt.localeCompare(a.writtenAt))
      .map((stored) => ({ ...stored, daily: slug !== null && isDailyOf(slug, stored) })),
  });
}

interface MakeOptions {
  readonly file: string | null;
  readonly passphrase: string;
  readonly actor: string;
}

export async function makeBackup(
  { ports }: UseCaseParts,
  session: CompanySession,
  { file, passphrase, actor }: MakeOptions,
): Promise<Result<MethodOutput<'backup.make'>, Fault>> {
  const { company } = session;
  const keys = await keysOf(ports.vault, company.slug);
  if (!keys.ok) {
    return keys;
  }
  const madeAt = instantOf(ports.clock.now());
  const contents: BackupContents = { company: recordOf(company), madeAt, version: ports.host.version, keys: keys.value };
  const target = file ?? ownFile(ports.backups.folder, company.slug, madeAt);
  const request = { kind: 'backup', actor, label: 'Writing the backup', isJournaled: true } as const;
  const written = await session.gate.run(request, async ({ signal, progress }) => {
    const control: BackupControl = { signal, progress: (done, total) => progress('Writing the backup', megabytes(done), megabytes(total)) };
    const stored = await ports.backups.write(contents, target, passphrase, control);
    return stored.ok ? ok({ value: stored.value, counts: { megabytes: megabytes(stored.value.bytes) } }) : stored;
  });
  if (written.ok) {
    session.audit({ actor, kind: 'backup-made', summary: `A backup was written to ${written.value.file}.`, details: { ...written.value } });
    session.changed(['runs', 'audit']);
  }
  return written;
}

const megabytes = (bytes: number): number => Math.ceil(bytes / 1_048_576);
const recordOf = ({ slug, name, practice, createdAt }: CompanyRecord): CompanyRecord => ({ slug, name, practice, createdAt });

async function keysOf(vault: UseCaseParts['ports']['vault'], slug: string): Promise<Result<CompanyKeys, Fault>> {
  const databaseKey = await vault.get(slug, 'database-key');
  const auditKey = await vault.get(slug, 'audit-key');
  if (!databaseKey.ok || !auditKey.ok) {
    return databaseKey.ok ? (auditKey as Result<never, Fault>) : databaseKey;
  }
  return databaseKey.value === null || auditKey.value === null
    ? fail(faultOf('store/wrong-key', { company: slug }))
    : ok({ databaseKey: databaseKey.value, auditKey: auditKey.value });
}

/** The company that the keys belong to. One whose keys can't be read is none: it is not replaced. */
async function ownerOf({ ports }: UseCaseParts, keys: CompanyKeys): Promise<CompanyRecord | null> {
  for (const company of ports.registry.list()) {
    const own = await keysOf(ports.vault, company.slug);
    if (own.ok && own.value.databaseKey === keys.databaseKey && own.value.auditKey === keys.auditKey) {
      return company;
    }
  }
  return null;
}

interface RestoreOptions {
  readonly file: string;
  readonly passphrase: string;
  readonly control: BackupControl;
  readonly actor: string;
}

/** On the list as unfinished first: what a crash leaves of it is taken away at the next start. */
async function restoreAsNew(
  parts: UseCaseParts,
  { file, passphrase, name, control, actor }: RestoreOptions & { readonly name: string | null },
): Promise<Result<Restored, Fault>> {
  const { ports } = parts;
  const read = await ports.backups.read(file, passphrase);
  if (!read.ok) {
    return read;
  }
  const owner = await ownerOf(parts, read.value.keys);
  if (owner !== null) {
    return fail(faultOf('backup/other-company', { company: owner.slug, name: owner.name }, alreadyHere(owner)));
  }
  const { keys, company: was } = read.value;
  const wanted = name ?? was.name;
  const company = {
    ...was,
    name: wanted,
    slug: slugFor(
      wanted,
      ports.registry.list().map(({ slug }) => slug),
    ),
  };
  ports.registry.add({ ...company, unfinished: true });
  const placed = await place(parts, company, keys, { file, passphrase, control });
  if (!placed.ok) {
    await forgetCompany(parts, company);
    return placed;
  }
  ports.registry.mark(company.slug, 'finished');
  parts.events.changed(null, ['companies']);
  return opened(parts, company, read.value, actor);
}

const alreadyHere = ({ name, slug }: CompanyRecord): string =>
  `This is an older copy of "${name}", which is here. Restore it in the place of that company (${slug}); two copies of one company would post everything twice.`;

async function place(
  { ports }: UseCaseParts,
  { slug }: CompanyRecord,
  keys: CompanyKeys,
  { file, passphrase, control }: Omit<RestoreOptions, 'actor'>,
): Promise<Result<unknown, Fault>> {
  const database = await ports.vault.set(slug, 'database-key', keys.databaseKey);
  const audit = database.ok ? await ports.vault.set(slug, 'audit-key', keys.auditKey) : database;
  return audit.ok ? ports.backups.restore(file, passphrase, slug, control) : audit;
}

async function restoreInPlace(
  parts: UseCaseParts,
  { file, passphrase, company: slug, confirm, control, actor }: RestoreOptions & { readonly company: string; readonly confirm: string },
): Promise<Result<Restored, Fault>> {
  const { ports, sessions } = parts;
  const company = ports.registry.list().find((known) => known.slug === slug);
  if (company === undefined) {
    return fail(faultOf('company/unknown', { company: slug }));
  }
  if (confirm !== slug) {
    return fail(faultOf('company/not-confirmed', { company: slug }));
  }
  const read = await ports.backups.read(file, passphrase);
  if (!read.ok) {
    return read;
  }
  if ((await ownerOf(parts, read.value.keys))?.slug !== slug) {
    return fail(faultOf('backup/other-company', { company: slug, name: company.name }));
  }
  const running = sessions.opened().find((session) => session.company.slug === slug);
  if (running !== undefined && running.gate.current() !== null) {
    return fail(faultOf('run/busy'));
  }
  await parts.relays.leave(slug);
  const restored = await sessions.closedWhile(slug, () => ports.backups.restore(file, passphrase, slug, control));
  parts.events.changed(slug, ['orders', 'mapping', 'postings', 'connections', 'runs', 'audit']);
  return restored.ok ? opened(parts, company, restored.value, actor) : restored;
}

/** The opening itself marks what has to be looked up; what follows only says so. */
async function opened(
  parts: UseCaseParts,
  company: CompanyRecord,
  { madeAt }: BackupContents,
  actor: string,
): Promise<Result<Restored, Fault>> {
  const session = await parts.sessions.open(company.slug);
  if (!session.ok) {
    return session;
  }
  const { store, secrets, connections } = session.value;
  const credentials = await secrets.source();
  const tokens = await secrets.tokens();
  if (credentials.ok && credentials.value === null) {
    connections.disconnected('source');
  }
  if (tokens.ok && tokens.value === null) {
    connections.disconnected('books');
  }
  const lookedUp = store.outbox.byStatus(['uncertain'], 1_000_000).length;
  session.value.audit({
    actor,
    kind: 'company-restored',
    summary: `The company was restored from a backup of ${madeAt}; ${lookedUp} postings are looked up before anything is sent.`,
    details: { madeAt, lookedUp },
  });
  return ok({ company: recordOf(company), madeAt, lookedUp });
}
