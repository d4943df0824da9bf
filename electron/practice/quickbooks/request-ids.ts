import { createHash } from 'node:crypto';

import type { CompanyFile } from './company-file.ts';
import type { Answer } from './envelopes.ts';

/** Longest request id of a single call, and of a batch, whose items add their own id of at most ten (api/quickbooks §2.4). */
export const LONGEST_REQUEST_ID = 50;
export const LONGEST_BATCH_REQUEST_ID = 36;
export const LONGEST_ITEM_ID = 10;

export type Remembered = { readonly kind: 'new' } | { readonly kind: 'same'; readonly answer: Answer } | { readonly kind: 'other-body' };

interface RequestRow {
  readonly status: number;
  readonly content_type: string;
  readonly body: string;
  readonly request_hash: string;
  readonly stored_ms: number;
}

/** What an earlier request of this id was answered. */
export function recall(company: CompanyFile, key: string, requestText: string): Remembered {
  const row = company
    .prepare<[string], RequestRow>('SELECT status, content_type, body, request_hash, stored_ms FROM request_ids WHERE key = ?')
    .get(key);
  const settings = company.settings();
  if (row === undefined || (settings.requestIdRetentionMs !== null && company.now() - row.stored_ms > settings.requestIdRetentionMs)) {
    return { kind: 'new' };
  }
  if (row.request_hash !== hashOf(requestText) && settings.requestIdReuse === 'refuse') {
    return { kind: 'other-body' };
  }
  company.count('replays');
  return {
    kind: 'same',
    answer: { status: row.status, contentType: row.content_type, body: row.body, headers: { 'QBO-Version': '1995.120' } },
  };
}

/** Keeps an answer under the id. Callers keep successes only, unless the settings say otherwise. */
export function remember(company: CompanyFile, key: string, requestText: string, answer: Answer): void {
  company
    .prepare('INSERT OR REPLACE INTO request_ids (key, status, content_type, body, request_hash, stored_ms) VALUES (?, ?, ?, ?, ?, ?)')
    .run(key, answer.status, answer.contentType, answer.body, hashOf(requestText), company.now());
}

const hashOf = (text: string): string => createHash('sha256').update(text).digest('hex');
