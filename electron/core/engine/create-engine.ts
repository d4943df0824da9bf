import type { Result } from '../../../shared/domain/result.ts';
import { epochMsOf } from '../../../shared/domain/time/instants.ts';
import type { PortFault } from '../ports/faults.ts';
import type { Engine, RunControl } from './engine.ts';
import type { EngineParts } from './engine-parts.ts';
import { refreshBooks, refreshSource } from './mirror.ts';
import { adoptDocument } from './outbox/adopt.ts';
import { correctDocuments, supersedeDocuments, voidToPostAnew } from './outbox/corrections.ts';
import { post } from './outbox/post.ts';
import { replay } from './outbox/replay.ts';
import { voidDocuments } from './outbox/voids.ts';
import { replan } from './planning/replan.ts';
import { pull } from './pull/pull.ts';
import { recover } from './recover.ts';

/** Change data capture costs metered reads: within this the mirror is fresh enough to post with. */
const MIRROR_FRESH_MS = 10 * 60_000;

/** The long-running work of one company. The session that owns it runs one function at a time. */
export function createEngine(parts: EngineParts): Engine {
  return {
    async pull(options, run) {
      const { outcome, touched } = await pull(parts, options, run);
      // Also after a fault: what arrived is stored, so its plans must not be those of before.
      await replan(parts, touched, run);
      parts.changed(['orders', 'mapping']);
      return outcome;
    },
    async refreshBooks(options, run) {
      const refreshed = await refreshBooks(parts, options, run);
      return replanned(refreshed, run);
    },
    refreshSource: (run) => refreshSource(parts, run),
    replan: (orderIds, run) => replan(parts, orderIds, run),
    post: (options, run) => post(parts, options, run, () => freshen(run)),
    replay: (selection, run) => replay(parts, selection, run),
    voidDocuments: (orderIds, run) => voidDocuments(parts, orderIds, run),
    adopt: async (orderId, documentId, run) => adoptDocument(parts, orderId, documentId, run),
    correct: (orderId, run) => correctDocuments(parts, orderId, run),
    voidToPostAnew: async (orderId, run) => {
      const outcome = await voidToPostAnew(parts, orderId, run);
      await replan(parts, [orderId], run);
      return outcome;
    },
    supersedeVoided: (orderId) => supersedeDocuments(parts, orderId),
    recover: () => recover(parts),
  };

  /** A mirror of some minutes ago may miss what somebody booked by hand since. */
  async function freshen(run: RunControl): Promise<PortFault | null> {
    const refreshedAt = parts.store.mirror.refreshedAt();
    if (refreshedAt !== null && parts.clock.now() - epochMsOf(refreshedAt) < MIRROR_FRESH_MS) {
      return null;
    }
    const refreshed = await replanned(await refreshBooks(parts, { full: false }, run), run);
    return refreshed.ok ? null : refreshed.fault;
  }

  /** New accounts, customers and closing dates change plans: they are made again before anybody looks at them. */
  async function replanned<T extends Readonly<Record<string, number>>>(
    refreshed: Result<T, PortFault>,
    run: RunControl,
  ): Promise<Result<T, PortFault>> {
    if (refreshed.ok && Object.values(refreshed.value).some((count) => count > 0)) {
      await replan(parts, 'all', run);
      parts.changed(['orders', 'mapping', 'connections']);
    }
    return refreshed;
  }
}
