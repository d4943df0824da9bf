import type { Posting, PostingBatch, PostingStatus } from '../../../../shared/domain/posting/posting.ts';
import type { Instant } from '../../../../shared/domain/time/instants.ts';

/** Postings and batches, each written before anything is sent. Rows are parsed when they leave the database. */
/** A posting that has not come to its end, without its bodies: thousands are told in a few milliseconds. */
export type OpenPosting = Pick<Posting, 'postingId' | 'orderId' | 'subject' | 'entity' | 'operation' | 'status'>;

export interface OutboxStore {
  insert(posting: Posting): void;
  /** Replaces the mutable part. */
  update(posting: Posting): void;
  posting(postingId: string): Posting | null;
  /** Newest generation and attempt of a subject that is not superseded; null where nothing was ever written for it. */
  live(subject: string): Posting | null;
  ofOrder(orderId: number): readonly Posting[];
  byStatus(statuses: readonly PostingStatus[], limit: number): readonly Posting[];
  /** Everything approved, sending or uncertain, oldest first. */
  open(): readonly OpenPosting[];
  /** Approved, due (retryAt is null or passed), oldest first. */
  due(at: Instant, limit: number): readonly Posting[];
  /** Posted invoices and sales receipts (live), for comparing with newer plans. Ascending by order id after `afterOrderId`. */
  postedDocuments(afterOrderId: number, limit: number): readonly Posting[];
  /** Highest generation of a document of the order, 0 where there is none. */
  lastGeneration(subject: string): number;

  /** Replaces what tells who bought: bodies, subject and needs of a posting that has come to its end. */
  scrub(posting: Posting): void;
  /** Replaces the text of a batch that was answered and is never sent again. */
  scrubBatch(batchId: string, bodyText: string): void;

  insertBatch(batch: PostingBatch): void;
  updateBatch(batch: PostingBatch): void;
  batch(batchId: string): PostingBatch | null;
  batchesByStatus(statuses: readonly PostingBatch['status'][]): readonly PostingBatch[];

  counts(): Readonly<Record<PostingStatus, number>>;
  /** Failed and uncertain ones by cause, most first. */
  failuresByCode(): readonly {
    readonly code: string;
    readonly message: string;
    readonly count: number;
    readonly orderIds: readonly number[];
  }[];
}
