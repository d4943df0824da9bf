import type { Result } from '../../../shared/domain/result.ts';
import type { PortFault } from './faults.ts';

/** What a source can give notice of. Not every source offers every one. */
export const SOURCE_EVENTS = [
  'orders-imported',
  'order-items-imported',
  'labels-made',
  'label-items-made',
  'fulfillments-shipped',
  'fulfillments-rejected',
] as const;
export type SourceEvent = (typeof SOURCE_EVENTS)[number];

/** One standing wish to be told. */
export interface SourceSubscription {
  /** The source's own id, as text. */
  readonly id: string;
  /** Null for an event that Purser does not use. */
  readonly event: SourceEvent | null;
  /** The source's own word for the event: "ORDER_NOTIFY". */
  readonly sourceEvent: string;
  /** Where the source sends its notices. */
  readonly targetUrl: string;
  readonly name: string;
  readonly active: boolean;
}

/** The one thing that Purser changes at the source: who is told of new orders and labels. */
export interface SourceSubscriptions {
  /** The events that this source can give notice of. */
  readonly offered: readonly SourceEvent[];
  /** All of the account, those of other programs included. */
  list(signal?: AbortSignal): Promise<Result<readonly SourceSubscription[], PortFault>>;
  /**
   * Adds one, or hands back the one that is there for the same event and address. Where the answer never came, looks whether
   * it was added before it says that it failed (class `uncertain` only where that cannot be found out either).
   */
  add(event: SourceEvent, targetUrl: string, name: string, signal?: AbortSignal): Promise<Result<SourceSubscription, PortFault>>;
  /** One that is not there any more counts as removed. */
  remove(id: string, signal?: AbortSignal): Promise<Result<null, PortFault>>;
}
