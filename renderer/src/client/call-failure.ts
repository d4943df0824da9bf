import type { ContractError } from '../../../shared/contract/errors.ts';
import { texts } from '../lib/texts.ts';

/** Codes that the way to the host adds to those of the contract. */
export const HOST_UNREACHABLE = 'host/unreachable';
export const HOST_SIGNED_OUT = 'host/signed-out';

/** A failed call, as TanStack Query carries failures: an Error with the contract's plain data in it. */
export class CallFailure extends Error {
  readonly error: ContractError;

  constructor(error: ContractError) {
    super(texts.told.fault(error.code, error.message, error.details));
    this.name = 'CallFailure';
    this.error = error;
  }

  get code(): string {
    return this.error.code;
  }
}

/** What the screens show when the host itself did not answer. */
export function hostFailure(code: typeof HOST_UNREACHABLE | typeof HOST_SIGNED_OUT, message: string): ContractError {
  return { code, message, details: {}, callId: '' };
}
