/** The tables of the first practice companies, whose files carry no version: hence IF NOT EXISTS. */
const FIRST = `
  CREATE TABLE IF NOT EXISTS facts (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;
  CREATE TABLE IF NOT EXISTS sequences (name TEXT PRIMARY KEY, last INTEGER NOT NULL) STRICT;
  CREATE TABLE IF NOT EXISTS counters (name TEXT PRIMARY KEY, count INTEGER NOT NULL) STRICT;
  CREATE TABLE IF NOT EXISTS objects (
    entity TEXT NOT NULL,
    id TEXT NOT NULL,
    body TEXT NOT NULL,
    name_key TEXT,
    number_key TEXT,
    txn_date TEXT,
    customer_id TEXT,
    active INTEGER NOT NULL,
    voided INTEGER NOT NULL,
    deleted INTEGER NOT NULL,
    created_ms INTEGER NOT NULL,
    updated_ms INTEGER NOT NULL,
    PRIMARY KEY (entity, id)
  ) STRICT;
  CREATE INDEX IF NOT EXISTS objects_by_name ON objects (entity, name_key);
  CREATE INDEX IF NOT EXISTS objects_by_number ON objects (entity, number_key);
  CREATE INDEX IF NOT EXISTS objects_by_change ON objects (entity, updated_ms);
  CREATE INDEX IF NOT EXISTS objects_by_customer ON objects (entity, customer_id);
  CREATE TABLE IF NOT EXISTS request_ids (
    key TEXT PRIMARY KEY, status INTEGER NOT NULL, content_type TEXT NOT NULL, body TEXT NOT NULL,
    request_hash TEXT NOT NULL, stored_ms INTEGER NOT NULL
  ) STRICT;
  CREATE TABLE IF NOT EXISTS planned_faults (id INTEGER PRIMARY KEY, fault TEXT NOT NULL, left_over INTEGER) STRICT;
  CREATE TABLE IF NOT EXISTS grants (
    id INTEGER PRIMARY KEY, code TEXT NOT NULL UNIQUE, redirect_uri TEXT NOT NULL, consented_ms INTEGER NOT NULL,
    exchanged INTEGER NOT NULL DEFAULT 0, revoked INTEGER NOT NULL DEFAULT 0
  ) STRICT;
  CREATE TABLE IF NOT EXISTS refresh_tokens (
    value TEXT PRIMARY KEY, grant_id INTEGER NOT NULL REFERENCES grants (id), issued_ms INTEGER NOT NULL, current INTEGER NOT NULL
  ) STRICT;
  CREATE TABLE IF NOT EXISTS access_tokens (
    value TEXT PRIMARY KEY, grant_id INTEGER NOT NULL REFERENCES grants (id), expires_ms INTEGER NOT NULL
  ) STRICT;
`;

/** A consent belongs to the company that the person chose; refresh values remember when they were used and replaced. */
const COMPANY_OF_CONSENT = `
  ALTER TABLE grants ADD COLUMN realm_id TEXT;
  ALTER TABLE refresh_tokens ADD COLUMN used_ms INTEGER;
  ALTER TABLE refresh_tokens ADD COLUMN replaced_ms INTEGER;
`;

/** Steps from an empty file to the newest version; `user_version` counts the steps that a file has taken. */
export const SCHEMA_STEPS: readonly string[] = [FIRST, COMPANY_OF_CONSENT];
