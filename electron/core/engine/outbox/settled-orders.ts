import type { Posting } from '../../../../shared/domain/posting/posting.ts';
import type { EngineParts } from '../engine-parts.ts';

/** Orders looked at before others have their turn: some milliseconds. */
export const ORDERS_IN_ONE_TURN = 50;

/** What became of orders whose documents were written down. */
export interface SettledOrders {
  readonly posted: readonly number[];
  readonly uncertain: readonly number[];
  readonly failed: readonly Posting[];
}

/** The orders whose documents are all in the books, among these; and those where it is not known, or a document was refused. */
export async function settledOrders(parts: EngineParts, orderIds: readonly number[]): Promise<SettledOrders> {
  const posted: number[] = [];
  const uncertain: number[] = [];
  const failed: Posting[] = [];
  for (const [index, orderId] of orderIds.entries()) {
    if (index > 0 && index % ORDERS_IN_ONE_TURN === 0) {
      await parts.timers.sleep(0);
    }
    const live = livePostings(parts, orderId);
    const firstFailed = live.find((posting) => posting.status === 'failed');
    if (live.some((posting) => posting.status === 'uncertain' || posting.status === 'sending')) {
      uncertain.push(orderId);
    } else if (firstFailed !== undefined) {
      failed.push(firstFailed);
    } else if (live.length > 0 && live.every((posting) => posting.status === 'posted')) {
      posted.push(orderId);
    }
  }
  return { posted, uncertain, failed };
}

/** The postings of an order that count: its own documents, and the shared ones (a new customer) that they need. */
function livePostings(parts: EngineParts, orderId: number): readonly Posting[] {
  const own = parts.store.outbox
    .ofOrder(orderId)
    .filter((posting) => posting.status !== 'superseded' && posting.status !== 'voided' && posting.operation === 'create');
  const shared = own.flatMap((posting) => posting.needs).flatMap((subject) => parts.store.outbox.live(subject) ?? []);
  return [...new Map([...own, ...shared].map((posting) => [posting.postingId, posting])).values()];
}
