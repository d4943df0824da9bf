/**
 * Tables of shipstation.db. Columns beside `document` are what requests filter and sort by; instants are ISO text with Z,
 * which sorts as time.
 */
export const SCHEMA = `
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

/** Stored in user_version; a file of another version is refused, because a practice shop can be made anew at any time. */
export const SCHEMA_VERSION = 1;
