// The operating system's key store: a random key beside the user data. STANDIN_SAFE_STORAGE=off has none, =basic is Linux without a keyring.
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { app } from './app.ts';

const PREFIX = Buffer.from('v11');
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

function key(): Buffer {
  const file = join(app.getPath('userData'), 'standin-safe-storage.key');
  if (!existsSync(file)) {
    writeFileSync(file, randomBytes(32), { mode: 0o600 });
  }
  return readFileSync(file);
}

const setting = (): string | undefined => process.env['STANDIN_SAFE_STORAGE'];
const isAvailable = (): boolean => app.isReady() && setting() !== 'off';

function encrypt(text: string): Buffer {
  if (!isAvailable()) {
    throw new Error('Error while encrypting the text provided to safeStorage.encryptString. Encryption is not available.');
  }
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv('aes-256-gcm', key(), nonce);
  const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
  return Buffer.concat([PREFIX, nonce, cipher.getAuthTag(), sealed]);
}

function decrypt(sealed: Buffer): string {
  if (!isAvailable()) {
    throw new Error('Error while decrypting the ciphertext provided to safeStorage.decryptString. Decryption is not available.');
  }
  if (!sealed.subarray(0, PREFIX.length).equals(PREFIX)) {
    throw new Error(
      'Error while decrypting the ciphertext provided to safeStorage.decryptString. Ciphertext does not appear to be encrypted.',
    );
  }
  const tagAt = PREFIX.length + NONCE_BYTES;
  const decipher = createDecipheriv('aes-256-gcm', key(), sealed.subarray(PREFIX.length, tagAt));
  decipher.setAuthTag(sealed.subarray(tagAt, tagAt + TAG_BYTES));
  return decipher.update(sealed.subarray(tagAt + TAG_BYTES), undefined, 'utf8') + decipher.final('utf8');
}

export const safeStorage = {
  isEncryptionAvailable: isAvailable,
  isAsyncEncryptionAvailable: async (): Promise<boolean> => isAvailable(),
  getSelectedStorageBackend: (): string => (setting() === 'basic' ? 'basic_text' : 'gnome_libsecret'),
  encryptString: encrypt,
  decryptString: decrypt,
  encryptStringAsync: async (text: string): Promise<Buffer> => encrypt(text),
  decryptStringAsync: async (sealed: Buffer): Promise<{ result: string; shouldReEncrypt: boolean }> => ({
    result: decrypt(sealed),
    shouldReEncrypt: setting() === 'reencrypt',
  }),
};
