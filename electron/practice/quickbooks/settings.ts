import type { ThrottleBody } from './envelopes.ts';

/** What sign-in leaves open (api/quickbooks §1). */
interface SignInSettings {
  /** Development keys allow http://localhost with any port; production wants https on a domain. */
  readonly redirects: 'development' | 'production';
  /** Addresses registered for the app. Exact match. Empty: in development any http://localhost:PORT/callback. */
  readonly registeredRedirects: readonly string[];
  /** The refresh value changes when it is a day old, or at every refresh. */
  readonly refreshRotation: 'daily' | 'every-call';
  /** How long a replaced refresh value still works: it then gives the newest one again. 0: not at all. */
  readonly refreshGraceMs: number;
  /** Using an old refresh value may be taken as theft: the whole connection is then revoked. */
  readonly oldRefreshRevokes: boolean;
  /** Two refreshes of one value at the same time may be taken as theft too: one wins, and loses its tokens again. */
  readonly concurrentRefreshRevokes: boolean;
  /** The company that the person chooses when connecting; null: this one. Tokens for another company open nothing here. */
  readonly consentRealmId: string | null;
  /** Whether the app's keys are those of this environment (sandbox or production). If not, every call is refused with 3100. */
  readonly environment: 'matching' | 'other';
}

/** What request ids and answers leave open (api/quickbooks §2 and §3). */
interface AnswerSettings {
  /** A request id that comes again with another body: the first answer again, or error 600. */
  readonly requestIdReuse: 'replay' | 'refuse';
  /** Whether a refusal is remembered under its request id too. */
  readonly replayRefusals: boolean;
  /** How long request ids are remembered; null for ever. */
  readonly requestIdRetentionMs: number | null;
  readonly throttleBody: ThrottleBody;
  /** Seconds that a 429 asks to wait for; null: it has no Retry-After (no source shows one). */
  readonly retryAfterSeconds: number | null;
  /** False lifts the limits of 500 a minute, 10 a second and 40 batches a minute. */
  readonly limits: boolean;
  /** Answers of a batch are matched by bId; their order is not promised. */
  readonly batchOrder: 'as-sent' | 'reversed';
  /** Transactions that are not sorted by the statement; recorded for sales receipts only. */
  readonly transactionOrder: 'newest-first' | 'oldest-first';
  /** What errors name as their `element`. */
  readonly errorElements: 'named' | 'empty' | 'absent';
  /** Adds properties to answers that no document names, as new versions do. */
  readonly futureProperties: boolean;
}

/** What the company is and has turned on, and what its rules leave open (api/quickbooks §4). */
interface CompanySettings {
  readonly plan: 'Simple Start' | 'Essentials' | 'Plus';
  readonly subscription: 'active' | 'ended';
  /** The company's "warn if duplicate number is used": without it 6140 never comes. */
  readonly warnDuplicateNumbers: boolean;
  /** TotalTax with nothing but NON lines: taken as no tax, or refused. */
  readonly taxWithoutTaxableLine: 'ignore' | 'refuse';
  /** The company's AllowPartnerTaxOverride: without it automated tax ignores TotalTax. */
  readonly taxOverride: boolean;
  /** Manual US tax: field reports of 0 % where TotalTax comes without its tax line. */
  readonly manualTaxWithoutTaxLine: 'computed' | 'zero';
  /** Tax lines that come with their rates, where tax is reckoned from rates: taken as given, or reckoned anew. */
  readonly sentTaxLines: 'taken' | 'reckoned';
  /** Closed books: 6210 where a password guards them, 6200 where none does. */
  readonly closedPeriodCode: '6210' | '6200';
  /** Voiding an invoice that is paid frees the payment's money, or is refused. */
  readonly voidOfPaid: 'detach' | 'refuse';
  /** Discounts and shipping that are turned off in the preferences: refused, or dropped without a word. */
  readonly featureTurnedOff: 'refuse' | 'drop';
  /** What a length limit counts. */
  readonly lengthCounting: 'characters' | 'utf16' | 'bytes';
  /** Longest tracking number and ship method; null: as long as any text. */
  readonly shippingTextLength: number | null;
  /** Whether names differ by case and by spaces around them. */
  readonly nameComparison: 'folded' | 'exact';
  /** The three wordings of 6240 that were seen. None names the other record. */
  readonly duplicateNameWords: 'explained' | 'null' | 'template';
  /** A foreign document without its rate: the rate of its day, or 1. */
  readonly missingExchangeRate: 'looked-up' | 'one';
}

/** What Intuit's documents leave open, or what a company may have set: switchable, with the likeliest as the default. */
export type PracticeQuickBooksSettings = SignInSettings & AnswerSettings & CompanySettings;

export const DEFAULT_SETTINGS: PracticeQuickBooksSettings = {
  redirects: 'development',
  registeredRedirects: [],
  refreshRotation: 'daily',
  refreshGraceMs: 0,
  oldRefreshRevokes: false,
  concurrentRefreshRevokes: false,
  consentRealmId: null,
  environment: 'matching',
  requestIdReuse: 'replay',
  replayRefusals: false,
  requestIdRetentionMs: null,
  throttleBody: 'xml',
  retryAfterSeconds: null,
  limits: true,
  batchOrder: 'as-sent',
  transactionOrder: 'newest-first',
  errorElements: 'named',
  futureProperties: false,
  plan: 'Plus',
  subscription: 'active',
  warnDuplicateNumbers: true,
  taxWithoutTaxableLine: 'ignore',
  taxOverride: true,
  manualTaxWithoutTaxLine: 'computed',
  sentTaxLines: 'taken',
  closedPeriodCode: '6210',
  voidOfPaid: 'detach',
  featureTurnedOff: 'refuse',
  lengthCounting: 'characters',
  shippingTextLength: null,
  nameComparison: 'folded',
  duplicateNameWords: 'explained',
  missingExchangeRate: 'looked-up',
};
