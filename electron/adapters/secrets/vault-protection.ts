import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';

import type { Result } from '../../../shared/domain/result.ts';
import type { PortFault } from '../../core/ports/faults.ts';
import type { VaultFile, VaultProtection } from './vault-file.ts';

/** Encrypts and decrypts once it is open. Both reject where the text is not one of its own. */
export interface VaultCipher {
  /** Kept in the file, so that the same protection opens again. */
  readonly header: VaultFile['header'];
  encrypt(plain: string): Promise<string>;
  /** `isStale`: encrypted in a way that should be renewed at the next chance. */
  decrypt(sealed: string): Promise<{ readonly plain: string; readonly isStale: boolean }>;
}

/** What keeps a vault's secrets: a passphrase, a key in a file or a keyring, the operating system. */
export interface Protection {
  readonly kind: VaultProtection;
  /** In plain words, for the connections screen and `doctor`. */
  readonly words: string;
  /** `header` is the file's, null for a vault that is made now. Never asks twice for the same header. */
  open(header: VaultFile['header'] | null): Promise<Result<VaultCipher, PortFault>>;
}

const ALGORITHM = 'aes-256-gcm';
/** NIST SP 800-38D: 96 bits, never used twice with one key; random ones are safe for far more writes than a vault sees. */
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** AES-256-GCM with a nonce for each entry: nonce, tag and text in base64. */
export function keyCipher(key: Buffer, header: VaultFile['header']): VaultCipher {
  return {
    header,
    encrypt: (plain) => {
      const nonce = randomBytes(NONCE_BYTES);
      const cipher = createCipheriv(ALGORITHM, key, nonce);
      const text = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()]);
      return Promise.resolve(Buffer.concat([nonce, cipher.getAuthTag(), text]).toString('base64'));
    },
    // Async, so that a text that fails its authentication rejects and does not throw.
    decrypt: async (sealed) => {
      const bytes = Buffer.from(sealed, 'base64');
      const decipher = createDecipheriv(ALGORITHM, key, bytes.subarray(0, NONCE_BYTES), { authTagLength: TAG_BYTES });
      decipher.setAuthTag(bytes.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES));
      const plain = Buffer.concat([decipher.update(bytes.subarray(NONCE_BYTES + TAG_BYTES)), decipher.final()]);
      return Promise.resolve({ plain: plain.toString('utf8'), isStale: false });
    },
  };
}
