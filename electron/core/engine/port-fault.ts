import { fail, type Result } from '../../../shared/domain/result.ts';
import type { FaultClass, PortFault } from '../ports/faults.ts';

/** A fault that the core itself found. */
export function coreFault(
  faultClass: FaultClass,
  code: string,
  message: string,
  details: Readonly<Record<string, unknown>> = {},
): PortFault {
  return { class: faultClass, code, message, details, retryAfterMs: null, traceId: null, httpStatus: null };
}

/** The answer of work that a person stopped: everything learnt so far is stored. */
export function stopped(): Result<never, PortFault> {
  return fail(stoppedFault());
}

export function stoppedFault(): PortFault {
  return coreFault('transient', 'run/stopped', 'The run was stopped; it goes on from here next time.');
}
