import { closeSync, fsyncSync, openSync, readFileSync, renameSync, rmSync, statSync, writeSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';

import { z } from 'zod';

import { fail, ok, type Result } from '../../../shared/domain/result.ts';
import type { PortFault } from '../../core/ports/faults.ts';
import { vaultFault } from './vault-faults.ts';

/** Far above what the secrets of a thousand companies take. */
const MAX_BYTES = 16_000_000;

const vaultFileShape = z.strictObject({
  version: z.literal(1),
  /** What encrypts the entries. */
  protection: z.enum(['passphrase', 'keyring', 'generated-key', 'operating-system']),
  /** What the protection needs to open again (salt, cost); nothing secret. */
  header: z.record(z.string(), z.union([z.string(), z.number()])),
  /** Encrypted secrets in base64 by company and name. */
  entries: z.record(z.string(), z.record(z.string(), z.string())),
  /** Encrypted digest of all entries: one that was taken out or put back is missed. */
  seal: z.string(),
});
export type VaultFile = z.infer<typeof vaultFileShape>;
export type VaultProtection = VaultFile['protection'];

/** Null where there is no file yet. */
export function readVaultFile(file: string): Result<VaultFile | null, PortFault> {
  try {
    if (statSync(file).size > MAX_BYTES) {
      return fail(damaged(file, 'it is far too large'));
    }
    const parsed = vaultFileShape.safeParse(JSON.parse(readFileSync(file, 'utf8')));
    return parsed.success ? ok(parsed.data) : fail(damaged(file, 'it does not have the form of a vault'));
  } catch (error) {
    if (error instanceof SyntaxError) {
      return fail(damaged(file, 'it is cut off or overwritten'));
    }
    return codeOf(error) === 'ENOENT' ? ok(null) : fail(unreadable(file, error));
  }
}

/** Replaces the file as a whole: a crash at any moment leaves the old one or the new one, and it is on the disk on return. */
export function writeVaultFile(file: string, content: VaultFile): Result<null, PortFault> {
  const temporary = join(dirname(file), `.${basename(file)}.${process.pid}.tmp`);
  try {
    const descriptor = openSync(temporary, 'w', 0o600);
    try {
      writeSync(descriptor, `${JSON.stringify(content, null, 2)}\n`);
      fsyncSync(descriptor);
    } finally {
      closeSync(descriptor);
    }
    renameSync(temporary, file);
    syncFolder(dirname(file));
    return ok(null);
  } catch (error) {
    rmSync(temporary, { force: true });
    return fail(unreadable(file, error));
  }
}

/** The rename itself must reach the disk. Windows has no such call for folders and needs none. */
function syncFolder(folder: string): void {
  if (process.platform === 'win32') {
    return;
  }
  const descriptor = openSync(folder, 'r');
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

export function damaged(file: string, reason: string): PortFault {
  return vaultFault('vault/damaged', `The vault ${file} can't be read: ${reason}. Restore it from a backup; it has been left as it is.`);
}

function unreadable(file: string, error: unknown): PortFault {
  return vaultFault(
    'store/disk',
    `The vault ${file} can't be read or written (${codeOf(error) ?? 'unknown reason'}). Check the disk and its permissions.`,
  );
}

function codeOf(error: unknown): string | null {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : null;
}
