import type { Money } from '../money/money.ts';
import type { BooksEntityName, JsonObject, PlannedKind } from '../planning/plan.ts';
import type { BusinessDate, Instant } from '../time/instants.ts';
import type { OrderFacts } from './order-facts.ts';

export const POSTING_OPERATIONS = ['create', 'update', 'void', 'adopt'] as const;
export type PostingOperation = (typeof POSTING_OPERATIONS)[number];

/**
 * approved: written down, nothing sent yet. sending: a request is (or was, when the process died) on its way. uncertain: sent,
 * and no answer that settles it. posted: in the books. failed: refused, a person or a mapping must act. voided: was posted.
 * superseded: a newer attempt or generation took its place; kept for the record.
 */
export const POSTING_STATUSES = ['approved', 'sending', 'uncertain', 'posted', 'failed', 'voided', 'superseded'] as const;
export type PostingStatus = (typeof POSTING_STATUSES)[number];

/** Why a posting is not where it should be, in plain words. */
export interface PostingFault {
  readonly code: string;
  readonly message: string;
  /** The books' own code and words, secrets removed. */
  readonly booksCode: string | null;
  readonly booksDetail: string | null;
  /** What Intuit's support asks for (intuit_tid). */
  readonly traceId: string | null;
}

/** One operation on one document of one order or family, and its fate. One row of the outbox. */
export interface Posting {
  readonly postingId: string;
  /** The plan's key order. */
  readonly orderId: number;
  readonly subject: string;
  readonly kind: PlannedKind;
  readonly entity: BooksEntityName;
  readonly operation: PostingOperation;
  /** 1 for the first document of the order, +1 for each document posted anew after a void. */
  readonly generation: number;
  /** 1, +1 after each refusal or proven absence. A new attempt has a new request id. */
  readonly attempt: number;
  readonly status: PostingStatus;
  readonly requestId: string;
  /** Fingerprint of the document in the plan that was approved. */
  readonly fingerprint: string;
  readonly coreFingerprint: string;
  readonly planFingerprint: string;
  /** As planned, with symbolic references. */
  readonly body: JsonObject;
  /** The exact text that was sent, Ids bound; null before the first byte. A resend is this text again. */
  readonly sentBody: string | null;
  readonly batchId: string | null;
  /** Subjects whose Ids the body needs. */
  readonly needs: readonly string[];
  readonly expectedTotal: Money | null;
  readonly documentId: string | null;
  readonly documentNumber: string | null;
  readonly documentDate: BusinessDate | null;
  readonly syncToken: string | null;
  /** What the books answered. */
  readonly actualTotal: Money | null;
  readonly customerId: string | null;
  /** Of an invoice or sales receipt: what its orders said when it was written down. Left out in rows of earlier versions. */
  readonly orderFacts?: readonly OrderFacts[] | undefined;
  readonly fault: PostingFault | null;
  readonly firstSentAt: Instant | null;
  readonly lastSentAt: Instant | null;
  /** Not before this; null means now. */
  readonly retryAt: Instant | null;
  readonly createdAt: Instant;
  readonly updatedAt: Instant;
}

/** Up to 30 postings sent in one call, journaled before it is sent and always resent exactly as it was. */
export interface PostingBatch {
  readonly batchId: string;
  /** At most 36 characters; hash of the members' request ids in order. */
  readonly requestId: string;
  readonly memberPostingIds: readonly string[];
  readonly bodyText: string;
  readonly status: 'sending' | 'answered' | 'uncertain' | 'abandoned';
  readonly sends: number;
  readonly firstSentAt: Instant;
  readonly lastSentAt: Instant;
}
