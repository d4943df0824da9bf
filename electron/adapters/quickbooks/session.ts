import type { Clock, Timers } from '../../core/ports/environment.ts';
import type { PortFault } from '../../core/ports/faults.ts';
import type { BooksTokens, RequestMeter } from '../../core/ports/services.ts';
import { fail, ok, type Result } from '../../../shared/domain/result.ts';
import type { Http, HttpAnswer, HttpBreak, HttpRequest } from '../http/http.ts';
import { accountName, type LaneRegistry } from '../http/lane-registry.ts';
import { faultOfBreak, stoppedFault } from '../http/port-fault.ts';
import { createRateLane, type LanePass, type RateLane } from '../http/rate-lane.ts';
import { faultOfAnswer, QUICKBOOKS, reconnectFault, traceIdOf } from './classify.ts';
import type { RequestCounter } from './request-counter.ts';
import type { TokenAccess } from './token-access.ts';

export interface BooksCall {
  readonly kind: 'read' | 'batch';
  readonly method: 'GET' | 'POST';
  /** Behind /v3/company/{realmId}; {realmId} in it is replaced. */
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  readonly body: { readonly type: 'application/json' | 'application/text'; readonly text: string } | null;
  readonly maxBytes: number;
}

/** A call without an answer. `isSent` false: certainly nothing was executed. */
export interface CallBreak {
  readonly fault: PortFault;
  readonly isSent: boolean;
}

export interface BooksSession {
  /**
   * One call, with a valid token, in its lanes. A 401 is answered with one refresh and one resend of the very same request.
   * Answers have any status but 401; the caller judges them.
   */
  call(call: BooksCall, signal: AbortSignal | undefined): Promise<Result<HttpAnswer, CallBreak>>;
  /** After a refusal inside an answer: newer tokens for the next call. */
  renew(): Promise<Result<null, PortFault>>;
  /** Values that must not get into an error. */
  secrets(): readonly string[];
  realmId(): string | null;
}

/** Since August 2025 every request is served as minor version 75; sent for readability (Intuit's notice of January 2025). */
const MINOR_VERSION = '75';
/** Intuit cuts requests after 120 seconds: the answer about that still gets through. */
const TIMEOUT_MS = 130_000;
/** Below 500 a minute and 10 a second for each company (Intuit, "Limits and throttles"). */
const CALL_LIMITS = [
  { count: 450, perMs: 60_000 },
  { count: 8, perMs: 1000 },
];
/** 40 batches a minute for each company and app. */
const BATCH_LIMITS = [{ count: 40, perMs: 60_000 }];

export interface SessionParts {
  readonly http: Http;
  readonly clock: Clock;
  readonly timers: Timers;
  readonly lanes: LaneRegistry;
  readonly apiAddress: string;
  readonly access: TokenAccess;
  readonly counter: RequestCounter;
  readonly meter: RequestMeter;
  readonly random: () => number;
}

export function createSession(parts: SessionParts): BooksSession {
  const { http, clock, access, counter } = parts;
  let used: BooksTokens | null = null;

  const sendOnce = async (
    call: BooksCall,
    tokens: BooksTokens,
    signal: AbortSignal | undefined,
  ): Promise<Result<HttpAnswer, CallBreak>> => {
    used = tokens;
    const lanes = lanesOf(parts, tokens.realmId);
    const pass = await enterLanes(lanes, call.kind, signal);
    if (pass === null) {
      return fail({ fault: stoppedFault(), isSent: false });
    }
    counter.count(call.kind === 'read' ? 'read' : 'write');
    const outcome = await http.request(requestOf(parts.apiAddress, tokens, call, signal)).finally(() => pass.leave());
    if (mayCount(outcome)) {
      parts.meter(call.kind === 'read' ? 'read' : 'write');
    }
    if (!outcome.ok) {
      const purpose = call.kind === 'read' ? 'read' : 'write';
      return fail({ fault: faultOfBreak(QUICKBOOKS, outcome.fault, purpose), isSent: outcome.fault.isSent });
    }
    const fault = faultOfAnswer(outcome.value, clock.now(), [tokens.accessToken]);
    if (fault?.class === 'throttled') {
      const until = clock.now() + (fault.retryAfterMs ?? 0) + Math.round(parts.random() * 2000);
      lanes.calls.pauseUntil(until);
      lanes.batches.pauseUntil(until);
    }
    return outcome;
  };

  return {
    async call(call, signal) {
      const tokens = await access.current();
      if (!tokens.ok) {
        return fail({ fault: tokens.fault, isSent: false });
      }
      const first = await sendOnce(call, tokens.value, signal);
      if (!first.ok || first.value.status !== 401 || isWorthWaiting(first.value)) {
        return first;
      }
      const renewed = await access.renew(tokens.value.accessToken);
      if (!renewed.ok) {
        return fail({ fault: renewed.fault, isSent: false });
      }
      const second = await sendOnce(call, renewed.value, signal);
      return second.ok && second.value.status === 401 && !isWorthWaiting(second.value)
        ? fail({ fault: reconnectFault(traceIdOf(second.value), 401), isSent: false })
        : second;
    },
    async renew() {
      const renewed = used === null ? await access.current() : await access.renew(used.accessToken);
      return renewed.ok ? ok(null) : renewed;
    },
    secrets: () => (used === null ? [] : [used.accessToken, used.refreshToken]),
    realmId: () => used?.realmId ?? null,
  };
}

/** 401 with code 130: the company is on the move between data centres; a new token does not help. */
function isWorthWaiting(answer: HttpAnswer): boolean {
  return faultOfAnswer(answer, 0, [])?.class === 'transient';
}

/** Intuit does not meter error answers (App Partner Program, "CorePlus calls"); an answer that was lost on the way may have been counted. */
function mayCount(outcome: Result<HttpAnswer, HttpBreak>): boolean {
  return outcome.ok ? outcome.value.status < 400 : outcome.fault.isSent;
}

interface CompanyLanes {
  readonly calls: RateLane;
  readonly batches: RateLane;
}

function lanesOf({ clock, timers, lanes, apiAddress }: SessionParts, realmId: string): CompanyLanes {
  const account = accountName(apiAddress, realmId);
  return {
    calls: lanes.lane(`quickbooks-calls:${account}`, () => createRateLane({ clock, timers }, CALL_LIMITS)),
    batches: lanes.lane(`quickbooks-batches:${account}`, () => createRateLane({ clock, timers }, BATCH_LIMITS)),
  };
}

/** A batch counts as a call too. */
async function enterLanes(
  { calls, batches }: CompanyLanes,
  kind: BooksCall['kind'],
  signal: AbortSignal | undefined,
): Promise<LanePass | null> {
  if (kind === 'read') {
    return calls.enter(signal);
  }
  const asBatch = await batches.enter(signal);
  const asCall = asBatch === null ? null : await calls.enter(signal);
  const leave = (): void => {
    asBatch?.leave();
    asCall?.leave();
  };
  if (asCall === null) {
    leave();
    return null;
  }
  return { leave };
}

function requestOf(apiAddress: string, tokens: BooksTokens, call: BooksCall, signal: AbortSignal | undefined): HttpRequest {
  return {
    method: call.method,
    url: addressOf(apiAddress, tokens.realmId, call),
    headers: {
      Authorization: `Bearer ${tokens.accessToken}`,
      Accept: 'application/json',
      ...(call.body === null ? {} : { 'Content-Type': call.body.type }),
    },
    body: call.body?.text ?? null,
    timeoutMs: TIMEOUT_MS,
    maxBytes: call.maxBytes,
    signal,
  };
}

function addressOf(apiAddress: string, realmId: string, call: BooksCall): string {
  const realm = encodeURIComponent(realmId);
  const query = Object.entries({ ...call.query, minorversion: MINOR_VERSION })
    .map(([name, value]) => `${name}=${encodeURIComponent(value)}`)
    .join('&');
  return `${apiAddress}/v3/company/${realm}${call.path.replace('{realmId}', realm)}?${query}`;
}
