/** The one thing that would mend a failed posting, and the screen where it is done. */
export interface Remedy {
  readonly remedy: string;
  readonly screen: 'mapping' | 'connections' | 'review' | 'settings' | null;
}

const NEEDS_DEVELOPER: Remedy = {
  remedy: 'This is most likely a fault in Purser: report it with the trace id, then replay.',
  screen: null,
};
const SETTLES_ITSELF: Remedy = {
  remedy: 'Purser looks it up in the books before anything is sent again: post or replay once the books can be reached.',
  screen: null,
};
const REPLAY_LATER: Remedy = { remedy: 'Replay it in a few minutes.', screen: null };

const BY_CODE: Readonly<Record<string, Remedy>> = {
  'books/reconnect': { remedy: 'Connect QuickBooks again, then replay.', screen: 'connections' },
  'books/not-connected': { remedy: 'Connect QuickBooks, then replay.', screen: 'connections' },
  'books/permission': { remedy: 'Connect again with a person who may do this, then replay.', screen: 'connections' },
  'books/wrong-environment': { remedy: 'Connect again with the keys of the right environment, then replay.', screen: 'connections' },
  'books/wrong-company': { remedy: 'Connect the QuickBooks company that belongs to this one, then replay.', screen: 'connections' },
  'books/subscription': {
    remedy: 'Settle the subscription in QuickBooks (Account and settings, Billing), then replay.',
    screen: 'connections',
  },
  'books/feature-missing': {
    remedy: 'Take classes, locations or currencies out of the mapping, or change the QuickBooks plan, then replay.',
    screen: 'mapping',
  },
  'books/record-gone': {
    remedy: 'Refresh the lists and choose another record in the mapping; the order is then planned again.',
    screen: 'mapping',
  },
  'books/account-type': { remedy: 'Choose another account in the mapping.', screen: 'mapping' },
  'books/tax-refused': { remedy: 'Check the store’s tax treatment and tax code in the mapping.', screen: 'mapping' },
  'books/discount-refused': { remedy: 'Switch discounts on in QuickBooks, or book discounts as lines in the policy.', screen: 'settings' },
  'books/currency': { remedy: 'Check the store’s currency in the mapping and the customer’s in QuickBooks.', screen: 'mapping' },
  'books/closed-period': {
    remedy: 'Refresh the lists and choose the first open day for the order, or reopen the period in QuickBooks and replay.',
    screen: 'review',
  },
  'books/number-taken': {
    remedy: 'Refresh the lists: the order then names the document that has this number. Link it, or post anyway.',
    screen: 'review',
  },
  'books/name-taken': {
    remedy: 'Choose for the order the customer that has this name, or refresh the lists: Purser then finds it.',
    screen: 'review',
  },
  'books/bad-email': { remedy: 'Correct the address in ShipStation, or choose a customer for the order.', screen: 'review' },
  'books/bad-customer': { remedy: 'Make the customer active in QuickBooks, in the currency of the order, then replay.', screen: 'review' },
  'books/total-differs': { remedy: 'Compare both sides of the order: the books total something else than was sent.', screen: 'review' },
  'books/gone': { remedy: 'The document was removed from QuickBooks: decide in review what becomes of the order.', screen: 'review' },
  'books/linked': { remedy: 'Undo what the document is tied to in QuickBooks, then replay.', screen: null },
  'books/deposited': { remedy: 'Take the payment off its bank deposit in QuickBooks, then replay.', screen: null },
  'books/stock': { remedy: 'Correct the stock in QuickBooks, then replay.', screen: null },
  'books/rejected': { remedy: 'Mend what QuickBooks names, then replay.', screen: 'review' },
  'books/rule': { remedy: 'Mend what QuickBooks names, then replay.', screen: 'review' },
  'books/negative-amount': {
    remedy: 'Change in the policy how discounts are booked, or book the order by hand and exclude it.',
    screen: 'settings',
  },
  'books/before-inventory': { remedy: 'Move the start date of the item in QuickBooks, then replay.', screen: null },
  'books/custom-field': { remedy: 'Mend the custom field in QuickBooks (Account and settings, Sales), then replay.', screen: null },
  'books/name-missing': { remedy: 'Choose a customer for the order.', screen: 'review' },
  'books/customer-missing': { remedy: 'Choose a customer for the order, or refresh the lists and replay.', screen: 'review' },
  'books/email-missing': { remedy: 'Add an e-mail address in ShipStation, or choose a customer for the order.', screen: 'review' },
  'books/duplicate': {
    remedy: 'Refresh the lists: Purser finds the record in QuickBooks, and the order asks whether to use it.',
    screen: 'review',
  },
  'books/stale': { remedy: 'Replay it: Purser reads the document again and compares before it writes.', screen: null },
  'books/void-failed': { remedy: 'Void the document in QuickBooks by hand; the next pull sees it.', screen: null },
  'books/company-reset': {
    remedy: 'The company’s books were emptied: look at them in QuickBooks, then connect again.',
    screen: 'connections',
  },
  'books/wrong-cluster': REPLAY_LATER,
  'books/deprecated': { remedy: 'Look for an update of Purser, then replay.', screen: null },
  'books/unsupported-operation': NEEDS_DEVELOPER,
  'books/too-much': NEEDS_DEVELOPER,
  'books/unreachable': REPLAY_LATER,
  'books/throttled': REPLAY_LATER,
  'books/failed': SETTLES_ITSELF,
  'books/answer-incomplete': SETTLES_ITSELF,
  'books/bad-answer': SETTLES_ITSELF,
  'books/request-repeated': SETTLES_ITSELF,
  'posting/undecided': {
    remedy: 'Purser can’t tell whether it arrived: look in QuickBooks, adopt the document if it is there, else replay.',
    screen: 'review',
  },
  'posting/needs-failed': {
    remedy: 'Mend what it needs first (it is named in the message), then replay: both go together.',
    screen: 'review',
  },
  'order/not-ready': { remedy: 'Settle what blocks the order, then replay.', screen: 'review' },
  'order/plan-changed': { remedy: 'Look at the new plan and approve it.', screen: 'review' },
};

const MALFORMED = /^books\/(?:bad-|field-missing|unknown-property|text-too-long|no-lines|not-balanced|amount-mismatch|batch-too-large)/;

/** Every failure has a next step; an unknown one at least names where to look. */
export function remedyFor(code: string): Remedy {
  const known = Object.hasOwn(BY_CODE, code) ? BY_CODE[code] : undefined;
  if (known !== undefined) {
    return known;
  }
  if (code.startsWith('mapping/')) {
    return { remedy: 'Mend the mapping; what waits for it is planned again at once.', screen: 'mapping' };
  }
  return MALFORMED.test(code)
    ? NEEDS_DEVELOPER
    : { remedy: 'Read what QuickBooks says, mend it there or in the mapping, then replay.', screen: 'review' };
}

/** Every code with a remedy of its own. */
export const remedyCodes = (): readonly string[] => Object.keys(BY_CODE);
