/** An order as a person last saw it, so that what has changed since can be shown; `is_changed` answers lists without a comparison. */
export const REVIEW_MARKS = `
CREATE TABLE review_marks (
  order_id INTEGER PRIMARY KEY REFERENCES orders (order_id),
  seen_at TEXT NOT NULL,
  is_changed INTEGER NOT NULL,
  body TEXT NOT NULL
) STRICT;
CREATE INDEX review_marks_changed ON review_marks (order_id) WHERE is_changed = 1;
`;
