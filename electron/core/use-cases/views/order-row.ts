import type { z } from 'zod';

import type { orderRowSchema } from '../../../../shared/contract/methods/orders.ts';
import type { OrderRow } from '../../ports/store/plan-store.ts';
import { findingView } from './finding-view.ts';

export function orderRowView(row: OrderRow): z.output<typeof orderRowSchema> {
  return {
    ...row,
    blockers: row.blockers.map(findingView),
    warnings: row.warnings.map(findingView),
    reason: row.reason === null ? null : findingView(row.reason),
  };
}
