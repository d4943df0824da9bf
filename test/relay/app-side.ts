import type { KeyObject } from 'node:crypto';
import { createDecipheriv, createPublicKey, diffieHellman, generateKeyPairSync, hkdfSync } from 'node:crypto';

/** The app's half of PROTOCOL.md, written from that document alone, so that both sides can't be wrong in the same way. */
export interface AppKey {
  readonly publicKey: string;
  readonly privateKey: KeyObject;
}

export function makeAppKey(): AppKey {
  const { publicKey, privateKey } = generateKeyPairSync('x25519');
  return { publicKey: publicKey.export({ format: 'jwk' }).x ?? '', privateKey };
}

export interface OpenedEvent {
  readonly receivedAt: string;
  readonly version: string;
  readonly body: string;
  readonly signature: { readonly keyId: string; readonly signature: string; readonly timestamp: string } | null;
}

/** @throws where the seal is broken, or is another mailbox's */
export function openSeal(sealed: string, mailbox: string, { publicKey, privateKey }: AppKey): OpenedEvent {
  const raw = Buffer.from(sealed, 'base64url');
  if (raw[0] !== 1) {
    throw new Error(`This seal is of version ${String(raw[0])}.`);
  }
  const ephemeral = raw.subarray(1, 33);
  const shared = diffieHellman({
    privateKey,
    publicKey: createPublicKey({ key: { kty: 'OKP', crv: 'X25519', x: ephemeral.toString('base64url') }, format: 'jwk' }),
  });
  const salt = Buffer.concat([ephemeral, Buffer.from(publicKey, 'base64url')]);
  const key = Buffer.from(hkdfSync('sha256', shared, salt, 'purser-relay-v1', 32));
  const decipher = createDecipheriv('aes-256-gcm', key, raw.subarray(33, 45));
  decipher.setAAD(Buffer.from(mailbox));
  decipher.setAuthTag(raw.subarray(-16));
  const text = Buffer.concat([decipher.update(raw.subarray(45, -16)), decipher.final()]).toString('utf8');
  // Safe: authenticated, and written by the relay under test.
  return JSON.parse(text) as OpenedEvent;
}
