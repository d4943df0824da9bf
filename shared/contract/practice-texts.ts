import type { PracticeAction, PracticeDeed, PracticeRefusal, PracticeTrouble } from '../domain/practice/actions.ts';
import { assertNever } from '../domain/result.ts';

/** What each action of the practice panel is called, and which skill it trains. */
export const PRACTICE_ACTION_TEXTS: Readonly<Record<PracticeAction, { readonly title: string; readonly trains: string }>> = {
  'order-arrives': { title: 'A new order arrives', trains: 'Reading an order that waits for its label' },
  'orders-arrive': { title: 'A busy hour', trains: 'Approving many at once' },
  'shipped-order-arrives': { title: 'A new order arrives and ships', trains: 'Reviewing, approving and posting one order' },
  'ship-order': { title: 'Ship an order', trains: 'Seeing an order become ready when its label is bought' },
  'void-label': { title: 'Void an order’s labels', trains: 'Telling a shipped order from one that went back' },
  'cancel-order': { title: 'Cancel an order', trains: 'Why a cancelled order is never posted' },
  'change-amount': {
    title: 'Raise an order’s shipping charge',
    trains: 'Seeing what changed after a posting or an approval, and correcting it',
  },
  'split-order': { title: 'Split an order in two', trains: 'Families: several orders that become one document' },
  'combine-orders': { title: 'Combine two orders of a store', trains: 'Families: one order that carries another’s money' },
  'record-unreadable': { title: 'A record can’t be read', trains: 'Finding what was kept aside on Completeness' },
  'source-throttles': { title: 'ShipStation has a bad hour', trains: 'Waiting: a slow pull is no failure' },
  'source-key-ends': { title: 'The API key runs out', trains: 'Noticing that nothing is pulled any more' },
  'source-key-made': { title: 'Make a new API key', trains: 'Entering a new key on Connections' },
  'books-refuse': { title: 'Refuse the next invoice', trains: 'Reading the cause on Replay and sending again' },
  'books-lose-answer': { title: 'Lose the next answer', trains: 'Trusting that nothing is ever posted twice' },
  'books-token-ends': { title: 'The access token expires', trains: 'Nothing: Purser renews it by itself' },
  'books-revoke': { title: 'The connection is revoked', trains: 'Connecting QuickBooks again' },
  'books-suspend': { title: 'The subscription is suspended', trains: 'What waits while QuickBooks is read-only' },
  'books-close': { title: 'Close the books', trains: 'Dating documents of a closed period' },
  'books-open': { title: 'Open the books again', trains: 'Replaying what a closed period had refused' },
  'colleague-changes': { title: 'A colleague changes a document', trains: 'Finding on Reconcile what others changed' },
  'colleague-deletes': { title: 'A colleague deletes a document', trains: 'Noticing that a document is gone' },
  'colleague-pays': { title: 'A colleague receives a payment', trains: 'Telling an open invoice from a paid one' },
  'back-to-normal': { title: 'Clear every trouble', trains: 'A fresh start; orders and documents stay as they are' },
};

/** Why QuickBooks refuses, in plain words. */
export const PRACTICE_REFUSAL_TEXTS: Readonly<Record<PracticeRefusal, string>> = {
  'own-rule': 'It breaks a rule of the company',
  'period-closed': 'Its period is closed',
  'item-inactive': 'An item of it is inactive',
  'customer-refused': 'Its customer is not accepted',
  'tax-refused': 'Its tax is not accepted',
  'bad-discount': 'Its discount is not accepted',
  'amounts-differ': 'A line’s amount is not quantity times price',
  'text-too-long': 'A text of it is too long',
};

/** What happened, and where to look for it: one sentence each. */
export interface PracticeDeedText {
  readonly happened: string;
  readonly lookFor: string;
}

/** Dates are text here: that is how they cross. */
type Told = Omit<PracticeDeed, 'on'> & { readonly action: PracticeAction; readonly on: string | null };
type ToldTrouble = Omit<PracticeTrouble, 'on'> & { readonly on: string | null };

/** The sentences of a deed, for the screen and the command line alike. */
export function practiceDeedText(told: Told): PracticeDeedText {
  const tell = DEEDS[told.action];
  const [happened, lookFor] = tell(told, numbersOf(told));
  return { happened: `${happened.charAt(0).toUpperCase()}${happened.slice(1)}`, lookFor };
}

/** A trouble that is switched on, as a sentence. */
export function practiceTroubleText({ trouble, orderNumber, on, reason, left }: ToldTrouble): string {
  const times = left === null || left === 1 ? '' : ` (${left} times)`;
  switch (trouble) {
    case 'record-unreadable':
      return `Order ${orderNumber ?? ''} can’t be read from ShipStation.`;
    case 'source-throttles':
      return `ShipStation says that too much was asked${times}.`;
    case 'source-key-ended':
      return 'The ShipStation API key has run out.';
    case 'books-refuse':
      return `QuickBooks refuses the next invoice${times}${reason === null ? '' : `: ${lowerFirst(PRACTICE_REFUSAL_TEXTS[reason])}`}.`;
    case 'books-lose-answer':
      return 'The next answer of QuickBooks to a posting is lost.';
    case 'books-revoked':
      return 'The connection to QuickBooks is revoked.';
    case 'books-suspended':
      return 'The QuickBooks subscription is suspended.';
    case 'books-closed':
      return `The books are closed through ${on ?? ''}.`;
    case 'source-other':
      return 'ShipStation misbehaves in another way, which was not switched on here.';
    case 'books-other':
      return 'QuickBooks misbehaves in another way, which was not switched on here.';
    default:
      return assertNever(trouble);
  }
}

type Tell = (told: Told, orders: string) => readonly [happened: string, lookFor: string];

const DEEDS: Readonly<Record<PracticeAction, Tell>> = {
  'order-arrives': (_, orders) => [
    `${orders} arrived and waits for its label.`,
    `Pull, then open ${orders} in Review: it waits until it is shipped.`,
  ],
  'orders-arrive': ({ orders }) => [
    `${orders.length} new orders arrived: ${orders.map(({ orderNumber }) => orderNumber).join(', ')}.`,
    'Pull, then look at Review: they wait for their labels. Ship some of them here and pull again.',
  ],
  'shipped-order-arrives': (_, orders) => [
    `${orders} arrived and was shipped.`,
    `Pull, then open ${orders} in Review: it is ready to be approved and posted.`,
  ],
  'ship-order': (_, orders) => [
    `A label was bought for ${orders}.`,
    `Pull, then open ${orders} in Review: it no longer waits, and shows its tracking number.`,
  ],
  'void-label': (_, orders) => [
    `Every label of ${orders} was voided.`,
    `Pull, then open ${orders} in Review: it waits again, or asks what to do if its document is posted already.`,
  ],
  'cancel-order': (_, orders) => [
    `${orders} was cancelled.`,
    `Pull, then open ${orders} in Review: it will not be posted, or asks what to do if its document is posted already.`,
  ],
  'change-amount': (_, orders) => [
    `The shipping charge of ${orders} was raised, and paid.`,
    `Pull, then open ${orders} in Review: the plan has the new total. An approval lapses; a posted document asks whether to be corrected.`,
  ],
  'split-order': (_, orders) => [
    `One piece of ${orders} became an order of its own with the same number.`,
    `Pull, then open ${orders} in Review: both parts are one family.`,
  ],
  'combine-orders': ({ orders }, names) => [
    `${lastOf(orders)} was combined into order ${orders[0]?.orderNumber ?? ''}, with its money.`,
    `Pull, then open ${orders.length === 0 ? names : `order ${orders[0]?.orderNumber ?? ''}`} in Review: it carries both, and the other one is part of its family.`,
  ],
  'record-unreadable': (_, orders) => [
    `${orders} arrived, and ShipStation fails on it.`,
    'Pull, then look at Completeness: the record is kept aside and every other order came in. Clear the troubles, pull again, and it is there.',
  ],
  'source-throttles': ({ times }) => [
    `ShipStation answers the next ${times ?? 1} questions with “too many requests”.`,
    'Pull: it takes up to two minutes, waits as long as ShipStation asks for, and ends well by itself.',
  ],
  'source-key-ends': () => [
    'The API key of ShipStation has run out.',
    'Pull: it is refused, a banner says that ShipStation needs a person. Make a new key here and enter it on Connections.',
  ],
  'source-key-made': () => [
    'ShipStation gave a new API key; the one before no longer works.',
    'Open Connections, enter the key and its secret at ShipStation, then pull.',
  ],
  'books-refuse': ({ reason, times }) => [
    `QuickBooks will refuse the next ${times === 1 ? 'invoice' : `${times ?? 1} invoices`}${reason === null ? '' : `: ${lowerFirst(PRACTICE_REFUSAL_TEXTS[reason])}`}.`,
    'Approve and post something, then open Replay: the cause stands there in plain words. Replay it, and it is posted.',
  ],
  'books-lose-answer': () => [
    'QuickBooks will do the next posting, and its answer will never arrive.',
    'Approve and post something: Purser finds out what became of it, and QuickBooks has each document once.',
  ],
  'books-token-ends': () => [
    'The access token of QuickBooks has expired.',
    'Pull or post: it works, because Purser renews the token by itself.',
  ],
  'books-revoke': () => [
    'The app was disconnected inside QuickBooks.',
    'Pull or post: a banner says that QuickBooks needs a person. Reconnect the practice company on Connections; nothing is lost.',
  ],
  'books-suspend': () => [
    'The QuickBooks subscription was suspended.',
    'Approve and post something: nothing is posted until it is paid. Clear every trouble here and post again.',
  ],
  'books-close': ({ on }) => [
    `The books are closed through ${on ?? ''}.`,
    `Refresh the QuickBooks lists and pull, then look at Review: what is dated on or before ${on ?? ''} is blocked and offers the first open day. What was approved already is refused, and stands on Replay.`,
  ],
  'books-open': ({ on }) => [
    `The books are open again after ${on ?? ''}.`,
    'Refresh the QuickBooks lists and pull, then look at Review and Replay: what the closed period held up can be approved or replayed.',
  ],
  'colleague-changes': ({ documentNumber }, orders) => [
    `A colleague raised document ${documentNumber ?? ''} of ${orders}.`,
    `Refresh the QuickBooks lists and pull, then look at Reconcile: it lists ${orders} with both totals. Nothing is overwritten.`,
  ],
  'colleague-deletes': ({ documentNumber }, orders) => [
    `A colleague deleted document ${documentNumber ?? ''} of ${orders}.`,
    `Refresh the QuickBooks lists and pull, then open ${orders} in Review: it says that the document is gone.`,
  ],
  'colleague-pays': ({ documentNumber }, orders) => [
    `A colleague received the payment for invoice ${documentNumber ?? ''} of ${orders}.`,
    `Refresh the QuickBooks lists and pull, then open ${orders} in Review: nothing changes, because who pays an invoice is the books’ own business.`,
  ],
  'back-to-normal': () => [
    'Every trouble was cleared, and both services are connected again.',
    'Pull: everything works. Replay what had failed.',
  ],
};

const lastOf = (orders: PracticeDeed['orders']): string => `Order ${orders.at(-1)?.orderNumber ?? ''}`;

const numbersOf = ({ orders }: Pick<PracticeDeed, 'orders'>): string => (orders[0] === undefined ? '' : `order ${orders[0].orderNumber}`);

const lowerFirst = (text: string): string => `${text.charAt(0).toLowerCase()}${text.slice(1)}`;
