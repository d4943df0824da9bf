import { safeStorage } from 'electron';

/** How the operating system protects secrets, or why it does not. */
export type SafeStorageState = { readonly kind: 'available'; readonly protection: string } | { readonly kind: 'unavailable'; readonly advice: string };

/** What encrypts the vault's entries on the desktop. */
export interface OsCipher {
  encrypt(plainText: string): Promise<Uint8Array>;
  /** `renewed` is set where the key was rotated: the entry must be written again in this form. */
  decrypt(cipherText: Uint8Array): Promise<{ readonly plainText: string; readonly renewed: Uint8Array | null }>;
}

const PROTECTION: Readonly<Record<string, string>> = {
  darwin: 'the macOS Keychain',
  win32: 'Windows data protection (DPAPI)',
};

/**
 * Whether secrets can be encrypted here. On Linux without a keyring Electron falls back to a fixed password in the program
 * (`basic_text`), which protects nothing: it is refused.
 */
export async function safeStorageState(platform: NodeJS.Platform): Promise<SafeStorageState> {
  if (!(await safeStorage.isAsyncEncryptionAvailable())) {
    return { kind: 'unavailable', advice: 'The operating system offers no store for secrets: install a keyring (GNOME Keyring or KWallet), or run Purser headless with a passphrase.' };
  }
  if (platform !== 'linux') {
    return { kind: 'available', protection: PROTECTION[platform] ?? 'the operating system' };
  }
  const backend = safeStorage.getSelectedStorageBackend();
  if (backend === 'basic_text' || backend === 'unknown') {
    return { kind: 'unavailable', advice: 'No keyring is running, and without one secrets would rest in plain text: start GNOME Keyring or KWallet, or run Purser headless with a passphrase.' };
  }
  return { kind: 'available', protection: `the keyring (${backend})` };
}

export const osCipher: OsCipher = {
  encrypt: (plainText) => safeStorage.encryptStringAsync(plainText),
  async decrypt(cipherText) {
    const { result, shouldReEncrypt } = await safeStorage.decryptStringAsync(Buffer.from(cipherText));
    return { plainText: result, renewed: shouldReEncrypt ? await safeStorage.encryptStringAsync(result) : null };
  },
};
