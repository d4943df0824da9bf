import type { Logger, Timers } from '../../../core/ports/environment.ts';
import type { PortFault } from '../../../core/ports/faults.ts';
import type { Result } from '../../../../shared/domain/result.ts';
import type { Instant } from '../../../../shared/domain/time/instants.ts';
import { retriedRead } from '../../http/retried-read.ts';
import type { Caller } from './caller.ts';
import { mayBePoisoned } from './paging.ts';
import type { Unreadable } from './read-record.ts';

/** Reads, and nothing else. */
export interface Requester {
  /** The parsed JSON. Retries what is worth it; waits in the key's lane. `isSpoilt`: the page is known to hold a bad record, and its failure is not tried again. `path` as in a call: below the base, or a checked address. */
  get(
    path: string,
    query: Readonly<Record<string, string>>,
    signal: AbortSignal | undefined,
    options?: { readonly isSpoilt: boolean },
  ): Promise<Result<unknown, PortFault>>;
  serverTime(): Instant | null;
  /** Notes in the log what of a list that has no parking place could not be read. */
  noteUnreadable(unreadable: readonly Unreadable[]): void;
}

export interface RequesterParts {
  readonly timers: Timers;
  readonly logger: Logger;
  /** 0 to 1, to spread retries. */
  readonly random: () => number;
}

export function createRequester({ timers, logger, random }: RequesterParts, caller: Caller): Requester {
  return {
    async get(path, query, signal, options = { isSpoilt: false }) {
      if (caller.refusal !== null) {
        return { ok: false, fault: caller.refusal };
      }
      const read = () => caller.call({ method: 'GET', path, query, body: null }, signal);
      const mostTries = (fault: PortFault): number => (options.isSpoilt && mayBePoisoned(fault) ? 1 : mostAttempts(fault));
      const result = await retriedRead(read, { timers, random, signal, mostAttempts: mostTries });
      if (!result.ok) {
        logger.log('warning', 'source.request-failed', {
          path,
          code: result.fault.code,
          class: result.fault.class,
          status: result.fault.httpStatus,
        });
      }
      return result;
    },
    serverTime: () => caller.serverTime(),
    noteUnreadable(unreadable) {
      for (const { recordId, message } of unreadable) {
        logger.log('warning', 'source.record-unreadable', { recordId, message });
      }
    },
  };
}

/** A page that may be spoilt by one record gets one more chance, then it is taken apart instead; one that is too long gets none. */
function mostAttempts(fault: PortFault): number {
  if (fault.details?.['reason'] === 'too-large') {
    return 1;
  }
  return mayBePoisoned(fault) ? 2 : Infinity;
}
