import type { MethodOutput } from '../../../shared/contract/client.ts';
import { configSchema } from '../../../shared/contract/config.ts';
import { fail, type Fault, ok, type Result } from '../../../shared/domain/result.ts';
import { instantOf } from '../../../shared/domain/time/instants.ts';
import type { CompanySession } from '../company-session.ts';
import type { PracticeSetUp } from '../ports/services.ts';
import { faultOf } from '../rpc/failures.ts';
import type { Authorizations } from './authorizations.ts';
import type { UseCaseParts } from './parts.ts';
import { refreshReference } from './reference.ts';
import { connectSource } from './source-connection.ts';

/** Connects, configures and refreshes a practice company, each through the way that a real one takes. */
export async function setUpPractice(
  parts: UseCaseParts,
  authorizations: Authorizations,
  session: CompanySession,
  actor: string,
): Promise<Result<null, Fault>> {
  const practice = await parts.ports.services.practiceSetUp(session.company);
  const config = configSchema.safeParse(practice.config);
  if (!config.success) {
    throw new Error(`The practice company’s config is not valid: ${config.error.message}`);
  }
  session.store.config.save(config.data, instantOf(parts.ports.clock.now()), actor);
  const connected = await reconnectPractice(parts, authorizations, session, practice, actor);
  if (!connected.ok) {
    return connected;
  }
  const refreshed = await refreshReference(session, actor);
  return refreshed.ok ? ok(null) : refreshed;
}

/** Both services anew, with keys that work now; the consent answers itself. */
export async function reconnectPractice(
  parts: UseCaseParts,
  authorizations: Authorizations,
  session: CompanySession,
  practice: PracticeSetUp,
  actor: string,
): Promise<Result<MethodOutput<'practice.reconnect'>, Fault>> {
  if (!session.company.practice) {
    return fail(faultOf('company/not-practice', { company: session.company.slug }));
  }
  const source = await connectSource(parts, session, { keys: practice.source, expiresOn: null }, actor);
  if (!source.ok) {
    return source;
  }
  const started = await authorizations.start(session, practice.books, null, actor);
  if (!started.ok) {
    return started;
  }
  await practice.consent(started.value.authorizeUrl);
  return authorizations.outcome(session.company.slug, started.value.flowId);
}
