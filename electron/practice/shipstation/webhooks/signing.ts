import { createPrivateKey, createPublicKey, generateKeyPair, type JsonWebKey, sign } from 'node:crypto';
import { promisify } from 'node:util';

import type { Instant } from '../../../../shared/domain/time/instants.ts';
import type { Shop } from '../shop.ts';
import { currentSigningKey, keepSigningKey, type SigningKey, signingKeys, signingNumber } from '../storage/signing-keys.ts';

/** RSA, as the live service's keys are. */
const MODULUS_BITS = 2048;

const makeKeyPair = promisify(generateKeyPair);

/** The key in force, made where it is missing. Making one takes a moment, so it never happens inside an operation. */
export async function signingKey({ database }: Pick<Shop, 'database'>): Promise<SigningKey> {
  const known = currentSigningKey(database);
  if (known !== null) {
    return known;
  }
  const number = signingNumber(database);
  const { privateKey } = await makeKeyPair('rsa', { modulusLength: MODULUS_BITS });
  keepSigningKey(database, number, privateKey.export({ type: 'pkcs8', format: 'pem' }).toString());
  // Another process may have been faster, or the key may have been rotated meanwhile.
  return signingKey({ database });
}

export interface PublishedKey extends JsonWebKey {
  readonly kid: string;
  readonly use: 'sig';
  readonly alg: 'RS256';
}

/** What the key service publishes: the key in force and the one before. */
export async function publicKeys(shop: Shop): Promise<{ readonly keys: readonly PublishedKey[] }> {
  await signingKey(shop);
  const keys = signingKeys(shop.database).map(({ kid, privateKey }) => {
    const jwk = createPublicKey(createPrivateKey(privateKey)).export({ format: 'jwk' });
    return { ...jwk, kid, use: 'sig', alg: 'RS256' } as const;
  });
  return { keys };
}

/** RSASSA-PKCS1-v1_5 with SHA-256 over `${timestamp}.${rawBody}` (api facts, section 5). */
export function signatureHeaders(key: SigningKey, at: Instant, body: string): Record<string, string> {
  return {
    'x-shipengine-rsa-sha256-key-id': key.kid,
    'x-shipengine-rsa-sha256-signature': sign('sha256', Buffer.from(`${at}.${body}`, 'utf8'), key.privateKey).toString('base64'),
    'x-shipengine-timestamp': at,
  };
}
