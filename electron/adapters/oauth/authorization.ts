import { randomBytes } from 'node:crypto';

import type { Clock, Logger, Timers } from '../../core/ports/environment.ts';
import type { PortFault } from '../../core/ports/faults.ts';
import type { AuthorizationFlow, BooksCredentials, BooksTokens } from '../../core/ports/services.ts';
import { fail, ok, type Result } from '../../../shared/domain/result.ts';
import { isLoopbackAddress } from '../http/base-addresses.ts';
import type { Http } from '../http/http.ts';
import { portFault } from '../http/port-fault.ts';
import { type Callback, readCallback, readPastedAddress } from './callback.ts';
import { type BrowserAnswer, listenOnLoopback, type LoopbackListener } from './loopback-listener.ts';
import { createIntuitTokenEndpoint } from './token-endpoint.ts';

export interface AuthorizationOptions {
  readonly http: Http;
  readonly clock: Clock;
  readonly timers: Timers;
  readonly logger: Logger;
  readonly credentials: BooksCredentials;
  readonly authorizeAddress: string;
  readonly tokenAddress: string;
  /**
   * As it is entered in the Intuit app. Null: http://localhost:PORT/callback, which only development keys may use. An https
   * address of the firm's own is one that sends the browser on to this machine, or shows the address to paste.
   */
  readonly redirectUri: string | null;
  /** Candidates for the loopback port; {@link CALLBACK_PORTS} where they are not given. */
  readonly ports?: readonly number[];
  readonly timeLimitMs?: number;
}

/** Fixed, because Intuit compares the whole redirect address, port included: each of them is entered in the Intuit app. */
const CALLBACK_PORTS: readonly number[] = [9741, 9742, 9743, 9744, 9745];
const CALLBACK_PATH = '/callback';
const TIME_LIMIT_MS = 10 * 60_000;
/** The only accounting scope; it is for reading and writing, there is none for reading alone. */
const SCOPE = 'com.intuit.quickbooks.accounting';

/** Starts a sign-in. It ends by itself: granted, refused, cancelled or after the time limit; then nothing listens any more. */
export async function startIntuitAuthorization(options: AuthorizationOptions): Promise<Result<AuthorizationFlow, PortFault>> {
  const place = listeningPlace(options.redirectUri, options.ports ?? CALLBACK_PORTS);
  if (!place.ok) {
    return place;
  }
  const flow = createFlow(options);
  const listener = await listenOnLoopback({ ...place.value, onCallback: flow.onCallback });
  if (listener === null && !place.value.isOptional) {
    return fail(noPort(place.value.ports));
  }
  return ok(flow.begin(listener));
}

interface ListeningPlace {
  readonly ports: readonly number[];
  readonly path: string;
  /** An https redirect address also works without a listener: the person pastes the final address. */
  readonly isOptional: boolean;
}

function listeningPlace(redirectUri: string | null, ports: readonly number[]): Result<ListeningPlace, PortFault> {
  if (redirectUri === null) {
    return ok({ ports, path: CALLBACK_PATH, isOptional: false });
  }
  const url = URL.canParse(redirectUri) ? new URL(redirectUri) : null;
  if (url !== null && isLoopbackAddress(redirectUri) && url.port !== '' && url.search === '' && url.hash === '') {
    return ok({ ports: [Number(url.port)], path: url.pathname, isOptional: false });
  }
  if (url !== null && url.protocol === 'https:' && url.username === '' && url.password === '' && url.hash === '') {
    return ok({ ports, path: CALLBACK_PATH, isOptional: true });
  }
  return fail(
    portFault({
      code: 'oauth/bad-address',
      class: 'rejected',
      message:
        'The redirect address must be http://localhost with a port (development keys), or an https address of your own, exactly as it is entered in the Intuit app.',
    }),
  );
}

interface FlowParts {
  readonly onCallback: (parameters: URLSearchParams) => Promise<BrowserAnswer>;
  readonly begin: (listener: LoopbackListener | null) => AuthorizationFlow;
}

function createFlow(options: AuthorizationOptions): FlowParts {
  const secret = randomBytes(32).toString('base64url');
  const end = createFlowEnd();
  let state = secret;
  let redirectUri = options.redirectUri ?? '';

  /** The one use of a callback. Later ones are told that it is over. */
  const use = async (callback: Exclude<Callback, { kind: 'not-ours' }>): Promise<Result<BooksTokens, PortFault>> => {
    end.claim();
    const result = callback.kind === 'refused' ? fail(callback.fault) : await exchange(options, callback, redirectUri);
    options.logger.log('notice', 'books.sign-in-ended', { code: result.ok ? 'connected' : result.fault.code });
    end.settle(result);
    return result;
  };
  const complete = (pastedAddress: string, places: readonly string[]): Result<null, PortFault> => {
    if (end.isClaimed()) {
      return fail(portFault({ code: 'oauth/unknown-flow', class: 'rejected', message: 'This sign-in is over. Start it again.' }));
    }
    const callback = readPastedAddress(pastedAddress, places, state);
    if (callback.kind !== 'not-ours') {
      void use(callback);
    }
    return callback.kind === 'granted' ? ok(null) : fail(callback.fault);
  };

  return {
    async onCallback(parameters) {
      if (end.isClaimed()) {
        return { status: 410, title: 'Already used', text: 'This sign-in is over. You can close this page.' };
      }
      const callback = readCallback(parameters, state);
      return callback.kind === 'not-ours'
        ? { status: 400, title: 'Not this sign-in', text: callback.fault.message }
        : pageFor(await use(callback));
    },
    begin(listener) {
      // A page on the way back (docs/oauth-bounce) is told by the state which port of this machine to go to.
      state = listener === null ? secret : `${listener.port}.${secret}`;
      redirectUri = options.redirectUri ?? `http://localhost:${listener?.port ?? 0}${CALLBACK_PATH}`;
      end.ended.addEventListener('abort', () => listener?.close(), { once: true });
      void endInTime(options.timers, options.timeLimitMs ?? TIME_LIMIT_MS, end);
      const loopback =
        listener === null ? [] : [`http://localhost:${listener.port}${CALLBACK_PATH}`, `http://127.0.0.1:${listener.port}${CALLBACK_PATH}`];
      return {
        authorizeUrl: authorizeUrl(options, redirectUri, state),
        redirectUri,
        complete: (pastedAddress) => complete(pastedAddress, [redirectUri, ...loopback]),
        cancel: () => end.giveUp(portFault({ code: 'run/stopped', class: 'rejected', message: 'The sign-in was cancelled.' })),
        outcome: end.outcome,
      };
    },
  };
}

/** How a flow ends: once. */
interface FlowEnd {
  readonly outcome: Promise<Result<BooksTokens, PortFault>>;
  /** Aborts when it has ended. */
  readonly ended: AbortSignal;
  isClaimed(): boolean;
  /** From here on only the claimer settles it. */
  claim(): void;
  settle(result: Result<BooksTokens, PortFault>): void;
  /** Ends it with a fault, unless it is claimed. */
  giveUp(fault: PortFault): void;
}

function createFlowEnd(): FlowEnd {
  const { promise, resolve } = Promise.withResolvers<Result<BooksTokens, PortFault>>();
  const ended = new AbortController();
  let isClaimed = false;
  const settle = (result: Result<BooksTokens, PortFault>): void => {
    isClaimed = true;
    resolve(result);
    ended.abort();
  };
  return {
    outcome: promise,
    ended: ended.signal,
    isClaimed: () => isClaimed,
    claim: () => {
      isClaimed = true;
    },
    settle,
    giveUp: (fault) => {
      if (!isClaimed) {
        settle(fail(fault));
      }
    },
  };
}

async function exchange(
  options: AuthorizationOptions,
  granted: { readonly code: string; readonly realmId: string },
  redirectUri: string,
): Promise<Result<BooksTokens, PortFault>> {
  const issued = await createIntuitTokenEndpoint(options).exchange(granted.code, redirectUri);
  return issued.ok ? ok({ realmId: granted.realmId, ...issued.value }) : issued;
}

async function endInTime(timers: Timers, timeLimitMs: number, end: FlowEnd): Promise<void> {
  await timers.sleep(timeLimitMs, end.ended);
  end.giveUp(timedOut());
}

function authorizeUrl({ authorizeAddress, credentials }: AuthorizationOptions, redirectUri: string, state: string): string {
  const parameters = new URLSearchParams({
    client_id: credentials.clientId.trim(),
    response_type: 'code',
    scope: SCOPE,
    redirect_uri: redirectUri,
    state,
  });
  return `${authorizeAddress}?${parameters.toString()}`;
}

function pageFor(result: Result<BooksTokens, PortFault>): BrowserAnswer {
  return result.ok
    ? { status: 200, title: 'QuickBooks is connected', text: 'You can close this page and go back to Purser.' }
    : { status: 400, title: 'QuickBooks is not connected', text: result.fault.message };
}

function timedOut(): PortFault {
  return portFault({ code: 'oauth/timed-out', class: 'rejected', message: 'The sign-in was not finished in time. Start it again.' });
}

function noPort(ports: readonly number[]): PortFault {
  return portFault({
    code: 'oauth/no-port',
    class: 'rejected',
    message: `No port is free for the way back from QuickBooks (${ports.join(', ')}). Close the program that uses it, or sign in again later.`,
  });
}
