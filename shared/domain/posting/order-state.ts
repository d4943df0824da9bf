/** What a list shows for an order that has several facts: the first that holds, in this order. */
export const ORDER_STATES = [
  'uncertain',
  'sending',
  'failed',
  'attention',
  'excluded',
  'voided',
  'credited',
  'terminal',
  'posted',
  'approved',
  'blocked',
  'ready',
  'waiting',
] as const;
export type OrderState = (typeof ORDER_STATES)[number];
