import {
  createDecipheriv,
  createPrivateKey,
  createPublicKey,
  diffieHellman,
  generateKeyPairSync,
  hkdfSync,
  type KeyObject,
} from 'node:crypto';

// relay/PROTOCOL.md, "Sealing": 0x01 ‖ ephemeral public key ‖ iv ‖ ciphertext ‖ tag.
const VERSION = 1;
const KEY_BYTES = 32;
const IV_BYTES = 12;
const TAG_BYTES = 16;
const HEAD_BYTES = 1 + KEY_BYTES + IV_BYTES;
const PURPOSE = 'purser-relay-v1';

/** The app's key pair; both halves raw, in base64url. */
export interface RelayKeys {
  readonly publicKey: string;
  readonly privateKey: string;
}

export function makeRelayKeys(): RelayKeys {
  const { privateKey } = generateKeyPairSync('x25519');
  const { d = '', x = '' } = privateKey.export({ format: 'jwk' });
  return { publicKey: x, privateKey: d };
}

/** Opens what was sealed to one key and one mailbox. Made once for a connection: importing a key costs more than opening a seal. */
export interface SealOpener {
  /** Null for everything that is not a seal of version 1 for this key and this mailbox, whole and unchanged. */
  open(sealed: string): string | null;
}

/** @throws where the private key is not 32 bytes in base64url: the vault holds something else than what pairing put there. */
export function createSealOpener({ privateKey, mailbox }: { readonly privateKey: string; readonly mailbox: string }): SealOpener {
  const own = importPrivateKey(privateKey);
  const ownPublic = Buffer.from(createPublicKey(own).export({ format: 'jwk' }).x ?? '', 'base64url');
  return {
    open(sealed) {
      if (!/^[A-Za-z0-9_-]+$/.test(sealed)) {
        return null;
      }
      const raw = Buffer.from(sealed, 'base64url');
      if (raw[0] !== VERSION || raw.length < HEAD_BYTES + TAG_BYTES) {
        return null;
      }
      try {
        return openRaw(raw, own, ownPublic, mailbox);
      } catch {
        // Another mailbox's, another key's, changed on the way, or a point that no honest sender makes: all the same to us.
        return null;
      }
    },
  };
}

function openRaw(raw: Buffer, own: KeyObject, ownPublic: Buffer, mailbox: string): string {
  const ephemeral = raw.subarray(1, 1 + KEY_BYTES);
  const shared = diffieHellman({ privateKey: own, publicKey: importPublicKey(ephemeral) });
  const key = Buffer.from(hkdfSync('sha256', shared, Buffer.concat([ephemeral, ownPublic]), PURPOSE, KEY_BYTES));
  const decipher = createDecipheriv('aes-256-gcm', key, raw.subarray(1 + KEY_BYTES, HEAD_BYTES), { authTagLength: TAG_BYTES });
  decipher.setAAD(Buffer.from(mailbox, 'utf8'));
  decipher.setAuthTag(raw.subarray(-TAG_BYTES));
  const plain = Buffer.concat([decipher.update(raw.subarray(HEAD_BYTES, -TAG_BYTES)), decipher.final()]);
  return new TextDecoder('utf-8', { fatal: true }).decode(plain);
}

function importPublicKey(raw: Buffer): KeyObject {
  return createPublicKey({ key: { kty: 'OKP', crv: 'X25519', x: raw.toString('base64url') }, format: 'jwk' });
}

/** PKCS #8 of an X25519 private key is this head and the 32 raw bytes (RFC 8410, section 7); a JWK would need the public half too. */
const PKCS8_HEAD = Buffer.from('302e020100300506032b656e04220420', 'hex');

function importPrivateKey(text: string): KeyObject {
  const raw = Buffer.from(text, 'base64url');
  if (raw.length !== KEY_BYTES) {
    throw new Error('The relay’s private key in the vault is not one.');
  }
  return createPrivateKey({ key: Buffer.concat([PKCS8_HEAD, raw]), format: 'der', type: 'pkcs8' });
}
