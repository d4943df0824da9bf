/** Nothing yet. */
export const REVIEW_MARKS = '';
