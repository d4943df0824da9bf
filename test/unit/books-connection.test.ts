import { describe, expect, test } from 'vitest';

import { createCompanySecrets } from '../../electron/core/company-secrets.ts';
import type { CompanySession } from '../../electron/core/company-session.ts';
import type { PortFault } from '../../electron/core/ports/faults.ts';
import type { SecretVault } from '../../electron/core/ports/secret-vault.ts';
import type { BooksCredentials, BooksTokens, Services } from '../../electron/core/ports/services.ts';
import { connectBooks } from '../../electron/core/use-cases/books-connection.ts';
import { fail, ok } from '../../shared/domain/result.ts';
import { instantOf } from '../../shared/domain/time/instants.ts';

const OLD_KEYS: BooksCredentials = { clientId: 'old', clientSecret: 'old-secret', environment: 'production' };
const NEW_KEYS: BooksCredentials = { clientId: 'new', clientSecret: 'new-secret', environment: 'sandbox' };

function tokensOf(name: string, realmId: string): BooksTokens {
  const at = instantOf(Date.UTC(2026, 5, 1));
  return {
    realmId,
    accessToken: `${name}-access`,
    accessExpiresAt: at,
    refreshToken: `${name}-refresh`,
    refreshExpiresAt: at,
    refreshHardExpiresAt: null,
  };
}

const faultOf = (code: string, kind: PortFault['class']): PortFault => ({
  code,
  class: kind,
  message: 'No.',
  retryAfterMs: null,
  traceId: null,
  httpStatus: 403,
});

/** A vault in memory, and each write to it. */
function memoryVault(kept: Map<string, string> = new Map()) {
  const writes: string[] = [];
  const vault = {
    get: async (_slug: string, name: string) => ok(kept.get(name) ?? null),
    set: async (_slug: string, name: string, value: string) => {
      writes.push(name);
      kept.set(name, value);
      return ok(null);
    },
    delete: async (_slug: string, name: string) => {
      kept.delete(name);
      return ok(null);
    },
  };
  // Safe: the secrets of a company only read, write and delete entries.
  return { secrets: createCompanySecrets(vault as unknown as SecretVault, 'client'), writes };
}

describe('the keys and tokens of a consent', () => {
  test('are kept in one write, so that a crash leaves both or neither', async () => {
    const { secrets, writes } = memoryVault();
    await secrets.keepConsent(NEW_KEYS, tokensOf('new', '1'));
    expect(writes).toHaveLength(1);
    expect(await secrets.books()).toEqual(ok(NEW_KEYS));
    expect(await secrets.tokens()).toEqual(ok(tokensOf('new', '1')));
  });

  test('stay together when tokens are renewed', async () => {
    const { secrets } = memoryVault();
    await secrets.keepConsent(NEW_KEYS, tokensOf('new', '1'));
    await secrets.keepTokens(tokensOf('renewed', '1'), 'new-refresh');
    expect(await secrets.books()).toEqual(ok(NEW_KEYS));
    expect(await secrets.tokens()).toEqual(ok(tokensOf('renewed', '1')));
  });

  test('of an earlier version, which kept them apart, go on working, also after a renewal', async () => {
    const { secrets } = memoryVault(
      new Map([
        ['books-credentials', JSON.stringify(OLD_KEYS)],
        ['books-tokens', JSON.stringify(tokensOf('old', '1'))],
      ]),
    );
    await secrets.keepTokens(tokensOf('renewed', '1'), 'old-refresh');
    expect(await secrets.books()).toEqual(ok(OLD_KEYS));
    expect(await secrets.tokens()).toEqual(ok(tokensOf('renewed', '1')));
  });

  test('are not replaced by a renewal of an earlier consent that was under way when a person consented anew', async () => {
    const { secrets } = memoryVault();
    await secrets.keepConsent(OLD_KEYS, tokensOf('old', '1'));
    await secrets.keepConsent(NEW_KEYS, tokensOf('new', '1'));
    await secrets.keepTokens(tokensOf('renewed', '1'), 'old-refresh');
    expect(await secrets.books()).toEqual(ok(NEW_KEYS));
    expect(await secrets.tokens()).toEqual(ok(tokensOf('new', '1')));
  });

  test('do not come back by a renewal that was under way when the connection was ended', async () => {
    const { secrets } = memoryVault();
    await secrets.keepConsent(OLD_KEYS, tokensOf('old', '1'));
    await secrets.forgetBooks();
    await secrets.keepTokens(tokensOf('renewed', '1'), 'old-refresh');
    expect(await secrets.tokens()).toEqual(ok(null));
  });
});

/** Who takes the turn here is alone. */
const SERVICES: Pick<Services, 'whileNobodyRenews'> = { whileNobodyRenews: (_, task) => task() };

/** A session whose first consent was for company 1, and whose books now answer with this fault. */
async function connectedSession(answer: PortFault, mirrored: boolean) {
  const { secrets } = memoryVault();
  await secrets.keepConsent(OLD_KEYS, tokensOf('old', '1'));
  const session = {
    secrets,
    store: {
      mirror: { company: () => (mirrored ? { realmId: '1', companyName: 'Harbor' } : null) },
      config: { connection: () => ({ realmId: '1', label: 'Harbor' }) },
    },
    connections: { forget: () => undefined, books: async () => ok({ company: async () => fail(answer) }) },
  };
  // Safe: a connection that fails touches nothing else of the session.
  return { session: session as unknown as CompanySession, secrets };
}

describe('connecting again', () => {
  test.each([true, false])('to other books changes nothing, whether the first ones were read (%s) or not yet', async (mirrored) => {
    const { session, secrets } = await connectedSession(faultOf('books/permission', 'permission'), mirrored);
    const refused = await connectBooks(SERVICES, session, NEW_KEYS, tokensOf('new', '2'), 'person');
    expect(refused).toMatchObject({ ok: false, fault: { code: 'books/wrong-company', message: expect.stringContaining('"Harbor"') } });
    expect(await secrets.books()).toEqual(ok(OLD_KEYS));
    expect(await secrets.tokens()).toEqual(ok(tokensOf('old', '1')));
  });

  test('with keys of the wrong environment keeps those that have worked', async () => {
    const { session, secrets } = await connectedSession(faultOf('books/wrong-company', 'permission'), true);
    expect((await connectBooks(SERVICES, session, NEW_KEYS, tokensOf('new', '1'), 'person')).ok).toBe(false);
    expect(await secrets.books()).toEqual(ok(OLD_KEYS));
    expect(await secrets.tokens()).toEqual(ok(tokensOf('old', '1')));
  });

  test('while QuickBooks cannot be reached keeps what the consent gave: it is given only once', async () => {
    const { session, secrets } = await connectedSession(faultOf('books/unreachable', 'transient'), true);
    expect((await connectBooks(SERVICES, session, NEW_KEYS, tokensOf('new', '1'), 'person')).ok).toBe(false);
    expect(await secrets.books()).toEqual(ok(NEW_KEYS));
    expect(await secrets.tokens()).toEqual(ok(tokensOf('new', '1')));
  });
});
