import { createHash, timingSafeEqual } from 'node:crypto';

import { fail, ok, type Result } from '../../../../shared/domain/result.ts';
import { readMeta, type ShopDatabase, writeMeta } from './database.ts';

export interface ApiKey {
  readonly apiKey: string;
  readonly apiSecret: string;
}

/** A key as the account's own screen lists it. */
export interface ListedKey extends ApiKey {
  readonly isExpired: boolean;
}

/** How a presented key stands. `expired`: its time ran out; a deleted or rotated one is `wrong`. */
export type KeyStanding = 'valid' | 'expired' | 'wrong';

type Api = 'v1' | 'v2';

/** V1: an account has at most two sets, so that one can be replaced while the other works (api facts, section 1). */
const MOST_V1_KEYS = 2;

interface KeyRow {
  readonly number: number;
  readonly is_expired: number;
}

/** How often a key was made, so that every file gives the same keys in the same order. */
const COUNTED = { v1: 'key-number', v2: 'v2-key-number' } as const;

function rowsOf(database: ShopDatabase, api: Api): KeyRow[] {
  const rows = database.prepare<[Api], KeyRow>('SELECT number, is_expired FROM api_keys WHERE api = ? ORDER BY number').all(api);
  return rows.length > 0 ? rows : [firstRow(database, api)];
}

/** The key that a shop begins with has no row: one of an older version kept its number, and whether it ran out, beside the tables. */
function firstRow(database: ShopDatabase, api: Api): KeyRow {
  return api === 'v1'
    ? { number: Number(readMeta(database, 'key-number') ?? '1'), is_expired: readMeta(database, 'key-expired') === 'yes' ? 1 : 0 }
    : { number: 1, is_expired: 0 };
}

/** V1's key sets, oldest first. */
export function listKeys(database: ShopDatabase): ListedKey[] {
  return rowsOf(database, 'v1').map((row) => ({ ...keyOf(row.number), isExpired: row.is_expired === 1 }));
}

/** The newest key set. */
export function currentKey(database: ShopDatabase): ApiKey {
  return keyOf(rowsOf(database, 'v1').at(-1)?.number ?? 1);
}

/** Makes a second set beside the one that is there; refused where there are two. */
export function addKey(database: ShopDatabase): Result<ApiKey> {
  const rows = rowsOf(database, 'v1');
  if (rows.length >= MOST_V1_KEYS) {
    return fail({ code: 'practice/two-keys', message: 'The account has two key sets already. Delete one first.' });
  }
  return ok(keyOf(keepAndAdd(database, 'v1', rows)));
}

/** Deletes a set: it is refused from now on. The last one can only be replaced. */
export function deleteKey(database: ShopDatabase, apiKey: string): Result<null> {
  const rows = rowsOf(database, 'v1');
  const rest = rows.filter(({ number }) => keyOf(number).apiKey !== apiKey);
  if (rest.length === rows.length || rest.length === 0) {
    return fail({ code: 'practice/unknown-key', message: 'The account has no such key set beside another one' });
  }
  keep(database, 'v1', rest);
  return ok(null);
}

/** Replaces every set by a new one. */
export function rotateKey(database: ShopDatabase): ApiKey {
  const rows = rowsOf(database, 'v1');
  const number = keepAndAdd(database, 'v1', rows);
  keep(database, 'v1', [{ number, is_expired: 0 }]);
  return keyOf(number);
}

/** Lets a set run out, as V1's do after 3, 6 or 12 months; all of them where none is named. */
export function expireKey(database: ShopDatabase, apiKey: string | null): void {
  const rows = rowsOf(database, 'v1');
  keep(
    database,
    'v1',
    rows.map((row) => (apiKey === null || keyOf(row.number).apiKey === apiKey ? { ...row, is_expired: 1 } : row)),
  );
}

export function keyStanding(database: ShopDatabase, presented: ApiKey): KeyStanding {
  const row = rowsOf(database, 'v1').find(({ number }) => {
    const key = keyOf(number);
    return isSame(presented.apiKey, key.apiKey) && isSame(presented.apiSecret, key.apiSecret);
  });
  return standingOf(row);
}

/** The V2 key in force. */
export function currentV2Key(database: ShopDatabase): string {
  return v2KeyOf(rowsOf(database, 'v2').at(-1)?.number ?? 1);
}

/** Replaces the V2 key. */
export function rotateV2Key(database: ShopDatabase): string {
  const number = keepAndAdd(database, 'v2', rowsOf(database, 'v2'));
  keep(database, 'v2', [{ number, is_expired: 0 }]);
  return v2KeyOf(number);
}

export function expireV2Key(database: ShopDatabase): void {
  keep(
    database,
    'v2',
    rowsOf(database, 'v2').map((row) => ({ ...row, is_expired: 1 })),
  );
}

export function v2KeyStanding(database: ShopDatabase, presented: string): KeyStanding {
  return standingOf(rowsOf(database, 'v2').find(({ number }) => isSame(presented, v2KeyOf(number))));
}

function standingOf(row: KeyRow | undefined): KeyStanding {
  if (row === undefined) {
    return 'wrong';
  }
  return row.is_expired === 1 ? 'expired' : 'valid';
}

function keepAndAdd(database: ShopDatabase, api: Api, rows: readonly KeyRow[]): number {
  const number = Number(readMeta(database, COUNTED[api]) ?? '1') + 1;
  writeMeta(database, COUNTED[api], String(number));
  keep(database, api, [...rows, { number, is_expired: 0 }]);
  return number;
}

function keep(database: ShopDatabase, api: Api, rows: readonly KeyRow[]): void {
  database.prepare('DELETE FROM api_keys WHERE api = ?').run(api);
  const insert = database.prepare('INSERT INTO api_keys (number, api, is_expired) VALUES (?, ?, ?)');
  for (const row of rows) {
    insert.run(row.number, api, row.is_expired);
  }
}

function keyOf(number: number): ApiKey {
  return { apiKey: digestOf(`practice key ${number}`), apiSecret: digestOf(`practice secret ${number}`) };
}

/** V1 keys and secrets are 32 hexadecimal digits. */
function digestOf(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 32);
}

/** V2 keys are longer, of more letters, and stand alone. */
function v2KeyOf(number: number): string {
  return createHash('sha256').update(`practice V2 key ${number}`).digest('base64');
}

function isSame(presented: string, expected: string): boolean {
  return timingSafeEqual(createHash('sha256').update(presented).digest(), createHash('sha256').update(expected).digest());
}
