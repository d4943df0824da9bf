import type { MethodInput, MethodOutput } from '../../../../shared/contract/client.ts';
import type { PracticeRefusal } from '../../../../shared/domain/practice/actions.ts';

export type Offer = MethodOutput<'practice.actions'>['offers'][number];
export type Trouble = MethodOutput<'practice.actions'>['troubles'][number];
export type Deed = MethodOutput<'practice.perform'>;
export type Wish = MethodInput<'practice.perform'>['wish'];
export type Action = Offer['action'];

/** What a person has entered beside an action; what does not belong to it is left alone. */
export interface ActionFields {
  /** Order id; null: the first that fits. */
  readonly order: number | null;
  readonly other: number | null;
  readonly count: number;
  readonly amount: string;
  readonly reason: PracticeRefusal;
  readonly times: number;
  /** YYYY-MM-DD; empty: through yesterday. */
  readonly through: string;
}

export const FIRST_FIELDS: ActionFields = {
  order: null,
  other: null,
  count: 10,
  amount: '5.00',
  reason: 'own-rule',
  times: 1,
  through: '',
};

/** The input of the command for an action and what was entered. */
export function wishOf(action: Action, fields: ActionFields): Wish {
  switch (action) {
    case 'orders-arrive':
      return { action, count: fields.count };
    case 'ship-order':
    case 'void-label':
    case 'cancel-order':
    case 'split-order':
      return { action, order: fields.order };
    case 'colleague-changes':
    case 'colleague-deletes':
    case 'colleague-pays':
      return { action, order: fields.order };
    case 'change-amount':
      return { action, order: fields.order, amount: fields.amount };
    case 'combine-orders':
      return { action, order: fields.order, other: fields.other };
    case 'books-refuse':
      return { action, reason: fields.reason, times: fields.times };
    case 'books-close':
      return { action, through: fields.through === '' ? null : fields.through };
    case 'order-arrives':
    case 'shipped-order-arrives':
    case 'record-unreadable':
    case 'source-throttles':
    case 'source-key-ends':
    case 'source-key-made':
    case 'books-lose-answer':
    case 'books-token-ends':
    case 'books-revoke':
    case 'books-suspend':
    case 'books-open':
    case 'back-to-normal':
      return { action };
  }
}
