import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { LEAST_PAIRING_CODE } from './config.ts';

/** 24 bytes: 32 characters, which a person can still carry from one screen to another. */
const CODE_BYTES = 24;

export const pairingCodePath = (dataDirectory: string): string => join(dataDirectory, 'pairing-code');

export interface KeptPairingCode {
  readonly code: string;
  /** Made just now: the operator must be told where it is. */
  readonly isNew: boolean;
}

/**
 * The pairing code in the data directory; made where there is none, readable by this user only. It stays the same from then on.
 * @throws where the file can't be read or written, or holds something that is no code
 */
export function keepPairingCode(dataDirectory: string): KeptPairingCode {
  mkdirSync(dataDirectory, { recursive: true, mode: 0o700 });
  const path = pairingCodePath(dataDirectory);
  const made = randomBytes(CODE_BYTES).toString('base64url');
  try {
    writeFileSync(path, `${made}\n`, { mode: 0o600, flag: 'wx' });
    return { code: made, isNew: true };
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) {
      throw error;
    }
  }
  const code = readFileSync(path, 'utf8').trim();
  if (code.length < LEAST_PAIRING_CODE) {
    throw new Error(`${path} holds no pairing code of at least ${LEAST_PAIRING_CODE} characters. Remove it, and a new one is made.`);
  }
  return { code, isNew: false };
}
