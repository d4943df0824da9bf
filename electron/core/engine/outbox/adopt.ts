import type { BooksDocument } from '../../../../shared/domain/books/reference.ts';
import type { Plan, PlannedDocument } from '../../../../shared/domain/planning/plan.ts';
import type { Posting } from '../../../../shared/domain/posting/posting.ts';
import { fail, ok, type Result } from '../../../../shared/domain/result.ts';
import type { PortFault } from '../../ports/faults.ts';
import type { RunControl } from '../engine.ts';
import type { EngineParts } from '../engine-parts.ts';
import { coreFault } from '../port-fault.ts';
import { note } from './outcomes.ts';
import { postingFor } from './rows.ts';

/**
 * Links a document that is in the books already (another tool or a person wrote it) to its order, without writing anything.
 * From then on it is the order's document: never posted again, and compared with what changes.
 */
export function adoptDocument(parts: EngineParts, orderId: number, documentId: string, run: RunControl): Result<null, PortFault> {
  const plan = parts.store.plans.planOf(orderId);
  const document = plan?.documents.find((planned) => planned.kind === 'invoice' || planned.kind === 'sales-receipt');
  if (plan === null || document === undefined) {
    return fail(coreFault('rejected', 'order/not-ready', `Order ${orderId} has no planned document that could be linked.`));
  }
  const answer = findDocument(parts, documentId);
  if (answer === null) {
    return fail(
      coreFault('rejected', 'books/gone', `QuickBooks has no invoice or sales receipt with Id ${documentId}: refresh and look again.`),
    );
  }
  parts.store.transaction(() => {
    insertAdopted(parts, plan, document, answer, run);
    parts.store.plans.refreshState([plan.orderId]);
  });
  return ok(null);
}

function findDocument(parts: EngineParts, documentId: string): BooksDocument | null {
  const { mirror } = parts.store;
  return mirror.document('Invoice', documentId) ?? mirror.document('SalesReceipt', documentId);
}

function insertAdopted(parts: EngineParts, plan: Plan, document: PlannedDocument, inBooks: BooksDocument, run: RunControl): void {
  const generation = parts.store.outbox.lastGeneration(document.subject) + 1;
  const isReceipt = inBooks.entity === 'SalesReceipt';
  const posting: Posting = {
    ...postingFor(parts, plan, document, { generation, attempt: 1, operation: 'adopt' }),
    kind: isReceipt ? 'sales-receipt' : 'invoice',
    entity: isReceipt ? 'SalesReceipt' : 'Invoice',
    status: 'posted',
    needs: [],
    documentId: inBooks.id,
    documentNumber: inBooks.documentNumber,
    documentDate: inBooks.date,
    syncToken: inBooks.syncToken,
    actualTotal: { minor: inBooks.totalMinor, currency: inBooks.currency },
    customerId: inBooks.customerId,
  };
  parts.store.outbox.insert(posting);
  const summary = `${inBooks.entity} ${inBooks.documentNumber ?? inBooks.id}, which was in QuickBooks already, is now the document of this order.`;
  note(parts, posting, run, 'document-adopted', summary, { document: inBooks });
}
