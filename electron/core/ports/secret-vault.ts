import type { Result } from '../../../shared/domain/result.ts';
import type { PortFault } from './faults.ts';

/** Names of what is kept for a company. Values never leave the main process. */
export const SECRET_NAMES = [
  'database-key',
  'source-credentials',
  'books-credentials',
  'books-tokens',
  'audit-key',
  'relay-pairing',
  'backup-plan',
] as const;
export type SecretName = (typeof SECRET_NAMES)[number];

/**
 * Secrets at rest, encrypted by the operating system (desktop), or by a passphrase or the operating system's keyring
 * (headless). A practice company's secrets need neither: their key is a generated file.
 */
export interface SecretVault {
  /** How secrets are protected, in plain words, for the connections screen and `doctor`. */
  readonly protection: string;
  /** Null where it is absent. Fault code `vault/locked` where it can't be opened (exit 6). */
  get(slug: string, name: SecretName): Promise<Result<string | null, PortFault>>;
  /** Durable when it resolves. */
  set(slug: string, name: SecretName, value: string): Promise<Result<null, PortFault>>;
  delete(slug: string, name: SecretName): Promise<Result<null, PortFault>>;
}
