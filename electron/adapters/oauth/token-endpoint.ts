import { z } from 'zod';

import type { Clock, Logger } from '../../core/ports/environment.ts';
import type { PortFault } from '../../core/ports/faults.ts';
import type { BooksCredentials, BooksTokens } from '../../core/ports/services.ts';
import { fail, ok, type Result } from '../../../shared/domain/result.ts';
import { instantOf } from '../../../shared/domain/time/instants.ts';
import { type Http, type HttpAnswer, MAX_ANSWER_BYTES } from '../http/http.ts';
import { isRecord, readBody } from '../http/json-text.ts';
import { faultOfBreak, portFault, retryAfterMs } from '../http/port-fault.ts';
import { safeExcerpt } from '../http/redaction.ts';

export interface IntuitTokenOptions {
  readonly http: Http;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly credentials: BooksCredentials;
  readonly tokenAddress: string;
}

/** Tokens as Intuit issues them; which company they belong to it tells only in the callback. */
export type IssuedTokens = Omit<BooksTokens, 'realmId'>;

export interface IntuitTokenEndpoint {
  /** Exchanges a code, once: a second exchange of the same code revokes what the first one brought. */
  exchange(code: string, redirectUri: string): Promise<Result<IssuedTokens, PortFault>>;
  /** New tokens for a refresh token. `books/reconnect` (class `auth`) where it is dead. */
  refresh(refreshToken: string): Promise<Result<IssuedTokens, PortFault>>;
}

const TIMEOUT_MS = 60_000;

const rawTokens = z.object({
  access_token: z.string().min(1).max(16_384),
  refresh_token: z.string().min(1).max(4096),
  /** Seconds; an hour. */
  expires_in: z.coerce
    .number()
    .positive()
    .max(366 * 86_400),
  /** Seconds; 100 or 101 days. */
  x_refresh_token_expires_in: z.coerce
    .number()
    .positive()
    .max(10 * 366 * 86_400),
  /** Seconds to the end of the connection, five years from the consent; only told when asked for. */
  x_refresh_token_hard_expires_in: z.coerce
    .number()
    .positive()
    .max(10 * 366 * 86_400)
    .optional(),
});

/** Intuit's token endpoint. Neither a token nor a secret ever gets into a fault or the log. */
export function createIntuitTokenEndpoint(options: IntuitTokenOptions): IntuitTokenEndpoint {
  const request = async (form: Readonly<Record<string, string>>, refusal: Refusal): Promise<Result<IssuedTokens, PortFault>> => {
    const outcome = await options.http.request({
      method: 'POST',
      url: options.tokenAddress,
      headers: {
        Authorization: clientAuthorization(options.credentials),
        Accept: 'application/json',
        'Content-Type': 'application/x-www-form-urlencoded',
        'x-include-refresh-token-hard-expires-in': 'true',
      },
      body: new URLSearchParams(form).toString(),
      timeoutMs: TIMEOUT_MS,
      maxBytes: MAX_ANSWER_BYTES,
      // Never cut off: Intuit may have rotated the refresh token already, and the answer is the only place where it stands.
      signal: undefined,
    });
    if (!outcome.ok) {
      return fail(faultOfBreak({ area: 'books', name: "Intuit's sign-in" }, outcome.fault, 'read'));
    }
    return readTokens(outcome.value, options.clock.now(), Object.values(form), refusal);
  };
  return {
    exchange: (code, redirectUri) => request({ grant_type: 'authorization_code', code, redirect_uri: redirectUri }, EXCHANGE_REFUSAL),
    refresh: (refreshToken) => request({ grant_type: 'refresh_token', refresh_token: refreshToken }, REFRESH_REFUSAL),
  };
}

export interface RevokeOptions {
  readonly http: Http;
  readonly clock: Clock;
  readonly credentials: BooksCredentials;
  readonly revokeAddress: string;
  readonly tokens: BooksTokens;
}

/** Ends the connection at Intuit. Tokens that are dead already count as ended. */
export async function revokeIntuitTokens({
  http,
  clock,
  credentials,
  revokeAddress,
  tokens,
}: RevokeOptions): Promise<Result<null, PortFault>> {
  const outcome = await http.request({
    method: 'POST',
    url: revokeAddress,
    headers: { Authorization: clientAuthorization(credentials), Accept: 'application/json', 'Content-Type': 'application/json' },
    // Revoking the refresh token disconnects the company; the access token ends with it.
    body: JSON.stringify({ token: tokens.refreshToken }),
    timeoutMs: TIMEOUT_MS,
    maxBytes: MAX_ANSWER_BYTES,
    signal: undefined,
  });
  if (!outcome.ok) {
    return fail(faultOfBreak({ area: 'books', name: "Intuit's sign-in" }, outcome.fault, 'read'));
  }
  const { status } = outcome.value;
  // 400: the token is unknown or has expired, which is what was wanted.
  if ((status >= 200 && status < 300) || status === 400) {
    return ok(null);
  }
  return fail(serverFault(outcome.value, clock.now()) ?? wrongClient('books/reconnect', status));
}

function readTokens(answer: HttpAnswer, nowMs: number, secrets: readonly string[], refusal: Refusal): Result<IssuedTokens, PortFault> {
  const fault = serverFault(answer, nowMs);
  if (fault !== null) {
    return fail(fault);
  }
  const body = readBody(answer.text);
  const value = body.kind === 'json' && isRecord(body.value) ? body.value : {};
  const said = typeof value['error'] === 'string' ? safeExcerpt(value['error'], 100, secrets) : '';
  if (said === 'invalid_client' || said === 'unauthorized_client') {
    return fail(wrongClient(refusal.wrongClientCode, answer.status));
  }
  // Only Intuit's own word ends a connection: the page of a proxy or a hotel network with such a status does not.
  if (answer.status >= 400 && said !== '') {
    return fail(refusal.refused(said, answer.status));
  }
  const parsed = rawTokens.safeParse(value);
  if (!parsed.success || answer.status >= 300) {
    return fail(
      portFault({
        code: 'books/bad-answer',
        class: 'transient',
        message: "Intuit's sign-in gave an answer that cannot be read. Purser tries again by itself.",
        httpStatus: answer.status,
      }),
    );
  }
  const raw = parsed.data;
  const at = (seconds: number) => instantOf(nowMs + Math.floor(seconds) * 1000);
  return ok({
    accessToken: raw.access_token,
    accessExpiresAt: at(raw.expires_in),
    refreshToken: raw.refresh_token,
    refreshExpiresAt: at(raw.x_refresh_token_expires_in),
    refreshHardExpiresAt: raw.x_refresh_token_hard_expires_in === undefined ? null : at(raw.x_refresh_token_hard_expires_in),
  });
}

function serverFault(answer: HttpAnswer, nowMs: number): PortFault | null {
  if (answer.status === 429) {
    return portFault({
      code: 'books/throttled',
      class: 'throttled',
      message: "Intuit's sign-in asked Purser to wait.",
      retryAfterMs: retryAfterMs(answer, nowMs) ?? 60_000,
      httpStatus: 429,
    });
  }
  return answer.status >= 500 || answer.status === 408
    ? portFault({
        code: 'books/unreachable',
        class: 'transient',
        message: `Intuit's sign-in failed (${answer.status}). Purser tries again by itself.`,
        httpStatus: answer.status,
      })
    : null;
}

/** What a refusal means: of a sign-in it is its end, of a refresh the connection's. */
interface Refusal {
  readonly refused: (said: string, httpStatus: number) => PortFault;
  readonly wrongClientCode: 'books/reconnect' | 'oauth/exchange-failed';
}

const EXCHANGE_REFUSAL: Refusal = { refused: exchangeRefused, wrongClientCode: 'oauth/exchange-failed' };
const REFRESH_REFUSAL: Refusal = { refused: refreshRefused, wrongClientCode: 'books/reconnect' };

/** `invalid_grant`: expired, revoked, replaced by a newer one, or of another client. Asking again would not help. */
function refreshRefused(said: string, httpStatus: number): PortFault {
  return portFault({
    code: 'books/reconnect',
    class: 'auth',
    message: `QuickBooks has ended the connection (${said}). Connect QuickBooks again on the Connections screen; nothing is lost meanwhile.`,
    httpStatus,
  });
}

function exchangeRefused(said: string, httpStatus: number): PortFault {
  return portFault({
    code: 'oauth/exchange-failed',
    class: 'rejected',
    message: `Intuit did not accept the sign-in (${said}). Start again; check that the redirect address is entered in the Intuit app exactly as it is shown here.`,
    httpStatus,
  });
}

function wrongClient(code: Refusal['wrongClientCode'], httpStatus: number): PortFault {
  return portFault({
    code,
    class: 'auth',
    message:
      'Intuit does not know the client id, or the client secret does not fit. Copy both again from the Intuit app (Keys and credentials), of the right environment.',
    httpStatus,
  });
}

function clientAuthorization({ clientId, clientSecret }: BooksCredentials): string {
  return `Basic ${Buffer.from(`${clientId.trim()}:${clientSecret.trim()}`, 'utf8').toString('base64')}`;
}
