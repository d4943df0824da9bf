/**
 * Tables of shipstation.db. Columns beside `document` are what requests filter and sort by; instants are ISO text with Z,
 * which sorts as time.
 */
const FIRST_TABLES = `
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;
CREATE TABLE orders (
  order_id INTEGER PRIMARY KEY,
  order_number TEXT NOT NULL,
  store_id INTEGER NOT NULL,
  status TEXT NOT NULL,
  ordered_at TEXT NOT NULL,
  created_at TEXT NOT NULL,
  modified_at TEXT NOT NULL,
  paid_at TEXT,
  customer_text TEXT NOT NULL,
  item_text TEXT NOT NULL,
  tag_text TEXT NOT NULL,
  is_deleted INTEGER NOT NULL DEFAULT 0,
  document TEXT NOT NULL
) STRICT;
CREATE INDEX orders_modified ON orders (modified_at, order_id);
CREATE INDEX orders_created ON orders (created_at, order_id);
CREATE INDEX orders_ordered ON orders (ordered_at, order_id);
CREATE INDEX orders_number ON orders (order_number);
CREATE TABLE shipments (
  shipment_id INTEGER PRIMARY KEY,
  order_id INTEGER NOT NULL REFERENCES orders (order_id),
  order_number TEXT NOT NULL,
  store_id INTEGER NOT NULL,
  created_at TEXT NOT NULL,
  shipped_on TEXT NOT NULL,
  voided_at TEXT,
  carrier_code TEXT NOT NULL,
  service_code TEXT NOT NULL,
  tracking_number TEXT NOT NULL,
  recipient_text TEXT NOT NULL,
  recipient_country TEXT NOT NULL,
  document TEXT NOT NULL
) STRICT;
CREATE INDEX shipments_order ON shipments (order_id);
CREATE INDEX shipments_created ON shipments (created_at, shipment_id);
CREATE TABLE fulfillments (
  fulfillment_id INTEGER PRIMARY KEY,
  order_id INTEGER NOT NULL REFERENCES orders (order_id),
  order_number TEXT NOT NULL,
  created_at TEXT NOT NULL,
  shipped_at TEXT NOT NULL,
  tracking_number TEXT NOT NULL,
  recipient_text TEXT NOT NULL,
  document TEXT NOT NULL
) STRICT;
CREATE INDEX fulfillments_order ON fulfillments (order_id);
CREATE INDEX fulfillments_created ON fulfillments (created_at, fulfillment_id);
CREATE TABLE customers (
  customer_id INTEGER PRIMARY KEY,
  marketplace_id INTEGER NOT NULL,
  username TEXT NOT NULL,
  name TEXT NOT NULL,
  state TEXT NOT NULL,
  country TEXT NOT NULL,
  created_at TEXT NOT NULL,
  modified_at TEXT NOT NULL,
  document TEXT NOT NULL,
  UNIQUE (marketplace_id, username)
) STRICT;
CREATE TABLE faults (
  fault_id INTEGER PRIMARY KEY AUTOINCREMENT,
  fault TEXT NOT NULL,
  path TEXT,
  remaining INTEGER,
  hits INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE TABLE rate_windows (api_key TEXT PRIMARY KEY, started_ms INTEGER NOT NULL, used INTEGER NOT NULL) STRICT;
CREATE TABLE requests (
  request_id INTEGER PRIMARY KEY AUTOINCREMENT,
  at TEXT NOT NULL,
  method TEXT NOT NULL,
  target TEXT NOT NULL,
  status INTEGER NOT NULL
) STRICT;
`;

/** What V2, webhooks, two sets of keys and stores that differ need beside the first tables. Runs on a shop that has orders already. */
const WEBHOOKS_AND_V2 = `
ALTER TABLE orders ADD COLUMN parent_id INTEGER;
ALTER TABLE orders ADD COLUMN import_batch TEXT;
UPDATE orders SET parent_id = json_extract(document, '$.parentId');
CREATE INDEX orders_parent ON orders (parent_id) WHERE parent_id IS NOT NULL;
CREATE INDEX orders_import_batch ON orders (import_batch) WHERE import_batch IS NOT NULL;
ALTER TABLE shipments ADD COLUMN batch_id INTEGER;
UPDATE shipments SET document = json_set(document, '$.batchId', NULL);
CREATE INDEX shipments_batch ON shipments (batch_id) WHERE batch_id IS NOT NULL;
CREATE TABLE api_keys (
  api TEXT NOT NULL,
  number INTEGER NOT NULL,
  is_expired INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (api, number)
) STRICT;
CREATE TABLE stores (
  store_id INTEGER PRIMARY KEY,
  is_active INTEGER NOT NULL DEFAULT 1,
  is_refreshed_by_itself INTEGER NOT NULL DEFAULT 1,
  refreshed_at TEXT
) STRICT;
CREATE TABLE drifts (
  drift_id INTEGER PRIMARY KEY AUTOINCREMENT,
  path TEXT NOT NULL,
  page INTEGER NOT NULL,
  operations TEXT NOT NULL,
  remaining INTEGER NOT NULL
) STRICT;
CREATE TABLE webhooks (
  webhook_id INTEGER PRIMARY KEY AUTOINCREMENT,
  api TEXT NOT NULL,
  event TEXT NOT NULL,
  target_url TEXT NOT NULL,
  store_id INTEGER,
  name TEXT,
  headers TEXT NOT NULL
) STRICT;
CREATE TABLE deliveries (
  delivery_id INTEGER PRIMARY KEY AUTOINCREMENT,
  webhook_id INTEGER NOT NULL,
  api TEXT NOT NULL,
  target_url TEXT NOT NULL,
  headers TEXT NOT NULL,
  resource_type TEXT NOT NULL,
  pointer TEXT NOT NULL,
  at TEXT NOT NULL,
  state TEXT NOT NULL,
  attempts INTEGER NOT NULL DEFAULT 0,
  outcome TEXT
) STRICT;
CREATE INDEX deliveries_waiting ON deliveries (delivery_id) WHERE state = 'waiting';
CREATE TABLE signing_keys (number INTEGER PRIMARY KEY, private_key TEXT NOT NULL) STRICT;
`;

/** Steps from an empty file to the newest version; `user_version` counts the steps that a file has taken. */
export const SCHEMA_STEPS: readonly string[] = [FIRST_TABLES, WEBHOOKS_AND_V2];
