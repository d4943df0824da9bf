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
, arrived_at TEXT NOT NULL DEFAULT '', created_at TEXT NOT NULL DEFAULT '', gone_at TEXT) STRICT;
CREATE TABLE order_bodies (order_id INTEGER PRIMARY KEY REFERENCES orders (order_id), body TEXT NOT NULL) STRICT;
CREATE TABLE order_relations (
  order_id INTEGER NOT NULL REFERENCES orders (order_id),
  relative_id INTEGER NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('parent', 'merged')),
  PRIMARY KEY (order_id, relative_id, kind)
) STRICT, WITHOUT ROWID;
CREATE TABLE shipments (
  shipment_id INTEGER PRIMARY KEY,
  order_id INTEGER,
  changed_at TEXT NOT NULL,
  body TEXT NOT NULL
) STRICT;
CREATE TABLE fulfillments (
  fulfillment_id INTEGER PRIMARY KEY,
  order_id INTEGER,
  changed_at TEXT NOT NULL,
  body TEXT NOT NULL
) STRICT;
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
, met_at TEXT NOT NULL DEFAULT '', reading TEXT, from_at TEXT, to_at TEXT, attempts INTEGER NOT NULL DEFAULT 0, retry_at TEXT NOT NULL DEFAULT '') STRICT;
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
CREATE TABLE order_findings (
  plan_order_id INTEGER NOT NULL,
  source TEXT NOT NULL CHECK (source IN ('blocker', 'warning', 'attention')),
  position INTEGER NOT NULL,
  code TEXT NOT NULL,
  subject TEXT,
  PRIMARY KEY (plan_order_id, source, position)
) STRICT, WITHOUT ROWID;
CREATE TABLE finding_codes (code TEXT PRIMARY KEY, bit INTEGER NOT NULL) STRICT, WITHOUT ROWID;
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
, total_is_told INTEGER NOT NULL DEFAULT 1 CHECK (total_is_told IN (0, 1)), date_is_told INTEGER NOT NULL DEFAULT 1 CHECK (date_is_told IN (0, 1))) STRICT;
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
, customer_id TEXT) STRICT;
CREATE TABLE posting_bodies (sequence INTEGER PRIMARY KEY REFERENCES postings (sequence), body TEXT NOT NULL) STRICT;
CREATE TABLE posting_batches (batch_id TEXT PRIMARY KEY, sequence INTEGER NOT NULL UNIQUE, status TEXT NOT NULL, body TEXT NOT NULL) STRICT, WITHOUT ROWID;
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
CREATE TABLE single_values (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE config_versions (version INTEGER PRIMARY KEY, at TEXT NOT NULL, actor TEXT NOT NULL, body TEXT NOT NULL, reason TEXT NOT NULL DEFAULT 'saved', restored INTEGER, changes TEXT) STRICT;
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
CREATE TABLE command_answers (command_id TEXT PRIMARY KEY, method TEXT NOT NULL, answer TEXT NOT NULL, at TEXT NOT NULL) STRICT, WITHOUT ROWID;
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
CREATE TABLE audit_head (only INTEGER PRIMARY KEY CHECK (only = 1), sequence INTEGER NOT NULL, seal TEXT NOT NULL) STRICT;
CREATE TABLE source_reference (kind TEXT PRIMARY KEY CHECK (kind IN ('carriers', 'services', 'tags', 'warehouses')), body TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE sweeps (
  sequence INTEGER PRIMARY KEY,
  started_at TEXT NOT NULL,
  ended_at TEXT,
  from_at TEXT NOT NULL,
  to_at TEXT NOT NULL,
  time_zone TEXT NOT NULL,
  step TEXT NOT NULL,
  reached TEXT,
  counts TEXT NOT NULL
) STRICT;
CREATE TABLE sweep_days (
  sequence INTEGER NOT NULL REFERENCES sweeps (sequence) ON DELETE CASCADE,
  store_id INTEGER NOT NULL,
  date TEXT NOT NULL,
  listed INTEGER NOT NULL,
  stored INTEGER NOT NULL,
  missing INTEGER NOT NULL,
  PRIMARY KEY (sequence, store_id, date)
) STRICT, WITHOUT ROWID;
CREATE TABLE sweep_orders (
  order_id INTEGER PRIMARY KEY,
  store_id INTEGER NOT NULL,
  created_at TEXT NOT NULL,
  was_missing INTEGER NOT NULL CHECK (was_missing IN (0, 1))
) STRICT;
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
CREATE TABLE relay_events (
  sequence INTEGER PRIMARY KEY AUTOINCREMENT,
  event_id INTEGER NOT NULL,
  wish TEXT
) STRICT;
CREATE TABLE relay_digests (digest TEXT PRIMARY KEY, seen_at TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE books_requests (
  month TEXT PRIMARY KEY,
  reads INTEGER NOT NULL,
  writes INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE order_words (order_id INTEGER PRIMARY KEY, words TEXT NOT NULL) STRICT;
CREATE TABLE former_mappings (sku_key TEXT PRIMARY KEY, item TEXT NOT NULL, version INTEGER NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE shipping_figures (
  order_id INTEGER PRIMARY KEY REFERENCES orders (order_id),
  shipped_on TEXT NOT NULL,
  carrier_code TEXT NOT NULL,
  service_code TEXT NOT NULL,
  currency TEXT NOT NULL,
  charged_minor INTEGER NOT NULL,
  cost_minor INTEGER NOT NULL,
  labels INTEGER NOT NULL
) STRICT;
CREATE TABLE review_marks (
  order_id INTEGER PRIMARY KEY REFERENCES orders (order_id),
  seen_at TEXT NOT NULL,
  is_changed INTEGER NOT NULL,
  body TEXT NOT NULL
) STRICT;
INSERT INTO orders (order_id, order_number, store_id, status, source_status, buyer, name_key, email_key, ordered_at, order_total, line_count, family_root, search_source, modified_at, first_seen_at, changed_at, arrived_at, created_at, gone_at) VALUES (1, 'SHOP-1', 300101, 'shipped', 'shipped', 'Ana Ruiz', 'ana ruiz', 'ana@example.test', '2026-03-07T21:15:02.000Z', '14', 1, 1, 'shop-1 ana ruiz 1z7', '2026-03-08T09:02:33.100Z', '2026-03-10T12:00:00.000Z', '2026-03-10T12:00:00.000Z', '', '2026-03-07T21:20:11.483Z', null);
INSERT INTO orders (order_id, order_number, store_id, status, source_status, buyer, name_key, email_key, ordered_at, order_total, line_count, family_root, search_source, modified_at, first_seen_at, changed_at, arrived_at, created_at, gone_at) VALUES (2, 'SHOP-2', 300101, 'awaiting_shipment', 'shipped', 'Ana Ruiz', 'ana ruiz', 'ana@example.test', '2026-03-07T21:15:02.000Z', '14', 1, 1, 'shop-2 ana ruiz f9', '2026-03-08T09:02:33.100Z', '2026-03-10T12:00:00.000Z', '2026-03-10T12:00:00.000Z', '', '2026-03-07T21:20:11.483Z', null);
INSERT INTO order_bodies (order_id, body) VALUES (1, '{"orderId":1,"orderNumber":"SHOP-1","orderKey":null,"storeId":300101,"status":"shipped","sourceStatus":"shipped","orderedAt":"2026-03-07T21:15:02.000Z","paidAt":null,"createdAt":"2026-03-07T21:20:11.483Z","shippedOn":"2026-03-08","username":null,"email":"ana@example.test","billTo":{"name":"Ana Ruiz","company":null,"street1":null,"street2":null,"street3":null,"city":null,"state":null,"postalCode":null,"country":null,"phone":null},"shipTo":{"name":"Ana Ruiz","company":null,"street1":null,"street2":null,"street3":null,"city":"Boise","state":null,"postalCode":null,"country":"US","phone":null},"items":[{"orderItemId":1,"lineItemKey":"1","sku":"MUG-1","name":"Mug","options":[],"quantity":1,"unitPrice":"14","taxAmount":null,"shippingAmount":null,"productId":null,"adjustment":false}],"orderTotal":"14","amountPaid":"14","taxAmount":"0","shippingAmount":"0","paymentMethod":null,"requestedService":"Standard","carrierCode":null,"serviceCode":null,"externallyFulfilled":false,"parentId":null,"mergedIds":[],"mergedOrSplit":false,"tagIds":[],"customerNotes":null,"internalNotes":null,"currency":null,"untold":[]}');
INSERT INTO order_bodies (order_id, body) VALUES (2, '{"orderId":2,"orderNumber":"SHOP-2","orderKey":null,"storeId":300101,"status":"awaiting_shipment","sourceStatus":"shipped","orderedAt":"2026-03-07T21:15:02.000Z","paidAt":null,"createdAt":"2026-03-07T21:20:11.483Z","shippedOn":null,"username":null,"email":"ana@example.test","billTo":{"name":"Ana Ruiz","company":null,"street1":null,"street2":null,"street3":null,"city":null,"state":null,"postalCode":null,"country":null,"phone":null},"shipTo":{"name":"Ana Ruiz","company":null,"street1":null,"street2":null,"street3":null,"city":"Boise","state":null,"postalCode":null,"country":"US","phone":null},"items":[{"orderItemId":1,"lineItemKey":"1","sku":"MUG-1","name":"Mug","options":[],"quantity":1,"unitPrice":"14","taxAmount":null,"shippingAmount":null,"productId":null,"adjustment":false}],"orderTotal":"14","amountPaid":"14","taxAmount":"0","shippingAmount":"0","paymentMethod":null,"requestedService":"Standard","carrierCode":null,"serviceCode":null,"externallyFulfilled":false,"parentId":1,"mergedIds":[],"mergedOrSplit":false,"tagIds":[],"customerNotes":null,"internalNotes":null,"currency":null,"untold":[]}');
INSERT INTO order_relations (order_id, relative_id, kind) VALUES (2, 1, 'parent');
INSERT INTO shipments (shipment_id, order_id, changed_at, body) VALUES (7, 1, '2026-03-10T12:00:00.000Z', '{"shipmentId":7,"orderId":1,"orderNumber":null,"storeId":null,"createdAt":"2026-03-08T10:00:00.000Z","shippedOn":"2026-03-08","trackingNumber":"1Z7","carrierCode":"ups","serviceCode":"ups_ground","shipmentCost":"4.1","insuranceCost":"0","isReturn":false,"voided":false,"voidedAt":null,"items":[{"orderItemId":1,"sku":"MUG-1","quantity":1}]}');
INSERT INTO fulfillments (fulfillment_id, order_id, changed_at, body) VALUES (9, 2, '2026-03-10T12:00:00.000Z', '{"fulfillmentId":9,"orderId":2,"orderNumber":null,"createdAt":"2026-03-08T10:00:00.000Z","shippedOn":"2026-03-08","trackingNumber":"F9","carrierCode":"ups","voided":false}');
INSERT INTO watermarks (stream, at) VALUES ('orders', '2026-03-10T12:00:00.000Z');
INSERT INTO plans (order_id, outcome, fingerprint, customer_name, document_number, document_kind, total_minor, currency, blockers, warnings, reason, planned_at) VALUES (1, 'ready', 'plan-1', 'Ana Ruiz', 'SHOP-1', 'invoice', 1400, 'USD', '[]', '[{"code":"customer/will-be-created","message":"About customer/will-be-created","details":{},"choices":[]}]', null, '2026-03-10T12:00:00.000Z');
INSERT INTO plan_bodies (order_id, body) VALUES (1, '{"orderId":1,"memberIds":[1],"outcome":"ready","reason":null,"blockers":[],"warnings":[{"code":"customer/will-be-created","message":"About customer/will-be-created","details":{},"choices":[]}],"customer":{"kind":"new","name":"Ana Ruiz","email":"ana@example.test"},"documents":[{"kind":"invoice","entity":"Invoice","makes":"invoice","body":{"DocNumber":"SHOP-1","Line":[{"Amount":14}]},"total":{"minor":1400,"currency":"USD"},"subject":"invoice:1","fingerprint":"f-1","coreFingerprint":"c-1"}],"lines":[],"tieOut":null,"documentNumber":"SHOP-1","documentDate":"2026-03-08","ship":null,"total":{"minor":1400,"currency":"USD"},"fingerprint":"plan-1"}');
INSERT INTO approvals (order_id, fingerprint, at, actor) VALUES (1, 'plan-1', '2026-03-10T12:00:00.000Z', 'person');
INSERT INTO order_findings (plan_order_id, source, position, code, subject) VALUES (1, 'warning', 0, 'customer/will-be-created', null);
INSERT INTO finding_codes (code, bit) VALUES ('customer/will-be-created', 0);
INSERT INTO order_list (order_id, plan_order_id, state, store_id, ordered_on, shipped_on, number_key, buyer_key, total_minor, currency, code_bits, search, total_is_told, date_is_told) VALUES (1, 1, 7, 300101, '2026-03-07', '2026-03-08', 'shop-000000000001', 'ana ruiz', 1400, 'USD', 1, 'shop-1 ana ruiz 1z7 ana ruiz shop-1', 1, 1);
INSERT INTO order_list (order_id, plan_order_id, state, store_id, ordered_on, shipped_on, number_key, buyer_key, total_minor, currency, code_bits, search, total_is_told, date_is_told) VALUES (2, 2, 11, 300101, '2026-03-07', '2026-03-08', 'shop-000000000002', 'ana ruiz', 1400, 'USD', 0, 'shop-2 ana ruiz f9 ', 1, 1);
INSERT INTO postings (sequence, posting_id, order_id, subject, kind, operation, generation, status, request_id, entity, document_id, document_number, document_date, total_minor, currency, fault_code, fault_message, retry_at, customer_id) VALUES (1, 'posting-create-invoice:1-1-1', 1, 'invoice:1', 'invoice', 'create', 1, 'posted', 'request-create-invoice:1-1-1', 'Invoice', '145', 'SHOP-1', null, 1400, 'USD', null, null, null, null);
INSERT INTO posting_bodies (sequence, body) VALUES (1, '{"postingId":"posting-create-invoice:1-1-1","orderId":1,"subject":"invoice:1","kind":"invoice","entity":"Invoice","operation":"create","generation":1,"attempt":1,"status":"posted","requestId":"request-create-invoice:1-1-1","fingerprint":"f-1","coreFingerprint":"c-1","planFingerprint":"plan-1","body":{"DocNumber":"SHOP-1"},"sentBody":null,"batchId":null,"needs":[],"expectedTotal":{"minor":1400,"currency":"USD"},"documentId":"145","documentNumber":"SHOP-1","documentDate":null,"syncToken":null,"actualTotal":null,"customerId":null,"fault":null,"firstSentAt":null,"lastSentAt":null,"retryAt":null,"createdAt":"2026-03-10T12:00:00.000Z","updatedAt":"2026-03-10T12:00:00.000Z"}');
INSERT INTO config_versions (version, at, actor, body, reason, restored, changes) VALUES (1, '2026-03-10T12:00:00.000Z', 'person', '{"version":1,"policy":{"startOn":null,"timeZone":"America/New_York","postWhen":"shipped","date":"ship","autoPost":false,"zeroTotals":"skip","zeroPriceLines":"keep","discounts":"line","roundingToleranceMinor":0,"roundingItem":null,"items":{"whenUnmatched":"hold","fallbackItem":null,"createAs":"NonInventory","incomeAccount":null},"shipping":{"as":"item","whenUnmapped":"default","defaultItem":null},"customFields":[],"discountAccount":null,"discountItem":null,"chargeItem":null,"documentNumberPrefix":"","labelCost":{"post":false}},"schedule":{"everyMinutes":15,"hours":null},"stores":{},"shippingMethods":[],"paymentMethods":[],"products":[]}', 'saved', null, '{"counts":[],"first":[]}');
INSERT INTO audit_entries (sequence, at, actor, kind, summary, details, order_id, posting_id, document_id, customer_id, run_id, hash) VALUES (1, '2026-03-10T12:00:00.000Z', 'purser', 'order-pulled', 'Order SHOP-1 was pulled', '{"orderTotal":"14"}', 1, null, null, null, null, 'cb6063ec77e3fb89680136f81486bca6c92273fe808b2d3ee7054ee11fea2b3b');
INSERT INTO audit_head (only, sequence, seal) VALUES (1, 1, '0c5c961ee75b11790d40bd563582c84a5ea6d6707ae192bdbfaf2491e4c1b18a');
INSERT INTO order_words (order_id, words) VALUES (1, 'shop-1 ana ruiz 1z7 ana ruiz shop-1');
INSERT INTO order_words (order_id, words) VALUES (2, 'shop-2 ana ruiz f9 ');
INSERT INTO shipping_figures (order_id, shipped_on, carrier_code, service_code, currency, charged_minor, cost_minor, labels) VALUES (1, '2026-03-08', 'ups', 'ups_ground', 'USD', 0, 410, 1);
INSERT INTO shipping_figures (order_id, shipped_on, carrier_code, service_code, currency, charged_minor, cost_minor, labels) VALUES (2, '2026-03-08', '', '', 'USD', 0, 0, 0);
CREATE INDEX orders_by_number ON orders (order_number);
CREATE INDEX orders_by_email ON orders (email_key, name_key) WHERE email_key <> '';
CREATE INDEX orders_by_family ON orders (family_root);
CREATE INDEX order_relations_by_relative ON order_relations (relative_id);
CREATE INDEX shipments_by_order ON shipments (order_id);
CREATE INDEX fulfillments_by_order ON fulfillments (order_id);
CREATE UNIQUE INDEX parked_records_by_id ON parked_records (stream, record_id) WHERE record_id IS NOT NULL;
CREATE INDEX order_findings_by_code ON order_findings (code, subject, plan_order_id, source);
CREATE INDEX order_list_by_ordered ON order_list (ordered_on, order_id, state, store_id, code_bits);
CREATE INDEX order_list_by_shipped ON order_list (shipped_on, order_id, state, store_id, ordered_on, code_bits);
CREATE INDEX order_list_by_number ON order_list (number_key, order_id, state, store_id, ordered_on, code_bits);
CREATE INDEX order_list_by_buyer ON order_list (buyer_key, order_id, state, store_id, ordered_on, code_bits);
CREATE INDEX order_list_by_total ON order_list (total_minor, order_id, state, store_id, ordered_on, code_bits);
CREATE INDEX order_list_by_state ON order_list (state, order_id, store_id, ordered_on, code_bits);
CREATE INDEX order_list_by_plan ON order_list (plan_order_id);
CREATE INDEX postings_by_order ON postings (order_id, sequence);
CREATE INDEX postings_by_subject ON postings (subject, sequence);
CREATE INDEX postings_by_status ON postings (status, sequence);
CREATE INDEX postings_by_document_date ON postings (document_date) WHERE document_date IS NOT NULL;
CREATE UNIQUE INDEX postings_by_request ON postings (request_id);
CREATE UNIQUE INDEX postings_created_once ON postings (subject, generation)
  WHERE operation = 'create' AND status IN ('approved', 'sending', 'uncertain', 'posted');
CREATE INDEX posting_batches_by_status ON posting_batches (status, sequence);
CREATE INDEX books_records_by_name ON books_records (kind, name_key);
CREATE INDEX books_records_by_other_name ON books_records (kind, other_name_key) WHERE other_name_key <> '';
CREATE INDEX books_records_by_sku ON books_records (kind, sku_key) WHERE sku_key <> '';
CREATE INDEX books_records_by_email ON books_records (kind, email_key) WHERE email_key <> '';
CREATE INDEX books_documents_by_number ON books_documents (document_number) WHERE document_number IS NOT NULL;
CREATE INDEX runs_by_kind ON runs (kind, sequence);
CREATE INDEX command_answers_by_time ON command_answers (at);
CREATE INDEX audit_entries_by_order ON audit_entries (order_id, sequence) WHERE order_id IS NOT NULL;
CREATE INDEX audit_entries_by_document ON audit_entries (document_id, sequence) WHERE document_id IS NOT NULL;
CREATE INDEX audit_entries_by_kind ON audit_entries (kind, sequence);
CREATE INDEX audit_entries_by_time ON audit_entries (at);
CREATE INDEX order_list_counts ON order_list (state, currency, store_id, ordered_on, code_bits, total_minor, total_is_told);
CREATE INDEX orders_by_creation ON orders (created_at, store_id);
CREATE INDEX orders_gone ON orders (gone_at) WHERE gone_at IS NOT NULL;
CREATE INDEX relay_digests_by_age ON relay_digests (seen_at);
CREATE INDEX shipping_figures_by_day ON shipping_figures (shipped_on, carrier_code, service_code, currency, labels, charged_minor, cost_minor);
CREATE INDEX orders_by_name ON orders (name_key, order_id) WHERE name_key <> '';
CREATE INDEX runs_by_start ON runs (started_at);
CREATE INDEX review_marks_changed ON review_marks (order_id) WHERE is_changed = 1;
CREATE TRIGGER audit_entries_keep_update BEFORE UPDATE ON audit_entries BEGIN SELECT RAISE(ABORT, 'the audit is append-only'); END;
CREATE TRIGGER audit_entries_keep_delete BEFORE DELETE ON audit_entries BEGIN SELECT RAISE(ABORT, 'the audit is append-only'); END;
CREATE TRIGGER audit_entries_append BEFORE INSERT ON audit_entries
  WHEN NEW.sequence IS NOT (SELECT coalesce(max(sequence), 0) + 1 FROM audit_entries)
  BEGIN SELECT RAISE(ABORT, 'the audit is append-only'); END;
CREATE TRIGGER audit_head_keep_delete BEFORE DELETE ON audit_head BEGIN SELECT RAISE(ABORT, 'the audit is append-only'); END;
CREATE TRIGGER order_words_added AFTER INSERT ON order_list BEGIN
  INSERT INTO order_words (order_id, words) VALUES (new.order_id, new.search);
END;
CREATE TRIGGER order_words_removed AFTER DELETE ON order_list BEGIN
  DELETE FROM order_words WHERE order_id = old.order_id;
END;
CREATE TRIGGER order_words_changed AFTER UPDATE OF search ON order_list WHEN old.search <> new.search BEGIN
  UPDATE order_words SET words = new.search WHERE order_id = new.order_id;
END;
PRAGMA user_version = 10;
