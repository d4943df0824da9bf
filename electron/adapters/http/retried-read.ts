import type { Timers } from '../../core/ports/environment.ts';
import type { PortFault } from '../../core/ports/faults.ts';
import type { Result } from '../../../shared/domain/result.ts';
import { stoppedFault } from './port-fault.ts';

/** When to try a read again: the wait in ms, or null to give up. */
export type RetryRule = (fault: PortFault, attempt: number) => number | null;

export interface RetryParts {
  readonly timers: Timers;
  readonly rule: RetryRule;
  readonly signal: AbortSignal | undefined;
}

/** Runs a read until it succeeds, the rule gives up, or the signal aborts. Never for writes: the outbox decides about those. */
export async function retriedRead<T>(read: () => Promise<Result<T, PortFault>>, { timers, rule, signal }: RetryParts): Promise<Result<T, PortFault>> {
  for (let attempt = 1; ; attempt += 1) {
    const result = await read();
    if (result.ok || result.fault.code === 'run/stopped') {
      return result;
    }
    const waitMs = rule(result.fault, attempt);
    if (waitMs === null) {
      return result;
    }
    await timers.sleep(waitMs, signal);
    if (signal?.aborted === true) {
      return { ok: false, fault: stoppedFault() };
    }
  }
}
