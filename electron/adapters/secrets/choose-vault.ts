import { join } from 'node:path';

import { fail } from '../../../shared/domain/result.ts';
import type { SecretVault } from '../../core/ports/secret-vault.ts';
import { createGeneratedKeyVault } from './generated-key-vault.ts';
import { createKeyringVault, type KeyringEntry } from './keyring-vault.ts';
import { createPassphraseVault } from './passphrase-vault.ts';
import { vaultFault } from './vault-faults.ts';

/** The file of a data directory's vault, in either host. */
export const VAULT_FILE = 'vault.json';

export interface HeadlessVaultOptions {
  readonly dataDirectory: string;
  readonly companyFolder: (slug: string) => string;
  /** As the registry says. A company must be in it before its first secret is kept. */
  readonly isPractice: (slug: string) => boolean;
  /** PURSER_PASSPHRASE; empty counts as not given. */
  readonly passphrase: string | undefined;
  /** Null where the machine has none. */
  readonly keyring: KeyringEntry | null;
}

/** Practice companies by their generated keys, others by passphrase, else by keyring, else locked with what to do. */
export function createHeadlessVault(options: HeadlessVaultOptions): SecretVault {
  return chooseVault(options.isPractice, createGeneratedKeyVault(options), clientsVault(options));
}

/** Practice companies' secrets in one vault, everyone else's in the other. For either host. */
export function chooseVault(isPractice: (slug: string) => boolean, practice: SecretVault, clients: SecretVault): SecretVault {
  const vaultOf = (slug: string): SecretVault => (isPractice(slug) ? practice : clients);
  return {
    protection: clients.protection,
    get: (slug, name) => vaultOf(slug).get(slug, name),
    set: (slug, name, value) => vaultOf(slug).set(slug, name, value),
    delete: (slug, name) => vaultOf(slug).delete(slug, name),
  };
}

/** Answers everything with `vault/locked` (exit 6) and what to do. */
export function createLockedVault(advice: string): SecretVault {
  const locked = () => Promise.resolve(fail(vaultFault('vault/locked', `The vault is locked. ${advice}`)));
  return { protection: `locked: ${advice}`, get: locked, set: locked, delete: locked };
}

function clientsVault({ dataDirectory, passphrase, keyring }: HeadlessVaultOptions): SecretVault {
  const file = join(dataDirectory, VAULT_FILE);
  if (passphrase !== undefined && passphrase !== '') {
    return createPassphraseVault(file, passphrase);
  }
  return keyring === null
    ? createLockedVault('Set PURSER_PASSPHRASE to the passphrase of this data directory and try again.')
    : createKeyringVault(file, keyring);
}
