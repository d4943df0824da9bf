import type { PortFault } from '../../core/ports/faults.ts';

export type VaultFaultCode = 'vault/locked' | 'vault/wrong-passphrase' | 'vault/damaged' | 'store/disk';

/** A fault of the vault. Its message never holds a secret, a passphrase or anything derived from one. */
export function vaultFault(code: VaultFaultCode, message: string): PortFault {
  return { code, message, class: 'storage', retryAfterMs: null, traceId: null, httpStatus: null };
}
