/**
 * What was charged for shipping and what the labels cost, one row for each order that left: read by day, carrier and service
 * without opening a single order. Orders that were stored before are reckoned here once, in hundredths; an order in a currency of
 * other decimals is set right when it next changes. And runs by the time that they began, to sum up what they posted;
 * and orders by their buyers' names, for namesakes whose customers are not made yet.
 */
export const FIGURES = `
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
INSERT INTO shipping_figures (order_id, shipped_on, carrier_code, service_code, currency, charged_minor, cost_minor, labels)
SELECT l.order_id, l.shipped_on,
  coalesce((SELECT s.body ->> '$.carrierCode' FROM shipments s WHERE s.order_id = l.order_id AND NOT (s.body ->> '$.voided') AND NOT (s.body ->> '$.isReturn') ORDER BY s.shipment_id DESC LIMIT 1), b.body ->> '$.carrierCode', ''),
  coalesce((SELECT s.body ->> '$.serviceCode' FROM shipments s WHERE s.order_id = l.order_id AND NOT (s.body ->> '$.voided') AND NOT (s.body ->> '$.isReturn') ORDER BY s.shipment_id DESC LIMIT 1), b.body ->> '$.serviceCode', ''),
  l.currency,
  CAST(round(CAST(coalesce(b.body ->> '$.shippingAmount', '0') AS REAL) * 100) AS INTEGER),
  (SELECT CAST(round(coalesce(sum(CAST(s.body ->> '$.shipmentCost' AS REAL) + CAST(s.body ->> '$.insuranceCost' AS REAL)), 0) * 100) AS INTEGER) FROM shipments s WHERE s.order_id = l.order_id AND NOT (s.body ->> '$.voided') AND NOT (s.body ->> '$.isReturn')),
  (SELECT count(*) FROM shipments s WHERE s.order_id = l.order_id AND NOT (s.body ->> '$.voided') AND NOT (s.body ->> '$.isReturn'))
FROM order_list l JOIN order_bodies b ON b.order_id = l.order_id WHERE l.shipped_on <> '';
CREATE INDEX shipping_figures_by_day ON shipping_figures (shipped_on, carrier_code, service_code, currency, labels, charged_minor, cost_minor);
CREATE INDEX orders_by_name ON orders (name_key, order_id) WHERE name_key <> '';
CREATE INDEX runs_by_start ON runs (started_at);
`;
