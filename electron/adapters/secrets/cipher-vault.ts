import { createHash } from 'node:crypto';

import { fail, ok, type Result } from '../../../shared/domain/result.ts';
import type { PortFault } from '../../core/ports/faults.ts';
import type { SecretName, SecretVault } from '../../core/ports/secret-vault.ts';
import { damaged, readVaultFile, type VaultFile, writeVaultFile } from './vault-file.ts';
import { vaultFault } from './vault-faults.ts';
import type { Protection, VaultCipher } from './vault-protection.ts';

interface OpenVault {
  readonly cipher: VaultCipher;
  readonly entries: VaultFile['entries'];
}

/**
 * Secrets in one file, each encrypted by itself together with whose it is, so that two can't be swapped, and all of them
 * sealed, so that none can be taken out. One operation at a time; the file is read anew for each, because another process may
 * have written it.
 */
export function createCipherVault(file: string, protection: Protection): SecretVault {
  let queue: Promise<unknown> = Promise.resolve();
  const inTurn = <T>(work: () => Promise<Result<T, PortFault>>): Promise<Result<T, PortFault>> => {
    const turn = queue.then(work);
    queue = turn.catch(() => null);
    return turn;
  };
  return {
    protection: protection.words,
    get: (slug, name) => inTurn(() => readEntry(file, protection, slug, name)),
    set: (slug, name, value) => inTurn(() => writeEntry(file, protection, slug, name, value)),
    delete: (slug, name) => inTurn(() => writeEntry(file, protection, slug, name, null)),
  };
}

async function readEntry(file: string, protection: Protection, slug: string, name: SecretName): Promise<Result<string | null, PortFault>> {
  const opened = await openFile(file, protection);
  if (!opened.ok || opened.value === null) {
    return opened.ok ? ok(null) : opened;
  }
  const sealed = entryOf(opened.value.entries, slug, name);
  if (sealed === null) {
    return ok(null);
  }
  const found = await decrypted(opened.value.cipher, sealed);
  if (found === null) {
    return fail(damaged(file, `the entry "${name}" of ${slug} was changed`));
  }
  const parts: unknown = JSON.parse(found.plain);
  const [ownSlug, ownName, value]: readonly unknown[] = Array.isArray(parts) ? parts : [];
  if (ownSlug !== slug || ownName !== name || typeof value !== 'string') {
    return fail(damaged(file, `the entry "${name}" of ${slug} belongs to another`));
  }
  if (found.isStale) {
    const renewed = await writeEntry(file, protection, slug, name, value);
    return renewed.ok ? ok(value) : renewed;
  }
  return ok(value);
}

async function writeEntry(
  file: string,
  protection: Protection,
  slug: string,
  name: SecretName,
  value: string | null,
): Promise<Result<null, PortFault>> {
  const opened = await openFile(file, protection);
  if (!opened.ok) {
    return opened;
  }
  if (value === null && opened.value === null) {
    return ok(null);
  }
  const fresh = opened.value === null ? await protection.open(null) : ok(opened.value.cipher);
  if (!fresh.ok) {
    return fresh;
  }
  const cipher = fresh.value;
  const others = Object.entries(opened.value?.entries[slug] ?? {}).filter(([each]) => each !== name);
  const own = value === null ? others : [...others, [name, await cipher.encrypt(JSON.stringify([slug, name, value]))] as const];
  const rest = Object.entries(opened.value?.entries ?? {}).filter(([each]) => each !== slug);
  const entries = Object.fromEntries(own.length === 0 ? rest : [...rest, [slug, Object.fromEntries(own)] as const]);
  const seal = await cipher.encrypt(digestOf(entries));
  return writeVaultFile(file, { version: 1, protection: protection.kind, header: cipher.header, entries, seal });
}

/** Null where there is no file yet. */
async function openFile(file: string, protection: Protection): Promise<Result<OpenVault | null, PortFault>> {
  const read = readVaultFile(file);
  if (!read.ok || read.value === null) {
    return read.ok ? ok(null) : read;
  }
  const { entries, header, seal } = read.value;
  if (read.value.protection !== protection.kind) {
    return fail(
      vaultFault(
        'vault/locked',
        `The vault ${file} is protected by ${WORDS[read.value.protection]}. Open it the same way, or use another data directory.`,
      ),
    );
  }
  const opened = await protection.open(header);
  if (!opened.ok) {
    return opened;
  }
  const sealed = await decrypted(opened.value, seal);
  if (sealed?.plain !== digestOf(entries)) {
    return fail(damaged(file, 'an entry was changed, taken out or put back'));
  }
  return ok({ cipher: opened.value, entries });
}

const WORDS = {
  passphrase: 'a passphrase',
  keyring: "the operating system's keyring",
  'generated-key': 'a generated key',
  'operating-system': "the desktop app, through the operating system's store",
} as const satisfies Record<VaultFile['protection'], string>;

/** Null where the text is not one that this cipher made. */
async function decrypted(cipher: VaultCipher, sealed: string): Promise<Awaited<ReturnType<VaultCipher['decrypt']>> | null> {
  try {
    return await cipher.decrypt(sealed);
  } catch {
    return null;
  }
}

function entryOf(entries: VaultFile['entries'], slug: string, name: string): string | null {
  const own = Object.hasOwn(entries, slug) ? entries[slug] : undefined;
  return own !== undefined && Object.hasOwn(own, name) ? (own[name] ?? null) : null;
}

function digestOf(entries: VaultFile['entries']): string {
  const sorted = Object.entries(entries)
    .flatMap(([slug, own]) => Object.entries(own).map(([name, sealed]) => [slug, name, sealed] as const))
    .map((entry) => JSON.stringify(entry))
    .toSorted();
  return createHash('sha256').update(sorted.join('\n')).digest('hex');
}
