import type { MethodOutput, ParsedInput } from '../../../shared/contract/client.ts';
import { fail, type Fault, ok, type Result } from '../../../shared/domain/result.ts';
import type { BooksCredentials } from '../ports/services.ts';
import { faultOf } from '../rpc/failures.ts';
import { inCompany, type UseCaseParts } from './parts.ts';

type KnownKeys = MethodOutput<'books.knownKeys'>['keys'][number];

/** Enough to tell two apps of a firm apart, and of no use to anybody. */
const SHOWN_OF_ID = 4;

/**
 * The keys that companies here are connected with, this one's first, each app once. A practice company's are no client's. A company that
 * can't be opened now is left out.
 */
export async function knownKeys(parts: UseCaseParts, slug: string): Promise<readonly KnownKeys[]> {
  const listed = parts.ports.registry.list();
  const isPractice = listed.some((company) => company.slug === slug && company.practice);
  const candidates = listed.filter((company) => company.practice === isPractice && (!isPractice || company.slug === slug));
  const found = new Map<string, KnownKeys>();
  for (const company of candidates.toSorted((a, b) => Number(b.slug === slug) - Number(a.slug === slug))) {
    const session = await parts.sessions.open(company.slug);
    const kept = session.ok ? await session.value.secrets.books() : session;
    if (!kept.ok || kept.value === null) {
      continue;
    }
    const { clientId, environment, redirect = null } = kept.value;
    const app = `${environment} ${clientId}`;
    if (!found.has(app)) {
      found.set(app, { company: company.slug, name: company.name, environment, clientIdEnd: clientId.slice(-SHOWN_OF_ID), redirect });
    }
  }
  return [...found.values()];
}

/** The keys that a consent is to be asked for with: those that were entered, or those of the company that is named. */
export async function chosenKeys(
  parts: UseCaseParts,
  { company, clientId, clientSecret, environment, keysOf, redirect }: ParsedInput<'books.authorize'>,
): Promise<Result<BooksCredentials, Fault>> {
  if (keysOf !== null) {
    return keysOfCompany(parts, { asking: company, owner: keysOf, redirect });
  }
  if (clientId === null || clientSecret === null || environment === null) {
    const path = clientId === null ? '/clientId' : '/clientSecret';
    return fail(faultOf('contract/bad-input', { issues: [{ path, message: 'Client id, client secret and environment are needed.' }] }));
  }
  return ok({ clientId, clientSecret, environment, redirect });
}

async function keysOfCompany(
  parts: UseCaseParts,
  { asking, owner, redirect }: { readonly asking: string; readonly owner: string; readonly redirect: string | null },
): Promise<Result<BooksCredentials, Fault>> {
  const isUsable = parts.ports.registry.list().some(({ slug, practice }) => slug === owner && (!practice || owner === asking));
  if (!isUsable) {
    return fail(faultOf('company/unknown', { company: owner }));
  }
  return inCompany(parts, owner, async ({ secrets }) => {
    const kept = await secrets.books();
    if (!kept.ok) {
      return kept;
    }
    return kept.value === null
      ? fail(faultOf('books/not-connected', { company: owner }))
      : ok({ ...kept.value, redirect: redirect ?? kept.value.redirect ?? null });
  });
}
