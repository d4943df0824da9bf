import type { ApiRequest } from './api-request.ts';
import { answerCall, type CompanyCall, readCall, subjectsOf } from './company-api.ts';
import type { CompanyFile } from './company-file.ts';
import { type Answer, asXml, gatewayPage, gatewayRefused, refused, throttled } from './envelopes.ts';
import { answerAuthorize, AUTHORIZE_PATH } from './oauth/authorize.ts';
import { answerRevoke, answerToken, REVOKE_PATH, TOKEN_PATH } from './oauth/token-endpoint.ts';
import { accessTokenState, type TokenState } from './oauth/tokens.ts';
import { type FaultSubject, takeFault } from './planned-faults.ts';
import { plannedRefusal } from './run-write.ts';
import { subscriptionEnded, unsupportedOperation } from './refusal.ts';
import type { Throttle } from './throttle.ts';

/** An answer and what becomes of it on its way. */
export interface Reply {
  readonly answer: Answer;
  /** The connection is cut instead of answering. */
  readonly isLost: boolean;
  readonly isTruncated: boolean;
  readonly delayMs: number;
}

const plain = (answer: Answer): Reply => ({ answer, isLost: false, isTruncated: false, delayMs: 0 });

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
    const isSpoiled = gateway.status !== 429 && takeFault(company, 'xml-errors', subjects) !== null;
    return plain(isSpoiled ? asXml(gateway, company.now()) : gateway);
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
  const token = /^Bearer (.+)$/i.exec(request.headers['authorization'] ?? '')?.[1] ?? '';
  const state = takeFault(company, 'unauthorised', subjects) === null ? accessTokenState(company, token) : 'expired';
  if (state !== 'valid') {
    return gatewayRefused(
      { status: 401, name: 'AuthenticationFailed', code: '3200', detail: tokenDetail(state, token), type: 'AUTHENTICATION' },
      nowMs,
    );
  }
  if (realmId !== company.requiredFact('realmId')) {
    return gatewayRefused(
      {
        status: 403,
        name: 'ApplicationAuthorizationFailed',
        code: '3100',
        detail: 'The application is not authorized for this company',
        type: 'SERVICE',
      },
      nowMs,
    );
  }
  const settings = company.settings();
  const burst = takeFault(company, 'throttle', subjects);
  if (burst !== null || (settings.limits && !throttle.admits(call.kind === 'batch'))) {
    company.count('throttled');
    return throttled(burst?.body ?? settings.throttleBody, nowMs);
  }
  return null;
}

/** The detail carries the token itself, as Intuit's does: callers must keep it out of their logs. */
function tokenDetail(state: TokenState, token: string): string {
  if (token === '') {
    return 'Malformed bearer token: too short or too long';
  }
  return `${state === 'expired' ? 'Token expired' : 'Token revoked'}: ${token}`;
}

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
  const slow = takeFault(company, 'slow', subjects);
  return { answer, isLost: false, isTruncated: takeFault(company, 'truncated-json', subjects) !== null, delayMs: slow?.delayMs ?? 0 };
}

function transportTrouble(company: CompanyFile, subjects: readonly FaultSubject[], executed: boolean): Reply | null {
  const fits = (fault: { readonly executes?: boolean }): boolean => (fault.executes ?? true) === executed;
  if (takeFault(company, 'lose-answer', subjects, fits) !== null) {
    return { ...plain(gatewayPage(502)), isLost: true };
  }
  if (takeFault(company, 'gateway-timeout', subjects, fits) !== null) {
    return plain(gatewayPage(504));
  }
  return takeFault(company, 'bad-gateway', subjects, fits) === null ? null : plain(gatewayPage(502));
}

/** XML for callers that do not ask for JSON, and for errors where that is planned. */
function inWantedForm(company: CompanyFile, request: ApiRequest, subjects: readonly FaultSubject[], answer: Answer): Answer {
  const wantsJson = (request.headers['accept'] ?? '').includes('json');
  const isSpoiled = answer.status >= 400 && takeFault(company, 'xml-errors', subjects) !== null;
  return wantsJson && !isSpoiled ? answer : asXml(answer, company.now());
}
