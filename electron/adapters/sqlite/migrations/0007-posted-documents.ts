/** Nothing yet. */
export const POSTED_DOCUMENTS = '';
