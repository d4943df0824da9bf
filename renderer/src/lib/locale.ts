/** The person's own language and region, for numbers, dates and sorting. */
export const LOCALE: string = typeof navigator === 'undefined' ? 'en-US' : navigator.language || 'en-US';
