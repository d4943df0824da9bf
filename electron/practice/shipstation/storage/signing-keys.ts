import type { ShopDatabase } from './database.ts';
import { readMeta, writeMeta } from './database.ts';

/** A key that V2's webhooks are signed with. */
export interface SigningKey {
  readonly kid: string;
  /** PKCS #8 PEM. */
  readonly privateKey: string;
}

interface KeyRow {
  readonly number: number;
  readonly private_key: string;
}

/** Keys that receivers may still need: the one in force and the one before. */
const SHOWN_KEYS = 2;

/** Which key is in force; whether it has been made yet is told by {@link signingKeys}. */
export function signingNumber(database: ShopDatabase): number {
  return Number(readMeta(database, 'signing-number') ?? '1');
}

/** From now on another key signs. It is made when it is first needed. */
export function rotateSigningKey(database: ShopDatabase): void {
  writeMeta(database, 'signing-number', String(signingNumber(database) + 1));
}

/** The keys in force and before, newest first. */
export function signingKeys(database: ShopDatabase): SigningKey[] {
  return database
    .prepare<[number], KeyRow>('SELECT number, private_key FROM signing_keys ORDER BY number DESC LIMIT ?')
    .all(SHOWN_KEYS)
    .map(toKey);
}

/** The key in force; null until it is made. */
export function currentSigningKey(database: ShopDatabase): SigningKey | null {
  const row = database
    .prepare<[number], KeyRow>('SELECT number, private_key FROM signing_keys WHERE number = ?')
    .get(signingNumber(database));
  return row === undefined ? null : toKey(row);
}

/** Keeps a key as the one of its number, unless another process was faster. */
export function keepSigningKey(database: ShopDatabase, number: number, privateKey: string): void {
  database.prepare('INSERT OR IGNORE INTO signing_keys (number, private_key) VALUES (?, ?)').run(number, privateKey);
}

function toKey({ number, private_key: privateKey }: KeyRow): SigningKey {
  return { kid: `practice-${number}`, privateKey };
}
