import { createHash, timingSafeEqual } from 'node:crypto';

import { readMeta, type ShopDatabase, writeMeta } from './database.ts';

export interface ApiKey {
  readonly apiKey: string;
  readonly apiSecret: string;
}

/** How a presented pair stands. `expired` is the pair in force after its time ran out; a rotated one is `wrong`. */
export type KeyStanding = 'valid' | 'expired' | 'wrong';

/** The key in force. Its number counts rotations, so that every file gives the same keys in the same order. */
export function currentKey(database: ShopDatabase): ApiKey {
  const number = readMeta(database, 'key-number') ?? '1';
  return { apiKey: digestOf(`practice key ${number}`), apiSecret: digestOf(`practice secret ${number}`) };
}

/** Replaces the key: the old one is refused from now on. Lifts an expiry. */
export function rotateKey(database: ShopDatabase): ApiKey {
  writeMeta(database, 'key-number', String(Number(readMeta(database, 'key-number') ?? '1') + 1));
  writeMeta(database, 'key-expired', 'no');
  return currentKey(database);
}

/** Lets the key in force run out, as V1's do after 3, 6 or 12 months. */
export function expireKey(database: ShopDatabase): void {
  writeMeta(database, 'key-expired', 'yes');
}

export function keyStanding(database: ShopDatabase, presented: ApiKey): KeyStanding {
  const key = currentKey(database);
  if (!isSame(presented.apiKey, key.apiKey) || !isSame(presented.apiSecret, key.apiSecret)) {
    return 'wrong';
  }
  return readMeta(database, 'key-expired') === 'yes' ? 'expired' : 'valid';
}

function isSame(presented: string, expected: string): boolean {
  return timingSafeEqual(createHash('sha256').update(presented).digest(), createHash('sha256').update(expected).digest());
}

/** V1 keys and secrets are 32 hexadecimal digits. */
function digestOf(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 32);
}
