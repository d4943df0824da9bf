import { describe, expect, it } from 'vitest';

import { createCompanySecrets } from '../../electron/core/company-secrets.ts';
import { type ConnectionParts, createConnections, type Connections } from '../../electron/core/connections.ts';
import type { PortFault } from '../../electron/core/ports/faults.ts';
import type { SecretVault } from '../../electron/core/ports/secret-vault.ts';
import type { Services, SourceCredentials } from '../../electron/core/ports/services.ts';
import type { ConfigStore, ConnectionState } from '../../electron/core/ports/store/config-store.ts';
import { ok } from '../../shared/domain/result.ts';
import { instantOf } from '../../shared/domain/time/instants.ts';

const NOW_MS = Date.parse('2026-06-22T14:00:00.000Z');
const COMPANY = { slug: 'harbor', name: 'Harbor', practice: false, createdAt: instantOf(NOW_MS) };
const PAIR: SourceCredentials = { version: 'v1', apiKey: 'key', apiSecret: 'secret' };

function createVault(): SecretVault & { readonly texts: Map<string, string> } {
  const texts = new Map<string, string>();
  return {
    texts,
    protection: 'none',
    get: async (_slug, name) => ok(texts.get(name) ?? null),
    set: async (_slug, name, value) => {
      texts.set(name, value);
      return ok(null);
    },
    delete: async (_slug, name) => {
      texts.delete(name);
      return ok(null);
    },
  };
}

describe('stored keys', () => {
  it('without a version are a pair for V1, as they were before there was another', async () => {
    const vault = createVault();
    const secrets = createCompanySecrets(vault, 'harbor');
    vault.texts.set('source-credentials', JSON.stringify({ apiKey: 'key', apiSecret: 'secret' }));
    expect(await secrets.source()).toEqual(ok(PAIR));
  });

  it.each([[PAIR], [{ version: 'v2', apiKey: 'single' } as const]])('come back as they were kept: %j', async (credentials) => {
    const secrets = createCompanySecrets(createVault(), 'harbor');
    await secrets.keepSource(credentials);
    expect(await secrets.source()).toEqual(ok(credentials));
  });

  it('that are damaged are told without being quoted', async () => {
    const vault = createVault();
    vault.texts.set('source-credentials', JSON.stringify({ version: 'v3', token: 'hidden' }));
    const read = await createCompanySecrets(vault, 'harbor').source();
    expect(read).toMatchObject({ ok: false, fault: { code: 'vault/damaged' } });
    expect(JSON.stringify(read)).not.toContain('hidden');
  });
});

/** Connections over a state that is kept in memory; only what is asked for here is there. */
async function openConnections(): Promise<{
  readonly connections: Connections;
  readonly state: () => ConnectionState;
  readonly said: string[];
}> {
  const secrets = createCompanySecrets(createVault(), 'harbor');
  await secrets.keepSource(PAIR);
  const said: string[] = [];
  let state: ConnectionState = {
    service: 'source',
    status: 'not-connected',
    label: null,
    realmId: null,
    environment: null,
    connectedAt: null,
    expiresAt: null,
    version: null,
    expiresOn: null,
    lastSuccessAt: null,
    lastFault: null,
  };
  const config: Pick<ConfigStore, 'connection' | 'setConnection'> = {
    connection: () => state,
    setConnection: (next) => {
      state = next;
    },
  };
  const connections = createConnections({
    company: COMPANY,
    // Safe: connections read and write their own state and open the source; nothing else is touched here.
    config: config as ConfigStore,
    services: { orderSource: async () => ({}) } as unknown as Services,
    secrets,
    clock: { now: () => NOW_MS },
    // Safe: only the books are metered.
    meter: {} as ConnectionParts['meter'],
    changed: () => undefined,
    attention: (code) => said.push(code),
  });
  connections.connected('source', { label: '2 stores', version: 'v1' });
  return { connections, state: () => state, said };
}

const EXPIRED: PortFault = {
  code: 'source/key-expired',
  class: 'auth',
  message: 'The key ran out.',
  retryAfterMs: null,
  traceId: null,
  httpStatus: 401,
};

describe('a key that ran out', () => {
  it('needs a person, once, and says so', async () => {
    const { connections, state, said } = await openConnections();
    await connections.source();
    connections.noteOutcome(['source'], EXPIRED);
    connections.noteOutcome(['source'], EXPIRED);
    expect(state()).toMatchObject({ status: 'needs-person', lastFault: { code: 'source/key-expired' } });
    expect(said).toEqual(['source/key-expired']);
  });

  it('is not held against the new one by a run that began with the old one', async () => {
    const { connections, state } = await openConnections();
    await connections.source();
    connections.forget('source');
    connections.connected('source', { label: '2 stores', version: 'v1' });
    connections.noteOutcome(['source'], EXPIRED);
    expect(state()).toMatchObject({ status: 'connected', lastFault: null });
    await connections.source();
    connections.noteOutcome(['source'], EXPIRED);
    expect(state().status).toBe('needs-person');
  });

  it('leaves nothing of the key behind when it is disconnected', async () => {
    const { connections, state } = await openConnections();
    connections.disconnected('source');
    expect(state()).toMatchObject({ status: 'not-connected', version: null, expiresOn: null, expiresAt: null });
  });
});
