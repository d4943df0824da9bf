/** What a sweep counted and missed, and orders that are gone from the source. */
export const COMPLETENESS = '';
