import type { MethodOutput } from '../../../shared/contract/client.ts';
import { fail, type Fault, ok, type Result } from '../../../shared/domain/result.ts';
import type { CompanySession } from '../company-session.ts';
import { consentEndsAt } from '../connections.ts';
import type { PortFault } from '../ports/faults.ts';
import type { BooksCredentials, BooksTokens, Services } from '../ports/services.ts';
import { faultOf } from '../rpc/failures.ts';
import type { UseCaseParts } from './parts.ts';

export type BooksConnected = MethodOutput<'practice.reconnect'>;

/**
 * Keeps what a consent gave and reads whose books they are. Another company's books are refused before anything is kept:
 * mirror and postings belong to the first one for good.
 */
export async function connectBooks(
  services: Pick<Services, 'whileNobodyRenews'>,
  session: CompanySession,
  credentials: BooksCredentials,
  tokens: BooksTokens,
  actor: string,
): Promise<Result<BooksConnected, Fault>> {
  const { store, secrets, connections } = session;
  const known = knownCompany(session);
  if (known !== null && known.realmId !== tokens.realmId) {
    const message = `This is another QuickBooks company than before (${known.name}). Nothing was changed.`;
    return fail(faultOf('books/wrong-company', { expected: known.realmId, found: tokens.realmId }, message));
  }
  const before = { credentials: await secrets.books(), tokens: await secrets.tokens() };
  const kept = await services.whileNobodyRenews(session.company, () => secrets.keepConsent(credentials, tokens));
  if (!kept.ok) {
    return kept;
  }
  connections.forget('books');
  const books = await connections.books();
  const company = books.ok ? await books.value.company() : books;
  if (!company.ok) {
    await services.whileNobodyRenews(session.company, () => keepWorkingKeys(session, company.fault, before));
    return company;
  }
  store.transaction(() => {
    store.mirror.saveCompany(company.value);
    const { companyName, realmId } = company.value;
    connections.connected('books', { label: companyName, realmId, environment: credentials.environment, expiresAt: consentEndsAt(tokens) });
    session.audit({
      actor,
      kind: 'books-connected',
      summary: `QuickBooks was connected: ${companyName}.`,
      details: { realmId, environment: credentials.environment },
    });
  });
  session.changed(['connections', 'mapping', 'audit']);
  const { realmId, companyName, country, taxRegime } = company.value;
  return ok({ connected: true, realmId, companyName, country, taxRegime });
}

/** Whose books these are for good: by the copy of them, or by the first consent where it was never filled. */
function knownCompany({ store }: CompanySession): { readonly realmId: string; readonly name: string } | null {
  const company = store.mirror.company();
  if (company !== null) {
    return { realmId: company.realmId, name: `"${company.companyName}"` };
  }
  const { realmId, label } = store.config.connection('books');
  return realmId === null ? null : { realmId, name: label === null ? `company id ${realmId}` : `"${label}"` };
}

interface KeysBefore {
  readonly credentials: Awaited<ReturnType<CompanySession['secrets']['books']>>;
  readonly tokens: Awaited<ReturnType<CompanySession['secrets']['tokens']>>;
}

/** New keys that the books turn away (of the wrong environment, for one) must not replace those that have worked. */
async function keepWorkingKeys(
  { secrets, connections }: CompanySession,
  fault: PortFault,
  before: KeysBefore,
): Promise<Result<null, PortFault>> {
  const { credentials, tokens } = before;
  const isTurnedAway = fault.class === 'auth' || fault.class === 'permission';
  if (!isTurnedAway || !credentials.ok || !tokens.ok || credentials.value === null || tokens.value === null) {
    return ok(null);
  }
  const kept = await secrets.keepConsent(credentials.value, tokens.value);
  connections.forget('books');
  return kept;
}

/** Tells the vendor where it can; the tokens go in any case. */
export async function disconnectBooks(
  parts: UseCaseParts,
  session: CompanySession,
  actor: string,
): Promise<Result<MethodOutput<'books.disconnect'>, Fault>> {
  const { secrets, connections, company } = session;
  const credentials = await secrets.books();
  const tokens = await secrets.tokens();
  if (credentials.ok && tokens.ok && credentials.value !== null && tokens.value !== null) {
    const revoked = await parts.ports.services.revoke(company, credentials.value, tokens.value);
    if (!revoked.ok) {
      parts.ports.logger.log('warning', 'revoke-failed', { company: company.slug, code: revoked.fault.code });
    }
  }
  const forgotten = await parts.ports.services.whileNobodyRenews(company, () => secrets.forgetBooks());
  if (!forgotten.ok) {
    return forgotten;
  }
  connections.forget('books');
  connections.disconnected('books');
  session.audit({ actor, kind: 'books-disconnected', summary: 'QuickBooks was disconnected.', details: {} });
  return ok({ connected: false });
}
