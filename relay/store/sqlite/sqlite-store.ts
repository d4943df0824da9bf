import type { RelayStore, StoreLimits } from '../store.ts';
import { createEventRows } from './event-rows.ts';
import { createGroupCommit } from './group-commit.ts';
import { createMailboxRows } from './mailbox-rows.ts';
import { openRelayDatabase } from './open-database.ts';
import { createReaders } from './readers.ts';

/** How often old events and remembered names are cleared away. What is too old is not given out in between either. */
const SWEEP_EVERY_MS = 60_000;

/**
 * The embedded store: one file, one relay. Every write is in the file, and the file on the disk (WAL, synchronous FULL), before
 * it is answered.
 *
 * @throws where another relay runs on the directory, or its file can't be opened
 */
export function openSqliteStore(directory: string, limits: StoreLimits, now: () => number = Date.now): RelayStore {
  const opened = openRelayDatabase(directory);
  const { database } = opened;
  const mailboxes = createMailboxRows(database);
  const events = createEventRows(database, limits);
  const commits = createGroupCommit(database);
  const readers = createReaders((mailbox, after, most) => events.after(mailbox, after, most, now() - limits.keepMs));
  const sweep = (): void => {
    if (events.sweep(now() - limits.keepMs, now())) {
      setImmediate(sweepOpen);
    }
  };
  const sweepOpen = (): void => {
    if (database.open) {
      sweep();
    }
  };
  const sweeping = setInterval(sweepOpen, SWEEP_EVERY_MS);
  sweeping.unref();
  sweep();
  return {
    namingKey: opened.namingKey,
    addMailbox: (mailbox) => commits.run(() => mailboxes.add(mailbox, limits.mailboxes)),
    mailboxByAddress: async (digest) => mailboxes.byAddress(digest),
    mailboxBySecret: async (digest) => mailboxes.bySecret(digest),
    async rekeyMailbox(id, keys) {
      const isThere = await commits.run(() => mailboxes.rekey(id, keys));
      readers.end(id, 'replaced');
      return isThere;
    },
    async forgetMailbox(id) {
      await commits.run(() => mailboxes.remove(id));
      readers.end(id, 'replaced');
    },
    async append(mailbox, messageId, sealed) {
      const outcome = await commits.run(() => events.append(mailbox, messageId, sealed, now()));
      if (outcome === 'stored') {
        readers.wake(mailbox);
      }
      return outcome;
    },
    async openReader(mailbox, after) {
      const reached = after !== null && after <= (events.lastId(mailbox) ?? 0);
      return readers.open(mailbox, reached ? after : 0);
    },
    acknowledge: (mailbox, upTo) =>
      commits.run(() => {
        const wasGiven = upTo <= (events.lastId(mailbox) ?? 0);
        if (wasGiven) {
          events.removeUpTo(mailbox, upTo);
        }
        return wasGiven;
      }),
    counts: async () => mailboxes.totals(),
    check: () => commits.run(() => void database.prepare('UPDATE meta SET value = value').run()),
    async close() {
      clearInterval(sweeping);
      commits.flush();
      readers.endAll();
      opened.close();
    },
  };
}
