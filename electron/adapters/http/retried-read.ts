import type { Timers } from '../../core/ports/environment.ts';
import type { PortFault } from '../../core/ports/faults.ts';
import type { Result } from '../../../shared/domain/result.ts';
import { retryDecision } from '../../../shared/domain/sync/retry.ts';
import { stoppedFault } from './port-fault.ts';

export interface RetryParts {
  readonly timers: Timers;
  /** 0 to 1, so that clients that failed together do not come back together. */
  readonly random: () => number;
  readonly signal: AbortSignal | undefined;
  /** Tries after which a failure of this sort goes to the caller, whatever the general rule says. */
  readonly mostAttempts?: (fault: PortFault) => number;
}

/** Runs a read until it succeeds, the retry rule gives up, or the signal aborts. Never for writes: the outbox decides about those. */
export async function retriedRead<T>(read: () => Promise<Result<T, PortFault>>, parts: RetryParts): Promise<Result<T, PortFault>> {
  const { timers, random, signal, mostAttempts } = parts;
  for (let attempt = 1; ; attempt += 1) {
    const result = await read();
    if (result.ok || result.fault.code === 'run/stopped') {
      return result;
    }
    const { fault } = result;
    if (mostAttempts !== undefined && attempt >= mostAttempts(fault)) {
      return result;
    }
    const decision = retryDecision({ faultClass: fault.class, attempt, retryAfterMs: fault.retryAfterMs, jitter: random() });
    if (decision.kind === 'stop') {
      return result;
    }
    await timers.sleep(decision.waitMs, signal);
    if (signal?.aborted === true) {
      return { ok: false, fault: stoppedFault() };
    }
  }
}
