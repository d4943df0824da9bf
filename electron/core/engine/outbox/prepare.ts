import type { Plan, PlannedDocument } from '../../../../shared/domain/planning/plan.ts';
import type { Posting } from '../../../../shared/domain/posting/posting.ts';
import type { RunControl } from '../engine.ts';
import type { EngineParts } from '../engine-parts.ts';
import { describe, note } from './outcomes.ts';
import { moveTo, nextAttempt, postingFor } from './rows.ts';

/** Plans that are written down at a time: enough to fill batches of 30, few enough that a stop is prompt. */
export const PLANS_AT_A_TIME = 200;
/** Plans in one transaction: about twenty milliseconds, so that the loop stays free for the screens. */
const PLANS_IN_ONE_TURN = 25;

/**
 * Writes down what the approved plans want sent: every document a row with its request id, a plan's all in one transaction,
 * before anything is sent. Returns the key orders of the plans.
 */
export async function preparePostings(parts: EngineParts, limit: number, run: RunControl): Promise<readonly number[]> {
  const wanted = Math.min(limit, PLANS_AT_A_TIME);
  const prepared: number[] = [];
  while (prepared.length < wanted && !run.signal.aborted) {
    const more = prepareSome(parts, Math.min(wanted - prepared.length, PLANS_IN_ONE_TURN), run);
    if (more.length === 0) {
      break;
    }
    prepared.push(...more);
    await parts.timers.sleep(0);
  }
  return prepared;
}

function prepareSome(parts: EngineParts, limit: number, run: RunControl): readonly number[] {
  return parts.store.transaction(() => {
    const plans = parts.store.plans.approvedPlans(limit);
    for (const plan of plans) {
      preparePlan(parts, plan, run);
    }
    parts.store.plans.refreshState(plans.map((plan) => plan.orderId));
    return plans.map((plan) => plan.orderId);
  });
}

/** Writes down one plan's documents; those that are in the books or on their way already stay as they are. */
export function preparePlan(parts: EngineParts, plan: Plan, run: RunControl): void {
  for (const document of plan.documents) {
    prepareDocument(parts, plan, document, run);
  }
}

/** Writes down one document of a plan, where it is due. */
export function prepareDocument(parts: EngineParts, plan: Plan, document: PlannedDocument, run: RunControl): void {
  const posting = turnOf(parts, plan, document);
  if (posting === null) {
    return;
  }
  parts.store.outbox.insert(posting);
  note(parts, posting, run, 'posting-prepared', `${describe(posting)} written down for sending, attempt ${posting.attempt}.`, {
    requestId: posting.requestId,
    fingerprint: posting.fingerprint,
    body: posting.body,
  });
}

/** The next posting of a document: the first, another attempt after a failure, a new generation after a void; null where none is due. */
function turnOf(parts: EngineParts, plan: Plan, document: PlannedDocument): Posting | null {
  const { outbox } = parts.store;
  const live = outbox.live(document.subject);
  if (live === null) {
    return postingFor(parts, plan, document, { generation: outbox.lastGeneration(document.subject) + 1, attempt: 1 });
  }
  switch (live.status) {
    case 'approved':
    case 'sending':
    case 'uncertain':
    case 'posted':
      return null;
    case 'failed': {
      moveTo(parts, live, 'superseded');
      const fresh = postingFor(parts, plan, document, { generation: live.generation, attempt: 1 });
      return nextAttempt(parts, live, {
        body: fresh.body,
        needs: fresh.needs,
        fingerprint: fresh.fingerprint,
        coreFingerprint: fresh.coreFingerprint,
        planFingerprint: fresh.planFingerprint,
        expectedTotal: fresh.expectedTotal,
        documentNumber: fresh.documentNumber,
        documentDate: fresh.documentDate,
        orderFacts: fresh.orderFacts,
        orderId: plan.orderId,
      });
    }
    case 'voided':
    case 'superseded':
      return postingFor(parts, plan, document, { generation: outbox.lastGeneration(document.subject) + 1, attempt: 1 });
  }
}

/**
 * Takes back what is written down for an order and was never sent. A customer or an item that another order's document needs, too,
 * stays. Joins the caller's transaction.
 */
export function withdrawUnsent(parts: EngineParts, orderId: number): void {
  const { outbox, plans } = parts.store;
  const unsent = outbox.ofOrder(orderId).filter((posting) => posting.status === 'approved' && posting.operation === 'create');
  const needed = new Set(
    unsent.length === 0
      ? []
      : outbox
          .byStatus(['approved', 'sending', 'uncertain'], MOST_OPEN)
          .filter((posting) => posting.orderId !== orderId)
          .flatMap((posting) => posting.needs),
  );
  for (const posting of unsent.filter(({ subject }) => !needed.has(subject))) {
    moveTo(parts, posting, 'superseded');
  }
  plans.refreshState([orderId]);
}

/** All of them: what another order needs must not be overlooked. */
const MOST_OPEN = 1_000_000;
