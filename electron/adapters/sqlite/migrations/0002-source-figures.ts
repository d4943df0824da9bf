/** What an order of the V2 interface lacks. */
export const SOURCE_FIGURES = '';
