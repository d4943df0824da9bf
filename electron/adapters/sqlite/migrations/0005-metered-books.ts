/** Reads and writes of the books per month. */
export const METERED_BOOKS = '';
