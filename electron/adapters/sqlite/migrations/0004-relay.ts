/** The relay that a company is paired with, and what arrived over it. Secrets rest in the vault, not here. */
export const RELAY = `
CREATE TABLE relay_pairing (
  only_one INTEGER PRIMARY KEY CHECK (only_one = 1),
  mailbox TEXT NOT NULL,
  address TEXT NOT NULL,
  paired_at TEXT NOT NULL,
  connected_at TEXT,
  last_event_id INTEGER,
  last_event_at TEXT,
  received INTEGER NOT NULL DEFAULT 0,
  refused INTEGER NOT NULL DEFAULT 0,
  last_refusal TEXT,
  subscriptions TEXT,
  subscriptions_at TEXT
) STRICT;
-- What waits to be looked at, in the order of its arrival. A row goes when what it asked for is committed.
CREATE TABLE relay_events (
  sequence INTEGER PRIMARY KEY AUTOINCREMENT,
  event_id INTEGER NOT NULL,
  wish TEXT
) STRICT;
-- Messages seen already, kept longer than any is accepted.
CREATE TABLE relay_digests (digest TEXT PRIMARY KEY, seen_at TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE INDEX relay_digests_by_age ON relay_digests (seen_at);
`;
