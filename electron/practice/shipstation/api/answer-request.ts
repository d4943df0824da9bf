import { createHash } from 'node:crypto';

import { jsonText, type Rendered } from '../rendering/json-text.ts';
import { perform } from '../operations/perform.ts';
import { instantNow, type Shop } from '../shop.ts';
import { takeDrifts } from '../storage/drifts.ts';
import { countRequests, type RateStanding } from '../storage/rate-window.ts';
import { recordRequest } from '../storage/requests.ts';
import { type Answer, bodyOf, problem, statusOf } from './answer.ts';
import { type Door, doorOf } from './doors.ts';
import { normalisePath } from './routes.ts';
import { type Api, earlyFault, spoil, type SpoiltAnswer, unspoilt } from './spoil.ts';

export interface ReceivedRequest {
  readonly method: string;
  /** Path and query. */
  readonly target: string;
  readonly authorization: string | undefined;
  /** V2's API-Key header. */
  readonly apiKey: string | undefined;
  /** V1's x-partner header. */
  readonly partner: string | undefined;
  readonly body: string;
  /** Where this shop is reached: http://127.0.0.1:port */
  readonly baseUrl: string;
}

/** An answer ready to be written. */
export interface PreparedAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly delayMs: number;
  readonly delivery: 'whole' | 'cut' | 'reset';
}

/**
 * Decides an answer in one transaction: the rate window, the faults used, what happens after the page and the record of the
 * request stand or fall together.
 */
export function answerRequest(shop: Shop, request: ReceivedRequest): PreparedAnswer {
  return shop.database.transaction(() => decide(shop, request)).immediate();
}

function decide(shop: Shop, request: ReceivedRequest): PreparedAnswer {
  const url = URL.parse(request.target, 'http://127.0.0.1');
  const path = url === null ? '' : normalisePath(url.pathname);
  const api: Api = path === '/v2' || path.startsWith('/v2/') ? 'v2' : 'v1';
  const door = doorOf(shop, api, request);
  const rate = countRequests(shop.database, { ...door, count: 1 }, shop.now());
  const spoilt = url === null ? unspoilt(problem(400, 'The request URI can not be read.')) : answerOf(shop, { url, path, api, door, rate });
  const status = statusOf(spoilt.answer);
  recordRequest(shop.database, { at: instantNow(shop), method: request.method, target: request.target, status });
  letDrift(shop, path, spoilt.answer);
  return {
    status,
    headers: headersOf(spoilt, api, rate, requestIdOf(shop, request)),
    body: spoilt.page ?? textOf(spoilt, api, requestIdOf(shop, request)),
    delayMs: spoilt.delayMs,
    delivery: spoilt.delivery,
  };
}

interface Entrance {
  readonly url: URL;
  readonly path: string;
  readonly api: Api;
  readonly door: Door;
  readonly rate: RateStanding;
}

function answerOf(shop: Shop, { url, path, api, door, rate }: Entrance): SpoiltAnswer {
  const early = earlyFault(shop.database, path);
  if (rate.isExceeded || early === 'throttle') {
    return unspoilt(door.throttled());
  }
  if (door.standing !== 'valid' || early === 'unauthorized') {
    return unspoilt(door.refused(door.standing === 'valid' ? 'expired' : door.standing));
  }
  return spoil(shop.database, api, path, door.answer(url, path));
}

/** What was arranged to happen between this page and the next. */
function letDrift(shop: Shop, path: string, answer: Answer): void {
  if (answer.kind !== 'list') {
    return;
  }
  for (const operation of takeDrifts(shop.database, path, Number(answer.paging['page'] ?? 1))) {
    perform(shop, operation);
  }
}

function headersOf(spoilt: SpoiltAnswer, api: Api, rate: RateStanding, requestId: string): Record<string, string> {
  const status = statusOf(spoilt.answer);
  return {
    ...(status === 204 ? {} : { 'Content-Type': spoilt.page === null ? 'application/json; charset=utf-8' : 'text/html' }),
    ...(api === 'v1' ? v1Headers(status, rate) : v2Headers(status, rate, requestId)),
    ...(status === 405 ? { Allow: 'GET' } : {}),
  };
}

function v1Headers(status: number, rate: RateStanding): Record<string, string> {
  return {
    'X-Rate-Limit-Limit': String(rate.limit),
    'X-Rate-Limit-Remaining': status === 429 ? '0' : String(rate.remaining),
    'X-Rate-Limit-Reset': String(rate.resetSeconds),
    ...(status === 401 ? { 'WWW-Authenticate': 'Basic realm="ShipStation"' } : {}),
  };
}

/** V2 tells nothing of the window until it is used up. */
function v2Headers(status: number, rate: RateStanding, requestId: string): Record<string, string> {
  return { 'x-shipengine-requestid': requestId, ...(status === 429 ? { 'Retry-After': String(rate.resetSeconds) } : {}) };
}

function textOf(spoilt: SpoiltAnswer, api: Api, requestId: string): string {
  const body = bodyOf(spoilt.answer);
  if (body === null) {
    return '';
  }
  const isEnvelope = api === 'v2' && spoilt.answer.kind === 'problem';
  const shown: Rendered = isEnvelope ? { request_id: requestId, ...spoilt.answer.body } : body;
  return jsonText(shown, spoilt.numberForm);
}

/** A GUID that the time and the request alone decide. */
function requestIdOf(shop: Shop, { method, target }: ReceivedRequest): string {
  const digest = createHash('sha256').update(`${shop.now()} ${method} ${target}`).digest('hex');
  return [digest.slice(0, 8), digest.slice(8, 12), `4${digest.slice(13, 16)}`, `a${digest.slice(17, 20)}`, digest.slice(20, 32)].join('-');
}
