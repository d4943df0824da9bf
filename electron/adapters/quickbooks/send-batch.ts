import type { BatchOutcome } from '../../core/ports/books.ts';
import type { Clock } from '../../core/ports/environment.ts';
import { MAX_LIST_BYTES } from '../http/http.ts';
import { readBatchAnswer } from './batch-outcome.ts';
import { batchMembers } from './batch-text.ts';
import type { BooksSession } from './session.ts';

export interface BatchToSend {
  /** At most 36 characters. */
  readonly requestId: string;
  readonly text: string;
  readonly homeCurrency: string | null;
}

/**
 * Sends a batch once. Only where the token had ended, so that certainly nothing was executed, the very same request is sent
 * once more with a new one.
 */
export async function sendBatch(
  session: BooksSession,
  clock: Clock,
  batch: BatchToSend,
  signal: AbortSignal | undefined,
): Promise<BatchOutcome> {
  const members = batchMembers(batch.text);
  const sendOnce = async (): Promise<BatchOutcome> => {
    const outcome = await session.call(
      {
        kind: 'batch',
        method: 'POST',
        path: '/batch',
        query: { requestid: batch.requestId },
        body: { type: 'application/json', text: batch.text },
        maxBytes: MAX_LIST_BYTES,
      },
      signal,
    );
    if (!outcome.ok) {
      return { kind: outcome.fault.isSent ? 'unknown' : 'not-executed', fault: outcome.fault.fault };
    }
    return readBatchAnswer(outcome.value, { members, secrets: session.secrets(), homeCurrency: batch.homeCurrency, nowMs: clock.now() });
  };
  const first = await sendOnce();
  // Inside an answer with status 200 each item can say that the token has ended.
  if (first.kind !== 'not-executed' || first.fault.class !== 'auth' || first.fault.httpStatus !== 200) {
    return first;
  }
  const renewed = await session.renew();
  return renewed.ok ? sendOnce() : { kind: 'not-executed', fault: renewed.fault };
}
