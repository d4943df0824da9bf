/**
 * What a sweep counted and missed, and orders that are gone from the source.
 *
 * `orders.created_at` is when the order was made in the source, for counting by creation day; `gone_at` is since when the source
 * is known not to have it any more. `sweep_orders` holds what the sweep under way has met, so that one that was cut off goes on.
 * A record kept aside without a readable id is found again by the list it stood in and the moments around it.
 */
export const COMPLETENESS = `
ALTER TABLE orders ADD COLUMN created_at TEXT NOT NULL DEFAULT '';
ALTER TABLE orders ADD COLUMN gone_at TEXT;
UPDATE orders SET created_at = coalesce((SELECT b.body ->> '$.createdAt' FROM order_bodies b WHERE b.order_id = orders.order_id), '');
CREATE INDEX orders_by_creation ON orders (created_at, store_id);
CREATE INDEX orders_gone ON orders (gone_at) WHERE gone_at IS NOT NULL;

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

ALTER TABLE parked_records ADD COLUMN met_at TEXT NOT NULL DEFAULT '';
ALTER TABLE parked_records ADD COLUMN reading TEXT;
ALTER TABLE parked_records ADD COLUMN from_at TEXT;
ALTER TABLE parked_records ADD COLUMN to_at TEXT;
ALTER TABLE parked_records ADD COLUMN attempts INTEGER NOT NULL DEFAULT 0;
ALTER TABLE parked_records ADD COLUMN retry_at TEXT NOT NULL DEFAULT '';
UPDATE parked_records SET met_at = at, retry_at = at;
`;
