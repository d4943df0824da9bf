import type { Clock, Logger, Timers } from '../../../core/ports/environment.ts';
import type { PortFault } from '../../../core/ports/faults.ts';
import type { SourceCredentials } from '../../../core/ports/services.ts';
import { fail, ok, type Result } from '../../../../shared/domain/result.ts';
import { type Instant, instantOf } from '../../../../shared/domain/time/instants.ts';
import type { Http, HttpAnswer } from '../../http/http.ts';
import { MAX_LIST_BYTES } from '../../http/http.ts';
import { readBody } from '../../http/json-text.ts';
import { accountName, type LaneRegistry } from '../../http/lane-registry.ts';
import { faultOfBreak, portFault, stoppedFault } from '../../http/port-fault.ts';
import { retriedRead } from '../../http/retried-read.ts';
import { createWindowLane, type WindowLane } from '../../http/window-lane.ts';
import { faultOfAnswer, headerNumber, SHIPSTATION } from './classify.ts';
import { basicAuthorization, recogniseKeys } from './key-shape.ts';
import { mayBePoisoned } from './paging.ts';
import type { Unreadable } from './read-record.ts';

export interface RequesterParts {
  readonly http: Http;
  readonly clock: Clock;
  readonly timers: Timers;
  readonly logger: Logger;
  readonly lanes: LaneRegistry;
  readonly baseAddress: string;
  readonly credentials: SourceCredentials;
  /** 0 to 1, to spread retries. */
  readonly random: () => number;
  /** True where an earlier session has read with this key. */
  readonly keyHasWorked: boolean;
}

/** GET, and nothing else: Purser never writes to ShipStation. */
export interface Requester {
  /** The parsed JSON. Retries what is worth it; waits in the key's lane. */
  get(path: string, query: Readonly<Record<string, string>>, signal: AbortSignal | undefined): Promise<Result<unknown, PortFault>>;
  serverTime(): Instant | null;
  /** Notes in the log what of a list that has no parking place could not be read. */
  noteUnreadable(unreadable: readonly Unreadable[]): void;
}

/** V1: 40 requests a minute for each key and secret (docs, "Requirements"). Answers tell what is really left. */
const ASSUMED_WINDOW = { limit: 40, windowMs: 60_000 };
/** Pages of tens of seconds are normal; integrators of ten years wait five minutes. */
const TIMEOUT_MS = 180_000;

export function createRequester(parts: RequesterParts): Requester {
  const { http, clock, timers, lanes, baseAddress, credentials } = parts;
  const shape = recogniseKeys(credentials);
  const authorization = basicAuthorization(credentials);
  const lane = lanes.lane<WindowLane>(`shipstation-v1:${accountName(baseAddress, credentials.apiKey.trim())}`, () =>
    createWindowLane({ clock, timers }, ASSUMED_WINDOW),
  );
  let newest: Instant | null = null;
  let keyHasWorked = parts.keyHasWorked;

  const once = async (url: string, signal: AbortSignal | undefined): Promise<Result<unknown, PortFault>> => {
    const pass = await lane.enter(signal);
    if (pass === null) {
      return fail(stoppedFault());
    }
    const outcome = await http.request({
      method: 'GET',
      url,
      headers: { Authorization: authorization, Accept: 'application/json' },
      body: null,
      timeoutMs: TIMEOUT_MS,
      maxBytes: MAX_LIST_BYTES,
      signal,
    });
    if (!outcome.ok) {
      pass.leave({ limit: null, remaining: null, resetMs: null });
      return fail(faultOfBreak(SHIPSTATION, outcome.fault, 'read'));
    }
    const answer = outcome.value;
    pass.leave(standingOf(answer));
    newest = serverTimeOf(answer) ?? newest;
    const fault = faultOfAnswer(answer, clock.now(), keyHasWorked);
    if (fault === null) {
      keyHasWorked = true;
      return readJson(answer);
    }
    if (fault.class === 'throttled') {
      lane.pauseUntil(clock.now() + (fault.retryAfterMs ?? 0));
    }
    return fail(fault);
  };

  return {
    async get(path, query, signal) {
      if (shape.kind !== 'pair') {
        return fail(portFault({ code: 'source/key-shape', class: 'auth', message: shape.message }));
      }
      const url = `${baseAddress}${path}${queryText(query)}`;
      const result = await retriedRead(() => once(url, signal), { timers, random: parts.random, signal, mostAttempts });
      if (!result.ok) {
        parts.logger.log('warning', 'source.request-failed', {
          path,
          code: result.fault.code,
          class: result.fault.class,
          status: result.fault.httpStatus,
        });
      }
      return result;
    },
    serverTime: () => newest,
    noteUnreadable(unreadable) {
      for (const { recordId, message } of unreadable) {
        parts.logger.log('warning', 'source.record-unreadable', { recordId, message });
      }
    },
  };
}

/** A page that may be spoilt by one record gets one more chance, then it is taken apart instead; one that is too long gets none. */
function mostAttempts(fault: PortFault): number {
  if (fault.details?.['reason'] === 'too-large') {
    return 1;
  }
  return mayBePoisoned(fault) ? 2 : Infinity;
}

function readJson(answer: HttpAnswer): Result<unknown, PortFault> {
  const body = readBody(answer.text);
  if (body.kind === 'json') {
    return ok(body.value);
  }
  // Cut off on the way, or the page of a proxy or a hotel network: worth another try.
  const found = { empty: 'nothing', markup: 'a web page instead of orders', broken: 'an answer that was cut off' }[body.kind];
  return fail(
    portFault({
      code: 'source/bad-answer',
      class: 'transient',
      message: `ShipStation answered with ${found}. Purser tries again by itself; if it stays, check what stands between this PC and the internet.`,
      httpStatus: answer.status,
      details: { reason: 'unreadable' },
    }),
  );
}

function standingOf(answer: HttpAnswer) {
  const resetSeconds = headerNumber(answer, 'x-rate-limit-reset');
  return {
    limit: headerNumber(answer, 'x-rate-limit-limit'),
    remaining: headerNumber(answer, 'x-rate-limit-remaining'),
    resetMs: resetSeconds === null ? null : resetSeconds * 1000,
  };
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
