import { randomBytes } from 'node:crypto';

import type { CompanyFile } from '../company-file.ts';

export const ACCESS_SECONDS = 3600;
/** 101 days, as Intuit answers it (api/quickbooks §1.3). */
const REFRESH_SECONDS = 8_726_400;
/** Five years from the consent (api/quickbooks §1.5). */
const HARD_SECONDS = 157_680_000;
/** The refresh value changes when it is this old. */
const ROTATION_MS = 24 * 3_600_000;
/** Refreshes of one value within this time were sent at the same time. */
const CONCURRENT_MS = 1000;

export interface Grant {
  readonly id: number;
  readonly code: string;
  readonly redirect_uri: string;
  readonly consented_ms: number;
  readonly exchanged: number;
  readonly revoked: number;
  /** Null in consents of an older Purser: this company. */
  readonly realm_id: string | null;
}

interface RefreshRow {
  readonly value: string;
  readonly grant_id: number;
  readonly issued_ms: number;
  readonly current: number;
  readonly used_ms: number | null;
  readonly replaced_ms: number | null;
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

/** Whether a consent was taken up by the app and not taken back since. */
export function hasConsent(company: CompanyFile): boolean {
  return company.prepare('SELECT 1 FROM grants WHERE exchanged = 1 AND revoked = 0').get() !== undefined;
}

/** Disconnects the company: every token of every consent stops. */
export function revokeAll(company: CompanyFile): void {
  company.prepare('UPDATE grants SET revoked = 1').run();
}

/** Makes consent and refresh values older than they are, so that their ends come near. */
export function ageConnection(
  company: CompanyFile,
  { consentMs = 0, refreshMs = 0 }: { readonly consentMs?: number; readonly refreshMs?: number },
): void {
  company.prepare('UPDATE grants SET consented_ms = consented_ms - ? WHERE revoked = 0').run(consentMs);
  company.prepare('UPDATE refresh_tokens SET issued_ms = issued_ms - ? WHERE current = 1').run(refreshMs);
}

export function expireAccessTokens(company: CompanyFile): void {
  company.prepare('UPDATE access_tokens SET expires_ms = ?').run(company.now());
}

/** The company that a consent is for. */
const realmOf = (company: CompanyFile, realmId: string | null): string => realmId ?? company.requiredFact('realmId');

/** Marks the code as used and issues the first tokens. A company has one connection per app: its earlier ones end. */
export function exchangeGrant(company: CompanyFile, grant: Grant): IssuedTokens {
  company
    .prepare('UPDATE grants SET revoked = 1 WHERE id <> ? AND coalesce(realm_id, ?) = ?')
    .run(grant.id, company.requiredFact('realmId'), realmOf(company, grant.realm_id));
  company.prepare('UPDATE grants SET exchanged = 1 WHERE id = ?').run(grant.id);
  return issued(company, grant, newRefreshValue(company, grant.id), company.now());
}

export type Refreshed = { readonly kind: 'tokens'; readonly tokens: IssuedTokens } | { readonly kind: 'invalid' };

/**
 * Refreshes. Within a day the same refresh value comes back; after it, or at every call by setting, a new one. The old one
 * stops at once, or after the grace that is set. Old values and values used twice at a time may be taken as theft, by setting.
 */
export function refreshTokens(company: CompanyFile, value: string): Refreshed {
  const row = company.prepare<[string], RefreshRow>('SELECT * FROM refresh_tokens WHERE value = ?').get(value);
  const grant = row === undefined ? null : grantById(company, row.grant_id);
  if (row === undefined || grant === null || grant.revoked === 1) {
    return { kind: 'invalid' };
  }
  const now = company.now();
  const settings = company.settings();
  if (settings.concurrentRefreshRevokes && row.used_ms !== null && now - row.used_ms < CONCURRENT_MS) {
    revokeGrant(company, grant.id);
    return { kind: 'invalid' };
  }
  company.prepare('UPDATE refresh_tokens SET used_ms = ? WHERE value = ?').run(now, row.value);
  if (row.current === 0) {
    return refreshByReplaced(company, grant, row);
  }
  if (now >= row.issued_ms + REFRESH_SECONDS * 1000 || now >= grant.consented_ms + HARD_SECONDS * 1000) {
    return { kind: 'invalid' };
  }
  const isDue = settings.refreshRotation === 'every-call' || now - row.issued_ms >= ROTATION_MS;
  if (!isDue) {
    return { kind: 'tokens', tokens: issued(company, grant, row.value, row.issued_ms) };
  }
  company.prepare('UPDATE refresh_tokens SET current = 0, replaced_ms = ? WHERE value = ?').run(now, row.value);
  return { kind: 'tokens', tokens: issued(company, grant, newRefreshValue(company, grant.id), now) };
}

/** A value that was replaced: within the grace it gives the newest value again. */
function refreshByReplaced(company: CompanyFile, grant: Grant, row: RefreshRow): Refreshed {
  const { refreshGraceMs, oldRefreshRevokes } = company.settings();
  const newest = company.prepare<[number], RefreshRow>('SELECT * FROM refresh_tokens WHERE grant_id = ? AND current = 1').get(grant.id);
  if (newest !== undefined && row.replaced_ms !== null && company.now() - row.replaced_ms < refreshGraceMs) {
    return { kind: 'tokens', tokens: issued(company, grant, newest.value, newest.issued_ms) };
  }
  if (oldRefreshRevokes) {
    revokeGrant(company, grant.id);
  }
  return { kind: 'invalid' };
}

export type TokenState = 'valid' | 'expired' | 'revoked' | 'unknown';

/** What an access token is worth, and the company that it opens. */
export function accessTokenState(company: CompanyFile, value: string): { readonly state: TokenState; readonly realmId: string | null } {
  const row = company
    .prepare<[string], { expires_ms: number; revoked: number; realm_id: string | null }>(
      'SELECT a.expires_ms, g.revoked, g.realm_id FROM access_tokens a JOIN grants g ON g.id = a.grant_id WHERE a.value = ?',
    )
    .get(value);
  if (row === undefined) {
    return { state: 'unknown', realmId: null };
  }
  const realmId = realmOf(company, row.realm_id);
  if (row.revoked === 1) {
    return { state: 'revoked', realmId };
  }
  return { state: company.now() >= row.expires_ms ? 'expired' : 'valid', realmId };
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
