/** Nothing yet. */
export const FIGURES = '';
