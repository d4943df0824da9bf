import { inactiveReference, notFound, periodClosed, type Refusal, stale, subscriptionEnded, systemFailure } from './refusal.ts';

/** What Intuit's error code page says of each code, shortened (api/quickbooks §5.4). */
const MESSAGES: Readonly<Record<string, string>> = {
  '0': 'An unknown error has occurred',
  '100': 'General Authentication Error',
  '120': 'Authorization Failure',
  '600': 'Duplicate Request ID',
  '620': 'Transaction can not be linked',
  '630': 'Duplicate Object',
  '700': 'This object can not be deleted',
  '800': 'This object can not be deleted',
  '1040': 'Batch size exceeded',
  '2000': 'Invalid object name',
  '2010': 'Request has invalid or unsupported property',
  '2020': 'Required param missing, need to supply the required value for the API',
  '2030': 'Invalid ID',
  '2040': 'Invalid String',
  '2050': 'String length is either too short or too long',
  '2060': 'Invalid Date',
  '2080': 'Invalid Number',
  '2090': 'Invalid Number',
  '2100': 'Invalid Decimal',
  '2120': 'Invalid Type',
  '2130': 'Invalid Request Id Format',
  '2140': 'Invalid Amount',
  '2150': 'Invalid Percent',
  '2160': 'Invalid Quantity',
  '2170': 'Invalid Enumeration',
  '2200': 'Invalid Website Address',
  '2210': 'Invalid Email Address format',
  '2220': 'Invalid Currency',
  '2230': 'Invalid Boolean',
  '2240': 'Number out of range',
  '2250': 'Lines are missing',
  '2280': 'Tax amount is missing',
  '2290': 'Negative amount',
  '2300': 'Debits and credits differ',
  '2600': 'Conflicting elements',
  '3000': 'Invalid custom field',
  '3202': 'Authentication failed',
  '4000': 'Error parsing query',
  '4001': 'Invalid query',
  '5000': 'Deprecated',
  '5020': 'Permission Denied Error',
  '5030': 'Feature Not Supported Error',
  '6000': 'A business validation error has occurred while processing your request',
  '6010': 'Invalid account type',
  '6070': 'Amount calculation incorrect in the request',
  '6080': 'Name Missing',
  '6090': 'Invalid Discount',
  '6100': 'Invalid tax code',
  '6140': 'Duplicate Document Number Error',
  '6150': 'Invalid ParentRef',
  '6160': 'Invalid TaxCodeRef',
  '6170': 'Tax details are not allowed',
  '6180': 'Too many sub levels',
  '6240': 'Duplicate Name Exists Error',
  '6250': 'Invalid sales customer',
  '6270': 'The transaction is dated before the inventory start',
  '6420': 'Email is required',
  '6430': 'Invalid account type',
  '6440': 'Detail is required',
  '6450': 'The void failed',
  '6470': 'Invalid tax',
  '6480': 'A matched transaction can not be deleted',
  '6520': 'Not enough inventory on hand',
  '6540': 'Deposited transaction can not be changed',
  '6560': 'CustomerRef is missing',
  '10100': 'The result is too big',
  '10200': 'The company was reset',
};

/** Codes whose whole wording is known. */
const WHOLE: Readonly<Record<string, () => Refusal>> = {
  '610': notFound,
  '2500': () => inactiveReference('ItemRef'),
  '5010': stale,
  '6190': subscriptionEnded,
  '6200': () => periodClosed('6200'),
  '6210': () => periodClosed('6210'),
  '10000': () => systemFailure('The practice company was asked to fail.'),
};

/** 5020 comes with 403, everything else that is no failure of the system with 400 (api/quickbooks §5.3). */
const STATUS: Readonly<Record<string, number>> = { '100': 401, '120': 401, '3202': 401, '5020': 403, '10100': 500 };

/** The refusal of a code as Intuit would word it; a code that no table names gets the words of a business rule. */
export function knownRefusal(code: string): Refusal {
  const whole = WHOLE[code];
  if (whole !== undefined) {
    return whole();
  }
  const message = MESSAGES[code] ?? 'A business validation error has occurred while processing your request';
  const head = code === '6000' || MESSAGES[code] === undefined ? 'Business Validation Error' : message;
  return {
    status: STATUS[code] ?? 400,
    code,
    message,
    detail: `${head}: The practice company was asked to refuse this.`,
    type: code === '5020' ? 'AuthorizationFault' : 'ValidationFault',
  };
}
