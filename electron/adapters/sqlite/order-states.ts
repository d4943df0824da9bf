import { z } from 'zod';

import { PLAN_OUTCOMES, PLANNED_KINDS } from '../../../shared/domain/planning/plan.ts';
import type { OrderState } from '../../../shared/domain/posting/order-state.ts';
import { POSTING_OPERATIONS, POSTING_STATUSES } from '../../../shared/domain/posting/posting.ts';
import type { Connection } from './connection.ts';
import { ORDER_STATE_RANKS } from './order-state-ranks.ts';

const planRow = z.object({ outcome: z.enum(PLAN_OUTCOMES), is_approved: z.int() });
const markRow = z.object({ is_excluded: z.int(), needs_attention: z.int() });
const postingRow = z.object({
  subject: z.string(),
  kind: z.enum(PLANNED_KINDS),
  operation: z.enum(POSTING_OPERATIONS),
  generation: z.int(),
  status: z.enum(POSTING_STATUSES),
});
type PostingFact = z.infer<typeof postingRow>;

const MEMBERS = 'SELECT order_id FROM order_list WHERE plan_order_id = :planOrderId UNION SELECT :planOrderId';
/** An approval is of a plan that nothing held up: a blocker that came later (books were closed, somebody booked it by hand) suspends it. */
const READ_PLAN = `
SELECT p.outcome, p.outcome = 'ready' AND EXISTS (SELECT 1 FROM approvals a WHERE a.order_id = p.order_id AND a.fingerprint = p.fingerprint) AS is_approved
FROM plans p WHERE p.order_id = :planOrderId`;
const READ_MARKS = `
SELECT EXISTS (SELECT 1 FROM exclusions WHERE order_id IN (${MEMBERS})) AS is_excluded,
  EXISTS (SELECT 1 FROM attentions WHERE order_id IN (${MEMBERS})) AS needs_attention`;
const READ_POSTINGS = `
SELECT subject, kind, operation, generation, status FROM postings WHERE order_id IN (${MEMBERS}) AND status <> 'superseded' ORDER BY sequence`;

/** What is known of a document's fate, as far as the list shows it. */
interface StateFacts {
  readonly plan: z.infer<typeof planRow> | null;
  readonly isExcluded: boolean;
  readonly needsAttention: boolean;
  /** Newest last, without superseded ones. */
  readonly postings: readonly PostingFact[];
}

/**
 * The one word that a list shows for an order with several facts: the first that holds (shared/domain/posting/order-state.ts).
 * An order without a plan waits. One that a policy skips is terminal unless it was posted before.
 */
export function stateOf({ plan, isExcluded, needsAttention, postings }: StateFacts): OrderState {
  // Of each operation on each subject the newest attempt counts.
  const newest = [...new Map(postings.map((posting) => [`${posting.operation} ${posting.subject}`, posting])).values()];
  const has = (status: PostingFact['status']): boolean => newest.some((posting) => posting.status === status);
  const sales = documentFate(postings);
  const outcome = plan?.outcome;
  const facts: readonly (readonly [boolean, OrderState])[] = [
    [has('uncertain'), 'uncertain'],
    [has('sending'), 'sending'],
    [has('failed'), 'failed'],
    [needsAttention, 'attention'],
    [isExcluded, 'excluded'],
    [sales === 'voided', 'voided'],
    [sales === 'credited', 'credited'],
    [outcome === 'terminal' || (outcome === 'skipped' && sales !== 'posted'), 'terminal'],
    [sales === 'posted', 'posted'],
    [has('approved') || plan?.is_approved === 1, 'approved'],
    [outcome === 'blocked', 'blocked'],
    [outcome === 'ready', 'ready'],
  ];
  return facts.find(([holds]) => holds)?.[1] ?? 'waiting';
}

/** Of the newest generation of the invoice or sales receipt: is it in the books, was it voided or credited, or neither (yet). */
function documentFate(postings: readonly PostingFact[]): 'posted' | 'voided' | 'credited' | null {
  const sales = postings.filter(({ kind }) => kind === 'invoice' || kind === 'sales-receipt');
  const newest = Math.max(0, ...sales.map(({ generation }) => generation));
  const current = sales.filter(({ generation }) => generation === newest);
  if (current.some(({ status, operation }) => status === 'voided' || (operation === 'void' && status === 'posted'))) {
    return 'voided';
  }
  const isCredited = postings.some(
    ({ kind, generation, status }) => kind === 'credit-memo' && generation === newest && status === 'posted',
  );
  if (current.some(({ status }) => status === 'posted')) {
    return isCredited ? 'credited' : 'posted';
  }
  return null;
}

/** Keeps the state of each order's row in the list. */
export class OrderStates {
  readonly #connection: Connection;

  constructor(connection: Connection) {
    this.#connection = connection;
  }

  refresh(planOrderId: number): void {
    const marks = this.#connection.get(READ_MARKS, { planOrderId }, markRow);
    const state = stateOf({
      plan: this.#connection.get(READ_PLAN, { planOrderId }, planRow),
      isExcluded: marks?.is_excluded === 1,
      needsAttention: marks?.needs_attention === 1,
      postings: this.#connection.all(READ_POSTINGS, { planOrderId }, postingRow),
    });
    this.#connection.run('UPDATE order_list SET state = :state WHERE plan_order_id = :planOrderId AND state <> :state', {
      state: ORDER_STATE_RANKS[state],
      planOrderId,
    });
  }
}
