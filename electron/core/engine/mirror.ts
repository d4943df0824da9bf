import { type BooksCompany, REFERENCE_KINDS, UNTOLD_KINDS } from '../../../shared/domain/books/reference.ts';
import { fail, ok, type Result } from '../../../shared/domain/result.ts';
import { epochMsOf, type Instant, instantOf } from '../../../shared/domain/time/instants.ts';
import type { Books, BooksChanges } from '../ports/books.ts';
import type { PortFault } from '../ports/faults.ts';
import type { MirrorPart } from '../ports/store/books-mirror-store.ts';
import type { RunControl } from './engine.ts';
import type { EngineParts } from './engine-parts.ts';
import { added, changesOfKind, keepInPortions, type Loaded, loadInFull, type MirrorChanges, NO_CHANGES } from './mirror-loads.ts';

/** More than a PC's clock is usually off. */
const CHANGES_OVERLAP_MS = 10 * 60_000;
/** Reads are metered: what changes once in a month is not asked for with every pull. */
const DAY_MS = 86_400_000;
const PREFERENCES_FRESH_MS = 60 * 60_000;

type Counts = Record<string, number>;

/** What a refresh brought. */
export interface RefreshedBooks {
  readonly counts: Readonly<Record<string, number>>;
  /**
   * `lists`: the company or a record of a list is another now, which any plan may name. `unsettled`: only people or documents
   * are, which matters to orders that are not settled, and to those whose document is gone.
   */
  readonly change: 'nothing' | 'unsettled' | 'lists';
}

export interface RefreshWish {
  readonly full: boolean;
  /** Preferences (the closing date among them) older than this are read again; an hour where it is not given. */
  readonly preferencesFreshMs?: number;
}

/**
 * Brings the local copy of the books' lists and document headers up to date: by change data capture where it reaches back
 * far enough (one read, one more for the preferences each hour), in full otherwise, or for the kinds only that the changes do
 * not tell all of. Tax codes, rates and agencies are in no change data capture: they come once a day. The mark for the next
 * changes is the server's own time, stored with the rows.
 */
export async function refreshBooks(parts: EngineParts, wish: RefreshWish, run: RunControl): Promise<Result<RefreshedBooks, PortFault>> {
  const opened = await parts.books();
  if (!opened.ok) {
    return opened;
  }
  const since = parts.store.mirror.changesSince();
  if (wish.full || since === null || parts.store.mirror.company() === null) {
    return refreshInFull(parts, opened.value, run);
  }
  const changes = await opened.value.changedSince(overlapping(since), run.signal);
  if (!changes.ok) {
    return changes;
  }
  return changes.value.incomplete === 'all'
    ? refreshInFull(parts, opened.value, run)
    : refreshByChanges(parts, opened.value, changes.value, changes.value.incomplete, wish, run);
}

async function refreshByChanges(
  parts: EngineParts,
  books: Books,
  changes: BooksChanges,
  cutOff: Exclude<BooksChanges['incomplete'], 'all'>,
  wish: RefreshWish,
  run: RunControl,
): Promise<Result<RefreshedBooks, PortFault>> {
  const company = await refreshCompany(parts, books, wish.preferencesFreshMs ?? PREFERENCES_FRESH_MS, run);
  if (!company.ok) {
    return company;
  }
  const untoldDue = isOld(parts, 'untold', DAY_MS);
  const startedAt = instantOf(parts.clock.now());
  const loaded = await loadInFull(parts, books, [...cutOff, ...(untoldDue ? UNTOLD_KINDS : [])], run);
  if (!loaded.ok) {
    return loaded;
  }
  if (untoldDue) {
    parts.store.mirror.setReadAt('untold', startedAt);
  }
  // After the lists that were cut off: only then is the mirror complete up to the new mark.
  const kept = await keepChanges(parts, changes);
  const all = added(added(kept.changes, loaded.value.changes), { ...NO_CHANGES, lists: company.value ? 1 : 0 });
  return ok({ counts: { ...kept.counts, ...loaded.value.counts, company: company.value ? 1 : 0 }, change: changeOf(all) });
}

/** The preferences alone (1 read), for a mirror that is fresh: books may have been closed since. */
export async function refreshPreferences(parts: EngineParts, freshMs: number, run: RunControl): Promise<Result<RefreshedBooks, PortFault>> {
  const opened = await parts.books();
  const company = opened.ok ? await refreshCompany(parts, opened.value, freshMs, run) : opened;
  return company.ok ? ok({ counts: { company: company.value ? 1 : 0 }, change: company.value ? 'lists' : 'nothing' }) : company;
}

/** Preferences from time to time (1 read), name and country once a day (1 more). Returns whether the company is another now. */
async function refreshCompany(
  parts: EngineParts,
  books: Books,
  preferencesFreshMs: number,
  run: RunControl,
): Promise<Result<boolean, PortFault>> {
  const isWhole = isOld(parts, 'company', DAY_MS);
  if (!isWhole && !isOld(parts, 'preferences', preferencesFreshMs)) {
    return ok(false);
  }
  const known = isWhole ? null : parts.store.mirror.company();
  const company = known === null ? await books.company(run.signal) : await books.company(run.signal, known);
  return company.ok ? ok(keepCompany(parts, company.value, known === null ? ['company', 'preferences'] : ['preferences'])) : company;
}

function isOld({ store, clock }: EngineParts, what: MirrorPart, freshMs: number): boolean {
  const readAt = store.mirror.readAt(what);
  return readAt === null || clock.now() - epochMsOf(readAt) >= freshMs;
}

/** Returns whether the books' company is another now. */
function keepCompany({ store: { mirror }, clock }: EngineParts, company: BooksCompany, read: readonly MirrorPart[]): boolean {
  const before = JSON.stringify(mirror.company());
  mirror.saveCompany(company);
  for (const part of read) {
    mirror.setReadAt(part, instantOf(clock.now()));
  }
  return before !== JSON.stringify(mirror.company());
}

/** The mark is stored with the last rows: a crash before it only reads these changes again. */
async function keepChanges(parts: EngineParts, { records, documents, deleted, asOf }: BooksChanges): Promise<Loaded> {
  const { mirror } = parts.store;
  let changes: MirrorChanges = NO_CHANGES;
  for (const kind of REFERENCE_KINDS) {
    const ofKind = records.filter((record) => record.kind === kind);
    changes = added(changes, changesOfKind(kind, await keepInPortions(parts, ofKind, (portion) => mirror.upsertRecords(portion))));
  }
  const changedRecords = changes.lists + changes.people;
  const changedDocuments = await keepInPortions(parts, documents, (portion) => mirror.upsertDocuments(portion));
  changes = added(changes, changesOfKind('document', changedDocuments));
  parts.store.transaction(() => {
    for (const gone of deleted) {
      changes = added(changes, changesOfKind(gone.kind, 1));
      if (gone.kind === 'document') {
        mirror.markDocumentDeleted(gone.entity, gone.id);
      } else {
        mirror.removeRecord(gone.kind, gone.id);
      }
    }
    mirror.setChangesSince(asOf);
  });
  return { counts: { records: changedRecords, documents: changedDocuments, deleted: deleted.length }, changes };
}

function changeOf({ lists, people, documents }: MirrorChanges): RefreshedBooks['change'] {
  if (lists > 0) {
    return 'lists';
  }
  return people + documents > 0 ? 'unsettled' : 'nothing';
}

/** Changes are read again from a little earlier: our clock may run ahead of the server's, and rows met twice cost nothing. */
function overlapping(at: Instant): Instant {
  return instantOf(epochMsOf(at) - CHANGES_OVERLAP_MS);
}

async function refreshInFull(parts: EngineParts, books: Books, run: RunControl): Promise<Result<RefreshedBooks, PortFault>> {
  const { mirror } = parts.store;
  // The mark is taken before the first read: what changes while the lists are read is in the next changes again.
  const startedAt = instantOf(parts.clock.now());
  const company = await books.company(run.signal);
  if (!company.ok) {
    return company;
  }
  const isCompanyChanged = keepCompany(parts, company.value, ['company', 'preferences']);
  const loaded = await loadInFull(parts, books, [...REFERENCE_KINDS, 'documents'], run);
  if (!loaded.ok) {
    return loaded;
  }
  mirror.setReadAt('untold', startedAt);
  mirror.setChangesSince(startedAt);
  const changes = added(loaded.value.changes, { ...NO_CHANGES, lists: isCompanyChanged ? 1 : 0 });
  return ok({ counts: loaded.value.counts, change: changeOf(changes) });
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
