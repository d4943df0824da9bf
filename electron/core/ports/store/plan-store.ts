import type { Decision, Finding } from '../../../../shared/domain/findings.ts';
import type { Money } from '../../../../shared/domain/money/money.ts';
import type { Plan } from '../../../../shared/domain/planning/plan.ts';
import type { OrderState } from '../../../../shared/domain/posting/order-state.ts';
import type { ReconcileRow } from '../../../../shared/domain/reconcile/reconcile.ts';
import type { BusinessDate, Instant } from '../../../../shared/domain/time/instants.ts';

/** One row of the review list: an order and the state of the document that it belongs to. Made in SQL, never in the renderer. */
export interface OrderRow {
  readonly orderId: number;
  readonly orderNumber: string;
  readonly storeId: number;
  readonly storeName: string | null;
  readonly buyer: string | null;
  readonly customerName: string | null;
  readonly state: OrderState;
  readonly sourceStatus: string;
  readonly orderedOn: BusinessDate | null;
  /** Where the source cannot tell the order date: the day it came into the source, by which it is listed. Null else. */
  readonly arrivedOn: BusinessDate | null;
  readonly shippedOn: BusinessDate | null;
  /** The order's total in the store's currency; null where the source does not tell it. */
  readonly total: Money | null;
  /** What the document will total or totals; null where there is no plan with money. */
  readonly documentTotal: Money | null;
  readonly documentNumber: string | null;
  readonly documentKind: 'invoice' | 'invoice-with-payment' | 'sales-receipt' | null;
  readonly lineCount: number;
  readonly blockers: readonly Finding[];
  readonly warnings: readonly Finding[];
  /** Where it waits or is terminal: why. */
  readonly reason: Finding | null;
  /** The order that keys the document, where this order is part of a family planned as one. */
  readonly planOrderId: number;
  /** Of the plan that this row shows: an approval from the list belongs to it. Null where there is no plan. */
  readonly fingerprint: string | null;
  /** A person has seen it, and what matters to the books has changed since. */
  readonly changedSinceSeen: boolean;
}

export interface OrderFilter {
  readonly states?: readonly OrderState[] | undefined;
  readonly storeId?: number | undefined;
  /** On orderedOn, inclusive. */
  readonly from?: BusinessDate | undefined;
  readonly to?: BusinessDate | undefined;
  /** Order number, buyer, customer, tracking or document number; every word must occur. */
  readonly search?: string | undefined;
  /** Blocker or warning code. */
  readonly code?: string | undefined;
  /** Only those that have changed since a person saw them. */
  readonly changed?: boolean | undefined;
}

export const ORDER_SORTS = ['orderedOn', 'shippedOn', 'orderNumber', 'total', 'buyer', 'state'] as const;
export type OrderSort = (typeof ORDER_SORTS)[number];

export interface OrderPageRequest {
  readonly filter: OrderFilter;
  readonly sort: OrderSort;
  readonly descending: boolean;
  /** 1 to 500. */
  readonly limit: number;
  /** From the page before (keyset), opaque; null for the first. */
  readonly cursor: string | null;
}

export interface Approval {
  readonly orderId: number;
  readonly fingerprint: string;
  readonly at: Instant;
  readonly actor: string;
}

/** The newest plan of each document, approvals, decisions and exclusions, and the list that is made of them. */
export interface PlanStore {
  /** Replaces the plan of `plan.orderId` and, for its members, which plan they belong to. Returns false where nothing changed. */
  savePlan(plan: Plan, plannedAt: Instant): boolean;
  /** By any member order. */
  planOf(orderId: number): Plan | null;
  /** Plans of a root's family that are no longer made (a split planned apart is now one) go. */
  removePlansExcept(memberIds: readonly number[], keepPlanOrderIds: readonly number[]): void;
  /** Ready plans without approval that no exclusion keeps back, oldest order first. */
  readyPlans(limit: number): readonly Plan[];
  /** Approved plans whose fingerprint is still the approved one and that have no live posting, oldest order first. */
  approvedPlans(limit: number): readonly Plan[];

  approve(approval: Approval): void;
  unapprove(orderId: number): void;
  approval(orderId: number): Approval | null;

  decide(decision: Decision, at: Instant, actor: string): void;
  decisionsOf(orderIds: readonly number[]): readonly Decision[];

  exclude(orderId: number, reason: string, at: Instant, actor: string): void;
  include(orderId: number): void;
  exclusion(orderId: number): { readonly reason: string; readonly at: Instant; readonly actor: string } | null;
  /** Orders that were excluded at this very moment, ascending: what one step of a person excluded. */
  excludedAt(at: Instant): readonly number[];

  /** What a person must look at after posting (changed, cancelled, unshipped, total differs); empty clears. */
  setAttention(orderId: number, findings: readonly Finding[]): void;
  attention(orderId: number): readonly Finding[];

  /** Recomputes the state of these plan orders from plan, approval, exclusion, attention and postings. Called in the same transaction as any change of those. */
  refreshState(planOrderIds: readonly number[]): void;

  page(request: OrderPageRequest): { readonly rows: readonly OrderRow[]; readonly next: string | null };
  row(orderId: number): OrderRow | null;
  /** For the counts beside the navigation and the filter chips. Money per currency. */
  countsByState(filter: OrderFilter): readonly { readonly state: OrderState; readonly count: number; readonly totals: readonly Money[] }[];
  /** Orders held up per finding code, with the money; `subject` is details.sku, details.method or details.storeId where there is one. */
  heldUp(): readonly {
    readonly code: string;
    readonly subject: string | null;
    readonly count: number;
    readonly totals: readonly Money[];
    readonly exampleOrderIds: readonly number[];
  }[];
  /** As `heldUp`, without the examples: thousands of unmapped products are one look. */
  heldUpGroups(): readonly {
    readonly code: string;
    readonly subject: string | null;
    readonly count: number;
    readonly totals: readonly Money[];
  }[];
  /** Orders that this holds up. */
  heldUpExamples(code: string, subject: string | null, limit: number): readonly number[];
  /** Days of ordered and shipped orders and invoiced documents between two dates, for charts. */
  activityByDay(
    from: BusinessDate,
    to: BusinessDate,
  ): readonly { readonly date: BusinessDate; readonly ordered: number; readonly shipped: number; readonly invoiced: number }[];
  /** Every order ordered, shipped or invoiced in the period, ascending: the rows of a year are read some at a time. */
  ordersToReconcile(from: BusinessDate, to: BusinessDate): readonly number[];
  /** These orders with what was posted for them, ascending. */
  reconcileRows(orderIds: readonly number[]): readonly ReconcileRow[];
}
