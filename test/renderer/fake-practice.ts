import type { MethodOutput } from '../../shared/contract/client.ts';
import { PLACE_OF_ACTION, PRACTICE_ACTIONS } from '../../shared/domain/practice/actions.ts';

type Actions = MethodOutput<'practice.actions'>;

const ORDERS = [
  { orderId: 500100901, orderNumber: '10901', buyer: 'Ana Ruiz' },
  { orderId: 500100902, orderNumber: '10902', buyer: 'Wei Chen' },
];

/** All that can be done, with two orders that fit everything on orders but what a colleague does, and one trouble. */
export const PRACTICE: Actions = {
  offers: PRACTICE_ACTIONS.map((action) => ({ action, place: PLACE_OF_ACTION[action], orders: ordersOf(action) })),
  troubles: [{ trouble: 'books-refuse', orderNumber: null, on: null, reason: 'item-inactive', left: 2 }],
};

function ordersOf(action: Actions['offers'][number]['action']): Actions['offers'][number]['orders'] {
  if (action.startsWith('colleague')) {
    return [];
  }
  return ['ship-order', 'void-label', 'cancel-order', 'change-amount', 'split-order', 'combine-orders'].includes(action) ? ORDERS : null;
}

export const NOTHING_DONE: Omit<MethodOutput<'practice.perform'>, 'action'> = {
  orders: [],
  documentNumber: null,
  on: null,
  reason: null,
  times: null,
  key: null,
};
