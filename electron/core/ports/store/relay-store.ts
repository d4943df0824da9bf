import type { Instant } from '../../../../shared/domain/time/instants.ts';
import type { RelayEvent, RelayRefusal, RelayWish } from '../relay.ts';
import type { SourceEvent } from '../source-subscriptions.ts';

/** A standing wish at the source, as it was when last looked at. */
export interface KnownSubscription {
  readonly event: SourceEvent;
  readonly isThere: boolean;
  /** The source still sends; some switch one off after failures. */
  readonly isActive: boolean;
}

/** What is known of a company's relay beside its secrets. */
export interface RelayRecord {
  readonly mailbox: string;
  readonly address: string;
  readonly pairedAt: Instant;
  /** When a connection last stood. */
  readonly connectedAt: Instant | null;
  readonly lastEventId: number | null;
  /** When the newest event reached the relay. */
  readonly lastEventAt: Instant | null;
  readonly received: number;
  readonly refused: number;
  readonly lastRefusal: RelayRefusal | null;
  /** Null before anybody looked. */
  readonly subscriptions: readonly KnownSubscription[] | null;
  readonly subscriptionsAt: Instant | null;
}

/** An event that waits. `wish` null: it was refused, and only its place in the order matters. */
export interface WaitingEvent {
  readonly sequence: number;
  readonly eventId: number;
  readonly wish: RelayWish | null;
}

/** The inbox of the relay: what arrived stays until what it asked for is committed. */
export interface RelayStore {
  /** Null where the company is paired with none. */
  record(): RelayRecord | null;
  begin(pairing: { readonly mailbox: string; readonly address: string; readonly pairedAt: Instant }): void;
  /** Takes away everything that belongs to the pairing. */
  forget(): void;
  noteConnected(at: Instant): void;
  noteSubscriptions(subscriptions: readonly KnownSubscription[], at: Instant): void;
  /** Keeps new events in one transaction; repeated ones are counted as refused. Returns how many ask for something. */
  receive(events: readonly RelayEvent[], seenAt: Instant): number;
  waiting(): readonly WaitingEvent[];
  waitingCount(): number;
  /** These have been dealt with. */
  settle(sequences: readonly number[]): void;
  /** These can't be followed: only a pull answers them. */
  turnIntoPull(sequences: readonly number[]): void;
}
