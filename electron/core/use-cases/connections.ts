import type { MethodOutput } from '../../../shared/contract/client.ts';
import { daysUntil } from '../../../shared/domain/connections/key-expiry.ts';
import { chosenSourceKeys } from '../../../shared/domain/connections/source-keys.ts';
import { fail, ok } from '../../../shared/domain/result.ts';
import { epochMsOf, instantOf } from '../../../shared/domain/time/instants.ts';
import { businessDateIn } from '../../../shared/domain/time/zones.ts';
import type { CompanySession } from '../company-session.ts';
import { consentEndsAt } from '../connections.ts';
import type { ConnectionState } from '../ports/store/config-store.ts';
import { faultOf } from '../rpc/failures.ts';
import type { HandlersOf } from '../rpc/handlers.ts';
import type { Authorizations } from './authorizations.ts';
import { booksUsage } from './books-usage.ts';
import { disconnectBooks } from './books-connection.ts';
import { chosenKeys, knownKeys } from './books-keys.ts';
import { inCompany, type UseCaseParts } from './parts.ts';
import { reconnectPractice } from './practice-set-up.ts';
import { connectSource, disconnectSource, noteKeyEnd, type SourceConnectWish, storeView } from './source-connection.ts';

/** How long one question for the outcome waits; the contract's limit, below the usual 30 s of proxies and browsers. */
const OUTCOME_WAIT_MS = 25_000;
const DAY_MS = 86_400_000;

type SourceMethods = 'connection.list' | 'source.connect' | 'source.noteKeyEnd' | 'source.disconnect' | 'source.stores';
type BooksMethods =
  | 'books.authorize'
  | 'books.knownKeys'
  | 'books.authorization'
  | 'books.completeAuthorization'
  | 'books.cancelAuthorization'
  | 'books.disconnect'
  | 'practice.reconnect';

export function sourceHandlers(parts: UseCaseParts): HandlersOf<SourceMethods> {
  return {
    'connection.list': ({ company }) =>
      inCompany(parts, company, async (session) => {
        const { store } = session;
        const books = await booksView(parts, session);
        const now = parts.ports.clock.now();
        return ok({ source: sourceView(store.config.connection('source'), now, store.config.current().policy.timeZone), books });
      }),
    'source.connect': ({ company, version, apiKey, apiSecret, expiresOn }, call) =>
      inCompany(parts, company, (session) => {
        const reading = chosenSourceKeys(version, { apiKey, apiSecret });
        return reading.kind === 'keys'
          ? connectAndCatchUp(parts, session, { keys: reading.keys, expiresOn }, call.actor)
          : fail(faultOf('source/key-shape', { mistake: reading.kind }, reading.message));
      }),
    'source.noteKeyEnd': ({ company, expiresOn }, call) =>
      inCompany(parts, company, (session) => noteKeyEnd(parts, session, expiresOn, call.actor)),
    'source.disconnect': ({ company }, call) => inCompany(parts, company, (session) => disconnectSource(session, call.actor)),
    'source.stores': ({ company }) => inCompany(parts, company, ({ store }) => ok({ stores: store.orders.sourceStores().map(storeView) })),
  };
}

export function booksHandlers(parts: UseCaseParts, authorizations: Authorizations): HandlersOf<BooksMethods> {
  return {
    'books.knownKeys': ({ company }) => inCompany(parts, company, async () => ok({ keys: [...(await knownKeys(parts, company))] })),
    'books.authorize': (input, call) =>
      inCompany(parts, input.company, async (session) => {
        const keys = await chosenKeys(parts, input);
        if (!keys.ok) {
          return keys;
        }
        const started = await authorizations.start(session, keys.value, keys.value.redirect ?? null, call.actor);
        if (started.ok && input.openBrowser) {
          await openInBrowser(parts, started.value.authorizeUrl);
        }
        return started;
      }),
    'books.authorization': async ({ company, flowId }) => {
      const outcome = await authorizations.poll(company, flowId, OUTCOME_WAIT_MS);
      if (!outcome.ok) {
        return outcome;
      }
      return ok(outcome.value === null ? { pending: true } : { ...outcome.value, pending: false });
    },
    'books.completeAuthorization': ({ company, flowId, address }) => {
      const accepted = authorizations.complete(company, flowId, address);
      return accepted.ok ? ok({ accepted: true }) : accepted;
    },
    'books.cancelAuthorization': ({ company, flowId }) => ok({ cancelled: authorizations.cancel(company, flowId) }),
    'books.disconnect': ({ company }, call) => inCompany(parts, company, (session) => disconnectBooks(parts, session, call.actor)),
    'practice.reconnect': ({ company }, call) =>
      inCompany(parts, company, async (session) =>
        session.company.practice
          ? reconnectPractice(parts, authorizations, session, await parts.ports.services.practiceSetUp(session.company), call.actor)
          : fail(faultOf('company/not-practice', { company })),
      ),
  };
}

/** A browser that does not open is no failure of the consent: the address is shown as well. */
async function openInBrowser({ ports }: UseCaseParts, url: string): Promise<void> {
  try {
    await ports.browser.open(url);
  } catch (error) {
    ports.logger.log('warning', 'browser-not-opened', { reason: error instanceof Error ? error.message : String(error) });
  }
}

/** What could not be pulled without a key is pulled by itself now. */
async function connectAndCatchUp(
  parts: UseCaseParts,
  session: CompanySession,
  wish: SourceConnectWish,
  actor: string,
): ReturnType<typeof connectSource> {
  const connected = await connectSource(parts, session, wish, actor);
  if (connected.ok) {
    parts.schedule.catchUp(session.company.slug, 'new-key');
  }
  return connected;
}

type ConnectionView = Omit<SourceView, 'version' | 'expiresOn'>;
type SourceView = MethodOutput<'connection.list'>['source'];

function connectionView(state: ConnectionState, nowMs: number): ConnectionView {
  const { service: _service, version: _version, expiresOn: _expiresOn, ...shown } = state;
  const daysLeft = state.expiresAt === null ? null : Math.max(0, Math.floor((epochMsOf(state.expiresAt) - nowMs) / DAY_MS));
  return { ...shown, daysLeft };
}

/**
 * A vault that is closed says nothing about the two ends of the consent; the nearer one is known without it, as it was when this process
 * last renewed the tokens. Another process may have renewed them since.
 */
async function booksView(parts: UseCaseParts, session: CompanySession): Promise<MethodOutput<'connection.list'>['books']> {
  const tokens = await session.secrets.tokens();
  const held = tokens.ok ? tokens.value : null;
  const usage = await booksUsage(parts, session);
  const stored = session.store.config.connection('books');
  const state = held === null || stored.status === 'not-connected' ? stored : { ...stored, expiresAt: consentEndsAt(held) };
  return {
    ...connectionView(state, parts.ports.clock.now()),
    rollingEndsAt: held?.refreshExpiresAt ?? null,
    hardEndsAt: held?.refreshHardExpiresAt ?? null,
    usage,
  };
}

/** A key ends on a day, not at a moment: its days are counted on the company's calendar. */
function sourceView(state: ConnectionState, nowMs: number, timeZone: string): SourceView {
  const { version, expiresOn } = state;
  const daysLeft = expiresOn === null ? null : daysUntil(businessDateIn(instantOf(nowMs), timeZone), expiresOn);
  return { ...connectionView(state, nowMs), version, expiresOn, daysLeft };
}
