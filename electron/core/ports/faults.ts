import type { Fault } from '../../../shared/domain/result.ts';

/** What kind of failure it is decides what happens next; it is told where the failure enters, in the adapter. */
export const FAULT_CLASSES = [
  /** Worth another try soon: reset, 5xx on a read, DNS. */
  'transient',
  /** The other side asked to wait. */
  'throttled',
  /** A write whose outcome is not known. */
  'uncertain',
  /** The credentials no longer work: a person must reconnect. */
  'auth',
  /** The credentials work, the right or the plan is missing. */
  'permission',
  /** The other side read it and refused it. */
  'rejected',
  /** A record named by a mapping is gone or inactive. */
  'mapping',
  /** The other side's answer makes no sense. */
  'source',
  /** Disk or database. */
  'storage',
  'bug',
] as const;
export type FaultClass = (typeof FAULT_CLASSES)[number];

/** A failure of something outside. Never holds a secret: adapters redact before they build one. */
export interface PortFault extends Fault {
  readonly class: FaultClass;
  /** How long the other side asked to wait, in ms; null where it did not say. */
  readonly retryAfterMs: number | null;
  readonly traceId: string | null;
  /** HTTP status where there was an answer. */
  readonly httpStatus: number | null;
}
