import { jsonText } from '../rendering/json-text.ts';
import { instantNow, type Shop } from '../shop.ts';
import { keyStanding } from '../storage/keys.ts';
import { countRequest, type RateStanding } from '../storage/rate-window.ts';
import { recordRequest } from '../storage/requests.ts';
import { bodyOf, problem, statusOf } from './answer.ts';
import { readBasic, unauthorized } from './authorization.ts';
import { readParameters } from './parameters.ts';
import { normalisePath, route } from './routes.ts';
import { earlyFault, spoil, type SpoiltAnswer, unspoilt } from './spoil.ts';

export interface ReceivedRequest {
  readonly method: string;
  /** Path and query. */
  readonly target: string;
  readonly authorization: string | undefined;
}

/** An answer ready to be written. */
export interface PreparedAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly delayMs: number;
  readonly delivery: 'whole' | 'cut' | 'reset';
}

const GATEWAY_PAGE =
  '<html>\r\n<head><title>502 Bad Gateway</title></head>\r\n<body>\r\n<center><h1>502 Bad Gateway</h1></center>\r\n</body>\r\n</html>\r\n';

/** Decides an answer in one transaction: the rate window, the faults used and the record of the request stand or fall together. */
export function answerRequest(shop: Shop, request: ReceivedRequest): PreparedAnswer {
  return shop.database.transaction(() => decide(shop, request)).immediate();
}

function decide(shop: Shop, request: ReceivedRequest): PreparedAnswer {
  const presented = readBasic(request.authorization);
  const rate = countRequest(shop.database, presented?.apiKey ?? '', shop.now());
  const spoilt = answerOf(shop, request, rate);
  const status = statusOf(spoilt.answer);
  recordRequest(shop.database, { at: instantNow(shop), method: request.method, target: request.target, status });
  return {
    status,
    headers: headersOf(spoilt, rate),
    body: textOf(spoilt),
    delayMs: spoilt.delayMs,
    delivery: spoilt.delivery === 'html' ? 'whole' : spoilt.delivery,
  };
}

function answerOf(shop: Shop, request: ReceivedRequest, rate: RateStanding): SpoiltAnswer {
  const url = URL.parse(request.target, 'http://127.0.0.1');
  if (url === null) {
    return unspoilt(problem(400, 'The request URI can not be read.'));
  }
  const path = normalisePath(url.pathname);
  const early = earlyFault(shop.database, path);
  if (rate.isExceeded || early === 'throttle') {
    return unspoilt(problem(429, 'Too Many Requests'));
  }
  const presented = readBasic(request.authorization);
  if (presented === null) {
    return unspoilt(unauthorized('missing'));
  }
  const standing = keyStanding(shop.database, presented);
  if (standing !== 'valid' || early === 'unauthorized') {
    return unspoilt(unauthorized(standing === 'valid' ? 'expired' : standing));
  }
  return spoil(shop.database, path, route(shop, request.method, path, readParameters(url.searchParams)));
}

function headersOf(spoilt: SpoiltAnswer, rate: RateStanding): Record<string, string> {
  const status = statusOf(spoilt.answer);
  return {
    'Content-Type': spoilt.delivery === 'html' ? 'text/html' : 'application/json; charset=utf-8',
    'X-Rate-Limit-Limit': String(rate.limit),
    'X-Rate-Limit-Remaining': status === 429 ? '0' : String(rate.remaining),
    'X-Rate-Limit-Reset': String(rate.resetSeconds),
    ...(status === 401 ? { 'WWW-Authenticate': 'Basic realm="ShipStation"' } : {}),
    ...(status === 405 ? { Allow: 'GET' } : {}),
  };
}

function textOf(spoilt: SpoiltAnswer): string {
  if (spoilt.delivery === 'html') {
    return GATEWAY_PAGE;
  }
  const body = bodyOf(spoilt.answer);
  return body === null ? '' : jsonText(body, spoilt.numberForm);
}
