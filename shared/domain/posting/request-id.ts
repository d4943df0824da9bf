import { hash32 } from '../planning/fingerprint.ts';
import type { PlannedKind } from '../planning/plan.ts';
import type { PostingOperation } from './posting.ts';

/** What one posting is; the same posting always has the same request id. */
export interface RequestIdSource {
  /** What tells this company's books from others: the realm, or the company's own id. */
  readonly company: string;
  readonly rootOrderId: number;
  readonly kind: PlannedKind;
  readonly operation: PostingOperation;
  readonly generation: number;
  readonly attempt: number;
  readonly fingerprint: string;
}

/** Three letters, so that an id can be told in Intuit's logs. */
const PREFIXES: Readonly<Record<PlannedKind, string>> = {
  customer: 'cus',
  item: 'itm',
  invoice: 'inv',
  'sales-receipt': 'rcp',
  payment: 'pay',
  'credit-memo': 'crm',
};

/** Cannot occur in the parts, so that no two sources read the same. */
const SEPARATOR = '\n';

/**
 * 36 characters of [a-z0-9-], the most that Intuit takes for a batch (50 for a single request): three letters of the kind and
 * 128 bits of SHA-256 over all parts.
 */
export function requestIdOf({ company, rootOrderId, kind, operation, generation, attempt, fingerprint }: RequestIdSource): string {
  const parts = [company, rootOrderId, kind, operation, generation, attempt, fingerprint];
  return `${PREFIXES[kind]}-${hash32(parts.join(SEPARATOR))}`;
}

/** Of a batch: over its members' request ids in order. Another order or another member is another batch. */
export function batchRequestIdOf(requestIds: readonly string[]): string {
  return `bat-${hash32(requestIds.join(SEPARATOR))}`;
}
