import { type BooksCompany, REFERENCE_KINDS, type ReferenceKind } from '../../../shared/domain/books/reference.ts';
import { fail, ok, type Result } from '../../../shared/domain/result.ts';
import { addDays, type BusinessDate, epochMsOf, type Instant, instantOf } from '../../../shared/domain/time/instants.ts';
import { businessDateIn } from '../../../shared/domain/time/zones.ts';
import type { Books, BooksChanges } from '../ports/books.ts';
import type { PortFault } from '../ports/faults.ts';
import type { RunControl } from './engine.ts';
import type { EngineParts } from './engine-parts.ts';
import { stopped } from './port-fault.ts';

/** Rows stored in one transaction: some milliseconds, so that the loop stays free for the screens. */
const ROWS_AT_A_TIME = 100;
/** How far before the start date documents are mirrored, so that what another tool or a person booked is recognised. */
const DOCUMENTS_BEFORE_START_DAYS = 45;
const DOCUMENTS_WITHOUT_START_DAYS = 120;

/** More than a PC's clock is usually off. */
const CHANGES_OVERLAP_MS = 10 * 60_000;

type Counts = Record<string, number>;

/** What a refresh brought. */
export interface RefreshedBooks {
  readonly counts: Readonly<Record<string, number>>;
  /**
   * `lists`: the company or a record of a list is another now, which any plan may name. `documents`: only documents are, which
   * matters to orders that are not settled, and to those whose document is gone.
   */
  readonly change: 'nothing' | 'documents' | 'lists';
}

/**
 * Brings the local copy of the books' lists and document headers up to date: by change data capture where it reaches back
 * far enough (one read, and two for the preferences, which hold the closing date), in full otherwise. Tax codes and rates
 * are in no change data capture and change rarely: they come with a full refresh. The mark for the next changes is the
 * server's own time, stored with the rows.
 */
export async function refreshBooks(
  parts: EngineParts,
  options: { readonly full: boolean },
  run: RunControl,
): Promise<Result<RefreshedBooks, PortFault>> {
  const opened = await parts.books();
  if (!opened.ok) {
    return opened;
  }
  const since = parts.store.mirror.changesSince();
  if (!options.full && since !== null && parts.store.mirror.company() !== null) {
    const changes = await opened.value.changedSince(overlapping(since), run.signal);
    if (!changes.ok) {
      return changes;
    }
    if (!changes.value.incomplete) {
      const company = await opened.value.company(run.signal);
      if (!company.ok) {
        return company;
      }
      const isCompanyChanged = keepCompany(parts, company.value);
      const kept = await keepChanges(parts, changes.value);
      return ok({ counts: { ...kept.counts, company: isCompanyChanged ? 1 : 0 }, change: isCompanyChanged ? 'lists' : kept.change });
    }
  }
  return refreshInFull(parts, opened.value, run);
}

/** Returns whether the books' company is another now. */
function keepCompany({ store: { mirror } }: EngineParts, company: BooksCompany): boolean {
  const before = JSON.stringify(mirror.company());
  mirror.saveCompany(company);
  return before !== JSON.stringify(mirror.company());
}

/** The mark is stored with the last rows: a crash before it only reads these changes again. */
async function keepChanges(parts: EngineParts, changes: BooksChanges): Promise<RefreshedBooks> {
  const { mirror } = parts.store;
  const records = await keepInPortions(parts, changes.records, (portion) => mirror.upsertRecords(portion));
  const documents = await keepInPortions(parts, changes.documents, (portion) => mirror.upsertDocuments(portion));
  const goneRecords = changes.deleted.filter(({ kind }) => kind !== 'document').length;
  parts.store.transaction(() => {
    for (const gone of changes.deleted) {
      if (gone.kind === 'document') {
        mirror.markDocumentDeleted(gone.entity, gone.id);
      } else {
        mirror.removeRecord(gone.kind, gone.id);
      }
    }
    mirror.setChangesSince(changes.asOf);
  });
  return {
    counts: { records, documents, deleted: changes.deleted.length },
    change: changeOf(records + goneRecords, documents + changes.deleted.length - goneRecords),
  };
}

function changeOf(records: number, documents: number): RefreshedBooks['change'] {
  if (records > 0) {
    return 'lists';
  }
  return documents > 0 ? 'documents' : 'nothing';
}

/** Changes are read again from a little earlier: our clock may run ahead of the server's, and rows met twice cost nothing. */
function overlapping(at: Instant): Instant {
  return instantOf(epochMsOf(at) - CHANGES_OVERLAP_MS);
}

/** Stores rows a few at a time, with turns for others in between. Returns how many are new or different. */
async function keepInPortions<T>(parts: EngineParts, rows: readonly T[], keep: (portion: readonly T[]) => number): Promise<number> {
  let changed = 0;
  for (let start = 0; start < rows.length; start += ROWS_AT_A_TIME) {
    changed += keep(rows.slice(start, start + ROWS_AT_A_TIME));
    await parts.timers.sleep(0);
  }
  return changed;
}

async function refreshInFull(parts: EngineParts, books: Books, run: RunControl): Promise<Result<RefreshedBooks, PortFault>> {
  const { mirror } = parts.store;
  // The mark is taken before the first read: what changes while the lists are read is in the next changes again.
  const startedAt = instantOf(parts.clock.now());
  const company = await books.company(run.signal);
  if (!company.ok) {
    return company;
  }
  let listChanges = keepCompany(parts, company.value) ? 1 : 0;
  const counts: Counts = {};
  for (const kind of REFERENCE_KINDS) {
    const loaded = await loadKind(parts, books, kind, run);
    if (!loaded.ok) {
      return loaded;
    }
    counts[kind] = loaded.value.read;
    listChanges += loaded.value.changed;
  }
  const documents = await loadDocuments(parts, books, run);
  if (!documents.ok) {
    return documents;
  }
  mirror.setChangesSince(startedAt);
  return ok({ counts: { ...counts, documents: documents.value }, change: changeOf(listChanges, documents.value) });
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

/** Returns how many documents are new or different. */
async function loadDocuments(parts: EngineParts, books: Books, run: RunControl): Promise<Result<number, PortFault>> {
  let count = 0;
  for await (const page of books.documents(documentsFrom(parts), run.signal)) {
    if (run.signal.aborted) {
      return stopped();
    }
    if (!page.ok) {
      return page;
    }
    count += await keepInPortions(parts, page.value, (portion) => parts.store.mirror.upsertDocuments(portion));
    run.progress('QuickBooks: documents', count, null);
  }
  return run.signal.aborted ? stopped() : ok(count);
}

function documentsFrom(parts: EngineParts): BusinessDate {
  const { startOn, timeZone } = parts.store.config.current().policy;
  if (startOn !== null) {
    return addDays(startOn, -DOCUMENTS_BEFORE_START_DAYS);
  }
  return addDays(businessDateIn(instantOf(parts.clock.now()), timeZone), -DOCUMENTS_WITHOUT_START_DAYS);
}

/** Stores, carriers with their services, tags, warehouses and products of the source. */
export async function refreshSource(parts: EngineParts, run: RunControl): Promise<Result<Counts, PortFault>> {
  const opened = await parts.source();
  if (!opened.ok) {
    return opened;
  }
  const stores = await opened.value.stores(run.signal);
  if (!stores.ok) {
    return stores;
  }
  parts.store.orders.saveSourceStores(stores.value);
  const reference = await opened.value.reference(run.signal);
  if (!reference.ok) {
    return reference;
  }
  parts.store.orders.saveSourceReference(reference.value);
  let products = 0;
  for await (const page of opened.value.products(run.signal)) {
    if (!page.ok) {
      return fail(page.fault);
    }
    await keepInPortions(parts, page.value.records, (portion) => {
      parts.store.orders.saveSourceProducts(portion);
      return portion.length;
    });
    products += page.value.records.length;
  }
  return ok({ stores: stores.value.length, products });
}
