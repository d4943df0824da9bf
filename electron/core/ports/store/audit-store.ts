import type { Instant } from '../../../../shared/domain/time/instants.ts';

/** What an entry is about; all may be null. Entries are found by any of them. */
export interface AuditSubject {
  readonly orderId: number | null;
  readonly postingId: string | null;
  readonly documentId: string | null;
  readonly customerId: string | null;
  readonly runId: string | null;
}

export interface AuditDraft extends Partial<AuditSubject> {
  readonly at: Instant;
  /** "person" with a name where known, "purser" for what it does by itself. */
  readonly actor: string;
  /** Past tense, e.g. "order-pulled", "plan-approved", "posting-sent", "posting-answered", "config-changed". */
  readonly kind: string;
  /** One plain sentence. */
  readonly summary: string;
  /** Requests and answers with secrets removed, figures before and after; JSON. */
  readonly details: unknown;
}

export interface AuditEntry extends AuditSubject {
  readonly sequence: number;
  readonly at: Instant;
  readonly actor: string;
  readonly kind: string;
  readonly summary: string;
  readonly details: unknown;
  /** Keyed hash of this entry and the one before, hex. */
  readonly hash: string;
}

export interface AuditFilter {
  readonly orderId?: number | undefined;
  readonly kind?: string | undefined;
  readonly actor?: string | undefined;
  readonly documentId?: string | undefined;
  /** An order's number or id. */
  readonly order?: string | undefined;
  /** A document's number or id in the books. */
  readonly document?: string | undefined;
  /** Part of the name of a customer or buyer, or a customer's id in the books. */
  readonly customer?: string | undefined;
  readonly runId?: string | undefined;
  readonly from?: Instant | undefined;
  readonly to?: Instant | undefined;
  readonly search?: string | undefined;
}

export interface AuditVerdict {
  readonly entries: number;
  /** Sequence of the first entry that is changed, missing or out of place; one past the last where the end was cut off; null where all is whole. */
  readonly firstBroken: number | null;
}

/** Append only (triggers refuse update and delete); each entry carries a keyed hash of itself and the one before. */
export interface AuditStore {
  append(draft: AuditDraft): void;
  /** Newest first. */
  page(
    filter: AuditFilter,
    limit: number,
    cursor: string | null,
  ): { readonly entries: readonly AuditEntry[]; readonly next: string | null };
  /** The kinds that there are, with how many entries each has, by name. */
  kinds(): readonly { readonly kind: string; readonly count: number }[];
  /** Walks the whole chain in one go: for small chains and tests. */
  verify(): AuditVerdict;
  /** The same with a pause after each chunk, so that the loop stays free. Throws the signal's reason where it aborts. */
  verifyInChunks(signal?: AbortSignal): Promise<AuditVerdict>;
}
