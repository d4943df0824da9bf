import { safeStorage } from 'electron';

import type { SystemCipher } from '../../adapters/secrets/system-vault.ts';

/** How the operating system protects secrets, or why it does not. */
export type SafeStorageState =
  | { readonly kind: 'available'; readonly protection: string }
  | { readonly kind: 'unavailable'; readonly advice: string };

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
    return {
      kind: 'unavailable',
      advice:
        'The operating system offers no store for secrets: install a keyring (GNOME Keyring or KWallet), or run Purser headless with a passphrase.',
    };
  }
  if (platform !== 'linux') {
    return { kind: 'available', protection: PROTECTION[platform] ?? 'the operating system' };
  }
  const backend = safeStorage.getSelectedStorageBackend();
  if (backend === 'basic_text' || backend === 'unknown') {
    return {
      kind: 'unavailable',
      advice:
        'No keyring is running, and without one secrets would rest in plain text: start GNOME Keyring or KWallet, or run Purser headless with a passphrase.',
    };
  }
  return { kind: 'available', protection: `the keyring (${backend})` };
}

/** Electron's safeStorage as the vault wants it. `isStale`: the system's key was rotated, the entry must be encrypted anew. */
export const safeStorageCipher: SystemCipher = {
  encrypt: (plain) => safeStorage.encryptStringAsync(plain),
  async decrypt(sealed) {
    const { result, shouldReEncrypt } = await safeStorage.decryptStringAsync(sealed);
    return { plain: result, isStale: shouldReEncrypt };
  },
};
