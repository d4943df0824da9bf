import { z } from 'zod';

import type { Decision, Finding } from '../../../shared/domain/findings.ts';
import { DECISION_CHOICES, FINDING_CODES } from '../../../shared/domain/findings.ts';
import type { Plan } from '../../../shared/domain/planning/plan.ts';
import type { BusinessDate, Instant } from '../../../shared/domain/time/instants.ts';
import type { ReconcileRow } from '../../../shared/domain/reconcile/reconcile.ts';
import type { Approval, OrderFilter, OrderPageRequest, OrderRow, PlanStore } from '../../core/ports/store/plan-store.ts';
import type { Connection } from './connection.ts';
import type { FindingCodes } from './finding-codes.ts';
import type { OrderList } from './order-list.ts';
import { OrderPages } from './order-pages.ts';
import { ORDER_STATE_RANKS } from './order-state-ranks.ts';
import type { OrderStates } from './order-states.ts';
import { Overview } from './overview.ts';
import { PlanRecords } from './plan-records.ts';
import { ordersToReconcile, reconcileRows } from './reconcile-rows.ts';
import { planShape } from './rows/plan-shapes.ts';
import { column, countColumn, findingsValue, instantText, jsonColumn } from './rows/values.ts';

const planColumn = column('body', jsonColumn(planShape));
const approvalRow = z
  .object({ order_id: z.int(), fingerprint: z.string(), at: instantText, actor: z.string() })
  .transform(({ order_id: orderId, ...row }): Approval => ({ orderId, ...row }));
const decisionRow = z
  .object({ order_id: z.int(), code: z.enum(FINDING_CODES), choice: z.enum(DECISION_CHOICES), value: z.string().nullable() })
  .transform(({ order_id: orderId, ...row }): Decision => ({ orderId, ...row }));
const excludedColumn = z.object({ order_id: z.int() }).transform((row) => row.order_id);
const exclusionRow = z.object({ reason: z.string(), at: instantText, actor: z.string() });
const attentionColumn = column('findings', jsonColumn(findingsValue));

/** Every order that shares the document of an order, itself included. */
const SAME_DOCUMENT = `
SELECT :orderId AS order_id UNION
SELECT other.order_id FROM order_list mine JOIN order_list other ON other.plan_order_id = mine.plan_order_id WHERE mine.order_id = :orderId UNION
SELECT plan_order_id FROM order_list WHERE order_id = :orderId`;

const NEVER_WRITTEN = `
NOT EXISTS (SELECT 1 FROM postings t WHERE t.order_id IN (SELECT m.order_id FROM order_list m WHERE m.plan_order_id = l.order_id)
  AND t.status <> 'superseded' AND t.kind IN ('invoice', 'sales-receipt'))`;
/** Oldest order first: the ids first, so that only as many plans are read as were asked for. */
const plansInState = (condition: string): string => `
SELECT p.body FROM (
  SELECT l.order_id, l.ordered_on FROM order_list l INDEXED BY order_list_by_ordered
  WHERE l.state = ? AND l.plan_order_id = l.order_id AND ${condition} ORDER BY l.ordered_on, l.order_id LIMIT ?
) chosen JOIN plan_bodies p ON p.order_id = chosen.order_id ORDER BY chosen.ordered_on, chosen.order_id`;
const READY_PLANS = plansInState('TRUE');
const APPROVED_PLANS = plansInState(NEVER_WRITTEN);

/** Plans with what people decided about them. Whatever changes a state refreshes it in the same transaction. */
export class PlanRepository implements PlanStore {
  readonly #connection: Connection;
  readonly #states: OrderStates;
  readonly #records: PlanRecords;
  readonly #pages: OrderPages;
  readonly #overview: Overview;

  constructor(connection: Connection, list: OrderList, states: OrderStates, codes: FindingCodes) {
    this.#connection = connection;
    this.#states = states;
    this.#records = new PlanRecords(connection, list, states, codes);
    this.#pages = new OrderPages(connection, codes);
    this.#overview = new Overview(connection);
  }

  savePlan(plan: Plan, plannedAt: Instant): boolean {
    return this.#connection.transaction(() => this.#records.save(plan, plannedAt));
  }

  planOf(orderId: number): Plan | null {
    const sql =
      'SELECT body FROM plan_bodies WHERE order_id = coalesce((SELECT plan_order_id FROM order_list WHERE order_id = :orderId), :orderId)';
    return this.#connection.get(sql, { orderId }, planColumn);
  }

  removePlansExcept(memberIds: readonly number[], keepPlanOrderIds: readonly number[]): void {
    if (memberIds.every((orderId) => keepPlanOrderIds.includes(orderId))) {
      return;
    }
    this.#connection.transaction(() => {
      this.#records.removeExcept(memberIds, keepPlanOrderIds);
    });
  }

  readyPlans(limit: number): readonly Plan[] {
    return this.#connection.all(READY_PLANS, [ORDER_STATE_RANKS.ready, limit], planColumn);
  }

  approvedPlans(limit: number): readonly Plan[] {
    return this.#connection.all(APPROVED_PLANS, [ORDER_STATE_RANKS.approved, limit], planColumn);
  }

  approve({ orderId, fingerprint, at, actor }: Approval): void {
    this.#changing(orderId, (planOrderId) => {
      this.#connection.run(
        `INSERT INTO approvals (order_id, fingerprint, at, actor) VALUES (?, ?, ?, ?)
         ON CONFLICT (order_id) DO UPDATE SET fingerprint = excluded.fingerprint, at = excluded.at, actor = excluded.actor`,
        [planOrderId, fingerprint, at, actor],
      );
    });
  }

  unapprove(orderId: number): void {
    this.#changing(orderId, (planOrderId) => {
      this.#connection.run('DELETE FROM approvals WHERE order_id = ?', [planOrderId]);
    });
  }

  approval(orderId: number): Approval | null {
    return this.#connection.get(
      'SELECT order_id, fingerprint, at, actor FROM approvals WHERE order_id = ?',
      [this.#planOrderIdOf(orderId)],
      approvalRow,
    );
  }

  decide({ orderId, code, choice, value }: Decision, at: Instant, actor: string): void {
    this.#connection.run(
      `INSERT INTO decisions (order_id, code, choice, value, at, actor) VALUES (?, ?, ?, ?, ?, ?)
       ON CONFLICT (order_id, code) DO UPDATE SET choice = excluded.choice, value = excluded.value, at = excluded.at, actor = excluded.actor`,
      [orderId, code, choice, value, at, actor],
    );
  }

  decisionsOf(orderIds: readonly number[]): readonly Decision[] {
    const sql =
      'SELECT order_id, code, choice, value FROM decisions WHERE order_id IN (SELECT value FROM json_each(?)) ORDER BY order_id, code';
    return this.#connection.all(sql, [JSON.stringify(orderIds)], decisionRow);
  }

  exclude(orderId: number, reason: string, at: Instant, actor: string): void {
    this.#changing(orderId, () => {
      this.#connection.run(
        `INSERT INTO exclusions (order_id, reason, at, actor) VALUES (?, ?, ?, ?)
         ON CONFLICT (order_id) DO UPDATE SET reason = excluded.reason, at = excluded.at, actor = excluded.actor`,
        [orderId, reason, at, actor],
      );
    });
  }

  /** Lifts the exclusion of every order that shares the document: one alone would keep all of them back. */
  include(orderId: number): void {
    this.#changing(orderId, () => {
      this.#connection.run(`DELETE FROM exclusions WHERE order_id IN (${SAME_DOCUMENT})`, { orderId });
    });
  }

  excludedAt(at: Instant): readonly number[] {
    return this.#connection.all('SELECT order_id FROM exclusions WHERE at = ? ORDER BY order_id', [at], excludedColumn);
  }

  exclusion(orderId: number): { readonly reason: string; readonly at: Instant; readonly actor: string } | null {
    return this.#connection.get(
      `SELECT reason, at, actor FROM exclusions WHERE order_id IN (${SAME_DOCUMENT}) ORDER BY at LIMIT 1`,
      { orderId },
      exclusionRow,
    );
  }

  setAttention(orderId: number, findings: readonly Finding[]): void {
    // Nearly always: nothing to look at, before and after. Every planned family comes by here.
    const hasNone = this.#connection.get('SELECT 1 AS count FROM attentions WHERE order_id = ?', [orderId], countColumn) === null;
    if (hasNone && findings.length === 0) {
      return;
    }
    this.#changing(orderId, (planOrderId) => {
      this.#records.saveAttention(orderId, planOrderId, findings);
    });
  }

  attention(orderId: number): readonly Finding[] {
    return this.#connection
      .all(`SELECT findings FROM attentions WHERE order_id IN (${SAME_DOCUMENT}) ORDER BY order_id`, { orderId }, attentionColumn)
      .flat();
  }

  refreshState(planOrderIds: readonly number[]): void {
    this.#connection.transaction(() => {
      for (const orderId of new Set(planOrderIds.map((each) => this.#planOrderIdOf(each)))) {
        this.#states.refresh(orderId);
      }
    });
  }

  page(request: OrderPageRequest): { readonly rows: readonly OrderRow[]; readonly next: string | null } {
    return this.#pages.page(request);
  }

  row(orderId: number): OrderRow | null {
    return this.#pages.rows([orderId])[0] ?? null;
  }

  countsByState(filter: OrderFilter): ReturnType<PlanStore['countsByState']> {
    return this.#pages.countsByState(filter);
  }

  heldUp(): ReturnType<PlanStore['heldUp']> {
    return this.#overview.heldUp();
  }

  heldUpGroups(): ReturnType<PlanStore['heldUpGroups']> {
    return this.#overview.heldUpGroups();
  }

  heldUpExamples(code: string, subject: string | null, limit: number): readonly number[] {
    return this.#overview.heldUpExamples(code, subject, limit);
  }

  activityByDay(from: BusinessDate, to: BusinessDate): ReturnType<PlanStore['activityByDay']> {
    return this.#overview.activityByDay(from, to);
  }

  ordersToReconcile(from: BusinessDate, to: BusinessDate): readonly number[] {
    return ordersToReconcile(this.#connection, from, to);
  }

  reconcileRows(orderIds: readonly number[]): readonly ReconcileRow[] {
    return reconcileRows(this.#connection, orderIds);
  }

  #planOrderIdOf(orderId: number): number {
    return (
      this.#connection.get('SELECT plan_order_id AS id FROM order_list WHERE order_id = ?', [orderId], column('id', z.int())) ?? orderId
    );
  }

  #changing(orderId: number, change: (planOrderId: number) => void): void {
    this.#connection.transaction(() => {
      const planOrderId = this.#planOrderIdOf(orderId);
      change(planOrderId);
      this.#states.refresh(planOrderId);
    });
  }
}
