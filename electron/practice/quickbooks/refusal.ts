/**
 * The refusals of the V3 API with the words that Intuit uses. Source of codes and texts: Intuit's error code page and
 * recorded sandbox answers; where the exact words are not known, the wording follows the table's entry.
 */

export interface Refusal {
  readonly status: number;
  readonly code: string;
  readonly message: string;
  readonly detail: string;
  /** Absent, empty or the name of the property: Intuit does all three. */
  readonly element?: string;
  readonly type: 'ValidationFault' | 'SystemFault' | 'AuthorizationFault' | 'AuthenticationFault' | 'SERVICE';
  /** Some refusals come without the answer's time (recorded for 2030). */
  readonly untimed?: boolean;
  /** Further errors of the same answer: Intuit may name several at once. */
  readonly others?: readonly Pick<Refusal, 'code' | 'message' | 'detail' | 'element'>[];
}

function validation(code: string, message: string, detail: string, element?: string): Refusal {
  return { status: 400, code, message, detail, type: 'ValidationFault', ...(element === undefined ? {} : { element }) };
}

/** 1001 is "1,001": Intuit writes numbers in errors with thousands separators. */
export function separated(digits: string): string {
  const [whole = '0', fraction] = digits.split('.');
  const grouped = whole.replace(/\B(?=(\d{3})+(?!\d))/g, ',');
  return fraction === undefined ? grouped : `${grouped}.${fraction}`;
}

export const requiredMissing = (property: string): Refusal =>
  validation(
    '2020',
    'Required param missing, need to supply the required value for the API',
    `Required parameter ${property} is missing in the request`,
    property,
  );

export const unknownProperty = (className: string, property: string, known: readonly string[]): Refusal =>
  validation(
    '2010',
    'Request has invalid or unsupported property',
    `Property Name:Unrecognized field "${property}" (class com.intuit.schema.finance.v3.${className}), not marked as ignorable (${known.length} known properties: ${known.map((name) => `"${name}"`).join(', ')} [truncated]])\n specified is unsupported or invalid`,
  );

export const unreadableBody = (why: string): Refusal =>
  validation('2010', 'Request has invalid or unsupported property', `Property Name:${why} specified is unsupported or invalid`);

export const invalidId = (id: string): Refusal => ({
  ...validation('2030', 'Invalid ID', `Id should be a valid number. Supplied value:${id}`, 'Id'),
  untimed: true,
});

export const invalidString = (property: string): Refusal =>
  validation(
    '2040',
    'Invalid String',
    `Invalid String. The String should not have the characters colon, tab or new line : ${property}`,
    property,
  );

export const tooLong = (property: string, max: number, length: number): Refusal =>
  validation(
    '2050',
    'String length is either too short or too long',
    `String length specified does not match the supported length. Min:0 Max:${separated(String(max))} supported. Supplied length:${separated(String(length))}`,
    property,
  );

export const invalidDate = (property: string, value: string): Refusal =>
  validation('2060', 'Invalid Date', `Date format is invalid. Supplied value:${value}`, property);

export const invalidNumber = (property: string, value: string): Refusal =>
  validation('2090', 'Invalid Number', `Invalid Number : ${value}`, property);

export const invalidRequestId = (id: string, max: number): Refusal =>
  validation('2130', 'Invalid Request Id Format', `Request Id is longer than ${max} characters. Supplied value:${id}`);

export const duplicateRequestId = (id: string): Refusal =>
  validation('600', 'Duplicate Request ID', `Duplicate Request ID : The request id ${id} was used for another request`);

export const invalidEnum = (property: string, value: string): Refusal =>
  validation('2170', 'Invalid Enumeration', `Invalid Enumeration : ${value}`, property);

export const invalidEmail = (value: string): Refusal =>
  validation(
    '2210',
    'Invalid Email Address format',
    `Email Address does not conform to the RFC-822 standard. Supplied value:${value}`,
    'PrimaryEmailAddr',
  );

export const invalidBoolean = (property: string, value: string): Refusal =>
  validation('2230', 'Invalid Boolean', `Invalid Boolean : ${value}`, property);

export const noLines = (): Refusal => requiredMissing('Line');

/** A reference to a record that was never there. `kind` is Intuit's plural: Names, Items, Accounts. */
export const unknownReference = (kind: string, id: string, property: string): Refusal =>
  validation('2500', 'Invalid Reference Id', `Invalid Reference Id : ${kind} element id ${id} not found`, property);

const INACTIVE_WORDS =
  "Something you're trying to use has been made inactive. Check the fields with accounts, customers, items, vendors or employees.";

export const inactiveReference = (property: string): Refusal =>
  validation('2500', 'Invalid Reference Id', `Invalid Reference Id : ${INACTIVE_WORDS}`, property);

export const notFound = (): Refusal => validation('610', 'Object Not Found', `Object Not Found : ${INACTIVE_WORDS}`, '');

export const stale = (): Refusal =>
  validation(
    '5010',
    'Stale Object Error',
    'Stale Object Error : You and Robin Hale were working on this at the same time. Robin Hale finished before you did, so your work was not saved.',
    '',
  );

export const nothingToNameBy = (): Refusal =>
  validation(
    '6080',
    'Name Missing',
    'At least one of Title, GivenName, MiddleName, FamilyName, Suffix, DisplayName is needed to name the record',
  );

/** `others` is what Intuit calls the records that share the names; null where it says nothing more ("null", recorded). */
export const duplicateName = (others: string | null): Refusal =>
  validation(
    '6240',
    'Duplicate Name Exists Error',
    `The name supplied already exists. : ${others === null ? 'null' : `Another ${others} is already using this name. Please use a different name.`}`,
    others === null ? undefined : '',
  );

export const duplicateNumber = (docNumber: string, txnType: string, txnId: string): Refusal =>
  validation(
    '6140',
    'Duplicate Document Number Error',
    `Duplicate Document Number Error : You must specify a different number. This number has already been used. DocNumber=${docNumber} is assigned to TxnType=${txnType} with TxnId=${txnId}`,
    '',
  );

export const amountMismatch = (amountText: string): Refusal =>
  validation(
    '6070',
    'Amount calculation incorrect in the request',
    `Amount calculation incorrect in the request : Amount is not equal to UnitPrice * Qty. Supplied value:${separated(amountText)}`,
    'Line.Amount',
  );

export const invalidUsTaxCode = (value: string): Refusal =>
  validation('6100', 'Invalid tax code', `Valid line TaxCodes for US should be TAX or NON. Supplied value:${value}`, 'TaxCodeRef');

export const invalidDiscount = (detail: string): Refusal => validation('6090', 'Invalid Discount', detail, '');

/** The general "business rule" refusal: its Detail decides what it means. */
export const businessRule = (detail: string): Refusal =>
  validation('6000', 'A business validation error has occurred while processing your request', `Business Validation Error: ${detail}`, '');

export const taxNotApplicable = (): Refusal =>
  validation(
    '6170',
    'Tax details are not allowed',
    'TxnTaxDetail can not be given where GlobalTaxCalculation is NotApplicable',
    'TxnTaxDetail',
  );

export const wrongAccountType = (property: string): Refusal =>
  validation('6430', 'Invalid account type', 'Invalid account type used : The account type of this account can not be used here', property);

/** The doubled word is Intuit's own. 6210 where a password guards the closed books, 6200 where none does. */
export const periodClosed = (code: '6210' | '6200'): Refusal =>
  validation(
    code,
    'Account Period Closed, Cannot Update Through Services API',
    'The account period has closed and the account books cannot be updated through through the QBO Services API. Please use the QBO website to make these changes.',
    '',
  );

/** A payment that lies in a deposit (6540): the deposit comes first. */
export const depositedTransaction = (): Refusal =>
  validation(
    '6540',
    'Deposited Transaction cannot be changed',
    'Deposited Transaction cannot be changed : This transaction is part of a deposit. Remove it from the deposit first.',
    '',
  );

export const notInPlan = (feature: string): Refusal =>
  validation(
    '5030',
    'Feature Not Supported Error',
    `Feature Not Supported Error : ${feature} is not supported in the current subscription`,
    '',
  );

export const subscriptionEnded = (): Refusal =>
  validation(
    '6190',
    'Invalid Company Status',
    'Subscription period has ended or been canceled, or there was a billing problem : Subscription period has ended or canceled or there was a billing problem',
    '',
  );

export const unsupportedOperation = (path: string): Refusal =>
  validation('500', 'Unsupported Operation', `Operation Could not find resource for relative : ${path} is not supported.`);

export const batchTooLarge = (size: number): Refusal =>
  validation('1040', 'Batch size exceeded', `The batch has ${size} items. The maximum is 30.`);

export const batchAnswerTooLarge = (count: number): Refusal =>
  validation('1040', 'Batch size exceeded', `The answer has ${separated(String(count))} objects. The maximum is 1,000.`);

export const queryUnparsable = (detail: string): Refusal => validation('4000', 'Error parsing query', `QueryParserError: ${detail}`);

export const queryInvalid = (detail: string): Refusal => validation('4001', 'Invalid query', `QueryValidationError: ${detail}`);

export const propertyNotFound = (property: string, entity: string): Refusal =>
  validation('4001', 'Invalid query', `Property ${property} not found for Entity ${entity}`);

/** A bug of the stand-in itself answers as Intuit answers its own. */
export const systemFailure = (detail: string): Refusal => ({
  status: 500,
  code: '10000',
  message: 'An application error has occurred while processing your request',
  detail: `System Failure Error: ${detail}`,
  type: 'SystemFault',
});
