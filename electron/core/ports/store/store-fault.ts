import type { PortFault } from '../faults.ts';

/**
 * Thrown by any store while it is open, where the disk or the database gives way in mid-run: full, unreadable, damaged. Not a
 * bug and not a value either, because every line of a repository may meet it: the core catches it where a run or a call ends
 * and answers with its fault. Whatever transaction was open has been rolled back.
 */
export class StoreFault extends Error {
  readonly fault: PortFault;

  constructor(fault: PortFault, cause?: unknown) {
    super(fault.message, { cause });
    this.name = 'StoreFault';
    this.fault = fault;
  }
}

/** A fault of the disk or the database; never worth a blind retry. */
export function storageFault(code: string, message: string, details: Readonly<Record<string, unknown>> = {}): PortFault {
  return { code, message, details, class: 'storage', retryAfterMs: null, traceId: null, httpStatus: null };
}
