import type { Result } from '../../../shared/domain/result.ts';
import type { Instant } from '../../../shared/domain/time/instants.ts';
import type { PortFault } from './faults.ts';
import type { SourcePointer } from './order-source.ts';

/** What a company and its relay have agreed on. Secret as a whole: it rests only in the vault. */
export interface RelayPairing {
  /** Where the relay is, without a slash at the end. */
  readonly address: string;
  /** The relay's name for what waits for this company; no secret by itself. */
  readonly mailbox: string;
  /** Where the source sends its notices; whoever has it may send there. */
  readonly inboundUrl: string;
  /** Reads, acknowledges and forgets the mailbox. */
  readonly readingSecret: string;
  /** The company's half of the seal: raw, base64url. */
  readonly privateKey: string;
}

/** Why an event was put aside for good. What it was about arrives with the next pull all the same. */
export const RELAY_REFUSALS = [
  'too-large',
  'bad-seal',
  'bad-content',
  'bad-pointer',
  'bad-signature',
  'old-timestamp',
  'too-old',
  'repeated',
] as const;
export type RelayRefusal = (typeof RELAY_REFUSALS)[number];

/** What an event asks for: a list of the source to look at, or, where it names none that is known, simply a pull. */
export type RelayWish = { readonly kind: 'follow'; readonly pointer: SourcePointer } | { readonly kind: 'pull' };

/** One event of the relay, opened and checked as far as that is possible without asking the source. */
export interface RelayEvent {
  /** Rising within a mailbox as long as the relay is honest. */
  readonly id: number;
  /** The same for the same message, whatever id it comes with. Null where it could not be opened. */
  readonly digest: string | null;
  /** When the relay says that it got it; null where it could not be opened. */
  readonly receivedAt: Instant | null;
  readonly content: { readonly kind: 'wish'; readonly wish: RelayWish } | { readonly kind: 'refused'; readonly refusal: RelayRefusal };
}

/** What happens while listening. `lost` is never the end: the adapter comes back by itself. */
export type RelayNotice =
  | { readonly kind: 'connected' }
  | { readonly kind: 'events'; readonly events: readonly RelayEvent[] }
  /** `isRefused`: the relay does not know this company any more, or another app reads in its place; a person should look. */
  | { readonly kind: 'lost'; readonly fault: PortFault; readonly isRefused: boolean };

/** A small public server that keeps the source's notices, sealed, until the company takes them. Whatever it says is a hint only. */
export interface Relay {
  /** Makes a key pair and a mailbox. Faults: `relay/bad-address`, `relay/refused`, `relay/unreachable`, `relay/bad-answer`, `relay/throttled`. */
  pair(given: { readonly address: string; readonly code: string }, signal?: AbortSignal): Promise<Result<RelayPairing, PortFault>>;
  /** The mailbox and what waits in it are gone. One that is not there any more counts as gone. */
  unpair(pairing: RelayPairing, signal?: AbortSignal): Promise<Result<null, PortFault>>;
  /**
   * Holds a connection until the signal aborts; comes back after every loss, later each time. `lastEventId` is asked before
   * each connection: the newest event that is kept safely. Events are handed over a few at a time, as they came.
   */
  listen(pairing: RelayPairing, lastEventId: () => number | null, signal: AbortSignal): AsyncIterable<RelayNotice>;
  /**
   * Everything up to this event is settled; the relay may throw it away. Repeating it does no harm. 0 settles nothing, and only
   * finds out if the relay still knows this company.
   */
  acknowledge(pairing: RelayPairing, upTo: number, signal?: AbortSignal): Promise<Result<null, PortFault>>;
}
