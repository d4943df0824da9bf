/** The relay that a company is paired with, and what arrived over it. */
export const RELAY = '';
