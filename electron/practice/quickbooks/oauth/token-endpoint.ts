import type { ApiRequest } from '../api-request.ts';
import type { CompanyFile } from '../company-file.ts';
import type { Answer } from '../envelopes.ts';
import { isObject, parseJson, textAt } from '../json-value.ts';
import { ACCESS_SECONDS, exchangeGrant, grantOfCode, type IssuedTokens, refreshTokens, revokeGrant, revokeToken } from './tokens.ts';

export const TOKEN_PATH = '/oauth2/v1/tokens/bearer';
export const REVOKE_PATH = '/v2/oauth2/tokens/revoke';
const CODE_LIFE_MS = 600_000;

/** Exchanges a code, or refreshes (api/quickbooks §1.3 and §1.4). */
export function answerToken(company: CompanyFile, request: ApiRequest): Answer {
  const form = new URLSearchParams(request.bodyText);
  if (!isOurClient(company, request, form)) {
    return oauthError(401, 'invalid_client');
  }
  const grantType = form.get('grant_type');
  if (grantType === 'authorization_code') {
    return exchange(company, request, form);
  }
  if (grantType !== 'refresh_token') {
    return oauthError(400, 'unsupported_grant_type');
  }
  const refreshed = refreshTokens(company, form.get('refresh_token') ?? '');
  company.count('refreshes');
  return refreshed.kind === 'tokens' ? tokenAnswer(refreshed.tokens, request) : oauthError(400, 'invalid_grant', 'Token invalid');
}

/** A code that comes a second time is refused, and what it brought the first time is revoked. */
function exchange(company: CompanyFile, request: ApiRequest, form: URLSearchParams): Answer {
  const grant = grantOfCode(company, form.get('code') ?? '');
  if (grant === null) {
    return oauthError(400, 'invalid_grant');
  }
  if (grant.exchanged === 1) {
    revokeGrant(company, grant.id);
    return oauthError(400, 'invalid_grant');
  }
  if (grant.revoked === 1 || company.now() - grant.consented_ms > CODE_LIFE_MS || form.get('redirect_uri') !== grant.redirect_uri) {
    return oauthError(400, 'invalid_grant');
  }
  company.count('exchanges');
  return tokenAnswer(exchangeGrant(company, grant), request);
}

/** Revokes by refresh or access token, sent as JSON or as a form: 200 with nothing in it (api/quickbooks §1.6). */
export function answerRevoke(company: CompanyFile, request: ApiRequest): Answer {
  const form = new URLSearchParams(request.bodyText);
  if (!isOurClient(company, request, form)) {
    return oauthError(401, 'invalid_client');
  }
  const parsed = parseJson(request.bodyText);
  const token = parsed !== null && isObject(parsed.value) ? textAt(parsed.value, 'token') : form.get('token');
  return token !== null && revokeToken(company, token)
    ? { status: 200, contentType: 'application/json', body: '' }
    : oauthError(400, 'invalid_request');
}

/** Basic by preference, or id and secret in the form, as Intuit's discovery document lists. */
function isOurClient(company: CompanyFile, request: ApiRequest, form: URLSearchParams): boolean {
  const expected = `${company.requiredFact('clientId')}:${company.requiredFact('clientSecret')}`;
  const basic = /^Basic ([A-Za-z0-9+/=_-]+)$/.exec(request.headers['authorization'] ?? '')?.[1];
  const given =
    basic === undefined
      ? `${form.get('client_id') ?? ''}:${form.get('client_secret') ?? ''}`
      : Buffer.from(basic, 'base64').toString('utf8');
  return given === expected;
}

function tokenAnswer(tokens: IssuedTokens, request: ApiRequest): Answer {
  const wantsHardExpiry = request.headers['x-include-refresh-token-hard-expires-in'] === 'true';
  const body = {
    token_type: 'bearer',
    access_token: tokens.access,
    expires_in: ACCESS_SECONDS,
    refresh_token: tokens.refresh,
    x_refresh_token_expires_in: tokens.refreshExpiresIn,
    ...(wantsHardExpiry ? { x_refresh_token_hard_expires_in: tokens.hardExpiresIn } : {}),
  };
  return {
    status: 200,
    contentType: 'application/json;charset=utf-8',
    body: JSON.stringify(body),
    headers: { 'Cache-Control': 'no-cache, no-store' },
  };
}

function oauthError(status: number, error: string, description?: string): Answer {
  return {
    status,
    contentType: 'application/json;charset=utf-8',
    body: JSON.stringify(description === undefined ? { error } : { error, error_description: description }),
  };
}
