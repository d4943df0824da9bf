import { z } from 'zod';

import type { Finding } from '../../../shared/domain/findings.ts';
import type { Plan } from '../../../shared/domain/planning/plan.ts';
import type { Instant } from '../../../shared/domain/time/instants.ts';
import type { OrderRow } from '../../core/ports/store/plan-store.ts';
import type { Connection } from './connection.ts';
import type { FindingCodes } from './finding-codes.ts';
import type { OrderList } from './order-list.ts';
import type { OrderStates } from './order-states.ts';
import { planShape } from './rows/plan-shapes.ts';
import { column } from './rows/values.ts';

const WRITE_PLAN = `
INSERT INTO plans (order_id, outcome, fingerprint, customer_name, document_number, document_kind, total_minor, currency, blockers, warnings, reason, planned_at)
VALUES (:orderId, :outcome, :fingerprint, :customerName, :documentNumber, :documentKind, :totalMinor, :currency, :blockers, :warnings, :reason, :plannedAt)
ON CONFLICT (order_id) DO UPDATE SET outcome = excluded.outcome, fingerprint = excluded.fingerprint, customer_name = excluded.customer_name,
  document_number = excluded.document_number, document_kind = excluded.document_kind, total_minor = excluded.total_minor, currency = excluded.currency,
  blockers = excluded.blockers, warnings = excluded.warnings, reason = excluded.reason, planned_at = excluded.planned_at`;

const idColumn = column('id', z.int());
const bodyColumn = column('body', z.string());
const codeColumn = column('code', z.string());
const MEMBERS = 'SELECT order_id AS id FROM order_list WHERE plan_order_id = ? ORDER BY order_id';

/** Writes plans and their findings, and which plan each order belongs to. Always inside a transaction of the caller. */
export class PlanRecords {
  readonly #connection: Connection;
  readonly #list: OrderList;
  readonly #states: OrderStates;
  readonly #codes: FindingCodes;

  constructor(connection: Connection, list: OrderList, states: OrderStates, codes: FindingCodes) {
    this.#connection = connection;
    this.#list = list;
    this.#states = states;
    this.#codes = codes;
  }

  /** Returns whether anything of the plan, or of who belongs to it, changed. */
  save(plan: Plan, plannedAt: Instant): boolean {
    const body = JSON.stringify(planShape.parse(plan));
    const isSame = this.#connection.get('SELECT body FROM plan_bodies WHERE order_id = ?', [plan.orderId], bodyColumn) === body;
    const members = this.#connection.all(MEMBERS, [plan.orderId], idColumn);
    const wanted = new Set([plan.orderId, ...plan.memberIds]);
    const joining = this.#joining(plan);
    const leaving = members.filter((orderId) => !wanted.has(orderId));
    if (isSame && joining.length === 0 && leaving.length === 0) {
      return false;
    }
    if (!isSame) {
      this.#write(plan, plannedAt, body);
    }
    const left = new Set(joining.map(({ from }) => from));
    for (const { orderId } of joining) {
      this.#connection.run('UPDATE order_list SET plan_order_id = ? WHERE order_id = ?', [plan.orderId, orderId]);
    }
    this.#release(leaving);
    this.#refreshMembers(plan.orderId);
    for (const planOrderId of left) {
      this.#refreshMembers(planOrderId);
    }
    return true;
  }

  removeExcept(memberIds: readonly number[], keepPlanOrderIds: readonly number[]): void {
    const kept = new Set(keepPlanOrderIds);
    for (const orderId of memberIds.filter((each) => !kept.has(each))) {
      this.#connection.run('DELETE FROM plans WHERE order_id = ?', [orderId]);
      this.#connection.run('DELETE FROM approvals WHERE order_id = ?', [orderId]);
      this.#connection.run("DELETE FROM order_findings WHERE plan_order_id = ? AND source <> 'attention'", [orderId]);
      this.#release(this.#connection.all(MEMBERS, [orderId], idColumn));
    }
  }

  /** An attention is of the order that was posted; the list shows it with the document's findings. */
  saveAttention(orderId: number, planOrderId: number, findings: readonly Finding[]): void {
    if (findings.length === 0) {
      this.#connection.run('DELETE FROM attentions WHERE order_id = ?', [orderId]);
    } else {
      this.#connection.run(
        'INSERT INTO attentions (order_id, findings) VALUES (?, ?) ON CONFLICT (order_id) DO UPDATE SET findings = excluded.findings',
        [orderId, JSON.stringify(findings)],
      );
    }
    this.#writeFindings(planOrderId, 'attention', findings);
    this.#refreshMembers(planOrderId);
  }

  #joining(plan: Plan): readonly { readonly orderId: number; readonly from: number }[] {
    const row = z.object({ order_id: z.int(), plan_order_id: z.int() });
    const sql = 'SELECT order_id, plan_order_id FROM order_list WHERE order_id IN (SELECT value FROM json_each(?)) AND plan_order_id <> ?';
    const rows = this.#connection.all(sql, [JSON.stringify([plan.orderId, ...plan.memberIds]), plan.orderId], row);
    return rows.map((each) => ({ orderId: each.order_id, from: each.plan_order_id }));
  }

  /** Orders that no plan claims any more stand for themselves. */
  #release(orderIds: readonly number[]): void {
    for (const orderId of orderIds) {
      this.#connection.run('UPDATE order_list SET plan_order_id = order_id WHERE order_id = ?', [orderId]);
      this.#refreshMembers(orderId);
    }
  }

  #write(plan: Plan, plannedAt: Instant, body: string): void {
    this.#connection.run(WRITE_PLAN, {
      orderId: plan.orderId,
      outcome: plan.outcome,
      fingerprint: plan.fingerprint,
      customerName: plan.customer?.name ?? null,
      documentNumber: plan.documentNumber,
      documentKind: documentKindOf(plan),
      totalMinor: plan.total?.minor ?? null,
      currency: plan.total?.currency ?? null,
      blockers: JSON.stringify(plan.blockers),
      warnings: JSON.stringify(plan.warnings),
      reason: plan.reason === null ? null : JSON.stringify(plan.reason),
      plannedAt,
    });
    this.#connection.run(
      'INSERT INTO plan_bodies (order_id, body) VALUES (?, ?) ON CONFLICT (order_id) DO UPDATE SET body = excluded.body',
      [plan.orderId, body],
    );
    this.#writeFindings(plan.orderId, 'blocker', plan.blockers);
    this.#writeFindings(plan.orderId, 'warning', plan.warnings);
  }

  #writeFindings(planOrderId: number, source: 'blocker' | 'warning' | 'attention', findings: readonly Finding[]): void {
    this.#connection.run('DELETE FROM order_findings WHERE plan_order_id = ? AND source = ?', [planOrderId, source]);
    // A plan may name a cause twice (two lines of one SKU): it holds up the order once.
    const distinct = new Map(findings.map((finding) => [`${finding.code} ${subjectOf(finding) ?? ''}`, finding]));
    for (const [position, finding] of [...distinct.values()].entries()) {
      this.#connection.run('INSERT INTO order_findings (plan_order_id, source, position, code, subject) VALUES (?, ?, ?, ?, ?)', [
        planOrderId,
        source,
        position,
        finding.code,
        subjectOf(finding),
      ]);
    }
  }

  #refreshMembers(planOrderId: number): void {
    const codes = this.#connection.all('SELECT DISTINCT code FROM order_findings WHERE plan_order_id = ?', [planOrderId], codeColumn);
    const bits = this.#codes.bitsOf(codes);
    this.#connection.run('UPDATE order_list SET code_bits = :bits WHERE plan_order_id = :planOrderId AND code_bits <> :bits', {
      bits,
      planOrderId,
    });
    for (const orderId of this.#connection.all(MEMBERS, [planOrderId], idColumn)) {
      this.#list.refreshSearch(orderId);
    }
    this.#states.refresh(planOrderId);
  }
}

function documentKindOf({ documents }: Plan): OrderRow['documentKind'] {
  const kinds = new Set(documents.map(({ kind }) => kind));
  if (kinds.has('sales-receipt')) {
    return 'sales-receipt';
  }
  if (!kinds.has('invoice')) {
    return null;
  }
  return kinds.has('payment') ? 'invoice-with-payment' : 'invoice';
}

/** What a mapping would settle: the SKU, the shipping method or the store that a finding names. */
function subjectOf({ details }: Finding): string | null {
  const subject = details.sku ?? details.method ?? details.storeId;
  return typeof subject === 'string' || typeof subject === 'number' ? String(subject) : null;
}
