import type { BusinessDate } from '../time/instants.ts';

/** What a person can let happen in a practice company, in the order in which it is offered. */
export const PRACTICE_ACTIONS = [
  'order-arrives',
  'orders-arrive',
  'shipped-order-arrives',
  'ship-order',
  'void-label',
  'cancel-order',
  'change-amount',
  'split-order',
  'combine-orders',
  'record-unreadable',
  'source-throttles',
  'source-key-ends',
  'source-key-made',
  'books-refuse',
  'books-lose-answer',
  'books-token-ends',
  'books-revoke',
  'books-suspend',
  'books-close',
  'books-open',
  'colleague-changes',
  'colleague-deletes',
  'colleague-pays',
  'back-to-normal',
] as const;
export type PracticeAction = (typeof PRACTICE_ACTIONS)[number];

/** Where each happens. */
export const PRACTICE_PLACES = ['shop', 'source', 'books', 'normal'] as const;
export type PracticePlace = (typeof PRACTICE_PLACES)[number];

export const PLACE_OF_ACTION: Readonly<Record<PracticeAction, PracticePlace>> = {
  'order-arrives': 'shop',
  'orders-arrive': 'shop',
  'shipped-order-arrives': 'shop',
  'ship-order': 'source',
  'void-label': 'source',
  'cancel-order': 'source',
  'change-amount': 'source',
  'split-order': 'source',
  'combine-orders': 'source',
  'record-unreadable': 'source',
  'source-throttles': 'source',
  'source-key-ends': 'source',
  'source-key-made': 'source',
  'books-refuse': 'books',
  'books-lose-answer': 'books',
  'books-token-ends': 'books',
  'books-revoke': 'books',
  'books-suspend': 'books',
  'books-close': 'books',
  'books-open': 'books',
  'colleague-changes': 'books',
  'colleague-deletes': 'books',
  'colleague-pays': 'books',
  'back-to-normal': 'normal',
};

/** Actions on one order: which ones fit is told beside the action. */
export const PRACTICE_ORDER_ACTIONS = [
  'ship-order',
  'void-label',
  'cancel-order',
  'change-amount',
  'split-order',
  'combine-orders',
  'colleague-changes',
  'colleague-deletes',
  'colleague-pays',
] as const;
export type PracticeOrderAction = (typeof PRACTICE_ORDER_ACTIONS)[number];

/** Why the books refuse the next document, each as a person knows it. */
export const PRACTICE_REFUSALS = [
  'period-closed',
  'item-inactive',
  'customer-refused',
  'tax-refused',
  'amounts-differ',
  'text-too-long',
  'bad-discount',
  'own-rule',
] as const;
export type PracticeRefusal = (typeof PRACTICE_REFUSALS)[number];

/** What is switched on, or has come to pass and is not mended yet. */
export const PRACTICE_TROUBLES = [
  'record-unreadable',
  'source-throttles',
  'source-key-ended',
  'source-other',
  'books-refuse',
  'books-lose-answer',
  'books-revoked',
  'books-suspended',
  'books-closed',
  'books-other',
] as const;
export type PracticeTroubleKind = (typeof PRACTICE_TROUBLES)[number];

/** The action that switches a trouble on; null for those that the panel does not make. */
export const ACTION_OF_TROUBLE: Readonly<Record<PracticeTroubleKind, PracticeAction | null>> = {
  'record-unreadable': 'record-unreadable',
  'source-throttles': 'source-throttles',
  'source-key-ended': 'source-key-ends',
  'source-other': null,
  'books-refuse': 'books-refuse',
  'books-lose-answer': 'books-lose-answer',
  'books-revoked': 'books-revoke',
  'books-suspended': 'books-suspend',
  'books-closed': 'books-close',
  'books-other': null,
};

/** Most orders of one busy hour. */
export const MOST_NEW_ORDERS = 50;

/** An action with what it needs. `order`: an order id or number; null: the first that fits. */
export type PracticeWish =
  | {
      readonly action: Exclude<PracticeAction, PracticeOrderAction | 'orders-arrive' | 'books-refuse' | 'books-close'>;
    }
  /** 1 to {@link MOST_NEW_ORDERS}. */
  | { readonly action: 'orders-arrive'; readonly count: number }
  | { readonly action: 'ship-order' | 'void-label' | 'cancel-order' | 'split-order'; readonly order: number | string | null }
  | { readonly action: 'colleague-changes' | 'colleague-deletes' | 'colleague-pays'; readonly order: number | string | null }
  /** `amount`: exact decimal text that is added to what the buyer pays for shipping. */
  | { readonly action: 'change-amount'; readonly order: number | string | null; readonly amount: string }
  /** `other` goes into `order`; null: one that fits. */
  | { readonly action: 'combine-orders'; readonly order: number | string | null; readonly other: number | string | null }
  /** The next `times` documents. */
  | { readonly action: 'books-refuse'; readonly reason: PracticeRefusal; readonly times: number }
  /** Null: through yesterday. */
  | { readonly action: 'books-close'; readonly through: BusinessDate | null };

export interface PracticeOrderName {
  readonly orderId: number;
  readonly orderNumber: string;
}

/** What an action did: the facts that its sentence is made of. */
export interface PracticeDeed {
  readonly orders: readonly PracticeOrderName[];
  readonly documentNumber: string | null;
  /** The day through which the books are closed. */
  readonly on: BusinessDate | null;
  readonly reason: PracticeRefusal | null;
  /** How many documents or answers it meets. */
  readonly times: number | null;
  /** A key of the practice shop, to be entered by the person. */
  readonly key: { readonly apiKey: string; readonly apiSecret: string } | null;
}

export interface PracticeTrouble {
  readonly trouble: PracticeTroubleKind;
  readonly orderNumber: string | null;
  readonly on: BusinessDate | null;
  readonly reason: PracticeRefusal | null;
  /** How many more documents or answers it meets; null: until it is cleared. */
  readonly left: number | null;
}
