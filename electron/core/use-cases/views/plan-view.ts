import type { z } from 'zod';

import type { planSchema } from '../../../../shared/contract/methods/orders.ts';
import type { Plan } from '../../../../shared/domain/planning/plan.ts';
import { findingView } from './finding-view.ts';

/** The plan as it crosses: what only posting needs (subjects, fingerprints of single documents) stays here. */
export function planView(plan: Plan): z.output<typeof planSchema> {
  return {
    orderId: plan.orderId,
    memberIds: plan.memberIds,
    outcome: plan.outcome,
    reason: plan.reason === null ? null : findingView(plan.reason),
    blockers: plan.blockers.map(findingView),
    warnings: plan.warnings.map(findingView),
    customer: plan.customer,
    documents: plan.documents.map(({ kind, entity, body, total }) => ({ kind, entity, body: { ...body }, total })),
    lines: plan.lines,
    tieOut: plan.tieOut,
    documentNumber: plan.documentNumber,
    documentDate: plan.documentDate,
    ship: plan.ship,
    total: plan.total,
    fingerprint: plan.fingerprint,
  };
}
