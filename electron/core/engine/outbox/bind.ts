import type { JsonObject } from '../../../../shared/domain/planning/plan.ts';
import type { Posting } from '../../../../shared/domain/posting/posting.ts';
import type { BatchWrite } from '../../ports/books.ts';
import type { EngineParts } from '../engine-parts.ts';
import { mapReferences } from './references.ts';

/** Whether a posting can be sent now: its references are in the books, still on their way, or can't be had. */
export type Binding =
  | { readonly kind: 'bound'; readonly body: JsonObject }
  | { readonly kind: 'waits' }
  | { readonly kind: 'broken'; readonly needs: Posting };

/** Puts the Ids of what earlier postings made in place of the body's references. */
export function bindBody(parts: EngineParts, posting: Posting): Binding {
  const ids = new Map<string, string>();
  for (const subject of posting.needs) {
    const needed = parts.store.outbox.live(subject);
    if (needed === null || needed.status === 'approved' || needed.status === 'sending' || needed.status === 'uncertain') {
      return { kind: 'waits' };
    }
    if (needed.status !== 'posted' || needed.documentId === null) {
      return { kind: 'broken', needs: needed };
    }
    ids.set(subject, needed.documentId);
  }
  const body = mapReferences(posting.body, (subject) => ids.get(subject) ?? null);
  return { kind: 'bound', body: withSyncToken(posting, body) };
}

/** Updates and voids carry the Id and the SyncToken that were read for them. */
function withSyncToken(posting: Posting, body: JsonObject): JsonObject {
  if (posting.operation === 'create' || posting.documentId === null || posting.syncToken === null) {
    return body;
  }
  return { ...body, Id: posting.documentId, SyncToken: posting.syncToken };
}

/** A posting as a member of a batch; the item id is its place, as requests with an id allow at most ten characters. */
export function asBatchWrite(posting: Posting, sentBody: string, place: number, allowDuplicateNumber: boolean): BatchWrite {
  if (posting.operation === 'adopt') {
    throw new Error(`Posting ${posting.postingId} links a document; there is nothing to send`);
  }
  return { itemId: `i${place}`, entity: posting.entity, operation: posting.operation, bodyText: sentBody, allowDuplicateNumber };
}
