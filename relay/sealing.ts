import type { KeyObject } from 'node:crypto';
import { createCipheriv, createPublicKey, diffieHellman, generateKeyPairSync, hkdfSync, randomBytes } from 'node:crypto';

/** PROTOCOL.md, "Sealing". A reader refuses any other first byte. */
const VERSION = 1;
const PUBLIC_KEY_BYTES = 32;
const IV_BYTES = 12;
const INFO = 'purser-relay-v1';

/** One delivery as the app gets it once it has opened the seal. */
export interface Delivery {
  readonly receivedAt: string;
  readonly version: 'v1' | 'v2';
  /** What was posted, byte for byte (it was valid UTF-8). */
  readonly body: string;
  readonly signature: DeliverySignature | null;
}

/** The three headers of a V2 event, so that the app verifies it again by itself. */
export interface DeliverySignature {
  readonly keyId: string;
  readonly signature: string;
  readonly timestamp: string;
}

/** The app's public key; null where the text is not 32 bytes in base64url, or is a point that seals nothing. */
export function readPublicKey(text: string): Uint8Array | null {
  if (!/^[A-Za-z0-9_-]{43}$/.test(text)) {
    return null;
  }
  const raw = Buffer.from(text, 'base64url');
  return raw.length === PUBLIC_KEY_BYTES && raw.toString('base64url') === text && agrees(raw) ? raw : null;
}

/** Points of low order give a shared secret that anybody knows; OpenSSL refuses to derive it. */
function agrees(raw: Uint8Array): boolean {
  try {
    diffieHellman({ privateKey: generateKeyPairSync('x25519').privateKey, publicKey: importPublicKey(raw) });
    return true;
  } catch {
    return false;
  }
}

function importPublicKey(raw: Uint8Array): KeyObject {
  return createPublicKey({ key: { kty: 'OKP', crv: 'X25519', x: Buffer.from(raw).toString('base64url') }, format: 'jwk' });
}

function exportPublicKey(key: KeyObject): Uint8Array {
  return Buffer.from(key.export({ format: 'jwk' }).x ?? '', 'base64url');
}

/** What makes two seals of one delivery differ. Handed in, so that PROTOCOL.md can name one seal as an example. */
export interface SealRandomness {
  readonly ephemeral: { readonly publicKey: KeyObject; readonly privateKey: KeyObject };
  readonly iv: Uint8Array;
}

const freshRandomness = (): SealRandomness => ({ ephemeral: generateKeyPairSync('x25519'), iv: randomBytes(IV_BYTES) });

/** Seals a delivery to the app: only its private key opens it, and only as part of this mailbox. */
export function seal(delivery: Delivery, mailbox: string, appPublic: Uint8Array, { ephemeral, iv } = freshRandomness()): Uint8Array {
  const ephemeralPublic = exportPublicKey(ephemeral.publicKey);
  const shared = diffieHellman({ privateKey: ephemeral.privateKey, publicKey: importPublicKey(appPublic) });
  const key = Buffer.from(hkdfSync('sha256', shared, Buffer.concat([ephemeralPublic, appPublic]), INFO, 32));
  const cipher = createCipheriv('aes-256-gcm', key, iv);
  cipher.setAAD(Buffer.from(mailbox, 'utf8'));
  const text = Buffer.concat([cipher.update(JSON.stringify(delivery), 'utf8'), cipher.final()]);
  return Buffer.concat([Buffer.of(VERSION), ephemeralPublic, iv, text, cipher.getAuthTag()]);
}
