import { isObject, type Json, type JsonObject, objectAt, objectsAt, parseOwnObject, textAt } from './json-value.ts';
import type { Refusal } from './refusal.ts';
import { answerTime } from './server-time.ts';

/** What goes back over the wire. */
export interface Answer {
  readonly status: number;
  readonly contentType: string;
  readonly body: string;
  readonly headers?: Readonly<Record<string, string>>;
}

const SUCCESS_TYPE = 'application/json;charset=utf-8';
const XML_TYPE = 'application/xml;charset=UTF-8';
const NAMESPACE = 'http://schema.intuit.com/finance/v3';

/** Success: the payload with the server's time as its last property. */
export function success(payload: JsonObject, nowMs: number): Answer {
  return {
    status: 200,
    contentType: SUCCESS_TYPE,
    body: JSON.stringify({ ...payload, time: answerTime(nowMs) }),
    headers: { 'QBO-Version': '1995.120' },
  };
}

/** The `Fault` of envelope A, as it also stands inside a batch answer. */
export function faultOf(refusal: Refusal): JsonObject {
  return {
    Error: [refusal, ...(refusal.others ?? [])].map((error) => ({
      Message: error.message,
      Detail: error.detail,
      code: error.code,
      ...(error.element === undefined ? {} : { element: error.element }),
    })),
    type: refusal.type,
  };
}

/** The answer with the `element` of its errors as asked for: which of them Intuit names is not known. */
export function withElements(answer: Answer, elements: 'named' | 'empty' | 'absent'): Answer {
  if (elements === 'named' || !answer.body.includes('"Fault"')) {
    return answer;
  }
  return { ...answer, body: JSON.stringify(changedElements(parseOwnObject(answer.body), elements)) };
}

function changedElements(value: Json | undefined, elements: 'empty' | 'absent'): Json {
  if (Array.isArray(value)) {
    return value.map((entry: Json) => changedElements(entry, elements));
  }
  if (!isObject(value)) {
    return value ?? null;
  }
  const isError = typeof value['code'] === 'string' && typeof value['Detail'] === 'string';
  const entries = Object.entries(value).filter(([name]) => !(isError && name === 'element'));
  const kept = Object.fromEntries(entries.map(([name, entry]) => [name, changedElements(entry, elements)]));
  return isError && elements === 'empty' ? { ...kept, element: '' } : kept;
}

/** Envelope A: business errors in PascalCase. */
export function refused(refusal: Refusal, nowMs: number): Answer {
  const time = refusal.untimed === true ? {} : { time: answerTime(nowMs) };
  return { status: refusal.status, contentType: 'application/json', body: JSON.stringify({ Fault: faultOf(refusal), ...time }) };
}

/** What the gateway in front of the API refuses: sign-in, authorisation, throttling. */
export interface GatewayRefusal {
  readonly status: number;
  readonly name: string;
  readonly code: '130' | '3100' | '3200' | '3001';
  readonly detail: string;
  readonly type: 'AUTHENTICATION' | 'SERVICE';
}

/** Envelope B: all lower case, the time in epoch milliseconds (recorded for 401). */
export function gatewayRefused(refusal: GatewayRefusal, nowMs: number): Answer {
  const error = {
    message: `message=${refusal.name}; errorCode=${refusal.code.padStart(6, '0')}; statusCode=${refusal.status}`,
    detail: refusal.detail,
    code: refusal.code,
    element: null,
  };
  const body = {
    warnings: null,
    intuitObject: null,
    fault: { error: [error], type: refusal.type },
    report: null,
    queryResponse: null,
    batchItemResponse: [],
    attachableResponse: [],
    syncErrorResponse: null,
    requestId: null,
    time: nowMs,
    status: null,
    cdcresponse: [],
  };
  const headers = refusal.status === 401 ? { 'WWW-Authenticate': 'Bearer realm="Intuit", error="invalid_token"' } : {};
  return { status: refusal.status, contentType: 'application/json', body: JSON.stringify(body), headers };
}

export type ThrottleBody = 'xml' | 'json' | 'empty';

/** 429 as it was recorded: XML although JSON was asked for, and no Retry-After; both may be otherwise. */
export function throttled(form: ThrottleBody, retryAfterSeconds: number | null, nowMs: number): Answer {
  const answer = throttledBody(form, nowMs);
  return retryAfterSeconds === null ? answer : { ...answer, headers: { ...answer.headers, 'Retry-After': String(retryAfterSeconds) } };
}

function throttledBody(form: ThrottleBody, nowMs: number): Answer {
  if (form === 'empty') {
    return { status: 429, contentType: 'text/plain', body: '' };
  }
  const detail = 'The request limit was reached.  Try again later';
  if (form === 'json') {
    return gatewayRefused({ status: 429, name: 'ThrottleExceeded', code: '3001', detail, type: 'SERVICE' }, nowMs);
  }
  const error = `<Error code="3001"><Message>message=ThrottleExceeded; errorCode=003001; statusCode=429</Message><Detail>${detail}</Detail></Error>`;
  return { status: 429, contentType: XML_TYPE, body: `${xmlHead(nowMs)}<Fault type="SERVICE">${error}</Fault></IntuitResponse>` };
}

const PAGE_TITLES = {
  502: '502 Bad Gateway',
  503: '503 Service Temporarily Unavailable',
  504: '504 Gateway Time-out',
} as const;

/** A page of a gateway between, as 502, 503 and 504 come: no JSON and no fault. */
export function gatewayPage(status: keyof typeof PAGE_TITLES): Answer {
  return htmlPage(status, PAGE_TITLES[status]);
}

/** The same answer with its words gone: a page, or nothing at all. Only the status is left to go by. */
export function withoutFault(answer: Answer, form: 'html' | 'empty'): Answer {
  return form === 'html' ? htmlPage(answer.status, `${answer.status} Error`) : { ...answer, contentType: 'text/plain', body: '' };
}

function htmlPage(status: number, title: string): Answer {
  return {
    status,
    contentType: 'text/html',
    body: `<html>\r\n<head><title>${title}</title></head>\r\n<body><center><h1>${title}</h1></center></body>\r\n</html>\r\n`,
  };
}

/** The same answer in XML: what callers get who do not ask for JSON, and what errors come as at times all the same. */
export function asXml(answer: Answer, nowMs: number): Answer {
  const payload = parseOwnObject(answer.body);
  const fault = objectAt(payload, 'Fault') ?? objectAt(payload, 'fault');
  const content =
    fault === null
      ? Object.entries(payload)
          .filter(([name]) => name !== 'time')
          .map(([name, value]) => xmlOf(name, value))
          .join('')
      : `<Fault type="${textAt(fault, 'type') ?? ''}">${[...objectsAt(fault, 'Error'), ...objectsAt(fault, 'error')].map(xmlError).join('')}</Fault>`;
  return { ...answer, contentType: XML_TYPE, body: `${xmlHead(nowMs)}${content}</IntuitResponse>` };
}

function xmlError(error: JsonObject): string {
  const element = textAt(error, 'element');
  const attribute = element === null ? '' : ` element="${escapeXml(element)}"`;
  return `<Error code="${textAt(error, 'code') ?? ''}"${attribute}><Message>${escapeXml(textAt(error, 'Message') ?? textAt(error, 'message') ?? '')}</Message><Detail>${escapeXml(textAt(error, 'Detail') ?? textAt(error, 'detail') ?? '')}</Detail></Error>`;
}

function xmlOf(name: string, value: Json | undefined): string {
  if (value === undefined || value === null) {
    return '';
  }
  if (Array.isArray(value)) {
    return value.map((entry: Json) => xmlOf(name, entry)).join('');
  }
  if (isObject(value)) {
    const inside = Object.entries(value).map(([property, entry]) => xmlOf(property, entry));
    return `<${name}>${inside.join('')}</${name}>`;
  }
  return `<${name}>${escapeXml(typeof value === 'string' ? value : JSON.stringify(value))}</${name}>`;
}

const xmlHead = (nowMs: number): string =>
  `<?xml version="1.0" encoding="UTF-8" standalone="yes"?><IntuitResponse time="${answerTime(nowMs)}" xmlns="${NAMESPACE}">`;

function escapeXml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
