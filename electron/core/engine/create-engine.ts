import { ok } from '../../../shared/domain/result.ts';
import { epochMsOf, type Instant } from '../../../shared/domain/time/instants.ts';
import type { PortFault } from '../ports/faults.ts';
import type { Engine, RunControl, YieldingControl } from './engine.ts';
import type { EngineParts } from './engine-parts.ts';
import { type RefreshedBooks, refreshBooks, refreshPreferences, refreshSource } from './mirror.ts';
import { afterRestore } from './after-restore.ts';
import { adoptDocument } from './outbox/adopt.ts';
import { creditDocuments } from './outbox/credits.ts';
import { recordPayment } from './outbox/late-payment.ts';
import { previewUndo } from './outbox/undo-preview.ts';
import { claimOwn } from './outbox/claim-own.ts';
import { correctDocuments, supersedeDocuments, voidToPostAnew } from './outbox/corrections.ts';
import { withdrawUnsent } from './outbox/prepare.ts';
import { post } from './outbox/post.ts';
import { replay } from './outbox/replay.ts';
import { voidDocuments } from './outbox/voids.ts';
import { readWantedRates } from './planning/rates.ts';
import { replan, type ReplanScope } from './planning/replan.ts';
import { chosenAside, type ParkedChoice, retryAside } from './pull/parked.ts';
import { nameStores, pull } from './pull/pull.ts';
import { pullPointed } from './pull/pull-pointed.ts';
import { noneTouched } from './pull/store-records.ts';
import { recover } from './recover.ts';
import { sweep } from './sweep/sweep.ts';

/** Change data capture costs metered reads: within this the mirror is fresh enough to post with. */
const MIRROR_FRESH_MS = 10 * 60_000;

/** The long-running work of one company. The session that owns it runs one function at a time. */
export function createEngine(parts: EngineParts): Engine {
  return {
    async pull(options, run) {
      const wasDue = parts.store.orders.plansDue();
      const { outcome, touched } = await pull(parts, options, run, wasDue);
      // Also after a fault: what arrived is stored, so its plans must not be those of before.
      if (wasDue || touched.length > 0) {
        await replanDue(touched, wasDue, run);
        await planWithNewRates(parts, run);
      }
      parts.changed(['orders', 'mapping']);
      return outcome;
    },
    async pullPointed(pointers, run) {
      const wasDue = parts.store.orders.plansDue();
      const { outcome, touched } = await pullPointed(parts, pointers, run);
      if (wasDue || touched.length > 0) {
        await replanDue(touched, wasDue, run);
        await planWithNewRates(parts, run);
      }
      if (touched.length > 0) {
        parts.changed(['orders', 'mapping']);
      }
      return outcome;
    },
    sweep: (run) => sweepAndPlan(run),
    retryParked: (which, run) => retryAndPlan(which, run),
    async refreshBooks(options, run) {
      const refreshed = await refreshBooks(parts, options, run);
      return refreshed.ok ? ok(await replanned(refreshed.value, run)) : refreshed;
    },
    refreshSource: (run) => refreshSource(parts, run),
    replan: (orderIds, run) => (orderIds === 'all' ? replanDue('all', true, run) : replan(parts, orderIds, run)),
    post: (options, run) => post(parts, options, run, () => freshen(run)),
    replay: (selection, run) => replay(parts, selection, run),
    voidDocuments: (orderIds, run) => voidDocuments(parts, orderIds, run),
    previewUndo: (orderId, run) => previewUndo(parts, orderId, run),
    creditDocuments: (orderIds, run) => creditDocuments(parts, orderIds, run),
    recordPayment: (orderId, run) => recordPayment(parts, orderId, run),
    adopt: async (orderId, documentId, run) => adoptDocument(parts, orderId, documentId, run),
    correct: (orderId, run) => correctDocuments(parts, orderId, run),
    voidToPostAnew: async (orderId, run) => {
      const outcome = await voidToPostAnew(parts, orderId, run);
      await replan(parts, [orderId], run);
      return outcome;
    },
    supersedeVoided: (orderId) => supersedeDocuments(parts, orderId),
    withdrawUnsent: (orderId) => withdrawUnsent(parts, orderId),
    recover: () => recover(parts),
    afterRestore: () => parts.store.transaction(() => afterRestore(parts)),
  };

  /**
   * Plans again, with the mark that plans are due kept until all of them are made. Where an earlier run was killed or stopped
   * before that (`wasDue`), nobody knows any more what it touched, and all are made.
   */
  async function replanDue(scope: ReplanScope, wasDue: boolean, run: RunControl): ReturnType<typeof replan> {
    parts.store.orders.setPlansDue(true);
    const counts = await replan(parts, wasDue ? 'all' : scope, run);
    if (!run.signal.aborted && parts.store.mirror.company() !== null) {
      parts.store.orders.setPlansDue(false);
    }
    return counts;
  }

  async function sweepAndPlan(run: YieldingControl): ReturnType<Engine['sweep']> {
    const outcome = await sweep(parts, run, async (touched, wasDue) => {
      await replan(parts, touched, run);
      // What was due before is the next pull's to make up for: it may be everything, and others must not wait for that.
      if (!wasDue && !run.signal.aborted && parts.store.mirror.company() !== null) {
        parts.store.orders.setPlansDue(false);
      }
      parts.changed(['orders', 'mapping']);
    });
    parts.changed(['orders']);
    return outcome;
  }

  async function retryAndPlan(which: ParkedChoice, run: RunControl): ReturnType<Engine['retryParked']> {
    const source = await parts.source();
    if (!source.ok) {
      return source;
    }
    const wasDue = parts.store.orders.plansDue();
    const before = parts.store.completeness.asideCount();
    const touched = noneTouched();
    const tried = await retryAside({ parts, source: source.value, touched, run }, chosenAside(parts, which));
    if (touched.ids.size > 0) {
      nameStores(parts, [...touched.ids]);
      await replanDue([...touched.ids], wasDue, run);
    }
    parts.changed(['orders', 'mapping']);
    const parked = parts.store.completeness.asideCount();
    return tried.ok ? ok({ tried: tried.value, arrived: Math.max(before - parked, 0), parked }) : tried;
  }

  function isFresh(at: Instant | null): boolean {
    return at !== null && parts.clock.now() - epochMsOf(at) < MIRROR_FRESH_MS;
  }

  /** A mirror of some minutes ago may miss what somebody booked by hand since, or closed; plans that are due are made before any is posted. */
  async function freshen(run: RunControl): Promise<PortFault | null> {
    const { mirror } = parts.store;
    const isMirrorFresh = isFresh(mirror.refreshedAt());
    if (isMirrorFresh && isFresh(mirror.readAt('preferences'))) {
      if (parts.store.orders.plansDue()) {
        await replanDue('all', true, run);
      }
      return null;
    }
    const refreshed = isMirrorFresh
      ? await refreshPreferences(parts, MIRROR_FRESH_MS, run)
      : await refreshBooks(parts, { full: false, preferencesFreshMs: MIRROR_FRESH_MS }, run);
    if (!refreshed.ok) {
      return refreshed.fault;
    }
    if (isMirrorFresh && refreshed.value.change === 'nothing' && parts.store.orders.plansDue()) {
      await replanDue('all', true, run);
    }
    await replanned(refreshed.value, run);
    return null;
  }

  /**
   * New accounts, customers and closing dates change plans: they are made again before anybody looks at them. Where only
   * documents or people changed (after each posting they did), what is posted and settled is left alone: its plan does not ask for them.
   */
  async function replanned({ counts, change }: RefreshedBooks, run: RunControl): Promise<Readonly<Record<string, number>>> {
    if (change !== 'nothing') {
      await replanDue(change === 'lists' ? 'all' : 'unsettled', parts.store.orders.plansDue(), run);
      claimOwn(parts, run);
      parts.changed(['orders', 'mapping', 'connections']);
    }
    await planWithNewRates(parts, run);
    return counts;
  }
}

/** Orders in another currency wait for the rate of their day: plans them again where one has come. */
async function planWithNewRates(parts: EngineParts, run: RunControl): Promise<void> {
  if ((await readWantedRates(parts, run)) > 0) {
    await replan(parts, 'unsettled', run);
    parts.changed(['orders']);
  }
}
