import { createPublicKey, type KeyObject, verify } from 'node:crypto';

import { z } from 'zod';

import type { Clock } from '../../core/ports/environment.ts';
import type { Http } from '../http/http.ts';

/** ShipStation's guide "Webhooks validation": a timestamp more than five minutes off is a replay. */
export const MOST_SKEW_MS = 5 * 60_000;
const KEYS_TIMEOUT_MS = 10_000;
const MAX_KEYS_BYTES = 256 * 1024;
/** An invented key id must not make Purser ask for the keys with every event. */
const ASK_AGAIN_AFTER_MS = 60_000;
/** Keys are taken back now and then: known ones are asked for anew after a day. */
const KEYS_FRESH_MS = 24 * 3_600_000;

const BASE64 = /^[A-Za-z0-9+/]{4,2048}={0,2}$/;
const keySet = z.looseObject({
  keys: z.array(
    z
      .looseObject({ kty: z.literal('RSA'), kid: z.string(), n: z.string(), e: z.string() })
      .nullable()
      .catch(null),
  ),
});

export interface EventSignature {
  readonly keyId: string;
  readonly signature: string;
  readonly timestamp: string;
}

/** Checks the signature that the source puts on its events of V2. */
export interface SignatureChecker {
  /** `unknown`: the source's keys can't be had right now. */
  check(signed: EventSignature, body: string): Promise<'fits' | 'does-not-fit' | 'unknown'>;
}

export interface SignatureCheckerParts {
  readonly http: Http;
  readonly clock: Clock;
  readonly jwksAddress: string;
}

/**
 * RSASSA-PKCS1-v1_5 with SHA-256 over `timestamp.body`, with the key that ShipStation publishes under that id. A key id that is
 * not known makes it ask once more for the keys: they change without notice.
 */
export function createSignatureChecker({ http, clock, jwksAddress }: SignatureCheckerParts): SignatureChecker {
  let keys: ReadonlyMap<string, KeyObject> | null = null;
  let askedAt = Number.NEGATIVE_INFINITY;
  let asking: Promise<void> | null = null;

  async function ask(): Promise<void> {
    askedAt = clock.now();
    const answer = await http.request({
      method: 'GET',
      url: jwksAddress,
      headers: { accept: 'application/json' },
      body: null,
      timeoutMs: KEYS_TIMEOUT_MS,
      maxBytes: MAX_KEYS_BYTES,
      signal: undefined,
    });
    const published = answer.ok && answer.value.status === 200 ? readKeys(answer.value.text) : null;
    keys = published ?? keys;
  }

  async function find(keyId: string): Promise<KeyObject | null> {
    const ageMs = clock.now() - askedAt;
    const known = keys?.get(keyId) ?? null;
    if (known !== null && ageMs < KEYS_FRESH_MS) {
      return known;
    }
    if (ageMs >= ASK_AGAIN_AFTER_MS || asking !== null) {
      asking ??= ask().finally(() => {
        asking = null;
      });
      await asking;
    }
    return keys?.get(keyId) ?? null;
  }

  return {
    async check({ keyId, signature, timestamp }, body) {
      if (!BASE64.test(signature)) {
        return 'does-not-fit';
      }
      const key = await find(keyId);
      if (key === null) {
        return keys === null ? 'unknown' : 'does-not-fit';
      }
      const fits = verify('sha256', Buffer.from(`${timestamp}.${body}`, 'utf8'), key, Buffer.from(signature, 'base64'));
      return fits ? 'fits' : 'does-not-fit';
    },
  };
}

/** Null where it is no key set. Single keys that can't be read are left out. */
function readKeys(text: string): ReadonlyMap<string, KeyObject> | null {
  const parsed = keySet.safeParse(parseJson(text));
  if (!parsed.success) {
    return null;
  }
  const keys = new Map<string, KeyObject>();
  for (const key of parsed.data.keys) {
    const imported = key === null ? null : importKey({ kty: key.kty, n: key.n, e: key.e });
    if (key !== null && imported !== null) {
      keys.set(key.kid, imported);
    }
  }
  return keys;
}

function importKey(key: { readonly kty: string; readonly n: string; readonly e: string }): KeyObject | null {
  try {
    return createPublicKey({ key, format: 'jwk' });
  } catch {
    return null;
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
