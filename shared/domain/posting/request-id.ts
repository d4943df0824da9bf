import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';

import type { PlannedKind } from '../planning/plan.ts';
import type { PostingOperation } from './posting.ts';

/** What makes a posting one and the same, however often it is sent (accounting rules, section 10). */
export interface PostingIdentity {
  /** The company's slug. */
  readonly company: string;
  readonly rootOrderId: number;
  readonly kind: PlannedKind;
  readonly operation: PostingOperation;
  readonly generation: number;
  readonly attempt: number;
  readonly fingerprint: string;
}

/** Hex digits kept of the hash: 128 bits, far beyond any chance of two postings meeting. */
const HASH_DIGITS = 32;

/**
 * The request id of a posting: the same for every resend, another for another attempt, body or generation. 34 characters of
 * [a-z0-9-]; Intuit allows 50 for a single call and 36 for a batch.
 */
export function requestIdOf(identity: PostingIdentity): string {
  const { company, rootOrderId, kind, operation, generation, attempt, fingerprint } = identity;
  return `p-${hashOf([company, String(rootOrderId), kind, operation, String(generation), String(attempt), fingerprint])}`;
}

/** The request id of a batch: a function of its members in their order, so a resend of the same batch carries the same one. */
export function batchRequestIdOf(requestIds: readonly string[]): string {
  return `b-${hashOf(requestIds)}`;
}

/** The parts are joined by a character that none of them holds, so that no two lists of parts read the same. */
function hashOf(parts: readonly string[]): string {
  return bytesToHex(sha256(utf8ToBytes(parts.join('\u001f')))).slice(0, HASH_DIGITS);
}
