import type { Mailbox, MailboxKeys } from '../store.ts';
import type { RelayDatabase } from './open-database.ts';

interface MailboxRow {
  readonly id: string;
  readonly public_key: string;
  readonly address_digest: string;
  readonly secret_digest: string;
  readonly created_at: string;
}

const COLUMNS = 'id, public_key, address_digest, secret_digest, created_at';

const toMailbox = (row: MailboxRow): Mailbox => ({
  id: row.id,
  publicKey: row.public_key,
  addressDigest: row.address_digest,
  secretDigest: row.secret_digest,
  createdAt: row.created_at,
});

export interface MailboxRows {
  add(mailbox: Mailbox, most: number): 'added' | 'full';
  byAddress(digest: string): Mailbox | null;
  bySecret(digest: string): Mailbox | null;
  rekey(id: string, keys: MailboxKeys): boolean;
  remove(id: string): void;
  totals(): { readonly mailboxes: number; readonly events: number; readonly bytes: number };
}

export function createMailboxRows(database: RelayDatabase): MailboxRows {
  const counted = database.prepare<[], { mailboxes: number; events: number; bytes: number }>(
    'SELECT count(*) AS mailboxes, coalesce(sum(waiting_events), 0) AS events, coalesce(sum(waiting_bytes), 0) AS bytes FROM mailboxes',
  );
  const insert = database.prepare(`INSERT INTO mailboxes (${COLUMNS}) VALUES (?, ?, ?, ?, ?)`);
  const byAddress = database.prepare<[string], MailboxRow>(`SELECT ${COLUMNS} FROM mailboxes WHERE address_digest = ?`);
  const bySecret = database.prepare<[string], MailboxRow>(`SELECT ${COLUMNS} FROM mailboxes WHERE secret_digest = ?`);
  const rekey = database.prepare('UPDATE mailboxes SET address_digest = ?, secret_digest = ? WHERE id = ?');
  const remove = database.prepare('DELETE FROM mailboxes WHERE id = ?');
  const totals = (): { readonly mailboxes: number; readonly events: number; readonly bytes: number } =>
    counted.get() ?? { mailboxes: 0, events: 0, bytes: 0 };
  return {
    add: database.transaction((mailbox: Mailbox, most: number) => {
      if (totals().mailboxes >= most) {
        return 'full';
      }
      insert.run(mailbox.id, mailbox.publicKey, mailbox.addressDigest, mailbox.secretDigest, mailbox.createdAt);
      return 'added';
    }).immediate,
    byAddress: (digest) => mapRow(byAddress.get(digest)),
    bySecret: (digest) => mapRow(bySecret.get(digest)),
    rekey: (id, keys) => rekey.run(keys.addressDigest, keys.secretDigest, id).changes === 1,
    remove: (id) => {
      remove.run(id);
    },
    totals,
  };
}

const mapRow = (row: MailboxRow | undefined): Mailbox | null => (row === undefined ? null : toMailbox(row));
