import { fail, type Fault, ok, type Result } from '../../../shared/domain/result.ts';
import type { CompanySession } from '../company-session.ts';
import type { AuthorizationFlow, BooksCredentials } from '../ports/services.ts';
import { faultOf } from '../rpc/failures.ts';
import { type BooksConnected, connectBooks } from './books-connection.ts';
import type { UseCaseParts } from './parts.ts';

interface Authorization {
  readonly flowId: string;
  readonly flow: AuthorizationFlow;
  readonly settled: Promise<Result<BooksConnected, Fault>>;
  isSettled: boolean;
}

export interface StartedAuthorization {
  readonly flowId: string;
  readonly authorizeUrl: string;
  readonly redirectUri: string;
}

/** Consents under way: at most one for each company; the newest is remembered after it has ended, so that its outcome can be asked for. */
export interface Authorizations {
  start(
    session: CompanySession,
    credentials: BooksCredentials,
    redirect: string | null,
    actor: string,
  ): Promise<Result<StartedAuthorization, Fault>>;
  /** Waits at most `waitMs`; null: still waiting for the person. */
  poll(slug: string, flowId: string, waitMs: number): Promise<Result<BooksConnected | null, Fault>>;
  /** Waits to the end. */
  outcome(slug: string, flowId: string): Promise<Result<BooksConnected, Fault>>;
  complete(slug: string, flowId: string, address: string): Result<null, Fault>;
  cancel(slug: string, flowId: string): boolean;
  cancelAll(slug?: string): void;
}

export function createAuthorizations(parts: UseCaseParts): Authorizations {
  const byCompany = new Map<string, Authorization>();
  const starting = new Set<string>();

  const find = (slug: string, flowId: string): Authorization | null => {
    const authorization = byCompany.get(slug);
    return authorization?.flowId === flowId ? authorization : null;
  };
  const unknownFlow = fail(faultOf('oauth/unknown-flow'));

  async function begin(
    session: CompanySession,
    credentials: BooksCredentials,
    redirect: string | null,
    actor: string,
  ): Promise<Result<StartedAuthorization, Fault>> {
    const started = await parts.ports.services.authorize(session.company, credentials, redirect);
    if (!started.ok) {
      return started;
    }
    const flow = started.value;
    const flowId = parts.ports.ids.uuid();
    const settled = settle(session, flow, credentials, actor);
    const authorization: Authorization = { flowId, flow, settled, isSettled: false };
    byCompany.set(session.company.slug, authorization);
    void settled.then(() => {
      authorization.isSettled = true;
    });
    return ok({ flowId, authorizeUrl: flow.authorizeUrl, redirectUri: flow.redirectUri });
  }

  /** Never rejects: what goes wrong here is told to whoever asks for the outcome, and logged once. */
  async function settle(
    session: CompanySession,
    flow: AuthorizationFlow,
    credentials: BooksCredentials,
    actor: string,
  ): Promise<Result<BooksConnected, Fault>> {
    try {
      const granted = await flow.outcome;
      return granted.ok ? await connectBooks(parts.ports.services, session, credentials, granted.value, actor) : granted;
    } catch (error) {
      parts.ports.logger.log('failure', 'authorization-failed', {
        company: session.company.slug,
        stack: error instanceof Error ? error.stack : String(error),
      });
      return fail(faultOf('bug/unexpected'));
    }
  }

  return {
    async start(session, credentials, redirect, actor) {
      const { slug } = session.company;
      const running = byCompany.get(slug);
      if (starting.has(slug) || (running !== undefined && !running.isSettled)) {
        return fail(faultOf('oauth/busy'));
      }
      starting.add(slug);
      try {
        return await begin(session, credentials, redirect, actor);
      } finally {
        starting.delete(slug);
      }
    },
    async poll(slug, flowId, waitMs) {
      const authorization = find(slug, flowId);
      if (authorization === null) {
        return unknownFlow;
      }
      const patience = new AbortController();
      try {
        return await Promise.race([authorization.settled, parts.ports.timers.sleep(waitMs, patience.signal).then(() => ok(null))]);
      } finally {
        patience.abort();
      }
    },
    outcome: async (slug, flowId) => (await find(slug, flowId)?.settled) ?? unknownFlow,
    complete: (slug, flowId, address) => find(slug, flowId)?.flow.complete(address) ?? unknownFlow,
    cancel(slug, flowId) {
      const authorization = find(slug, flowId);
      authorization?.flow.cancel();
      return authorization !== null && !authorization.isSettled;
    },
    cancelAll(slug) {
      for (const [company, authorization] of byCompany) {
        if (slug === undefined || slug === company) {
          authorization.flow.cancel();
        }
      }
    },
  };
}
