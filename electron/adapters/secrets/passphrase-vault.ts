import { randomBytes, scrypt } from 'node:crypto';

import { z } from 'zod';

import { fail, ok, type Result } from '../../../shared/domain/result.ts';
import type { PortFault } from '../../core/ports/faults.ts';
import type { SecretVault } from '../../core/ports/secret-vault.ts';
import { createCipherVault } from './cipher-vault.ts';
import { damaged } from './vault-file.ts';
import { vaultFault } from './vault-faults.ts';
import { keyCipher, type VaultCipher } from './vault-protection.ts';

/** OWASP, password storage: N=2^17, r=8, p=1; about 0.4 s and 128 MiB. */
const COST = { N: 131_072, r: 8, p: 1 } as const;
/** scrypt takes 128 × N × r bytes; Node refuses more than 32 MiB unless told. */
const MAX_MEMORY = 256 * 1024 * 1024;
const KEY_BYTES = 32;
const SALT_BYTES = 16;
/** Decrypts to this with the right key: a wrong passphrase is told from a damaged file. */
const VERIFIER = 'purser vault';

// The costs are read as exactly ours: a file that asks for others was changed (or comes from a newer Purser).
const headerShape = z.strictObject({
  kdf: z.literal('scrypt'),
  n: z.literal(COST.N),
  r: z.literal(COST.r),
  p: z.literal(COST.p),
  salt: z.base64(),
  verifier: z.string(),
});

/** The headless vault: one file, opened by a passphrase. Faults: `vault/wrong-passphrase`, `vault/damaged`, `store/disk`. */
export function createPassphraseVault(file: string, passphrase: string): SecretVault {
  // One derivation for each salt, shared by everyone who waits for it.
  const keys = new Map<string, Promise<Buffer>>();
  const keyFor = (salt: string): Promise<Buffer> => {
    const known = keys.get(salt);
    if (known !== undefined) {
      return known;
    }
    const key = deriveKey(passphrase, Buffer.from(salt, 'base64'));
    keys.set(salt, key);
    return key;
  };
  return createCipherVault(file, {
    kind: 'passphrase',
    words: 'encrypted with a key made from the passphrase',
    open: (header) => (header === null ? makeCipher(keyFor) : openCipher(file, header, keyFor)),
  });
}

async function makeCipher(keyFor: (salt: string) => Promise<Buffer>): Promise<Result<VaultCipher, PortFault>> {
  const salt = randomBytes(SALT_BYTES).toString('base64');
  const key = await keyFor(salt);
  const verifier = await keyCipher(key, {}).encrypt(VERIFIER);
  return ok(keyCipher(key, { kdf: 'scrypt', n: COST.N, r: COST.r, p: COST.p, salt, verifier }));
}

async function openCipher(
  file: string,
  header: VaultCipher['header'],
  keyFor: (salt: string) => Promise<Buffer>,
): Promise<Result<VaultCipher, PortFault>> {
  const parsed = headerShape.safeParse(header);
  if (!parsed.success) {
    return fail(damaged(file, 'its header is not one that this Purser writes'));
  }
  const cipher = keyCipher(await keyFor(parsed.data.salt), header);
  try {
    const { plain } = await cipher.decrypt(parsed.data.verifier);
    return plain === VERIFIER ? ok(cipher) : fail(wrongPassphrase());
  } catch {
    return fail(wrongPassphrase());
  }
}

function wrongPassphrase(): PortFault {
  return vaultFault(
    'vault/wrong-passphrase',
    'The passphrase does not open the vault. Check PURSER_PASSPHRASE and try again; nothing was changed.',
  );
}

function deriveKey(passphrase: string, salt: Buffer): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    // NFKC: the same passphrase typed on another system may come in another form of Unicode.
    scrypt(passphrase.normalize('NFKC'), salt, KEY_BYTES, { ...COST, maxmem: MAX_MEMORY }, (error, key) => {
      if (error === null) {
        resolve(key);
      } else {
        reject(error);
      }
    });
  });
}
