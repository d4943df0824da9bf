import { fingerprintInNote } from '../../../../shared/domain/planning/memo.ts';
import type { Plan, PlannedDocument } from '../../../../shared/domain/planning/plan.ts';
import type { RunControl } from '../engine.ts';
import type { EngineParts } from '../engine-parts.ts';
import { describe, note } from './outcomes.ts';
import { postingFor } from './rows.ts';

/** All that look posted: an older copy of a company may lack the postings of weeks. */
const MOST_ORDERS = 1_000_000;

/**
 * Takes back what is ours where the record of a posting was lost (an older backup was restored): a document in the books that carries the
 * fingerprint of exactly this plan was written by Purser for it, whatever is known here. The plan's documents are written down as
 * uncertain, and are settled by looking like any posting whose answer was lost; nothing is sent anew before that.
 *
 * @returns the orders whose documents were written down
 */
export function claimOwn(parts: EngineParts, run: RunControl): readonly number[] {
  const { plans, outbox } = parts.store;
  const claimed: number[] = [];
  for (const orderId of plans.heldUpExamples('books/looks-posted', null, MOST_ORDERS)) {
    const plan = plans.planOf(orderId);
    if (plan === null || !isInBooks(parts, plan)) {
      continue;
    }
    parts.store.transaction(() => {
      for (const document of plan.documents.filter(({ subject }) => outbox.live(subject) === null)) {
        writeDownUncertain(parts, plan, document, run);
      }
      plans.refreshState([plan.orderId]);
    });
    claimed.push(plan.orderId);
  }
  return claimed;
}

/** The one sales document under the plan's number carries the mark of the plan's own. */
function isInBooks(parts: EngineParts, plan: Plan): boolean {
  const sale = plan.documents.find(({ kind }) => kind === 'invoice' || kind === 'sales-receipt');
  if (sale === undefined || plan.documentNumber === null || parts.store.outbox.live(sale.subject) !== null) {
    return false;
  }
  const numbered = (parts.store.mirror.reference()?.documentsByNumber(plan.documentNumber) ?? []).filter(({ deleted }) => !deleted);
  const [only] = numbered;
  return (
    only !== undefined &&
    numbered.length === 1 &&
    only.entity === sale.entity &&
    !only.voided &&
    fingerprintInNote(only.privateNote) === sale.fingerprint
  );
}

function writeDownUncertain(parts: EngineParts, plan: Plan, document: PlannedDocument, run: RunControl): void {
  const generation = parts.store.outbox.lastGeneration(document.subject) + 1;
  const posting = { ...postingFor(parts, plan, document, { generation, attempt: 1 }), status: 'uncertain' as const };
  parts.store.outbox.insert(posting);
  note(parts, posting, run, 'posting-uncertain', `${describe(posting)} is in QuickBooks with Purser’s mark, and no record of it is here.`, {
    requestId: posting.requestId,
  });
}
