import type { Clock } from '../../../core/ports/environment.ts';
import type { PortFault } from '../../../core/ports/faults.ts';
import { fail, ok, type Result } from '../../../../shared/domain/result.ts';
import { type Instant, instantOf } from '../../../../shared/domain/time/instants.ts';
import { type Http, type HttpAnswer, MAX_LIST_BYTES } from '../../http/http.ts';
import { readBody } from '../../http/json-text.ts';
import { faultOfBreak, portFault, stoppedFault, type Vendor } from '../../http/port-fault.ts';

export const SHIPSTATION: Vendor = { area: 'source', name: 'ShipStation' };

/** What a version of the API has of its own around each call. */
export interface Dialect {
  readonly baseAddress: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Why nothing is sent at all: a key of the wrong shape. */
  readonly refusal: PortFault | null;
  /** Waits for leave to send in the lane of the key; null where the signal aborted first. */
  enter(signal: AbortSignal | undefined): Promise<DialectPass | null>;
  /** Holds the lane until then. */
  pauseUntil(epochMs: number): void;
  /** Null for a success. `keyHasWorked`: a refusal now means that the key has run out. */
  faultOf(answer: HttpAnswer, nowMs: number, keyHasWorked: boolean): PortFault | null;
}

/** Must be given back with the answer, or with null where none will come. */
export interface DialectPass {
  leave(answer: HttpAnswer | null): void;
}

export interface Call {
  readonly method: 'GET' | 'POST' | 'DELETE';
  /** Path below the base address, or a whole address that was checked. */
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  /** Sent as JSON; null for none. */
  readonly body: unknown;
}

/** One request at a time through the lane of the key; no retries. */
export interface Caller {
  readonly refusal: PortFault | null;
  /** The parsed JSON; null for an empty answer to a call that is not a read. */
  call(call: Call, signal: AbortSignal | undefined): Promise<Result<unknown, PortFault>>;
  serverTime(): Instant | null;
}

/** Pages of tens of seconds are normal; integrators of ten years wait five minutes. */
const TIMEOUT_MS = 180_000;

export function createCaller(
  { http, clock, keyHasWorked: hasWorkedBefore }: { readonly http: Http; readonly clock: Clock; readonly keyHasWorked: boolean },
  dialect: Dialect,
): Caller {
  let newest: Instant | null = null;
  let keyHasWorked = hasWorkedBefore;
  return {
    refusal: dialect.refusal,
    async call({ method, path, query, body }, signal) {
      if (dialect.refusal !== null) {
        return fail(dialect.refusal);
      }
      const pass = await dialect.enter(signal);
      if (pass === null) {
        return fail(stoppedFault());
      }
      const outcome = await http.request({
        method,
        url: `${path.startsWith('/') ? dialect.baseAddress : ''}${path}${queryText(query)}`,
        headers: { ...dialect.headers, Accept: 'application/json', ...(body === null ? {} : { 'Content-Type': 'application/json' }) },
        body: body === null ? null : JSON.stringify(body),
        timeoutMs: TIMEOUT_MS,
        maxBytes: MAX_LIST_BYTES,
        signal,
      });
      if (!outcome.ok) {
        pass.leave(null);
        return fail(faultOfBreak(SHIPSTATION, outcome.fault, method === 'GET' ? 'read' : 'write'));
      }
      const answer = outcome.value;
      pass.leave(answer);
      newest = serverTimeOf(answer) ?? newest;
      const fault = dialect.faultOf(answer, clock.now(), keyHasWorked);
      if (fault === null) {
        keyHasWorked = true;
        return readJson(answer, method);
      }
      if (fault.class === 'throttled') {
        dialect.pauseUntil(clock.now() + (fault.retryAfterMs ?? 0));
      }
      return fail(fault);
    },
    serverTime: () => newest,
  };
}

function readJson(answer: HttpAnswer, method: Call['method']): Result<unknown, PortFault> {
  const body = readBody(answer.text);
  if (body.kind === 'json') {
    return ok(body.value);
  }
  if (body.kind === 'empty' && method !== 'GET') {
    return ok(null);
  }
  // Cut off on the way, or the page of a proxy or a hotel network: worth another try.
  const found = { empty: 'nothing', markup: 'a web page instead of orders', broken: 'an answer that was cut off' }[body.kind];
  return fail(
    portFault({
      code: 'source/bad-answer',
      class: method === 'GET' ? 'transient' : 'uncertain',
      message: `ShipStation answered with ${found}. Purser tries again by itself; if it stays, check what stands between this PC and the internet.`,
      httpStatus: answer.status,
      details: { reason: 'unreadable' },
    }),
  );
}

function serverTimeOf(answer: HttpAnswer): Instant | null {
  const epochMs = Date.parse(answer.headers.get('date') ?? '');
  return Number.isNaN(epochMs) ? null : instantOf(epochMs);
}

function queryText(query: Readonly<Record<string, string>>): string {
  const text = Object.entries(query)
    .map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`)
    .join('&');
  return text === '' ? '' : `?${text}`;
}
