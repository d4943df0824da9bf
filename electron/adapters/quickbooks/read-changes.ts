import type { BooksChanges } from '../../core/ports/books.ts';
import type { BooksDocument, ReferenceKind, ReferenceRecord } from '../../../shared/domain/books/reference.ts';
import { fail, ok, type Result } from '../../../shared/domain/result.ts';
import { isRecord } from '../http/json-text.ts';
import { meaningOf } from './fault-codes.ts';
import { faultIn, type RawFault } from './raw-fault.ts';
import { textOf } from './raw-fields.ts';
import { readDocument } from './read-document.ts';
import { readReference } from './read-reference.ts';
import { CHANGING_KINDS, DOCUMENT_ENTITIES, ENTITY_OF_KIND, kindOfEntity } from './reference-kinds.ts';

/** Everything that the mirror follows, in one read. */
export const CHANGING_ENTITIES: readonly string[] = [...CHANGING_KINDS.map((kind) => ENTITY_OF_KIND[kind]), ...DOCUMENT_ENTITIES];

/** At most so many objects are told, in the whole answer or of one kind (Intuit's pages differ): at exactly this count more may have been left out. */
const MOST_OBJECTS = 1000;

export type ReadChanges = Pick<BooksChanges, 'records' | 'documents' | 'deleted'> & {
  readonly incomplete: BooksChanges['incomplete'];
  /** Records that make no sense, in words for the log. */
  readonly unreadable: readonly string[];
};

/**
 * Reads a change-data-capture answer. It holds whole records as they are now, not what changed in them; a record that was
 * deleted comes as its Id and `status: "Deleted"`.
 *
 * @returns the fault of a kind that could not be read, as it came
 */
export function readChanges(body: Readonly<Record<string, unknown>>, homeCurrency: string): Result<ReadChanges, RawFault> {
  const records: ReferenceRecord[] = [];
  const documents: BooksDocument[] = [];
  const deleted: { kind: BooksChanges['deleted'][number]['kind']; entity: string; id: string }[] = [];
  const unreadable: string[] = [];
  let objects = 0;
  const full = new Set<ReferenceKind | 'documents'>();
  for (const response of responsesOf(body)) {
    const fault = faultIn(response);
    // Classes and locations are not part of every plan (5030): then there are none.
    if (fault !== null && meaningOf(fault.errors[0]?.code ?? null).code !== 'books/feature-missing') {
      return fail(fault);
    }
    for (const [entity, rows] of Object.entries(response)) {
      const kind = kindOfEntity(entity);
      const documentEntity = DOCUMENT_ENTITIES.find((name) => name === entity);
      if (!Array.isArray(rows) || (kind === null && documentEntity === undefined)) {
        continue;
      }
      if (rows.length >= MOST_OBJECTS) {
        full.add(kind ?? 'documents');
      }
      for (const row of rows.filter(isRecord)) {
        objects += 1;
        if (row['status'] === 'Deleted') {
          deleted.push({ kind: kind ?? 'document', entity, id: textOf(row['Id']) ?? '' });
          continue;
        }
        if (kind !== null) {
          keep(readReference(kind, row), records, unreadable);
        } else if (documentEntity !== undefined) {
          keep(readDocument(documentEntity, row, homeCurrency), documents, unreadable);
        }
      }
    }
  }
  // Exactly the most, and no kind by itself: any of them may have been cut off.
  const incomplete = full.size === 0 && objects === MOST_OBJECTS ? 'all' : [...full];
  return ok({ records, documents, deleted, unreadable, incomplete });
}

/** The sales documents and payments of an answer, as they came, without deleted ones. */
export function documentRowsOf(body: Readonly<Record<string, unknown>>): readonly Readonly<Record<string, unknown>>[] {
  return responsesOf(body)
    .flatMap((response) => DOCUMENT_ENTITIES.flatMap((entity): unknown[] => (Array.isArray(response[entity]) ? response[entity] : [])))
    .filter(isRecord)
    .filter((row) => row['status'] !== 'Deleted');
}

function keep<T>(outcome: Result<T, string>, into: T[], unreadable: string[]): void {
  if (outcome.ok) {
    into.push(outcome.value);
  } else {
    unreadable.push(outcome.fault);
  }
}

/** {"CDCResponse": [{"QueryResponse": [{"Invoice": [...]}, {}]}]}. */
function responsesOf(body: Readonly<Record<string, unknown>>): readonly Readonly<Record<string, unknown>>[] {
  const outer = body['CDCResponse'];
  const groups = Array.isArray(outer) ? outer.filter(isRecord) : [];
  return groups.flatMap((group) => {
    const inner = group['QueryResponse'];
    return Array.isArray(inner) ? inner.filter(isRecord) : [group];
  });
}
