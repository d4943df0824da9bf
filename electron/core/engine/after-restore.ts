import { epochMsOf, instantOf } from '../../../shared/domain/time/instants.ts';
import type { EngineParts } from './engine-parts.ts';
import { PURSER_ACTOR } from './engine-parts.ts';

const EVERYTHING = 1_000_000;
/** Further back than any copy of the lists counts as fresh. */
const STALE_MS = 24 * 3_600_000;

/**
 * What an older copy of the company does not know: since then anything that waited may have been sent, and the books have moved on. What
 * was written down counts as sent, so that it is looked up before it is sent at all; the lists are read on from before the copy was made,
 * so that documents of the time in between are met before anything is planned to be written.
 *
 * @returns how many postings are looked up
 */
export function afterRestore(parts: EngineParts): number {
  const { outbox, mirror, plans, audit } = parts.store;
  const at = instantOf(parts.clock.now());
  const waiting = outbox.byStatus(['approved', 'sending'], EVERYTHING);
  for (const posting of waiting) {
    outbox.update({ ...posting, status: 'uncertain', updatedAt: at });
    audit.append({
      at,
      actor: PURSER_ACTOR,
      kind: 'posting-uncertain',
      summary: 'The company was restored from a backup: whether this was sent since then is settled by the next post.',
      details: { requestId: posting.requestId },
      orderId: posting.orderId,
      postingId: posting.postingId,
    });
  }
  for (const batch of outbox.batchesByStatus(['sending', 'uncertain'])) {
    // Not sent again as it was: nobody knows how long ago that may have happened already.
    outbox.updateBatch({ ...batch, status: 'abandoned' });
  }
  const since = mirror.changesSince();
  if (since !== null) {
    mirror.setChangesSince(instantOf(epochMsOf(since) - STALE_MS));
  }
  plans.refreshState([...new Set(waiting.map(({ orderId }) => orderId))]);
  return waiting.length;
}
