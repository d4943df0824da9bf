import { randomBytes } from 'node:crypto';

import type { ApiRequest } from '../api-request.ts';
import type { CompanyFile } from '../company-file.ts';
import type { Answer } from '../envelopes.ts';
import { textAt } from '../json-value.ts';
import { brokenRequestPage, consentPage } from './consent-page.ts';
import { isAllowedRedirect } from './redirects.ts';

export const AUTHORIZE_PATH = '/connect/oauth2';
const SCOPE = 'com.intuit.quickbooks.accounting';

/** GET shows the consent page; POST of one of its forms sends the person back to the app (api/quickbooks §1.2). */
export function answerAuthorize(company: CompanyFile, request: ApiRequest): Answer {
  const { query } = request;
  const redirect = query.get('redirect_uri') ?? '';
  const state = query.get('state');
  if (query.get('client_id') !== company.requiredFact('clientId')) {
    return page(400, brokenRequestPage('The client_id is not known.'));
  }
  if (!isAllowedRedirect(redirect, company.settings())) {
    return page(
      400,
      brokenRequestPage(
        'The redirect_uri query parameter value is invalid. Make sure it is listed in the Redirect URIs section of your app’s keys tab and matches exactly.',
      ),
    );
  }
  if (state === null || state === '') {
    return page(400, brokenRequestPage('The state query parameter is missing.'));
  }
  const scopes = (query.get('scope') ?? '').split(' ');
  if (query.get('response_type') !== 'code' || !scopes.includes(SCOPE)) {
    return sendBack(redirect, { error: query.get('response_type') === 'code' ? 'invalid_scope' : 'unsupported_response_type', state });
  }
  if (request.method === 'GET') {
    const name = textAt(company.find('CompanyInfo', '1')?.body ?? null, 'CompanyName') ?? '';
    return page(200, consentPage(name, `${AUTHORIZE_PATH}?${query.toString()}`));
  }
  if (new URLSearchParams(request.bodyText).get('decision') !== 'connect') {
    return sendBack(redirect, { error: 'access_denied', state });
  }
  const realmId = company.settings().consentRealmId ?? company.requiredFact('realmId');
  return sendBack(redirect, { code: issueCode(company, redirect, realmId), state, realmId });
}

/** A code that can be exchanged once, within ten minutes, with the same redirect address. */
function issueCode(company: CompanyFile, redirect: string, realmId: string): string {
  const code = `AB1${randomBytes(24).toString('base64url')}`;
  company
    .prepare('INSERT INTO grants (code, redirect_uri, consented_ms, realm_id) VALUES (?, ?, ?, ?)')
    .run(code, redirect, company.now(), realmId);
  return code;
}

const page = (status: number, body: string): Answer => ({ status, contentType: 'text/html; charset=utf-8', body });

function sendBack(redirect: string, parameters: Readonly<Record<string, string>>): Answer {
  const url = new URL(redirect);
  for (const [name, value] of Object.entries(parameters)) {
    url.searchParams.set(name, value);
  }
  return { status: 302, contentType: 'text/plain', body: '', headers: { Location: url.toString() } };
}
