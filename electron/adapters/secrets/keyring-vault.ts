import { randomBytes } from 'node:crypto';

import { fail, ok, type Result } from '../../../shared/domain/result.ts';
import type { PortFault } from '../../core/ports/faults.ts';
import type { SecretVault } from '../../core/ports/secret-vault.ts';
import { createCipherVault } from './cipher-vault.ts';
import { damaged } from './vault-file.ts';
import { vaultFault } from './vault-faults.ts';
import { keyCipher, type VaultCipher } from './vault-protection.ts';

/** One entry of the operating system's keyring, supplied by a host that has one. Both reject where the keyring can't be reached. */
export interface KeyringEntry {
  read(): Promise<string | null>;
  write(secret: string): Promise<void>;
}

const KEY = /^[0-9a-f]{64}$/;

/** The headless vault on a machine with a keyring: its key rests there, the encrypted entries in the file. */
export function createKeyringVault(file: string, keyring: KeyringEntry): SecretVault {
  return createCipherVault(file, {
    kind: 'keyring',
    words: "encrypted with a key in the operating system's keyring",
    open: (header) => openKeyring(file, keyring, header === null),
  });
}

async function openKeyring(file: string, keyring: KeyringEntry, mayMake: boolean): Promise<Result<VaultCipher, PortFault>> {
  try {
    const known = await keyring.read();
    if (known !== null) {
      return KEY.test(known) ? ok(keyCipher(Buffer.from(known, 'hex'), {})) : fail(damaged(file, "the keyring's entry is not its key"));
    }
    if (!mayMake) {
      return fail(
        vaultFault(
          'vault/locked',
          `The keyring of this user has no key for the vault ${file}. Sign in as the user who made it, or restore a backup.`,
        ),
      );
    }
    const key = randomBytes(32);
    await keyring.write(key.toString('hex'));
    return ok(keyCipher(key, {}));
  } catch {
    return fail(vaultFault('vault/locked', "The operating system's keyring can't be reached. Unlock it, or set PURSER_PASSPHRASE."));
  }
}
