import { randomBytes, scrypt } from 'node:crypto';

import { z } from 'zod';

/** The first bytes of every backup file. */
export const MAGIC = Buffer.from('PURSER BACKUP\n', 'ascii');
export const NEWEST_FORMAT = 1;
/** Of plain text in each piece; a piece is authenticated before any of it is used. */
export const PIECE_BYTES = 1_048_576;
export const LONGEST_HEADER = 4_096;

const hex = (bytes: number) => z.string().regex(new RegExp(`^[0-9a-f]{${bytes * 2}}$`));

/**
 * What stands readable at the beginning: how the passphrase becomes a key (RFC 7914; OWASP's parameters, with room for more), and a
 * check that tells a wrong passphrase from a damaged file. Limits keep a hostile file from taking all memory.
 */
export const headerSchema = z.object({
  format: z.int().min(1),
  scrypt: z.object({ n: z.literal([131_072, 262_144, 524_288]), r: z.literal(8), p: z.literal(1), salt: hex(32) }),
  nonce: hex(7),
  check: hex(32),
});
export type BackupHeader = z.infer<typeof headerSchema>;

export const newKeySettings = (): Pick<BackupHeader, 'scrypt' | 'nonce'> => ({
  scrypt: { n: 131_072, r: 8, p: 1, salt: randomBytes(32).toString('hex') },
  nonce: randomBytes(7).toString('hex'),
});

export interface DerivedKey {
  readonly key: Buffer;
  /** Says nothing of the key. */
  readonly check: string;
}

/** The same passphrase in another normal form of Unicode is the same passphrase. */
export function deriveKey(passphrase: string, { n, r, p, salt }: BackupHeader['scrypt']): Promise<DerivedKey> {
  return new Promise((resolve, reject) => {
    scrypt(passphrase.normalize('NFKC'), Buffer.from(salt, 'hex'), 64, { N: n, r, p, maxmem: 256 * n * r }, (error, derived) => {
      if (error === null) {
        resolve({ key: derived.subarray(0, 32), check: derived.subarray(32).toString('hex') });
      } else {
        reject(error);
      }
    });
  });
}
