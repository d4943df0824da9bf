/** Nothing yet. */
export const MAPPING_HISTORY = '';
