import { randomBytes } from 'node:crypto';

import type { CompanyFile } from '../company-file.ts';

export const ACCESS_SECONDS = 3600;
/** 101 days, as Intuit answers it (api/quickbooks §1.3). */
const REFRESH_SECONDS = 8_726_400;
/** Five years from the consent (api/quickbooks §1.5). */
const HARD_SECONDS = 157_680_000;
/** The refresh value changes when it is this old. */
const ROTATION_MS = 24 * 3_600_000;

export interface Grant {
  readonly id: number;
  readonly code: string;
  readonly redirect_uri: string;
  readonly consented_ms: number;
  readonly exchanged: number;
  readonly revoked: number;
}

interface RefreshRow {
  readonly value: string;
  readonly grant_id: number;
  readonly issued_ms: number;
  readonly current: number;
}

export interface IssuedTokens {
  readonly access: string;
  readonly refresh: string;
  readonly refreshExpiresIn: number;
  readonly hardExpiresIn: number;
}

export function grantOfCode(company: CompanyFile, code: string): Grant | null {
  return company.prepare<[string], Grant>('SELECT * FROM grants WHERE code = ?').get(code) ?? null;
}

function grantById(company: CompanyFile, id: number): Grant | null {
  return company.prepare<[number], Grant>('SELECT * FROM grants WHERE id = ?').get(id) ?? null;
}

export function revokeGrant(company: CompanyFile, grantId: number): void {
  company.prepare('UPDATE grants SET revoked = 1 WHERE id = ?').run(grantId);
}

/** Disconnects the company: every token of every consent stops. */
export function revokeAll(company: CompanyFile): void {
  company.prepare('UPDATE grants SET revoked = 1').run();
}

export function expireAccessTokens(company: CompanyFile): void {
  company.prepare('UPDATE access_tokens SET expires_ms = ?').run(company.now());
}

/** Marks the code as used and issues the first tokens. A company has one connection per app: earlier ones end. */
export function exchangeGrant(company: CompanyFile, grant: Grant): IssuedTokens {
  company.prepare('UPDATE grants SET revoked = 1 WHERE id <> ?').run(grant.id);
  company.prepare('UPDATE grants SET exchanged = 1 WHERE id = ?').run(grant.id);
  return issued(company, grant, newRefreshValue(company, grant.id), company.now());
}

export type Refreshed = { readonly kind: 'tokens'; readonly tokens: IssuedTokens } | { readonly kind: 'invalid' };

/**
 * Refreshes. Within a day the same refresh value comes back; after it, or at every call by setting, a new one, and the old
 * one stops at once.
 */
export function refreshTokens(company: CompanyFile, value: string): Refreshed {
  const row = company.prepare<[string], RefreshRow>('SELECT * FROM refresh_tokens WHERE value = ?').get(value);
  const grant = row === undefined ? null : grantById(company, row.grant_id);
  if (row === undefined || grant === null || grant.revoked === 1) {
    return { kind: 'invalid' };
  }
  const now = company.now();
  const settings = company.settings();
  if (row.current === 0) {
    if (settings.oldRefreshRevokes) {
      revokeGrant(company, grant.id);
    }
    return { kind: 'invalid' };
  }
  if (now >= row.issued_ms + REFRESH_SECONDS * 1000 || now >= grant.consented_ms + HARD_SECONDS * 1000) {
    return { kind: 'invalid' };
  }
  const isDue = settings.refreshRotation === 'every-call' || now - row.issued_ms >= ROTATION_MS;
  if (!isDue) {
    return { kind: 'tokens', tokens: issued(company, grant, row.value, row.issued_ms) };
  }
  company.prepare('UPDATE refresh_tokens SET current = 0 WHERE value = ?').run(row.value);
  return { kind: 'tokens', tokens: issued(company, grant, newRefreshValue(company, grant.id), now) };
}

export type TokenState = 'valid' | 'expired' | 'revoked' | 'unknown';

export function accessTokenState(company: CompanyFile, value: string): TokenState {
  const row = company
    .prepare<[string], { expires_ms: number; revoked: number }>(
      'SELECT a.expires_ms, g.revoked FROM access_tokens a JOIN grants g ON g.id = a.grant_id WHERE a.value = ?',
    )
    .get(value);
  if (row === undefined) {
    return 'unknown';
  }
  if (row.revoked === 1) {
    return 'revoked';
  }
  return company.now() >= row.expires_ms ? 'expired' : 'valid';
}

/** Revokes by either token. False where it is none of ours. */
export function revokeToken(company: CompanyFile, value: string): boolean {
  const row = company
    .prepare<[string, string], { grant_id: number }>(
      'SELECT grant_id FROM refresh_tokens WHERE value = ? UNION SELECT grant_id FROM access_tokens WHERE value = ?',
    )
    .get(value, value);
  const grant = row === undefined ? null : grantById(company, row.grant_id);
  if (grant === null || grant.revoked === 1) {
    return false;
  }
  revokeGrant(company, grant.id);
  return true;
}

function newRefreshValue(company: CompanyFile, grantId: number): string {
  const value = `RT1-${randomBytes(30).toString('base64url')}`;
  company
    .prepare('INSERT INTO refresh_tokens (value, grant_id, issued_ms, current) VALUES (?, ?, ?, 1)')
    .run(value, grantId, company.now());
  return value;
}

function issued(company: CompanyFile, grant: Grant, refresh: string, refreshIssuedMs: number): IssuedTokens {
  const access = `eyJhbGciOiJkaXIifQ..${randomBytes(96).toString('base64url')}`;
  const now = company.now();
  company
    .prepare('INSERT INTO access_tokens (value, grant_id, expires_ms) VALUES (?, ?, ?)')
    .run(access, grant.id, now + ACCESS_SECONDS * 1000);
  return {
    access,
    refresh,
    refreshExpiresIn: Math.floor((refreshIssuedMs + REFRESH_SECONDS * 1000 - now) / 1000),
    hardExpiresIn: Math.floor((grant.consented_ms + HARD_SECONDS * 1000 - now) / 1000),
  };
}
