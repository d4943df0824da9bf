import type { z } from 'zod';

import type { postingSchema } from '../../../../shared/contract/methods/orders.ts';
import type { Posting } from '../../../../shared/domain/posting/posting.ts';

export function postingView(posting: Posting): z.output<typeof postingSchema> {
  return {
    postingId: posting.postingId,
    orderId: posting.orderId,
    kind: posting.kind,
    operation: posting.operation,
    generation: posting.generation,
    attempt: posting.attempt,
    status: posting.status,
    requestId: posting.requestId,
    documentId: posting.documentId,
    documentNumber: posting.documentNumber,
    total: posting.actualTotal ?? posting.expectedTotal,
    at: posting.updatedAt,
    fault: posting.fault,
    sentBody: posting.sentBody,
  };
}
