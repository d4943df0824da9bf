import { REFERENCE_KINDS, type ReferenceKind } from '../../../shared/domain/books/reference.ts';
import { fail, ok, type Result } from '../../../shared/domain/result.ts';
import { addDays, type BusinessDate, epochMsOf, type Instant, instantOf } from '../../../shared/domain/time/instants.ts';
import { businessDateIn } from '../../../shared/domain/time/zones.ts';
import type { Books, BooksChanges } from '../ports/books.ts';
import type { PortFault } from '../ports/faults.ts';
import type { RunControl } from './engine.ts';
import type { EngineParts } from './engine-parts.ts';
import { stopped } from './port-fault.ts';

/** How far before the start date documents are mirrored, so that what another tool or a person booked is recognised. */
const DOCUMENTS_BEFORE_START_DAYS = 45;
const DOCUMENTS_WITHOUT_START_DAYS = 120;

/** More than a PC's clock is usually off. */
const CHANGES_OVERLAP_MS = 10 * 60_000;

type Counts = Record<string, number>;

/**
 * Brings the local copy of the books' lists and document headers up to date: by change data capture where it reaches back
 * far enough (one read, and two for the preferences, which hold the closing date), in full otherwise. Tax codes and rates
 * are in no change data capture and change rarely: they come with a full refresh. The mark for the next changes is the
 * server's own time, stored with the rows.
 */
export async function refreshBooks(parts: EngineParts, options: { readonly full: boolean }, run: RunControl): Promise<Result<Counts, PortFault>> {
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
      const before = parts.store.mirror.company();
      parts.store.mirror.saveCompany(company.value);
      const isCompanyChanged = JSON.stringify(before) !== JSON.stringify(parts.store.mirror.company());
      return ok({ ...keepChanges(parts, changes.value), company: isCompanyChanged ? 1 : 0 });
    }
  }
  return refreshInFull(parts, opened.value, run);
}

function keepChanges(parts: EngineParts, changes: BooksChanges): Counts {
  const { mirror } = parts.store;
  return parts.store.transaction(() => {
    const records = mirror.upsertRecords(changes.records);
    const documents = mirror.upsertDocuments(changes.documents);
    for (const gone of changes.deleted) {
      if (gone.kind === 'document') {
        mirror.markDocumentDeleted(gone.entity, gone.id);
      } else {
        mirror.removeRecord(gone.kind, gone.id);
      }
    }
    mirror.setChangesSince(changes.asOf);
    return { records, documents, deleted: changes.deleted.length };
  });
}

/** Changes are read again from a little earlier: our clock may run ahead of the server's, and rows met twice cost nothing. */
function overlapping(at: Instant): Instant {
  return instantOf(epochMsOf(at) - CHANGES_OVERLAP_MS);
}

async function refreshInFull(parts: EngineParts, books: Books, run: RunControl): Promise<Result<Counts, PortFault>> {
  const { mirror } = parts.store;
  // The mark is taken before the first read: what changes while the lists are read is in the next changes again.
  const startedAt = instantOf(parts.clock.now());
  const company = await books.company(run.signal);
  if (!company.ok) {
    return company;
  }
  mirror.saveCompany(company.value);
  const counts: Counts = {};
  for (const kind of REFERENCE_KINDS) {
    const loaded = await loadKind(parts, books, kind, run);
    if (!loaded.ok) {
      return loaded;
    }
    counts[kind] = loaded.value;
  }
  const documents = await loadDocuments(parts, books, run);
  if (!documents.ok) {
    return documents;
  }
  mirror.setChangesSince(startedAt);
  return ok({ ...counts, documents: documents.value });
}

async function loadKind(parts: EngineParts, books: Books, kind: ReferenceKind, run: RunControl): Promise<Result<number, PortFault>> {
  const { mirror } = parts.store;
  const keep: string[] = [];
  for await (const page of books.list(kind, run.signal)) {
    if (run.signal.aborted) {
      return stopped();
    }
    if (!page.ok) {
      return page;
    }
    mirror.upsertRecords(page.value);
    keep.push(...page.value.map((record) => record.id));
    run.progress(`QuickBooks: ${kind}`, keep.length, null);
  }
  if (run.signal.aborted) {
    return stopped();
  }
  mirror.removeOthers(kind, keep);
  return ok(keep.length);
}

async function loadDocuments(parts: EngineParts, books: Books, run: RunControl): Promise<Result<number, PortFault>> {
  let count = 0;
  for await (const page of books.documents(documentsFrom(parts), run.signal)) {
    if (run.signal.aborted) {
      return stopped();
    }
    if (!page.ok) {
      return page;
    }
    count += parts.store.mirror.upsertDocuments(page.value);
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

/** Stores and products of the source. */
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
  let products = 0;
  for await (const page of opened.value.products(run.signal)) {
    if (!page.ok) {
      return fail(page.fault);
    }
    parts.store.orders.saveSourceProducts(page.value.records);
    products += page.value.records.length;
  }
  return ok({ stores: stores.value.length, products });
}
