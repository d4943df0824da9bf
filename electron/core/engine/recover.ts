import { instantOf } from '../../../shared/domain/time/instants.ts';
import type { EngineParts } from './engine-parts.ts';
import { PURSER_ACTOR } from './engine-parts.ts';

/**
 * What a crash left: a posting that was on its way is uncertain (it may be in the books), a run that never ended was
 * interrupted. The next post settles the first by resending or by looking; nothing is sent here.
 */
export function recover(parts: EngineParts): void {
  const at = instantOf(parts.clock.now());
  parts.store.transaction(() => {
    parts.store.runs.interruptRunning(at);
    const sending = parts.store.outbox.byStatus(['sending'], 1_000_000);
    for (const posting of sending) {
      parts.store.outbox.update({ ...posting, status: 'uncertain', updatedAt: at });
      parts.store.audit.append({
        at,
        actor: PURSER_ACTOR,
        kind: 'posting-uncertain',
        summary: 'Purser ended while this was on its way: whether it arrived is settled by the next post.',
        details: { requestId: posting.requestId },
        orderId: posting.orderId,
        postingId: posting.postingId,
      });
    }
    for (const batch of parts.store.outbox.batchesByStatus(['sending'])) {
      parts.store.outbox.updateBatch({ ...batch, status: 'uncertain' });
    }
    parts.store.plans.refreshState([...new Set(sending.map((posting) => posting.orderId))]);
  });
}
