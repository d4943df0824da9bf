import type { AppendOutcome, SealedEvent, StoreLimits } from '../store.ts';
import type { RelayDatabase } from './open-database.ts';

/** How many old rows go in one transaction: the answers that wait behind it must not wait long. */
const SWEEP_ROWS = 1_000;

interface Waiting {
  readonly last_id: number;
  readonly waiting_events: number;
  readonly waiting_bytes: number;
}

export interface EventRows {
  /** Inside a transaction of the caller. */
  append(mailbox: string, messageId: string, sealed: Uint8Array, at: number): AppendOutcome;
  after(mailbox: string, id: number, most: number, notBefore: number): readonly SealedEvent[];
  /** The last id given in the mailbox; null where there is no such mailbox. */
  lastId(mailbox: string): number | null;
  /** Inside a transaction of the caller. */
  removeUpTo(mailbox: string, id: number): void;
  /** Removes some of what is older; true while there may be more. */
  sweep(before: number, at: number): boolean;
}

export function createEventRows(database: RelayDatabase, limits: StoreLimits): EventRows {
  const waiting = database.prepare<[string], Waiting>('SELECT last_id, waiting_events, waiting_bytes FROM mailboxes WHERE id = ?');
  const remembered = database.prepare<[string, string, number], { found: 1 }>(
    'SELECT 1 AS found FROM remembered_messages WHERE mailbox = ? AND message_id = ? AND until > ?',
  );
  const remember = database.prepare(
    'INSERT INTO remembered_messages (mailbox, message_id, until) VALUES (?, ?, ?) ON CONFLICT (mailbox, message_id) DO UPDATE SET until = excluded.until',
  );
  const insert = database.prepare('INSERT INTO events (mailbox, id, received_at, sealed) VALUES (?, ?, ?, ?)');
  const grow = database.prepare(
    'UPDATE mailboxes SET last_id = ?, waiting_events = waiting_events + 1, waiting_bytes = waiting_bytes + ? WHERE id = ?',
  );
  const after = database.prepare<[string, number, number, number], SealedEvent>(
    'SELECT id, sealed FROM events WHERE mailbox = ? AND id > ? AND received_at >= ? ORDER BY id LIMIT ?',
  );
  const shrinking = createShrinking(database);
  return {
    append(mailbox, messageId, sealed, at) {
      const state = waiting.get(mailbox);
      if (state === undefined) {
        return 'gone';
      }
      if (remembered.get(mailbox, messageId, at) !== undefined) {
        return 'duplicate';
      }
      if (state.waiting_events >= limits.events || state.waiting_bytes + sealed.length > limits.bytes) {
        return 'full';
      }
      insert.run(mailbox, state.last_id + 1, at, sealed);
      grow.run(state.last_id + 1, sealed.length, mailbox);
      remember.run(mailbox, messageId, at + limits.rememberMs);
      return 'stored';
    },
    after: (mailbox, id, most, notBefore) => after.all(mailbox, id, notBefore, most),
    lastId: (mailbox) => waiting.get(mailbox)?.last_id ?? null,
    ...shrinking,
  };
}

/** What goes, and with it the mailbox's counters. */
function createShrinking(database: RelayDatabase): Pick<EventRows, 'removeUpTo' | 'sweep'> {
  const sizeUpTo = database.prepare<[string, number], { events: number; bytes: number }>(
    'SELECT count(*) AS events, coalesce(sum(length(sealed)), 0) AS bytes FROM events WHERE mailbox = ? AND id <= ?',
  );
  const removeUpTo = database.prepare('DELETE FROM events WHERE mailbox = ? AND id <= ?');
  const shrink = database.prepare(
    'UPDATE mailboxes SET waiting_events = waiting_events - ?, waiting_bytes = waiting_bytes - ? WHERE id = ?',
  );
  const old = database.prepare<[number, number], { rowid: number; mailbox: string; bytes: number }>(
    'SELECT rowid, mailbox, length(sealed) AS bytes FROM events WHERE received_at < ? ORDER BY received_at LIMIT ?',
  );
  const removeRow = database.prepare('DELETE FROM events WHERE rowid = ?');
  const forget = database.prepare(
    'DELETE FROM remembered_messages WHERE (mailbox, message_id) IN (SELECT mailbox, message_id FROM remembered_messages WHERE until <= ? LIMIT ?)',
  );
  return {
    removeUpTo(mailbox, id) {
      const size = sizeUpTo.get(mailbox, id);
      if (size !== undefined && size.events > 0) {
        removeUpTo.run(mailbox, id);
        shrink.run(size.events, size.bytes, mailbox);
      }
    },
    sweep: database.transaction((before: number, at: number) => {
      const rows = old.all(before, SWEEP_ROWS);
      for (const { rowid, mailbox, bytes } of rows) {
        removeRow.run(rowid);
        shrink.run(1, bytes, mailbox);
      }
      return Math.max(rows.length, forget.run(at, SWEEP_ROWS).changes) === SWEEP_ROWS;
    }).immediate,
  };
}
