import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto';

/** 32 random bytes, as an inbound address and a reading secret are made of. */
const SECRET_BYTES = 32;

/** What a secret looks like: 32 bytes in base64url without padding. */
export const SECRET_TEXT = /^[A-Za-z0-9_-]{43}$/;

export const makeSecret = (): string => randomBytes(SECRET_BYTES).toString('base64url');

export const makeMailboxId = (): string => randomBytes(16).toString('hex');

/** The digest under which a secret rests. The secrets are 256 random bits, so that no salt and no slow hash is needed. */
export const digestOf = (secret: string): string => createHash('sha256').update(secret, 'utf8').digest('hex');

/** Compares two texts in a time that depends on neither. */
export function isSame(given: string, expected: string): boolean {
  return timingSafeEqual(createHash('sha256').update(given).digest(), createHash('sha256').update(expected).digest());
}

/**
 * Names one delivery: ShipStation's retry of it has the same mailbox, body and timestamp, so it gets the same name.
 * Keyed, so that the name in the store says nothing about the body to someone who has the store alone of several copies.
 */
export function messageIdOf(key: Uint8Array, mailbox: string, body: Uint8Array, timestamp: string | null): string {
  const hmac = createHmac('sha256', key);
  hmac.update(`${mailbox}\n${timestamp ?? ''}\n`, 'utf8');
  return hmac.update(body).digest('hex');
}
