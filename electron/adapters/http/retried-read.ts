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

/**
 * A run that reads must end: after half a minute of failures, or six windows used up by others, the next run goes on. Longer
 * outages are the schedule's to wait out.
 */
const MOST_ATTEMPTS = { throttled: 6, other: 5 } as const;

/** Runs a read until it succeeds, the retry rule gives up, or the signal aborts. Never for writes: the outbox decides about those. */
export async function retriedRead<T>(read: () => Promise<Result<T, PortFault>>, parts: RetryParts): Promise<Result<T, PortFault>> {
  const { timers, random, signal, mostAttempts } = parts;
  for (let attempt = 1; ; attempt += 1) {
    const result = await read();
    if (result.ok || result.fault.code === 'run/stopped') {
      return result;
    }
    const { fault } = result;
    const most = fault.class === 'throttled' ? MOST_ATTEMPTS.throttled : MOST_ATTEMPTS.other;
    if (attempt >= Math.min(most, mostAttempts?.(fault) ?? most)) {
      return result;
    }
    const answer = retryDecision({
      faultClass: fault.class,
      attempt,
      retryAfterMs: fault.retryAfterMs,
      sinceFirstSentMs: null,
      jitter: random(),
    });
    if (answer.kind === 'stop') {
      return result;
    }
    await timers.sleep(answer.waitMs, signal);
    if (signal?.aborted === true) {
      return { ok: false, fault: stoppedFault() };
    }
  }
}
