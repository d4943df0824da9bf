/**
 * What the source cannot tell of an order. Orders that were stored before came from an interface that tells everything but
 * the currency; their bodies get the new keys at their end, where a new body has them too, so that an order that has not
 * changed still compares as equal.
 *
 * `orders.order_total` is '' where no total is told. `order_list` is sorted and filtered by NOT NULL columns: an untold total
 * stands there as 0 and an untold order date as the day of arrival, and the two flags say so.
 */
export const SOURCE_FIGURES = `
ALTER TABLE orders ADD COLUMN arrived_at TEXT NOT NULL DEFAULT '';
ALTER TABLE order_list ADD COLUMN total_is_told INTEGER NOT NULL DEFAULT 1 CHECK (total_is_told IN (0, 1));
ALTER TABLE order_list ADD COLUMN date_is_told INTEGER NOT NULL DEFAULT 1 CHECK (date_is_told IN (0, 1));
DROP INDEX order_list_counts;
CREATE INDEX order_list_counts ON order_list (state, currency, store_id, ordered_on, code_bits, total_minor, total_is_told);
UPDATE order_bodies SET body = json_set(body, '$.currency', null, '$.untold', json('[]'));
UPDATE source_stores SET body = json_set(body, '$.nameIsTold', json('true'));

-- The names behind the codes that orders and labels carry.
CREATE TABLE source_reference (kind TEXT PRIMARY KEY CHECK (kind IN ('carriers', 'services', 'tags', 'warehouses')), body TEXT NOT NULL) STRICT, WITHOUT ROWID;
`;
