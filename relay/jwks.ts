import type { JsonWebKey, KeyObject } from 'node:crypto';
import { createPublicKey } from 'node:crypto';

import type { Log } from './log.ts';
import { describeError } from './log.ts';
import type { Metrics } from './metrics.ts';

/** Keys older than this are fetched again beside the work; ShipStation publishes new ones ahead of their use. */
const FRESH_MS = 60 * 60_000;
/** Keys older than this are used no longer: a key that was taken back must not be good for ever because the address is down. */
const USABLE_MS = 24 * 60 * 60_000;
/** Not more often than this, whatever key ids strangers make up. */
const LEAST_BETWEEN_MS = 60_000;
/** After a failure a little sooner, so that one lost packet does not refuse a minute of deliveries. */
const LEAST_AFTER_FAILURE_MS = 5_000;
const FETCH_LIMIT_MS = 5_000;
const MOST_BYTES = 256 * 1024;
const MOST_KEYS = 64;
/** Below this RSA can be broken. */
const LEAST_RSA_BITS = 2048;

/** `unknown`: ShipStation does not have that key. `unavailable`: its keys can't be had now, so nobody can say. */
export type KeyLookup = { readonly kind: 'found'; readonly key: KeyObject } | { readonly kind: 'unknown' | 'unavailable' };

export interface SigningKeys {
  find(keyId: string): Promise<KeyLookup>;
  /** Fetches the keys ahead of the first delivery. */
  warm(): Promise<void>;
}

export interface SigningKeysOptions {
  readonly url: string;
  readonly now: () => number;
  readonly log: Log;
  readonly metrics: Metrics;
  readonly fetchText?: (url: string) => Promise<string>;
}

type KnownKeys = ReadonlyMap<string, KeyObject>;

/** ShipStation's public keys: fetched once for all who wait, remembered, and fetched again where an unknown key id shows up. */
export function createSigningKeys({ url, now, log, metrics, fetchText = fetchSmallText }: SigningKeysOptions): SigningKeys {
  let known: KnownKeys = new Map();
  let fetchedAt = Number.NEGATIVE_INFINITY;
  let mayFetchAt = Number.NEGATIVE_INFINITY;
  let underway: Promise<void> | null = null;

  const fetchKeys = async (): Promise<void> => {
    try {
      known = readKeys(await fetchText(url));
      fetchedAt = now();
      mayFetchAt = fetchedAt + LEAST_BETWEEN_MS;
      metrics.count('relay_jwks_fetches_total', 'ok');
    } catch (error) {
      mayFetchAt = now() + LEAST_AFTER_FAILURE_MS;
      metrics.count('relay_jwks_fetches_total', 'failed');
      log.write('warn', 'keys.fetch-failed', { error: describeError(error) });
    }
  };
  const refresh = async (): Promise<void> => {
    if (underway === null && now() < mayFetchAt) {
      return;
    }
    underway ??= fetchKeys().finally(() => {
      underway = null;
    });
    await underway;
  };
  const isUsable = (): boolean => now() - fetchedAt < USABLE_MS;
  return {
    warm: refresh,
    async find(keyId) {
      if (!isUsable() || !known.has(keyId)) {
        await refresh();
      } else if (now() - fetchedAt >= FRESH_MS) {
        // Beside the work: the key that is known answers this delivery.
        void refresh();
      }
      if (!isUsable()) {
        return { kind: 'unavailable' };
      }
      const key = known.get(keyId);
      return key === undefined ? { kind: 'unknown' } : { kind: 'found', key };
    },
  };
}

/** @throws where the text is no key set, or holds no usable key */
function readKeys(text: string): KnownKeys {
  const parsed: unknown = JSON.parse(text);
  const list = typeof parsed === 'object' && parsed !== null && 'keys' in parsed ? parsed.keys : null;
  if (!Array.isArray(list)) {
    throw new TypeError('The answer is no JSON Web Key Set.');
  }
  const keys = new Map(list.slice(0, MOST_KEYS).flatMap((each: unknown) => readKey(each)));
  if (keys.size === 0) {
    throw new TypeError('The key set holds no RSA signing key.');
  }
  return keys;
}

function readKey(jwk: unknown): readonly (readonly [string, KeyObject])[] {
  if (typeof jwk !== 'object' || jwk === null || !('kid' in jwk) || typeof jwk.kid !== 'string' || !('kty' in jwk) || jwk.kty !== 'RSA') {
    return [];
  }
  if (('use' in jwk && jwk.use !== 'sig') || ('alg' in jwk && jwk.alg !== 'RS256')) {
    return [];
  }
  try {
    // Safe: createPublicKey checks every member that it reads, and throws.
    const key = createPublicKey({ key: jwk as JsonWebKey, format: 'jwk' });
    return (key.asymmetricKeyDetails?.modulusLength ?? 0) >= LEAST_RSA_BITS ? [[jwk.kid, key]] : [];
  } catch {
    return [];
  }
}

/** No redirect is followed, and no endless answer read. */
async function fetchSmallText(url: string): Promise<string> {
  const response = await fetch(url, {
    redirect: 'error',
    signal: AbortSignal.timeout(FETCH_LIMIT_MS),
    headers: { accept: 'application/json' },
  });
  if (!response.ok || response.body === null) {
    await response.body?.cancel();
    throw new Error(`The key address answered ${response.status}.`);
  }
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of response.body) {
    size += part.length;
    if (size > MOST_BYTES) {
      throw new Error(`The key address answered more than ${MOST_BYTES} bytes.`);
    }
    parts.push(part);
  }
  return Buffer.concat(parts).toString('utf8');
}
