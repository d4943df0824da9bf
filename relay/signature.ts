import { verify } from 'node:crypto';

import type { SigningKeys } from './jwks.ts';
import type { Outcome } from './refusal.ts';
import { accept, NOT_FOUND, refuse, unavailable } from './refusal.ts';
import type { DeliverySignature } from './sealing.ts';

/** ShipStation's guide "Webhooks validation": a timestamp more than five minutes off is a replay. */
const MOST_SKEW_MS = 5 * 60_000;

export const SIGNATURE_HEADERS = {
  keyId: 'x-shipengine-rsa-sha256-key-id',
  signature: 'x-shipengine-rsa-sha256-signature',
  timestamp: 'x-shipengine-timestamp',
} as const;

const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,9})?(Z|[+-]\d{2}:\d{2})$/;
const BASE64 = /^[A-Za-z0-9+/]{4,2048}={0,2}$/;
/** Longer than any key id seen, and short enough to be looked up. */
const MOST_KEY_ID = 200;

const BAD_SIGNATURE = { status: 401, code: 'bad-signature', message: 'The signature does not fit the body.' } as const;
const BAD_TIMESTAMP = {
  status: 400,
  code: 'bad-timestamp',
  message: 'The timestamp is no instant of the last or next five minutes.',
} as const;

/**
 * Checks a V2 event: RSASSA-PKCS1-v1_5 with SHA-256 over `timestamp.body`, with the key that ShipStation publishes under that id
 * (ShipStation, "Webhooks validation"). Missing headers are answered as if nothing were here.
 */
export async function checkSignature(
  given: Partial<DeliverySignature>,
  body: Uint8Array,
  { keys, now }: { readonly keys: SigningKeys; readonly now: () => number },
): Promise<Outcome<DeliverySignature>> {
  const { keyId, signature, timestamp } = given;
  if (!keyId || !signature || !timestamp) {
    return refuse(NOT_FOUND);
  }
  const at = INSTANT.test(timestamp) ? Date.parse(timestamp) : Number.NaN;
  if (Number.isNaN(at) || Math.abs(now() - at) > MOST_SKEW_MS) {
    return refuse(BAD_TIMESTAMP);
  }
  if (keyId.length > MOST_KEY_ID || !BASE64.test(signature)) {
    return refuse(BAD_SIGNATURE);
  }
  const found = await keys.find(keyId);
  if (found.kind === 'unavailable') {
    return refuse(unavailable('The signing keys can not be had right now.'));
  }
  const signed = Buffer.concat([Buffer.from(`${timestamp}.`, 'utf8'), body]);
  const fits = found.kind === 'found' && verify('sha256', signed, found.key, Buffer.from(signature, 'base64'));
  return fits ? accept({ keyId, signature, timestamp }) : refuse(BAD_SIGNATURE);
}
