import type { MethodOutput, ParsedInput } from '../../../shared/contract/client.ts';
import { SET_UP_ACTOR } from '../../../shared/domain/config/schedule.ts';
import { fail, type Fault, ok, type Result } from '../../../shared/domain/result.ts';
import { instantOf } from '../../../shared/domain/time/instants.ts';
import type { CompanySession } from '../company-session.ts';
import { SECRET_NAMES } from '../ports/secret-vault.ts';
import type { CompanyRecord } from '../ports/store/companies.ts';
import { faultOf } from '../rpc/failures.ts';
import type { HandlersOf } from '../rpc/handlers.ts';
import type { Authorizations } from './authorizations.ts';
import { slugFor } from './company-slug.ts';
import type { UseCaseParts } from './parts.ts';
import { setUpPractice } from './practice-set-up.ts';
import { leaveRelay } from './relay.ts';

type Listed = MethodOutput<'company.list'>['companies'][number];

export function companyHandlers(
  parts: UseCaseParts,
  authorizations: Authorizations,
): HandlersOf<'app.status' | 'company.list' | 'company.add' | 'company.remove'> {
  const { ports } = parts;
  return {
    'app.status': () =>
      ok({
        version: ports.host.version,
        host: ports.host.kind,
        dataDirectory: ports.host.dataDirectory,
        secretProtection: ports.vault.protection,
        now: instantOf(ports.clock.now()),
      }),
    'company.list': async () => ok({ companies: await Promise.all(ports.registry.list().map((company) => listed(parts, company))) }),
    'company.add': (input, call) => addCompany(parts, authorizations, input, call.actor),
    'company.remove': ({ company: slug, confirm }, call) => removeCompany(parts, authorizations, { slug, confirm }, call.actor),
  };
}

/** A company that can't be opened (locked vault, damaged file) must not hide the others. */
async function listed(parts: UseCaseParts, company: CompanyRecord): Promise<Listed> {
  const { slug, name, practice, createdAt } = company;
  const session = await parts.sessions.open(slug);
  if (!session.ok) {
    parts.ports.logger.log('warning', 'company-not-opened', { company: slug, code: session.fault.code });
    return { slug, name, practice, createdAt, attention: 'reconnect', toReview: 0, failed: 0, country: null };
  }
  const { store } = session.value;
  const states = store.plans.countsByState({});
  const count = (...wanted: readonly string[]): number =>
    states.filter(({ state }) => wanted.includes(state)).reduce((sum, group) => sum + group.count, 0);
  const toReview = count('ready', 'blocked', 'attention');
  const failed = count('failed', 'uncertain');
  const country = store.mirror.company()?.country ?? null;
  return { slug, name, practice, createdAt, attention: attentionOf(session.value, toReview + failed), toReview, failed, country };
}

function attentionOf({ store }: CompanySession, open: number): Listed['attention'] {
  const states = [store.config.connection('source').status, store.config.connection('books').status];
  if (states.includes('needs-person')) {
    return 'reconnect';
  }
  if (states.includes('not-connected') || store.config.schedulePause()?.actor === SET_UP_ACTOR) {
    return 'setup';
  }
  return open > 0 ? 'work' : 'none';
}

/** A practice company is connected, configured and refreshed at once; where that fails nothing stays behind. */
async function addCompany(
  parts: UseCaseParts,
  authorizations: Authorizations,
  { name, practice, startsLater }: ParsedInput<'company.add'>,
  actor: string,
): Promise<Result<MethodOutput<'company.add'>, Fault>> {
  const { ports, events } = parts;
  const slug = slugFor(
    name,
    ports.registry.list().map((known) => known.slug),
  );
  const company: CompanyRecord = { slug, name, practice, createdAt: instantOf(ports.clock.now()) };
  ports.registry.add({ ...company, unfinished: true });
  try {
    const made = await makeCompany(parts, authorizations, company, startsLater, actor);
    if (!made.ok) {
      await forgetCompany(parts, company);
      return made;
    }
  } catch (error) {
    await forgetCompany(parts, company);
    throw error;
  }
  ports.registry.mark(slug, 'finished');
  events.changed(null, ['companies']);
  return ok({ company });
}

async function makeCompany(
  parts: UseCaseParts,
  authorizations: Authorizations,
  company: CompanyRecord,
  startsLater: boolean,
  actor: string,
): Promise<Result<null, Fault>> {
  const session = await parts.sessions.create(company);
  if (!session.ok) {
    return session;
  }
  const { name, slug, practice } = company;
  session.value.audit({ actor, kind: 'company-added', summary: `Company "${name}" was made.`, details: { slug, practice } });
  if (startsLater) {
    session.value.store.config.setSchedulePause({ until: null, at: company.createdAt, actor: SET_UP_ACTOR });
  }
  return practice ? setUpPractice(parts, authorizations, session.value, actor) : ok(null);
}

/**
 * Removes a company with all its data. What is in the books stays there. Its keys go with it, and nobody could ask the relay and the
 * source to forget it after that; one that does not answer keeps nothing here.
 */
async function removeCompany(
  parts: UseCaseParts,
  authorizations: Authorizations,
  { slug, confirm }: { readonly slug: string; readonly confirm: string },
  actor: string,
): Promise<Result<MethodOutput<'company.remove'>, Fault>> {
  const company = parts.ports.registry.list().find((known) => known.slug === slug);
  if (company === undefined) {
    return fail(faultOf('company/unknown', { company: slug }));
  }
  if (confirm !== slug) {
    return fail(faultOf('company/not-confirmed', { company: slug }));
  }
  authorizations.cancelAll(slug);
  const session = await parts.sessions.open(slug);
  const relay = session.ok ? await leaveRelay(parts, session.value, actor) : null;
  await forgetCompany(parts, company);
  parts.events.changed(null, ['companies']);
  return ok({ company, relay });
}

/** Takes away what a process left that was killed while it made or removed a company. Only where this process may write. */
export async function forgetUnfinished(parts: UseCaseParts): Promise<void> {
  for (const company of parts.ports.registry.list().filter(({ unfinished }) => unfinished === true)) {
    parts.ports.logger.log('notice', 'unfinished-company-removed', { company: company.slug });
    await forgetCompany(parts, company);
  }
}

/** Marked first and off the list last: a removal that is cut off is brought to its end at the next start. */
export async function forgetCompany(parts: UseCaseParts, company: CompanyRecord): Promise<void> {
  const { ports, sessions } = parts;
  ports.registry.mark(company.slug, 'unfinished');
  sessions
    .opened()
    .find((session) => session.company.slug === company.slug)
    ?.gate.stop();
  await parts.relays.leave(company.slug);
  await sessions.close(company.slug);
  await ports.services.close(company);
  ports.stores.remove(company.slug);
  await forgetSecrets(parts, company);
  ports.registry.remove(company.slug);
}

/** A practice company's secrets went with its folder. The key of the database goes last. */
async function forgetSecrets({ ports }: UseCaseParts, company: CompanyRecord): Promise<void> {
  if (company.practice) {
    return;
  }
  for (const secret of SECRET_NAMES.toReversed()) {
    const deleted = await ports.vault.delete(company.slug, secret);
    if (!deleted.ok) {
      ports.logger.log('warning', 'secret-not-deleted', { company: company.slug, secret, code: deleted.fault.code });
    }
  }
}
