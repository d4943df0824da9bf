/** Reads and writes of the books per month. */
export const METERED_BOOKS = `
CREATE TABLE books_requests (
  month TEXT PRIMARY KEY,
  reads INTEGER NOT NULL,
  writes INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
`;
