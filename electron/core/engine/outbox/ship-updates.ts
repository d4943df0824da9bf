import { shipUpdateBody } from '../../../../shared/domain/posting/ship-update.ts';
import type { Plan } from '../../../../shared/domain/planning/plan.ts';
import type { Posting } from '../../../../shared/domain/posting/posting.ts';
import type { Books, DocumentEntity } from '../../ports/books.ts';
import type { PortFault } from '../../ports/faults.ts';
import type { RunControl } from '../engine.ts';
import type { EngineParts } from '../engine-parts.ts';
import { note, recordFailed } from './outcomes.ts';
import { changeOf, moveTo, ownFault, subjectOf } from './rows.ts';

/** How many SyncTokens one query reads. */
const TOKENS_AT_A_TIME = 100;

/**
 * Writes down that a posted document needs its ship date, tracking number and method. Only the first time: an order whose
 * ship data is posted is terminal, and what changes then is shown to a person. The caller is in a transaction.
 */
export function prepareShipUpdate(parts: EngineParts, plan: Plan, document: Posting, run: RunControl): void {
  if (plan.ship === null || document.documentId === null) {
    return;
  }
  const subject = subjectOf('ship', document.subject);
  const known = parts.store.outbox.live(subject);
  const body = shipUpdateBody(plan.ship);
  if (known !== null && known.status === 'approved') {
    moveTo(parts, known, 'approved', { body });
    return;
  }
  if (known !== null && known.generation === document.generation) {
    return;
  }
  const planned = plan.documents.find(({ subject: each }) => each === document.subject);
  // Only where nothing but the parcel differs is the document then what the plan says.
  const fingerprint = planned?.coreFingerprint === document.coreFingerprint ? planned.fingerprint : document.fingerprint;
  const update = changeOf(parts, document, 'update', { subject, body, needs: [], fingerprint });
  parts.store.outbox.insert(update);
  note(
    parts,
    update,
    run,
    'ship-update-prepared',
    `Ship data of ${document.entity} ${document.documentNumber ?? document.documentId} written down for sending.`,
    { ship: plan.ship },
  );
}

/** Reads the current SyncTokens of all documents that are due for a change, in as few queries as can be. */
export async function readSyncTokens(parts: EngineParts, books: Books, run: RunControl): Promise<PortFault | null> {
  const due = parts.store.outbox
    .open()
    .filter(({ status, operation }) => status === 'approved' && (operation === 'update' || operation === 'void'));
  for (const entity of ['Invoice', 'SalesReceipt', 'Payment'] as const) {
    const ofEntity = due.filter((posting) => posting.entity === entity);
    for (let start = 0; start < ofEntity.length; start += TOKENS_AT_A_TIME) {
      if (run.signal.aborted) {
        return null;
      }
      const postings = ofEntity
        .slice(start, start + TOKENS_AT_A_TIME)
        .flatMap(({ postingId }) => parts.store.outbox.posting(postingId) ?? []);
      const fault = await readTokens(parts, books, entity, postings, run);
      if (fault !== null) {
        return fault;
      }
    }
  }
  return null;
}

async function readTokens(
  parts: EngineParts,
  books: Books,
  entity: DocumentEntity,
  due: readonly Posting[],
  run: RunControl,
): Promise<PortFault | null> {
  const ids = due.flatMap((posting) => posting.documentId ?? []);
  const answer = await books.documentsById(entity, ids, run.signal);
  if (!answer.ok) {
    return answer.fault;
  }
  const current = new Map(answer.value.map((document) => [document.id, document]));
  parts.store.transaction(() => {
    parts.store.mirror.upsertDocuments(answer.value);
    for (const posting of due) {
      const document = current.get(posting.documentId ?? '');
      if (document === undefined || document.deleted) {
        recordFailed(
          parts,
          posting,
          ownFault('books/gone', `${entity} ${posting.documentNumber ?? ''} is gone from QuickBooks: nothing was changed.`),
          run,
        );
        parts.store.plans.refreshState([posting.orderId]);
      } else {
        moveTo(parts, posting, 'approved', { syncToken: document.syncToken });
      }
    }
  });
  return null;
}
