/** What one of Intuit's error codes means for us. */
export interface CodeMeaning {
  /** Our own stable code. */
  readonly code: `books/${string}`;
  /** `unknown`: the answer does not tell whether the write was executed. */
  readonly class:
    | 'rejected'
    | 'mapping'
    | 'permission'
    | 'auth'
    | 'throttled'
    | 'transient'
    | 'unknown'
    | 'stale'
    | 'number-taken'
    | 'name-taken';
  /** What happened, as a sentence. Intuit's own detail follows it where it adds something. */
  readonly says: string;
  /** What a person can do about it, as a sentence. */
  readonly remedy: string;
}

const meaning = (code: CodeMeaning['code'], kind: CodeMeaning['class'], says: string, remedy: string): CodeMeaning => ({
  code,
  class: kind,
  says,
  remedy,
});

const RECONNECT = 'Connect QuickBooks again on the Connections screen.';
const REPORT = 'This is most likely a fault in Purser: report it with the trace id.';
const SEE_DETAIL = 'Correct it in QuickBooks or in the mapping as its text says, then replay.';

const signInFailed = meaning('books/reconnect', 'auth', 'QuickBooks no longer accepts the connection.', RECONNECT);
const badReference = meaning(
  'books/record-gone',
  'mapping',
  'A record that the document names is missing from QuickBooks or inactive there.',
  'Refresh the QuickBooks lists, then correct the mapping or make the record active again.',
);
const badNumber = meaning('books/bad-number', 'rejected', 'QuickBooks could not read a number of the document.', REPORT);
const badDate = meaning('books/bad-date', 'rejected', 'QuickBooks could not read a date of the document.', REPORT);
const badField = meaning('books/bad-field', 'rejected', 'QuickBooks refused the form of the document.', REPORT);
const closedPeriod = meaning(
  'books/closed-period',
  'rejected',
  'The period is closed in QuickBooks.',
  'Choose the first open day for the document, or reopen the period in QuickBooks.',
);
const taxRefused = meaning(
  'books/tax-refused',
  'rejected',
  'QuickBooks refused the tax of the document.',
  "Check the store's tax treatment and tax code in the mapping.",
);
const ruleBroken = meaning('books/rule', 'rejected', 'QuickBooks refused the document because of one of its business rules.', SEE_DETAIL);
const accountRefused = meaning(
  'books/account-type',
  'mapping',
  'An account has the wrong type for its use.',
  'Choose another account in the mapping.',
);
const permissionMissing = meaning(
  'books/permission',
  'permission',
  'The person who connected QuickBooks may not do this.',
  'Connect again as a company administrator, or ask for the right in QuickBooks.',
);
const featureMissing = meaning(
  'books/feature-missing',
  'permission',
  "The company's QuickBooks plan does not include what the document uses.",
  'Take classes, locations or currencies out of the mapping, or change the plan.',
);
const queryRefused = meaning('books/bad-query', 'rejected', 'QuickBooks could not read the question.', REPORT);
const linked = meaning(
  'books/linked',
  'rejected',
  'The document is tied to other transactions in QuickBooks.',
  'Untie or undo them in QuickBooks first, then replay.',
);
const systemFailed = meaning(
  'books/failed',
  'unknown',
  'QuickBooks failed while it worked on the request.',
  'Purser finds out what became of it before it sends anything again.',
);

/**
 * Every code of Intuit's error table that a client of sales documents can meet (developer.intuit.com, "Error codes"), and what
 * is done about it. Codes that are not here count as refused with Intuit's own words.
 */
export const CODE_TABLE: Readonly<Record<string, CodeMeaning>> = {
  '0': systemFailed,
  '100': signInFailed,
  '110': signInFailed,
  '120': signInFailed,
  '130': meaning(
    'books/wrong-cluster',
    'transient',
    'QuickBooks is moving the company between its data centres.',
    'Purser tries again by itself; if it lasts for hours, connect again.',
  ),
  '140': signInFailed,
  '150': signInFailed,
  '500': meaning('books/unsupported-operation', 'rejected', 'QuickBooks does not know this operation.', REPORT),
  '600': meaning(
    'books/request-repeated',
    'unknown',
    'QuickBooks has had this request before.',
    'Purser finds out what became of it before it sends anything again.',
  ),
  '610': badReference,
  '620': linked,
  '630': meaning('books/duplicate', 'rejected', 'QuickBooks already has such a record.', 'Look for it in QuickBooks and adopt it.'),
  '700': linked,
  '800': linked,
  '900': badField,
  '1000': badField,
  '1010': badField,
  '1020': badField,
  '1040': meaning('books/batch-too-large', 'rejected', 'Too many documents were sent in one call.', REPORT),
  '1050': badField,
  '2000': badField,
  '2010': meaning('books/unknown-property', 'rejected', 'QuickBooks does not know a field of the document.', REPORT),
  '2020': meaning('books/field-missing', 'rejected', 'A field that QuickBooks requires is missing.', SEE_DETAIL),
  '2030': meaning(
    'books/bad-id',
    'rejected',
    'QuickBooks does not accept the id of a record.',
    'Refresh the QuickBooks lists and check the mapping.',
  ),
  '2040': badField,
  '2050': meaning(
    'books/text-too-long',
    'rejected',
    'A text is longer or shorter than QuickBooks allows.',
    'Shorten it where it comes from, or report it with the trace id.',
  ),
  '2060': badDate,
  '2070': badDate,
  '2080': badNumber,
  '2090': badNumber,
  '2100': badNumber,
  '2110': badNumber,
  '2120': badField,
  '2130': meaning('books/bad-request-id', 'rejected', 'QuickBooks does not accept the request id.', REPORT),
  '2140': badNumber,
  '2150': badNumber,
  '2160': badNumber,
  '2170': badField,
  '2180': badField,
  '2190': badField,
  '2200': meaning('books/bad-website', 'rejected', 'QuickBooks does not accept a web address.', SEE_DETAIL),
  '2210': meaning(
    'books/bad-email',
    'rejected',
    "QuickBooks does not accept the customer's e-mail address.",
    'Correct the address, or choose an existing customer for the order.',
  ),
  '2220': meaning(
    'books/currency',
    'rejected',
    'QuickBooks does not accept the currency.',
    "Check the store's currency in the mapping and the customer's currency in QuickBooks.",
  ),
  '2230': badField,
  '2240': badNumber,
  '2250': meaning('books/no-lines', 'rejected', 'The document has no lines.', REPORT),
  '2260': badField,
  '2270': badField,
  '2280': taxRefused,
  '2290': meaning(
    'books/negative-amount',
    'rejected',
    'QuickBooks does not accept a negative amount here.',
    'Book the order by hand, or change how discounts are booked.',
  ),
  '2300': meaning('books/not-balanced', 'rejected', 'Debits and credits differ.', REPORT),
  '2500': badReference,
  '2600': badField,
  '3000': meaning('books/custom-field', 'rejected', 'QuickBooks refused a custom field.', SEE_DETAIL),
  '3001': meaning('books/throttled', 'throttled', 'QuickBooks asked Purser to wait.', 'Purser goes on by itself after a minute.'),
  '3100': meaning(
    'books/wrong-environment',
    'permission',
    'QuickBooks knows the connection but not for this company: keys, company and environment (sandbox or production) do not fit together.',
    'Connect again with the keys of the right environment: development keys for a sandbox, production keys for a real company.',
  ),
  '3200': signInFailed,
  '3202': signInFailed,
  '4000': queryRefused,
  '4001': queryRefused,
  '4002': queryRefused,
  '5000': meaning('books/deprecated', 'rejected', 'QuickBooks no longer offers this operation.', 'Look for an update of Purser.'),
  '5010': meaning(
    'books/stale',
    'stale',
    'The record was changed in QuickBooks in the meantime.',
    'Purser reads it again and compares before it writes.',
  ),
  '5020': permissionMissing,
  '5030': featureMissing,
  '6000': ruleBroken,
  '6010': accountRefused,
  '6020': ruleBroken,
  '6030': ruleBroken,
  '6040': ruleBroken,
  '6041': ruleBroken,
  '6050': ruleBroken,
  '6060': ruleBroken,
  '6070': meaning('books/amount-mismatch', 'rejected', "A line's amount is not quantity times price.", REPORT),
  '6080': meaning('books/name-missing', 'rejected', 'The customer has no name.', 'Choose a customer for the order.'),
  '6090': meaning(
    'books/discount-refused',
    'rejected',
    'QuickBooks refused the discount.',
    'Switch discounts on in QuickBooks (Account and settings > Sales), or book discounts as lines.',
  ),
  '6100': taxRefused,
  '6110': taxRefused,
  '6120': taxRefused,
  '6130': taxRefused,
  '6140': meaning(
    'books/number-taken',
    'number-taken',
    'Another document in QuickBooks has this number.',
    'Look at it: adopt it where it is the same sale, or post anyway.',
  ),
  '6150': badReference,
  '6160': taxRefused,
  '6170': taxRefused,
  '6180': ruleBroken,
  '6190': meaning(
    'books/subscription',
    'permission',
    'The QuickBooks subscription has ended, was cancelled or has a billing problem.',
    'Settle it in QuickBooks (Account and settings, Billing), then pull or post again; nothing is lost meanwhile.',
  ),
  '6200': closedPeriod,
  '6210': closedPeriod,
  '6220': ruleBroken,
  '6230': ruleBroken,
  '6240': meaning(
    'books/name-taken',
    'name-taken',
    'A customer, vendor or employee in QuickBooks already has this name.',
    'Purser looks for it; choose it for the order where it is the same person.',
  ),
  '6250': meaning(
    'books/bad-customer',
    'mapping',
    'QuickBooks does not accept this customer on a sale.',
    'Choose another customer for the order.',
  ),
  '6270': meaning(
    'books/before-inventory',
    'rejected',
    "The date is before the item's stock was counted for the first time.",
    'Move the start date of the item in QuickBooks, or post with a later date.',
  ),
  '6280': ruleBroken,
  '6290': ruleBroken,
  '6300': ruleBroken,
  '6310': ruleBroken,
  '6320': ruleBroken,
  '6330': ruleBroken,
  '6340': ruleBroken,
  '6350': ruleBroken,
  '6360': ruleBroken,
  '6370': ruleBroken,
  '6380': ruleBroken,
  '6390': ruleBroken,
  '6400': ruleBroken,
  '6420': meaning('books/email-missing', 'rejected', 'QuickBooks requires an e-mail address.', SEE_DETAIL),
  '6430': accountRefused,
  '6440': badField,
  '6450': meaning('books/void-failed', 'rejected', 'QuickBooks could not void the document.', 'Void it in QuickBooks by hand.'),
  '6460': ruleBroken,
  '6470': taxRefused,
  '6480': linked,
  '6490': ruleBroken,
  '6500': ruleBroken,
  '6510': ruleBroken,
  '6520': meaning('books/stock', 'rejected', 'There is not enough of the item in stock.', 'Correct the stock in QuickBooks, then replay.'),
  '6530': ruleBroken,
  '6540': meaning('books/deposited', 'rejected', 'The payment is part of a bank deposit.', 'Take it off the deposit in QuickBooks first.'),
  '6560': meaning('books/customer-missing', 'rejected', 'The document has no customer.', 'Choose a customer for the order.'),
  '10000': systemFailed,
  '10100': meaning('books/too-much', 'rejected', 'The answer would be too long.', REPORT),
  '10200': meaning('books/company-reset', 'auth', 'The company was reset in QuickBooks.', RECONNECT),
};

/** The meaning of a code; codes without one are refusals in Intuit's own words. */
export function meaningOf(code: string | null): CodeMeaning {
  // "003001" and "3001" are the same code in different envelopes.
  const plain = code?.replace(/^0+(?=\d)/, '') ?? '';
  return (
    (Object.hasOwn(CODE_TABLE, plain) ? CODE_TABLE[plain] : undefined) ??
    meaning('books/rejected', 'rejected', 'QuickBooks refused it.', SEE_DETAIL)
  );
}
