import type { ApiRequest } from './api-request.ts';
import { answerCall, type CompanyCall, readCall, subjectsOf } from './company-api.ts';
import type { CompanyFile } from './company-file.ts';
import {
  type Answer,
  asXml,
  type GatewayRefusal,
  gatewayPage,
  gatewayRefused,
  refused,
  throttled,
  withElements,
  withoutFault,
} from './envelopes.ts';
import { answerAuthorize, AUTHORIZE_PATH } from './oauth/authorize.ts';
import { answerRevoke, answerToken, REVOKE_PATH, TOKEN_PATH } from './oauth/token-endpoint.ts';
import { accessTokenState } from './oauth/tokens.ts';
import { type FaultSubject, takeFault } from './planned-faults.ts';
import { plannedRefusal } from './run-write.ts';
import { subscriptionEnded, systemFailure, unsupportedOperation } from './refusal.ts';
import type { Throttle } from './throttle.ts';

/** An answer and what becomes of it on its way. */
export interface Reply {
  readonly answer: Answer;
  /** The connection is cut instead of answering. */
  readonly isLost: boolean;
  /** Half of a body that says it is whole. */
  readonly isTruncated: boolean;
  /** Half of a body, and then the connection is cut. */
  readonly isCutOff: boolean;
  readonly delayMs: number;
}

/** Intuit cuts a request that takes longer, whatever was done (api/quickbooks §3.1). */
const LONGEST_ANSWER_MS = 120_000;

export const plain = (answer: Answer): Reply => ({ answer, isLost: false, isTruncated: false, isCutOff: false, delayMs: 0 });

/** Answers any request: sign-in, or a call to the company. Everything is committed when this returns. */
export function answerRequest(company: CompanyFile, throttle: Throttle, request: ApiRequest): Reply {
  return company.database.transaction(() => route(company, throttle, request)).immediate();
}

function route(company: CompanyFile, throttle: Throttle, request: ApiRequest): Reply {
  if (request.path === AUTHORIZE_PATH) {
    return plain(answerAuthorize(company, request));
  }
  if (request.path === TOKEN_PATH || request.path === REVOKE_PATH) {
    const subject: FaultSubject = { entity: null, docNumber: null, operation: 'token', call: 'single' };
    const burst = takeFault(company, 'throttle', [subject]);
    if (burst !== null) {
      return plain(throttled(burst.body ?? 'empty', burst.retryAfterSeconds ?? null, company.now()));
    }
    return withTroubles(company, [subject], () =>
      request.path === TOKEN_PATH ? answerToken(company, request) : answerRevoke(company, request),
    );
  }
  const [version, area, realmId, ...rest] = request.path.split('/').slice(1).map(decodeURIComponent);
  if (version !== 'v3' || area !== 'company' || realmId === undefined || rest.length === 0) {
    return plain(refused(unsupportedOperation(request.path), company.now()));
  }
  return answerCompany(company, throttle, request, realmId, rest);
}

function answerCompany(company: CompanyFile, throttle: Throttle, request: ApiRequest, realmId: string, rest: readonly string[]): Reply {
  const call = readCall(request, rest);
  const subjects = subjectsOf(company, call);
  company.count('requests');
  const gateway = passGateway(company, throttle, request, { realmId, call, subjects });
  if (gateway !== null) {
    return plain(gateway.status === 429 ? gateway : spoiled(company, subjects, gateway));
  }
  if (company.settings().subscription === 'ended' || takeFault(company, 'suspended', subjects) !== null) {
    return plain(inWantedForm(company, request, subjects, refused(subscriptionEnded(), company.now())));
  }
  return withTroubles(company, subjects, () => {
    const refusal = isReading(call) ? plannedRefusal(company, subjects) : null;
    const answer = refusal === null ? answerCall(company, call, request) : refused(refusal, company.now());
    return inWantedForm(company, request, subjects, answer);
  });
}

const isReading = (call: CompanyCall): boolean => call.kind === 'query' || call.kind === 'cdc' || call.kind === 'read';

/** Sign-in, company and limits, in the order in which Intuit's gateway looks at them. */
function passGateway(
  company: CompanyFile,
  throttle: Throttle,
  request: ApiRequest,
  { realmId, call, subjects }: { readonly realmId: string; readonly call: CompanyCall; readonly subjects: readonly FaultSubject[] },
): Answer | null {
  const nowMs = company.now();
  const refusal = refusedAtDoor(company, request, realmId, subjects);
  if (refusal !== null) {
    return gatewayRefused(refusal, nowMs);
  }
  const settings = company.settings();
  const burst = takeFault(company, 'throttle', subjects);
  if (burst !== null || (settings.limits && !throttle.admits(call.kind === 'batch'))) {
    company.count('throttled');
    return throttled(burst?.body ?? settings.throttleBody, burst?.retryAfterSeconds ?? settings.retryAfterSeconds, nowMs);
  }
  return null;
}

/** Shorter and longer ones are no bearer tokens. At most 4,096 characters is documented; how short is too short is not. */
const TOKEN_LENGTH = { least: 4, most: 4096 } as const;

/** 401 for a token that is worth nothing, 403 for one of another company or environment. */
function refusedAtDoor(
  company: CompanyFile,
  request: ApiRequest,
  realmId: string,
  subjects: readonly FaultSubject[],
): GatewayRefusal | null {
  const token = /^Bearer (.+)$/i.exec(request.headers['authorization'] ?? '')?.[1] ?? null;
  if (token === null) {
    return { status: 401, name: 'AuthenticationFailed', code: '3200', detail: 'Bearer token is missing', type: 'AUTHENTICATION' };
  }
  if (token.length < TOKEN_LENGTH.least || token.length > TOKEN_LENGTH.most) {
    return unauthorisedCompany('Malformed bearer token: too short or too long');
  }
  const held = accessTokenState(company, token);
  const state = takeFault(company, 'unauthorised', subjects) === null ? held.state : 'expired';
  if (state !== 'valid') {
    // The detail carries the token itself, as Intuit's does: callers must keep it out of their logs.
    const detail = `${state === 'expired' ? 'Token expired' : 'Token revoked'}: ${token}`;
    return { status: 401, name: 'AuthenticationFailed', code: '3200', detail, type: 'AUTHENTICATION' };
  }
  if (takeFault(company, 'wrong-cluster', subjects) !== null) {
    return { status: 401, name: 'WrongCluster', code: '130', detail: 'The company is served by another cluster', type: 'SERVICE' };
  }
  const isOurs = realmId === company.requiredFact('realmId') && held.realmId === realmId && company.settings().environment === 'matching';
  return isOurs && takeFault(company, 'wrong-company', subjects) === null
    ? null
    : unauthorisedCompany('The application is not authorized for this company');
}

const unauthorisedCompany = (detail: string): GatewayRefusal => ({
  status: 403,
  name: 'ApplicationAuthorizationFailed',
  code: '3100',
  detail,
  type: 'SERVICE',
});

/** Loses, delays or spoils the answer as planned; a trouble that does not execute leaves the books as they were. */
function withTroubles(company: CompanyFile, subjects: readonly FaultSubject[], run: () => Answer): Reply {
  const before = transportTrouble(company, subjects, false);
  if (before !== null) {
    return before;
  }
  const answer = run();
  const after = transportTrouble(company, subjects, true);
  if (after !== null) {
    return after;
  }
  const delayMs = takeFault(company, 'slow', subjects)?.delayMs ?? 0;
  const isTruncated = takeFault(company, 'truncated-json', subjects) !== null;
  const isCutOff = takeFault(company, 'cut-off', subjects) !== null;
  return { answer, isLost: delayMs > LONGEST_ANSWER_MS, isTruncated, isCutOff, delayMs: Math.min(delayMs, LONGEST_ANSWER_MS) };
}

function transportTrouble(company: CompanyFile, subjects: readonly FaultSubject[], executed: boolean): Reply | null {
  const fits = (fault: { readonly executes?: boolean }): boolean => (fault.executes ?? true) === executed;
  if (takeFault(company, 'lose-answer', subjects, fits) !== null) {
    return { ...plain(gatewayPage(502)), isLost: true };
  }
  if (takeFault(company, 'gateway-timeout', subjects, fits) !== null) {
    return plain(gatewayPage(504));
  }
  if (takeFault(company, 'unavailable', subjects, fits) !== null) {
    return plain(gatewayPage(503));
  }
  if (takeFault(company, 'system-failure', subjects, fits) !== null) {
    return plain(refused(systemFailure('An unexpected error occurred while accessing or saving your data.'), company.now()));
  }
  return takeFault(company, 'bad-gateway', subjects, fits) === null ? null : plain(gatewayPage(502));
}

/** XML for callers that do not ask for JSON; errors with the elements that are set, and spoiled where that is planned. */
function inWantedForm(company: CompanyFile, request: ApiRequest, subjects: readonly FaultSubject[], answer: Answer): Answer {
  const wantsJson = (request.headers['accept'] ?? '').includes('json');
  const worded = withElements(answer, company.settings().errorElements);
  const formed = wantsJson ? worded : asXml(worded, company.now());
  return answer.status >= 400 ? spoiled(company, subjects, formed) : formed;
}

/** An error as XML, as a page or with an empty body, where that is planned. */
function spoiled(company: CompanyFile, subjects: readonly FaultSubject[], answer: Answer): Answer {
  if (takeFault(company, 'xml-errors', subjects) !== null) {
    return isXml(answer) ? answer : asXml(answer, company.now());
  }
  if (takeFault(company, 'html-errors', subjects) !== null) {
    return withoutFault(answer, 'html');
  }
  return takeFault(company, 'empty-errors', subjects) === null ? answer : withoutFault(answer, 'empty');
}

const isXml = (answer: Answer): boolean => answer.contentType.startsWith('application/xml');
