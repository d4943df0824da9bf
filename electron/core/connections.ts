import type { ChangeTopic } from '../../shared/contract/events.ts';
import { fail, ok, type Result } from '../../shared/domain/result.ts';
import { type Instant, instantOf } from '../../shared/domain/time/instants.ts';
import type { CompanySecrets } from './company-secrets.ts';
import { coreFault } from './engine/port-fault.ts';
import type { Books } from './ports/books.ts';
import type { Clock } from './ports/environment.ts';
import type { PortFault } from './ports/faults.ts';
import type { OrderSource } from './ports/order-source.ts';
import type { BooksTokens, RequestMeter, Services, TokenKeeper } from './ports/services.ts';
import type { CompanyRecord } from './ports/store/companies.ts';
import type { ConfigStore, ConnectionState } from './ports/store/config-store.ts';
import { StoreFault } from './ports/store/store-fault.ts';

export interface ConnectionParts {
  readonly company: CompanyRecord;
  readonly config: ConfigStore;
  readonly secrets: CompanySecrets;
  readonly services: Services;
  readonly clock: Clock;
  readonly meter: RequestMeter;
  changed(topics: readonly ChangeTopic[]): void;
  attention(code: string, message: string): void;
}

/** What is known of a connection when it is made; what does not belong to the service is left out. */
export type ConnectionFacts = Pick<ConnectionState, 'label'> & Partial<Omit<ConnectionState, 'service' | 'status'>>;

/** The two outside services of one company: opened when first needed, kept, and forgotten when credentials change. */
export interface Connections {
  source(): Promise<Result<OrderSource, PortFault>>;
  books(): Promise<Result<Books, PortFault>>;
  /** Credentials have changed: the next use opens anew. */
  forget(service: ConnectionState['service']): void;
  connected(service: ConnectionState['service'], facts: ConnectionFacts): void;
  disconnected(service: ConnectionState['service']): void;
  /** What a run learnt about the services that it used; `fault` null: all went well. */
  noteOutcome(used: readonly ConnectionState['service'][], fault: PortFault | null): void;
}

const NO_FACTS = { label: null, realmId: null, environment: null, expiresAt: null, version: null, expiresOn: null } as const;

export function createConnections(parts: ConnectionParts): Connections {
  let openSource: OrderSource | null = null;
  let openBooks: Books | null = null;
  /** Credentials were changed and have not been used since: what a run still says that began before is of the old ones. */
  const changed = new Set<ConnectionState['service']>();
  const now = (): Instant => instantOf(parts.clock.now());

  function save(state: ConnectionState): void {
    parts.config.setConnection(state);
    parts.changed(['connections']);
  }

  async function source(): Promise<Result<OrderSource, PortFault>> {
    if (openSource !== null) {
      return ok(openSource);
    }
    const credentials = await parts.secrets.source();
    if (!credentials.ok) {
      return credentials;
    }
    if (credentials.value === null) {
      return fail(coreFault('auth', 'source/not-connected', 'ShipStation is not connected. Connect it with its API key and secret.'));
    }
    changed.delete('source');
    openSource = await parts.services.orderSource(parts.company, credentials.value, true);
    return ok(openSource);
  }

  async function books(): Promise<Result<Books, PortFault>> {
    if (openBooks !== null) {
      return ok(openBooks);
    }
    const credentials = await parts.secrets.books();
    const tokens = await parts.secrets.tokens();
    if (!credentials.ok) {
      return credentials;
    }
    if (!tokens.ok) {
      return tokens;
    }
    if (credentials.value === null || tokens.value === null) {
      return fail(coreFault('auth', 'books/not-connected', 'QuickBooks is not connected. Connect it first.'));
    }
    changed.delete('books');
    openBooks = await parts.services.books(parts.company, credentials.value, tokenKeeper(parts), parts.meter);
    return ok(openBooks);
  }

  function noteFault(service: ConnectionState['service'], fault: PortFault): void {
    const state = parts.config.connection(service);
    const isRefusal = fault.class === 'auth' || fault.class === 'permission';
    if (isRefusal && changed.has(service)) {
      return;
    }
    const needsPerson = state.status !== 'not-connected' && isRefusal;
    save({
      ...state,
      status: needsPerson ? 'needs-person' : state.status,
      lastFault: { code: fault.code, message: fault.message, at: now() },
    });
    if (needsPerson && state.status === 'connected') {
      parts.attention(fault.code, fault.message);
    }
  }

  function noteSuccess(service: ConnectionState['service']): void {
    const state = parts.config.connection(service);
    if (state.status !== 'not-connected') {
      save({ ...state, status: 'connected', lastSuccessAt: now(), lastFault: null });
    }
  }

  return {
    source,
    books,
    forget(service) {
      changed.add(service);
      openSource = service === 'source' ? null : openSource;
      openBooks = service === 'books' ? null : openBooks;
    },
    connected(service, facts) {
      const at = now();
      save({ ...NO_FACTS, ...facts, service, status: 'connected', connectedAt: at, lastSuccessAt: at, lastFault: null });
    },
    disconnected(service) {
      const state = parts.config.connection(service);
      save({ ...state, status: 'not-connected', connectedAt: null, expiresAt: null, version: null, expiresOn: null, lastFault: null });
    },
    noteOutcome(used, fault) {
      const faulty = fault === null ? null : serviceOf(fault);
      for (const service of used) {
        if (fault === null) {
          noteSuccess(service);
        } else if (faulty === service) {
          noteFault(service, fault);
        }
      }
    },
  };
}

/** A keeper that shows the screens how long the consent still lasts. A vault that can't be written must stop the refresh. */
function tokenKeeper(parts: ConnectionParts): TokenKeeper {
  return {
    async read() {
      const tokens = await parts.secrets.tokens();
      if (!tokens.ok) {
        throw new Error(tokens.fault.message);
      }
      return tokens.value;
    },
    async write(tokens, replaced) {
      const kept = await parts.secrets.keepTokens(tokens, replaced);
      if (!kept.ok) {
        throw new Error(kept.fault.message);
      }
      showEnd(parts.config, consentEndsAt(tokens));
    },
  };
}

/** The tokens are safe by now: a process that may only read, or a full disk, must not make them count as lost. */
function showEnd(config: ConfigStore, expiresAt: Instant): void {
  const state = config.connection('books');
  if (state.status === 'not-connected') {
    return;
  }
  try {
    config.setConnection({ ...state, expiresAt });
  } catch (error) {
    if (!(error instanceof StoreFault)) {
      throw error;
    }
  }
}

/** When a person must consent again at the latest, as far as it is known. */
export function consentEndsAt(tokens: BooksTokens): Instant {
  const { refreshExpiresAt, refreshHardExpiresAt } = tokens;
  return refreshHardExpiresAt !== null && refreshHardExpiresAt < refreshExpiresAt ? refreshHardExpiresAt : refreshExpiresAt;
}

function serviceOf(fault: PortFault): ConnectionState['service'] | null {
  if (fault.code.startsWith('source/')) {
    return 'source';
  }
  return fault.code.startsWith('books/') || fault.code.startsWith('oauth/') ? 'books' : null;
}
