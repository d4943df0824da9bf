/** What the relay knows of one company: a key to seal to, and the digests of what opens the doors. */
export interface Mailbox {
  /** 32 hexadecimal digits. */
  readonly id: string;
  /** The app's X25519 key: 32 raw bytes in base64url. */
  readonly publicKey: string;
  /** SHA-256, hexadecimal. */
  readonly addressDigest: string;
  /** SHA-256, hexadecimal. */
  readonly secretDigest: string;
  readonly createdAt: string;
}

export type MailboxKeys = Pick<Mailbox, 'addressDigest' | 'secretDigest'>;

export interface SealedEvent {
  /** Rising within a mailbox from 1, never given twice. */
  readonly id: number;
  readonly sealed: Uint8Array;
}

/** `gone`: the mailbox was forgotten between looking it up and storing. */
export type AppendOutcome = 'stored' | 'duplicate' | 'full' | 'gone';

/** `replaced`: a newer reader took over, or the mailbox was rotated or forgotten. `closed`: by us. */
export type ReaderEnd = 'replaced' | 'closed';

/**
 * One reader's place in a mailbox. Iterating waits for events as they come, in the order of their ids, without gaps in what was
 * stored; it asks the store for more only when the one who iterates asks. It ends when the reader is replaced or closed, and
 * throws where the store can't go on: the app then connects again and resumes.
 */
export interface MailboxReader extends AsyncIterable<SealedEvent> {
  /** Why it ended; null while it goes on. */
  readonly ended: ReaderEnd | null;
  close(): Promise<void>;
}

export interface StoreCounts {
  readonly mailboxes: number;
  readonly events: number;
  readonly bytes: number;
}

export interface StoreLimits {
  /** How long an event waits for its reader. */
  readonly keepMs: number;
  /** How long a delivery's name is remembered, so that its retry is not stored again. */
  readonly rememberMs: number;
  readonly mailboxes: number;
  /** For each mailbox. */
  readonly events: number;
  /** For each mailbox, sealed. */
  readonly bytes: number;
}

/**
 * Where mailboxes and their sealed events rest. Whatever a method answered is durable: it survives the end of this process at
 * any later moment. A method throws where the store can't be reached or written.
 */
export interface RelayStore {
  /** A random key that all copies on this store share; it names deliveries (see secrets.ts). */
  readonly namingKey: Uint8Array;
  addMailbox(mailbox: Mailbox): Promise<'added' | 'full'>;
  mailboxByAddress(addressDigest: string): Promise<Mailbox | null>;
  mailboxBySecret(secretDigest: string): Promise<Mailbox | null>;
  /** The former address and secret end at once, with the open reader. False where the mailbox is gone. */
  rekeyMailbox(id: string, keys: MailboxKeys): Promise<boolean>;
  /** The mailbox, its events and its reader are gone afterwards. */
  forgetMailbox(id: string): Promise<void>;
  /** The same message id within `rememberMs` is stored once, also when the first was acknowledged meanwhile. */
  append(mailbox: string, messageId: string, sealed: Uint8Array): Promise<AppendOutcome>;
  /**
   * Opens the only reader of a mailbox and ends the one before. Starts after the id, or with the oldest event where the id is
   * null or one that this store has not reached.
   */
  openReader(mailbox: string, after: number | null): Promise<MailboxReader>;
  /** Deletes everything up to the id; false where that id was never given. */
  acknowledge(mailbox: string, upTo: number): Promise<boolean>;
  counts(): Promise<StoreCounts>;
  /** Throws where the store can't be written. */
  check(): Promise<void>;
  /** Ends all readers, finishes what is being written, lets go of files and connections. */
  close(): Promise<void>;
}
