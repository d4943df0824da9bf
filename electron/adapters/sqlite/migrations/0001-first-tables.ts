/** Text of version 1. Never edited once released: a later change is a migration of its own. */
export const FIRST_TABLES = `
CREATE TABLE orders (
  order_id INTEGER PRIMARY KEY,
  order_number TEXT NOT NULL,
  store_id INTEGER NOT NULL,
  status TEXT NOT NULL,
  source_status TEXT NOT NULL,
  buyer TEXT,
  name_key TEXT NOT NULL,
  email_key TEXT NOT NULL,
  ordered_at TEXT,
  order_total TEXT NOT NULL,
  line_count INTEGER NOT NULL,
  family_root INTEGER NOT NULL,
  search_source TEXT NOT NULL,
  modified_at TEXT NOT NULL,
  first_seen_at TEXT NOT NULL,
  changed_at TEXT NOT NULL
) STRICT;
-- Whole records rest apart from the columns that lists, filters and reports walk: those walks decrypt a tenth of the pages.
CREATE TABLE order_bodies (order_id INTEGER PRIMARY KEY REFERENCES orders (order_id), body TEXT NOT NULL) STRICT;
CREATE INDEX orders_by_number ON orders (order_number);
CREATE INDEX orders_by_email ON orders (email_key, name_key) WHERE email_key <> '';
CREATE INDEX orders_by_family ON orders (family_root);

CREATE TABLE order_relations (
  order_id INTEGER NOT NULL REFERENCES orders (order_id),
  relative_id INTEGER NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('parent', 'merged')),
  PRIMARY KEY (order_id, relative_id, kind)
) STRICT, WITHOUT ROWID;
CREATE INDEX order_relations_by_relative ON order_relations (relative_id);

CREATE TABLE shipments (
  shipment_id INTEGER PRIMARY KEY,
  order_id INTEGER,
  changed_at TEXT NOT NULL,
  body TEXT NOT NULL
) STRICT;
CREATE INDEX shipments_by_order ON shipments (order_id);

CREATE TABLE fulfillments (
  fulfillment_id INTEGER PRIMARY KEY,
  order_id INTEGER,
  changed_at TEXT NOT NULL,
  body TEXT NOT NULL
) STRICT;
CREATE INDEX fulfillments_by_order ON fulfillments (order_id);

CREATE TABLE source_stores (store_id INTEGER PRIMARY KEY, store_name TEXT NOT NULL, body TEXT NOT NULL) STRICT;
CREATE TABLE source_products (product_id INTEGER PRIMARY KEY, body TEXT NOT NULL) STRICT;
CREATE TABLE watermarks (stream TEXT PRIMARY KEY, at TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE parked_records (
  sequence INTEGER PRIMARY KEY,
  stream TEXT NOT NULL,
  record_id TEXT,
  code TEXT NOT NULL,
  message TEXT NOT NULL,
  excerpt TEXT,
  at TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX parked_records_by_id ON parked_records (stream, record_id) WHERE record_id IS NOT NULL;

CREATE TABLE plans (
  order_id INTEGER PRIMARY KEY,
  outcome TEXT NOT NULL,
  fingerprint TEXT NOT NULL,
  customer_name TEXT,
  document_number TEXT,
  document_kind TEXT,
  total_minor INTEGER,
  currency TEXT,
  blockers TEXT NOT NULL,
  warnings TEXT NOT NULL,
  reason TEXT,
  planned_at TEXT NOT NULL
) STRICT;
CREATE TABLE plan_bodies (order_id INTEGER PRIMARY KEY REFERENCES plans (order_id) ON DELETE CASCADE, body TEXT NOT NULL) STRICT;
CREATE TABLE approvals (order_id INTEGER PRIMARY KEY, fingerprint TEXT NOT NULL, at TEXT NOT NULL, actor TEXT NOT NULL) STRICT;
CREATE TABLE decisions (
  order_id INTEGER NOT NULL,
  code TEXT NOT NULL,
  choice TEXT NOT NULL,
  value TEXT,
  at TEXT NOT NULL,
  actor TEXT NOT NULL,
  PRIMARY KEY (order_id, code)
) STRICT, WITHOUT ROWID;
CREATE TABLE exclusions (order_id INTEGER PRIMARY KEY, reason TEXT NOT NULL, at TEXT NOT NULL, actor TEXT NOT NULL) STRICT;
CREATE TABLE attentions (order_id INTEGER PRIMARY KEY, findings TEXT NOT NULL) STRICT;

-- One row for each finding of a plan or an attention, for filters and for what holds work up.
CREATE TABLE order_findings (
  plan_order_id INTEGER NOT NULL,
  source TEXT NOT NULL CHECK (source IN ('blocker', 'warning', 'attention')),
  position INTEGER NOT NULL,
  code TEXT NOT NULL,
  subject TEXT,
  PRIMARY KEY (plan_order_id, source, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX order_findings_by_code ON order_findings (code, subject, plan_order_id, source);
-- Which bit of order_list.code_bits stands for a code; codes beyond the 62nd share bits.
CREATE TABLE finding_codes (code TEXT PRIMARY KEY, bit INTEGER NOT NULL) STRICT, WITHOUT ROWID;

-- What lists sort and filter by, narrow on purpose: every index of a sort holds what filters need, so that any filter with
-- any sort walks one index and no table.
CREATE TABLE order_list (
  order_id INTEGER PRIMARY KEY REFERENCES orders (order_id),
  plan_order_id INTEGER NOT NULL,
  state INTEGER NOT NULL,
  store_id INTEGER NOT NULL,
  ordered_on TEXT NOT NULL,
  shipped_on TEXT NOT NULL,
  number_key TEXT NOT NULL,
  buyer_key TEXT NOT NULL,
  total_minor INTEGER NOT NULL,
  currency TEXT NOT NULL,
  code_bits INTEGER NOT NULL,
  search TEXT NOT NULL
) STRICT;
CREATE INDEX order_list_by_ordered ON order_list (ordered_on, order_id, state, store_id, code_bits);
CREATE INDEX order_list_by_shipped ON order_list (shipped_on, order_id, state, store_id, ordered_on, code_bits);
CREATE INDEX order_list_by_number ON order_list (number_key, order_id, state, store_id, ordered_on, code_bits);
CREATE INDEX order_list_by_buyer ON order_list (buyer_key, order_id, state, store_id, ordered_on, code_bits);
CREATE INDEX order_list_by_total ON order_list (total_minor, order_id, state, store_id, ordered_on, code_bits);
CREATE INDEX order_list_by_state ON order_list (state, order_id, store_id, ordered_on, code_bits);
CREATE INDEX order_list_counts ON order_list (state, currency, store_id, ordered_on, code_bits, total_minor);
CREATE INDEX order_list_by_plan ON order_list (plan_order_id);

CREATE TABLE postings (
  sequence INTEGER PRIMARY KEY,
  posting_id TEXT NOT NULL UNIQUE,
  order_id INTEGER NOT NULL,
  subject TEXT NOT NULL,
  kind TEXT NOT NULL,
  operation TEXT NOT NULL,
  generation INTEGER NOT NULL,
  status TEXT NOT NULL,
  request_id TEXT NOT NULL,
  entity TEXT NOT NULL,
  document_id TEXT,
  document_number TEXT,
  document_date TEXT,
  total_minor INTEGER,
  currency TEXT,
  fault_code TEXT,
  fault_message TEXT,
  retry_at TEXT
) STRICT;
CREATE TABLE posting_bodies (sequence INTEGER PRIMARY KEY REFERENCES postings (sequence), body TEXT NOT NULL) STRICT;
CREATE INDEX postings_by_order ON postings (order_id, sequence);
CREATE INDEX postings_by_subject ON postings (subject, sequence);
CREATE INDEX postings_by_status ON postings (status, sequence);
CREATE INDEX postings_by_document_date ON postings (document_date) WHERE document_date IS NOT NULL;
CREATE UNIQUE INDEX postings_by_request ON postings (request_id);
-- The last wall against writing a document twice: of one generation of a subject at most one creation is under way or done.
CREATE UNIQUE INDEX postings_created_once ON postings (subject, generation)
  WHERE operation = 'create' AND status IN ('approved', 'sending', 'uncertain', 'posted');

CREATE TABLE posting_batches (batch_id TEXT PRIMARY KEY, sequence INTEGER NOT NULL UNIQUE, status TEXT NOT NULL, body TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE INDEX posting_batches_by_status ON posting_batches (status, sequence);

CREATE TABLE books_records (
  kind TEXT NOT NULL,
  id TEXT NOT NULL,
  name_key TEXT NOT NULL,
  other_name_key TEXT NOT NULL,
  sku_key TEXT NOT NULL,
  email_key TEXT NOT NULL,
  active INTEGER NOT NULL,
  body TEXT NOT NULL,
  PRIMARY KEY (kind, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX books_records_by_name ON books_records (kind, name_key);
CREATE INDEX books_records_by_other_name ON books_records (kind, other_name_key) WHERE other_name_key <> '';
CREATE INDEX books_records_by_sku ON books_records (kind, sku_key) WHERE sku_key <> '';
CREATE INDEX books_records_by_email ON books_records (kind, email_key) WHERE email_key <> '';
CREATE TABLE books_documents (
  entity TEXT NOT NULL,
  id TEXT NOT NULL,
  document_number TEXT,
  customer_id TEXT,
  date TEXT NOT NULL,
  total_minor INTEGER NOT NULL,
  balance_minor INTEGER,
  currency TEXT NOT NULL,
  deleted INTEGER NOT NULL,
  body TEXT NOT NULL,
  PRIMARY KEY (entity, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX books_documents_by_number ON books_documents (document_number) WHERE document_number IS NOT NULL;

-- Single values: the books' company, when the mirror was refreshed, where change data capture goes on.
CREATE TABLE single_values (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;

CREATE TABLE config_versions (version INTEGER PRIMARY KEY, at TEXT NOT NULL, actor TEXT NOT NULL, body TEXT NOT NULL) STRICT;
CREATE TABLE connections (service TEXT PRIMARY KEY, body TEXT NOT NULL) STRICT, WITHOUT ROWID;

CREATE TABLE runs (
  sequence INTEGER PRIMARY KEY,
  run_id TEXT NOT NULL UNIQUE,
  kind TEXT NOT NULL,
  status TEXT NOT NULL,
  started_at TEXT NOT NULL,
  ended_at TEXT,
  actor TEXT NOT NULL,
  counts TEXT NOT NULL,
  fault TEXT
) STRICT;
CREATE INDEX runs_by_kind ON runs (kind, sequence);
CREATE TABLE command_answers (command_id TEXT PRIMARY KEY, method TEXT NOT NULL, answer TEXT NOT NULL, at TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE INDEX command_answers_by_time ON command_answers (at);

CREATE TABLE audit_entries (
  sequence INTEGER PRIMARY KEY,
  at TEXT NOT NULL,
  actor TEXT NOT NULL,
  kind TEXT NOT NULL,
  summary TEXT NOT NULL,
  details TEXT NOT NULL,
  order_id INTEGER,
  posting_id TEXT,
  document_id TEXT,
  customer_id TEXT,
  run_id TEXT,
  hash TEXT NOT NULL
) STRICT;
CREATE INDEX audit_entries_by_order ON audit_entries (order_id, sequence) WHERE order_id IS NOT NULL;
CREATE INDEX audit_entries_by_document ON audit_entries (document_id, sequence) WHERE document_id IS NOT NULL;
CREATE INDEX audit_entries_by_kind ON audit_entries (kind, sequence);
CREATE INDEX audit_entries_by_time ON audit_entries (at);
-- Where the chain ends, sealed with the same key: a chain whose end was cut off no longer fits it.
CREATE TABLE audit_head (only INTEGER PRIMARY KEY CHECK (only = 1), sequence INTEGER NOT NULL, seal TEXT NOT NULL) STRICT;
CREATE TRIGGER audit_entries_keep_update BEFORE UPDATE ON audit_entries BEGIN SELECT RAISE(ABORT, 'the audit is append-only'); END;
CREATE TRIGGER audit_entries_keep_delete BEFORE DELETE ON audit_entries BEGIN SELECT RAISE(ABORT, 'the audit is append-only'); END;
-- INSERT OR REPLACE would delete without firing the trigger above where recursive triggers are off.
CREATE TRIGGER audit_entries_append BEFORE INSERT ON audit_entries
  WHEN NEW.sequence IS NOT (SELECT coalesce(max(sequence), 0) + 1 FROM audit_entries)
  BEGIN SELECT RAISE(ABORT, 'the audit is append-only'); END;
CREATE TRIGGER audit_head_keep_delete BEFORE DELETE ON audit_head BEGIN SELECT RAISE(ABORT, 'the audit is append-only'); END;
`;
