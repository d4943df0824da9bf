import type { ThrottleBody } from './envelopes.ts';

/** What Intuit's documents leave open, or what a company may have set: switchable, with the likeliest as the default. */
export interface PracticeQuickBooksSettings {
  /** Development keys allow http://localhost with any port; production wants https on a domain. */
  readonly redirects: 'development' | 'production';
  /** Addresses registered for the app. Exact match. Empty: in development any http://localhost:PORT/callback. */
  readonly registeredRedirects: readonly string[];
  /** The refresh value changes when it is a day old, or at every refresh. */
  readonly refreshRotation: 'daily' | 'every-call';
  /** Using an old refresh value may be taken as theft: the whole connection is then revoked. */
  readonly oldRefreshRevokes: boolean;
  /** A request id that comes again with another body: the first answer again, or error 600. */
  readonly requestIdReuse: 'replay' | 'refuse';
  /** Whether a refusal is remembered under its request id too. */
  readonly replayRefusals: boolean;
  /** How long request ids are remembered; null for ever. */
  readonly requestIdRetentionMs: number | null;
  readonly throttleBody: ThrottleBody;
  /** False lifts the limits of 500 a minute, 10 a second and 40 batches a minute. */
  readonly limits: boolean;
  /** The company's "warn if duplicate number is used": without it 6140 never comes. */
  readonly warnDuplicateNumbers: boolean;
  readonly plan: 'Simple Start' | 'Essentials' | 'Plus';
  readonly subscription: 'active' | 'ended';
  /** TotalTax with nothing but NON lines: taken as no tax, or refused. */
  readonly taxWithoutTaxableLine: 'ignore' | 'refuse';
  /** The company's AllowPartnerTaxOverride: without it automated tax ignores TotalTax. */
  readonly taxOverride: boolean;
  /** Manual US tax: field reports of 0 % where TotalTax comes without its tax line. */
  readonly manualTaxWithoutTaxLine: 'computed' | 'zero';
  /** Adds properties to answers that no document names, as new versions do. */
  readonly futureProperties: boolean;
}

export const DEFAULT_SETTINGS: PracticeQuickBooksSettings = {
  redirects: 'development',
  registeredRedirects: [],
  refreshRotation: 'daily',
  oldRefreshRevokes: false,
  requestIdReuse: 'replay',
  replayRefusals: false,
  requestIdRetentionMs: null,
  throttleBody: 'xml',
  limits: true,
  warnDuplicateNumbers: true,
  plan: 'Plus',
  subscription: 'active',
  taxWithoutTaxableLine: 'ignore',
  taxOverride: true,
  manualTaxWithoutTaxLine: 'computed',
  futureProperties: false,
};
