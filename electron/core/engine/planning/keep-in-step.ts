import type { Finding } from '../../../../shared/domain/findings.ts';
import type { OrderFamily } from '../../../../shared/domain/orders/order.ts';
import type { Plan } from '../../../../shared/domain/planning/plan.ts';
import { afterPosting } from '../../../../shared/domain/posting/after-posting.ts';
import type { Posting } from '../../../../shared/domain/posting/posting.ts';
import type { RunControl } from '../engine.ts';
import type { EngineParts } from '../engine-parts.ts';
import { nowOf, subjectOf } from '../outbox/rows.ts';
import { prepareShipUpdate } from '../outbox/ship-updates.ts';
import { documentOf } from './posted-facts.ts';

/** Raised by the answer to a posting, not by comparing plans: stays until a person settles it. */
const FROM_POSTING: readonly Finding['code'][] = ['books/total-differs'];

/** Compares a posted document with its order as it is now: ship data is written down for sending, the rest is shown to a person. */
export function keepInStep(parts: EngineParts, plan: Plan, family: OrderFamily, run: RunControl): void {
  const { store } = parts;
  const document = documentOf(parts, plan.orderId);
  if (document === null || document.status === 'voided') {
    store.plans.setAttention(plan.orderId, []);
    return;
  }
  const decisions = store.plans.decisionsOf([plan.orderId]);
  const after = afterPosting({
    document,
    payment: store.outbox.live(`payment:${plan.orderId}`),
    shipUpdate: store.outbox.live(subjectOf('ship', document.subject)),
    plan,
    family,
    decisions,
  });
  const known = store.plans.attention(plan.orderId);
  const isKept = (finding: Finding): boolean => decisions.some((decision) => decision.code === finding.code && decision.choice === 'keep');
  const fromPosting = known.filter((finding) => FROM_POSTING.includes(finding.code) && !isKept(finding));
  store.plans.setAttention(plan.orderId, [...fromPosting, ...goneFromBooks(parts, plan, document), ...after.attention]);
  for (const finding of after.attention.filter(
    (candidate) => !known.some((earlier) => earlier.code === candidate.code && earlier.message === candidate.message),
  )) {
    store.audit.append({
      at: nowOf(parts),
      actor: run.actor,
      kind: 'attention-raised',
      summary: finding.message,
      details: { code: finding.code },
      orderId: plan.orderId,
      documentId: document.documentId,
      runId: run.runId,
    });
  }
  if (after.isShipUpdateDue) {
    prepareShipUpdate(parts, plan, document, run);
  }
}

/** Somebody deleted or voided the document in QuickBooks: month-end would miss it, so a person is told now. */
function goneFromBooks(parts: EngineParts, plan: Plan, document: Posting): readonly Finding[] {
  if (document.documentId === null || document.entity === 'Customer' || document.entity === 'Item') {
    return [];
  }
  const inBooks = parts.store.mirror.document(document.entity, document.documentId);
  if (inBooks === null || (!inBooks.deleted && !inBooks.voided)) {
    return [];
  }
  const what = inBooks.deleted ? 'deleted' : 'voided';
  const isKept = parts.store.plans
    .decisionsOf([plan.orderId])
    .some((decision) => decision.code === 'books/gone' && decision.choice === 'keep');
  if (isKept) {
    return [];
  }
  return [
    {
      code: 'books/gone',
      message: `${document.entity} ${document.documentNumber ?? document.documentId} was ${what} in QuickBooks by somebody else.`,
      details: { documentId: document.documentId },
      choices: [
        { choice: 'void-and-post-anew', label: 'Post it anew', valueHint: null },
        { choice: 'keep', label: 'Leave it so', valueHint: null },
      ],
    },
  ];
}
