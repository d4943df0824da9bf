import type { BooksDocument } from '../../../../shared/domain/books/reference.ts';
import type { Posting } from '../../../../shared/domain/posting/posting.ts';
import type { EngineParts } from '../engine-parts.ts';

/** What the mirror of the books has for a posting; null where it has nothing, or a list record was written. */
export function inBooksOf({ store }: EngineParts, { entity, documentId }: Posting): BooksDocument | null {
  return documentId === null || entity === 'Customer' || entity === 'Item' ? null : store.mirror.document(entity, documentId);
}
