import type {
  BooksCompany,
  BooksDocument,
  BooksReference,
  ReferenceKind,
  ReferenceRecord,
} from '../../../../shared/domain/books/reference.ts';
import type { Decimal } from '../../../../shared/domain/money/decimal.ts';
import type { BusinessDate, Instant } from '../../../../shared/domain/time/instants.ts';

export type DocumentKey = Pick<BooksDocument, 'entity' | 'id'>;

/** A currency on a day. */
export interface RateKey {
  readonly currency: string;
  readonly on: BusinessDate;
}

/** `preferences`: the closing date among them. `company`: its name and country. `untold`: lists without changes. */
export type MirrorPart = 'preferences' | 'company' | 'untold';

/** The local copy of the lists and document headers that planning needs. */
export interface BooksMirrorStore {
  company(): BooksCompany | null;
  saveCompany(company: BooksCompany): void;
  upsertRecords(records: readonly ReferenceRecord[]): number;
  /** After a full list: records of the kind that were not in it are gone. */
  removeOthers(kind: ReferenceKind, keepIds: readonly string[]): number;
  removeRecord(kind: ReferenceKind, id: string): void;
  upsertDocuments(documents: readonly BooksDocument[]): number;
  markDocumentDeleted(entity: string, id: string): void;
  document(entity: BooksDocument['entity'], id: string): BooksDocument | null;
  /** Where change data capture goes on from; null means load in full. */
  changesSince(): Instant | null;
  setChangesSince(at: Instant): void;
  refreshedAt(): Instant | null;
  /** When the company itself, or what changes do not tell, was read the last time. */
  readAt(what: MirrorPart): Instant | null;
  setReadAt(what: MirrorPart, at: Instant): void;
  /** Documents dated on or after, not marked as deleted, that are not among these: the books may no longer have them. */
  documentsMissingFrom(seen: readonly DocumentKey[], from: BusinessDate): readonly DocumentKey[];
  /** Notes that a plan needs this rate. Does nothing where it is noted or known. */
  wantExchangeRate(key: RateKey): void;
  /** Rates that plans need and the books have not told, and that were not asked for since. */
  wantedExchangeRates(notAskedSince: Instant): readonly RateKey[];
  /** `rate` null: the books have none of that day. A rate that was told is kept for good, so that a plan that was approved stays as it is. */
  saveExchangeRate(key: RateKey, rate: Decimal | null, askedAt: Instant): void;
  /** Look-ups over the tables as they are now; null before the first refresh. */
  reference(): BooksReference | null;
  /** For pickers: active records of a kind whose name or SKU holds the text, by name. */
  search(kind: ReferenceKind, text: string, limit: number): readonly ReferenceRecord[];
  counts(): Readonly<Record<ReferenceKind, number>>;
}
