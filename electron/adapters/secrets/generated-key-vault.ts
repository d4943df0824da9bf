import { randomBytes } from 'node:crypto';
import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { fail, ok, type Result } from '../../../shared/domain/result.ts';
import type { PortFault } from '../../core/ports/faults.ts';
import type { SecretVault } from '../../core/ports/secret-vault.ts';
import { createCipherVault } from './cipher-vault.ts';
import { damaged } from './vault-file.ts';
import { vaultFault } from './vault-faults.ts';
import { keyCipher } from './vault-protection.ts';

const KEY = /^[0-9a-f]{64}\s*$/;

export interface GeneratedKeyOptions {
  readonly companyFolder: (slug: string) => string;
  /** As the registry says, never as a caller does: a real client's secrets must not rest beside their key. */
  readonly isPractice: (slug: string) => boolean;
}

/** For practice companies only: the key is a generated file in the company's folder, so that no passphrase is needed. */
export function createGeneratedKeyVault({ companyFolder, isPractice }: GeneratedKeyOptions): SecretVault {
  const vaults = new Map<string, SecretVault>();
  const vaultOf = (slug: string): Result<SecretVault, PortFault> => {
    if (!isPractice(slug)) {
      vaults.delete(slug);
      return fail(vaultFault('vault/locked', `${slug} is not a practice company: its secrets need a passphrase. Set PURSER_PASSPHRASE.`));
    }
    const known = vaults.get(slug) ?? createFolderVault(companyFolder(slug));
    vaults.set(slug, known);
    return ok(known);
  };
  return {
    protection: 'a generated key file, for practice companies only',
    get: async (slug, name) => {
      const vault = vaultOf(slug);
      return vault.ok ? vault.value.get(slug, name) : vault;
    },
    set: async (slug, name, value) => {
      const vault = vaultOf(slug);
      return vault.ok ? vault.value.set(slug, name, value) : vault;
    },
    delete: async (slug, name) => {
      const vault = vaultOf(slug);
      return vault.ok ? vault.value.delete(slug, name) : vault;
    },
  };
}

function createFolderVault(folder: string): SecretVault {
  const keyFile = join(folder, 'practice.key');
  return createCipherVault(join(folder, 'practice-vault.json'), {
    kind: 'generated-key',
    words: 'a generated key file',
    open: (header) => Promise.resolve(openKey(folder, keyFile, header === null)),
  });
}

function openKey(folder: string, keyFile: string, mayMake: boolean): ReturnType<typeof readKey> {
  try {
    if (mayMake) {
      mkdirSync(folder, { recursive: true, mode: 0o700 });
      makeKey(keyFile);
    }
    return readKey(keyFile);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown reason';
    return code === 'ENOENT'
      ? fail(damaged(keyFile, 'it is missing'))
      : fail(vaultFault('store/disk', `The key ${keyFile} can't be read or written (${code}).`));
  }
}

/** Complete or not there: a link appears at once, and never replaces a key that another process made meanwhile. */
function makeKey(keyFile: string): void {
  const temporary = `${keyFile}.${process.pid}.tmp`;
  writeFileSync(temporary, `${randomBytes(32).toString('hex')}\n`, { mode: 0o600, flush: true });
  try {
    linkSync(temporary, keyFile);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) {
      throw error;
    }
  } finally {
    rmSync(temporary, { force: true });
  }
}

function readKey(keyFile: string): Result<ReturnType<typeof keyCipher>, PortFault> {
  const text = readFileSync(keyFile, 'utf8');
  return KEY.test(text) ? ok(keyCipher(Buffer.from(text.trim(), 'hex'), {})) : fail(damaged(keyFile, 'it is not a key'));
}
