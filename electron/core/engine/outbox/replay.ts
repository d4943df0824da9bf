import { ok, type Result } from '../../../../shared/domain/result.ts';
import type { Posting } from '../../../../shared/domain/posting/posting.ts';
import type { PortFault } from '../../ports/faults.ts';
import type { OrderFailure, PostOutcome, RunControl } from '../engine.ts';
import type { EngineParts } from '../engine-parts.ts';
import { sendOpen } from './post.ts';
import { preparePlan } from './prepare.ts';
import { tryAgain } from './settle.ts';

/** What a replay is asked to take up: these orders, one cause, or all. */
export interface ReplaySelection {
  readonly orderIds: readonly number[] | null;
  readonly code: string | null;
}

/**
 * Another attempt for what failed, another look at what is uncertain. What succeeded is never sent again. A failed order of
 * which nothing is in the books and whose plan is not the approved one any more is not sent: its plan must be seen first.
 */
export async function replay(parts: EngineParts, selection: ReplaySelection, run: RunControl): Promise<Result<PostOutcome, PortFault>> {
  const opened = await parts.books();
  if (!opened.ok) {
    return opened;
  }
  const refused: OrderFailure[] = [];
  const failed = parts.store.outbox.byStatus(['failed'], 100_000).filter((posting) => isSelected(parts, posting, selection));
  const byOrder = Map.groupBy(failed, (posting) => posting.orderId);
  const taken: number[] = [];
  for (const [orderId, postings] of byOrder) {
    const refusal = parts.store.transaction(() => takeUp(parts, orderId, postings, run));
    if (refusal === null) {
      taken.push(orderId);
    } else {
      refused.push(refusal);
    }
  }
  const outcome = await sendOpen(parts, opened.value, run, taken);
  return outcome.ok ? ok({ ...outcome.value, failed: [...refused, ...outcome.value.failed] }) : outcome;
}

function isSelected(parts: EngineParts, posting: Posting, selection: ReplaySelection): boolean {
  if (selection.code !== null && posting.fault?.code !== selection.code) {
    return false;
  }
  if (selection.orderIds === null) {
    return true;
  }
  if (selection.orderIds.includes(posting.orderId)) {
    return true;
  }
  // A failed customer belongs to the first order that needed it; every order that needs it may ask for it again.
  return selection.orderIds.some((orderId) => parts.store.outbox.ofOrder(orderId).some((own) => own.needs.includes(posting.subject)));
}

/** Writes down the next attempts of one order. Returns why not, or null. */
function takeUp(parts: EngineParts, orderId: number, failed: readonly Posting[], run: RunControl): OrderFailure | null {
  // A credit memo is no part of the plan: what was to be written is written, as a change of a document is.
  const changes = failed.filter(({ operation, kind }) => operation === 'update' || operation === 'void' || kind === 'credit-memo');
  for (const posting of changes) {
    tryAgain(parts, posting, run, 'replayed');
  }
  if (changes.length === failed.length) {
    return finishTakeUp(parts, orderId);
  }
  const plan = parts.store.plans.planOf(orderId);
  const first = failed.find(({ operation, kind }) => operation === 'create' && kind !== 'credit-memo');
  if (plan === null || plan.outcome !== 'ready') {
    const why = plan?.blockers[0]?.message ?? plan?.reason?.message ?? 'it has no plan';
    return { orderId, code: 'order/not-ready', message: `Order ${orderId} can't be posted as it is: ${why}`, fault: null };
  }
  const isSeen = first !== undefined && first.planFingerprint === plan.fingerprint;
  if (!isSeen && !hasPostedDocument(parts, orderId)) {
    return {
      orderId,
      code: 'order/plan-changed',
      message: `The plan of order ${orderId} is not the one that was approved: look at it and approve it again.`,
      fault: null,
    };
  }
  preparePlan(parts, plan, run);
  return finishTakeUp(parts, orderId);
}

function finishTakeUp(parts: EngineParts, orderId: number): null {
  parts.store.plans.refreshState([orderId]);
  return null;
}

function hasPostedDocument(parts: EngineParts, orderId: number): boolean {
  return parts.store.outbox
    .ofOrder(orderId)
    .some((posting) => posting.status === 'posted' && (posting.kind === 'invoice' || posting.kind === 'sales-receipt'));
}
