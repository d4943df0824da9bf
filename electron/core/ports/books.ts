import type { BooksCompany, BooksDocument, ReferenceKind, ReferenceRecord } from '../../../shared/domain/books/reference.ts';
import type { Decimal } from '../../../shared/domain/money/decimal.ts';
import type { Money } from '../../../shared/domain/money/money.ts';
import type { BooksEntityName, JsonObject } from '../../../shared/domain/planning/plan.ts';
import type { PostingFault } from '../../../shared/domain/posting/posting.ts';
import type { Result } from '../../../shared/domain/result.ts';
import type { BusinessDate, Instant } from '../../../shared/domain/time/instants.ts';
import type { PortFault } from './faults.ts';

export type BooksEntity = BooksEntityName;

/** Sales documents, what takes them back, and payments. */
export type DocumentEntity = Exclude<BooksEntity, 'Customer' | 'Item'>;

/** A document in full, as the books hold it. */
export interface WholeDocument {
  readonly header: BooksDocument;
  /** With all properties that the books tell, read-only ones among them. */
  readonly body: JsonObject;
}

/** One member of a batch. `bodyText` is sent byte for byte. */
export interface BatchWrite {
  /** At most 10 characters, unique in the batch. */
  readonly itemId: string;
  readonly entity: BooksEntity;
  readonly operation: 'create' | 'update' | 'void';
  readonly bodyText: string;
  /** Post although the number is taken (a person chose "post anyway"). */
  readonly allowDuplicateNumber: boolean;
}

/** What the books made or changed, as they answered. */
export interface WrittenRecord {
  readonly id: string;
  readonly syncToken: string;
  readonly documentNumber: string | null;
  readonly date: BusinessDate | null;
  readonly total: Money | null;
  readonly balanceMinor: number | null;
  readonly customerId: string | null;
  readonly name: string | null;
}

export type WriteOutcome =
  | { readonly kind: 'written'; readonly record: WrittenRecord }
  /** Read and refused: nothing was executed. `class` rejected, mapping, permission. */
  | { readonly kind: 'refused'; readonly class: 'rejected' | 'mapping' | 'permission'; readonly fault: PostingFault }
  /** SyncToken too old (5010): read again and merge. */
  | { readonly kind: 'stale'; readonly fault: PostingFault }
  /** The document number is taken by this document (6140): adopt if ours, else ask. */
  | { readonly kind: 'number-taken'; readonly existingId: string | null; readonly fault: PostingFault }
  /** The name is taken by a customer, vendor or employee (6240). */
  | { readonly kind: 'name-taken'; readonly fault: PostingFault }
  /** The answer said nothing about this member. */
  | { readonly kind: 'unknown'; readonly fault: PostingFault };

export type BatchOutcome =
  | { readonly kind: 'answered'; readonly outcomes: ReadonlyMap<string, WriteOutcome> }
  /** Certainly not executed (429, 401, connection refused, DNS): may be sent again, the same, when the reason is gone. */
  | { readonly kind: 'not-executed'; readonly fault: PortFault }
  /** Sent, and no answer that settles it. */
  | { readonly kind: 'unknown'; readonly fault: PortFault };

export interface BooksChanges {
  readonly records: readonly ReferenceRecord[];
  readonly documents: readonly BooksDocument[];
  readonly deleted: readonly { readonly kind: ReferenceKind | 'document'; readonly entity: string; readonly id: string }[];
  /** The server's time of the answer: the next changedSince. */
  readonly asOf: Instant;
  /**
   * What the answer may not tell all of: reload it in full. A kind that fills the answer by itself (1,000 objects), `all` where
   * it cannot be said which kind was cut off or where the answer does not look back far enough (30 days).
   */
  readonly incomplete: 'all' | readonly (ReferenceKind | 'documents')[];
}

/** The books of one company. Reads are metered by the vendor; each method says how many requests it costs. */
export interface Books {
  /**
   * Company and preferences: 2 reads. With the company as it was read before: only the preferences (closing date, tax, numbers),
   * 1 read; name and country are taken from it.
   */
  company(signal?: AbortSignal, known?: BooksCompany): Promise<Result<BooksCompany, PortFault>>;
  /** Every record of a kind, inactive ones too, by Id, 1,000 a page. */
  list(kind: ReferenceKind, signal?: AbortSignal): AsyncIterable<Result<readonly ReferenceRecord[], PortFault>>;
  /** Headers of sales documents and payments dated on or after. */
  documents(from: BusinessDate, signal?: AbortSignal): AsyncIterable<Result<readonly BooksDocument[], PortFault>>;
  /** 1 read. Tax codes, rates and agencies are not part of it. */
  changedSince(since: Instant, signal?: AbortSignal): Promise<Result<BooksChanges, PortFault>>;
  /** The text that {@link send} will send for these writes: journaled before, resent as it is. */
  batchText(writes: readonly BatchWrite[]): string;
  /** One request. Never retried inside: the outbox decides. */
  send(requestId: string, batchText: string, signal?: AbortSignal): Promise<BatchOutcome>;
  /** Current headers, one read for up to 100 ids. Missing ids are gone from the books. */
  documentsById(entity: DocumentEntity, ids: readonly string[], signal?: AbortSignal): Promise<Result<readonly BooksDocument[], PortFault>>;
  /** One document with its lines: 1 read. Null where the books do not have it. */
  wholeDocument(entity: DocumentEntity, id: string, signal?: AbortSignal): Promise<Result<WholeDocument | null, PortFault>>;
  /** 1 read per entity, 3 entities. */
  documentsByNumber(documentNumber: string, signal?: AbortSignal): Promise<Result<readonly BooksDocument[], PortFault>>;
  /** Payments of a customer dated on or after, with the invoices they pay. */
  paymentsOfCustomer(customerId: string, from: BusinessDate, signal?: AbortSignal): Promise<Result<readonly BooksDocument[], PortFault>>;
  /** Customers, vendors and employees of that name, inactive ones too: 3 reads. */
  namedExactly(name: string, signal?: AbortSignal): Promise<Result<readonly ReferenceRecord[], PortFault>>;
  /**
   * Home units for one unit of the currency on that date: 1 read. Null where the books know no rate of it. `home` is the currency
   * that the rate must lead to.
   */
  exchangeRate(currency: string, home: string, on: BusinessDate, signal?: AbortSignal): Promise<Result<Decimal | null, PortFault>>;
  itemsNamedExactly(name: string, signal?: AbortSignal): Promise<Result<readonly ReferenceRecord[], PortFault>>;
}
