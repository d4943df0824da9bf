/** The version in the file's user_version. A file of another version is refused. */
export const SCHEMA_VERSION = 1;

/** Counters rest in the mailbox's row, so that neither capacity nor the next id costs a count over its events. */
export const SCHEMA = `
CREATE TABLE meta (
  name TEXT PRIMARY KEY,
  value BLOB NOT NULL
) STRICT;

CREATE TABLE mailboxes (
  id TEXT PRIMARY KEY,
  public_key TEXT NOT NULL,
  address_digest TEXT NOT NULL UNIQUE,
  secret_digest TEXT NOT NULL UNIQUE,
  created_at TEXT NOT NULL,
  last_id INTEGER NOT NULL DEFAULT 0,
  waiting_events INTEGER NOT NULL DEFAULT 0,
  waiting_bytes INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE TABLE events (
  mailbox TEXT NOT NULL REFERENCES mailboxes (id) ON DELETE CASCADE,
  id INTEGER NOT NULL,
  received_at INTEGER NOT NULL,
  sealed BLOB NOT NULL,
  UNIQUE (mailbox, id)
) STRICT;
CREATE INDEX events_by_age ON events (received_at);

CREATE TABLE remembered_messages (
  mailbox TEXT NOT NULL REFERENCES mailboxes (id) ON DELETE CASCADE,
  message_id TEXT NOT NULL,
  until INTEGER NOT NULL,
  PRIMARY KEY (mailbox, message_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX remembered_messages_by_end ON remembered_messages (until);
`;
