import { REFERENCE_KINDS, type ReferenceKind } from '../../../shared/domain/books/reference.ts';
import { fail, ok, type Result } from '../../../shared/domain/result.ts';
import { addDays, type BusinessDate, instantOf } from '../../../shared/domain/time/instants.ts';
import { businessDateIn } from '../../../shared/domain/time/zones.ts';
import type { Books } from '../ports/books.ts';
import type { PortFault } from '../ports/faults.ts';
import type { DocumentKey } from '../ports/store/books-mirror-store.ts';
import type { RunControl } from './engine.ts';
import type { EngineParts } from './engine-parts.ts';
import { stopped } from './port-fault.ts';

/** Rows stored in one transaction: some milliseconds, so that the loop stays free for the screens. */
const ROWS_AT_A_TIME = 100;
/** How far before the start date documents are mirrored, so that what another tool or a person booked is recognised. */
const DOCUMENTS_BEFORE_START_DAYS = 45;
const DOCUMENTS_WITHOUT_START_DAYS = 120;

/** Vendors and employees matter as holders of names that a customer may want; terms and payment methods are told by name. */
const PEOPLE: readonly ReferenceKind[] = ['customer', 'vendor', 'employee'];

/** What is another now, by what depends on it. */
export interface MirrorChanges {
  /** Lists that any plan may name: accounts, items, taxes, classes. */
  readonly lists: number;
  /** Customers and those who share their names. */
  readonly people: number;
  readonly documents: number;
}

export const NO_CHANGES: MirrorChanges = { lists: 0, people: 0, documents: 0 };

export function added(a: MirrorChanges, b: MirrorChanges): MirrorChanges {
  return { lists: a.lists + b.lists, people: a.people + b.people, documents: a.documents + b.documents };
}

/** Changes of so many records of a kind. */
export function changesOfKind(kind: ReferenceKind | 'document', count: number): MirrorChanges {
  if (kind === 'document') {
    return { ...NO_CHANGES, documents: count };
  }
  return PEOPLE.includes(kind) ? { ...NO_CHANGES, people: count } : { ...NO_CHANGES, lists: count };
}

export interface Loaded {
  readonly counts: Readonly<Record<string, number>>;
  readonly changes: MirrorChanges;
}

/** Stores rows a few at a time, with turns for others in between. Returns how many are new or different. */
export async function keepInPortions<T>(parts: EngineParts, rows: readonly T[], keep: (portion: readonly T[]) => number): Promise<number> {
  let changed = 0;
  for (let start = 0; start < rows.length; start += ROWS_AT_A_TIME) {
    changed += keep(rows.slice(start, start + ROWS_AT_A_TIME));
    await parts.timers.sleep(0);
  }
  return changed;
}

/** Reads these lists, and the document headers where asked, in full: what is no longer in the books leaves the mirror. */
export async function loadInFull(
  parts: EngineParts,
  books: Books,
  wanted: readonly (ReferenceKind | 'documents')[],
  run: RunControl,
): Promise<Result<Loaded, PortFault>> {
  const counts: Record<string, number> = {};
  let changes = NO_CHANGES;
  for (const kind of REFERENCE_KINDS.filter((each) => wanted.includes(each))) {
    const loaded = await loadKind(parts, books, kind, run);
    if (!loaded.ok) {
      return loaded;
    }
    counts[kind] = loaded.value.read;
    changes = added(changes, changesOfKind(kind, loaded.value.changed));
  }
  if (wanted.includes('documents')) {
    const documents = await loadDocuments(parts, books, run);
    if (!documents.ok) {
      return documents;
    }
    counts['documents'] = documents.value;
    changes = added(changes, changesOfKind('document', documents.value));
  }
  return ok({ counts, changes });
}

/** How many records a list holds, and how many of them are new, different or gone. */
interface LoadedList {
  readonly read: number;
  readonly changed: number;
}

async function loadKind(parts: EngineParts, books: Books, kind: ReferenceKind, run: RunControl): Promise<Result<LoadedList, PortFault>> {
  const { mirror } = parts.store;
  const keep: string[] = [];
  let changed = 0;
  for await (const page of books.list(kind, run.signal)) {
    if (run.signal.aborted) {
      return stopped();
    }
    if (!page.ok) {
      return page;
    }
    changed += await keepInPortions(parts, page.value, (portion) => mirror.upsertRecords(portion));
    keep.push(...page.value.map((record) => record.id));
    run.progress(`QuickBooks: ${kind}`, keep.length, null);
  }
  if (run.signal.aborted) {
    return stopped();
  }
  return ok({ read: keep.length, changed: changed + mirror.removeOthers(kind, keep) });
}

/** Returns how many documents are new, different or gone. */
async function loadDocuments(parts: EngineParts, books: Books, run: RunControl): Promise<Result<number, PortFault>> {
  const from = documentsFrom(parts);
  const seen: DocumentKey[] = [];
  let count = 0;
  for await (const page of books.documents(from, run.signal)) {
    if (run.signal.aborted) {
      return stopped();
    }
    if (!page.ok) {
      return page;
    }
    count += await keepInPortions(parts, page.value, (portion) => parts.store.mirror.upsertDocuments(portion));
    seen.push(...page.value.map(({ entity, id }) => ({ entity, id })));
    run.progress('QuickBooks: documents', seen.length, null);
  }
  if (run.signal.aborted) {
    return stopped();
  }
  const gone = await markGone(parts, books, seen, from, run);
  return gone.ok ? ok(count + gone.value) : gone;
}

/**
 * Deletions from before the changes reach back show only as documents that are missing from the list. Each is asked for by
 * its id first: one that was only moved to an earlier date is still there.
 */
async function markGone(
  parts: EngineParts,
  books: Books,
  seen: readonly DocumentKey[],
  from: BusinessDate,
  run: RunControl,
): Promise<Result<number, PortFault>> {
  const { mirror } = parts.store;
  const missing = mirror.documentsMissingFrom(seen, from);
  let gone = 0;
  for (const entity of ['Invoice', 'SalesReceipt', 'Payment', 'CreditMemo'] as const) {
    const ids = missing.filter((key) => key.entity === entity).map(({ id }) => id);
    if (ids.length === 0) {
      continue;
    }
    const found = await books.documentsById(entity, ids, run.signal);
    if (!found.ok) {
      return fail(found.fault);
    }
    await keepInPortions(parts, found.value, (portion) => mirror.upsertDocuments(portion));
    const there = new Set(found.value.map(({ id }) => id));
    const lost = ids.filter((id) => !there.has(id));
    parts.store.transaction(() => lost.forEach((id) => mirror.markDocumentDeleted(entity, id)));
    gone += lost.length;
  }
  return ok(gone);
}

function documentsFrom(parts: EngineParts): BusinessDate {
  const { startOn, timeZone } = parts.store.config.current().policy;
  if (startOn !== null) {
    return addDays(startOn, -DOCUMENTS_BEFORE_START_DAYS);
  }
  return addDays(businessDateIn(instantOf(parts.clock.now()), timeZone), -DOCUMENTS_WITHOUT_START_DAYS);
}
