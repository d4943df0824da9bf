import type { MethodOutput } from '../../../../shared/contract/client.ts';

type Row = MethodOutput<'order.list'>['orders'][number];
type Shown = MethodOutput<'order.show'>;
type Finding = Row['blockers'][number];

/** States in which something was written to the books for an order, or is on its way. */
const POSTING_STATES: readonly Row['state'][] = ['uncertain', 'sending', 'failed', 'attention', 'voided', 'posted', 'terminal', 'approved'];

const shortFinding = ({ code, message, details }: Finding): Pick<Finding, 'code' | 'message' | 'details'> => ({ code, message, details });

/** A row of `orders list`, in the shape that cli.md promises to scripts. */
export function rowJson(row: Row): Record<string, unknown> {
  const hasPosting = POSTING_STATES.includes(row.state) && row.documentNumber !== null;
  return {
    orderId: row.orderId,
    orderNumber: row.orderNumber,
    store: { id: row.storeId, name: row.storeName },
    status: row.state,
    orderedOn: row.orderedOn,
    arrivedOn: row.arrivedOn,
    shippedOn: row.shippedOn,
    total: row.total,
    blockers: row.blockers.map(shortFinding),
    warnings: row.warnings.map(shortFinding),
    posting: hasPosting
      ? { status: row.state, kind: row.documentKind, documentNumber: row.documentNumber, total: row.documentTotal }
      : null,
    buyer: row.buyer,
    customer: row.customerName,
    sourceStatus: row.sourceStatus,
    reason: row.reason === null ? null : shortFinding(row.reason),
    documentOf: row.planOrderId,
  };
}

/** `orders show`: blockers carry their choices here, for `resolve`. */
export function shownJson({ row, order, plan, approval, exclusion, attention, postings, timeline }: Shown): Record<string, unknown> {
  return {
    order: { ...order, status: row.state },
    status: row.state,
    plan:
      plan === null
        ? null
        : {
            fingerprint: plan.fingerprint,
            outcome: plan.outcome,
            reason: plan.reason,
            documents: plan.documents.map(({ kind, entity, body, total }) => ({ kind, entity, body, total })),
            customer: plan.customer,
            blockers: plan.blockers,
            warnings: plan.warnings,
            tieOut: plan.tieOut,
            lines: plan.lines,
            total: plan.total,
            memberIds: plan.memberIds,
          },
    approval,
    exclusion,
    attention,
    postings: postings.map(({ kind, operation, generation, status, requestId, documentId, documentNumber, total, at, fault }) => ({
      kind,
      operation,
      generation,
      status,
      requestId,
      documentId,
      documentNumber,
      total,
      at,
      fault,
    })),
    timeline,
  };
}
