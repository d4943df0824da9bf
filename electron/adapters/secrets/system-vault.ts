import { ok } from '../../../shared/domain/result.ts';
import type { SecretVault } from '../../core/ports/secret-vault.ts';
import { createCipherVault } from './cipher-vault.ts';

/** What an operating system's store offers (on the desktop: Electron's safeStorage). Both reject where it refuses. */
export interface SystemCipher {
  encrypt(plain: string): Promise<Buffer>;
  /** `isStale` where the system asks to encrypt it anew (`shouldReEncrypt`). */
  decrypt(sealed: Buffer): Promise<{ readonly plain: string; readonly isStale: boolean }>;
}

/** The desktop's vault: the file of {@link createCipherVault}, each entry encrypted by the operating system. */
export function createSystemVault(file: string, system: SystemCipher, words: string): SecretVault {
  return createCipherVault(file, {
    kind: 'operating-system',
    words,
    open: () =>
      Promise.resolve(
        ok({
          header: {},
          encrypt: async (plain: string) => (await system.encrypt(plain)).toString('base64'),
          decrypt: (sealed: string) => system.decrypt(Buffer.from(sealed, 'base64')),
        }),
      ),
  });
}
