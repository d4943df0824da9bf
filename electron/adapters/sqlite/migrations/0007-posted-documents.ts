/** Whom a document was made out to, beside what the books have now: a document that a colleague gave to another customer is found. */
export const POSTED_DOCUMENTS = `
ALTER TABLE postings ADD COLUMN customer_id TEXT;
UPDATE postings SET customer_id = (SELECT json_extract(b.body, '$.customerId') FROM posting_bodies b WHERE b.sequence = postings.sequence);
`;
